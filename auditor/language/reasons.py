"""The kinds of sign that decided, in plain words that repeat nothing of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from auditor.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.language.candidates import Candidate
    from auditor.language.grading import Judged
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
_LIKE: Final = {
    "abuse_insult": "insults",
    "bullying_of_pupil": "mockery or exclusion of a pupil",
    "threat": "threats",
    "hate": "attacks on a group of people",
    "sexual": "sexual remarks",
    "profanity": "strong language",
    "defamation_of_staff": "accusations against staff",
    "personal_data": "private details given away",
    "contact_request": "somebody who seeks private contact with a child",
    "self_harm_concern": "a cry for help or a worry about somebody",
    "drugs_weapons": "drugs, vapes, alcohol or weapons offered or shown off",
    "spam_scam": "adverts and scams",
    "disrepute": "sweeping attacks on a school",
}
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


def comment_reasons(
    judged: Judged, said: Mapping[str, float], categories: tuple[str, ...], severity: Severity
) -> tuple[str, ...]:
    """Return the plain signals of a comment's categories, else which half found it; and what makes it urgent.

    `said` are the log-odds of the halves.
    """
    telling = [hit.signal for hit in judged.telling(categories)]
    phrases = [signal.says for signal in telling] or [_heard_as(_LIKE[categories[0]], said)]
    if severity is Severity.URGENT and not any(signal.severity is Severity.URGENT for signal in telling):
        if "threat" in categories and judged.names_time_or_place:
            phrases.append("a time, a place or a weapon stands in it")
        else:
            phrases.append("it reads like comments that somebody had to see at once")
    return tuple(dict.fromkeys(phrases))


def _heard_as(kind: str, said: Mapping[str, float]) -> str:
    if "encoder" not in said:
        return f"its words are those of {kind}"
    words, whole = said["linear"] > 0, said["encoder"] > 0
    if words and whole:
        return f"its words and the whole of it read like {kind}"
    if whole:
        return f"the whole of it reads like {kind}, though its words alone do not"
    if words:
        return f"its words are those of {kind}, though the whole of it is milder"
    return f"it reads a little like {kind}"


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
