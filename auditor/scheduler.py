"""The nightly work from a long-running process, for machines without cron: the very commands that cron calls.

Each job is a process of its own, so a night's memory is given back, a crash ends that night alone, and a signal
reaches the audit where it can end cleanly. The audit locks itself, so a second scheduler does no harm.
"""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMAND = (sys.executable, "-m", "auditor")
NOT_SENT = 1
AGAIN_AFTER = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One command and when it runs. Days are names: cron counts them from Sunday, APScheduler from Monday.

    `late` is how long after its time it is still worth starting (a machine that slept). `again`: where it could not
    hand over every mail, it is tried again after a while.
    """

    name: str
    arguments: tuple[str, ...]
    days: str
    hour: int
    minute: int
    late: timedelta
    again: bool = False


# 03:15 exists once on every day of the year; 01:00 to 01:59 does not when the clocks change.
JOBS = (
    Job(
        name="audit",
        arguments=("audit", "--wait", "60"),
        days="tue,wed,thu,fri,sat,sun",
        hour=3,
        minute=15,
        late=timedelta(hours=6),
    ),
    Job(
        name="full audit",
        arguments=("audit", "--wait", "60", "--full"),
        days="mon",
        hour=3,
        minute=15,
        late=timedelta(hours=6),
    ),
    Job(
        name="report",
        arguments=("report", "--send"),
        days="mon,tue,wed,thu,fri,sat,sun",
        hour=6,
        minute=30,
        late=timedelta(hours=24),
        again=True,
    ),
)


def trigger(job: Job, time_zone: str) -> CronTrigger:
    """Return when `job` runs."""
    return CronTrigger(day_of_week=job.days, hour=job.hour, minute=job.minute, timezone=time_zone)


@dataclass(slots=True)
class Scheduler:
    """Runs `jobs` at their times in `time_zone`, one after the other, until it is told to stop."""

    time_zone: str
    jobs: Sequence[Job] = JOBS
    command: Sequence[str] = COMMAND
    _stopped: threading.Event = field(default_factory=threading.Event)
    _signal: int = 0
    _child: subprocess.Popen[bytes] | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _engine: Any = None  # APScheduler has no types

    def run(self, *, audit_first: bool = False) -> int:
        """Work until SIGTERM or Ctrl-C, let a running command end cleanly, and return the signal's number.

        Must be called in the main thread. With `audit_first` an audit is started at once.
        """
        self._engine = self._prepared(audit_first=audit_first)
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda number, _frame: self.stop(number))
        self._engine.start()
        log.info("The scheduler waits; next: %s.", ", ".join(self.next_times()))
        self._stopped.wait()
        self._engine.shutdown(wait=True)
        return self._signal

    def next_times(self) -> list[str]:
        """Return each job with its next time, in words."""
        jobs = sorted(self._engine.get_jobs(), key=lambda job: job.next_run_time)
        return [f"{job.name} on {job.next_run_time:%A %d %B at %H:%M}" for job in jobs]

    def _prepared(self, *, audit_first: bool) -> Any:  # noqa: ANN401 - APScheduler has no types
        engine = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(len(self.jobs) + 1)},
            job_defaults={"coalesce": True, "max_instances": 1},
            timezone=self.time_zone,
        )
        engine.add_listener(tell_missed, EVENT_JOB_MISSED | EVENT_JOB_ERROR | EVENT_JOB_MAX_INSTANCES)
        for job in self.jobs:
            late = int(job.late.total_seconds())
            engine.add_job(
                self.do, trigger(job, self.time_zone), [job], id=job.name, name=job.name, misfire_grace_time=late
            )
        if audit_first:
            first = self.jobs[0]
            engine.add_job(self.do, args=[first], id="first", name=first.name, misfire_grace_time=None)
        return engine

    def do(self, job: Job, tries: int = 0) -> None:
        """Run one job's command to its end, after whatever runs now."""
        with self._turn:
            code = self._run(job)
        if code is None:
            return
        log.info("The %s ended with exit code %d.", job.name, code)
        if job.again and code == NOT_SENT and tries < len(AGAIN_AFTER):
            when = datetime.now(UTC) + AGAIN_AFTER[tries]
            log.warning("The %s could not hand over every mail; it is tried again in %s.", job.name, AGAIN_AFTER[tries])
            self._again(job, tries + 1, when)

    def _again(self, job: Job, tries: int, when: datetime) -> None:
        name = f"{job.name} again"
        self._engine.add_job(
            self.do, DateTrigger(when), [job, tries], id=name, name=name, replace_existing=True, misfire_grace_time=None
        )

    def _run(self, job: Job) -> int | None:
        if self._stopped.is_set():
            return None
        log.info("The %s begins.", job.name)
        # A session of its own: Ctrl-C at the terminal reaches the command through us, and once.
        self._child = subprocess.Popen([*self.command, *job.arguments], start_new_session=True)  # noqa: S603 - ours
        if self._stopped.is_set():
            self._child.send_signal(signal.SIGTERM)  # the signal came while the command was being started
        try:
            return self._child.wait()
        finally:
            self._child = None

    def stop(self, number: int) -> None:
        """Begin nothing more, and tell the running command to end; a second call changes nothing."""
        if self._stopped.is_set():
            return
        self._signal = number
        self._stopped.set()
        child = self._child
        if child is not None:
            child.send_signal(signal.SIGTERM)


def tell_missed(event: Any) -> None:  # noqa: ANN401 - APScheduler has no types
    """Write into the log that a job did not run, and why."""
    if event.code == EVENT_JOB_MISSED:
        log.warning("The %s of %s was missed: the machine was busy or asleep.", event.job_id, event.scheduled_run_time)
    elif event.code == EVENT_JOB_MAX_INSTANCES:
        log.warning("The %s was left out: the one before it still runs.", event.job_id)
    else:
        log.error("The %s could not be started (%s).", event.job_id, type(event.exception).__name__)
