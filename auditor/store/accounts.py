"""The register's accounts as rows, and what a reading of each needs to know."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from auditor.collect import LATE_COMMENTS, Assignment, HeldItem
from auditor.model import STANDING, Severity, Status
from auditor.store.tables import AccountRow, FindingRow, ItemRow
from connectors.model import Account, Form, KnownPost, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.trust import OfficialAccount, School, Trust

WATCHED_FOR = timedelta(days=30)  # longer only with --full (INTERFACE, "Collecting")
WATCHED = [severity.value for severity in Severity if severity.rank >= Severity.MEDIUM.rank]


def enter_accounts(session: Session, trust: Trust, now: datetime) -> None:
    """Bring the account rows in line with the register; a changed platform id is another account and starts anew."""
    rows = {row.label: row for row in session.scalars(select(AccountRow))}
    for school in trust.schools:
        for account in school.accounts:
            row = rows.get(account.label)
            if row is None:
                session.add(
                    AccountRow(
                        label=account.label,
                        school=school.id,
                        platform=account.platform,
                        native_id=account.id,
                        first_seen=now,
                        cursors={},
                    )
                )
                continue
            row.school = school.id
            if account.id is not None and row.native_id is not None and account.id != row.native_id:
                row.cursors, row.first_seen, row.shown_handle, row.profile_read_at = {}, now, None, None
                row.posts_from = row.posts_until = row.comments_until = None
            row.native_id = account.id or row.native_id


def assignment_for(
    session: Session, school: School, account: OfficialAccount, *, now: datetime, first_days: int, full: bool
) -> Assignment:
    """Return everything that a reading of one account needs."""
    row = session.scalars(
        select(AccountRow).where(AccountRow.label == account.label, AccountRow.school == school.id)
    ).one()
    assignment = Assignment(
        account=Account(platform=account.platform, handle=account.handle, native_id=row.native_id, token=account.token),
        label=account.label,
        now=now,
        first_start=row.first_seen - timedelta(days=first_days),
        full=full,
        cursors=row.cursors,
        posts_from=row.posts_from,
        posts_until=row.posts_until,
        comments_until=row.comments_until,
    )
    since = min(assignment.follows_comments_since(), now - LATE_COMMENTS)
    return Assignment(
        **{name: getattr(assignment, name) for name in Assignment.__dataclass_fields__}
        | {
            "held_posts": tuple(_held_posts(session, row, since)),
            "held_items": tuple(_held_items(session, row, since, now=now, full=full)),
        }
    )


def _held_posts(session: Session, row: AccountRow, since: datetime) -> Iterable[KnownPost]:
    newest = (
        select(ItemRow.thread_id, func.max(ItemRow.created_at).label("newest"))
        .where(ItemRow.account_id == row.id, ItemRow.kind == "comment", ItemRow.created_at >= since)
        .group_by(ItemRow.thread_id)
        .subquery()
    )
    query = (
        select(
            ItemRow.canonical_id,
            ItemRow.native_id,
            ItemRow.thread_id,
            ItemRow.created_at,
            ItemRow.activity,
            newest.c.newest,
        )
        .outerjoin(newest, newest.c.thread_id == ItemRow.canonical_id)
        .where(
            ItemRow.account_id == row.id,
            ItemRow.kind == "post",
            ItemRow.form != Form.REPLY.value,
            ItemRow.created_at >= since,
            ItemRow.gone_at.is_(None),
        )
    )
    for canonical, native, thread, created, activity, last_comment in session.execute(query):
        yield KnownPost(
            canonical_id=canonical,
            native_id=native,
            thread_id=thread,
            created_at=created,
            activity=activity,
            last_comment_at=last_comment,
        )


def _held_items(session: Session, row: AccountRow, since: datetime, *, now: datetime, full: bool) -> Iterable[HeldItem]:
    """Return what may have to be looked up: posts of the window, comments too if `full`, and what has open findings.

    If `full`, what vanished with its finding in the last 30 days is asked for once more: it may have come back.
    """
    standing = FindingRow.status.in_([status.value for status in STANDING])
    grave = FindingRow.severity.in_(WATCHED) & (FindingRow.first_seen >= now - WATCHED_FOR)
    vanished = (FindingRow.status == Status.GONE.value) & (FindingRow.closed_at >= now - WATCHED_FOR)
    watched = set(
        session.scalars(
            select(FindingRow.item_id).where(
                FindingRow.account_id == row.id,
                FindingRow.item_id.is_not(None),
                or_(standing, vanished) if full else standing & grave,
            )
        )
    )
    recent = ItemRow.created_at >= min(since, now - LATE_COMMENTS)
    kinds = recent if full else (recent & (ItemRow.kind == "post"))
    query = select(
        ItemRow.id,
        ItemRow.kind,
        ItemRow.native_id,
        ItemRow.canonical_id,
        ItemRow.thread_id,
        ItemRow.own,
        ItemRow.created_at,
    ).where(ItemRow.account_id == row.id, or_(kinds & ItemRow.gone_at.is_(None), ItemRow.id.in_(watched)))
    for item_id, kind, native, canonical, thread, own, created in session.execute(query):
        yield HeldItem(
            subject=Subject(
                kind=kind,
                native_id=native,
                canonical_id=canonical,
                post_id=thread if kind == "comment" else None,
                own=own,
            ),
            created_at=created,
            watched=item_id in watched,
        )
