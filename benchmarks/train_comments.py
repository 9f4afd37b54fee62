"""Learns the weights of `auditor.language.linear`: three blocks of text pieces and the plain signals, fifteen heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from language_data import CATEGORIES, read_authors, write_weights
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from auditor.language.comments import signal_names
from auditor.language.grams import BLOCKS, grams
from auditor.language.normalise import normalise
from auditor.language.signals.all import table

if TYPE_CHECKING:
    from collections.abc import Iterable

Item = dict[str, Any]
STRENGTH = 10
SIGNAL_SCALE = 0.7
RAREST = (2, 3, 3)
TOLD_BY = 700
"""How many pieces each category keeps in each block."""
CALIBRATION = {"slope": 1000, "shift": 0, "threshold": 580, "urgent": 600}


def read_pieces(items: Iterable[Item]) -> list[Item]:
    """Return the items with their pieces by block (`pieces`) and the names of their signals (`signals`)."""
    read = []
    for item in items:
        plain = normalise(item["text"]).text
        read.append({**item, "pieces": grams(plain), "signals": signal_names(list(table().search(plain)))})
    return read


def learn(items: list[Item]) -> dict[str, Any]:
    """Return a model as `auditor.language.linear.Linear` reads it, learned from items with their pieces."""
    weighers = [TfidfVectorizer(analyzer=_same, min_df=rarest, sublinear_tf=True) for rarest in RAREST]
    parts = [
        weigher.fit_transform([item["pieces"][block] for item in items]) for block, weigher in enumerate(weighers)
    ]
    names = sorted({name for item in items for name in item["signals"]})
    features = hstack([*parts, _signal_table(items, names)]).tocsr()
    wrong = np.array([item["label"] != "ok" for item in items])
    heads = {
        "bad": _fit(features, wrong),
        "urgent": _fit(features, np.array([item["severity"] == "urgent" for item in items])),
    }
    bad_ones = [item for item in items if item["label"] != "ok"]
    for category in CATEGORIES:
        heads[category] = _fit(features[wrong], np.array([category in item["categories"] for item in bad_ones]))
    return _pack(weighers, names, heads)


def write_comments() -> None:
    """Learn from every author and write the weights."""
    write_weights("comments", learn(read_pieces(item for items in read_authors("comments").values() for item in items)))


def measure_comments() -> None:
    """Judge each author by weights from all the others, and print what `auditor evaluate` would print of it."""
    authors = {author: read_pieces(items) for author, items in read_authors("comments").items()}
    figures = {}
    for held, items in authors.items():
        model = Linear(learn([item for author, others in authors.items() if author != held for item in others]))
        with patch.object(comments, "_model", lambda model=model: model):
            figures[held] = evaluate(as_lines(items, COMMENT_KEYS), "comments")
            figures[held]["probability"] = [probability_of(item["text"]) for item in items]
    print_folds("comments", figures, authors)


def probability_of(text: str) -> float:
    """Return how probable the learned half alone takes a comment to be inappropriate."""
    plain = normalise(text).text
    model = comments._model()  # noqa: SLF001 - the one in use in this fold
    return probability(model.score(plain, signal_names(list(table().search(plain)))).bad)


def _same(pieces: list[str]) -> list[str]:
    return pieces


def _signal_table(items: list[Item], names: list[str]) -> csr_matrix:
    rows = [[SIGNAL_SCALE * (name in item["signals"]) for name in names] for item in items]
    return csr_matrix(np.array(rows))


def _fit(features: csr_matrix, truth: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(features, truth)


def _pack(weighers: list[Any], names: list[str], heads: dict[str, LogisticRegression]) -> dict[str, Any]:
    """Turn fitted heads into whole thousandths, the categories' cut down to their most telling pieces."""
    model: dict[str, Any] = {}
    start = 0
    for block, weigher in zip(BLOCKS, weighers, strict=True):
        words = weigher.get_feature_names_out()
        end = start + len(words)
        category: dict[str, dict[str, int]] = {}
        for head in CATEGORIES:
            values = heads[head].coef_[0][start:end]
            for at in np.argsort(-np.abs(values), kind="stable")[:TOLD_BY]:
                category.setdefault(words[at], {})[head] = round(1000 * values[at])
        model[block] = {
            "grams": "\n".join(words),
            "idf": np.rint(1000 * weigher.idf_).astype(int).tolist(),
            "bad": np.rint(1000 * heads["bad"].coef_[0][start:end]).astype(int).tolist(),
            "urgent": np.rint(1000 * heads["urgent"].coef_[0][start:end]).astype(int).tolist(),
            "category": category,
        }
        start = end
    model["signals"] = {
        name: {head: round(1000 * SIGNAL_SCALE * fitted.coef_[0][start + at]) for head, fitted in heads.items()}
        for at, name in enumerate(names)
    }
    model["bias"] = {head: round(1000 * fitted.intercept_[0]) for head, fitted in heads.items()}
    model["calibration"] = CALIBRATION
    return model
