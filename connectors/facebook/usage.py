"""How much of Meta's allowance is used up, as told in headers beside each answer (absent while it is next to nothing).

`X-App-Usage` is about the whole app and `X-Page-Usage` about the Page: percentages `call_count`, `total_cputime`,
`total_time`. `X-Business-Use-Case-Usage` is about what one token reads: lists of the same by business or Page id,
besides `estimated_time_to_regain_access` in minutes (Meta, "Rate limits"). Calls while throttled count against us,
so at 95 per cent we stop of our own accord.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from connectors.errors import RateLimited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FULL = 95.0
"""Per cent at which we stop asking."""

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
PERCENTAGES = ("call_count", "total_cputime", "total_time")


def exhausted(headers: Mapping[str, str]) -> RateLimited | None:
    """Return what stops the next request because the allowance is nearly used up, None while there is enough."""
    if any(_is_full(row) for row in _rows(headers, "X-App-Usage")):
        return RateLimited(
            "Meta's hourly allowance for the whole app is nearly used up; reading goes on when it has recovered.",
            wait=regain_time(headers),
            gate="platform",
        )
    if any(_is_full(row) for name in ("X-Business-Use-Case-Usage", "X-Page-Usage") for row in _rows(headers, name)):
        return RateLimited(
            "Facebook's allowance for this Page is nearly used up; reading goes on when it has recovered.",
            wait=regain_time(headers),
            gate="credential",
        )
    return None


def regain_time(headers: Mapping[str, str]) -> timedelta:
    """Return how long Meta wants to be left alone: what the headers say, else an hour; a day at most."""
    told = [_number(row.get("estimated_time_to_regain_access")) * 60 for row in _rows(headers)]
    told.append(_number(headers.get("Retry-After")))
    seconds = max(told)
    return min(timedelta(seconds=seconds), A_DAY) if seconds > 0 else AN_HOUR


def _rows(headers: Mapping[str, str], name: str = "X-Business-Use-Case-Usage") -> Iterator[Mapping[str, object]]:
    """Yield the usage objects of one header, whether it holds one or lists by id; an unreadable header holds none."""
    try:
        usage = json.loads(headers.get(name, "{}"))
    except (ValueError, RecursionError):
        return
    if not isinstance(usage, dict):
        return
    yield usage
    for rows in usage.values():
        if isinstance(rows, list):
            yield from (row for row in rows if isinstance(row, dict))


def _is_full(row: Mapping[str, object]) -> bool:
    return any(_number(row.get(name)) >= FULL for name in PERCENTAGES)


def _number(value: object) -> float:
    """Return a sane amount: Meta's own are numbers, `Retry-After` is text, and anything else counts as nothing."""
    try:
        number = float(value) if isinstance(value, int | float | str) else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return number if 0 <= number < 10**9 else 0.0
