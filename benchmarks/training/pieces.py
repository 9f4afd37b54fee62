"""Learns the weights of `auditor.language.linear`: three blocks of text pieces and the plain signals, fifteen heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from auditor.language.encoder import CATEGORIES, GRAVE, MILD
from auditor.language.grams import BLOCKS, grams
from auditor.language.hearing import signal_names
from auditor.language.normalise import normalise
from auditor.language.signals.all import table
from benchmarks.training.texts import read_authors, weight_of

if TYPE_CHECKING:
    from collections.abc import Iterable

Item = dict[str, Any]
STRENGTH = 10
SIGNAL_SCALE = 0.7
RAREST = (2, 3, 3)
TOLD_BY = 700
"""How many pieces each category keeps in each block."""


def learn_pieces(without: frozenset[str]) -> dict[str, Any]:
    """Return the weights that `auditor.language.linear` reads, learned from all authors but those named."""
    return fit(
        [
            item
            for author, items in read_authors("comments").items()
            if author not in without
            for item in read_pieces(author, items)
        ]
    )


def read_pieces(author: str, items: Iterable[Item]) -> list[Item]:
    """Return an author's items with their pieces by block, the names of their signals, and their weight."""
    read = []
    for item in items:
        plain = normalise(item["text"]).text
        hits = list(table().search(plain))
        weight = weight_of(author, "comments")
        read.append({**item, "pieces": grams(plain), "signals": signal_names(hits), "weight": weight})
    return read


def fit(items: list[Item]) -> dict[str, Any]:
    """Return a model as `auditor.language.linear.Linear` reads it, learned from items with their pieces."""
    weighers = [TfidfVectorizer(analyzer=_same, min_df=rarest, sublinear_tf=True) for rarest in RAREST]
    parts = [weigher.fit_transform([item["pieces"][block] for item in items]) for block, weigher in enumerate(weighers)]
    names = sorted({name for item in items for name in item["signals"]})
    features = hstack([*parts, _signal_table(items, names)]).tocsr()
    weights = [item["weight"] for item in items]
    wrong = [at for at, item in enumerate(items) if item["label"] != "ok"]
    heads = {
        "bad": _fit(features, [item["label"] != "ok" for item in items], weights),
        "urgent": _fit(features, [item["severity"] == "urgent" for item in items], weights),
    }
    bad_ones, bad_features, bad_weights = [items[at] for at in wrong], features[wrong], [weights[at] for at in wrong]
    for category in CATEGORIES:
        heads[category] = _fit(bad_features, [category in item["categories"] for item in bad_ones], bad_weights)
    for head, severities in ((GRAVE, {"high", "urgent"}), (MILD, {"low"})):
        heads[head] = _fit(bad_features, [item["severity"] in severities for item in bad_ones], bad_weights)
    return _pack(weighers, names, heads)


def _same(pieces: list[str]) -> list[str]:
    return pieces


def _signal_table(items: list[Item], names: list[str]) -> csr_matrix:
    rows = [[SIGNAL_SCALE * (name in item["signals"]) for name in names] for item in items]
    return csr_matrix(rows)


def _fit(features: csr_matrix, truth: list[bool], weights: list[float]) -> LogisticRegression:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    return model.fit(features, truth, sample_weight=weights)


def _pack(weighers: list[Any], names: list[str], heads: dict[str, LogisticRegression]) -> dict[str, Any]:
    """Turn fitted heads into whole thousandths, all but the first two cut down to their most telling pieces."""
    model: dict[str, Any] = {}
    start = 0
    for block, weigher in zip(BLOCKS, weighers, strict=True):
        grams_of = list(weigher.get_feature_names_out())
        part = slice(start, start + len(grams_of))
        model[block] = {
            "grams": "\n".join(grams_of),
            "idf": _thousandths(weigher.idf_),
            "bad": _thousandths(heads["bad"].coef_[0][part]),
            "urgent": _thousandths(heads["urgent"].coef_[0][part]),
            "further": _most_telling(grams_of, {head: fitted.coef_[0][part] for head, fitted in heads.items()}),
        }
        start = part.stop
    model["signals"] = {
        name: {head: round(1000 * SIGNAL_SCALE * float(fitted.coef_[0][start + at])) for head, fitted in heads.items()}
        for at, name in enumerate(names)
    }
    model["bias"] = {head: round(1000 * float(fitted.intercept_[0])) for head, fitted in heads.items()}
    return model


def _most_telling(grams_of: list[str], weights: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Return, for each piece that one of the further heads keeps, its weights there."""
    kept: dict[str, dict[str, int]] = {}
    for head in (*CATEGORIES, GRAVE, MILD):
        values = _thousandths(weights[head])
        for at in sorted(range(len(values)), key=lambda at: -abs(values[at]))[:TOLD_BY]:
            kept.setdefault(grams_of[at], {})[head] = values[at]
    return kept


def _thousandths(values: Iterable[float]) -> list[int]:
    return [round(1000 * float(value)) for value in values]
