"""What was read of each account: whether it covers a week, since when it was not checked, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from auditor.store.pictures import unseen_pictures
from auditor.store.tables import AccountRow, CoverageRow, RunRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from sqlalchemy.orm import Session

    from auditor.trust import OfficialAccount, School

CHECKED = "checked"
EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of which the platform did not give everything."""

    start: datetime
    end: datetime
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How far one account was read. `status` is of the newest run that had it, None where none had.

    `read_from`/`read_until` bound the time of which posts and comments were all read; None: nothing was.
    """

    account: OfficialAccount
    school: str
    status: str | None = None
    reason: str | None = None
    detail: str | None = None
    last_checked: datetime | None = None
    shown_handle: str | None = None
    profile_read: bool = False
    read_from: datetime | None = None
    read_until: datetime | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def is_checked(self) -> bool:
        """Return whether the newest run checked it."""
        return self.status == CHECKED

    def covers(self, start: datetime, end: datetime) -> bool:
        """Return whether it was read from one moment past the other, whatever gaps the platform left."""
        if self.read_from is None or self.read_until is None:
            return False
        return self.read_from <= start and self.read_until >= end

    def gaps_in(self, start: datetime, end: datetime) -> list[Gap]:
        """Return the gaps that reach into the stretch."""
        return [gap for gap in self.gaps if gap.start < end and gap.end > start]


def read_accounts(session: Session, schools: Sequence[School], since: datetime, zone: ZoneInfo) -> list[Reading]:
    """Return how far each account of the schools was read, in the register's order; gaps that reach past `since`.

    Pictures that should have been looked at and were not, as it stands now, are gaps too.
    """
    labels = [account.label for school in schools for account in school.accounts]
    rows = {row.label: row for row in session.scalars(select(AccountRow).where(AccountRow.label.in_(labels)))}
    newest = _newest(session, labels)
    checked = _last_checked(session, labels)
    gaps = _gaps(session, labels, since)
    for label in (account.label for school in schools if school.pictures for account in school.accounts):
        unseen = unseen_pictures(session, label, since, zone)
        gaps[label] = [*gaps.get(label, ()), *(Gap(start=gap.start, end=gap.end, what=gap.what) for gap in unseen)]
    return [
        _reading(
            account,
            school,
            rows.get(account.label),
            newest.get(account.label),
            (checked.get(account.label), gaps.get(account.label, ())),
        )
        for school in schools
        for account in school.accounts
    ]


def _reading(
    account: OfficialAccount,
    school: School,
    row: AccountRow | None,
    newest: CoverageRow | None,
    rest: tuple[datetime | None, Iterable[Gap]],
) -> Reading:
    last_checked, gaps = rest
    known = Reading(account=account, school=school.id)
    until = min(row.posts_until or EVER, row.comments_until or EVER) if row else EVER
    return Reading(
        account=account,
        school=school.id,
        status=newest.status if newest else known.status,
        reason=newest.reason if newest else None,
        detail=newest.detail if newest else None,
        last_checked=last_checked,
        shown_handle=row.shown_handle if row else None,
        profile_read=row is not None and row.profile_read_at is not None,
        read_from=row.posts_from if row else None,
        read_until=until if until > EVER else None,
        gaps=tuple(gaps),
    )


def _newest(session: Session, labels: Sequence[str]) -> dict[str, CoverageRow]:
    newest = (
        select(CoverageRow.label, func.max(RunRow.sequence).label("sequence"))
        .join(RunRow, RunRow.id == CoverageRow.run_id)
        .where(RunRow.finished, CoverageRow.label.in_(labels))
        .group_by(CoverageRow.label)
        .subquery()
    )
    query = (
        select(CoverageRow)
        .join(RunRow, RunRow.id == CoverageRow.run_id)
        .join(newest, (newest.c.label == CoverageRow.label) & (newest.c.sequence == RunRow.sequence))
    )
    return {row.label: row for row in session.scalars(query)}


def _last_checked(session: Session, labels: Sequence[str]) -> dict[str, datetime]:
    query = (
        select(CoverageRow.label, func.max(RunRow.as_of))
        .join(RunRow, RunRow.id == CoverageRow.run_id)
        .where(RunRow.finished, CoverageRow.status == CHECKED, CoverageRow.label.in_(labels))
        .group_by(CoverageRow.label)
    )
    return dict(session.execute(query).all())


def _gaps(session: Session, labels: Sequence[str], since: datetime) -> dict[str, list[Gap]]:
    query = (
        select(CoverageRow.label, CoverageRow.gaps)
        .join(RunRow, RunRow.id == CoverageRow.run_id)
        .where(RunRow.finished, RunRow.as_of >= since, CoverageRow.label.in_(labels))
    )
    found: dict[str, dict[Gap, None]] = defaultdict(dict)  # in order, each once
    for label, gaps in session.execute(query):
        for gap in gaps:
            start, end = datetime.fromisoformat(gap["from"]), datetime.fromisoformat(gap["to"])
            if end > since:
                found[label][Gap(start=start, end=end, what=gap["what"])] = None
    return {label: list(gaps) for label, gaps in found.items()}


def last_audit(session: Session, schools: Sequence[School] | None = None, *, whole: bool = False) -> datetime | None:
    """Return the time of the newest audit that ended: any, one of the whole trust, or one that had these schools."""
    query = select(func.max(RunRow.as_of)).where(RunRow.finished)
    if whole:
        query = query.where(RunRow.whole)
    if schools is not None:
        had = select(CoverageRow.run_id).where(CoverageRow.school.in_([school.id for school in schools]))
        query = query.where(RunRow.id.in_(had))
    return session.scalar(query)
