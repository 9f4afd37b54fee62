"""Gathering a school's evidence from what is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from auditor.model import AccountView, Evidence, Item, WeekPost
from auditor.store.pictures import facts_in
from auditor.store.repeats import flagged_before
from auditor.store.tables import AccountRow, ItemRow
from connectors.model import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.model import Known
    from auditor.trust import School, Trust

WEEKS_BACK = timedelta(days=70)  # older weeks were judged long ago and cannot change
HANDLE_WORDS = re.compile(r"[_.]+|(?<=[a-z0-9])(?=[A-Z])")  # where a handle's words part: Oak_Field, OakField


def accounts_of(session: Session, school: School) -> dict[str, AccountRow]:
    """Return the school's account rows by label."""
    labels = [account.label for account in school.accounts]
    return {row.label: row for row in session.scalars(select(AccountRow).where(AccountRow.label.in_(labels)))}


def items_to_judge(
    session: Session, accounts: Sequence[AccountRow], marks: Sequence[str], at_most: int
) -> list[ItemRow]:
    """Return, oldest first, what is new, changed or judged by other rules than `marks`, and is there with its text."""
    query = (
        select(ItemRow)
        .where(
            ItemRow.account_id.in_([row.id for row in accounts]),
            ItemRow.text.is_not(None),
            ItemRow.gone_at.is_(None),
            or_(ItemRow.judged_by.is_(None), ItemRow.judged_by.not_in(marks)),
        )
        .order_by(ItemRow.created_at, ItemRow.id)
        .limit(at_most)
    )
    return list(session.scalars(query))


def gather(
    session: Session, trust: Trust, school: School, rows: dict[str, AccountRow], items: Sequence[ItemRow], now: datetime
) -> Evidence:
    """Return everything that the rules may look at for one school; its weeks where no items are to be judged."""
    by_id = {row.id: row for row in rows.values()}
    pictured = _pictured_threads(session, items)
    return Evidence(
        now=now,
        time_zone=trust.time_zone,
        school=school.id,
        school_name=school.name,
        agreed_handle=school.handle,
        accounts=tuple(_account_views(school, rows)),
        items=tuple(_as_item(item, by_id[item.account_id], pictured) for item in items),
        week_posts=() if items else tuple(_week_posts(session, by_id, now)),
        terms=school.terms,
        closed=school.closed,
        nation=trust.nation,
        known=names_known(school, rows),
        flagged=tuple(flagged_before(session, items, by_id)),
    )


def names_known(school: School, rows: dict[str, AccountRow]) -> Known:
    """Return the names that are no child's, the school's own among them: on X every reply begins with its handle."""
    handles = {handle for account in school.accounts for handle in (account.handle, account.agreed_handle)}
    handles |= {row.shown_handle for row in rows.values()} | {school.handle}
    words = (HANDLE_WORDS.sub(" ", handle) for handle in handles if handle)
    own = sorted({school.name, *words})
    return replace(school.known, places=(*school.known.places, *own))


def _account_views(school: School, rows: dict[str, AccountRow]) -> Iterable[AccountView]:
    for account in school.accounts:
        row = rows.get(account.label)
        read = row is not None and row.profile_read_at is not None
        yield AccountView(
            label=account.label,
            platform=account.platform,
            register_handle=account.handle,
            native_id=row.native_id if row is not None else account.id,
            shown_handle=row.shown_handle if row is not None else None,
            read=read,
            agreed_handle=account.agreed_handle,
            agreed_reason=account.agreed_reason,
            posts_from=row.posts_from if row is not None else None,
            posts_until=row.posts_until if row is not None else None,
        )


def _pictured_threads(session: Session, items: Sequence[ItemRow]) -> set[tuple[int, str]]:
    """Return (account, post) of the posts with pictures above the account's own replies among `items`."""
    above = {item.parent_id for item in items if item.own and item.parent_id}
    above |= {item.thread_id for item in items if item.own and item.kind == "comment"}
    wanted = sorted(above)
    pictured: set[tuple[int, str]] = set()
    for start in range(0, len(wanted), 400):
        chunk = wanted[start : start + 400]
        query = select(ItemRow.account_id, ItemRow.canonical_id, ItemRow.native_id, ItemRow.media).where(
            ItemRow.kind == "post", or_(ItemRow.canonical_id.in_(chunk), ItemRow.native_id.in_(chunk))
        )
        for account_id, canonical, native, media in session.execute(query):
            if media:
                pictured |= {(account_id, canonical), (account_id, native)}
    return pictured


def _as_item(row: ItemRow, account: AccountRow, pictured: set[tuple[int, str]]) -> Item:
    answers_picture = row.own and (
        (row.account_id, row.parent_id) in pictured
        or (row.kind == "comment" and (row.account_id, row.thread_id) in pictured)
    )
    return Item(
        account=account.label,
        platform=account.platform,
        kind=row.kind,
        form=row.form,
        own=row.own,
        id=row.native_id,
        key=row.canonical_id,
        url=row.url,
        thread_key=row.thread_id if row.kind == "comment" else row.canonical_id,
        text=row.text or "",
        created_at=row.created_at,
        beside_picture=bool(row.media) or answers_picture,
        alt_texts=tuple(text for media in row.media for text in (media.get("alt"), media.get("file")) if text),
        links=tuple(row.links),
        pictures=facts_in(row.media) if row.own else (),
        author=row.author,
    )


def _week_posts(session: Session, accounts: dict[int, AccountRow], now: datetime) -> Iterable[WeekPost]:
    query = select(ItemRow).where(
        ItemRow.account_id.in_(list(accounts)),
        ItemRow.kind == "post",
        ItemRow.form.in_([Form.ORIGINAL.value, Form.QUOTE.value]),
        ItemRow.created_at >= now - WEEKS_BACK,
    )
    for row in session.scalars(query):
        account = accounts[row.account_id]
        yield WeekPost(
            account=account.label,
            platform=account.platform,
            key=row.canonical_id,
            form=row.form,
            text=row.text,
            text_hash=row.text_hash,
            created_at=row.created_at,
            has_media=bool(row.media),
        )
