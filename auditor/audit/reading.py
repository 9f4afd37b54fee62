"""Reading all planned accounts side by side; each is handed over as it ends, and written by one thread alone."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.audit.platforms import WORKERS, Platform
from auditor.collect import Assignment, Collected, collect_account
from auditor.store.spend import AccountMeter
from connectors.errors import RateLimited, Transient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import timedelta

    from auditor.audit.request import Planned
    from connectors.errors import ConnectorError
    from connectors.model import Profile

log = logging.getLogger(__name__)

OUR_FAULT = (
    "A fault of the auditor itself ended this reading; the log says where. Nothing is lost: the next run reads it."
)


@dataclass(slots=True, kw_only=True)
class Task:
    """One account to be read, with its own meter."""

    planned: Planned
    platform: Platform
    assignment: Assignment
    meter: AccountMeter
    profile: Profile | ConnectorError | None = None


class Readers:
    """The threads that read. `prepare` draws an account's assignment from the store; `keep` writes its reading."""

    def __init__(self, prepare: Callable[[Planned], Assignment], keep: Callable[[Task, Collected], None]) -> None:
        """Keep how to begin and how to end an account; both are called in the caller's own thread."""
        self._prepare = prepare
        self._keep = keep
        self._stopping = threading.Event()
        self._meters: dict[str, AccountMeter] = {}

    def read(self, planned: Sequence[Planned], platforms: Mapping[str, Platform]) -> dict[str, ConnectorError | None]:
        """Read accounts; return by label how each ended (None: checked)."""
        ended: dict[str, ConnectorError | None] = {}
        pool = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="read")
        try:
            waiting = self._batches(planned, platforms)
            running: dict[Future[list[tuple[Task, Collected | None]]], None] = {}
            self._fill(pool, running, waiting)
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    del running[future]
                    for task, collected in future.result():
                        if collected is None:
                            running[pool.submit(self._read_one, task)] = None
                        else:
                            self._keep(task, collected)
                            ended[task.planned.account.label] = collected.failure
                self._fill(pool, running, waiting)
        finally:
            self._stopping.set()
            pool.shutdown(wait=True, cancel_futures=True)
            self._stopping.clear()
        return ended

    def _fill(
        self,
        pool: ThreadPoolExecutor,
        running: dict[Future[list[tuple[Task, Collected | None]]], None],
        waiting: Iterator[list[Task]],
    ) -> None:
        """Keep the threads busy without drawing every account's assignment from the store at once."""
        while len(running) < 2 * WORKERS:
            tasks = next(waiting, None)
            if tasks is None:
                return
            alone = tasks[0].platform.connector.capabilities.profiles_per_request == 1
            running[pool.submit(self._read_one, tasks[0]) if alone else pool.submit(self._read_profiles, tasks)] = None

    def _batches(self, planned: Sequence[Planned], platforms: Mapping[str, Platform]) -> Iterator[list[Task]]:
        by_platform: dict[str, list[Planned]] = {}
        for one in planned:
            by_platform.setdefault(one.account.platform, []).append(one)
        for name, ones in by_platform.items():
            platform = platforms[name]
            size = platform.connector.capabilities.profiles_per_request
            for start in range(0, len(ones), size):
                yield [self._task(one, platform) for one in ones[start : start + size]]

    def _task(self, planned: Planned, platform: Platform) -> Task:
        label = planned.account.label
        meter = self._meters.get(label)
        if meter is None:
            meter = self._meters[label] = AccountMeter(platform.ledger, self._stopping)
        return Task(planned=planned, platform=platform, assignment=self._prepare(planned), meter=meter)

    def _read_profiles(self, tasks: list[Task]) -> list[tuple[Task, Collected | None]]:
        platform = tasks[0].platform
        with platform.turns:
            profiles = platform.connector.profiles([(task.assignment.account, task.meter) for task in tasks])
        for task in tasks:
            task.profile = profiles[task.assignment.account.key]
        return [(task, None) for task in tasks]

    def _read_one(self, task: Task) -> list[tuple[Task, Collected | None]]:
        account, connector = task.assignment.account, task.platform.connector
        try:
            with task.platform.turns:
                profile = task.profile or connector.profiles([(account, task.meter)])[account.key]
                return [(task, collect_account(task.assignment, connector, profile, task.meter))]
        except Exception:  # one account's failure is a line in the report, never the end of the night
            log.exception("The reading of %s failed through a fault of ours.", task.assignment.label)
            collected = Collected(label=task.assignment.label, window_start=task.assignment.window("posts").start)
            collected.fail(Transient(OUR_FAULT))
            return [(task, collected)]


def reset_wait(ended: Mapping[str, ConnectorError | None]) -> timedelta | None:
    """Return how long until the first rate limit among `ended` is over; None where there is none."""
    waits = [error.wait for error in ended.values() if isinstance(error, RateLimited)]
    return min(waits) if waits else None


def pause(length: timedelta) -> None:
    """Wait; a signal ends it."""
    time.sleep(max(0.0, length.total_seconds()))
