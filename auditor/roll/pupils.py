"""From a file's rows to pupils: who has which names, whether the family agreed, whether the child is protected."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from auditor.errors import Problems
from auditor.language.roll_forms import clean_name, letters
from auditor.roll.answers import consent_in, protection_in, together
from auditor.roll.columns import choose_columns, heading_row
from auditor.roll.table import DELIMITERS, SAVE_AS_CSV, Unsound, delimiters_for, read_text, rows_of
from auditor.shown import plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.model import Consent
    from auditor.roll.columns import Columns, Given
    from auditor.roll.table import Row

_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SEVERAL = re.compile(r"[;/&]")
_LONGEST = 100
LINES_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """One pupil. `firsts` are the first names as registered, `called` what the child is called besides."""

    firsts: tuple[str, ...] = field(repr=False)
    called: tuple[str, ...] = field(repr=False)
    surnames: tuple[str, ...] = field(repr=False)
    consent: Consent
    protected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRoll:
    """A roll as it was read. `columns` holds the headings taken, by role; `passed_over` lines with one cell or none."""

    pupils: tuple[Pupil, ...] = field(repr=False)
    columns: Mapping[str, tuple[str, ...]]
    passed_over: tuple[int, ...]

    @property
    def with_surname(self) -> int:
        """Return how many pupils have a first name and a surname."""
        return sum(bool(pupil.surnames and (pupil.firsts or pupil.called)) for pupil in self.pupils)

    @property
    def protected(self) -> int:
        """Return how many pupils are marked as protected."""
        return sum(pupil.protected for pupil in self.pupils)

    def consents(self) -> Counter[Consent]:
        """Return how many families said what."""
        return Counter(pupil.consent for pupil in self.pupils)


def read_roll(path: Path, given: Given) -> ReadRoll:
    """Return the pupils of a file; Problems, by line numbers and never with a cell, where it cannot be understood."""
    rows, columns = _table(path, given)
    wrong = _Wrong(columns)
    pupils, passed_over = [], []
    for row in rows:
        pupil = _pupil(row, columns, wrong)
        if pupil is not None:
            pupils.append(pupil)
        else:
            passed_over.append(row.line)
    problems = wrong.problems()
    if not problems and not pupils:
        problems = [f"{plain(str(path))} has headings and no pupil below them."]
    if problems:
        raise Problems([*problems, "Nothing was stored."])
    return ReadRoll(pupils=tuple(pupils), columns=columns.headings, passed_over=tuple(passed_over))


def _table(path: Path, given: Given) -> tuple[list[Row], Columns]:
    """Return the rows below the headings, and which column holds what, under the delimiter that knows most headings."""
    text = read_text(path)
    most, below, head = 0, [], None
    unsound: Unsound | None = None
    for delimiter in delimiters_for(text):
        try:
            rows = list(rows_of(text, delimiter))
        except Unsound as error:
            unsound = unsound or error
            continue
        known, place = heading_row(rows, given)
        if known > most:
            most, below, head = known, rows[place + 1 :], rows[place]
    if head is None or (unsound is not None and _is_unparted(head)):
        raise Problems([_no_headings(plain(str(path)), unsound)])
    return below, choose_columns(head, given)


def _is_unparted(head: Row) -> bool:
    """Tell whether headings look like one because they are read under a delimiter that is not theirs."""
    return len(head.cells) == 1 and any(delimiter in head.cells[0] for delimiter in DELIMITERS)


def _no_headings(called: str, unsound: Unsound | None) -> str:
    if unsound is not None:
        where = f"a quotation mark is out of place in what begins on line {unsound.line}"
        return f"{called} is no sound CSV: {where}. {SAVE_AS_CSV}"
    wanted = "has among its first lines none of headings that could be understood, such as Forename and Surname"
    why = "What stands there is not shown, because it may be a name"
    return f"{called} {wanted}. {why}. If the headings are unusual, give them: --map first=COLUMN,last=COLUMN"


class _Wrong:
    """Gathers what cannot be understood, by kind and line."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._lines: dict[str, list[int]] = {}

    def say(self, sentence: str, line: int) -> None:
        """Note that a line has this wrong with it."""
        self._lines.setdefault(sentence, []).append(line)

    def said_of(self, role: str) -> str:
        """Return a role's columns as a sentence begins with them."""
        shown = " and ".join(plain(heading) for heading in self._columns.headings[role])
        return f"The column {shown}" if len(self._columns.places[role]) == 1 else f"One of the columns {shown}"

    def problems(self) -> list[str]:
        """Return one sentence a kind, with its lines."""
        return [f"{sentence} ({_lines(lines)})." for sentence, lines in self._lines.items()]


def _lines(lines: list[int]) -> str:
    shown = ", ".join(map(str, lines[:LINES_SHOWN]))
    more = f" and {len(lines) - LINES_SHOWN} more" if len(lines) > LINES_SHOWN else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {shown}{more}"


def _pupil(row: Row, columns: Columns, wrong: _Wrong) -> Pupil | None:
    """Return a row's pupil, None for a row that holds none, such as a total at the end."""
    if any(row.cells[columns.width :]):
        wrong.say("A row has more cells than there are headings, so it cannot be told what is what", row.line)
        return None
    if row.filled == 1 and columns.width > 1:
        return None
    whole = replace(row, cells=(*row.cells, *[""] * (columns.width - len(row.cells))))  # Excel leaves empty ends out
    firsts, called, surnames = _names(whole, columns, wrong)
    consent = _answered(whole, columns, wrong)
    protected = _protected(whole, columns, wrong)
    if not (firsts or called or surnames):
        wrong.say("A row has no name in it", row.line)
    return Pupil(firsts=firsts, called=called, surnames=surnames, consent=consent, protected=protected)


def _names(row: Row, columns: Columns, wrong: _Wrong) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return a row's first names, what the child is called besides, and its surnames."""
    firsts: list[str] = []
    called: list[str] = []
    surnames: list[str] = []
    for role in ("first", "last", "preferred", "name"):
        for cell in columns.cells(row, role):
            told = _BRACKETED.sub(" ", cell)
            if not _is_name(cell) or (role in {"first", "last"} and "," in cell):
                wrong.say(f"{wrong.said_of(role)} holds something that is no {_CALLED[role]}", row.line)
                continue
            called += _parts(" ; ".join(_BRACKETED.findall(cell)))
            if role == "name":
                _part_whole_name(told, firsts, surnames)
            else:
                names = {"first": firsts, "last": surnames, "preferred": called}[role]
                names += _parts(told.replace(",", ";"))
    return tuple(firsts), tuple(called), tuple(surnames)


_CALLED = {"first": "first name", "last": "surname", "preferred": "first name", "name": "name"}


def _is_name(cell: str) -> bool:
    """Tell whether a cell could be a name: letters, and nothing that a date, a number or an address has."""
    return bool(letters(cell)) and len(cell) <= _LONGEST and not re.search(r"[\d@_<>=|\\]", cell)


def _part_whole_name(cell: str, firsts: list[str], surnames: list[str]) -> None:
    """Part "Surname, Forename", or "Forename Surname": whatever follows the first word may then be the surname."""
    surname, comma, first = (part.strip() for part in clean_name(cell).partition(","))
    if not comma:
        first, _, surname = surname.partition(" ")
    firsts += _parts(first.replace(",", " "))
    surnames += _parts(surname)


def _parts(cell: str) -> list[str]:
    """Return the names that a cell holds, in plain spelling."""
    return [name for part in _SEVERAL.split(cell) if letters(name := clean_name(part))]


def _answered(row: Row, columns: Columns, wrong: _Wrong) -> Consent:
    answers = [consent_in(row.cells[place]) for place in columns.places["consent"]]
    if None in answers:
        said = "holds something that is neither yes nor no nor a word for not known"
        wrong.say(f"{wrong.said_of('consent')} {said}", row.line)
    return together([answer for answer in answers if answer is not None])


def _protected(row: Row, columns: Columns, wrong: _Wrong) -> bool:
    answers = [protection_in(row.cells[place]) for place in columns.places["protected"]]
    if None in answers:
        wrong.say(f"{wrong.said_of('protected')} holds something that is neither yes nor no", row.line)
    return any(answers)
