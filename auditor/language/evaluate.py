"""How well the detectors do on labelled text: precision, recall and F1, by tag, category and severity."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from auditor.errors import Problems
from auditor.language.children import find_children
from auditor.language.comments import judge_comment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.model import Detection

TASKS: Final = ("naming", "comments")
_LABELS: Final = {"naming": ("child_named", "ok"), "comments": ("inappropriate", "ok")}
_MOST_PROBLEMS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One labelled text. `is_positive`: its label is the one that should be found. `spans` are (start, end)."""

    id: str
    text: str
    is_positive: bool
    own: bool
    spans: tuple[tuple[int, int], ...]
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    severity: str | None


def evaluate(lines: Iterable[str], task: str) -> dict[str, Any]:
    """Judge labelled texts, one JSON object a line, and return the figures that `auditor evaluate --json` prints.

    `task` is `naming` or `comments`. Unknown keys and empty lines are passed over; Problems with the number of each
    line that cannot be read. Where nothing was to be found or nothing was flagged, a figure without meaning is 0.
    A span is found where a flagged one overlaps it.
    """
    if task not in TASKS:
        raise Problems([f'There is no task "{task}"; give naming or comments.'])
    items = _read(lines, task)
    judged = [(item, _judge(item, task)) for item in items]
    wrong = [item.id for item, found in judged if (found is not None) != item.is_positive]
    return {
        "task": task,
        "n": len(items),
        **_figures(judged),
        "accuracy": _share(len(items) - len(wrong), len(items)),
        "span_recall": _span_recall(judged) if task == "naming" else None,
        "by_tag": _by_tag(judged),
        "by_category": _by_category(judged),
        "by_severity": _by_severity(judged) if task == "comments" else {},
        "errors": wrong,
    }


def _judge(item: Labelled, task: str) -> Detection | None:
    return find_children(item.text, own=item.own) if task == "naming" else judge_comment(item.text)


def _read(lines: Iterable[str], task: str) -> list[Labelled]:
    """Return the labelled texts, or raise every problem at once."""
    items: list[Labelled] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            items.append(_read_line(line, number, task))
        except ValueError as problem:
            problems.append(f"Line {number} cannot be used: {problem}.")
    if len(problems) > _MOST_PROBLEMS:
        problems[_MOST_PROBLEMS:] = [f"So it is with {len(problems) - _MOST_PROBLEMS} more lines."]
    if problems:
        raise Problems(problems)
    if not items:
        raise Problems(["There is no labelled text in the file; it needs one JSON object a line."])
    return items


def _read_line(line: str, number: int, task: str) -> Labelled:
    """Return one labelled text; ValueError says what is wrong with the line, without its words."""
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("it is not a JSON object") from None
    if not isinstance(item, dict):
        raise ValueError("it is not a JSON object")
    text, label = item.get("text"), item.get("label")
    if not isinstance(text, str):
        raise ValueError('it has no "text"')
    if label not in _LABELS[task]:
        raise ValueError(f'its "label" is none of {" and ".join(_LABELS[task])}')
    severity = item.get("severity")
    return Labelled(
        id=str(item.get("id", number)),
        text=text,
        is_positive=label != "ok",
        own=item.get("kind") != "comment",
        spans=_spans(item.get("spans")),
        tags=_strings(item.get("tags")),
        categories=_strings(item.get("categories")),
        severity=severity if isinstance(severity, str) else None,
    )


def _strings(found: object) -> tuple[str, ...]:
    """Return the strings in a list; ValueError for anything else."""
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise ValueError('its "tags" or "categories" are no list of words')
    return tuple(found)


def _spans(found: object) -> tuple[tuple[int, int], ...]:
    """Return spans as (start, end); ValueError where one is no pair of whole numbers."""
    if found is None:
        return ()
    if not isinstance(found, list) or not all(
        isinstance(span, list) and len(span) > 1 and all(isinstance(place, int) for place in span[:2]) for span in found
    ):
        raise ValueError('its "spans" are no list of [start, end, name]')
    return tuple((span[0], span[1]) for span in found)


Judged = tuple[Labelled, "Detection | None"]


def _figures(judged: Sequence[Judged]) -> dict[str, float]:
    right = sum(item.is_positive and found is not None for item, found in judged)
    flagged = sum(found is not None for _, found in judged)
    positive = sum(item.is_positive for item, _ in judged)
    return {
        "precision": _share(right, flagged),
        "recall": _share(right, positive),
        "f1": _share(2 * right, flagged + positive),
    }


def _span_recall(judged: Sequence[Judged]) -> float:
    wanted = [(span, found) for item, found in judged for span in item.spans]
    hit = sum(
        found is not None and any(start < span[1] and span[0] < end for start, end in found.spans)
        for span, found in wanted
    )
    return _share(hit, len(wanted))


def _by_tag(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    counts: Counter[str] = Counter()
    correct: Counter[str] = Counter()
    for item, found in judged:
        counts.update(set(item.tags))
        if (found is not None) == item.is_positive:
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
