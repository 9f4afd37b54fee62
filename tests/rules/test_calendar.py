"""School weeks and school days, as families would count them on a wall calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Span
from auditor.rules.calendar import SchoolCalendar, Week, bank_holidays, week_of, weeks_between

LONDON = ZoneInfo("Europe/London")
MONDAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31)).map(lambda day: day - timedelta(days=day.weekday()))


def a_calendar(*terms: Span, closed: tuple[Span, ...] = (), nation: str = "england") -> SchoolCalendar:
    return SchoolCalendar(terms=terms, closed=closed, nation=nation)


def a_span(start: str, end: str) -> Span:
    return Span(start=date.fromisoformat(start), end=date.fromisoformat(end))


AUTUMN = a_span("2026-09-02", "2026-12-18")


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants bounds without a zone
def test_every_moment_lies_in_exactly_its_own_week(moment: datetime) -> None:
    week = week_of(moment, LONDON)
    assert week.start(LONDON) <= moment < week.end(LONDON)
    assert week.end(LONDON) == Week(week.monday + timedelta(days=7)).start(LONDON)


@pytest.mark.parametrize(
    ("moment", "iso"),
    [
        ("2026-11-15T23:59:59+00:00", "2026-W46"),
        ("2026-11-16T00:00:00+00:00", "2026-W47"),
        ("2026-07-05T22:59:59+00:00", "2026-W27"),  # summer time: Monday has not begun in London
        ("2026-07-05T23:00:00+00:00", "2026-W28"),
        ("2027-01-03T12:00:00+00:00", "2026-W53"),
    ],
)
def test_a_week_begins_on_monday_at_midnight_local_time(moment: str, iso: str) -> None:
    assert week_of(datetime.fromisoformat(moment), LONDON).iso == iso


@pytest.mark.parametrize(("monday", "hours"), [("2026-10-19", 169), ("2026-03-23", 167), ("2026-11-09", 168)])
def test_the_weeks_of_the_clock_change_are_an_hour_longer_and_shorter(monday: str, hours: int) -> None:
    week = Week(date.fromisoformat(monday))
    assert week.end(LONDON) - week.start(LONDON) == timedelta(hours=hours)


def test_a_full_week_of_term_has_five_school_days() -> None:
    assert len(a_calendar(AUTUMN).school_days(Week(date(2026, 11, 9)))) == 5


def test_half_term_and_closed_days_are_no_school_days() -> None:
    halves = a_span("2026-09-02", "2026-10-23"), a_span("2026-11-03", "2026-12-18")
    calendar = a_calendar(*halves, closed=(a_span("2026-11-06", "2026-11-06"),))
    assert calendar.school_days(Week(date(2026, 10, 26))) == []
    assert len(calendar.school_days(Week(date(2026, 11, 2)))) == 3


def test_bank_holidays_are_the_nations_own() -> None:
    all_year = a_span("2026-01-01", "2026-12-31")
    week = Week(date(2026, 11, 30))  # Saint Andrew's Day is a Monday
    assert len(a_calendar(all_year, nation="scotland").school_days(week)) == 4
    assert len(a_calendar(all_year, nation="england").school_days(week)) == 5
    assert date(2026, 3, 17) in bank_holidays("northern-ireland", 2026)
    assert date(2026, 8, 31) in bank_holidays("wales", 2026)


def test_christmas_with_its_substitute_day_is_counted_once() -> None:
    calendar = a_calendar(a_span("2026-12-01", "2027-01-31"))
    assert len(calendar.school_days(Week(date(2026, 12, 21)))) == 4  # Friday the 25th; Boxing Day is a Saturday
    assert len(calendar.school_days(Week(date(2026, 12, 28)))) == 3  # the substitute Monday and New Year's Day


def test_an_unknown_nation_is_refused() -> None:
    with pytest.raises(ValueError, match="there are for: england"):
        bank_holidays("france", 2026)


@pytest.mark.parametrize(
    ("monday", "is_known"),
    [("2026-11-09", True), ("2027-02-01", True), ("2027-02-08", False), ("2026-07-13", True), ("2026-07-06", False)],
)
def test_a_week_long_before_or_after_every_term_is_not_known(monday: str, is_known: bool) -> None:  # noqa: FBT001 - a table's column
    assert a_calendar(AUTUMN).knows(Week(date.fromisoformat(monday))) is is_known


def test_without_terms_every_weekday_counts_less_bank_holidays() -> None:
    calendar = a_calendar()
    assert not calendar.knows(Week(date(2026, 8, 31)))
    assert len(calendar.school_days(Week(date(2026, 8, 31)))) == 4


@given(MONDAYS, st.integers(0, 6))
def test_closing_a_day_never_adds_a_school_day(monday: date, offset: int) -> None:
    week, term = Week(monday), Span(start=monday - timedelta(days=30), end=monday + timedelta(days=30))
    day = monday + timedelta(days=offset)
    before = a_calendar(term).school_days(week)
    after = a_calendar(term, closed=(Span(start=day, end=day),)).school_days(week)
    assert after == [one for one in before if one != day]


@given(MONDAYS, st.integers(0, 60))
def test_weeks_follow_one_another_without_gap(monday: date, count: int) -> None:
    weeks = list(weeks_between(Week(monday), Week(monday + timedelta(weeks=count))))
    assert len(weeks) == count + 1
    assert len({week.iso for week in weeks}) == count + 1
