"""Learns which possible names are children's: logistic regression over the signs of `auditor.language.signs`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from auditor.language import names
from auditor.language.candidates import read
from auditor.language.normalise import clean
from auditor.language.signs import find_signs
from language_data import BASE36, count_words, read_authors, write_lines, write_weights

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = tuple[str, bool, list[str]]
STRENGTH = 0.15


def write_children() -> None:
    """Learn from every author and write the list of ordinary words and the weights."""
    rows = [row for author in read_authors("naming") for row in signs_of(author, ())]
    model = learn(rows)
    write_lines("ordinary_words.z", word_list(()))
    write_weights("children", {**model, "threshold": 450, "also": 350})


def word_list(without: Iterable[str]) -> dict[str, str]:
    """Return how ordinary each word is, counted over all authors but those named."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for task in ("naming", "comments"):
        for author, items in read_authors(task).items():
            if author not in without:
                low, high = count_words(items)
                lower += low
                capital += high
    return {
        word: BASE36[min(lower[word].bit_length(), 9)] + BASE36[min(capital[word].bit_length(), 9)]
        for word in lower.keys() | capital.keys()
        if lower[word] > 1 or capital[word] > 1
    }


def signs_of(author: str, without: Iterable[str]) -> list[Row]:
    """Return (text id, is a child's name, signs) for each candidate of an author, whose own words are not counted."""
    words = word_list({author, *without})
    names._ordinary_words = lambda: words
    rows = []
    for item in read_authors("naming")[author]:
        cleaned = clean(item["text"])
        reading = read(cleaned.text)
        for candidate, signs in zip(reading.candidates, find_signs(reading, own=item["kind"] == "post"), strict=True):
            start, end = cleaned.original(candidate.start, candidate.end)
            is_child = any(left < end and start < right for left, right, _ in item["spans"])
            rows.append((item["id"], is_child, signs))
    return rows


def learn(rows: list[Row]) -> dict[str, Any]:
    """Return the weights of a logistic regression over signs, in thousandths."""
    counter = CountVectorizer(analyzer=lambda signs: signs, min_df=3, binary=True)
    table = counter.fit_transform([signs for _, _, signs in rows])
    truth = np.array([is_child for _, is_child, _ in rows])
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(table, truth)
    weights = np.rint(1000 * model.coef_[0]).astype(int)
    kept = {sign: int(weights[at]) for sign, at in counter.vocabulary_.items() if abs(weights[at]) >= 5}  # noqa: PLR2004
    return {"weights": kept, "bias": round(1000 * float(model.intercept_[0])), "slope": 1000}
