"""What `auditor roll` says of a roll: columns, counts and lengths, and never a name, masked or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.language.roll_forms import letters
from auditor.model import Consent
from auditor.moments import iso_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from auditor.roll import Pupil, ReadRoll
    from auditor.store.rolls import Import, KeptRoll
    from auditor.trust import School, Trust

LINES_SHOWN = 10
_CONSENTS = {Consent.YES: "yes", Consent.NO: "no", Consent.UNKNOWN: "not known"}


def told_of(read: ReadRoll, school: School, trust: Trust) -> Iterator[str]:
    """Yield what was read, for somebody who checks whether each column was understood."""
    yield f"The pupil roll of {school.name}: {_pupils(len(read.pupils))}."
    firsts = [name for pupil in read.pupils for name in (*pupil.firsts, *pupil.called)]
    surnames = [name for pupil in read.pupils for name in pupil.surnames]
    yield f"  first names: {_columns(read, 'first', 'preferred', 'name')}{_lengths(firsts)}"
    yield f"  surnames:    {_columns(read, 'last', 'name')}{_lengths(surnames)}"
    yield f"  consent:     {_columns(read, 'consent')}; {_consents(read.consents())}"
    yield f"  protected:   {_columns(read, 'protected')}; {_pupils(read.protected)}"
    alone = len(read.pupils) - read.with_surname
    rest = f"; {alone} {'has' if alone == 1 else 'have'} only one of them and can never be certain" if alone else ""
    if read.columns["consent"] and not _lets_consent_excuse(trust):
        yield f"The policy {trust.policy} lets no consent excuse a name, so consent changes nothing under it."
    yield f"{read.with_surname} of them have a first name and a surname{rest}."
    if read.passed_over:
        shown = ", ".join(map(str, read.passed_over[:LINES_SHOWN]))
        more = f" and {len(read.passed_over) - LINES_SHOWN} more" if len(read.passed_over) > LINES_SHOWN else ""
        yield f"Lines with a single cell were passed over, as a report's total is: {shown}{more}."


def warnings_about(read: ReadRoll, school: School, trust: Trust) -> Iterator[str]:
    """Yield what somebody should know before they rely on the roll."""
    known = _known_to(school)
    alike = [pupil for pupil in read.pupils if known & set(_full_names(pupil))]
    if alike:
        marked = sum(pupil.protected for pupil in alike)
        also = f", {marked} of them protected" if marked else ""
        yield (
            f"{_pupils(len(alike))} {'has' if len(alike) == 1 else 'have'} the very name of somebody or something in"
            f" [school.known]{also}: such a name is not flagged. Take it out of the register if the pupil matters more."
        )
    if _lets_consent_excuse(trust) and not read.columns["consent"]:
        yield (
            f"The policy {trust.policy} lets a family's consent excuse its child's name, and no column for it was read:"
            " every pupil's name is flagged. Give one with --map consent=COLUMN"
        )


def replaced(before: KeptRoll | None, roll: Import) -> Iterator[str]:
    """Yield what was stored, and what to do now."""
    instead = f", in place of the one of {_day(before)} with {_pupils(before.pupils)}" if before is not None else ""
    yield f"Stored as {len(roll.names):,} keyed hashes of forms of names{instead}."
    yield "The next audit judges again, by this roll, what texts are kept."
    yield "Delete the file now: the auditor does not need it any more, and it names every pupil."


def shown(rolls: Sequence[KeptRoll], trust: Trust) -> Iterator[str]:
    """Yield the schools with their rolls, and those without."""
    by_school = {roll.school: roll for roll in rolls}
    for school in trust.schools:
        roll = by_school.pop(school.id, None)
        if roll is None:
            yield f"{school.id}: no roll"
        else:
            yield from _about(roll)
    for roll in by_school.values():
        yield from _about(roll)
        yield f"  It is of no school on the register: auditor roll forget --school {roll.school}"


def as_json(roll: KeptRoll) -> dict[str, Any]:
    """Return a roll as `auditor roll show --json` prints it."""
    return {
        "school": roll.school,
        "imported_at": iso_utc(roll.imported_at),
        "imported_by": roll.imported_by,
        "pupils": roll.pupils,
        "with_surname": roll.with_surname,
        "protected": roll.protected,
        "consents": {consent.value: roll.consents.get(consent.value, 0) for consent in Consent},
        "usable": roll.trouble is None,
        "trouble": roll.trouble,
    }


def _about(roll: KeptRoll) -> Iterator[str]:
    counts = f"{_pupils(roll.pupils)} ({roll.with_surname} with a surname), {roll.protected} protected"
    consents = f"consent: {_consents(roll.consents)}"
    yield f"{roll.school}: {counts}; {consents}; imported on {_day(roll)} by {roll.imported_by}"
    if roll.trouble is not None:
        yield f"  It cannot be used, because {roll.trouble}: auditor roll import FILE --school {roll.school}"


def _columns(read: ReadRoll, *roles: str) -> str:
    taken = dict.fromkeys(heading for role in roles for heading in read.columns[role])
    return f"from {', '.join(taken)}" if taken else "no column"


def _lengths(names: Iterable[str]) -> str:
    """Return how long the names are: a column of dates or numbers by mistake would show."""
    sizes = [len(letters(name)) for name in names]
    return f"; {min(sizes)} to {max(sizes)} letters" if sizes else ""


def _consents(counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{word} {counts.get(consent, 0)}" for consent, word in _CONSENTS.items())


def _pupils(number: int) -> str:
    return f"{number} pupil{'' if number == 1 else 's'}"


def _day(roll: KeptRoll) -> str:
    return f"{roll.imported_at.day} {roll.imported_at:%B %Y}"


def _known_to(school: School) -> frozenset[str]:
    from auditor.language.known import known_letters

    return known_letters(school.known)


def _full_names(pupil: Pupil) -> Iterator[str]:
    for first in (*pupil.firsts, *pupil.called):
        for surname in pupil.surnames:
            yield letters(first) + letters(surname)


def _lets_consent_excuse(trust: Trust) -> bool:
    from auditor.policies import load_pack

    uses = (use for clause in load_pack(trust.policy).clauses for use in clause.uses)
    return any(use.options.get("consent_excuses", False) for use in uses)
