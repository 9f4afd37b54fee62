"""The weekly report as plain data: everything that is told, before a word of it is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from auditor import __version__
from auditor.model import STANDING
from auditor.policies import load_pack
from auditor.report import wording
from auditor.report.counting import count_weeks
from auditor.report.history import cost_of, items_between, week_line
from auditor.report.presenting import Rendered, as_json, render
from auditor.report.reading import last_audit, read_accounts
from auditor.report.schools import school_line
from auditor.report.scope import not_covered
from auditor.report.things import Scope, standing_things
from auditor.report.unread import gap_lines, unread_lines
from auditor.report.verdict import Grounds, verdict_on
from auditor.report.weeks import named_week, weeks_until
from auditor.rules.posting_frequency import PostingFrequency
from auditor.store.tables import AccountRow, FindingRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from auditor.policies import Pack
    from auditor.report.counting import WeekCount
    from auditor.report.history import Cost, WeekLine
    from auditor.report.reading import Reading
    from auditor.report.schools import SchoolLine
    from auditor.report.scope import NotCovered
    from auditor.report.things import Things
    from auditor.report.unread import GapLine, UnreadLine
    from auditor.report.verdict import Verdict
    from auditor.rules.calendar import Week
    from auditor.trust import School, Trust

__all__ = ["Rendered", "Report", "as_json", "build_report", "render"]

HISTORY = 4  # weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One week of a trust, or of one school (`school` is then its name). Nothing in it needs another query.

    `notice` is said before everything else: no audit has ended since the week. `is_holiday`: no school had a school
    day, and the report is short.
    """

    trust: str
    school: str | None
    week: str
    first_day: date
    last_day: date
    as_of: datetime
    made_at: str
    notice: str | None
    is_holiday: bool
    is_over: bool
    verdict: Verdict
    things: Things
    schools: tuple[SchoolLine, ...]
    unread: tuple[UnreadLine, ...]
    gaps: tuple[GapLine, ...]
    history: tuple[WeekLine, ...]
    cost: Cost
    not_covered: NotCovered
    has_allegations_list: bool
    version: str = __version__


def build_report(session: Session, trust: Trust, week: str, now: datetime, school_id: str | None = None) -> Report:
    """Return the report about an ISO week, of the whole trust or of one school."""
    the_week, zone = named_week(week), ZoneInfo(trust.time_zone)
    schools = sorted(
        (school for school in trust.schools if school_id in {None, school.id}),
        key=lambda school: school.name.casefold(),
    )
    start, end = the_week.start(zone), the_week.end(zone)
    until = end if end <= now else _last_heard(session, start, now)
    scope = Scope(trust=trust, schools=schools, week=the_week.iso, since=start, now=now)
    pack = load_pack(trust.policy)
    weeks = weeks_until(the_week, HISTORY)
    readings = read_accounts(session, schools, weeks[0].start(zone), zone)
    counts = {school.id: count_weeks(session, trust, school, weeks, _frequency(pack), now) for school in schools}
    things = standing_things(session, scope)
    wanting = _handles_wanting(session)
    lines = tuple(
        school_line(
            school,
            counts[school.id][-1],
            _of(readings, school),
            things.by_school.get(school.id, {}),
            (start, until, wanting),
        )
        for school in schools
    )
    return Report(
        trust=trust.name,
        school=schools[0].name if school_id is not None else None,
        week=the_week.iso,
        first_day=the_week.monday,
        last_day=the_week.sunday,
        as_of=now,
        made_at=wording.at_time(now, zone),
        notice=_notice(session, scope, the_week, end, is_whole=school_id is None),
        is_holiday=all(count[-1].days == 0 for count in counts.values()) and bool(counts),
        is_over=end <= now,
        verdict=_verdict(session, scope, (readings, lines, things), until, is_over=end <= now),
        things=things,
        schools=lines,
        unread=tuple(unread_lines(readings, start, until, zone)),
        gaps=tuple(gap_lines(readings, start, until, zone)),
        history=tuple(_history(session, scope, weeks, counts, readings)),
        cost=cost_of(session, scope, end, with_month=school_id is None),
        not_covered=not_covered([reading.account.platform for reading in readings], pack, schools),
        has_allegations_list=bool(trust.recipients.allegations),
    )


def _last_heard(session: Session, start: datetime, now: datetime) -> datetime:
    """Return up to when a running week can have been read: the last audit's time, now where none fell into it."""
    newest = last_audit(session)
    return newest if newest is not None and start < newest < now else now


def _verdict(
    session: Session,
    scope: Scope,
    facts: tuple[Sequence[Reading], Sequence[SchoolLine], Things],
    until: datetime,
    *,
    is_over: bool,
) -> Verdict:
    readings, lines, things = facts
    posts, comments = items_between(session, scope.schools, scope.since, until)
    read = sum(reading.covers(scope.since, until) for reading in readings)
    grounds = Grounds(
        to_do=len(things.to_do),
        with_safeguarding=things.with_safeguarding,
        posts=posts,
        comments=comments,
        accounts=len(readings),
        accounts_read=read,
        gaps=sum(bool(reading.gaps_in(scope.since, until)) for reading in readings),
        is_over=is_over,
    )
    return verdict_on(grounds, lines)


def _notice(session: Session, scope: Scope, week: Week, end: datetime, *, is_whole: bool) -> str | None:
    """Return what is said first of all where no audit has ended since the week's end."""
    if scope.now < end:
        return None
    newest = last_audit(session, whole=True) if is_whole else last_audit(session, scope.schools)
    if newest is not None and newest >= end:
        return None
    since, ask = f"since {wording.on_day(week.sunday)}", "Ask whoever looks after the auditor."
    if newest is None and last_audit(session, scope.schools) is not None:
        return f"No audit of all accounts has ended yet: only some have been read. {ask}"
    if newest is None:
        return f"No audit has ended {since}, nor before: nothing has been read. {ask}"
    in_part = is_whole and (last_audit(session) or newest) >= end
    what = f"Only a part of the accounts was audited {since}" if in_part else f"No audit has ended {since}"
    stood = wording.at_time(newest, ZoneInfo(scope.trust.time_zone))
    return f"{what}. This report says how things stood on {stood}. {ask}"


def _history(
    session: Session,
    scope: Scope,
    weeks: Sequence[Week],
    counts: dict[str, list[WeekCount]],
    readings: Sequence[Reading],
) -> list[WeekLine]:
    return [
        week_line(session, scope, week, [count[place] for count in counts.values()], readings)
        for place, week in enumerate(weeks)
    ]


def _frequency(pack: Pack) -> PostingFrequency | None:
    return next((rule for rule in pack.rules() if isinstance(rule, PostingFrequency)), None)


def _handles_wanting(session: Session) -> set[str]:
    query = (
        select(AccountRow.label)
        .join(FindingRow, FindingRow.account_id == AccountRow.id)
        .where(FindingRow.rule == "handle-format", FindingRow.status.in_([status.value for status in STANDING]))
    )
    return set(session.scalars(query))


def _of(readings: Sequence[Reading], school: School) -> list[Reading]:
    return [reading for reading in readings if reading.school == school.id]
