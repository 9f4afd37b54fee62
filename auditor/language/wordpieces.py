"""A text as the numbers that the encoder reads: pieces of words, how each word is written, where it stood.

The vocabulary is BERT's uncased one, cut down (`data/pieces.z`); words are split by greedy longest match as BERT does.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from auditor.language.words import Token, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.language.normalise import Normalised

PADDING: Final = "[PAD]"
UNKNOWN: Final = "[UNK]"
OPENS: Final = "[CLS]"
CLOSES: Final = "[SEP]"
POST: Final = "[unused1]"
COMMENT: Final = "[unused2]"
LONGEST: Final = 190
"""Pieces in one reading, the three that frame it not counted; a longer text is read in windows."""
_OVERLAP: Final = 40
_LONGEST_WORD: Final = 40
_LINK_PIECES: Final = 8
_RUN: Final = re.compile(r"[^\W_]+|[^\w\s]")
PLAIN, CAPITAL, CAPITALS, HASHTAG, HANDLE = range(5)


@dataclass(slots=True)
class Window:
    """Pieces to read in one go. `ids`, `forms` hold a frame (opening, speaker, closing); `places` only the pieces.

    `places` are (start, end) of each piece's word in the original text; a piece's index in `ids` is its own plus two.
    """

    ids: list[int]
    forms: list[int]
    places: list[tuple[int, int]]


def read_pieces(plain: Normalised, original: str, *, own: bool) -> list[Window]:
    """Return a normalised text as windows for the encoder; `own` tells a school's post from somebody's comment."""
    numbers = vocabulary()
    found: list[tuple[int, int, tuple[int, int]]] = []
    for token in split_words(_cased(plain, original)):
        if token.low == "_":
            continue
        place = plain.original(token.start, token.end)
        form = _form(token)
        found += [(piece, form, place) for piece in _ids(token)]
    frame = (numbers[OPENS], numbers[POST if own else COMMENT]), numbers[CLOSES]
    return [
        Window(
            [*frame[0], *(piece for piece, _, _ in part), frame[1]],
            [PLAIN, PLAIN, *(form for _, form, _ in part), PLAIN],
            [place for _, _, place in part],
        )
        for part in _windows(found)
    ]


def _windows(found: list[tuple[int, int, tuple[int, int]]]) -> Iterator[list[tuple[int, int, tuple[int, int]]]]:
    """Yield stretches of at most `LONGEST` pieces; each but the first begins a little before the last one's end."""
    start = 0
    while True:
        yield found[start : start + LONGEST]
        if start + LONGEST >= len(found):
            return
        start += LONGEST - _OVERLAP


def _cased(plain: Normalised, original: str) -> str:
    """Return the normalised text with the capitals of the original."""
    if original.islower():
        return plain.text
    return "".join(
        char.upper() if original[at].isupper() and len(char.upper()) == 1 else char
        for char, at in zip(plain.text, plain.offsets, strict=True)
    )


def _form(token: Token) -> int:
    if token.tag:
        return HASHTAG if token.tag == "#" else HANDLE
    if not token.is_capital:
        return PLAIN
    return CAPITALS if len(token.text) > 1 and token.text.isupper() else CAPITAL


def _ids(token: Token) -> list[int]:
    """Return the pieces of one word, number, mark or link."""
    if token.kind == "line":
        return []
    low = token.text.lower() if token.kind == "link" else token.low
    pieces = [piece for run in _RUN.findall(low) for piece in word_pieces(run)]
    if token.possessive:
        pieces += word_pieces("s")
    return pieces[:_LINK_PIECES] if token.kind == "link" else pieces


@lru_cache(maxsize=65536)
def word_pieces(word: str) -> tuple[int, ...]:
    """Return the pieces of one lower-case word without accents: the longest that fit, from the left."""
    numbers = vocabulary()
    if len(word) > _LONGEST_WORD:
        return (numbers[UNKNOWN],)
    found: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = numbers.get(("##" if start else "") + word[start:end])
            if piece is not None:
                break
        else:
            return (numbers[UNKNOWN],)
        found.append(piece)
        start = end
    return tuple(found)


@cache
def vocabulary() -> Mapping[str, int]:
    """Return each piece's number: its line in the list."""
    text = zlib.decompress(files("auditor.language").joinpath("data", "pieces.z").read_bytes()).decode()
    return {piece: at for at, piece in enumerate(text.split("\n"))}
