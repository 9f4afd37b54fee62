"""In which forms a pupil's name is known, and what is said of a form that several pupils bear."""

from __future__ import annotations

import pytest

from auditor.language.roll_forms import first_form, full_form, hashed, initial_after, initial_before
from auditor.model import Consent, RollName
from auditor.roll import Pupil, names_of
from auditor.roll.nicknames import other_names
from auditor.roll.spelling import forms_of
from tests.rolls import KEY, a_pupil


@pytest.mark.parametrize(
    ("pupil", "form"),
    [
        (a_pupil("Thomas", "Hartley"), full_form("tommy", "hartley")),
        (a_pupil("Tom", "Hartley"), full_form("thomas", "hartley")),
        (a_pupil("Muhammad", "Khan"), full_form("mohammed", "khan")),
        (a_pupil("Muhammad Yusuf", "Khan"), first_form("yusuf")),
        (a_pupil("Katherine", "Hartley"), full_form("katie", "hartley")),
        (a_pupil("Ella-Mae", "Hartley"), full_form("ella", "hartley")),
        (a_pupil("Ella Grace", "Hartley"), full_form("ellagrace", "hartley")),
        (a_pupil("Łukasz", "Wiśniewski"), full_form("lukasz", "wisniewski")),
        (a_pupil("Zoë", "O’Grimble"), full_form("zoe", "ogrimble")),  # noqa: RUF001 - as it is typed
        (a_pupil("Ella", "Thompson-Reid"), full_form("ella", "reid")),
        (a_pupil("Ella", "van der Berg"), full_form("ella", "berg")),
        (a_pupil("Ella", "Hartley", "Sparkle"), full_form("sparkle", "hartley")),
        (a_pupil("Ella", "Hartley"), first_form("ella")),
        (a_pupil("Ella", "Hartley"), initial_after("ella", "h")),
        (a_pupil("Ella", "Hartley"), initial_before("e", "hartley")),
    ],
)
def test_a_name_is_known_in_its_forms(pupil: Pupil, form: str) -> None:
    assert hashed(KEY, form) in names_of([pupil], KEY)


@pytest.mark.parametrize(
    ("pupil", "form"),
    [
        (a_pupil("Ella", "van der Berg"), full_form("ella", "der")),
        (a_pupil("Ella Grace", "Hartley"), first_form("grace")),
        (a_pupil("Ella"), full_form("ella", "")),
        (a_pupil("J", "Hartley"), first_form("j")),
        (a_pupil("Thomas", "Hartley"), full_form("timothy", "hartley")),
        (a_pupil("Thomas", "Hartley"), first_form("hartley")),  # a surname alone is nobody's
    ],
)
def test_and_in_no_others(pupil: Pupil, form: str) -> None:
    assert form not in forms_of(pupil)


def test_what_several_pupils_bear_is_said_of_all_of_them_together() -> None:
    pupils = [
        a_pupil("Ella", "Hartley", consent="yes"),
        a_pupil("Ella", "Quill", consent="yes", protected=True),
        a_pupil("Ella", "Bracegirdle", consent="no"),
    ]
    names = names_of(pupils, KEY)
    assert names[hashed(KEY, first_form("ella"))] == RollName(protected=True, rare=False, consent=Consent.NO)
    assert names[hashed(KEY, full_form("ella", "hartley"))] == RollName(protected=False, rare=True, consent=Consent.YES)


def test_consent_that_is_not_known_of_one_is_not_known_of_both() -> None:
    names = names_of([a_pupil("Ella", "Hartley", consent="yes"), a_pupil("Ella", "Quill")], KEY)
    assert names[hashed(KEY, first_form("ella"))].consent is Consent.UNKNOWN


def test_the_order_of_the_hashes_is_not_the_files() -> None:
    pupils = [a_pupil(first, "Hartley") for first in ("Ada", "Bo", "Cy", "Di")]
    assert list(names_of(pupils, KEY)) == sorted(names_of(pupils, KEY)) == list(names_of(pupils[::-1], KEY))


def test_names_stand_for_each_other_both_ways() -> None:
    assert "lizzie" in other_names("elizabeth")
    assert "elizabeth" in other_names("lizzie")
    assert "cathryn" in other_names("kate")
    assert "bob" not in other_names("thomas")
    assert other_names("marigold") == frozenset()
