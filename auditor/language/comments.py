"""Whether a comment is inappropriate on a school's page, why, and how soon a person must see it.

Two halves are added up: plain signals with their context (`signals/`) and a linear model over pieces of the text
(`linear.py`). Signals that are sure flag by themselves; the learned log-odds decide the rest.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from auditor.language.grading import Judged, categories_of, grade, learned_sign
from auditor.language.linear import Linear
from auditor.language.normalise import Normalised, normalise
from auditor.language.pieces import cut
from auditor.language.signals.all import table
from auditor.language.weights import load, probability, version
from auditor.model import Detection, Known

if TYPE_CHECKING:
    from auditor.language.signals.pattern import Hit

VERSION: Final = version()
"""Names the rules and weights in use: what was judged under another one is read again."""

_NOBODY: Final = Known()
_WORD: Final = re.compile(r"\w+(?:'\w+)*")
_SURE: Final = 0.9


def judge_comment(text: str, known: Known = _NOBODY) -> Detection | None:
    """Return what is wrong with a comment, None where nothing is.

    `categories` has the primary one first; spans point into `text` as it was given; `facts["child"]` tells whether
    personal information is a child's. `known` is taken for the shape that both detectors share.
    """
    del known
    judged = [found for offset, piece in cut(text) for found in (_judge(piece, offset),) if found is not None]
    if not judged:
        return None
    return max(judged, key=lambda one: (one.severity.rank if one.severity else 0, one.probability))


def _judge(text: str, offset: int) -> Detection | None:
    """Judge one piece of a text."""
    if not text.strip():
        return None
    plain = normalise(text)
    hits = list(table().search(plain.text))
    model = _model()
    scores = model.score(plain.text, signal_names(hits))
    bad = probability(scores.bad)
    urgent = probability(scores.urgent)
    sure = any(hit.signal.sure for hit in hits)
    if not (sure or bad >= model.threshold or urgent >= model.threshold_urgent):
        return None
    judged = Judged(plain.text, tuple(hits), scores.heads, bad, urgent)
    categories = categories_of(judged)
    telling = [hit for hit in hits if hit.signal.category in categories]
    return Detection(
        spans=_spans(plain, telling, offset),
        probability=round(max(bad, urgent, _SURE if sure else 0.0), 4),
        signs=tuple(dict.fromkeys(hit.signal.says for hit in telling)) or (learned_sign(categories[0]),),
        categories=categories,
        severity=grade(judged, categories),
        facts={"child": judged.is_about_child},
    )


def signal_names(hits: list[Hit]) -> list[str]:
    """Return the signals as the model knows them: each by name, and whether there are any, and any sure ones."""
    names = [hit.signal.name for hit in hits]
    if hits:
        names.append("any")
    if any(hit.signal.sure for hit in hits):
        names.append("sure")
    return names


def _spans(plain: Normalised, hits: list[Hit], offset: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the original that decided: the signals', else those of the heaviest words."""
    places = [(hit.start, hit.end) for hit in hits]
    if not places:
        weighed = [(_model().weigh_word(word.group()), word.span()) for word in _WORD.finditer(plain.text)]
        heaviest = sorted(weighed, reverse=True)[:3]
        places = [span for weight, span in heaviest if weight > 0 and weight >= heaviest[0][0] / 2]
    places = places or [(0, len(plain.text))]
    found = {plain.original(start, end) for start, end in places}
    return tuple(sorted((offset + start, offset + end) for start, end in found if end > start))


@cache
def _model() -> Linear:
    return Linear(load("comments"))
