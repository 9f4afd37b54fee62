"""Pupil rolls in the database: replaced whole, told by counts, of no use under another key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import text

from auditor.language import roll_forms
from auditor.language.roll_forms import school_key
from auditor.model import Consent
from auditor.roll import Pupil, names_of
from auditor.store.engine import reading, writing
from auditor.store.rolls import OTHER_FORMS, OTHER_KEY, Import, forget_roll, kept_rolls, load_roll, replace_roll
from tests.build import NOW
from tests.rolls import SECRET, a_pupil

if TYPE_CHECKING:
    import pytest
    from sqlalchemy import Engine

SCHOOL = "oakfield-primary"
PUPILS = (
    a_pupil("Marigold", "Quillfeather", consent="yes"),
    a_pupil("Zofia", "Bracegirdle", protected=True, consent="no"),
    a_pupil("Oliver", "Hart"),
    a_pupil("Oliver", "King"),
    a_pupil("Oliver", "Quill"),
)


def an_import(*pupils: Pupil, school: str = SCHOOL) -> Import:
    return Import(
        at=NOW,
        by="it",
        pupils=len(pupils),
        with_surname=len(pupils),
        protected=sum(pupil.protected for pupil in pupils),
        consents={consent: sum(pupil.consent is consent for pupil in pupils) for consent in Consent},
        names=names_of(pupils, school_key(SECRET, school)),
    )


def keep(engine: Engine, *pupils: Pupil, school: str = SCHOOL) -> Import:
    roll = an_import(*pupils, school=school)
    with writing(engine) as session:
        replace_roll(session, school, SECRET, roll)
    return roll


def test_a_roll_comes_back_as_it_was_kept(engine: Engine) -> None:
    kept = keep(engine, *PUPILS)
    with reading(engine) as session:
        loaded = load_roll(session, SCHOOL, SECRET)
    (roll,) = loaded.rolls
    assert roll.names == kept.names
    assert {name.consent for name in roll.names.values()} == set(Consent)
    assert (
        {name.rare for name in roll.names.values()} == {name.protected for name in roll.names.values()} == {True, False}
    )
    assert not loaded.unusable


def test_a_second_import_takes_the_place_of_the_first(engine: Engine) -> None:
    keep(engine, *PUPILS)
    second = keep(engine, *PUPILS[:1])
    with reading(engine) as session:
        (told,) = kept_rolls(session, SECRET)
        (roll,) = load_roll(session, SCHOOL, SECRET).rolls
    assert roll.names == second.names
    assert (told.pupils, told.protected, dict(told.consents)) == (1, 0, {"yes": 1, "no": 0, "unknown": 0})
    assert (told.school, told.imported_at, told.imported_by, told.trouble) == (SCHOOL, NOW, "it", None)


def test_the_mark_changes_with_what_is_on_the_roll_and_with_nothing_else(engine: Engine) -> None:
    def mark() -> str:
        with reading(engine) as session:
            return load_roll(session, SCHOOL, SECRET).mark

    assert mark() == ""
    keep(engine, *PUPILS)
    first = mark()
    keep(engine, *PUPILS[::-1])
    assert mark() == first
    keep(engine, replace(PUPILS[0], protected=True), *PUPILS[1:])
    assert mark() != first


def test_the_same_name_at_two_schools_has_two_hashes(engine: Engine) -> None:
    first, second = keep(engine, *PUPILS), keep(engine, *PUPILS, school="elm-primary")
    assert first.names.keys().isdisjoint(second.names)


def test_under_another_key_it_is_of_no_use_and_says_so(engine: Engine) -> None:
    keep(engine, *PUPILS)
    with reading(engine) as session:
        loaded = load_roll(session, SCHOOL, b"z" * 32)
        assert (loaded.rolls, loaded.unusable) == ((), True)
        assert [roll.trouble for roll in kept_rolls(session, b"z" * 32)] == [OTHER_KEY]
        assert [roll.trouble for roll in kept_rolls(session, None)] == [None]


def test_a_roll_of_other_forms_is_of_no_use(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(engine, *PUPILS)
    monkeypatch.setattr(roll_forms, "VERSION", roll_forms.VERSION + 1)
    with reading(engine) as session:
        assert load_roll(session, SCHOOL, SECRET).unusable
        assert [roll.trouble for roll in kept_rolls(session, SECRET)] == [OTHER_FORMS]


def test_what_is_forgotten_is_gone(engine: Engine) -> None:
    keep(engine, *PUPILS)
    with writing(engine) as session:
        assert forget_roll(session, SCHOOL) is True
        assert forget_roll(session, SCHOOL) is False
    with reading(engine) as session:
        assert kept_rolls(session, SECRET) == []
        assert load_roll(session, SCHOOL, SECRET).rolls == ()


def test_a_database_from_before_has_no_rolls(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE roll"))
    with reading(engine) as session:
        assert kept_rolls(session, SECRET) == []
