"""What the lists say of a first name, however it is written."""

from __future__ import annotations

import pytest

from auditor.language.names import births, fold


@pytest.mark.parametrize("written", ["Siân", "sian", "SIÂN", "Sia\u0302n"])
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    assert births(fold(written)) == births("sian")
    assert births(fold(written)) is not None


@pytest.mark.parametrize(("young", "old"), [("ayaan", "susan"), ("jaxon", "kevin"), ("arlo", "margaret")])
def test_cohorts_tell_young_names_from_old_ones(young: str, old: str) -> None:
    of_young, of_old = births(young), births(old)
    assert of_young is not None
    assert of_old is not None
    assert of_young.is_young
    assert not of_old.is_young
    assert of_young.share > of_old.share


def test_a_hyphenated_name_is_known_by_its_first_part() -> None:
    assert births("saoirse-zzyzx") == births("saoirse")


@pytest.mark.parametrize("word", ["school", "zzyzx", "", "-", "-mae"])
def test_other_words_are_no_names(word: str) -> None:
    assert births(word) is None
