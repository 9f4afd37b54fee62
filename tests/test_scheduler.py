"""The scheduler: its times, what it tells, and real commands under a real signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED

from auditor.scheduler import JOBS, Job, Scheduler, tell_missed, trigger
from tests.cli.shell import ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

LONDON = ZoneInfo("Europe/London")
AUDIT, FULL, REPORT = JOBS


def times(job: Job, start: datetime, days: int) -> list[str]:
    """Return each time of `job` within `days` of `start`, as a clock on the wall in London shows it."""
    found, now, rule = [], start, trigger(job, "Europe/London")
    while (moment := rule.get_next_fire_time(None, now)) < start + timedelta(days=days):
        found.append(f"{moment.astimezone(LONDON):%a %d %b %H:%M}")
        now = moment + timedelta(seconds=1)
    return found


def test_there_is_one_audit_a_night_and_a_full_one_on_mondays() -> None:
    start = datetime(2026, 11, 16, tzinfo=LONDON)
    assert times(FULL, start, 7) == ["Mon 16 Nov 03:15"]
    assert times(AUDIT, start, 7) == [
        f"{day} Nov 03:15" for day in ("Tue 17", "Wed 18", "Thu 19", "Fri 20", "Sat 21", "Sun 22")
    ]
    assert len(times(REPORT, start, 7)) == 7


@pytest.mark.parametrize(
    ("start", "nights"),
    [
        (datetime(2026, 10, 24, tzinfo=LONDON), ["Sat 24 Oct 03:15", "Sun 25 Oct 03:15"]),
        (datetime(2027, 3, 27, tzinfo=LONDON), ["Sat 27 Mar 03:15", "Sun 28 Mar 03:15"]),
    ],
)
def test_a_night_on_which_the_clocks_change_has_one_audit(start: datetime, nights: list[str]) -> None:
    assert times(AUDIT, start, 2) == nights


def test_the_commands_are_those_of_the_crontab() -> None:
    table = (ROOT / "cron" / "crontab").read_text(encoding="utf-8")
    for job in JOBS:
        lines = [line for line in table.splitlines() if line.endswith(f'"$AUDITOR" {" ".join(job.arguments)}')]
        assert lines
        assert all(line.startswith(f"{job.minute} {job.hour} * * ") for line in lines if not line.startswith("#"))


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (EVENT_JOB_MISSED, "The audit of 2026-11-20 03:15:00+00:00 was missed: the machine was busy or asleep."),
        (EVENT_JOB_MAX_INSTANCES, "The audit was left out: the one before it still runs."),
        (EVENT_JOB_ERROR, "The audit could not be started (OSError)."),
    ],
)
def test_what_did_not_run_is_in_the_log(code: int, told: str, caplog: pytest.LogCaptureFixture) -> None:
    when = datetime(2026, 11, 20, 3, 15, tzinfo=UTC)
    tell_missed(SimpleNamespace(code=code, job_id="audit", scheduled_run_time=when, exception=OSError("canary")))
    assert caplog.messages == [told]


SCRIPT = """
import sys
from datetime import timedelta
import auditor.scheduler as scheduler
scheduler.AGAIN_AFTER = (timedelta(seconds=0.05),) * 3
job = scheduler.Job(name="work", arguments=(), days="mon", hour=3, minute=15, late=timedelta(hours=6), again=True)
done = scheduler.Scheduler("Europe/London", jobs=[job], command=[sys.executable, "-c", COMMAND, FILE])
print(done.run(audit_first=True))
"""

SLOW = """
import signal, sys, time
def stop(*_):
    open(sys.argv[1], "a").write("ended cleanly\\n")
    sys.exit(143)
signal.signal(signal.SIGTERM, stop)
open(sys.argv[1], "a").write("begun\\n")
time.sleep(60)
"""

FAILING = """
import sys
open(sys.argv[1], "a").write("tried\\n")
sys.exit(1)
"""

linux = pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it.")


def run_until(lines: int, command: str, file: Path, number: signal.Signals) -> tuple[str, list[str]]:
    """Run a scheduler whose one job is `command` until `file` has so many lines, then send the signal."""
    script = SCRIPT.replace("COMMAND", repr(command)).replace("FILE", repr(str(file)))
    with subprocess.Popen(
        [sys.executable, "-c", script], env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        for _ in range(600):
            if file.exists() and len(file.read_text(encoding="utf-8").splitlines()) >= lines:
                break
            time.sleep(0.05)
        process.send_signal(number)
        out, _error = process.communicate(timeout=30)
    return out.strip(), file.read_text(encoding="utf-8").splitlines()


@linux
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_the_running_command_end_cleanly(number: signal.Signals, tmp_path: Path) -> None:
    assert run_until(1, SLOW, tmp_path / "log", number) == (str(int(number)), ["begun", "ended cleanly"])


@linux
def test_what_could_not_be_sent_is_tried_three_times_more(tmp_path: Path) -> None:
    assert run_until(4, FAILING, tmp_path / "log", signal.SIGTERM)[1] == ["tried"] * 4


def test_nothing_begins_after_the_signal(tmp_path: Path) -> None:
    scheduler = Scheduler("Europe/London", command=[sys.executable, "-c", FAILING, str(tmp_path / "log")])
    scheduler.stop(signal.SIGTERM)
    scheduler.do(REPORT)
    assert list(tmp_path.iterdir()) == []
