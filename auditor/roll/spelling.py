"""In which forms each pupil's name may stand in a text, and what the roll says of each form."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from auditor.language import roll_forms
from auditor.language.roles import PARTICLES
from auditor.language.roll_forms import letters
from auditor.model import RollName
from auditor.roll.answers import together
from auditor.roll.nicknames import other_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.roll.pupils import Pupil

RARE = 2
"""A form that more pupils bear does not tell which of them is meant."""

_JOINTS = re.compile(r"[\s\-\u2010-\u2015]+")
_SMALL = PARTICLES | {"st", "saint", "abu", "abd", "abdul", "ur", "ul", "umm"}
_SHORTEST = 3
_MUHAMMAD = other_names("muhammad") | {"muhammad"}


def names_of(pupils: Sequence[Pupil], key: bytes) -> dict[bytes, RollName]:
    """Return what the roll says of every form, by its hash under the school's key; nothing else is kept of a pupil."""
    bearers: dict[str, list[Pupil]] = defaultdict(list)
    for pupil in pupils:
        for form in forms_of(pupil):
            bearers[form].append(pupil)
    names = {roll_forms.hashed(key, form): _together(found) for form, found in bearers.items()}
    return dict(sorted(names.items()))  # the order of hashes tells nothing of the file's


def _together(bearers: Sequence[Pupil]) -> RollName:
    return RollName(
        protected=any(pupil.protected for pupil in bearers),
        rare=len(bearers) <= RARE,
        consent=together([pupil.consent for pupil in bearers]),
    )


def forms_of(pupil: Pupil) -> set[str]:
    """Return every form in which a pupil's name may stand, as `auditor.language.roll_forms` writes them."""
    registered = {written for name in (*pupil.firsts, *pupil.called) for written in first_spellings(name)}
    firsts = registered | {other for written in registered for other in other_names(written)}
    surnames = {written for name in pupil.surnames for written in surname_spellings(name)}
    forms = {roll_forms.first_form(first) for first in firsts if len(first) > 1}
    forms |= {roll_forms.full_form(first, surname) for first in firsts if len(first) > 1 for surname in surnames}
    forms |= {roll_forms.initial_after(first, surname) for first in firsts if len(first) > 1 for surname in surnames}
    forms |= {roll_forms.initial_before(first, surname) for first in registered for surname in surnames}
    return forms


def first_spellings(name: str) -> set[str]:
    """Return a first name as one word, and its first part: who is registered as Ella-Mae or Ella Grace is also Ella.

    Of a boy named Muhammad Yusuf the second name is the one that tells him from the others, so it counts as well.
    """
    parts = [letters(part) for part in _JOINTS.split(name) if letters(part)]
    found = {"".join(parts), parts[0]}
    if parts[0] in _MUHAMMAD and len(parts) > 1:
        found.add(parts[1])
    return found


def surname_spellings(name: str) -> set[str]:
    """Return a surname as one word, and each part of a double one: Thompson-Reid is also Thompson, and also Reid."""
    parts = [letters(part) for part in _JOINTS.split(name)]
    telling: Iterable[str] = (part for part in parts if part not in _SMALL and len(part) >= _SHORTEST)
    return {"".join(parts), *telling}
