"""What changed since the week began, and which of it is hidden but still there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from auditor.model import Status
from auditor.report import wording
from auditor.report.audience import Audience, audience_of, school_name
from auditor.report.rendering import safe_url
from auditor.store.findings import HIDDEN
from auditor.store.tables import EventRow, FindingRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from auditor.report.things import Scope

CHANGES = ("new", "reopened", "resolved", "gone", "dismissed")


WORDS = {
    "new": "new",
    "reopened": "open again",
    "resolved": "no longer found",
    "hidden": "hidden, not removed",
    "gone": "gone from the network",
    "dismissed": "dismissed by a person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A finding that ended because what it is about was hidden: its author and their friends may still see it."""

    id: str
    school: str
    message: str
    last_seen: str
    url: str


def changes_since(session: Session, scope: Scope) -> tuple[Mapping[str, int], Sequence[Hidden]]:
    """Return how many findings were new, put right, gone or dismissed since the week began, and the hidden ones.

    `resolved` leaves the hidden ones out, which are counted under `hidden`.
    """
    query = (
        select(EventRow.what, FindingRow)
        .join(FindingRow, FindingRow.id == EventRow.finding_id)
        .where(
            EventRow.at >= scope.since,
            EventRow.at <= scope.now,
            EventRow.what.in_(CHANGES),
            FindingRow.school.in_([school.id for school in scope.schools]),
        )
        .order_by(EventRow.at, FindingRow.id)
    )
    changes: dict[str, set[str]] = {what: set() for what in (*CHANGES, "hidden")}
    hidden: dict[str, Hidden] = {}
    for what, row in session.execute(query):
        if audience_of(row, scope.trust) is not Audience.REPORT:
            continue
        if what == "resolved" and _is_hidden(row):
            changes["hidden"].add(row.id)
            hidden[row.id] = _hidden(row, scope)
        else:
            changes[what].add(row.id)
    return {what: len(ids) for what, ids in changes.items()}, tuple(hidden.values())


def change_words(changes: Mapping[str, int]) -> str:
    """Return what changed, as the end of a sentence: `2 new; 1 hidden, not removed`."""
    told = [f"{changes[what]} {words}" for what, words in WORDS.items() if changes.get(what)]
    return "; ".join(told) or "nothing new, nothing ended"


def _is_hidden(row: FindingRow) -> bool:
    return row.status == Status.RESOLVED and row.ended_because == HIDDEN


def _hidden(row: FindingRow, scope: Scope) -> Hidden:
    return Hidden(
        id=row.id,
        school=school_name(scope.trust, row.school),
        message=row.message,
        last_seen=wording.at_time(row.last_seen, ZoneInfo(scope.trust.time_zone)),
        url=safe_url(row.url),
    )
