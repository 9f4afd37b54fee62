"""The audit: collect, keep, judge, record, tell. Cron, the scheduler and the command line all call `run`."""

from __future__ import annotations

import logging
import uuid
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from auditor.alerts import together, write_admin_notes, write_alerts
from auditor.audit.judging import Judge
from auditor.audit.looking import Lookout
from auditor.audit.notes import admin_notes, roll_notes
from auditor.audit.outcome import Coverage, Outcome, all_checked, as_json
from auditor.audit.platforms import keep_waits, open_platforms
from auditor.audit.reading import Readers, Task, pause, reset_wait
from auditor.audit.request import Installation, Planned, Request, Tariff, plan
from auditor.collect import LATE_COMMENTS
from auditor.errors import Problems
from auditor.mail import Delivery, send_unsent
from auditor.model import STANDING
from auditor.moments import iso_utc
from auditor.pictures.reader import PictureReader
from auditor.rules.lanes import lane_of
from auditor.store.accounts import assignment_for, enter_accounts
from auditor.store.engine import migrate, reading, writing
from auditor.store.findings import Changes, Record, end_gone, judge_again_where_no_ran_out, mark_seen
from auditor.store.keep import keep
from auditor.store.lease import check_fence, held_lease
from auditor.store.pictures import unseen_pictures
from auditor.store.retention import delete_old
from auditor.store.spend import keep_charges
from auditor.store.tables import CoverageRow, FindingRow, RunRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.audit.platforms import Platform
    from auditor.collect import Assignment, Collected

__all__ = ["Installation", "Outcome", "Planned", "Request", "Tariff", "plan", "run"]

log = logging.getLogger(__name__)

UNSUPPORTED = (
    "No connector reads this network yet: look at the account by hand, or take it off the register if it is closed."
)


def run(installation: Installation, request: Request) -> Outcome:
    """Do one audit.

    Raises:
        Problems: the request cannot be done at all (unknown school, an earlier time than the last run's).
        Locked: another living audit holds the lock.

    """
    planned = plan(installation.trust, request)
    is_new = migrate(installation.engine)
    with held_lease(installation.engine, installation.home, installation.clock) as fence:
        return _Audit(installation, request, planned, fence=fence, is_new=is_new).run()


class _Audit:
    """One run, step by step; each step leaves the database such that the next run can go on from there."""

    def __init__(
        self, installation: Installation, request: Request, planned: Sequence[Planned], *, fence: int, is_new: bool
    ) -> None:
        self.fence = fence
        self.installation = installation
        self.engine = installation.engine
        self.trust = installation.trust
        self.request = request
        self.now = request.now
        self.planned = planned
        self.coverages = {one.account.label: Coverage(planned=one) for one in planned}
        self.changes = Changes()
        self.created = installation.database if is_new else None
        self.platforms: dict[str, Platform] = {}
        self.record: Record

    def run(self) -> Outcome:
        self._begin()
        self._collect()
        self._judge()
        notes = self._finish()
        delivery = Delivery()
        if self.request.alerts:
            delivery = send_unsent(self.engine, self.installation.sender, self.now)
        return self._outcome(delivery, notes)

    def _begin(self) -> None:
        with writing(self.engine) as session:
            last = session.scalar(select(func.max(RunRow.as_of)))
            if last is not None and self.now < last:
                raise Problems([too_early(last)])
            number = (session.scalar(select(func.max(RunRow.sequence))) or 0) + 1
            row = RunRow(
                id=uuid.uuid4().hex[:12],
                as_of=self.now,
                sequence=number,
                full=self.request.full,
                whole=self.request.is_whole,
                alerts=self.request.alerts,
            )
            session.add(row)
            enter_accounts(session, self.trust, self.now)
            session.flush()
            self.platforms = open_platforms(
                session, self.installation, [one.account.platform for one in self.planned], self.now
            )
        today = self.now.astimezone(ZoneInfo(self.trust.time_zone)).date()
        lanes = partial(lane_of, allegations=bool(self.trust.recipients.allegations))
        self.record = Record(run=row, now=self.now, today=today, lane_of=lanes)

    def _collect(self) -> None:
        with PictureReader() as reader:
            lookout = Lookout(self.installation, self.platforms, reader)
            self._read(Readers(self._prepare, self._keep, lookout.viewer_for))

    def _read(self, readers: Readers) -> None:
        waiting: Sequence[Planned] = [one for one in self.planned if one.account.platform in self.platforms]
        for one in self.planned:
            if one.account.platform not in self.platforms:
                coverage = self.coverages[one.account.label]
                coverage.reason, coverage.detail = "unsupported", UNSUPPORTED
        left = self.request.wait
        while waiting:
            ended = readers.read(waiting, self.platforms)
            length = reset_wait(ended)
            if length is None or length > left:
                return
            left -= length
            log.info("A rate limit is waited for: %s seconds.", round(length.total_seconds()))
            pause(length + timedelta(seconds=1))
            for platform in self.platforms.values():
                platform.gate.reopen()
            waiting = [one for one in waiting if self.coverages[one.account.label].reason == "rate_limited"]

    def _prepare(self, planned: Planned) -> Assignment:
        with reading(self.engine) as session:
            return assignment_for(
                session,
                planned.school,
                planned.account,
                now=self.now,
                first_days=self.installation.first_days,
                full=self.request.full,
            )

    def _keep(self, task: Task, collected: Collected) -> None:
        coverage = self.coverages[task.planned.account.label]
        with writing(self.engine) as session:
            check_fence(session, self.fence)
            kept = keep(session, collected, now=self.now, key=self.installation.pseudonym_key)
            keep_charges(session, task.platform.ledger, task.meter.take_charges())
            end_gone(session, kept.gone, self.record, self.changes)
        coverage.fail(collected.failure)
        coverage.gaps = list(dict.fromkeys([*coverage.gaps, *collected.gaps]))
        coverage.oddities.extend(collected.oddities)
        coverage.posts_new += kept.posts_new
        coverage.comments_new += kept.comments_new
        coverage.requests, coverage.cost_micros = task.meter.requests, task.meter.cost_micros
        done = sum(1 for line in self.coverages.values() if line.requests or line.reason)
        self.request.on_account(done, len(self.coverages))

    def _judge(self) -> None:
        rules, roll_key = self.installation.pack.rules(), self.installation.roll_key
        judge = Judge(self.trust, rules, self.record, self.changes, roll_key=roll_key)
        with writing(self.engine) as session:
            judge_again_where_no_ran_out(session, self.record.today)
        for school in dict.fromkeys(one.school for one in self.planned):
            judge.judge(self.engine, school)
        if self.request.is_whole:
            for school in self.trust.schools:
                if not school.accounts:
                    judge.judge(self.engine, school)
            judge.end_off_register(self.engine)

    def _finish(self) -> list[str]:
        """Write coverage, alerts and what is to be deleted, and call the run finished: all in one transaction."""
        with writing(self.engine) as session:
            check_fence(session, self.fence)
            row = session.merge(self.record.run)
            session.add_all(_coverage_row(row.id, line) for line in self.coverages.values())
            for platform in self.platforms.values():
                keep_waits(session, platform, self.now)
            session.flush()
            mark_seen(session, self.now)
            self._count_unseen(session)
            notes = [
                *admin_notes(session, self.coverages.values(), self.platforms.values(), self.now),
                *roll_notes(session, self.trust, self.installation.roll_key),
            ]
            if self.request.alerts:
                write_alerts(session, self.trust, row, self.now, self.installation.sender)
                write_admin_notes(session, self.trust, row, self.now, self.installation.sender, notes)
            terms = {name: platform.connector.terms.keep_days for name, platform in self.platforms.items()}
            delete_old(session, replace(self.installation.limits, platforms=terms), self.now)
            row.finished = True
            row.exit_code = 0 if all_checked(self.coverages.values()) else 1
        return [note.sentence for note in together(notes)]

    def _count_unseen(self, session: Session) -> None:
        """Note at each account which pictures of the last 30 days were not looked at, where they should be."""
        zone = ZoneInfo(self.trust.time_zone)
        for label, line in self.coverages.items():
            if line.planned.school.pictures:
                line.unseen = unseen_pictures(session, label, self.now - LATE_COMMENTS, zone)

    def _outcome(self, delivery: Delivery, notes: list[str]) -> Outcome:
        schools = {one.school.id for one in self.planned}
        with reading(self.engine) as session:
            standing = _standing_in(session, schools)
        return Outcome(
            run=self.record.run.id,
            as_of=self.now,
            coverages=list(self.coverages.values()),
            new=[row for row in self.changes.new if row.status in STANDING],
            ended=len({row.id for row in self.changes.ended}),
            standing=standing,
            created_database=self.created,
            undelivered=delivery.sentences() if delivery.failed else (),
            notes=notes,
        )


def too_early(last: datetime) -> str:
    """Return the sentence that refuses a time before the last run's."""
    return f"The last audit was as of {iso_utc(last)}: give that time or a later one with --as-of."


def _standing_in(session: Session, schools: set[str]) -> int:
    query = select(func.count()).where(
        FindingRow.status.in_([status.value for status in STANDING]), FindingRow.school.in_(schools)
    )
    return int(session.scalar(query) or 0)


def _coverage_row(run_id: str, line: Coverage) -> CoverageRow:
    return CoverageRow(
        run_id=run_id,
        label=line.planned.account.label,
        school=line.planned.school.id,
        status=line.status,
        reason=line.reason,
        detail=line.detail,
        gaps=as_json(line.gaps),
        oddities=[{"where": oddity.where, "shape": oddity.shape} for oddity in line.oddities[:50]],
        posts_new=line.posts_new,
        comments_new=line.comments_new,
        requests=line.requests,
        cost_micros=line.cost_micros,
    )
