"""Names that a school's register knows to be no child's, found again in a text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.language.names import fold
from auditor.language.words import split_words

if TYPE_CHECKING:
    from auditor.language.candidates import Reading
    from auditor.model import Known


def clear_known(reading: Reading, known: Known) -> set[int]:
    """Return the places in `reading.candidates` that lie within a name the register knows."""
    phrases = _phrases(known)
    if not phrases:
        return set()
    words = [token.low for token in reading.tokens]
    covered: set[int] = set()
    for at, word in enumerate(words):
        for phrase in phrases.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                covered.update(range(at, at + len(phrase)))
    return {
        place
        for place, candidate in enumerate(reading.candidates)
        if covered.issuperset(range(candidate.first, candidate.last + 1))
    }


@lru_cache(maxsize=256)
def _phrases(known: Known) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the register's names as words, by their first one; a person's also without the title."""
    found: dict[str, set[tuple[str, ...]]] = {}
    everything = (known.staff, known.governors, known.houses, known.classes, known.places, known.partners)
    for name in (name for names in everything for name in names):
        words = tuple(token.low for token in split_words(fold(name)))
        for phrase in (words, words[1:] if words and words[0] in _TITLES else ()):
            if phrase:
                found.setdefault(phrase[0], set()).add(phrase)
    return {word: tuple(sorted(phrases, key=len, reverse=True)) for word, phrases in found.items()}


_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "rev", "revd", "fr", "cllr", "coach", "prof"})
