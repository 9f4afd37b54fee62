"""A finding as mails tell it: everything a reader needs to act, and not a word of what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from auditor.model import Status
from auditor.report import wording
from auditor.report.audience import hears, school_name
from auditor.report.rendering import safe_url
from auditor.store.findings import HIDDEN
from auditor.store.tables import AccountRow, FindingRow, ItemRow, MessageFindingRow, MessageRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy.orm import Session

    from auditor.report.audience import Audience
    from auditor.trust import Trust

AT_ONCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One finding in words. `url` is empty where there is nothing to open; `written` when the item was written."""

    id: str
    school: str
    severity: str
    rule: str
    message: str
    why: str
    sure: str
    next_step: str
    categories: tuple[str, ...]
    clauses: str
    network: str
    thing: str
    url: str
    written: str
    first_seen: str
    status: str
    review: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreviewed:
    """A finding that was sent earlier and that no person has reviewed."""

    id: str
    school: str
    told: str
    age: str
    status: str


def details(session: Session, trust: Trust, findings: Sequence[FindingRow], zone: ZoneInfo) -> list[Detail]:
    """Return findings in words, in the order given."""
    written = _when_written(session, [row.item_id for row in findings if row.item_id])
    networks = platforms_by_account(session)
    return [
        detail(
            row,
            school_name(trust, row.school),
            zone,
            written=written.get(row.item_id or 0),
            platform=networks.get(row.account_id or 0, ""),
        )
        for row in findings
    ]


def detail(row: FindingRow, school: str, zone: ZoneInfo, *, written: datetime | None, platform: str) -> Detail:
    """Return one finding in words."""
    return Detail(
        id=row.id,
        school=school,
        severity=wording.severity_word(row.severity),
        rule=row.rule,
        message=row.message,
        why=row.why,
        sure=wording.sure(row.confidence),
        next_step=row.next_step,
        categories=tuple(wording.category_words(category) for category in row.categories),
        clauses=clause_words(row.clauses),
        network=wording.network(platform) if platform else "",
        thing=THINGS.get(row.subject_kind, "account"),
        url=safe_url(row.url),
        written=wording.at_time(written, zone) if written else "",
        first_seen=wording.at_time(row.first_seen, zone),
        status=row.status,
        review=review_line(row.id),
    )


THINGS = {"post": "post", "comment": "comment", "account": "account", "school_week": "week", "policy": "policy"}


def review_line(finding_id: str) -> str:
    """Return the command that settles a finding, ready to paste."""
    return f'auditor review {finding_id} --as confirmed --reason "what was done" --by "your name"'


def clause_words(clauses: Iterable[Mapping[str, str]]) -> str:
    """Return the clauses that a finding stands on: `com01 4.1-4b and 4.1-6`."""
    by_pack: dict[str, list[str]] = {}
    for clause in clauses:
        by_pack.setdefault(clause["pack"], []).append(clause["clause"])
    return wording.listed([f"{pack} {wording.listed(names)}" for pack, names in by_pack.items()])


def unreviewed(
    session: Session, trust: Trust, to: tuple[Audience, str], now: datetime, *, besides: Collection[str]
) -> list[Unreviewed]:
    """Return what was sent to a list before, no person has reviewed yet and this recipient hears of, oldest first.

    Its status makes no difference: what has vanished since was still there to be seen. `besides` names what the mail
    tells anyway.
    """
    audience, recipient = to
    query = (
        select(FindingRow, MessageRow.created_at)
        .join(MessageFindingRow, MessageFindingRow.finding_id == FindingRow.id)
        .join(MessageRow, MessageRow.id == MessageFindingRow.message_id)
        .where(MessageRow.kind == f"alert-{audience}", FindingRow.reviewed.is_(False))
        .order_by(MessageRow.created_at, FindingRow.id)
    )
    first_told: dict[str, tuple[FindingRow, datetime]] = {}
    for row, told in session.execute(query):
        if row.id not in besides and hears(trust, row.school, audience, recipient):
            first_told.setdefault(row.id, (row, told))
    return [
        Unreviewed(
            id=row.id,
            school=school_name(trust, row.school),
            told=wording.short_day(told.date()),
            age=wording.days_ago(told, now),
            status=STATES.get(Status(row.status), "still there") if row.ended_because != HIDDEN else HIDDEN,
        )
        for row, told in first_told.values()
    ]


STATES = {
    Status.RESOLVED: "no longer found",
    Status.GONE: "gone from the network",
}


def platforms_by_account(session: Session) -> dict[int, str]:
    """Return each account row's platform."""
    return dict(session.execute(select(AccountRow.id, AccountRow.platform)).all())


def _when_written(session: Session, items: Sequence[int]) -> dict[int, datetime]:
    written: dict[int, datetime] = {}
    for start in range(0, len(items), AT_ONCE):
        query = select(ItemRow.id, ItemRow.created_at).where(ItemRow.id.in_(items[start : start + AT_ONCE]))
        written |= dict(session.execute(query).all())
    return written
