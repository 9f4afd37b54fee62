"""A text as the pieces that the linear model weighs, in three blocks: words, runs of letters, classes of words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from auditor.language.word_classes import class_of

BLOCKS: Final = ("words", "letters", "classes")
_WORD: Final = re.compile(r"\w+(?:'\w+)*|[^\w\s]")
_SHORTEST, _LONGEST = 2, 5
_WIDEST: Final = 40


def grams(plain: str) -> tuple[list[str], list[str], list[str]]:
    """Return the pieces of a normalised text by block, repeated ones as often as they stand there."""
    words = split(plain)
    return word_grams(words), [run for word in plain.split() for run in letter_runs(word)], class_grams(words)


def split(plain: str) -> list[str]:
    """Return a normalised text's words and marks, its beginning and end marked."""
    return ["<", *_WORD.findall(plain), ">"]


def word_grams(words: list[str]) -> list[str]:
    """Return words alone, two and three in a row."""
    pairs = [f"{left} {right}" for left, right in pairwise(words)]
    return words[1:-1] + pairs + [f"{pair} {right}" for pair, right in zip(pairs, words[2:], strict=False)]


def letter_runs(word: str) -> tuple[str, ...]:
    """Return every run of two to five characters of a word, its edges marked."""
    edged = f"_{word[:_WIDEST]}_"
    return tuple(
        edged[at : at + size] for size in range(_SHORTEST, _LONGEST + 1) for at in range(len(edged) - size + 1)
    )


def class_grams(words: list[str]) -> list[str]:
    """Return classes alone, two and three in a row, and two with one between them."""
    kinds = [class_of(word.replace("'", "")) for word in words]
    pairs = [f"{left} {right}" for left, right in pairwise(kinds)]
    threes = [f"{pair} {right}" for pair, right in zip(pairs, kinds[2:], strict=False)]
    wide = [f"{left}_{right}" for left, right in zip(kinds, kinds[2:], strict=False)]
    return kinds[1:-1] + pairs + threes + wide
