"""What the United Kingdom's registers of births say about a first name, and which words are just words.

The files in `data/` are made by `benchmarks/training`; their sources stand in `data/README.md`.
"""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_FOLD = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae"})  # noqa: RUF001


class Births(NamedTuple):
    """Births with one first name, each as the whole part of log2(n + 1).

    `young` counts 2008 to 2020, `middle` 2000 to 2007, `old` 1974 to 1999. `rank` is 0 (never in the top hundred before 1994) to 4 (in the top ten); `share` is the tenths
    of all bearers who were born since 2008, rounded down.
    """

    young: int
    middle: int
    old: int
    rank: int
    share: int

    @property
    def is_young(self) -> bool:
        """Tell whether nine in ten bearers or more were born since 2008."""
        return self.share >= 9 and not self.rank  # noqa: PLR2004 - tenths


@dataclass(frozen=True, slots=True)
class Ordinary:
    """How often a word stands in school texts for something else than a child: in lower case, and with a capital."""

    lower: int = 0
    capital: int = 0


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Return a word in lower case without accents, as the lists are written."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.translate(_FOLD).lower().translate(_FOLD))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def births(folded: str) -> Births | None:
    """Return the births of a folded first name; of the first part of a hyphenated one that is in no list."""
    code = _first_names().get(folded) or _first_names().get(folded.partition("-")[0] if "-" in folded else "")
    return Births(*(int(char, 36) for char in code)) if code else None


def ordinary(folded: str) -> Ordinary:
    """Return how ordinary a folded word is in school texts."""
    code = _ordinary_words().get(folded)
    return Ordinary(int(code[0], 36), int(code[1], 36)) if code else _UNKNOWN


_UNKNOWN = Ordinary()


@cache
def _first_names() -> dict[str, str]:
    return _read("first_names.z")


@cache
def _ordinary_words() -> dict[str, str]:
    return _read("ordinary_words.z")


def _read(name: str) -> dict[str, str]:
    """Read lines of a word, a tab and one base-36 digit a number."""
    text = zlib.decompress(files("auditor.language").joinpath("data", name).read_bytes()).decode()
    return dict(line.split("\t") for line in text.splitlines())
