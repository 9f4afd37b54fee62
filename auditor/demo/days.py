"""The demo's calendar: five weeks of autumn 2026, from Monday 5 October to Sunday 8 November, in London."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIRST = date(2026, 10, 5)
DAYS = 35
WEEK = "2026-W45"
"""The week that the report at the end is about."""


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of autumn 2026 by a clock in London."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def _morning(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON).astimezone(UTC)


NIGHTS = tuple(_morning(FIRST + timedelta(days=number), 3, 15) for number in range(DAYS + 1))
"""When cron starts an audit: every night at 03:15, the first one on the first day."""

MONDAYS = tuple(_morning(FIRST + timedelta(days=7 * number), 6, 30) for number in range(1, DAYS // 7 + 1))
"""When the weekly report goes out."""
