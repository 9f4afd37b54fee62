"""A line for each school: posts, handles, what stands open, how far it was read. In the order of the alphabet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.report import wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from auditor.report.counting import WeekCount
    from auditor.report.reading import Reading
    from auditor.trust import School


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLine:
    """One school's week in words. `posts` counts distinct posts against the number asked for."""

    id: str
    name: str
    posts: int
    needed: int
    posts_words: str
    is_short: bool
    handles: tuple[str, ...]
    open: Mapping[str, int]
    open_words: str
    accounts: int
    accounts_read: int
    read_words: str


def school_line(
    school: School,
    count: WeekCount,
    readings: Sequence[Reading],
    open_by_rule: Mapping[str, int],
    span: tuple[datetime, datetime, Collection[str]],
) -> SchoolLine:
    """Return one school's line. `span` is the week's two ends and the labels whose handle is found wanting."""
    start, end, wanting = span
    read = sum(reading.covers(start, end) for reading in readings)
    return SchoolLine(
        id=school.id,
        name=school.name,
        posts=count.posts,
        needed=count.needed,
        posts_words=count.words if readings else "no account",
        is_short=bool(count.days) and count.is_asked and count.is_read and not count.is_reached,
        handles=tuple(_handle(reading, wanting) for reading in readings),
        open=dict(open_by_rule),
        open_words=_open_words(open_by_rule),
        accounts=len(readings),
        accounts_read=read,
        read_words=_read_words(read, len(readings)) + with_gaps(readings, start, end),
    )


def _handle(reading: Reading, wanting: Collection[str]) -> str:
    network = wording.network(reading.account.platform)
    if not reading.profile_read:
        return f"{network}: not read"
    if reading.shown_handle is None:
        return f"{network}: none"
    differs = " (differs)" if reading.account.label in wanting else ""
    return f"{network}: @{reading.shown_handle}{differs}"


def _open_words(open_by_rule: Mapping[str, int]) -> str:
    parts = [wording.by_rule(rule, number) for rule, number in sorted(open_by_rule.items())]
    return ", ".join(parts) or "none known"


def with_gaps(readings: Iterable[Reading], start: datetime, end: datetime) -> str:
    """Return `, with a gap` where a network did not show everything of an account in that time."""
    gaps = [bool(reading.gaps_in(start, end)) for reading in readings]
    if not any(gaps):
        return ""
    return ", with a gap" if len(gaps) == 1 else f", {sum(gaps)} with a gap"


def _read_words(read: int, accounts: int) -> str:
    if not accounts:
        return "no account"
    if read == accounts:
        return "all" if accounts > 1 else "yes"
    return f"{read} of {accounts}" if accounts > 1 else "no"
