"""Which children a text names: what is found, what is not, where, and what is said about it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.language.children import find_children
from auditor.model import Known

NAMED = [
    ("Well done to Saoirse Kelly in Year 4 for her poem!", ["Saoirse Kelly"]),
    ("Star of the week: Zofia W. and Ibrahim", ["Zofia W", "Ibrahim"]),
    ("#WellDoneSaoirse", ["Saoirse"]),
    ("Happy birthday Jayden!", ["Jayden"]),
    ("Congratulations to Amelia and Noah on their swimming badges", ["Amelia", "Noah"]),
    ("Well done to Emily in Year 4 for her beautiful handwriting this week.", ["Emily"]),
    ("Congratulations to our maths champion Kacper, aged 9", ["Kacper"]),
    ("Oliver's model of the Tower of London is amazing, well done Oliver in 3B", ["Oliver", "Oliver"]),
    ("Gold: Aaliyah\nSilver: Harvey\nBronze: Maryam", ["Aaliyah", "Harvey", "Maryam"]),
    ("Our Year 6 reading stars are Ffion, Tomasz, Oluwaseun and Ayaan.", ["Ffion", "Tomasz", "Oluwaseun", "Ayaan"]),
    ("Mr Jones presented Freya with the cup. Well done, Freya!", ["Freya", "Freya"]),
    ("Great goal from @keziah.draws in Year 8", ["keziah"]),
    ("Well done SAOIRSE in Year 4", ["SAOIRSE"]),
]

NOT_NAMED = [
    "Thank you to Mrs Patel and Mr Okafor",
    "May half term: school closes on Friday 22 May.",
    "Meet our new headteacher Sarah Jones",
    "Year 4 enjoyed their trip to the museum.",
    "Will you be joining us for the Christmas fair?",
    "World Book Day with Roald Dahl and Julia Donaldson",
    "Please park in Victoria Road and not on the zigzags.",
    "Our caretaker Dave has mended the fence.",
    "Mark your calendars: the summer fair is on 4 July.",
    "Hope you all have a lovely Easter break",
    "Father Michael will lead Mass on Friday.",
    "The rose garden looks lovely",
    "Well done everyone, what a day!",
    "#Year4 #SportsDay #ProudSchool",
    "School is closed on Monday.",
    "",
    "   \n ",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_finds_the_children_and_where(text: str, names: list[str]) -> None:
    found = find_children(text)
    assert found is not None
    assert [text[start:end] for start, end in found.spans] == names
    assert 0 < found.probability <= 1


@pytest.mark.parametrize("text", NOT_NAMED)
def test_leaves_adults_words_and_places_alone(text: str) -> None:
    assert find_children(text) is None


@pytest.mark.parametrize(
    "known",
    [
        Known(staff=("saoirse kelly",)),
        Known(governors=("Miss Saoirse Kelly",)),
        Known(partners=("saoirse kelly",)),
    ],
)
def test_the_registers_names_clear_a_name(known: Known) -> None:
    assert find_children("Well done to Saoirse Kelly for her poem!", known) is None


def test_the_registers_names_clear_nobody_else() -> None:
    text = "Well done to Saoirse Kelly and Zofia in Year 4"
    found = find_children(text, Known(staff=("saoirse kelly",)))
    assert found is not None
    assert [text[start:end] for start, end in found.spans] == ["Zofia"]


def test_a_house_that_the_register_knows_is_no_child() -> None:
    text = "Well done Amelia, our cup winners in Year 4!"
    assert find_children(text) is not None
    assert find_children(text, Known(houses=("amelia",))) is None


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Well done Saoirse Kelly, love Nan", "surname"),
        ("Is that Saoirse in Year 4? Well done Saoirse", "class"),
        ("Well done Saoirse, she lives on our street, Mill Road", "place"),
        ("Poor Saoirse is in hospital, get well soon Saoirse in Year 4", "health"),
    ],
)
def test_tells_what_stands_with_a_name_in_a_comment(text: str, fact: str) -> None:
    found = find_children(text, own=False)
    assert found is not None
    assert found.facts[fact]


def test_a_first_name_alone_tells_nothing_more() -> None:
    found = find_children("Well done Saoirse, that was brilliant", own=False)
    assert found is not None
    assert not any(found.facts.values())


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_signs_are_kinds_of_sign_without_a_name(text: str, names: list[str]) -> None:
    found = find_children(text)
    assert found is not None
    assert found.signs
    said = set(re.findall(r"\w+", " ".join(found.signs).lower()))
    assert not said & {word for name in names for word in re.findall(r"\w+", name.lower()) if len(word) > 1}


def test_says_why_in_words_that_fit_this_name() -> None:
    found = find_children("Well done to Ayaan in Year 4!")
    assert found is not None
    assert "a year group or class follows a first name that nine in ten bearers got since 2008" in found.signs


def test_spans_point_into_the_original_past_invisible_characters() -> None:
    text = "\u200bWell done to \u2060Saoirse\u200b in Year 4"
    found = find_children(text)
    assert found is not None
    assert [text[start:end] for start, end in found.spans] == ["Saoirse"]


def test_finds_a_name_far_into_a_long_text() -> None:
    text = "The children had a lovely day at the farm. " * 2000 + "Well done to Saoirse Kelly in Year 4!"
    found = find_children(text)
    assert found is not None
    assert text[slice(*found.spans[-1])] == "Saoirse Kelly"


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
@settings(max_examples=150, deadline=None)
def test_takes_any_text_and_spans_lie_inside(text: str) -> None:
    found = find_children(text)
    assert found is None or all(0 <= start < end <= len(text) for start, end in found.spans)


@pytest.mark.parametrize(
    "text", ["\U0001f600" * 100_000, "Saoirse " * 30_000, "a" * 300_000, "#" * 100_000, "@a.b" * 50_000, "\ud800 Amy"]
)
def test_takes_hostile_texts(text: str) -> None:
    found = find_children(text)
    assert found is None or found.spans
