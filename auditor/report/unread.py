"""What was not checked: which accounts, since when, why, and what to do; and the gaps that platforms leave."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.report import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from auditor.report.reading import Reading

NAMED = 3  # accounts that share a reason are named up to this many


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLine:
    """Accounts that were not (wholly) read, for one reason. `reason` is INTERFACE's word, None for a late audit."""

    accounts: tuple[str, ...]
    named: str
    since: str
    reason: str | None
    why: str
    to_do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """A stretch of the week of which a platform did not give everything."""

    accounts: tuple[str, ...]
    named: str
    start: str
    end: str
    what: str


def unread_lines(readings: Sequence[Reading], start: datetime, end: datetime, zone: ZoneInfo) -> list[UnreadLine]:
    """Return what was not checked in the newest run, and what was checked but not over the whole week."""
    lines: dict[tuple[str, str | None, str, str], list[str]] = defaultdict(list)
    for reading in readings:
        told = _why(reading, start, end, zone)
        if told is not None:
            lines[told].append(reading.account.label)
    return [
        UnreadLine(accounts=tuple(labels), named=named(labels), since=since, reason=reason, why=why, to_do=to_do)
        for (since, reason, why, to_do), labels in lines.items()
    ]


def _why(reading: Reading, start: datetime, end: datetime, zone: ZoneInfo) -> tuple[str, str | None, str, str] | None:
    """Return (since when, reason, why in words, what to do), None where the account covers the week."""
    if reading.status is None:
        return "never read", None, wording.NOT_YET, "Run `auditor audit`."
    since = f"last checked {wording.at_time(reading.last_checked, zone)}" if reading.last_checked else "never checked"
    if not reading.is_checked:
        return since, reading.reason, wording.reason_words(reading.reason), reading.detail or ""
    if reading.read_until is None or reading.read_until < end:
        until = wording.at_time(reading.read_until, zone) if reading.read_until else "never"
        return since, None, f"no audit has read it past the week's end (read until {until})", ""
    if reading.read_from is None or reading.read_from > start:
        begun = wording.at_time(reading.read_from, zone) if reading.read_from else "never"
        return since, None, f"what was written before {begun} was not read", ""
    return None


def gap_lines(readings: Iterable[Reading], start: datetime, end: datetime, zone: ZoneInfo) -> list[GapLine]:
    """Return the gaps that reach into the week, accounts with the same one together."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for reading in readings:
        for gap in reading.gaps_in(start, end):
            found[wording.at_time(gap.start, zone), wording.at_time(gap.end, zone), gap.what].append(
                reading.account.label
            )
    return [
        GapLine(accounts=tuple(labels), named=named(labels), start=begun, end=ended, what=what)
        for (begun, ended, what), labels in found.items()
    ]


def named(labels: Sequence[str]) -> str:
    """Return accounts by name where they are few, else the first ones and how many more."""
    if len(labels) <= NAMED:
        return wording.listed(list(labels))
    return f"{', '.join(labels[:NAMED])} and {len(labels) - NAMED} more"
