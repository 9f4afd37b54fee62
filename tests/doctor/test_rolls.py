"""Pupil rolls, as `doctor` tells of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from auditor.doctor.rolls import check_rolls
from auditor.keys import key_for
from auditor.language.roll_forms import school_key
from auditor.model import Consent
from auditor.register import from_text
from auditor.roll import names_of
from auditor.settings import load_settings
from auditor.store.engine import migrate, open_engine, writing
from auditor.store.rolls import Import, replace_roll
from tests.cli.shell import KEY
from tests.registers import SOUND
from tests.rolls import a_pupil

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.doctor import Check

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ELM = '[[school]]\nid = "elm-primary"\nname = "Elm Primary School"\n'


def imported(folder: Path, school: str = "oakfield-primary", *, at: datetime = NOW, secret: str = KEY) -> None:
    settings = load_settings({"AUDITOR_SECRET_KEY": secret}, folder)
    engine = open_engine(settings.database_url())
    migrate(engine)
    key = key_for(secret, "roll")
    names = names_of([a_pupil("Marigold", "Quillfeather", protected=True)], school_key(key, school))
    counts = {Consent.UNKNOWN: 1}
    roll = Import(at=at, by="it", pupils=1, with_surname=1, protected=1, consents=counts, names=names)
    with writing(engine) as session:
        replace_roll(session, school, key, roll)
    engine.dispose()


def checks(folder: Path, register: str = SOUND) -> list[Check]:
    return list(check_rolls(load_settings({"AUDITOR_SECRET_KEY": KEY}, folder), from_text(register), NOW))


def test_where_no_school_has_a_roll_nothing_is_said(tmp_path: Path) -> None:
    assert checks(tmp_path) == []
    imported(tmp_path)
    assert checks(tmp_path) != []


def test_a_roll_is_told_by_its_counts_and_schools_without_one_are_named(tmp_path: Path) -> None:
    imported(tmp_path)
    (check,) = checks(tmp_path, SOUND + ELM)
    assert check.status == "ok"
    assert check.message == ("1 of 2 schools, 1 pupils, 1 of them protected. None that can be used: elm-primary.")


def test_a_roll_of_another_key_must_be_imported_again(tmp_path: Path) -> None:
    imported(tmp_path, secret=KEY[::-1])
    (check,) = checks(tmp_path)
    assert check.status == "failed"
    assert "under another AUDITOR_SECRET_KEY" in check.message
    assert check.what_to_do == "Import it again: auditor roll import FILE --school oakfield-primary"


@pytest.mark.parametrize(("days", "status"), [(364, "ok"), (366, "warning")])
def test_a_roll_of_last_year_is_a_warning(days: int, status: str, tmp_path: Path) -> None:
    imported(tmp_path, at=NOW - timedelta(days=days))
    assert checks(tmp_path)[0].status == status


def test_a_roll_of_a_school_that_is_gone_is_to_be_forgotten(tmp_path: Path) -> None:
    imported(tmp_path, "old-school")
    (check,) = checks(tmp_path)
    assert (check.status, check.what_to_do) == ("warning", "Delete it: auditor roll forget --school old-school")


def test_a_database_that_cannot_be_read_is_another_checks_matter(tmp_path: Path) -> None:
    home = tmp_path / "auditor-data"
    home.mkdir(mode=0o700)
    (home / "auditor.db").write_bytes(b"no database at all, but long enough to be looked at by somebody" * 20)
    assert checks(tmp_path) == []
