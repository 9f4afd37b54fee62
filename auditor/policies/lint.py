"""What is wrong with a policy itself: its dates, the laws and networks it names, what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.policies.changes import CHARACTERISTICS, GONE, MISDATED, MISSING, RENAMED, SUPERSEDED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from auditor.policies.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One thing to mend in a policy. `problem` is its kind, `clause` the clause's id or None for the whole policy."""

    problem: str
    clause: str | None
    message: str


def lint(pack: Pack, today: date) -> list[Flaw]:
    """Return what is wrong with a policy on a day, as far as the pack's data tells."""
    return [*_dates(pack, today), *_laws(pack), *_networks(pack), *_characteristics(pack), *_gaps(pack)]


def _dates(pack: Pack, today: date) -> Iterator[Flaw]:
    if pack.next_review is None:
        said = "The policy names no date for its next review; set one, and say who reviews it."
        yield Flaw(problem="no-review-date", clause=None, message=said)
    elif pack.next_review < today:
        said = f"The policy was to be reviewed by {_day(pack.next_review)}; review it, and put in the new date."
        yield Flaw(problem="review-overdue", clause=None, message=said)


def _laws(pack: Pack) -> Iterator[Flaw]:
    named = {law: clause.clause for clause in pack.clauses for law in clause.laws}
    for law, clause in named.items():
        if law in SUPERSEDED:
            yield Flaw(problem="law-superseded", clause=clause, message=f"The {law} {SUPERSEDED[law]}.")
        if law in MISDATED:
            said = f"There is no {law}; the act is the {MISDATED[law]}."
            yield Flaw(problem="law-misdated", clause=clause, message=said)
    for missing in MISSING:
        beside = next((clause for law, clause in named.items() if law in missing.beside), None)
        if beside is not None and missing.law not in named:
            said = f"The {missing.law} is missing: {missing.why}."
            yield Flaw(problem="law-missing", clause=beside, message=said)


def _networks(pack: Pack) -> Iterator[Flaw]:
    for clause in pack.clauses:
        for network in clause.networks:
            if network in GONE:
                said = f"{network} {GONE[network]}; leave it out."
                yield Flaw(problem="network-gone", clause=clause.clause, message=said)
            if network in RENAMED:
                said = f"{network} is called {RENAMED[network]} now; name it so."
                yield Flaw(problem="network-renamed", clause=clause.clause, message=said)


def _characteristics(pack: Pack) -> Iterator[Flaw]:
    for clause in pack.clauses:
        missing = [name for name in CHARACTERISTICS if name not in clause.characteristics]
        if clause.characteristics and missing:
            said = f"The list leaves out {', '.join(missing)}, which the Equality Act 2010 protects too."
            yield Flaw(problem="characteristic-missing", clause=clause.clause, message=said)


def _gaps(pack: Pack) -> Iterator[Flaw]:
    kept = [clause for clause in pack.clauses if clause.retention_days is not None]
    if not any(clause.retention_days for clause in kept):
        said = "The policy does not say after how many days or months what is kept is deleted; give a number."
        yield Flaw(problem="no-retention", clause=kept[0].clause if kept else None, message=said)
    if not any(clause.route for clause in pack.clauses):
        said = "The policy does not say to whom a breach or a worry is reported; name the role."
        yield Flaw(problem="no-route", clause=None, message=said)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
