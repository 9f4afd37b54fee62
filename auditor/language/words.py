"""A text as a row of words, numbers, marks and line ends, with hashtags, handles and file names taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.language.names import births, fold, ordinary

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN = re.compile(
    r"""(?P<link>(?:https?://|www\.)\S{1,300}|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,63})
    |(?P<tag>[#@]\w[\w.]{0,99})
    |(?P<word>[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*['’]?)
    |(?P<number>\d[\d.,:]*[^\W_]{0,4})
    |(?P<line>\n\s*)
    |(?P<mark>[^\w\s]|_)""",  # noqa: RUF001 - curly apostrophes
    re.VERBOSE,
)
_CAMEL = re.compile(r"[^\W\d_]?[^\WA-Z\d_]+|[A-Z]+(?![a-z])|\d+")
_POSSESSIVE = re.compile(r"['’ʼ][sS]?$")  # noqa: RUF001
_OPENERS = re.compile(
    r"(?:team|goon|go|welldone|congratulations|congrats|brave|super|happybirthday|hbd|forever|free|justicefor|mini|my|our"
    r"|captain|queen|king|shotby|iam|its|for|bravo|goodluck|prayfor|rip|bringback|thankyou|up|little|big)(?=[a-z]{3})"
)


@dataclass(slots=True)
class Token:
    """One word or sign. `kind`: `word`, `number`, `mark`, `line`, `link`; `tag` is `#`, `@` or empty."""

    text: str
    low: str
    start: int
    end: int
    kind: str
    tag: str = ""
    possessive: bool = False

    @property
    def is_capital(self) -> bool:
        """Tell whether the word begins with a capital letter."""
        return self.text[:1].isupper()


def split_words(text: str) -> list[Token]:
    """Return the tokens of `text` in order; offsets point into `text`."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind == "tag":
            tokens += _split_tag(match.group(), match.start())
        elif kind == "word":
            tokens.append(_word(match.group(), match.start()))
        else:
            piece = match.group()
            low = "\n" if kind == "line" else "<link>" if kind == "link" else piece.lower()
            tokens.append(Token(piece, low, match.start(), match.end(), kind))
    return tokens


def _word(piece: str, start: int, tag: str = "") -> Token:
    """Make a word's token, its possessive ending left out."""
    ending = _POSSESSIVE.search(piece)
    bare = piece[: ending.start()] if ending else piece
    low = fold(bare)
    if not ending and len(low) > 4 and low.endswith("s") and _is_bare_possessive(low):  # noqa: PLR2004 - "tess", "ross"
        bare, low, ending = bare[:-1], low[:-1], _POSSESSIVE.search("'s")
    return Token(bare, low, start, start + len(bare), "word", tag, possessive=ending is not None)


def _is_bare_possessive(low: str) -> bool:
    """Tell whether a word is a first name with its possessive s and no apostrophe ("elijahs dad")."""
    if births(low) or ordinary(low).lower:
        return False
    known = births(low[:-1])
    return known is not None and max(known) >= 6  # noqa: PLR2004 - some sixty births


def _split_tag(piece: str, start: int) -> Iterable[Token]:
    """Yield the words inside a hashtag or handle, by capitals, dots, digits and by known openings."""
    sign, body = piece[0], piece[1:]
    yield Token(sign, sign, start, start + 1, "mark")
    for match in _CAMEL.finditer(body):
        part, at = match.group(), start + 1 + match.start()
        if part[0].isdigit():
            yield Token(part, part, at, at + len(part), "number", sign)
        else:
            yield from _split_solid(part, at, sign)


def _split_solid(part: str, start: int, sign: str) -> Iterable[Token]:
    """Yield the words of letters written without a gap: an opening, a first name, the rest."""
    low = fold(part)
    if len(low) != len(part) or births(low) or ordinary(low).lower or not part.islower():
        yield _word(part, start, sign)
        return
    opening = _OPENERS.match(low)
    skip = opening.end() if opening else 0
    end = _longest_name(low, skip)
    if end < 0 and skip:
        skip, end = 0, _longest_name(low, 0)
    for left, right in ((0, skip), (skip, max(end, skip)), (max(end, skip), len(low))):
        if right > left:
            yield Token(part[left:right], low[left:right], start + left, start + right, "word", sign)


def _longest_name(low: str, start: int) -> int:
    """Return where the longest well-known first name from `start` ends, -1 where none begins there."""
    for end in range(min(len(low), start + 14), start + 3, -1):
        known = births(low[start:end])
        if known is not None and max(known[:3]) >= (5 if end - start > 4 else 8):  # noqa: PLR2004 - short ones need more
            return end
    return -1
