"""What stands round a possible name, as short strings: the features that the learned weights are for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.language.roles import OF_WORD

if TYPE_CHECKING:
    from auditor.language.candidates import Candidate, Reading
    from auditor.language.words import Token

_CLASS_CODE = re.compile(r"(?:1[0-3]|[1-9])[a-z]{1,3}")
_ENDS = frozenset(".!?\n")
_JOINS = frozenset({",", "and", "&", "+", "/", "\n", "n", "a", "•", "-", "–", "→", ":", "|", ";", "plus", "or", "|", "*"})  # noqa: RUF001
_NEAR = 5


def find_signs(reading: Reading, *, own: bool) -> list[list[str]]:
    """Return, for each candidate, its signs; `own` tells a school's post from somebody's comment."""
    tokens = reading.tokens
    words = [_shape(token) for token in tokens]
    name_at = {at: c for c in reading.candidates for at in range(c.first, c.last + 1)}
    whole = _whole_text(reading, own=own)
    titled = {c.low for c in reading.candidates if c.first and "title" in OF_WORD.get(_before(tokens, c.first), ())}
    return [
        _own_form(reading, c) + _window(words, name_at, c) + _classes(words, c) + _neighbours(reading, name_at, c)
        + _plain_signs(words, name_at, c) + (["again-with-title"] if c.low in titled else []) + whole
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
        f"word:{min(word.lower, 6)}:{form}", f"capital:{word.capital}:{'L' if listed else 'O'}", f"suffix:{candidate.low[-3:]}",
        f"suffix:{candidate.low[-2:]}", f"prefix:{candidate.low[:3]}", f"length:{min(len(candidate.low), 10)}",
        f"tag:{token.tag}:{listed}",
    ]  # fmt: skip
    last = reading.tokens[candidate.last]
    if last.possessive:
        signs.append(f"possessive:{listed}")
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
        f"ba:{b1} {a1}", f"b321:{b3} {b2} {b1}", f"a123:{a1} {a2} {a3}", f"b1s:{b1}:{size}", f"a1s:{a1}:{size}",
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
            near = "x" if crossed else "1" if not distance else "2" if distance == 1 else "5" if distance < _NEAR else "8"
            signs.update(f"{side}{near}:{name}" for name in OF_WORD.get(word, ()))
            if word == "<class>":
                signs.add(f"{side}{near}:year")
            if not crossed:
                signs.add(f"{side}w:{word}")
    return list(signs)


def _plain_signs(words: list[str], name_at: dict[int, Candidate], candidate: Candidate) -> list[str]:
    """Name the patterns that settle most cases, each with the age of the name's bearers."""
    first, last = candidate.first, candidate.last
    before, after = words[max(0, first - 6) : first], words[last + 1 : last + 8]
    found = {
        "title": _ends_with(before, "title"),
        "job-before": _ends_with(before, "job"),
        "job-after": _stands_after(after, "job"),
        "year-after": _stands_after(after, "year"),
        "age-after": _age_follows(after),
        "relation-before": _ends_with(before, "child"),
        "praise-before": bool({"done", "congratulations", "congrats", "proud", "kudos", "shoutout", "bravo"} & set(before[-4:])),
        "place-after": bool(after) and "place" in OF_WORD.get(after[0], ()),
        "titled-beside": _titled_beside(words, name_at, candidate),
        "year-before": any("year" in OF_WORD.get(word, ()) or word == "<class>" for word in before[-4:]),
    }
    signs = [name for name, holds in found.items() if holds]
    age = "rare" if not max(candidate.born[:3]) else "old" if candidate.born.share < 4 else "young" if candidate.born.share > 7 else "both"  # noqa: PLR2004
    pairs = [f"{left}+{right}" for at, left in enumerate(signs) for right in signs[at + 1 :]]
    return [f"p:{sign}" for sign in signs] + [f"p:{sign}:{age}" for sign in signs or ["none"]] + pairs


def _ends_with(before: list[str], kind: str) -> bool:
    """Tell whether a word of `kind` stands right before, at most a full stop, comma or one word between."""
    near = [word for word in before[-3:] if word not in {".", ",", "'", '"', "our", "the"}]
    return any(kind in OF_WORD.get(word, ()) for word in near[-1:]) and "\n" not in before[-2:]


def _stands_after(after: list[str], kind: str) -> bool:
    """Tell whether "in Year 4", "(6B)", ", our cook" or "the caretaker" follows."""
    for word in after[:4]:
        if word == "<class>" and kind == "year":
            return True
        kinds = OF_WORD.get(word, ())
        if kind in kinds:
            return True
        if word not in {"in", "from", "of", "(", ",", "the", "our", "a", "-", "–", "is", "as", "/", "school", "new", "|"}:  # noqa: RUF001
            return False
    return False


def _age_follows(after: list[str]) -> bool:
    """Tell whether an age of school children follows: ", 7", "(11)", "aged nine", "is 5 today"."""
    close = after[:3]
    if close[:1] and close[0] in {"aged", "age"}:
        return True
    return len(close) > 1 and close[0] in {",", "(", "is", "turns"} and close[1].isdigit() and 2 <= int(close[1]) <= 18  # noqa: PLR2004


def _titled_beside(words: list[str], name_at: dict[int, Candidate], candidate: Candidate) -> bool:
    """Tell whether the name is joined by "and" or a comma to one with a title."""
    first, last = candidate.first, candidate.last
    if words[last + 1 : last + 2] and words[last + 1] in {"and", "&", ","} and last + 2 < len(words):
        if "title" in OF_WORD.get(words[last + 2], ()):
            return True
    if first > 1 and words[first - 1] in {"and", "&", ","} and first - 2 in name_at:
        other = name_at[first - 2]
        return other.first > 0 and "title" in OF_WORD.get(words[other.first - 1], ())
    return False


def _neighbours(reading: Reading, name_at: dict[int, Candidate], candidate: Candidate) -> list[str]:
    """Describe the list that the name may stand in."""
    beside, listed = 0, 0
    for begin, step in ((candidate.first - 1, -1), (candidate.last + 1, 1)):
        at, joined = begin, False
        while 0 <= at < len(reading.tokens):
            token = reading.tokens[at]
            if at in name_at:
                if joined:
                    beside += 1
                    listed += max(name_at[at].born[:3]) > 3  # noqa: PLR2004
                at = name_at[at].first - 1 if step < 0 else name_at[at].last + 1
                joined = False
            elif token.low in _JOINS or (token.kind == "mark" and not token.text.isascii()):
                at += step
                joined = True
            else:
                break
    return [f"list:{min(beside, 4)}", f"listed:{min(listed, 4)}"]


def _whole_text(reading: Reading, *, own: bool) -> list[str]:
    """Describe the text: who speaks, how long, which kinds of word it has."""
    kinds = {name for token in reading.tokens for name in OF_WORD.get(token.low, ())}
    return [
        f"own:{own}", f"names:{min(len(reading.candidates), 6)}", f"long:{min(len(reading.tokens).bit_length(), 8)}",
        *(f"has:{kind}" for kind in kinds),
    ]  # fmt: skip
