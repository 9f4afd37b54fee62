"""What stands round a possible name, as short strings: the features that the learned weights are for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.language.famous import fame_of
from auditor.language.plain_signs import plain_signs
from auditor.language.roles import OF_WORD, words_of

if TYPE_CHECKING:
    from auditor.language.candidates import Candidate, Reading
    from auditor.language.words import Token

_CLASS_CODE = re.compile(r"(?:1[0-3]|[1-9])[a-z]{1,3}")
_ENDS = frozenset(".!?\n")
_JOINS = words_of(", and & + / n a \u2022 - \u2013 \u2192 : | ; plus or *") | {"\n"}
_NEAR = 5
_ENOUGH = 6
_SOME = 3


def find_signs(reading: Reading, *, own: bool) -> list[list[str]]:
    """Return, for each candidate, its signs; `own` tells a school's post from somebody's comment."""
    tokens = reading.tokens
    words = [_shape(token) for token in tokens]
    name_at = {at: c for c in reading.candidates for at in range(c.first, c.last + 1)}
    whole = _whole_text(reading, own=own)
    titled = {c.low for c in reading.candidates if c.first and "title" in OF_WORD.get(_before(tokens, c.first), ())}
    return [
        _own_form(reading, c) + _window(words, name_at, c) + _classes(words, c) + _neighbours(reading, name_at, c)
        + plain_signs(words, name_at, c) + (["again-with-title"] if c.low in titled else []) + whole
        for c in reading.candidates
    ]  # fmt: skip


def _shape(token: Token) -> str:
    """Return a word as the weights know it; numbers by their shape."""
    if token.kind != "number":
        return token.low
    if _CLASS_CODE.fullmatch(token.low):
        return "<class>" if not token.low.endswith(("st", "nd", "rd", "th", "pm", "am", "m", "k")) else "<nth>"
    value = token.low.strip(".,:")
    return f"<{len(value)}>" if value.isdigit() and len(value) != 2 else value if value.isdigit() else "<n>"  # noqa: PLR2004


def _before(tokens: list[Token], at: int) -> str:
    """Return the word before `at`, a full stop behind it ("Mr.") left out."""
    if tokens[at - 1].low == "." and at > 1:
        return tokens[at - 2].low
    return tokens[at - 1].low


def _own_form(reading: Reading, candidate: Candidate) -> list[str]:
    """Describe the name itself: its births, its spelling, its parts."""
    token = reading.tokens[candidate.first]
    born, word = candidate.born, candidate.word
    listed = max(born[:3]) > 0
    age = "none" if not listed else str(born.share)
    size = min(candidate.last - candidate.first, 3)
    case = "shout" if reading.shouted else "cap" if token.is_capital else "low"
    if token.text.isupper() and len(token.text) > 1 and not reading.shouted:
        case = "upper"
    form = f"{case}{'L' if listed else 'O'}"
    signs = [
        f"form:{form}", f"young:{born.young}", f"age:{age}:{born.rank}", f"rank:{born.rank}", f"size:{size}:{form}",
        f"word:{min(word.lower, 6)}:{form}", f"capital:{word.capital}:{'L' if listed else 'O'}", f"length:{min(len(candidate.low), 10)}",
        f"suffix:{candidate.low[-3:]}", f"prefix:{candidate.low[:3]}",
        f"tag:{token.tag}:{listed}",
    ]  # fmt: skip
    if not listed:
        signs.append(f"suffix:{candidate.low[-2:]}")
    last = reading.tokens[candidate.last]
    if last.possessive:
        signs.append(f"possessive:{listed}")
    fame = _fame(reading, candidate)
    if fame:
        signs += [f"famous:{fame}", f"famous:{fame}:{form}"]
    if size and len(last.low) == 1:
        signs.append("initial-after")
    if len(token.low) == 1:
        signs.append("initial-before")
    if "-" in token.low:
        signs.append(f"hyphen:{listed}")
    return signs


def _at(words: list[str], name_at: dict[int, Candidate], at: int) -> str:
    """Return the word at a place of the window; a listed name as just that."""
    if not 0 <= at < len(words):
        return "<edge>"
    other = name_at.get(at)
    if other is not None and words[at] not in OF_WORD:
        return "<name>" if max(other.born[:3]) > 3 else "<rare>"  # noqa: PLR2004
    return words[at]


def _window(words: list[str], name_at: dict[int, Candidate], candidate: Candidate) -> list[str]:
    """Describe the places right before and after the name, in order."""
    first, last = candidate.first, candidate.last
    b1, b2, b3 = (_at(words, name_at, first - step) for step in (1, 2, 3))
    a1, a2, a3 = (_at(words, name_at, last + step) for step in (1, 2, 3))
    size = min(last - first, 1)
    return [
        f"b1:{b1}", f"b2:{b2}", f"b3:{b3}", f"a1:{a1}", f"a2:{a2}", f"a3:{a3}", f"b21:{b2} {b1}", f"a12:{a1} {a2}",
        f"ba:{b1} {a1}",
        f"b1end:{b1[-2:]}",
        f"b1end3:{b1[-3:]}", f"b321:{b3} {b2} {b1}", f"a123:{a1} {a2} {a3}", f"b1s:{b1}:{size}", f"a1s:{a1}:{size}",
    ]  # fmt: skip


def _classes(words: list[str], candidate: Candidate) -> list[str]:
    """Describe the kinds of word near the name: by side and distance within the sentence, and anywhere near."""
    signs: set[str] = set()
    for side, begin, step in (("b", candidate.first - 1, -1), ("a", candidate.last + 1, 1)):
        crossed = False
        for distance in range(8):
            at = begin + step * distance
            if not 0 <= at < len(words):
                break
            word = words[at]
            crossed = crossed or word in _ENDS
            near = (
                "x" if crossed else "1" if not distance else "2" if distance == 1 else "5" if distance < _NEAR else "8"
            )
            signs.update(f"{side}{near}:{name}" for name in OF_WORD.get(word, ()))
            if word == "<class>":
                signs.add(f"{side}{near}:year")
            if not crossed:
                signs.add(f"{side}w:{word}")
    return list(signs)


def _neighbours(reading: Reading, name_at: dict[int, Candidate], candidate: Candidate) -> list[str]:
    """Describe the list that the name may stand in."""
    others = [
        *_joined(reading, name_at, candidate.first - 1, -1),
        *_joined(reading, name_at, candidate.last + 1, 1),
    ]
    listed = sum(max(other.born[:3]) > _SOME for other in others)
    famous = sum(bool(_fame(reading, other)) for other in others)
    return [f"list:{min(len(others), 4)}", f"listed:{min(listed, 4)}", f"famous-beside:{min(famous, 2)}"]


def _fame(reading: Reading, candidate: Candidate) -> str:
    """Return how well known a name is."""
    tokens = reading.tokens[candidate.first : candidate.last + 1]
    return fame_of([token.low for token in tokens if token.kind == "word"])


def _joined(reading: Reading, name_at: dict[int, Candidate], at: int, step: int) -> list[Candidate]:
    """Return the names that follow on one side, joined by commas, "and", line ends or emoji; a few are enough."""
    found: list[Candidate] = []
    joined = False
    while 0 <= at < len(reading.tokens) and len(found) < _ENOUGH:
        token = reading.tokens[at]
        other = name_at.get(at)
        if other is not None:
            if joined:
                found.append(other)
            at = other.first - 1 if step < 0 else other.last + 1
            joined = False
        elif token.low in _JOINS or (token.kind == "mark" and not token.text.isascii()):
            at += step
            joined = True
        else:
            break
    return found


def _whole_text(reading: Reading, *, own: bool) -> list[str]:
    """Describe the text: who speaks, how long, which kinds of word it has."""
    kinds = {name for token in reading.tokens for name in OF_WORD.get(token.low, ())}
    return [
        f"own:{own}", f"names:{min(len(reading.candidates), 6)}", f"long:{min(len(reading.tokens).bit_length(), 8)}",
        *(f"has:{kind}" for kind in kinds),
    ]  # fmt: skip
