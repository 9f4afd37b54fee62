"""From signals and learned scores to categories and a severity (INTERFACE, "Judging"; the data's README)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from auditor.language.encoder import GRAVE, MILD
from auditor.language.signals.pattern import MACROS
from auditor.model import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.language.signals.pattern import Hit

_USUAL: Final = {
    "abuse_insult": Severity.MEDIUM,
    "bullying_of_pupil": Severity.MEDIUM,
    "threat": Severity.HIGH,
    "hate": Severity.HIGH,
    "sexual": Severity.MEDIUM,
    "profanity": Severity.LOW,
    "defamation_of_staff": Severity.HIGH,
    "personal_data": Severity.MEDIUM,
    "contact_request": Severity.URGENT,
    "self_harm_concern": Severity.URGENT,
    "drugs_weapons": Severity.HIGH,
    "spam_scam": Severity.MEDIUM,
    "disrepute": Severity.LOW,
}
_CAN_BE_URGENT: Final = frozenset(_USUAL) - {"abuse_insult", "hate", "profanity", "spam_scam", "disrepute"}
_TIME_OR_PLACE: Final = re.compile(rf"(?<!\w)(?:{MACROS['TIME']}|{MACROS['WEAPON']}|{MACROS['WHERE']})(?!\w)")
_A_CHILD: Final = re.compile(
    rf"(?<!\w)(?:{MACROS['CHILD']}|he|she|her|his|him|year \d+|y\d+|class|mum'?s?|dad'?s?|nan'?s?|born)(?!\w)"
)
_STAFF: Final = re.compile(r"(?<!\w)(?:mr|mrs|miss|ms|mx|sir|head|teacher|governor|coach|staff|caretaker|janny)(?!\w)")
_BESIDES: Final = 1.0
_BACKED: Final = 2.5
_URGENT_FROM: Final = 0.15
"""The probability from which a flagged comment is urgent. Of left-out urgent ones .15 finds 81 in 100 and calls 74 in
100 rightly so; .35 finds 79 and calls 78 rightly: to look at one too many costs less than to miss one."""
_THREAT_FROM: Final = 0.35
"""The same of a threat that names no time, place or weapon."""
_URGENT_HARDLY: Final = 0.1
_HARDLY_SURE: Final = 0.7
_HARDLY_GRAVE: Final = -1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a comment that is to be flagged."""

    plain: str
    hits: tuple[Hit, ...]
    scores: Mapping[str, float]
    bad: float
    urgent: float

    def telling(self, categories: tuple[str, ...]) -> list[Hit]:
        """Return the signals that speak for these categories."""
        return [hit for hit in self.hits if hit.signal.category in categories]

    @property
    def names_time_or_place(self) -> bool:
        """Tell whether a time, a place or a weapon stands in the text: what makes a threat urgent."""
        return _TIME_OR_PLACE.search(self.plain) is not None

    @property
    def is_about_child(self) -> bool:
        """Tell whether the text speaks of a child and not of staff alone."""
        return _A_CHILD.search(self.plain) is not None and not (
            _STAFF.search(self.plain) and not re.search(rf"(?<!\w){MACROS['CHILD']}(?!\w)", self.plain)
        )


def categories_of(judged: Judged) -> tuple[str, ...]:
    """Return the categories, primary first: the learned scores, raised where a sure signal stands behind one."""
    sure = {hit.signal.category for hit in judged.hits if hit.signal.sure}
    raised = {name: judged.scores[name] + (_BACKED if name in sure else 0.0) for name in _USUAL}
    order = sorted(raised, key=lambda name: (-raised[name], name))
    return (order[0], *(name for name in order[1:] if name in sure or raised[name] > _BESIDES))


def grade(judged: Judged, categories: tuple[str, ...]) -> Severity:
    """Return how soon a person must see it: the loudest of its categories; `disrepute` alone is at most low."""
    if categories == ("disrepute",):
        return Severity.LOW
    return max((_grade_one(judged, name) for name in categories), key=_rank)


def _grade_one(judged: Judged, category: str) -> Severity:
    """Return the severity of one category: what its signals say, else what is usual, moved by the learned heads."""
    loudest = max(
        (hit.signal.severity for hit in judged.hits if hit.signal.category == category), key=_rank, default=None
    )
    if category == "threat":
        is_urgent = judged.names_time_or_place or judged.urgent >= _THREAT_FROM
    else:
        is_urgent = category in _CAN_BE_URGENT and judged.urgent >= _URGENT_FROM
    if is_urgent:
        return Severity.URGENT
    if category == "self_harm_concern" and loudest:
        return loudest
    return max(_usual(judged, category), loudest or Severity.INFO, key=_rank)


def _usual(judged: Judged, category: str) -> Severity:
    """Return the category's usual severity, one step louder or quieter where the learned heads are sure of it."""
    usual = _USUAL[category]
    if not judged.hits and judged.urgent < _URGENT_HARDLY and (usual is Severity.URGENT or judged.bad < _HARDLY_SURE):
        return min(Severity.HIGH if usual is Severity.URGENT else Severity.MEDIUM, usual, key=_rank)
    if usual is Severity.MEDIUM and judged.scores[GRAVE] > 0:
        return Severity.HIGH
    if usual is Severity.MEDIUM and judged.scores[MILD] > 0:
        return Severity.LOW
    if usual is Severity.HIGH and judged.scores[GRAVE] < _HARDLY_GRAVE:
        return Severity.MEDIUM
    return usual


def _rank(severity: Severity) -> int:
    return severity.rank
