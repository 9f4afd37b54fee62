"""The last four weeks side by side, and what reading them cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from auditor.report.schools import with_gaps
from auditor.report.things import found_about
from auditor.store.spend import spent_this_month
from auditor.store.tables import AccountRow, CoverageRow, ItemRow, RunRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from auditor.report.counting import WeekCount
    from auditor.report.reading import Reading
    from auditor.report.things import Scope
    from auditor.rules.calendar import Week
    from auditor.trust import School


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """One week of all schools together. `schools_judged` leaves out those without a school day.

    `is_asked` is False where the policy asks for no number of posts.
    """

    week: str
    first_day: date
    posts: int
    schools_reached: int
    schools_judged: int
    is_asked: bool
    comments: int
    found: int
    accounts_read: int
    accounts: int
    gap_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What reading cost: in the week, and in the calendar month (UTC) so far; millionths of a dollar."""

    requests: int
    week_micros: int
    month_micros: int | None


def week_line(
    session: Session, scope: Scope, week: Week, counts: Sequence[WeekCount], readings: Sequence[Reading]
) -> WeekLine:
    """Return one week's line."""
    zone = ZoneInfo(scope.trust.time_zone)
    start, end = week.start(zone), min(week.end(zone), scope.now)
    judged = [count for count in counts if count.days and count.is_asked]
    read = sum(reading.covers(start, end) for reading in readings)
    return WeekLine(
        week=week.iso,
        first_day=week.monday,
        posts=sum(count.posts for count in counts),
        schools_reached=sum(count.is_reached for count in judged),
        schools_judged=len(judged),
        is_asked=any(count.is_asked for count in counts),
        comments=items_between(session, scope.schools, start, end)[1],
        found=found_about(session, scope, week, start, end),
        accounts_read=read,
        accounts=len(readings),
        gap_words=with_gaps(readings, start, end),
    )


def items_between(session: Session, schools: Sequence[School], start: datetime, end: datetime) -> tuple[int, int]:
    """Return how many posts of the schools' own and how many texts of others, written in between, were read."""
    labels = [account.label for school in schools for account in school.accounts]
    query = (
        select(ItemRow.own, ItemRow.kind, func.count())
        .join(AccountRow, AccountRow.id == ItemRow.account_id)
        .where(AccountRow.label.in_(labels), ItemRow.created_at >= start, ItemRow.created_at < end)
        .group_by(ItemRow.own, ItemRow.kind)
    )
    counts = {(own, kind): number for own, kind, number in session.execute(query)}
    posts = counts.get((True, "post"), 0)
    others = sum(number for (own, _), number in counts.items() if not own)
    return posts, others


def cost_of(session: Session, scope: Scope, end: datetime, *, with_month: bool) -> Cost:
    """Return what the week's audits cost; the month is the whole trust's."""
    query = (
        select(func.coalesce(func.sum(CoverageRow.requests), 0), func.coalesce(func.sum(CoverageRow.cost_micros), 0))
        .join(RunRow, RunRow.id == CoverageRow.run_id)
        .where(
            RunRow.as_of >= scope.since,
            RunRow.as_of < end,
            CoverageRow.school.in_([school.id for school in scope.schools]),
        )
    )
    requests, micros = session.execute(query).one()
    month = None
    if with_month:
        platforms = {account.platform for school in scope.trust.schools for account in school.accounts}
        month = sum(spent_this_month(session, platform, scope.now) for platform in platforms)
    return Cost(requests=int(requests), week_micros=int(micros), month_micros=month)
