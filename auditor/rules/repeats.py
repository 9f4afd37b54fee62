"""How often the same commenter was flagged before on the same account: said in the finding, and kept nowhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.model import REPEAT_WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from auditor.model import Finding, Flagged, Item

    Found = tuple[Item, Finding | None]

ONCE = "The same commenter was flagged once before on this account within 30 days."
OFTEN = "The same commenter was flagged {number} times before on this account within 30 days."


def with_repeats(judged: Sequence[Found], flagged: Iterable[Flagged]) -> Iterator[Finding]:
    """Yield the findings, each saying how often its commenter was flagged in the 30 days before.

    What was judged just now counts as it was judged just now, everything else as it is `flagged`; what a person
    dismissed does not count, and a child's first name alone, which is counted per post, is no repeat of anything.
    """
    before = _by_writer(judged, flagged)
    for item, finding in judged:
        if finding is None:
            continue
        moments = before[item.account, item.author] if item.author is not None and not finding.counted_per else []
        number = sum(item.created_at - REPEAT_WITHIN <= moment < item.created_at for moment in moments)
        if not number:
            yield finding
            continue
        said = ONCE if number == 1 else OFTEN.format(number=number)
        yield replace(finding, why=f"{finding.why} {said}")


def _by_writer(judged: Sequence[Found], flagged: Iterable[Flagged]) -> dict[tuple[str, str | None], list[datetime]]:
    """Return when each writer's comments were written that count, by account and pseudonym."""
    moments: dict[tuple[str, str | None], list[datetime]] = defaultdict(list)
    judged_now = {(item.account, item.kind, item.key) for item, _ in judged}
    excused = set()
    for one in flagged:
        place = (one.account, one.kind, one.key)
        if not one.counts:
            excused.add(place)
        elif place not in judged_now:
            moments[one.account, one.author].append(one.created_at)
    for item, finding in judged:
        counts = finding is not None and not finding.counted_per
        if counts and (item.account, item.kind, item.key) not in excused:
            moments[item.account, item.author].append(item.created_at)
    return moments
