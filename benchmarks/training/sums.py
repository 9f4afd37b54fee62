"""Learns how the halves of each detector are added up, and from which probability on a text is flagged.

Only what the halves said of authors whom they had not read counts here (`folds.py`). The figures of a group of authors
come from sums that were learned without that group as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from auditor.language.fusion import BOTH, PLAIN_ALONE, Fusion, unpack
from benchmarks.training.texts import PLAIN, is_ordinary, read_authors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Item = dict[str, Any]
HEARD = frozenset({"encoder", "encoder urgent", "heard", "unheard", "names", "proposed"})
"""What only the encoder says."""
STRENGTH = 1.0
COMMENTS_AMISS, POSTS_AMISS, URGENT_AMISS = 0.009, 0.018, 0.001
"""How many of the ordinary texts may be flagged: a little less than one comment in a hundred and one post in fifty,
because other authors' texts differ, and of comments what plain signals call urgent comes on top."""
ALSO = 0.6
"""What a text's further names need, as a part of what its first needs."""


@dataclass(frozen=True, slots=True)
class Case:
    """What was said of one text or name, and what is true of it."""

    said: Mapping[str, float]
    truth: bool
    text: str
    ordinary: bool
    wrong: bool


def learn_sums(kept: Item, without: Iterable[str] = ()) -> Item:
    """Return the sums for both halves and for the plain half alone, in thousandths, as `fusion.py` reads them."""
    left_out = {*without, *PLAIN}
    bad = list(_comments(kept, left_out, "bad"))
    urgent = list(_comments(kept, left_out, "urgent"))
    child = list(_names(kept, left_out))
    comments, posts = _count_ordinary("comments", left_out), _count_ordinary("naming", left_out)
    allowed = {
        "bad": int(COMMENTS_AMISS * comments),
        "urgent": int(URGENT_AMISS * comments),
        "child": int(POSTS_AMISS * posts),
    }
    return {
        BOTH: _pack(bad, urgent, child, allowed, frozenset()),
        PLAIN_ALONE: _pack(bad, urgent, child, allowed, HEARD),
    }


def _count_ordinary(task: str, left_out: set[str]) -> int:
    return sum(
        item["label"] == "ok" and is_ordinary(author, item)
        for author, items in read_authors(task).items()
        for item in (items if author not in left_out else ())
    )


def _pack(
    bad: list[Case], urgent: list[Case], child: list[Case], allowed: Mapping[str, int], unheard: frozenset[str]
) -> Item:
    cases = {"bad": bad, "urgent": urgent, "child": child}
    weights = {what: _fit(found, unheard) for what, found in cases.items()}
    sums = unpack({"weights": weights, "thresholds": {}})
    thresholds = {
        "bad": _threshold(bad, sums, "bad", allowed["bad"]),
        "urgent": _amiss(urgent, sums, "urgent", allowed["urgent"]),
        "child": _threshold(child, sums, "child", allowed["child"]),
    }
    thresholds["also"] = ALSO * thresholds["child"]
    return {"weights": weights, "thresholds": {name: round(1000 * value) for name, value in thresholds.items()}}


def _comments(kept: Item, left_out: set[str], what: str) -> Iterator[Case]:
    for author, items in read_authors("comments").items():
        for item in items if author not in left_out else ():
            truth = item["label"] != "ok" if what == "bad" else item["severity"] == "urgent"
            found = kept["comments"][item["id"]]["said"]
            yield Case(found, truth, item["id"], is_ordinary(author, item), item["label"] != "ok")


def _names(kept: Item, left_out: set[str]) -> Iterator[Case]:
    for author, items in read_authors("naming").items():
        for item in items if author not in left_out else ():
            ordinary = is_ordinary(author, item)
            for one in kept["naming"][item["id"]]:
                truth = any(left < one["end"] and one["start"] < right for left, right, _ in item["spans"])
                yield Case(one["said"], truth, item["id"], ordinary, item["label"] != "ok")


def _fit(cases: list[Case], unheard: frozenset[str]) -> dict[str, int]:
    names = sorted({name for case in cases for name in case.said} - unheard)
    table = np.array([[case.said.get(name, 0.0) for name in names] for case in cases])
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(table, [case.truth for case in cases])
    weights = {name: round(1000 * float(value)) for name, value in zip(names, model.coef_[0], strict=True)}
    return {**weights, "bias": round(1000 * float(model.intercept_[0]))}


def _highest(cases: list[Case], sums: Fusion, what: str) -> dict[str, tuple[float, Case]]:
    """Return each text's highest probability, with one of its cases."""
    found: dict[str, tuple[float, Case]] = {}
    for case in cases:
        chance = sums.chance(what, case.said)
        if case.text not in found or chance > found[case.text][0]:
            found[case.text] = (chance, case)
    return found


def _amiss(cases: list[Case], sums: Fusion, what: str, allowed: int) -> float:
    """Return the lowest probability, in thousandths, from which on at most so many ordinary texts are flagged."""
    found = _highest(cases, sums, what).values()
    ordinary = sorted((chance for chance, case in found if case.ordinary and not case.wrong), reverse=True)
    return (int(1000 * ordinary[allowed]) + 1) / 1000 if allowed < len(ordinary) else 0.0


def _threshold(cases: list[Case], sums: Fusion, what: str, allowed: int) -> float:
    """Return the probability that does best on hard texts, or what ordinary texts ask for if that is higher."""
    hard = [(chance, case.wrong) for chance, case in _highest(cases, sums, what).values() if not case.ordinary]
    chances = np.array([chance for chance, _ in hard])
    wrong = np.array([is_wrong for _, is_wrong in hard])
    tried = np.linspace(0.02, 0.98, 97)
    scores = [2 * (wrong & (chances >= at)).sum() / ((chances >= at).sum() + wrong.sum()) for at in tried]
    return max(float(tried[int(np.argmax(scores))]), _amiss(cases, sums, what, allowed))
