"""Fair short forms of a school's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.rules.handles import NETWORKS, derived_handles


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("Oakfield Primary School", "oakfield oakfieldprimary oakfieldschool oakfieldprimaryschool oakfieldps"),
        ("St Brannock's Catholic Primary School", "stbrannocks stbrannocksprimary stbrannockscatholic stbrannockscps"),
        ("St Brannock’s Catholic Primary School", "stbrannocks stbrannockscatholicprimaryschool"),  # noqa: RUF001 - typed so
        ("Saint John's Church of England School", "stjohns saintjohns stjohnscofe stjohnsschool"),
        ("St Mary's C of E (VA) Primary School, Bideford", "stmarys stmarysprimary stmarysbideford stmaryscofe"),
        ("The Oaks Academy", "oaks theoaks theoaksacademy oaksacademy"),
        ("High Street Infant and Nursery School", "highstreet highstreetinfantandnursery highstreetschool"),
        ("Elm & Ash Community College", "elmash elmandash elmashcollege elmandashcommunitycollege"),
        ("Ysgol Tŷ Gwyn", "ysgoltygwyn"),
        ("École Voltaire School", "ecolevoltaire"),
        ("1st Avenue School", "1stavenue"),
    ],
)
def test_fair_short_forms_are_accepted(name: str, accepted: str) -> None:
    assert set(accepted.split()) <= set(derived_handles(name))


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("Oakfield Primary School", "primaryschool school primary ps oak oakfieldacademy oakfieldprimary1 theoakfield"),
        ("High Street School", "street streetschool"),
        ("St Brannock's Catholic Primary School", "brannocks catholicprimary sbcps"),
    ],
)
def test_what_is_no_form_of_the_name_is_not(name: str, refused: str) -> None:
    assert not set(refused.split()) & set(derived_handles(name))


@given(st.text(max_size=60))
def test_every_form_is_lower_case_letters_and_digits(name: str) -> None:
    for form in derived_handles(name):
        assert form
        assert form.isascii()
        assert form.isalnum()
        assert form == form.lower()


def test_a_name_without_latin_letters_has_none() -> None:
    assert derived_handles("学校") == ()


@pytest.mark.parametrize(
    ("platform", "handle", "is_held"),
    [
        ("x", "oakfieldprimary", True),
        ("x", "oakfieldprimarys", False),
        ("x", "oakfield-primary", False),
        ("facebook", "oak", False),
        ("facebook", "oakfield.primary", True),
        ("bluesky", "oakfield-primary", True),
    ],
)
def test_each_network_holds_what_it_can(platform: str, handle: str, is_held: bool) -> None:  # noqa: FBT001 - a table's column
    assert NETWORKS[platform].holds(handle) is is_held
