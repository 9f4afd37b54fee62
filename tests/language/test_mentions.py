"""Names taken out of a text word by word, compared and written down."""

from __future__ import annotations

import pytest

from auditor.language.mentions import is_childs_too, is_known, mentions, stands_in, words_of
from auditor.model import Known


@pytest.mark.parametrize(
    ("text", "name", "words", "written"),
    [
        ("Thank you Sarah Phillips!", "Sarah Phillips", ("sarah", "phillip"), "Sarah Phillips"),
        ("Thank you SARAH\n BELL", "SARAH\n BELL", ("sarah", "bell"), "SARAH BELL"),
        ("#SarahPhillips is here", "SarahPhillips", ("sarah", "phillip"), "Sarah Phillips"),
        ("Sarah-Jane O’Neill’s stall", "Sarah-Jane O’Neill", ("sarah-jane", "o'neill"), "Sarah-Jane O’Neill"),  # noqa: RUF001
        ("by J. Okafor", "J. Okafor", ("j", ".", "okafor"), "J. Okafor"),
        ("S\u200barah Whitlock", "S\u200barah Whitlock", ("sarah", "whitlock"), "Sarah Whitlock"),
    ],
)
def test_a_name_is_written_as_a_register_would(text: str, name: str, words: tuple[str, ...], written: str) -> None:
    start = text.index(name)
    (found,) = mentions(text, [(start, start + len(name))])
    assert found.words == words
    assert found.written == written
    assert words_of(found.written) == words
    assert is_known(words, Known(staff=(written.lower(),)))
    assert "arah" not in repr(found)


def test_a_place_without_a_word_is_no_name() -> None:
    assert list(mentions("!! 12 ??", [(0, 2), (3, 3), (40, 50)])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Well done, sarah whitlock.",
        "SARAH WHITLOCK'S stall",
        "#SarahWhitlock",
        "#sarahwhitlock",
        "Sàrah\nWhitlock",
        "Mrs Sarah Whitlock",
    ],
)
def test_a_name_is_found_again_however_it_is_spelt(text: str) -> None:
    assert stands_in(("sarah", "whitlock"), text)


@pytest.mark.parametrize("text", ["", "Sarah and Whitlock", "Whitlock Sarah", "Sarah", "Amos Whitlock and Sarah"])
def test_other_names_are_not_taken_for_it(text: str) -> None:
    assert not stands_in(("sarah", "whitlock"), text)


def test_a_short_name_is_not_found_inside_a_word() -> None:
    assert not stands_in(("elm",), "Overwhelmed")
    assert stands_in(("elm",), "Elm house")


@pytest.mark.parametrize(
    ("words", "is_one"), [(("florence",), True), (("kingfishers",), False), (("sarah", "whitlock"), False)]
)
def test_a_single_word_that_children_bear_is_told_from_others(words: tuple[str, ...], is_one: bool) -> None:  # noqa: FBT001
    assert is_childs_too(words) is is_one
