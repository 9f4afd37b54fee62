"""The first lines: whether anything needs doing, and whether that may be said at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.report.wording import capital, counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.report.schools import SchoolLine

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`headline` is a sentence, `detail` tells what it stands on, `short` ends a mail's subject."""

    headline: str
    detail: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What the verdict stands on. `gaps` counts accounts of which not everything could be had."""

    to_do: int
    with_safeguarding: int
    posts: int
    comments: int
    accounts: int
    accounts_read: int
    gaps: int
    is_over: bool

    @property
    def is_complete(self) -> bool:
        """Return whether everything of the week was read."""
        return self.accounts > 0 and self.accounts_read == self.accounts and not self.gaps


def verdict_on(grounds: Grounds, schools: Sequence[SchoolLine]) -> Verdict:
    """Return the verdict. That nothing needs doing is said only where everything was read."""
    return Verdict(headline=_headline(grounds), detail=_detail(grounds, schools), short=_short(grounds))


def _headline(grounds: Grounds) -> str:
    so_far = "this week" if grounds.is_over else "so far this week"
    if grounds.to_do:
        return f"{capital(_things(grounds.to_do))} {'needs' if grounds.to_do == 1 else 'need'} you."
    if grounds.is_complete:
        besides = " besides what is with safeguarding" if grounds.with_safeguarding else ""
        return f"Nothing{besides} needs you {so_far}."
    if not grounds.accounts_read:
        return "Nothing can be said about this week: no account was wholly read."
    return "Nothing was found in what was read, but not everything was read."


def _short(grounds: Grounds) -> str:
    if grounds.to_do:
        return f"{counted(grounds.to_do, 'thing')} to do"
    return "nothing needs you" if grounds.is_complete else "not everything was read"


def _things(number: int) -> str:
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {'thing' if number == 1 else 'things'}"


def _detail(grounds: Grounds, schools: Sequence[SchoolLine]) -> str:
    read = [school for school in schools if school.accounts and school.accounts_read == school.accounts]
    missing = [school.name for school in schools if school.accounts and school.accounts_read < school.accounts]
    what = f"{counted(grounds.posts, 'post')} and {counted(grounds.comments, 'comment')} were read"
    of = counted(grounds.gaps, "account")
    gaps = f", though not everything of {of} could be had" if grounds.gaps else ""
    if len(schools) == 1:
        wholly = f"{grounds.accounts_read} of {counted(grounds.accounts, 'account')}"
    else:
        wholly = f"{len(read)} of {counted(len(read) + len(missing), 'school')}"
    left_out = f"; not {_few(missing)}" if missing and len(schools) > 1 else ""
    return f"{capital(what)}. Read for the whole week: {wholly}{left_out}{gaps}."


def _few(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return listed(list(names))
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
