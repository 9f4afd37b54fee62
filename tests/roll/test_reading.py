"""Exports as SIMS, Arbor and Bromcom write them, and files that are something else: read, or refused in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.errors import Problems
from auditor.model import Consent
from auditor.roll import ReadRoll, given_columns, read_roll
from tests.rolls import a_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIMS = (
    '"Surname","Forename","Legal Surname","Preferred Forename","Year","Reg","UPN","In Care","Names - Parental Consent"',
    '"Quillfeather","Marigold","Quillfeather","Goldie","Year 4","4B","X820200001001","F","Yes"',
    '"O\'Grimble","Tobias","O\'Grimble-Hart","","Year 4","4B","X820200001002","T","No"',
    '"Bracegirdle","Zofia","Bracegirdle","","Year 3","3A","X820200001003","","Not returned"',
)
ARBOR = (
    "Student ID,Legal first name,Legal last name,Preferred first name,Preferred last name,Looked after?,Name consent",
    "1021,Marigold,Quillfeather,Goldie,Quillfeather,No,Consented",
    "1022,Tobias,O\u2019Grimble,Tobias,Hart,Currently looked after,Declined",
    "1023,Zofia,Bracegirdle,Zofia,Bracegirdle,,Pending",
)
BROMCOM = (
    "Pupil List for Autumn Term",
    "",
    "Student Name;Tutor Group;Adopted from Care;Consent to be Named",
    "Quillfeather, Marigold (Goldie);4B;;Granted",
    "O'Grimble, Tobias;4B;Y;Refused",
    "Bracegirdle, Zofia;3A;N;",
    "3 pupils",
)


def read(path: Path, *mapping: str) -> ReadRoll:
    return read_roll(path, given_columns(mapping))


def problems_of(path: Path, *mapping: str) -> str:
    with pytest.raises(Problems) as told:
        read(path, *mapping)
    return " ".join(told.value.problems)


@pytest.mark.parametrize(
    ("lines", "mapping", "encoding"),
    [
        (SIMS, ("consent=Names - Parental Consent",), "cp1252"),
        (ARBOR, (), "utf-8-sig"),
        (BROMCOM, (), "utf-8"),
        (BROMCOM, (), "utf-16"),
    ],
    ids=["SIMS", "Arbor", "Bromcom", "Excel's Unicode text"],
)
def test_the_exports_of_three_systems_are_read(
    lines: tuple[str, ...], mapping: tuple[str, ...], encoding: str, tmp_path: Path
) -> None:
    roll = read(a_csv(tmp_path, *lines, encoding=encoding), *mapping)
    marigold, tobias, zofia = roll.pupils
    assert {*marigold.firsts, *marigold.called} == {"Marigold", "Goldie"}
    assert set(marigold.surnames) == {"Quillfeather"}
    assert "O'Grimble" in {name.replace("\u2019", "'") for name in tobias.surnames}
    assert [pupil.consent for pupil in roll.pupils] == [Consent.YES, Consent.NO, Consent.UNKNOWN]
    assert [pupil.protected for pupil in roll.pupils] == [False, True, False]
    assert zofia.surnames
    assert (roll.with_surname, roll.protected) == (3, 1)


def test_a_reports_total_is_passed_over_and_said(tmp_path: Path) -> None:
    assert read(a_csv(tmp_path, *BROMCOM)).passed_over == (7,)


def test_both_a_legal_and_a_preferred_surname_count(tmp_path: Path) -> None:
    assert set(read(a_csv(tmp_path, *ARBOR)).pupils[1].surnames) == {"O\u2019Grimble", "Hart"}


@pytest.mark.parametrize(
    ("cell", "first", "surname"),
    [
        ("Quillfeather, Marigold", "Marigold", "Quillfeather"),
        ("Marigold Quillfeather", "Marigold", "Quillfeather"),
        ("van der Quill, Marigold Rose", "Marigold Rose", "van der Quill"),
        ("Marigold", "Marigold", None),
    ],
)
def test_whole_names_are_parted(cell: str, first: str, surname: str | None, tmp_path: Path) -> None:
    (pupil,) = read(a_csv(tmp_path, "Name,Reg", f'"{cell}",4B')).pupils
    assert pupil.firsts == (first,)
    assert pupil.surnames == ((surname,) if surname else ())


def test_columns_of_any_name_are_taken_by_the_mapping(tmp_path: Path) -> None:
    file = a_csv(tmp_path, "Kid,Clan,Nick,May we,Watch", "Marigold,Quillfeather,Goldie / Mari,Yes,No")
    (pupil,) = read(file, "first=Kid,last=Clan,preferred=nick", "consent=May we,protected=Watch").pupils
    assert (pupil.firsts, pupil.surnames, pupil.called) == (("Marigold",), ("Quillfeather",), ("Goldie", "Mari"))
    assert pupil.consent is Consent.YES


def test_one_heading_that_a_person_gives_is_enough(tmp_path: Path) -> None:
    (pupil,) = read(a_csv(tmp_path, "Kid,Grp,Tut", "Marigold Quillfeather,4B,x"), "name=kid").pupils
    assert pupil.surnames == ("Quillfeather",)


def test_a_heading_may_hold_a_comma(tmp_path: Path) -> None:
    file = a_csv(tmp_path, '"Surname, Forename",House', '"Quillfeather, Marigold",Ash')
    (pupil,) = read(file, "name=Surname, Forename,protected=none").pupils
    assert pupil.surnames == ("Quillfeather",)


def test_several_consents_are_one_agreement_only_where_all_agree(tmp_path: Path) -> None:
    lines = ("Forename,Surname,X,Facebook", "Ada,Quill,Yes,Yes", "Bo,Quill,Yes,", "Cy,Quill,Yes,No", "Di,Quill,,")
    roll = read(a_csv(tmp_path, *lines), "consent=X,consent=Facebook")
    assert [pupil.consent.value for pupil in roll.pupils] == ["yes", "unknown", "no", "unknown"]


def test_a_file_without_consents_knows_none(tmp_path: Path) -> None:
    roll = read(a_csv(tmp_path, "Forename,Surname", "Ada,Quill"))
    assert roll.consents() == {Consent.UNKNOWN: 1}


def test_rows_that_excel_cut_short_are_whole(tmp_path: Path) -> None:
    roll = read(a_csv(tmp_path, "Forename,Surname,Adopted,Notes", "Ada,Quill,Yes", "Bo,Quill"))
    assert [pupil.protected for pupil in roll.pupils] == [True, False]


@pytest.mark.parametrize("answer", ["Yes", "y", "TRUE", "1", "✓", "Granted", "consent given", "Consented"])
def test_yes_in_any_words(answer: str, tmp_path: Path) -> None:
    roll = read(a_csv(tmp_path, "Forename,Surname,OK", f"Ada,Quill,{answer}"), "consent=OK")
    assert roll.pupils[0].consent is Consent.YES


@pytest.mark.parametrize(
    "answer", ["LAC", "Looked After", "Adopted", "in refuge", "Yes", "T", "Previously looked-after"]
)
def test_protected_in_any_words(answer: str, tmp_path: Path) -> None:
    assert read(a_csv(tmp_path, "Forename,Surname,Flag", f"Ada,Quill,{answer}"), "protected=Flag").protected == 1


GOOD = "Marigold,Quillfeather,Yes"
HEAD = "Forename,Surname,Consented to be named"

REFUSED: list[tuple[tuple[str, ...], tuple[str, ...], str]] = [
    ((HEAD, GOOD), (), "Give it with --map consent=COLUMN"),
    ((HEAD, GOOD), ("consent=Consentt",), "no column Consentt for consent"),
    ((HEAD, GOOD), ("first=Forname",), "no column Forname for first. Did you mean Forename?"),
    ((HEAD, GOOD), ("frist=Forename",), "--map knows no frist; it knows: first, last, name"),
    ((HEAD, GOOD), ("first",), "--map first needs a column"),
    ((HEAD, GOOD), ("consent=none,consent=Reg",), "gives consent both as none and as a column"),
    (("Forename,Reg,UPN", "Marigold,4B,X1"), (), "No column for surnames was found"),
    (("Surname,Reg,UPN", "Quillfeather,4B,X1"), (), "No column for first names was found"),
    (("Forename,Surname,Surname", "a,b,c"), ("last=Surname",), "2 columns Surname"),
    ((HEAD, GOOD, "Zofia,Bracegirdle,purple"), ("consent=Consented to be named",), "neither yes nor no nor a word"),
    ((HEAD, GOOD, "Zofia,Bracegirdle,purple"), ("consent=none,protected=Consented to be named",), "neither yes nor no"),
    ((HEAD, "Marigold,12/04/2017,Yes"), ("consent=none",), "The column Surname holds something that is no surname"),
    (("Forename,Surname", '"Quillfeather, Marigold",x'), (), "The column Forename holds something that is no first"),
    ((HEAD, "Marigold,Quill,feather,Yes"), ("consent=none",), "more cells than there are headings"),
    ((HEAD, ",,Yes", "x,,"), ("consent=none",), "no pupil below them"),
    ((HEAD, ",-,Yes"), ("consent=none",), "no surname"),
    ((HEAD,), ("consent=none",), "headings and no pupil"),
    (("Marigold,Quillfeather,4B", "Zofia,Bracegirdle,3A"), (), "none of headings that could be understood"),
    (("Quillfeather,Marigold,Pupil,Adopted,Consent given",), (), "none of headings that could be understood"),
    (("Quillfeather,Marigold,none,LAC",), ("consent=none",), "none of headings that could be understood"),
    (("Forename,Surname", '"Marigold,Quillfeather', "Zofia,Bracegirdle"), (), "begins on line 2"),
    (("Forename,Surname", 'Marigold,"Quill"feather'), (), "begins on line 2"),
    ((), (), "none of headings"),
]


@pytest.mark.parametrize(("lines", "mapping", "said"), REFUSED)
def test_what_cannot_be_understood_is_refused_without_a_name(
    lines: tuple[str, ...], mapping: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    told = problems_of(a_csv(tmp_path, *lines), *mapping)
    assert said in told
    assert not any(name in told for name in ("Marigold", "Quill", "Zofia", "Bracegirdle", "purple"))


def test_lines_are_counted_as_the_file_has_them(tmp_path: Path) -> None:
    lines = ("Forename,Surname,OK", '"Ada\r\nRose",Quill,Yes', "", "Bo,Quill,perhaps", "Cy,Quill,sometimes")
    assert "(lines 5, 6)" in problems_of(a_csv(tmp_path, *lines), "consent=OK")


def test_every_kind_of_problem_is_told_at_once(tmp_path: Path) -> None:
    rows = [f"Ada,Quill,perhaps,{mark}" for mark in ["maybe", *["no"] * 20]]
    told = problems_of(a_csv(tmp_path, "Forename,Surname,OK,Care", *rows), "consent=OK", "protected=Care")
    assert "(lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 11 more)" in told
    assert "(line 2)" in told
    assert told.endswith("Nothing was stored.")


def a_file(content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / "pupils.csv").write_bytes(content)
        return folder / "pupils.csv"

    return write


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (a_file(b"PK\x03\x04rest"), "is a workbook, not a CSV"),
        (a_file(b"Forename,Surname\r\nAda\x81,Quill\r\n"), "no text in UTF-8 or Windows-1252"),
        (a_file(b"Forename,Sur\0name\r\n"), "no text in UTF-8"),
        (a_file(b"Forename,Surname\n" + b"a" * 20_000_000), "larger than any school's roll"),
        (a_file(b"Forename,Surname\n" + b"a" * 200_000), "no sound CSV"),
        (lambda folder: folder / "none.csv", "There is no file"),
        (lambda folder: folder, "cannot be read"),
    ],
)
def test_what_is_no_csv_is_said_in_a_sentence(place: Callable[[Path], Path], said: str, tmp_path: Path) -> None:
    assert said in problems_of(place(tmp_path))


def test_nothing_that_is_read_shows_in_a_repr(tmp_path: Path) -> None:
    roll = read(a_csv(tmp_path, *ARBOR))
    shown = repr(roll) + repr(roll.pupils) + repr(roll.pupils[0])
    assert not any(name in shown for name in ("Marigold", "Quill", "Goldie", "Tobias", "Grimble"))
