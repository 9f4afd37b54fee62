"""Who hears of a finding: the category decides (INTERFACE, "Telling"); how loudly is the severity's matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from auditor.model import Severity
from auditor.rules.categories import CATEGORIES, UNKNOWN

if TYPE_CHECKING:
    from auditor.model import Finding

Lane = Literal["safeguarding", "report", "allegations"]


def lane_of(finding: Finding, *, allegations: bool = True) -> Lane:
    """Return who hears of a finding: `safeguarding`, `report` or `allegations`.

    `allegations` tells whether the trust names somebody who hears of harm or misconduct by staff. Where it does, such
    a finding goes there alone; where it does not, it goes where it would go otherwise.
    """
    lanes = {CATEGORIES.get(category, UNKNOWN).lane for category in finding.categories}
    if allegations and "allegations" in lanes:
        return "allegations"
    if finding.severity is Severity.URGENT or "safeguarding" in lanes or _exposes_child(finding):
        return "safeguarding"
    return "report"


def _exposes_child(finding: Finding) -> bool:
    """Tell whether a comment gives away a child's personal information, beyond a first name alone."""
    return "personal_data" in finding.categories and finding.severity.rank > Severity.LOW.rank and finding.about_child
