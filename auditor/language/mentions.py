"""Names as they stand in a text, word by word as the detectors read them: to be compared, and written down as names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from auditor.language.known import known_stretches
from auditor.language.names import births, fold
from auditor.language.normalise import clean
from auditor.language.roll_forms import letters
from auditor.language.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.language.words import Token
    from auditor.model import Known

_BARE_ENDING: Final = re.compile(r"[sS](?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Mention:
    """One name at one place: its words, folded, and how it is written; a hashtag's words are taken apart."""

    words: tuple[str, ...] = field(repr=False)
    written: str = field(repr=False)


def mentions(text: str, spans: Iterable[Sequence[int]]) -> Iterator[Mention]:
    """Yield the names at the places of a text, given as (start, end); a place without a word is passed over."""
    cleaned = clean(text)
    placed = [(token, cleaned.original(token.start, token.end)) for token in split_words(cleaned.text)]
    for start, end in spans:
        tokens = [token for token, (first, last) in placed if start <= first and last <= end and token.kind != "line"]
        if any(token.kind == "word" for token in tokens):
            yield _mention(tokens, cleaned.text)


def _mention(tokens: Sequence[Token], text: str) -> Mention:
    """Return the name as it is written best: of several spellings that are read the same, the first."""
    words = tuple(token.low for token in tokens)
    tight = "".join(f" {token.text}" if token.kind == "word" else token.text for token in tokens).strip()
    # What is read as "Phillip's" without its apostrophe is, behind a first name, the surname "Phillips".
    ending = _BARE_ENDING.match(text, tokens[-1].end) if len(tokens) > 1 else None
    spellings = (f"{tight}{ending.group()}" if ending else tight, tight)
    spaced = " ".join(token.text for token in tokens)
    return Mention(words, next((one for one in spellings if words_of(one) == words), spaced))


def words_of(name: str) -> tuple[str, ...]:
    """Return a name's words as they are compared."""
    return tuple(token.low for token in split_words(fold(clean(name).text)))


def stands_in(words: Sequence[str], text: str) -> bool:
    """Tell whether a name's words stand in a text one after another, or run together as a hashtag has them."""
    wanted, length = list(words), len(words)
    cleaned = clean(text).text
    read = [token.low for token in split_words(cleaned) if token.kind != "line"]
    if any(read[at : at + length] == wanted for at in range(len(read) - length + 1)):
        return True
    return length > 1 and letters("".join(words)) in letters(cleaned)


def is_known(words: Sequence[str], known: Known) -> bool:
    """Tell whether the register knows the whole name already."""
    return (0, len(words)) in known_stretches(words, known)


def is_childs_too(words: Sequence[str]) -> bool:
    """Tell whether a single word is a first name in the registers of births, so that some pupil may bear it."""
    return len(words) == 1 and births(words[0]) is not None
