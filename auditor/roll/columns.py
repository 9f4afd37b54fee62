"""Which column of a roll holds what: as `--map` says, else by the headings that management systems write."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.errors import Problems
from auditor.nearest import nearest
from auditor.roll import headings
from auditor.shown import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from auditor.roll.table import Row

ROLES = {
    "first": headings.FIRST,
    "last": headings.LAST,
    "name": headings.NAME,
    "preferred": headings.PREFERRED,
    "consent": headings.CONSENT,
    "protected": headings.PROTECTED,
}
"""What a column may hold: first names, surnames, whole names, what the child is called, consent, protection."""

NONE = "none"
"""Given for a role, says that no column holds it, whatever the headings look like."""

ROWS_ABOVE = 10  # a report may have a title or two above its headings
_PAIRS = re.compile(rf",(?=\s*(?:{'|'.join(ROLES)})\s*=)", re.IGNORECASE)  # a heading may hold a comma itself


@dataclass(frozen=True, slots=True)
class Given:
    """Headings by role, as a person gave them."""

    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def leaves_out(self, role: str) -> bool:
        """Tell whether the person said that no column holds this."""
        return self.headings.get(role) == (NONE,)

    def names(self, heading: str) -> bool:
        """Tell whether the person gave this heading for any role."""
        given = {_folded(one) for said in self.headings.values() for one in said if one != NONE}
        return _folded(heading) in given


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row each role's cells are, and under which headings."""

    width: int
    places: Mapping[str, tuple[int, ...]]
    headings: Mapping[str, tuple[str, ...]]

    def cells(self, row: Row, role: str) -> list[str]:
        """Return a row's filled cells of a role."""
        return [cell for place in self.places[role] if (cell := row.cells[place])]


def given_columns(told: Iterable[str]) -> Given:
    """Return what `--map` says: `first=Forename,last=Surname`, or several such; Problems where it is not so."""
    found: dict[str, tuple[str, ...]] = {}
    problems = []
    for pair in (pair for text in told for pair in _PAIRS.split(text)):
        role, equals, heading = (part.strip() for part in pair.partition("="))
        role = role.lower()
        if role not in ROLES:
            shown = plain(role) or "empty name"
            problems.append(f"--map knows no {shown}; it knows: {', '.join(ROLES)}.{nearest(role, ROLES)}")
        elif not equals or not heading:
            problems.append(f"--map {role} needs a column, such as: --map {role}=COLUMN")
        else:
            found[role] = (*found.get(role, ()), heading)
    both = [role for role, said in found.items() if NONE in said and len(said) > 1]
    problems += [f"--map gives {role} both as {NONE} and as a column." for role in both]
    if problems:
        raise Problems(problems)
    return Given(found)


def heading_row(rows: Sequence[Row], given: Given) -> tuple[int, int]:
    """Return how many known headings one of the first rows has, the most of all, and which it is; 0 where none does.

    Only such a row is ever shown to anybody: any other may hold a pupil's name. It has a heading that a person gave, or
    two known headings or more, one of them for names, or nothing but known headings.
    """
    best, place = 0, 0
    for at, row in enumerate(rows[:ROWS_ABOVE]):
        filled = [cell for cell in row.cells if cell]
        known = sum(headings.is_known(cell) or given.names(cell) for cell in filled)
        is_sure = known == len(filled) or (known > 1 and any(map(headings.is_for_names, filled)))
        if known > best and (is_sure or any(map(given.names, filled))):
            best, place = known, at
    return best, place


def choose_columns(row: Row, given: Given) -> Columns:
    """Return where everything is; Problems where a column is missing, stands twice, or must be decided by a person."""
    problems: list[str] = []
    places = {role: _places(row, role, given, problems) for role in ROLES}
    if places["first"] and places["last"] and "name" not in given.headings:
        places["name"] = ()
    problems += _missing(places)
    if not places["consent"] and not given.leaves_out("consent"):
        problems += _undecided(row)
    if problems:
        shown = ", ".join(plain(cell) for cell in row.cells if cell)
        raise Problems([*problems, f"The columns of the file (line {row.line}) are: {shown}."])
    taken = {role: tuple(row.cells[place] for place in found) for role, found in places.items()}
    return Columns(len(row.cells), places, taken)


def _places(row: Row, role: str, given: Given, problems: list[str]) -> tuple[int, ...]:
    """Return where a role's columns are; says what is wrong with those that a person named."""
    if role not in given.headings:
        return tuple(place for place, cell in enumerate(row.cells) if cell and headings.title_of(cell) in ROLES[role])
    if given.leaves_out(role):
        return ()
    found: list[int] = []
    for heading in given.headings[role]:
        here = [place for place, cell in enumerate(row.cells) if _folded(cell) == _folded(heading)]
        found += here[:1]
        if not here:
            near = nearest(heading, filter(None, row.cells))
            problems.append(f"The file has no column {plain(heading)} for {role}.{near}")
        elif len(here) > 1:
            problems.append(f"The file has {len(here)} columns {plain(heading)}: rename all but the one for {role}.")
    return tuple(found)


def _missing(places: Mapping[str, tuple[int, ...]]) -> list[str]:
    if places["name"]:
        return []
    lacking = [] if places["first"] or places["preferred"] else [("first", "first names")]
    lacking += [] if places["last"] else [("last", "surnames")]
    return [
        f"No column for {words} was found: give it with --map {role}=COLUMN, or whole names with --map name=COLUMN."
        for role, words in lacking
    ]


def _undecided(row: Row) -> list[str]:
    """Say which columns look like consents: whether one is about names is not guessed."""
    alike = [cell for cell in row.cells if cell and headings.may_be_consent(cell)]
    if not alike:
        return []
    shown = ", ".join(plain(cell) for cell in alike)
    ask = f"Which column says that the family agreed to its child's name being published? There is: {shown}."
    answer = f"Give it with --map consent=COLUMN, or say with --map consent={NONE} that none of them does."
    return [f"{ask} {answer} Consent to pictures is no consent to names."]


def _folded(heading: str) -> str:
    return " ".join(heading.casefold().split())
