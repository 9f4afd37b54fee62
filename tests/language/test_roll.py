"""A pupil roll in a text: certain by first name and surname, likelier by a first name, silent on known adults."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.language.children import find_children
from auditor.language.roll import CERTAIN, MARKED, NOT_RECORDED, REFUSED, look_up
from auditor.model import Detection, Known, Roll
from tests.rolls import a_pupil, a_roll

NOBODY = Known()
ROLL = a_roll(
    a_pupil("Ella", "Thompson"),
    a_pupil("Elizabeth", "O'Grimble"),
    a_pupil("Thomas", "van der Berg"),
    a_pupil("Łukasz", "Wiśniewski"),
    a_pupil("Muhammad", "Khan"),
    a_pupil("Will", "May"),
    a_pupil("Max", "Thompson"),
    a_pupil("Ella-Mae", "Hart-Quill"),
    *(a_pupil("Oliver", surname) for surname in ("Hart", "Quill", "King")),
)
HIDDEN = a_roll(
    a_pupil("Zofia", "Bracegirdle", protected=True),
    a_pupil("Xanthippe", "Oduya", protected=True),
    a_pupil("Rose", "Hope", protected=True),
    a_pupil("Oliver", "Hart", protected=True),
    *(a_pupil("Oliver", surname) for surname in ("Quill", "King")),
)


def find(text: str, *rolls: Roll, known: Known = NOBODY, own: bool = True) -> Detection | None:
    return find_children(text, known, own=own, rolls=rolls)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ella Thompson", "Ella Thompson"),
        ("saw ella thompson at the park", "ella thompson"),
        ("ELLA THOMPSON WON", "ELLA THOMPSON"),
        ("#EllaThompson", "EllaThompson"),
        ("#ellathompson", "ellathompson"),
        ("#welldoneellathompson", "ellathompson"),
        ("#ella_thompson", "ella_thompson"),
        ("thanks @lukaswisniewski.art and @lukaszwisniewski", "lukaszwisniewski"),
        ("Thompson, Ella: 20 merits", "Thompson, Ella"),
        ("1. THOMPSON Ella", "THOMPSON Ella"),
        ("Ella Grace Thompson", "Ella Grace Thompson"),
        ("ella thompsons mum", "ella thompson"),
        ("Ella Thompson's model", "Ella Thompson"),
        ("Ella and Max Thompson", "Ella"),
        ("liz ogrimble", "liz ogrimble"),
        ("Lizzie O’Grimble", "Lizzie O’Grimble"),  # noqa: RUF001 - as it is typed
        ("Tommy van der Berg", "Tommy van der Berg"),
        ("Tom Berg", "Tom Berg"),
        ("Lukasz Wisniewski", "Lukasz Wisniewski"),
        ("Łukasz Wiśniewski", "Łukasz Wiśniewski"),
        ("mohammed khan", "mohammed khan"),
        ("Mr Ella Thompson", "Ella Thompson"),
        ("Ella-Louise Thompson", "Ella-Louise Thompson"),
        ("Ella Mae Quill", "Ella Mae Quill"),
        ("Will May read best", "Will May"),
        ("\u200bElla \u2060Thompson", "Ella \u2060Thompson"),
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_first_name_and_surname_are_certain_however_they_are_written(text: str, name: str, *, own: bool) -> None:
    found = find(text, ROLL, own=own)
    assert found is not None
    assert name in [text[start:end] for start, end in found.spans]
    assert found.probability == 1
    assert found.signs == (CERTAIN,)
    assert found.facts["surname"]


@pytest.mark.parametrize(
    "text",
    [
        "we will may be a little late",
        "The berg was huge",
        "Khan won the cup for Thompson House",
        "Noah Thompson, Ella Reid",
        "Thompson and Ella",
        "Ella. Thompson",
        "Ella's Thompson",
    ],
)
def test_what_only_looks_like_a_full_name_is_not(text: str) -> None:
    assert look_up(text, NOBODY, [ROLL]).named == ()


@pytest.mark.parametrize(
    "known",
    [Known(staff=("Miss Ella Thompson",)), Known(places=("ella thompson hall",)), Known(governors=("Ella Thompson",))],
)
@pytest.mark.parametrize("text", ["Well done to Ella Thompson Hall", "#EllaThompsonHall"])
def test_a_name_that_the_register_knows_is_left_alone(known: Known, text: str) -> None:
    assert find(text, ROLL) is not None
    assert look_up(text, known, [ROLL]).named == ()


def test_a_known_name_run_together_is_left_alone() -> None:
    assert look_up("#ellathompson", Known(staff=("Ella Thompson",)), [ROLL]).named == ()


def test_two_known_adults_do_not_hide_a_pupil_with_a_name_of_each() -> None:
    known = Known(staff=("Miss Ella", "Mrs Thompson"))
    found = find("Well done to Ella Thompson", ROLL, known=known)
    assert found is not None
    assert found.probability == 1


@pytest.mark.parametrize("text", ["Oliver read to us", "Great work from Oliver H"])
def test_a_first_name_alone_makes_it_likelier_and_never_certain(text: str) -> None:
    before, after = find(text), find(text, ROLL)
    assert after is not None
    assert (before.probability if before else 0) < after.probability < 1


@pytest.mark.parametrize("text", ["Thank you to Mr Oliver", "Oliver Cromwell was here", "O. Hartley sings"])
def test_titles_and_other_surnames_make_nothing_likelier(text: str) -> None:
    assert find(text, ROLL) == find(text)


def test_every_rolls_word_counts() -> None:
    found = find("Zofia Bracegirdle and Ella Thompson", ROLL, HIDDEN)
    assert found is not None
    assert len(found.spans) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Zofia Bracegirdle",
        "is zofia bracegirdle ok",
        "Oliver Hart",
        "#OliverHart",
        "Rose Hope",
        "Well done Zofia!",
        "Well done Zofia B!",
        "hope xanthippe is feeling better",
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_a_protected_child_is_marked(text: str, *, own: bool) -> None:
    found = find(text, HIDDEN, own=own)
    assert found is not None
    assert found.facts["protected"]
    assert found.signs == (MARKED,)


@pytest.mark.parametrize(
    "text",
    [
        "Well done Oliver!",  # three pupils are called so
        "The rose garden is open",
        "Mrs Rose will see you now",
        "Zofia Quill won",  # another surname, another child
        "Xanthippe Hart won",
        "Mr Xanthippe is here",
    ],
)
def test_what_may_be_anybody_is_not_marked(text: str) -> None:
    found = find(text, HIDDEN)
    assert found is None or not found.facts["protected"]


@pytest.mark.parametrize(
    ("consent", "sign"), [("yes", None), ("no", REFUSED), ("unknown", NOT_RECORDED)], ids=["yes", "no", "unknown"]
)
def test_only_a_yes_excuses_a_name(consent: str, sign: str | None) -> None:
    roll = a_roll(a_pupil("Ella", "Thompson", consent=consent), a_pupil("Oliver", "Hart", consent="no"))
    text = "Well done Ella Thompson in Year 4! Ella read best."
    assert find(text, roll) is not None
    found = find(text, replace(roll, consent_excuses=True))
    assert (found.signs[1] if found else None) == sign


def test_consent_excuses_no_other_childs_name_beside_it() -> None:
    roll = a_roll(a_pupil("Ella", "Thompson", consent="yes"), consent_excuses=True)
    text = "Well done Ella Thompson and Saoirse Kelly in Year 4!"
    found = find(text, roll)
    assert found is not None
    assert [text[start:end] for start, end in found.spans] == ["Saoirse Kelly"]


def test_a_first_name_is_excused_where_all_who_bear_it_agreed() -> None:
    text = "Well done Ella in Year 4!"
    agreed, refused = (a_pupil("Ella", surname, consent=says) for surname, says in (("Hart", "yes"), ("Quill", "no")))
    assert find(text, a_roll(agreed, consent_excuses=True)) is None
    assert find(text, a_roll(agreed, refused, consent_excuses=True)) is not None
    assert find(text, a_roll(agreed, consent_excuses=True), a_roll(refused, consent_excuses=True)) is not None


def test_consent_never_excuses_a_protected_child() -> None:
    roll = a_roll(a_pupil("Zofia", "Bracegirdle", consent="yes", protected=True), consent_excuses=True)
    for text in ("Zofia Bracegirdle won", "Well done Zofia in Year 4"):
        found = find(text, roll)
        assert found is not None
        assert found.facts["protected"]


def test_signs_repeat_no_name_and_places_are_found_far_into_a_long_text() -> None:
    text = "The children had a lovely day at the farm. " * 2000 + "saw ella thompson in Year 4"
    found = find(text, ROLL)
    assert found is not None
    assert text[slice(*found.spans[-1])] == "ella thompson"
    assert found.facts["class"]
    assert "ella" not in " ".join(found.signs).lower()


@given(
    st.text(alphabet=st.characters(codec=None), max_size=200) | st.text(alphabet="elathompsn_#@,. 'ELT\n", max_size=200)
)
@settings(max_examples=200, deadline=None)
def test_takes_any_text_and_spans_lie_inside(text: str) -> None:
    found = look_up(text, NOBODY, [ROLL, HIDDEN])
    assert all(0 <= one.start < one.end <= len(text) for one in found.named)


@pytest.mark.parametrize(
    "text", ["oliver " * 30_000, "#" * 100_000, "#oliverandella" * 5_000, "@a.b" * 50_000, "ß" * 9999]
)
def test_takes_hostile_texts(text: str) -> None:
    assert look_up(text, NOBODY, [ROLL]).named == ()
