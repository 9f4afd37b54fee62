"""The labelled texts that all are compared on: hard ones, and those of an ordinary week apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.training.texts import PLAIN, is_ordinary, read_authors

if TYPE_CHECKING:
    from collections.abc import Mapping

TASKS = ("naming", "comments")


@dataclass(frozen=True, slots=True)
class Text:
    """One labelled text. `own`: it is the school's; `is_positive`: to be found; `is_ordinary`: of a usual week."""

    id: str
    author: str
    text: str
    own: bool
    is_positive: bool
    is_ordinary: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of the hard texts, as shares, and which share of the ordinary ones was flagged."""

    precision: float
    recall: float
    f1: float
    ordinary: float


def texts_of(task: str) -> list[Text]:
    """Return the texts of `naming` or `comments` but our own plain cases, which are too easy to measure by."""
    return [
        Text(
            id=item["id"],
            author=author,
            text=item["text"],
            own=item.get("kind") == "post",
            is_positive=item["label"] != "ok",
            is_ordinary=is_ordinary(author, item),
        )
        for author, items in read_authors(task).items()
        if author not in PLAIN
        for item in items
    ]


def score(texts: list[Text], flagged: Mapping[str, bool]) -> Score:
    """Return how well the texts were judged; `flagged` by id."""
    hard = [text for text in texts if not text.is_ordinary]
    ordinary = [text for text in texts if text.is_ordinary]
    found = sum(flagged[text.id] for text in hard)
    positive = sum(text.is_positive for text in hard)
    right = sum(text.is_positive and flagged[text.id] for text in hard)
    return Score(
        precision=right / max(1, found),
        recall=right / max(1, positive),
        f1=2 * right / max(1, found + positive),
        ordinary=sum(flagged[text.id] for text in ordinary) / max(1, len(ordinary)),
    )
