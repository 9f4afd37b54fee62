"""Reading all planned accounts side by side; each is handed over as it ends, and written by one thread alone."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from auditor.audit.platforms import WORKERS, Platform
from auditor.collect import Assignment, Collected, collect_account
from auditor.store.spend import AccountMeter
from connectors.errors import RateLimited, Transient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import timedelta

    from auditor.audit.request import Planned
    from auditor.pictures.viewing import Viewer
    from connectors.errors import ConnectorError
    from connectors.model import Profile

log = logging.getLogger(__name__)

OUR_FAULT = (
    "A fault of the auditor itself ended this reading; the log says where. Nothing is lost: the next run reads it."
)


@dataclass(slots=True, kw_only=True)
class Task:
    """One account to be read, with its own meter; `viewer` looks at its pictures, None where they are not asked for."""

    planned: Planned
    platform: Platform
    assignment: Assignment
    meter: AccountMeter
    viewer: Viewer | None = None
    profile: Profile | ConnectorError | None = None


Step = list[tuple[Task, Collected | None]]
"""What a thread brings back: accounts that were read, or (None) accounts whose profiles alone were."""


@dataclass(slots=True, kw_only=True)
class Queue:
    """One platform's accounts that wait to be read.

    Until the first account is read, nothing runs beside it: a refused credential or a spent budget is then met by
    one account's requests, not by every thread's.
    """

    platform: Platform
    batches: Iterator[list[Task]]
    ready: deque[Task] = field(default_factory=deque)
    running: int = 0
    turns: int = 1

    def next_step(self) -> Callable[[], Step] | None:
        """Return what to do next for this platform, None where there is nothing or it is not its turn."""
        if self.running >= self.turns:
            return None
        if not self.ready:
            batch = next(self.batches, None)
            if batch is None:
                return None
            if self.platform.connector.capabilities.profiles_per_request > 1:
                return partial(read_profiles, self.platform, batch)
            self.ready.extend(batch)
        return partial(read_one, self.ready.popleft())


class Readers:
    """The threads that read.

    `prepare` draws an account's assignment from the store, `keep` writes its reading, and `viewer_for` says who looks
    at its pictures.
    """

    def __init__(
        self,
        prepare: Callable[[Planned], Assignment],
        keep: Callable[[Task, Collected], None],
        viewer_for: Callable[[Planned], Viewer | None] = lambda _planned: None,
    ) -> None:
        """Keep how to begin and how to end an account; all are called in the caller's own thread."""
        self._prepare = prepare
        self._keep = keep
        self._viewer_for = viewer_for
        self._stopping = threading.Event()
        self._meters: dict[str, AccountMeter] = {}

    def read(self, planned: Sequence[Planned], platforms: Mapping[str, Platform]) -> dict[str, ConnectorError | None]:
        """Read accounts; return by label how each ended (None: checked)."""
        ended: dict[str, ConnectorError | None] = {}
        queues = self._queues(planned, platforms)
        running: dict[Future[Step], Queue] = {}
        pool = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="read")
        try:
            self._fill(pool, running, queues)
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    queue = running.pop(future)
                    queue.running -= 1
                    self._take(future.result(), queue, ended)
                self._fill(pool, running, queues)
        finally:
            self._stopping.set()
            pool.shutdown(wait=True, cancel_futures=True)
            self._stopping.clear()
        return ended

    def _take(self, step: Step, queue: Queue, ended: dict[str, ConnectorError | None]) -> None:
        """Keep an account that was read; accounts whose profiles were read are ready to be read themselves."""
        for task, collected in step:
            if collected is None:
                queue.ready.append(task)
            else:
                queue.turns = queue.platform.turns
                self._keep(task, collected)
                ended[task.planned.account.label] = collected.failure

    def _fill(self, pool: ThreadPoolExecutor, running: dict[Future[Step], Queue], queues: Sequence[Queue]) -> None:
        """Keep the threads busy, the platforms in turn, without drawing all assignments from the store at once."""
        busy = True
        while busy and len(running) < WORKERS:
            busy = False
            for queue in queues:
                step = queue.next_step() if len(running) < WORKERS else None
                if step is not None:
                    running[pool.submit(step)] = queue
                    queue.running += 1
                    busy = True

    def _queues(self, planned: Sequence[Planned], platforms: Mapping[str, Platform]) -> list[Queue]:
        by_platform: dict[str, list[Planned]] = {}
        for one in planned:
            by_platform.setdefault(one.account.platform, []).append(one)
        return [
            Queue(platform=platforms[name], batches=self._batches(ones, platforms[name]))
            for name, ones in by_platform.items()
        ]

    def _batches(self, planned: Sequence[Planned], platform: Platform) -> Iterator[list[Task]]:
        size = platform.connector.capabilities.profiles_per_request
        for start in range(0, len(planned), size):
            yield [self._task(one, platform) for one in planned[start : start + size]]

    def _task(self, planned: Planned, platform: Platform) -> Task:
        label = planned.account.label
        meter = self._meters.get(label)
        if meter is None:
            meter = self._meters[label] = AccountMeter(platform.ledger, self._stopping)
        return Task(
            planned=planned,
            platform=platform,
            assignment=self._prepare(planned),
            meter=meter,
            viewer=self._viewer_for(planned),
        )


def read_profiles(platform: Platform, tasks: list[Task]) -> Step:
    """Read many accounts' profiles in one request; the accounts themselves are still to be read."""
    profiles = platform.connector.profiles([(task.assignment.account, task.meter) for task in tasks])
    for task in tasks:
        task.profile = profiles[task.assignment.account.key]
    return [(task, None) for task in tasks]


def read_one(task: Task) -> Step:
    """Read one account. One account's failure is a line in the report, never the end of the night: ours too."""
    account, connector = task.assignment.account, task.platform.connector
    try:
        profile = task.profile or connector.profiles([(account, task.meter)])[account.key]
        collected = collect_account(task.assignment, connector, profile, task.meter)
    except Exception:
        log.exception("The reading of %s failed through a fault of ours.", task.assignment.label)
        collected = Collected(label=task.assignment.label, window_start=task.assignment.window("posts").start)
        collected.fail(Transient(OUR_FAULT))
        return [(task, collected)]
    _look_at_pictures(task, collected)
    return [(task, collected)]


def _look_at_pictures(task: Task, collected: Collected) -> None:
    """Look at what was read, where that is asked for; what fails here leaves everything that was read as it is."""
    if task.viewer is None:
        return
    try:
        task.viewer.view(collected, task.meter)
    except Exception:
        log.exception("Looking at the pictures of %s failed through a fault of ours.", task.assignment.label)


def reset_wait(ended: Mapping[str, ConnectorError | None]) -> timedelta | None:
    """Return how long until the first rate limit among `ended` is over; None where there is none."""
    waits = [error.wait for error in ended.values() if isinstance(error, RateLimited)]
    return min(waits) if waits else None


def pause(length: timedelta) -> None:
    """Wait; a signal ends it."""
    time.sleep(max(0.0, length.total_seconds()))
