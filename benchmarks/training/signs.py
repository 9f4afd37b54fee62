"""Learns which possible names are children's: logistic regression over the signs of `auditor.language.signs`."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from auditor.language import names
from auditor.language.candidates import read
from auditor.language.normalise import clean
from auditor.language.signs import find_signs
from benchmarks.training.texts import BASE36, count_words, read_authors, weight_of

if TYPE_CHECKING:
    from collections.abc import Iterable

Item = dict[str, Any]
Row = tuple[bool, list[str], float]
STRENGTH = 0.6
RAREST = 3
OWN_WORDS_COUNT_FROM = 2


def learn_signs(without: frozenset[str]) -> dict[str, Any]:
    """Return the weights that `auditor.language.weighing` reads, learned from all authors but those named."""
    rows = [
        row
        for author, items in read_authors("naming").items()
        if author not in without
        for row in signs_of(items, without | {author}, weight_of(author, "naming"))
    ]
    return fit(rows)


@cache
def word_list(without: frozenset[str]) -> dict[str, str]:
    """Return how ordinary each word is, counted over all authors but those named."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for author, (low, high) in _counts().items():
        if author not in without:
            lower.update(low)
            capital.update(high)
    return {
        word: BASE36[min(lower[word].bit_length(), 9)] + BASE36[min(capital[word].bit_length(), 9)]
        for word in lower.keys() | capital.keys()
        if lower[word] >= OWN_WORDS_COUNT_FROM or capital[word] >= OWN_WORDS_COUNT_FROM
    }


@cache
def _counts() -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Count words by author, over both tasks."""
    found: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for task in ("naming", "comments"):
        for author, items in read_authors(task).items():
            low, high = count_words(items)
            before = found.get(author, (Counter(), Counter()))
            found[author] = (before[0] + low, before[1] + high)
    return found


def signs_of(items: Iterable[Item], without: frozenset[str], weight: float) -> list[Row]:
    """Return (is a child's name, signs, weight) for each candidate; words of authors in `without` are not counted."""
    words = word_list(without)
    rows = []
    with patch.object(names, "_ordinary_words", lambda: words):
        for item in items:
            cleaned = clean(item["text"])
            reading = read(cleaned.text)
            for candidate, signs in zip(
                reading.candidates, find_signs(reading, own=item["kind"] == "post"), strict=True
            ):
                start, end = cleaned.original(candidate.start, candidate.end)
                rows.append((any(left < end and start < right for left, right, _ in item["spans"]), signs, weight))
    return rows


def fit(rows: list[Row]) -> dict[str, Any]:
    """Return the weights of a logistic regression over signs, in thousandths."""
    counter = CountVectorizer(analyzer=_same, min_df=RAREST, binary=True)
    table = counter.fit_transform([signs for _, signs, _ in rows])
    truth = [is_child for is_child, _, _ in rows]
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(
        table, truth, sample_weight=[weight for _, _, weight in rows]
    )
    weights = {sign: round(1000 * float(model.coef_[0][at])) for sign, at in counter.vocabulary_.items()}
    kept = {sign: weight for sign, weight in weights.items() if weight}
    return {"weights": kept, "bias": round(1000 * float(model.intercept_[0]))}


def _same(signs: list[str]) -> list[str]:
    return signs
