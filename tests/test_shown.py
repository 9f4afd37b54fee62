"""Hostile text made harmless."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from auditor.shown import plain


def test_ordinary_text_stays_as_it_is() -> None:
    assert (
        plain("Oakfield Primary: Ysgol Tŷ Coed, São Luís, 東京 🎉")
        == "Oakfield Primary: Ysgol Tŷ Coed, São Luís, 東京 🎉"
    )


def test_what_turns_the_reading_direction_or_hides_is_shown_by_its_number() -> None:
    assert plain("a\u202eb\u200bc\x1b[31m\udc80") == "a[U+202E]b[U+200B]c[U+001B][31m[U+DC80]"


def test_lines_become_one() -> None:
    assert plain("a\nb\r\nc\td\u2028e") == "a b  c d e"


@given(st.text())
def test_nothing_harmful_is_left(text: str) -> None:
    assert {unicodedata.category(sign) for sign in plain(text)}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
