"""The life of a finding: new, still open, resolved by itself, reopened, gone, or settled by a person.

A finding's id is made from its fingerprint (rule, account, subject), so the same thing found again is the same
finding, on every run and every machine.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from auditor.model import PROTECTED, STANDING, Severity, Status
from auditor.store.tables import AccountRow, EventRow, FindingRow, ItemRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from auditor.model import Finding
    from auditor.store.tables import RunRow

HIDDEN = "hidden, not removed"
NOT_FOUND_AGAIN = "no longer found"


@dataclass(slots=True, kw_only=True)
class Changes:
    """What one run changed: findings that are new (or open again), and those that ended."""

    new: list[FindingRow] = field(default_factory=list)
    ended: list[FindingRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What recording a school's findings needs: the run, its day in the trust's zone, who hears of a finding."""

    run: RunRow
    now: datetime
    today: date
    lane_of: Callable[[Finding], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding with the row it is about. `content` is what a person's decision holds for."""

    finding: Finding
    item: ItemRow | None
    account: AccountRow | None
    content: str


def finding_id(finding: Finding, account: AccountRow | None) -> str:
    """Return the id made from the fingerprint: ten characters, the same for ever."""
    place = f"{account.platform}:{account.native_id or account.label}" if account is not None else finding.school
    subject = finding.subject
    key = subject.kind if subject.kind == "account" else subject.key
    parts = (finding.rule, place, subject.kind, key, subject.week or "")
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return "f" + base64.b32encode(digest).decode().lower()[:11]


def record_found(session: Session, found: Iterable[Found], record: Record, changes: Changes) -> set[str]:
    """Write findings; return the ids of all that were found."""
    ids = set()
    for one in found:
        identity = finding_id(one.finding, one.account)
        ids.add(identity)
        row = session.get(FindingRow, identity)
        if row is None:
            _enter(session, identity, one, record, changes)
        else:
            _find_again(session, row, one, record, changes)
    return ids


def _enter(session: Session, identity: str, one: Found, record: Record, changes: Changes) -> None:
    if _is_hidden(one) and one.finding.severity is not Severity.URGENT:
        return
    row = FindingRow(id=identity, first_seen=record.now, status=Status.OPEN.value, opened_in=record.run.id, hold=False)
    _describe(row, one, record)
    row.told = row.reviewed = False
    session.add(row)
    session.flush()
    _note(session, row, record.now, "new", run=record.run)
    changes.new.append(row)


def _find_again(session: Session, row: FindingRow, one: Found, record: Record, changes: Changes) -> None:
    if _is_hidden(one):
        if row.status in STANDING:
            _end(session, row, Status.RESOLVED, HIDDEN, record, changes)
        return
    louder = one.finding.severity.rank > Severity(row.severity).rank
    newly_protected = PROTECTED in one.finding.categories and PROTECTED not in row.categories
    same_content = row.content_hash == one.content
    _describe(row, one, record)
    if row.status in STANDING:
        row.told = row.told and not louder
        row.reviewed = row.reviewed and not newly_protected
        return
    waived = row.waived_hash == one.content and (row.waived_until is None or record.today <= row.waived_until)
    if waived and not newly_protected:  # a "no" that was said of any child's name was not said of this one's
        return
    row.status, row.opened_in, row.closed_at, row.ended_because = Status.OPEN.value, record.run.id, None, None
    row.waived_hash = row.waived_until = None
    row.told = row.reviewed = False
    detail = "it stands again" if same_content else "its text or pictures have changed"
    if newly_protected:
        detail = "the pupil roll marks the child as protected"
    _note(session, row, record.now, "reopened", detail, run=record.run)
    changes.new.append(row)


def _is_hidden(one: Found) -> bool:
    return one.item is not None and bool(one.item.hidden)


def _describe(row: FindingRow, one: Found, record: Record) -> None:
    finding = one.finding
    row.rule, row.severity, row.school = finding.rule, finding.severity.value, finding.school
    row.account_id = one.account.id if one.account is not None else None
    row.item_id = one.item.id if one.item is not None else None
    row.subject_kind, row.subject_id, row.subject_key = finding.subject.kind, finding.subject.id, finding.subject.key
    row.url, row.week = finding.subject.url, finding.subject.week
    row.spans = [list(span) for span in finding.spans]
    row.categories = list(finding.categories)
    row.confidence = round(finding.confidence, 4)
    row.message, row.why, row.next_step = finding.message, finding.why, finding.next_step
    row.clauses = [{"pack": clause.pack, "clause": clause.clause} for clause in finding.clauses]
    row.counted_per = finding.counted_per
    row.content_hash = one.content
    row.lane = record.lane_of(finding)
    row.last_seen = record.now


def resolve_missing(
    session: Session, judged: Sequence[FindingRow], found: set[str], record: Record, changes: Changes
) -> None:
    """End the findings on judged subjects that were not found again; a person's "no" on them has done its work."""
    for row in judged:
        if row.id in found:
            continue
        row.waived_hash = row.waived_until = None
        if row.status in STANDING:
            _end(session, row, Status.RESOLVED, NOT_FOUND_AGAIN, record, changes)


def end_gone(session: Session, items: Sequence[int], record: Record, changes: Changes) -> None:
    """End the standing findings on items that vanished."""
    for row in findings_on(session, items):
        item = session.get(ItemRow, row.item_id)
        if item is not None and row.status in STANDING:
            _end(session, row, Status.GONE, f"no longer there: {item.gone_evidence}", record, changes)


def judge_again_where_no_ran_out(session: Session, today: date) -> None:
    """Have items judged again on which a person's "no" was good until a day that has passed."""
    over = select(FindingRow.item_id).where(FindingRow.waived_until < today, FindingRow.item_id.is_not(None))
    session.execute(
        update(ItemRow).where(ItemRow.id.in_(over)).values(judged_by=None).execution_options(synchronize_session=False)
    )


def mark_seen(session: Session, now: datetime) -> None:
    """Move `last_seen` of what stands on items that this run saw unhidden, whether or not they were judged again."""
    seen = select(ItemRow.id).where(
        ItemRow.last_seen == now, ItemRow.gone_at.is_(None), or_(ItemRow.hidden.is_(None), ItemRow.hidden.is_(False))
    )
    standing = FindingRow.status.in_([status.value for status in STANDING])
    session.execute(
        update(FindingRow)
        .where(standing, FindingRow.item_id.in_(seen))
        .values(last_seen=now)
        .execution_options(synchronize_session=False)
    )


def end_elsewhere(session: Session, rows: Sequence[FindingRow], why: str, record: Record, changes: Changes) -> None:
    """End standing findings that nothing judges any more, such as those of an account taken off the register."""
    for row in rows:
        if row.status in STANDING:
            _end(session, row, Status.RESOLVED, why, record, changes)
            if row.item_id is not None:
                session.execute(update(ItemRow).where(ItemRow.id == row.item_id).values(judged_by=None))


def _end(session: Session, row: FindingRow, status: Status, detail: str, record: Record, changes: Changes) -> None:
    row.status, row.closed_at, row.ended_because = status.value, record.now, detail
    row.waived_hash = row.waived_until = None
    what = "gone" if status is Status.GONE else "resolved"
    _note(session, row, record.now, what, detail, run=record.run)
    changes.ended.append(row)


def _note(session: Session, row: FindingRow, at: datetime, what: str, detail: str = "", *, run: RunRow) -> None:
    session.add(EventRow(finding_id=row.id, run_id=run.id, at=at, what=what, detail=detail))


def findings_on(session: Session, items: Sequence[int], rules: Sequence[str] | None = None) -> list[FindingRow]:
    """Return all findings on the items (row ids), of the given rules or of all."""
    rows: list[FindingRow] = []
    for start in range(0, len(items), 400):
        query = select(FindingRow).where(FindingRow.item_id.in_(items[start : start + 400]))
        if rules is not None:
            query = query.where(FindingRow.rule.in_(rules))
        rows.extend(session.scalars(query))
    return rows


def findings_on_subjects(
    session: Session, school: str, rule: str, judged: Iterable[tuple[str, str, str]], labels: Mapping[str, int]
) -> list[FindingRow]:
    """Return a rule's findings on judged accounts (key: label) and weeks of a school."""
    wanted = set(judged)
    accounts = {labels[key]: key for kind, key, _ in wanted if kind == "account" and key in labels}
    query = select(FindingRow).where(
        FindingRow.rule == rule, or_(FindingRow.school == school, FindingRow.account_id.in_(list(accounts)))
    )
    rows = []
    for row in session.scalars(query):
        key = accounts.get(row.account_id or 0, row.subject_key) if row.subject_kind == "account" else row.subject_key
        if (row.subject_kind, key, row.week or "") in wanted:
            rows.append(row)
    return rows
