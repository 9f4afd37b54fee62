"""The kinds of sign that gave a child's name away, in plain words that repeat nothing of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.language.candidates import Candidate
    from auditor.language.weighing import Weighed

_PATTERNS: Final = {
    "p:year-after": "a year group or class follows",
    "p:year-before": "a year group or class stands before",
    "p:age-after": "a pupil's age follows",
    "p:relation-before": "a word for a child stands before",
    "p:praise-before": "praise stands before",
    "list:4": "a list of names holds",
    "list:3": "a list of names holds",
    "tag:#:True": "a hashtag holds",
    "tag:#:False": "a hashtag holds",
    "tag:@:True": "a handle holds",
    "tag:@:False": "a handle holds",
}
_NEAR: Final = {
    "year": "a year group or class",
    "age": "an age or birthday",
    "parent_of": "a word for a parent",
    "child": "a word for a child",
    "award": "an award",
    "praise": "praise",
}
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_YOUNG, _OLD = 5, 2
_HEARD: Final = 1.0
_ENOUGH: Final = 3


def name_reasons(one: Weighed) -> tuple[str, ...]:
    """Return whole phrases such as "a year group or class follows a first name that …", the most telling first."""
    what = _kind_of_name(one.candidate)
    found = list(dict.fromkeys(_PATTERNS[sign] for sign in _PATTERNS if sign in one.signs))
    if not found:
        found = [f"{phrase} stands near" for phrase in dict.fromkeys(_near(one.signs))]
    phrases = [f"{phrase} {'it' if at else what}" for at, phrase in enumerate(found[:_ENOUGH])]
    if one.said.get("heard", 0.0) >= _HEARD:
        phrases.append(
            "the whole text reads as one about a pupil"
            if phrases
            else f"the whole text reads as one about a pupil, and holds {what}"
        )
    return tuple(phrases) or (f"{what} stands without a title, a job or a place",)


def _near(signs: list[str]) -> Iterator[str]:
    """Yield what stands within five words in the same sentence."""
    for kind, phrase in _NEAR.items():
        if any(f"{side}{distance}:{kind}" in signs for side in "ab" for distance in "125"):
            yield phrase


def _kind_of_name(candidate: Candidate) -> str:
    """Say what the registers of births tell of a name."""
    full = " with a surname or initial" if candidate.last > candidate.first else ""
    if not max(candidate.born[:3]):
        return f"a word in a name's place that stands in no register of births{full}"
    if candidate.born.share >= _YOUNG:
        return f"a first name that {_NUMBERS[candidate.born.share]} in ten bearers got since 2008{full}"
    if candidate.born.share <= _OLD:
        return f"a first name that adults bear more often than children{full}"
    return f"a first name that children and adults bear alike{full}"
