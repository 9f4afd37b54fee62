"""One plain spelling for a text that was written to be misread, with the way back to the original's characters.

`clean` takes out what nobody sees (compatibility forms, zero-width and bidirectional controls). `normalise` goes on:
look-alike letters to Latin, accents off, lower case, emoji to words, digits that stand for letters, letters spaced out
or repeated. Both keep, for each character that comes out, where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝӏкмнтвАВЕКМНОРСТУХІЈЅՏɑοαερτυνκιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwlkmhtbABEKMHOPCTYXIJSSaoaeptuvkiABEZHIKMNOPTYX",
)
_LETTER_FOR = str.maketrans("0134578@$!€|", "oieastbasiel")
_OUTSIDE_ASCII = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe"})
_APOSTROPHES = str.maketrans("‘’ʼ‛“”–—‑", "''''\"\"---")  # noqa: RUF001 - the characters are what is mapped
_WORD = re.compile(r"\w+")
_MASKED = re.compile(r"(?:[a-z]{1,30}|(?=\d))(?:[0134578@$!€|]{1,6}[a-z]{1,30}){1,9}|@(?:ss|rse)[a-z]{0,9}")
_SHORT_CODE = re.compile(r"[a-z]\d+[a-z]?|\d+[a-z]{0,2}|[@$]\d.*|\d+[a-z]\d*", re.ASCII)
_SPACED = re.compile(r"(?<![^\W\d_])[a-z](?P<gap>[ ._*-])[a-z](?![^\W\d_])(?:(?P=gap)[a-z](?![^\W\d_])){1,40}")
_REPEATED = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A rewritten text. `offsets[i]` and `ends[i]` bound, in the original, what its character `i` was made from."""

    text: str
    offsets: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original behind `text[start:end]`, end exclusive; an empty one for an empty one."""
        if not start < end <= len(self.text):
            return (0, 0)
        return self.offsets[start], max(self.ends[start:end])


def clean(text: str) -> Normalised:
    """Return `text` in compatibility form (NFKC) without invisible characters; case and line breaks stay."""
    if text.isascii():
        return Normalised(text, range(len(text)), range(1, len(text) + 1))
    return _rebuild((_visible(text[start:end]), start, end) for start, end in _clusters(text))


def normalise(text: str) -> Normalised:
    """Return the plainest reading of `text`: lower-case letters without disguise. Never raises, whatever the text."""
    cleaned = clean(text)
    if cleaned.text.isascii():
        plain = Normalised(cleaned.text.lower(), cleaned.offsets, cleaned.ends)
    else:
        mixed = _mixed_words(cleaned.text)
        parts = ((_plain(char, mixed[at]), at, at + 1) for at, char in enumerate(cleaned.text))
        plain = _compose(cleaned, parts)
    return _collapse(_join_spaced(_unmask(plain)))


def _rebuild(parts: Iterable[tuple[str, int, int]]) -> Normalised:
    """Join rewritten parts, each with the stretch of the original it replaces."""
    out: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for piece, start, end in parts:
        out.append(piece)
        offsets += [start] * len(piece)
        ends += [end] * len(piece)
    return Normalised("".join(out), offsets, ends)


def _compose(before: Normalised, parts: Iterable[tuple[str, int, int]]) -> Normalised:
    """Rewrite `before.text` by `parts` and keep pointing into the very first original."""
    return _rebuild((piece, before.offsets[start], before.ends[end - 1]) for piece, start, end in parts)


def _clusters(text: str) -> Iterable[tuple[int, int]]:
    """Yield each character together with the combining marks that follow it."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.combining(text[index]):
            yield start, index
            start = index


@lru_cache(maxsize=4096)
def _visible(cluster: str) -> str:
    """Return a character in compatibility form; nothing for controls that are not white space."""
    composed = unicodedata.normalize("NFKC", cluster)
    kept = (char for char in composed if unicodedata.category(char) not in {"Cf", "Cs"})
    return "".join(char for char in kept if unicodedata.category(char) != "Cc" or char.isspace())


def _mixed_words(text: str) -> list[bool]:
    """Mark each character of a word that mixes Latin letters with letters that only look Latin."""
    marks = [False] * len(text)
    for word in _WORD.finditer(text):
        translated = word.group().translate(_LOOK_ALIKES)
        if translated != word.group() and translated.isascii() and re.search("[A-Za-z0-9]", word.group()):
            marks[word.start() : word.end()] = [True] * len(word.group())
    return marks


@lru_cache(maxsize=8192)
def _plain(char: str, is_mixed: bool) -> str:  # noqa: FBT001 - called once a character, a keyword costs a third more
    """Return one character in lower case, without its accents; an emoji as its name between spaces."""
    if char.isascii():
        return char.lower()
    if is_mixed:
        char = char.translate(_LOOK_ALIKES)
    char = char.lower().translate(_OUTSIDE_ASCII).translate(_APOSTROPHES)
    bare = "".join(part for part in unicodedata.normalize("NFD", char) if not unicodedata.combining(part))
    if bare and unicodedata.category(bare[0]) in {"So", "Sk"}:
        return f" {unicodedata.name(bare[0], 'sign').lower().replace(' ', '_').replace('-', '_')} "
    return unicodedata.normalize("NFC", bare) if bare else ""


def _replace(before: Normalised, pattern: re.Pattern[str], put: dict[int, str]) -> Normalised:
    """Swap each match that starts at a key of `put`; a match of equal length keeps each character's own place."""
    if not put:
        return before
    parts: list[tuple[str, int, int]] = []
    done = 0
    for match in pattern.finditer(before.text):
        new = put.get(match.start())
        if new is None:
            continue
        parts += [(before.text[index], index, index + 1) for index in range(done, match.start())]
        if len(new) == len(match.group()):
            parts += [(char, match.start() + index, match.start() + index + 1) for index, char in enumerate(new)]
        else:
            parts.append((new, match.start(), match.end()))
        done = match.end()
    parts += [(before.text[index], index, index + 1) for index in range(done, len(before.text))]
    return _compose(before, parts)


def _unmask(before: Normalised) -> Normalised:
    """Read digits and signs inside a word as the letters they stand for; codes such as 4B or u12 stay."""
    put = {
        match.start(): match.group().translate(_LETTER_FOR)
        for match in _MASKED.finditer(before.text)
        if not _SHORT_CODE.fullmatch(match.group())
        and not ("@" in match.group() and before.text[match.end() :][:1] == ".")
    }
    return _replace(before, _MASKED, put)


def _join_spaced(before: Normalised) -> Normalised:
    """Join three or more single letters with the same gap between them into one word."""
    put = {match.start(): match.group()[::2] for match in _SPACED.finditer(before.text)}
    return _replace(before, _SPACED, put)


def _collapse(before: Normalised) -> Normalised:
    """Shorten a letter written three times or more to one."""
    put = {match.start(): match.group(1) for match in _REPEATED.finditer(before.text)}
    return _replace(before, _REPEATED, put)
