"""One audit at a time: the living hold it, the dead do not."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from auditor.errors import Locked
from auditor.store.engine import writing
from auditor.store.lease import LASTS, held_lease, is_living, this_process
from auditor.store.tables import LeaseRow

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

HOLDER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from auditor.store.engine import open_engine
from auditor.store.lease import held_lease
with held_lease(open_engine(sys.argv[1]), Path(sys.argv[2]), lambda: datetime.now(UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


def clock() -> datetime:
    return datetime.now(UTC)


def held_elsewhere(database_url: str, home: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, database_url, str(home)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=os.getcwd(),  # noqa: PTH109
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def stop(holder: subprocess.Popen[str], how: signal.Signals = signal.SIGKILL) -> None:
    holder.send_signal(how)
    holder.wait()
    assert holder.stdout is not None
    holder.stdout.close()


@pytest.mark.parametrize("same_home", [True, False])
def test_a_living_process_holds_it_and_a_killed_one_does_not(
    engine: Engine, database_url: str, tmp_path: Path, *, same_home: bool
) -> None:
    homes = tmp_path / "a", tmp_path / ("a" if same_home else "b")
    for home in homes:
        home.mkdir(exist_ok=True)
    holder = held_elsewhere(database_url, homes[0])
    with pytest.raises(Locked, match=f"{clock():%B %Y}"), held_lease(engine, homes[1], clock):
        pass
    stop(holder)
    with held_lease(engine, homes[1], clock) as fence:
        assert fence == 2


def test_each_holder_has_a_higher_fence(engine: Engine, tmp_path: Path) -> None:
    fences = []
    for _ in range(3):
        with held_lease(engine, tmp_path, clock) as fence:
            fences.append(fence)
    assert fences == [1, 2, 3]


def test_another_hosts_lease_is_waited_for(engine: Engine, tmp_path: Path) -> None:
    with writing(engine) as session:
        session.add(
            LeaseRow(name="audit", holder="another-host", process="1:1", fence=7, since=clock(), until=clock() + LASTS)
        )
    with pytest.raises(Locked), held_lease(engine, tmp_path, clock):
        pass
    later = clock() + LASTS + timedelta(seconds=1)
    with held_lease(engine, tmp_path, lambda: later) as fence:
        assert fence == 8


def test_a_reused_process_id_is_not_mistaken_for_the_holder(engine: Engine, tmp_path: Path) -> None:
    with writing(engine) as session:
        session.add(
            LeaseRow(
                name="audit",
                holder=platform.node(),
                process=f"{os.getppid()}:0",
                fence=1,
                since=clock(),
                until=clock() + LASTS,
            )
        )
    with held_lease(engine, tmp_path, clock) as fence:
        assert fence == 2


def test_processes_are_told_apart() -> None:
    assert is_living(this_process())
    assert not is_living("nonsense")
    assert not is_living(f"{os.getpid()}:0")
    assert not is_living("999999999:1")
