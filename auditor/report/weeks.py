"""ISO weeks by name, and which of them has ended."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from auditor.errors import Problems
from auditor.rules.calendar import Week, week_of
from auditor.shown import plain

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 2000, 2200
_NAME = re.compile(r"(\d{4})-?[Ww](\d{2})")


def named_week(name: str) -> Week:
    """Return the week that a name such as `2026-W47` means; Problems where there is none."""
    found = _NAME.fullmatch(name.strip())
    try:
        if found is not None and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            return Week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    except ValueError:
        pass
    raise Problems([f"--week must be an ISO week such as 2026-W47; {plain(name)} is none."])


def last_ended(now: datetime, zone: ZoneInfo) -> Week:
    """Return the last week that has ended at `now`."""
    return Week(week_of(now, zone).monday - timedelta(days=7))


def weeks_until(week: Week, number: int) -> list[Week]:
    """Return the `number` weeks that end with `week`, oldest first."""
    return [Week(week.monday - timedelta(days=7 * back)) for back in reversed(range(number))]
