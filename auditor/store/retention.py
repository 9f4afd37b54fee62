"""Deleting what need not be kept: texts, closed findings, sent mails. Ids, hashes, times and counts stay."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, exists, or_, select, update

from auditor.model import STANDING
from auditor.store.tables import (
    AccountRow,
    BilledRow,
    DecisionRow,
    EventRow,
    FindingRow,
    ItemRow,
    MessageFindingRow,
    MessageRow,
    RevisionRow,
    ShutRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

LEDGER_DAYS = 70  # a month's cap needs the month; the run's own cost stays with its coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Days after which things are deleted. `platforms`: a platform's own limit for texts; the shorter one wins."""

    comments: int
    posts: int
    findings: int
    mail: int
    platforms: Mapping[str, int | None] = field(default_factory=dict)


def delete_old(session: Session, limits: Limits, now: datetime) -> None:
    """Delete what is over its time; a text that a person holds, or on which something is open, stays."""
    _delete_texts(session, _too_old(limits, now), now)
    _delete_findings(session, now - timedelta(days=limits.findings))
    session.execute(
        update(MessageRow)
        .where(
            MessageRow.state == "sent",
            MessageRow.body.is_not(None),
            MessageRow.sent_at < now - timedelta(days=limits.mail),
        )
        .values(body=None)
    )
    session.execute(delete(BilledRow).where(BilledRow.day < (now - timedelta(days=LEDGER_DAYS)).date()))
    session.execute(delete(ShutRow).where(ShutRow.until <= now))


def _too_old(limits: Limits, now: datetime) -> ColumnElement[bool]:
    written = ItemRow.first_seen
    others = or_(ItemRow.kind == "comment", ItemRow.own.is_(False))
    over = [
        and_(others, written < now - timedelta(days=limits.comments)),
        and_(~others, written < now - timedelta(days=limits.posts)),
    ]
    for platform, days in limits.platforms.items():
        if days is not None:
            of_platform = ItemRow.account_id.in_(select(AccountRow.id).where(AccountRow.platform == platform))
            over.append(and_(of_platform, written < now - timedelta(days=days)))
    return or_(*over)


def _delete_texts(session: Session, too_old: ColumnElement[bool], now: datetime) -> None:
    """Delete texts over their time, and at once those of vanished items (the platforms' terms: within a day)."""
    standing = exists().where(
        FindingRow.item_id == ItemRow.id, FindingRow.status.in_([status.value for status in STANDING])
    )
    held = exists().where(FindingRow.item_id == ItemRow.id, FindingRow.hold.is_(True))
    gone = ItemRow.gone_at.is_not(None)
    due = select(ItemRow.id).where(ItemRow.text.is_not(None), ~held, or_(gone, and_(too_old, ~standing)))
    ids = list(session.scalars(due))
    for start in range(0, len(ids), 400):
        chunk = ids[start : start + 400]
        session.execute(
            update(ItemRow)
            .where(ItemRow.id.in_(chunk))
            .values(text=None, media=[], links=[], text_deleted_at=now)
            .execution_options(synchronize_session=False)
        )
        session.execute(update(RevisionRow).where(RevisionRow.item_id.in_(chunk)).values(text=None))


def _delete_findings(session: Session, before: datetime) -> None:
    """Delete findings closed long ago whose text is gone too, so that nothing could find them anew."""
    text_kept = exists().where(ItemRow.id == FindingRow.item_id, ItemRow.text.is_not(None))
    due = select(FindingRow.id).where(
        FindingRow.status.not_in([status.value for status in STANDING]),
        FindingRow.closed_at < before,
        FindingRow.last_seen < before,
        FindingRow.hold.is_(False),
        ~text_kept,
    )
    ids = list(session.scalars(due))
    for start in range(0, len(ids), 400):
        chunk = ids[start : start + 400]
        for table in (EventRow, DecisionRow, MessageFindingRow):
            session.execute(delete(table).where(table.finding_id.in_(chunk)))
        session.execute(delete(FindingRow).where(FindingRow.id.in_(chunk)))
