"""A text as the pieces that the linear model weighs: words, pairs and threes of them, and runs of letters in a word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"\w+(?:'\w+)*|[^\w\s]")
_SHORTEST, _LONGEST = 2, 5
_WIDEST: Final = 40


def grams(plain: str) -> list[str]:
    """Return the pieces of a normalised text, repeated ones as often as they stand there."""
    words = ["<", *_WORD.findall(plain), ">"]
    found = words[1:-1]
    found += [f"{left} {right}" for left, right in zip(words, words[1:], strict=False)]
    found += [" ".join(three) for three in zip(words, words[1:], words[2:], strict=False)]
    for word in plain.split():
        found += letter_runs(word)
    return found


@lru_cache(maxsize=16384)
def letter_runs(word: str) -> tuple[str, ...]:
    """Return every run of two to five characters of a word, its edges marked."""
    edged = f"_{word[:_WIDEST]}_"
    return tuple(
        f"~{edged[at : at + size]}"
        for size in range(_SHORTEST, _LONGEST + 1)
        for at in range(len(edged) - size + 1)
    )
