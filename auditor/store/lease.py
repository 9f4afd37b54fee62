"""One audit at a time: a file lock for this machine, a lease row for all machines that share the database.

What a killed process of this machine held is free at once; only another host's lease is waited for.
"""

from __future__ import annotations

import os
import platform
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from auditor.errors import Locked
from auditor.store.tables import LeaseRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine, Update

NAME = "audit"
LASTS = timedelta(minutes=10)
BEAT_SECONDS = 60.0


def this_process() -> str:
    """Return this process's id and, where the system tells, when it began: so that a reused id is not mistaken."""
    return f"{os.getpid()}:{_began(os.getpid())}"


def is_living(process: str) -> bool:
    """Return whether `process` (as `this_process` names it) still runs on this machine."""
    pid, _, began = process.partition(":")
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return _began(int(pid)) == began


def _began(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


@contextmanager
def held_lease(engine: Engine, home: Path, clock: Callable[[], datetime]) -> Iterator[int]:
    """Hold the audit's lock while the block runs; yields the fence. Locked where a living audit holds it."""
    lock = FileLock(home / "audit.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Locked(_other_runs(_since(engine))) from error
    try:
        fence = _take(engine, clock)
        stop = threading.Event()
        heart = threading.Thread(target=_beat, args=(engine, fence, clock, stop), daemon=True, name="lease")
        heart.start()
        try:
            yield fence
        finally:
            stop.set()
            heart.join(timeout=5)
            _give_back(engine, fence, clock)
    finally:
        lock.release()


def _take(engine: Engine, clock: Callable[[], datetime]) -> int:
    now = clock()
    host, process = platform.node(), this_process()
    with Session(engine) as session, session.begin():
        row = session.scalar(select(LeaseRow).where(LeaseRow.name == NAME).with_for_update())
        if row is None:
            row = LeaseRow(name=NAME, holder=host, process=process, fence=0, since=now, until=now)
            session.add(row)
        elif row.until > now and (row.holder != host or (row.process != process and is_living(row.process))):
            raise Locked(_other_runs(row.since))
        row.holder, row.process, row.since, row.until = host, process, now, now + LASTS
        row.fence += 1
        return row.fence


def check_fence(session: Session, fence: int) -> None:
    """Raise Locked where another audit has taken the lease over: what this one would write is no longer its own."""
    if session.scalar(select(LeaseRow.fence).where(LeaseRow.name == NAME)) != fence:
        raise Locked("Another audit has taken this one's place, so this one has stopped. Nothing is lost.")


def _beat(engine: Engine, fence: int, clock: Callable[[], datetime], stop: threading.Event) -> None:
    while not stop.wait(BEAT_SECONDS):
        try:
            with Session(engine) as session, session.begin():
                session.execute(_mine(fence).values(until=clock() + LASTS))
        except SQLAlchemyError:
            continue  # the next beat comes well before the lease ends


def _give_back(engine: Engine, fence: int, clock: Callable[[], datetime]) -> None:
    with Session(engine) as session, session.begin():
        session.execute(_mine(fence).values(until=clock()))


def _mine(fence: int) -> Update:
    return update(LeaseRow).where(LeaseRow.name == NAME, LeaseRow.fence == fence)


def _since(engine: Engine) -> datetime | None:
    try:
        with Session(engine) as session:
            return session.scalar(select(LeaseRow.since).where(LeaseRow.name == NAME))
    except SQLAlchemyError:
        return None


def _other_runs(since: datetime | None) -> str:
    began = f" since {since.astimezone(UTC):%d %B %Y, %H:%M} UTC" if since else ""
    return f"Another audit has been running{began}. Wait until it has ended; this one has done nothing."
