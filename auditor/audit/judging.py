"""Judging one school: items that are new, changed or judged by other rules; and its weeks and accounts, each run."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from auditor.model import STANDING
from auditor.store.engine import reading, writing
from auditor.store.findings import (
    Found,
    end_elsewhere,
    findings_on,
    findings_on_subjects,
    record_found,
    resolve_missing,
)
from auditor.store.pictures import judged_content
from auditor.store.queries import accounts_of, gather, items_to_judge
from auditor.store.repeats import judge_repeats_again
from auditor.store.rolls import load_roll
from auditor.store.tables import AccountRow, FindingRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine, Select
    from sqlalchemy.orm import Session

    from auditor.model import Finding, Roll
    from auditor.rules.base import Rule
    from auditor.store.findings import Changes, Record
    from auditor.store.rolls import Loaded
    from auditor.store.tables import ItemRow
    from auditor.trust import School, Trust

AT_ONCE = 300  # items in one transaction: short enough that nobody waits for the lock

OFF = "not in this policy"
OFF_REGISTER = "the account is not on the register any more"


class Judge:
    """Judges schools by one set of rules and records what is found."""

    def __init__(
        self, trust: Trust, rules: Sequence[Rule], record: Record, changes: Changes, *, roll_key: bytes
    ) -> None:
        """Sort the rules by what they read."""
        self._trust = trust
        self._roll_key = roll_key
        self._record = record
        self._changes = changes
        self._item_rules = [rule for rule in rules if rule.reads == "items"]
        self._school_rules = [rule for rule in rules if rule.reads == "school"]

    def judge(self, engine: Engine, school: School) -> None:
        """Judge one school, in several short transactions; what was recorded stays when a later one fails."""
        with reading(engine) as session:
            loaded = load_roll(session, school.id, self._roll_key)
        marks = self._marks(school, loaded)
        while True:
            with writing(engine) as session:
                rows = accounts_of(session, school)
                items = items_to_judge(session, list(rows.values()), marks, AT_ONCE)
                self._judge_items(session, school, rows, items, loaded.rolls)
                for item in items:
                    item.judged_by = marks[0]
            if len(items) < AT_ONCE:
                break
        with writing(engine) as session:
            self._judge_school(session, school, accounts_of(session, school))

    def _marks(self, school: School, loaded: Loaded) -> tuple[str, ...]:
        """Return the mark of the rules that judge this school's items: it changes when anything they use does.

        Where the roll cannot be used, what it was used for before need not be judged again without it: that mark is
        good as well, as the second one.
        """
        parts = [rule.version for rule in self._item_rules] + [repr(school.known)]
        if not loaded.mark:
            return (_hashed(*parts),)
        with_roll = _hashed(*parts, loaded.mark)
        return (_hashed(*parts, loaded.mark, "unusable"), with_roll) if loaded.unusable else (with_roll,)

    def _judge_items(
        self,
        session: Session,
        school: School,
        rows: dict[str, AccountRow],
        items: Sequence[ItemRow],
        rolls: tuple[Roll, ...],
    ) -> None:
        if not items:
            return
        evidence = replace(gather(session, self._trust, school, rows, items, self._record.now), rolls=rolls)
        found = [finding for rule in self._item_rules for finding in rule.check(evidence).findings]
        labels = {row.id: row.label for row in rows.values()}
        by_subject = {(labels[item.account_id], item.kind, item.canonical_id): item for item in items}
        about = [self._about_item(finding, by_subject, rows) for finding in found]
        known = len(self._changes.new)
        ids = record_found(session, about, self._record, self._changes)
        for row in self._changes.new[known:]:
            judge_repeats_again(session, row)
        resolve_missing(session, findings_on(session, [item.id for item in items]), ids, self._record, self._changes)

    def _about_item(
        self, finding: Finding, items: dict[tuple[str, str, str], ItemRow], rows: dict[str, AccountRow]
    ) -> Found:
        item = items[finding.account or "", finding.subject.kind, finding.subject.key]
        return Found(finding=finding, item=item, account=rows[finding.account or ""], content=judged_content(item))

    def _judge_school(self, session: Session, school: School, rows: dict[str, AccountRow]) -> None:
        evidence = gather(session, self._trust, school, rows, (), self._record.now)
        labels = {label: row.id for label, row in rows.items()}
        for rule in self._school_rules:
            judgement = rule.check(evidence)
            about = [self._about_school(finding, rows) for finding in judgement.findings]
            ids = record_found(session, about, self._record, self._changes)
            judged = findings_on_subjects(session, school.id, rule.id, judgement.judged, labels)
            resolve_missing(session, judged, ids, self._record, self._changes)
        in_use = [rule.id for rule in (*self._item_rules, *self._school_rules)]
        off = session.scalars(_standing().where(FindingRow.school == school.id, FindingRow.rule.not_in(in_use)))
        end_elsewhere(session, list(off), OFF, self._record, self._changes)

    def _about_school(self, finding: Finding, rows: dict[str, AccountRow]) -> Found:
        account = rows.get(finding.account or "")
        content = f"{account.shown_handle}" if account is not None else finding.subject.week or ""
        return Found(finding=finding, item=None, account=account, content=hashlib.sha256(content.encode()).hexdigest())

    def end_off_register(self, engine: Engine) -> None:
        """End what stands on accounts and schools that the register does not name any more."""
        labels = [account.label for school in self._trust.schools for account in school.accounts]
        schools = [school.id for school in self._trust.schools]
        with writing(engine) as session:
            accounts = select(AccountRow.id).where(AccountRow.label.not_in(labels))
            rows = list(session.scalars(_standing().where(FindingRow.account_id.in_(accounts))))
            rows += session.scalars(
                _standing().where(FindingRow.account_id.is_(None), FindingRow.school.not_in(schools))
            )
            end_elsewhere(session, rows, OFF_REGISTER, self._record, self._changes)


def _hashed(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]


def _standing() -> Select[FindingRow]:
    return select(FindingRow).where(FindingRow.status.in_([status.value for status in STANDING]))
