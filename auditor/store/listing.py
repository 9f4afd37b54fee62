"""Listing findings for people and machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, select

from auditor.model import STANDING, Severity
from auditor.moments import iso_utc
from auditor.store.tables import AccountRow, FindingRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

LOUDEST_FIRST = case({severity.value: -severity.rank for severity in Severity}, value=FindingRow.severity, else_=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which findings are wanted. No `statuses`: what stands open; `since` is about `first_seen`."""

    schools: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A finding with its account's label and platform (None for a school's week)."""

    row: FindingRow
    account: str | None
    platform: str | None


def list_findings(session: Session, wanted: Filter) -> list[Listed]:
    """Return findings, the loudest and then the newest first."""
    statuses = wanted.statuses or tuple(status.value for status in STANDING)
    query = (
        select(FindingRow, AccountRow.label, AccountRow.platform)
        .outerjoin(AccountRow, AccountRow.id == FindingRow.account_id)
        .where(FindingRow.status.in_(statuses))
        .order_by(LOUDEST_FIRST, FindingRow.first_seen.desc(), FindingRow.id)
    )
    if wanted.schools:
        query = query.where(FindingRow.school.in_(wanted.schools))
    if wanted.rules:
        query = query.where(FindingRow.rule.in_(wanted.rules))
    if wanted.since is not None:
        query = query.where(FindingRow.first_seen >= wanted.since)
    return [Listed(row=row, account=label, platform=platform) for row, label, platform in session.execute(query)]


def as_json(listed: Listed) -> dict[str, Any]:
    """Return a finding as `auditor findings --format json` shows it."""
    row = listed.row
    return {
        "id": row.id,
        "rule": row.rule,
        "severity": row.severity,
        "status": row.status,
        "school": row.school,
        "account": listed.account,
        "platform": listed.platform,
        "subject": {"kind": row.subject_kind, "id": row.subject_id, "url": row.url, "week": row.week},
        "spans": row.spans,
        "categories": row.categories,
        "confidence": row.confidence,
        "message": row.message,
        "why": row.why,
        "next_step": row.next_step,
        "ended_because": row.ended_because,
        "clauses": row.clauses,
        "first_seen": iso_utc(row.first_seen),
        "last_seen": iso_utc(row.last_seen),
    }
