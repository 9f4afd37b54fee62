"""Names that a school's register knows to be no child's, found again in a text."""

from __future__ import annotations

from dataclasses import astuple
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.language.names import fold
from auditor.language.words import split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.language.candidates import Reading
    from auditor.model import Known


def clear_known(reading: Reading, known: Known) -> set[int]:
    """Return the places in `reading.candidates` that lie within a name the register knows."""
    stretches = known_stretches([token.low for token in reading.tokens], known)
    covered = {at for first, end in stretches for at in range(first, end)}
    return {
        place
        for place, candidate in enumerate(reading.candidates)
        if covered.issuperset(range(candidate.first, candidate.last + 1))
    }


def known_stretches(words: Sequence[str], known: Known) -> list[tuple[int, int]]:
    """Return where in `words` the register's names stand: the first word's place, and the one behind the last."""
    phrases = _phrases(known)
    return [
        (at, at + len(phrase))
        for at, word in enumerate(words)
        for phrase in phrases.get(word, ())
        if tuple(words[at : at + len(phrase)]) == phrase
    ]


@lru_cache(maxsize=256)
def known_letters(known: Known) -> frozenset[str]:
    """Return the register's names as plain letters, run together as a hashtag has them."""
    return frozenset(
        "".join(filter(str.isalpha, "".join(phrase))) for phrases in _phrases(known).values() for phrase in phrases
    )


@lru_cache(maxsize=256)
def _phrases(known: Known) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the register's names as words, by their first one; a person's also without the title."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in (name for names in astuple(known) for name in names):
        words = tuple(token.low for token in split_words(fold(name)))
        for phrase in (words, words[1:] if words and words[0] in _TITLES else ()):
            if phrase:
                found.setdefault(phrase[0], set()).add(phrase)
    return {word: tuple(sorted(phrases, key=len, reverse=True)) for word, phrases in found.items()}


_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "rev", "revd", "fr", "cllr", "coach", "prof"})
