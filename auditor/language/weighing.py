"""Every stretch of a text that may be a name, with what both halves of the detector say of it.

The signs round a name are weighed one by one (`signs.py`, plain Python); the encoder reads the whole text and may also
propose a stretch that no list knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from auditor.language import encoder
from auditor.language.candidates import Candidate, add_candidate, read
from auditor.language.normalise import clean
from auditor.language.signs import find_signs
from auditor.language.weights import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.language.candidates import Reading
    from auditor.language.normalise import Normalised

_PROPOSES: Final = -1.0
"""From these log-odds on a word that the lists left out is looked at."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A possible name: its place in the text, its signs, and `said`: what the halves say of it, for `fusion`."""

    candidate: Candidate
    start: int
    end: int
    signs: list[str]
    said: Mapping[str, float]


def weigh(text: str, *, own: bool) -> tuple[Reading, list[Weighed]]:
    """Return a text's reading and its possible names in order; `own` tells a school's post from somebody's comment."""
    cleaned = clean(text)
    reading = read(cleaned.text)
    heard = encoder.read(text, own=own) if encoder.is_available() and text.strip() else None
    proposed = _propose(reading, cleaned, heard) if heard is not None else set()
    found = []
    for candidate, signs in zip(reading.candidates, find_signs(reading, own=own), strict=True):
        start, end = cleaned.original(candidate.start, candidate.end)
        said = {"signs": _weight(signs), "unlisted": float(max(candidate.born[:3]) == 0)}
        if heard is not None:
            said |= _heard(heard, start, end) | {"proposed": float(candidate.first in proposed)}
        found.append(Weighed(candidate, start, end, signs, said))
    return reading, found


def _heard(heard: encoder.Reading, start: int, end: int) -> dict[str, float]:
    odds = heard.at(start, end)
    return {"heard": odds or 0.0, "unheard": float(odds is None), "names": heard.heads[encoder.NAMES]}


def _propose(reading: Reading, cleaned: Normalised, heard: encoder.Reading) -> set[int]:
    """Add what the encoder takes for a child's name and no list knows; return the first tokens of what was added."""
    likely = [(start, end) for start, end, odds in heard.words if odds > _PROPOSES]
    if not likely:
        return set()
    taken = {at for candidate in reading.candidates for at in range(candidate.first, candidate.last + 1)}
    words = [
        at
        for at, token in enumerate(reading.tokens)
        if at not in taken and token.kind == "word" and _overlaps(likely, *cleaned.original(token.start, token.end))
    ]
    runs = list(_runs(words))
    for first, last in runs:
        add_candidate(reading, first, last)
    return {first for first, _ in runs}


def _overlaps(likely: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(left < end and start < right for left, right in likely)


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of neighbours."""
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield places[start], places[at - 1]
            start = at


def _weight(signs: list[str]) -> float:
    model = _model()
    weights = model["weights"]
    return float((model["bias"] + sum(weights.get(sign, 0) for sign in signs)) / 1000)


@cache
def _model() -> dict[str, Any]:
    return load("children")
