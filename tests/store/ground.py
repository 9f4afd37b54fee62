"""A small trust in the database, and the steps of a night on it without any platform."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from auditor.store.accounts import enter_accounts
from auditor.store.engine import writing
from auditor.store.findings import Changes, Found, Record, end_gone, findings_on, record_found, resolve_missing
from auditor.store.keep import Kept, keep
from auditor.store.tables import AccountRow, FindingRow, ItemRow, RunRow
from auditor.trust import OfficialAccount, Recipients, School, Trust

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from auditor.collect import Collected
    from auditor.model import Finding

KEY = b"k" * 32
COUNTER = itertools.count()

SCHOOL = School(
    id="oakfield-primary",
    name="Oakfield Primary School",
    handle="oakfieldprimary",
    accounts=(OfficialAccount(platform="x", handle="oakfieldprimary"),),
)
TRUST = Trust(
    name="Oakfield Learning Trust",
    time_zone="Europe/London",
    policy="com01",
    email_domains=("oakfield.example",),
    recipients=Recipients(
        report=("slt@oakfield.example",), safeguarding=("dsl@oakfield.example",), admin=("it@oakfield.example",)
    ),
    schools=(SCHOOL,),
)


class Night:
    """One run's writing: `keep` a reading, `judge` by handing over the findings, as the audit does."""

    def __init__(self, engine: Engine, now: datetime, *, name: str | None = None) -> None:
        self.engine, self.now, self.changes = engine, now, Changes()
        with writing(engine) as session:
            enter_accounts(session, TRUST, now)
            row = RunRow(id=name or f"run-{now:%Y%m%d%H%M}-{next(COUNTER)}", as_of=now, sequence=int(now.timestamp()))
            session.add(row)
        self.record = Record(run=row, now=now, today=now.astimezone(UTC).date(), lane_of=lambda _finding: "report")

    def keep(self, collected: Collected) -> Kept:
        """Write a reading, with what vanished."""
        with writing(self.engine) as session:
            kept = keep(session, collected, now=self.now, key=KEY)
            end_gone(session, kept.gone, self.record, self.changes)
        return kept

    def judge(self, *found: Finding) -> None:
        """Record `found` as all that the rules find on every item."""
        with writing(self.engine) as session:
            items = list(session.query(ItemRow))
            account = session.query(AccountRow).one()
            by_key = {(item.kind, item.canonical_id): item for item in items}
            about = [
                Found(
                    finding=finding,
                    item=by_key[finding.subject.kind, finding.subject.key],
                    account=account,
                    content=by_key[finding.subject.kind, finding.subject.key].content_hash,
                )
                for finding in found
            ]
            ids = record_found(session, about, self.record, self.changes)
            here = [item.id for item in items if item.gone_at is None]
            resolve_missing(session, findings_on(session, here), ids, self.record, self.changes)


def only_finding(engine: Engine) -> FindingRow:
    """Return the one finding there is."""
    with writing(engine) as session:
        return session.query(FindingRow).one()


def only_item(engine: Engine, kind: str = "post") -> ItemRow:
    """Return the one item of a kind."""
    with writing(engine) as session:
        return session.query(ItemRow).filter_by(kind=kind).one()
