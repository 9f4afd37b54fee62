"""School weeks and school days: Monday to Sunday in the trust's time zone, in term, less holidays and closed days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from auditor.model import Span

# After so many days without a known term the register's calendar counts as not kept up. The longest usual holiday,
# summer, is six weeks.
DAYS_WITHOUT_TERM = 49

_SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A school week, named by its Monday."""

    monday: date

    @property
    def sunday(self) -> date:
        """Return its last day."""
        return self.monday + timedelta(days=6)

    @property
    def iso(self) -> str:
        """Return its ISO name, such as `2026-W47`."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02d}"

    def start(self, zone: ZoneInfo) -> datetime:
        """Return Monday 00:00 local time, in UTC."""
        return _midnight(self.monday, zone)

    def end(self, zone: ZoneInfo) -> datetime:
        """Return Sunday 24:00 local time, in UTC: the first moment that is no longer in the week."""
        return _midnight(self.monday + timedelta(days=7), zone)

    def weekdays(self) -> list[date]:
        """Return Monday to Friday."""
        return [self.monday + timedelta(days=days) for days in range(5)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCalendar:
    """When one school is open. `nation` picks the bank holidays: england, wales, scotland or northern-ireland."""

    terms: Sequence[Span]
    closed: Sequence[Span]
    nation: str

    def knows(self, week: Week) -> bool:
        """Return whether the terms tell about this week: False without terms and long before or after all of them."""
        return any(
            (term.start - week.sunday).days <= DAYS_WITHOUT_TERM and (week.monday - term.end).days <= DAYS_WITHOUT_TERM
            for term in self.terms
        )

    def school_days(self, week: Week) -> list[date]:
        """Return the week's days in a term less bank holidays and closed days; where no term is known, less those."""
        is_known = self.knows(week)
        return [
            day
            for day in week.weekdays()
            if (not is_known or _within(day, self.terms))
            and not _within(day, self.closed)
            and day not in bank_holidays(self.nation, day.year)
        ]


def week_of(moment: datetime, zone: ZoneInfo) -> Week:
    """Return the school week in which an aware time falls."""
    day = moment.astimezone(zone).date()
    return Week(day - timedelta(days=day.weekday()))


def weeks_between(first: Week, last: Week) -> Iterator[Week]:
    """Yield the weeks from the first to the last, both included."""
    monday = first.monday
    while monday <= last.monday:
        yield Week(monday)
        monday += timedelta(days=7)


@lru_cache(maxsize=256)
def bank_holidays(nation: str, year: int) -> frozenset[date]:
    """Return a nation's bank holidays in a year, substitute days included.

    Raises:
        ValueError: the nation is none of the four.

    """
    if nation not in _SUBDIVISIONS:
        raise ValueError(f"There are no bank holidays for {nation!r}; there are for: {', '.join(_SUBDIVISIONS)}.")
    from holidays import country_holidays  # noqa: PLC0415 - takes a tenth of a second, and only judging weeks needs it

    return frozenset(country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year))


def _within(day: date, spans: Sequence[Span]) -> bool:
    return any(span.start <= day <= span.end for span in spans)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
