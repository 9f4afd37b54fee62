"""Labelled text for measuring the detectors: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from auditor.errors import Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TASKS: Final = ("naming", "comments")
LABELS: Final = {"naming": ("child_named", "ok"), "comments": ("inappropriate", "ok")}
_MOST_PROBLEMS: Final = 20


class Unusable(Exception):
    """A line that is no labelled text; says what is wrong with it, without its words."""


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


def read_labelled(lines: Iterable[str], task: str) -> list[Labelled]:
    """Return the labelled texts, or raise every problem at once."""
    items: list[Labelled] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            items.append(_read_line(line, number, task))
        except Unusable as problem:
            problems.append(f"Line {number} cannot be used: {problem}.")
    if len(problems) > _MOST_PROBLEMS:
        problems[_MOST_PROBLEMS:] = [f"So it is with {len(problems) - _MOST_PROBLEMS} more lines."]
    if problems:
        raise Problems(problems)
    if not items:
        raise Problems(["There is no labelled text in the file; it needs one JSON object a line."])
    return items


def _read_line(line: str, number: int, task: str) -> Labelled:
    """Return one labelled text; Unusable says what is wrong with the line, without its words."""
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        raise Unusable("it is not a JSON object") from None
    if not isinstance(item, dict):
        raise Unusable("it is not a JSON object")
    return read_item({"id": number, **item}, task)


def read_item(item: Mapping[str, Any], task: str) -> Labelled:
    """Return one labelled text from its JSON object; Unusable says what is wrong with it, without its words."""
    text, label = item.get("text"), item.get("label")
    if not isinstance(text, str):
        raise Unusable('it has no "text"')
    if label not in LABELS[task]:
        raise Unusable(f'its "label" is none of {" and ".join(LABELS[task])}')
    severity = item.get("severity")
    return Labelled(
        id=str(item.get("id")),
        text=text,
        is_positive=label != "ok",
        own=item.get("kind") != "comment",
        spans=_spans(item.get("spans")),
        tags=_strings(item.get("tags")),
        categories=_strings(item.get("categories")),
        severity=severity if isinstance(severity, str) else None,
    )


def _strings(found: object) -> tuple[str, ...]:
    """Return the strings in a list; Unusable for anything else."""
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise Unusable('its "tags" or "categories" are no list of words')
    return tuple(found)


def _spans(found: object) -> tuple[tuple[int, int], ...]:
    """Return spans as (start, end); Unusable where one is no pair of whole numbers."""
    if found is None:
        return ()
    if not isinstance(found, list) or not all(
        isinstance(span, list) and len(span) > 1 and all(isinstance(place, int) for place in span[:2]) for span in found
    ):
        raise Unusable('its "spans" are no list of [start, end, name]')
    return tuple((span[0], span[1]) for span in found)
