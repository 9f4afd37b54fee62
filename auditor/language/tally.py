"""The tables of `auditor evaluate` for people: by tag, category and severity, in columns that need no explaining."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.language.evaluate import figures
from auditor.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.language.evaluate import Judged

NOTHING = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One table: its heading, the names of its columns of numbers, and its rows, each a name and as many cells."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tallies(judged: Sequence[Judged], task: str) -> list[Tally]:
    """Return the tables that have rows; a cell in which there is nothing to count holds a dash."""
    known = figures(judged, task)
    tables = [
        Tally(
            heading="By severity",
            columns=("n", "found", "recall", "right severity"),
            rows=tuple(_labelled(name, known["by_severity"][name], "graded") for name in _loudest(known)),
        ),
        Tally(
            heading="By category",
            columns=("n", "found", "recall", "right category", "false alarms"),
            rows=tuple(_by_category(judged, known["by_category"])),
        ),
        Tally(
            heading="By tag",
            columns=("n", "to find", "found", "recall", "harmless", "false alarms"),
            rows=tuple(_by_tag(judged)),
        ),
    ]
    return [table for table in tables if table.rows]


def _loudest(known: dict[str, Any]) -> list[str]:
    """Return the severities that stand in the labels, the loudest first; words that are none come last."""
    ranks = {severity.value: severity.rank for severity in Severity}
    return sorted(known["by_severity"], key=lambda name: (-ranks.get(name, -1), name))


def _labelled(name: str, row: dict[str, int], right: str) -> tuple[str, ...]:
    return (name, str(row["n"]), str(row["flagged"]), share(row["flagged"], row["n"]), str(row[right]))


def _by_category(judged: Sequence[Judged], known: dict[str, dict[str, int]]) -> Iterable[tuple[str, ...]]:
    """Yield a row a category, also for those that only harmless texts were given."""
    wrongly: dict[str, int] = defaultdict(int)
    for item, found in judged:
        if found is not None and not item.is_positive:
            for category in found.categories:
                wrongly[category] += 1
    for category in sorted({*known, *wrongly}):
        row = known.get(category, {"n": 0, "flagged": 0, "named": 0})
        yield (*_labelled(category, row, "named"), str(wrongly[category]))


def _by_tag(judged: Sequence[Judged]) -> Iterable[tuple[str, ...]]:
    """Yield a row a tag, the commonest first."""
    by_tag: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        for tag in set(one[0].tags):
            by_tag[tag].append(one)
    for tag in sorted(by_tag, key=lambda tag: (-len(by_tag[tag]), tag)):
        bad = [found is not None for item, found in by_tag[tag] if item.is_positive]
        harmless = [found is not None for item, found in by_tag[tag] if not item.is_positive]
        yield (
            tag,
            str(len(by_tag[tag])),
            str(len(bad)),
            str(sum(bad)) if bad else NOTHING,
            share(sum(bad), len(bad)),
            str(len(harmless)),
            str(sum(harmless)) if harmless else NOTHING,
        )


def share(part: int, whole: int) -> str:
    """Return a share such as `0.83`; a dash where there is nothing to have a share of."""
    return f"{part / whole:.2f}" if whole else NOTHING
