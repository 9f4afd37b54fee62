"""One comment with what both halves of the detector say of it, before it is added up.

The plain half weighs pieces of the text and plain signals with their context; the encoder reads the whole text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from auditor.language import encoder
from auditor.language.linear import Linear
from auditor.language.normalise import Normalised, normalise
from auditor.language.signals.all import table
from auditor.language.weights import load
from auditor.model import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.language.signals.pattern import Hit


@dataclass(frozen=True, slots=True)
class Heard:
    """What both halves say of one comment: `said` for the sums, `heads` as log-odds by category and gravity."""

    plain: Normalised
    hits: tuple[Hit, ...]
    said: Mapping[str, float]
    heads: Mapping[str, float]


def hear(text: str) -> Heard:
    """Return what both halves say of one comment, the plain half alone where the encoder is missing."""
    plain = normalise(text)
    hits = tuple(table().search(plain.text))
    scores = _linear().score(plain.text, signal_names(hits))
    said = {
        "linear": scores.bad,
        "linear urgent": scores.urgent,
        "sign": float(bool(hits)),
        "sure sign": float(any(hit.signal.sure for hit in hits)),
        "urgent sign": float(any(hit.signal.severity is Severity.URGENT for hit in hits)),
    }
    if not encoder.is_available():
        return Heard(plain, hits, said, scores.heads)
    read = encoder.read(text, own=False)
    said |= {"encoder": read.heads[encoder.BAD], "encoder urgent": read.heads[encoder.URGENT]}
    return Heard(plain, hits, said, {head: (odds + read.heads[head]) / 2 for head, odds in scores.heads.items()})


def signal_names(hits: Sequence[Hit]) -> list[str]:
    """Return the signals as the model knows them: each by name, and whether there are any, and any sure ones."""
    names = [hit.signal.name for hit in hits]
    if hits:
        names.append("any")
    if any(hit.signal.sure for hit in hits):
        names.append("sure")
    return names


def weigh_word(word: str) -> float:
    """Return how much one normalised word by itself speaks for a comment being inappropriate."""
    return _linear().weigh_word(word)


@cache
def _linear() -> Linear:
    return Linear(load("comments"))
