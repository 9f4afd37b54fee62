"""Which children a text names: candidates from the lists, signs round them, one learned weight a sign."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from auditor.language.candidates import Candidate, Reading, read
from auditor.language.facts import facts_about
from auditor.language.known import clear_known
from auditor.language.normalise import clean
from auditor.language.pieces import cut
from auditor.language.reasons import name_reasons
from auditor.language.signs import find_signs
from auditor.language.weights import load, probability, version
from auditor.model import Detection, Known

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION: Final = version()
"""Names the rules and weights in use: what was judged under another one is read again."""

_NOBODY: Final = Known()


@dataclass(frozen=True, slots=True)
class _Named:
    """One mention of a child: its place in the original, how sure, and what gave it away."""

    start: int
    end: int
    probability: float
    reasons: tuple[str, ...]
    facts: dict[str, bool]


def find_children(text: str, known: Known = _NOBODY, *, own: bool = True) -> Detection | None:
    """Return the children that a text names, None where it names none; `known` are the register's names of no child.

    `own` is True for what the account itself publishes and False for another's comment, where the same words mean less.
    Spans hold first name and surname, without titles, possessive endings, `#` and `@`. `facts` tells of `surname`,
    `class`, `place` and `health` whether they stand with a name.
    """
    named = [mention for offset, piece in cut(text) for mention in _find_in(piece, offset, known, own=own)]
    if not named:
        return None
    best = max(named, key=lambda mention: mention.probability)
    return Detection(
        spans=tuple(sorted({(mention.start, mention.end) for mention in named})),
        probability=best.probability,
        signs=best.reasons,
        facts={fact: any(mention.facts[fact] for mention in named) for fact in best.facts},
    )


def _find_in(text: str, offset: int, known: Known, *, own: bool) -> Iterable[_Named]:
    """Yield the mentions of children in one piece of a text."""
    cleaned = clean(text)
    reading = read(cleaned.text)
    if not reading.candidates:
        return
    scored = score(reading, clear_known(reading, known), own=own)
    model = _model()
    surely = {candidate.low for candidate, chance, _ in scored if chance >= model["threshold"] / 1000}
    if not surely:
        return
    for candidate, chance, signs in scored:
        again = candidate.low in surely and "p:title" not in signs
        if again or chance >= model["also"] / 1000:
            start, end = cleaned.original(candidate.start, candidate.end)
            yield _Named(
                offset + start, offset + end, chance, name_reasons(candidate, signs), facts_about(reading, candidate)
            )


def score(reading: Reading, cleared: set[int], *, own: bool) -> list[tuple[Candidate, float, list[str]]]:
    """Return each candidate that the register does not clear, with its probability and its signs."""
    model = _model()
    weights, bias = model["weights"], model["bias"]
    return [
        (candidate, probability((bias + sum(weights.get(sign, 0) for sign in signs)) / 1000), signs)
        for at, (candidate, signs) in enumerate(zip(reading.candidates, find_signs(reading, own=own), strict=True))
        if at not in cleared
    ]


@cache
def _model() -> dict[str, Any]:
    return load("children")
