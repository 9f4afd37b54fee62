"""How well the detectors do on labelled text: precision, recall and F1, by tag, category and severity."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from auditor.errors import Problems
from auditor.language.children import find_children
from auditor.language.comments import judge_comment
from auditor.language.labelled import TASKS, Labelled, read_labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.model import Detection

Judged = tuple[Labelled, "Detection | None"]
"""A labelled text and what was found in it."""


def evaluate(lines: Iterable[str], task: str) -> dict[str, Any]:
    """Judge labelled texts, one JSON object a line, and return the figures that `auditor evaluate --json` prints."""
    return figures(judge_labelled(lines, task), task)


def judge_labelled(lines: Iterable[str], task: str) -> list[Judged]:
    """Return each labelled text with what was found in it; `task` is `naming` or `comments`.

    Unknown keys and empty lines are passed over; Problems with the number of each line that cannot be read.
    """
    if task not in TASKS:
        raise Problems([f'There is no task "{task}"; give naming or comments.'])
    return [(item, _judge(item, task)) for item in read_labelled(lines, task)]


def is_misjudged(one: Judged) -> bool:
    """Tell whether a text was flagged that should not be, or the other way round."""
    item, found = one
    return (found is not None) != item.is_positive


def figures(judged: Sequence[Judged], task: str) -> dict[str, Any]:
    """Return the figures as `auditor evaluate --json` prints them.

    Where nothing was to be found or nothing was flagged, a figure without meaning is 0; the numbers behind the figures
    stand in `counts`. A labelled span is found where a flagged one overlaps it.
    """
    counts = count(judged)
    wrong = [one[0].id for one in judged if is_misjudged(one)]
    return {
        "task": task,
        "n": len(judged),
        "precision": _share(counts["right"], counts["flagged"]),
        "recall": _share(counts["right"], counts["positive"]),
        "f1": _share(2 * counts["right"], counts["flagged"] + counts["positive"]),
        "accuracy": _share(len(judged) - len(wrong), len(judged)),
        "span_recall": _share(counts["spans_found"], counts["spans"]) if task == "naming" else None,
        "by_tag": _by_tag(judged),
        "by_category": _by_category(judged),
        "by_severity": _by_severity(judged) if task == "comments" else {},
        "errors": wrong,
        "counts": counts,
    }


def _judge(item: Labelled, task: str) -> Detection | None:
    return find_children(item.text, own=item.own) if task == "naming" else judge_comment(item.text)


def count(judged: Sequence[Judged]) -> dict[str, int]:
    """Count what the figures are shares of: `right` texts are flagged and should be."""
    spans = [(span, found) for item, found in judged for span in item.spans]
    return {
        "n": len(judged),
        "positive": sum(item.is_positive for item, _ in judged),
        "flagged": sum(found is not None for _, found in judged),
        "right": sum(item.is_positive and found is not None for item, found in judged),
        "spans": len(spans),
        "spans_found": sum(
            found is not None and any(start < span[1] and span[0] < end for start, end in found.spans)
            for span, found in spans
        ),
    }


def _by_tag(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    counts: Counter[str] = Counter()
    correct: Counter[str] = Counter()
    for item, found in judged:
        counts.update(set(item.tags))
        if not is_misjudged((item, found)):
            correct.update(set(item.tags))
    return {tag: {"n": counts[tag], "correct": correct[tag]} for tag in sorted(counts)}


def _by_category(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """Count, for each category, the items labelled so, those flagged, and those that were given it."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: {"n": 0, "flagged": 0, "named": 0})
    for item, found in judged:
        for category in set(item.categories):
            counts[category]["n"] += 1
            counts[category]["flagged"] += found is not None
            counts[category]["named"] += found is not None and category in found.categories
    return {category: counts[category] for category in sorted(counts)}


def _by_severity(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: {"n": 0, "flagged": 0, "graded": 0})
    for item, found in judged:
        if item.is_positive and item.severity is not None:
            counts[item.severity]["n"] += 1
            counts[item.severity]["flagged"] += found is not None
            counts[item.severity]["graded"] += found is not None and found.severity == item.severity
    return {severity: counts[severity] for severity in sorted(counts)}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
