"""The normaliser: one plain spelling, and the way back to the original's characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.language.normalise import clean, normalise

ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=200)
PLAIN_WORDS = st.lists(
    st.sampled_from(
        ["a", "well", "done", "kiss", "year", "four", "poem", "letter", "ball", "book", "moon", "apple", "cross"]
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("You are an 1d1ot", "you are an idiot"),
        ("k y s", "kys"),
        ("f.u.c.k you", "fuck you"),
        ("i d i o t", "idiot"),
        ("stuuuuupid", "stupid"),
        ("\u0456d\u0456\u043et", "idiot"),
        ("\uff49\uff44\uff49\uff4f\uff54", "idiot"),
        ("\U0001d4f2\U0001d4ed\U0001d4f2\U0001d4f8\U0001d4fd", "idiot"),
        ("i\u200bd\u200ci\u2060o\u202et", "idiot"),
        ("Si\u00e2n", "sian"),
        ("a$$hole", "asshole"),
        ("WELL DONE", "well done"),
    ],
)
def test_reads_through_disguise(written: str, read: str) -> None:
    assert normalise(written).text == read


@pytest.mark.parametrize(
    "text",
    ["see you in 4b at 3pm", "u12s against y6", "1st and 2nd", "@joe.k_10 look", "mail a1@b.example", "covid 19"],
)
def test_leaves_codes_and_handles_alone(text: str) -> None:
    assert normalise(text).text == text


def test_names_an_emoji_in_words() -> None:
    assert normalise("\U0001f52a").text.split() == ["hocho"]


def test_points_back_into_the_original() -> None:
    text = "so \u0455tuuuu\u0440\u0456d \U0001f644 k-y-s"
    found = normalise(text)
    start = found.text.index("stupid")
    assert text[slice(*found.original(start, start + len("stupid")))] == "\u0455tuuuu\u0440\u0456d"
    start = found.text.index("kys")
    assert text[slice(*found.original(start, start + 3))] == "k-y-s"


def test_cleaning_keeps_capitals_and_line_breaks() -> None:
    assert clean("Zo\u200b\u00eb\n\uff21nna").text == "Zo\u00eb\nAnna"


@given(ANY_TEXT)
@settings(deadline=None)
def test_every_character_lies_inside_the_original(text: str) -> None:
    for found in (clean(text), normalise(text)):
        assert len(found.offsets) == len(found.ends) == len(found.text)
        assert all(0 <= start < end <= len(text) for start, end in zip(found.offsets, found.ends, strict=True))
        if found.text:
            assert 0 <= found.original(0, len(found.text))[0] < found.original(0, len(found.text))[1] <= len(text)


@given(PLAIN_WORDS)
@settings(deadline=None)
def test_plain_text_is_left_as_it_is(words: list[str]) -> None:
    text = " ".join(words)
    once = normalise(text).text
    assert normalise(once).text == once


@given(ANY_TEXT)
@settings(deadline=None)
def test_nothing_invisible_is_left(text: str) -> None:
    assert not {"\u200b", "\u202e", "\u2060", "\ufeff"} & set(clean(text).text)


@pytest.mark.parametrize("text", ["", "\ud800", "x" * 200_000, "a " * 50_000, "1a" * 50_000, "😀" * 20_000])
def test_takes_hostile_texts(text: str) -> None:
    assert len(normalise(text).text) <= max(len(text) * 40, 1)
