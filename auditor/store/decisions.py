"""A person's decision on a finding, kept with its reason; and showing a text, which is recorded too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.errors import Problems
from auditor.model import Status
from auditor.store.repeats import judge_repeats_again
from auditor.store.tables import DecisionRow, EventRow, FindingRow, ItemRow

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from auditor.model import Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided. `until` ends a dismissal (that day still counts); `hold` keeps the text as evidence.

    `because` says of a dismissal, in one word, why.
    """

    decided: Status
    reason: str
    by: str
    os_user: str
    at: datetime
    until: date | None = None
    hold: bool = False
    because: Because | None = None


def decide(session: Session, finding_id: str, decision: Decision) -> FindingRow:
    """Record the decision and let it take effect; Problems where the finding or its state does not allow it."""
    row = known_finding(session, finding_id)
    row.status = decision.decided.value
    row.reviewed = True
    row.ended_because = None
    row.hold = row.hold or decision.hold
    if decision.decided is Status.CONFIRMED:
        row.waived_hash = row.waived_until = row.closed_at = None
    else:
        row.waived_hash, row.waived_until, row.closed_at = row.content_hash, decision.until, decision.at
    session.add(
        DecisionRow(
            finding_id=row.id,
            decided=decision.decided.value,
            because=decision.because.value if decision.because is not None else None,
            reason=decision.reason,
            until=decision.until,
            by=decision.by,
            os_user=decision.os_user,
            at=decision.at,
            content_hash=row.content_hash,
            spans=row.spans,
        )
    )
    session.add(
        EventRow(
            finding_id=row.id,
            at=decision.at,
            what=decision.decided.value,
            detail=decision.reason,
            by=decision.by,
            os_user=decision.os_user,
        )
    )
    judge_repeats_again(session, row)
    return row


def show_text(session: Session, finding_id: str, *, at: datetime, os_user: str) -> str | None:
    """Return the text of a finding's subject and record who looked; None where there is none (any more)."""
    row = known_finding(session, finding_id)
    item = session.get(ItemRow, row.item_id) if row.item_id is not None else None
    session.add(EventRow(finding_id=row.id, at=at, what="text_shown", os_user=os_user))
    return item.text if item is not None else None


def known_finding(session: Session, finding_id: str) -> FindingRow:
    """Return the finding of that id; Problems where there is none."""
    row = session.get(FindingRow, finding_id.strip().lower())
    if row is None:
        raise Problems([f"There is no finding {finding_id!r}; `auditor findings` lists those that stand open."])
    return row
