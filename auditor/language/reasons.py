"""The kinds of sign that gave a child's name away, in plain words that repeat nothing of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from auditor.language.candidates import Candidate

_AROUND: Final = {
    "p:year-after": "a year group or class follows",
    "p:year-before": "a year group or class stands before",
    "p:age-after": "a pupil's age follows",
    "p:relation-before": "a word for a child stands before",
    "p:praise-before": "praise stands before",
    "again-with-title": "the text elsewhere gives a title to",
}


def name_reasons(candidate: Candidate, signs: list[str]) -> tuple[str, ...]:
    """Return whole phrases such as "a year group or class follows a first name that …", the most telling first."""
    what = _kind_of_name(candidate)
    found = [f"{phrase} {what}" for sign, phrase in _AROUND.items() if sign in signs and sign != "again-with-title"]
    if any(sign.startswith("listed:") and sign != "listed:0" for sign in signs):
        found.append(f"a list of first names holds {what}")
    if "tag:#:True" in signs or "tag:#:False" in signs:
        found.append(f"a hashtag holds {what}")
    if "tag:@:True" in signs or "tag:@:False" in signs:
        found.append(f"a handle holds {what}")
    if candidate.first == candidate.last and not found:
        found.append(f"no title, job or place stands with {what}")
    return tuple(found) or (f"the words around it fit {what}",)


def _kind_of_name(candidate: Candidate) -> str:
    """Say what the registers of births tell of a name."""
    full = " with a surname or initial" if candidate.last > candidate.first else ""
    if candidate.born.is_young:
        return f"a first name that nine in ten bearers got since 2008{full}"
    if max(candidate.born[:3]):
        return f"a first name from the registers of births{full}"
    return f"a capitalised word in a name's place that is in no list{full}"
