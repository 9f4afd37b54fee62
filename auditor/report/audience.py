"""Who hears of a finding, and whether it is told at once (INTERFACE, "Telling")."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from auditor.model import STANDING, Finding, Severity, SubjectRef
from auditor.rules.lanes import lane_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.store.tables import FindingRow
    from auditor.trust import School, Trust


class Audience(StrEnum):
    """A list of recipients."""

    SAFEGUARDING = "safeguarding"
    REPORT = "report"
    ALLEGATIONS = "allegations"


AT_ANY_SEVERITY = frozenset({"contact_request", "self_harm_concern", "bullying_of_pupil"})
COMMENTS = "inappropriate-comment"


def audience_of(finding: FindingRow, trust: Trust) -> Audience:
    """Return the list that hears of a finding: the category decides, and urgency.

    Where the trust names nobody for allegations, one goes where it would go if it were none.
    """
    if finding.lane == Audience.ALLEGATIONS:
        return Audience(lane_of(_as_finding(finding), allegations=bool(trust.recipients.allegations)))
    if finding.severity == Severity.URGENT or finding.lane == Audience.SAFEGUARDING:
        return Audience.SAFEGUARDING
    return Audience.REPORT


def _as_finding(row: FindingRow) -> Finding:
    return Finding(
        rule=row.rule,
        severity=Severity(row.severity),
        school=row.school,
        account=None,
        subject=SubjectRef(kind=row.subject_kind, id=row.subject_id, key=row.subject_key),
        message=row.message,
        why=row.why,
        next_step=row.next_step,
        categories=tuple(row.categories),
    )


def is_told_at_once(finding: FindingRow, audience: Audience) -> bool:
    """Return whether an alert tells it: it stands, was not told since it was opened last, and is loud enough."""
    rank = Severity(finding.severity).rank
    if finding.told or finding.status not in STANDING or (finding.counted_per and rank <= Severity.LOW.rank):
        return False
    if audience is Audience.ALLEGATIONS:  # this list gets no weekly report in which something could wait
        return rank > Severity.INFO.rank
    if audience is Audience.SAFEGUARDING:
        return rank > Severity.LOW.rank or bool(AT_ANY_SEVERITY & set(finding.categories))
    return rank >= (Severity.MEDIUM if finding.rule == COMMENTS else Severity.HIGH).rank


def loudest_first(findings: Iterable[FindingRow]) -> list[FindingRow]:
    """Return findings by severity, then school, then age."""
    return sorted(findings, key=lambda row: (-Severity(row.severity).rank, row.school, row.first_seen, row.id))


def recipients_of(trust: Trust, school_id: str, audience: Audience) -> Sequence[str]:
    """Return who hears of that school on that list."""
    if audience is Audience.ALLEGATIONS:
        return trust.recipients.allegations
    school = school_of(trust, school_id)
    if audience is Audience.SAFEGUARDING:
        return (*trust.recipients.safeguarding, *(school.recipients.safeguarding if school else ()))
    return (school.recipients.report if school else ()) or trust.recipients.report


def hears(trust: Trust, school_id: str, audience: Audience, address: str) -> bool:
    """Return whether an address is among those who hear of that school on that list."""
    return address.lower() in {known.lower() for known in recipients_of(trust, school_id, audience)}


def per_recipient(
    trust: Trust, findings: Iterable[FindingRow], audience: Audience
) -> Iterator[tuple[str, list[FindingRow]]]:
    """Yield each recipient once, however often the register names the address, with what that person is told."""
    told: dict[str, tuple[str, list[FindingRow]]] = {}
    for finding in findings:
        once = {address.lower(): address for address in recipients_of(trust, finding.school, audience)}
        for folded, address in once.items():
            told.setdefault(folded, (address, []))[1].append(finding)
    yield from told.values()


def school_of(trust: Trust, school_id: str) -> School | None:
    """Return a school, None where the register has it no longer."""
    return next((school for school in trust.schools if school.id == school_id), None)


def school_name(trust: Trust, school_id: str) -> str:
    """Return a school's name, its id where the register has it no longer."""
    school = school_of(trust, school_id)
    return school.name if school else school_id
