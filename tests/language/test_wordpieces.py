"""The encoder's input: every piece keeps its place in the original, whatever was written there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.language.normalise import normalise
from auditor.language.wordpieces import (
    CAPITAL,
    CAPITALS,
    HANDLE,
    HASHTAG,
    LONGEST,
    PLAIN,
    read_pieces,
    vocabulary,
    word_pieces,
)


def shown(text: str, *, own: bool = True) -> list[tuple[str, int, str]]:
    """Return each piece with its form and the stretch of the original it came from."""
    names = list(vocabulary())
    (window,) = read_pieces(normalise(text), text, own=own)
    return [
        (names[piece], form, text[start:end])
        for piece, form, (start, end) in zip(window.ids[2:-1], window.forms[2:-1], window.places, strict=True)
    ]


def test_a_known_word_is_one_piece_and_an_unknown_one_several() -> None:
    names = list(vocabulary())
    assert [names[piece] for piece in word_pieces("school")] == ["school"]
    assert "".join(names[piece].removeprefix("##") for piece in word_pieces("keziah")) == "keziah"


def test_capitals_hashtags_and_handles_are_told_apart() -> None:
    assert [(piece, form) for piece, form, _ in shown("so Proud NOW")] == [
        ("so", PLAIN), ("proud", CAPITAL), ("now", CAPITALS),
    ]  # fmt: skip
    assert {form for _, form, there in shown("#WellDone") if there != "#"} == {HASHTAG}
    assert {form for _, form, there in shown("@sunny.days") if there != "@"} == {HANDLE}


def test_a_hashtag_is_read_as_its_words() -> None:
    assert [there for _, _, there in shown("#WellDoneGrace")] == ["#", "Well", "Done", "Grace"]


def test_disguised_letters_are_read_as_what_they_stand_for_and_point_to_what_was_written() -> None:
    assert [(piece, there) for piece, _, there in shown("k1ll")] == [("kill", "k1ll")]
    assert [(piece, there) for piece, _, there in shown("s c h o o l")] == [("school", "s c h o o l")]


def test_an_emoji_is_read_by_its_name() -> None:
    assert [piece for piece, _, _ in shown("🔥")] == ["fire"]


def test_the_speaker_stands_in_the_frame() -> None:
    (posted,), (said,) = (read_pieces(normalise("hello"), "hello", own=own) for own in (True, False))
    assert posted.ids[2:] == said.ids[2:]
    assert posted.ids[1] != said.ids[1]


def test_a_long_text_is_read_in_windows_that_leave_nothing_out() -> None:
    text = "every child reads " * 200
    windows = read_pieces(normalise(text), text, own=True)
    assert len(windows) > 1
    assert all(len(window.places) <= LONGEST for window in windows)
    read = {at for window in windows for start, end in window.places for at in range(start, end)}
    assert read == {at for at, char in enumerate(text) if not char.isspace()}


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_every_place_lies_in_the_text(text: str) -> None:
    for window in read_pieces(normalise(text), text, own=False):
        assert len(window.ids) == len(window.forms) == len(window.places) + 3
        assert all(0 <= start <= end <= len(text) for start, end in window.places)
