"""The patterns round a name that settle most cases: a title, a job, a class, an age, a relation, praise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from auditor.language.roles import OF_WORD, words_of

if TYPE_CHECKING:
    from auditor.language.candidates import Candidate

_PRAISE: Final = words_of("done congratulations congrats proud kudos shoutout bravo")
_PASSED: Final = words_of("in from of ( , the our a - \u2013 is as / school new |")
_SKIPPED: Final = words_of(". , ' \" our the")
_JOINS: Final = words_of("and & ,")
_AGE_OPENS: Final = words_of(", ( is turns")
_SCHOOL_AGES: Final = range(2, 19)
_MOSTLY_OLD, _MOSTLY_YOUNG = 4, 7


def plain_signs(words: list[str], name_at: dict[int, Candidate], candidate: Candidate) -> list[str]:
    """Name the patterns that hold, each alone, with the age of the name's bearers, and in pairs."""
    first, last = candidate.first, candidate.last
    before, after = words[max(0, first - 6) : first], words[last + 1 : last + 8]
    found = {
        "title": _ends_with(before, "title"),
        "job-before": _ends_with(before, "job"),
        "job-after": _stands_after(after, "job"),
        "year-after": _stands_after(after, "year"),
        "age-after": _age_follows(after),
        "relation-before": _ends_with(before, "child"),
        "praise-before": bool(_PRAISE & set(before[-4:])),
        "subject-after": len(after) > 1 and after[0] == "(" and "subject" in OF_WORD.get(after[1], ()),
        "place-after": bool(after) and "place" in OF_WORD.get(after[0], ()),
        "titled-beside": _titled_beside(words, name_at, candidate),
        "year-before": any("year" in OF_WORD.get(word, ()) or word == "<class>" for word in before[-4:]),
    }
    signs = [name for name, holds in found.items() if holds]
    age = _age_of(candidate)
    pairs = [f"{left}+{right}" for at, left in enumerate(signs) for right in signs[at + 1 :]]
    return [f"p:{sign}" for sign in signs] + [f"p:{sign}:{age}" for sign in signs or ["none"]] + pairs


def _age_of(candidate: Candidate) -> str:
    """Return whether the name's bearers are mostly old or young, both, or too few to tell."""
    if not max(candidate.born[:3]):
        return "rare"
    if candidate.born.share < _MOSTLY_OLD:
        return "old"
    return "young" if candidate.born.share > _MOSTLY_YOUNG else "both"


def _ends_with(before: list[str], kind: str) -> bool:
    """Tell whether a word of `kind` stands right before, at most a full stop, comma or article between."""
    near = [word for word in before[-3:] if word not in _SKIPPED]
    return any(kind in OF_WORD.get(word, ()) for word in near[-1:]) and "\n" not in before[-2:]


def _stands_after(after: list[str], kind: str) -> bool:
    """Tell whether "in Year 4", "(6B)", ", our cook" or "the caretaker" follows."""
    for word in after[:4]:
        if kind in OF_WORD.get(word, ()) or (word == "<class>" and kind == "year"):
            return True
        if word not in _PASSED:
            return False
    return False


def _age_follows(after: list[str]) -> bool:
    """Tell whether an age of school children follows: ", 7", "(11)", "aged nine", "is 5 today"."""
    if after[:1] and after[0] in {"aged", "age"}:
        return True
    if len(after) < 2 or after[0] not in _AGE_OPENS or not after[1].isdecimal():  # noqa: PLR2004 - an opening and an age
        return False
    return len(after[1]) < 3 and int(after[1]) in _SCHOOL_AGES  # noqa: PLR2004 - ages have two digits at most


def _titled_beside(words: list[str], name_at: dict[int, Candidate], candidate: Candidate) -> bool:
    """Tell whether the name is joined by "and" or a comma to one with a title."""
    first, last = candidate.first, candidate.last
    if last + 2 < len(words) and words[last + 1] in _JOINS and "title" in OF_WORD.get(words[last + 2], ()):
        return True
    if first > 1 and words[first - 1] in _JOINS and first - 2 in name_at:
        other = name_at[first - 2]
        return other.first > 0 and "title" in OF_WORD.get(words[other.first - 1], ())
    return False
