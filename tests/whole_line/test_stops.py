"""Stopped at any point, or started twice: nothing is lost, nothing doubles, and the next run goes on from there."""

from __future__ import annotations

import random
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from connectors.testing import Fault
from connectors.testing.faults import Answer
from tests.whole_line.line import LONGEST, Ended, Line, a_line, iso
from tests.whole_line.small_trust import (
    ALERTED,
    COMMENTS,
    NEXT_NIGHT,
    NIGHT,
    POSTS,
    REGISTER,
    REPORTED,
    small_diary,
)

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from connectors.testing.faults import Call

pytestmark = pytest.mark.slow

MONDAY = NIGHT.replace(day=23, hour=6)
SLOW = 0.05  # seconds an answer takes, so that there is something to interrupt


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with a_line(tmp_path, small_diary(), REGISTER, NIGHT) as line:
        for stand_in in line.stand_ins():
            stand_in.delay = SLOW
        yield line


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a night brings that nobody disturbs."""
    with a_line(tmp_path_factory.mktemp("undisturbed"), small_diary(), REGISTER, NIGHT) as line:
        assert line.audit(NIGHT).code == 0
        return what_stands(line)


def what_stands(line: Line) -> dict[str, Any]:
    """Return everything that a night leaves behind, save what differs from run to run."""
    return {
        "items": sorted(line.rows("SELECT kind, canonical_id, text_hash, first_seen FROM item")),
        "findings": sorted(line.rows("SELECT id, rule, severity, status, first_seen FROM finding")),
        "mails": sorted(line.rows("SELECT kind, recipient, state FROM message")),
    }


def wait_until(happened: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait until something has happened, or the command has ended by itself."""
    for _ in range(LONGEST * 500):
        if happened() or process.poll() is not None:
            return
        time.sleep(0.002)
    pytest.fail("The command hangs.")


@pytest.mark.parametrize("seed", range(2))
def test_an_audit_killed_at_random_points_loses_and_doubles_nothing(
    line: Line, undisturbed: dict[str, Any], seed: int
) -> None:
    """Three kills, each after another number of requests; then the night is finished."""
    chance = random.Random(seed)  # noqa: S311 - a choice of moments, no secret
    for _ in range(3):
        goal = line.requests() + chance.randint(1, 14)
        process = line.begin_audit(NIGHT)
        wait_until(lambda goal=goal: line.requests() >= goal, process)  # type: ignore[misc]  # bound at once
        process.kill()
        line.end(process)
    finished = line.audit(NIGHT)
    assert finished.code == 0
    assert what_stands(line) == undisturbed
    assert sorted(line.office.recipients()) == ALERTED
    assert sorted({account["status"] for account in finished.json["accounts"]}) == ["checked"]


def test_an_audit_killed_while_it_mails_sends_the_rest_and_at_most_one_mail_twice(
    line: Line, undisturbed: dict[str, Any]
) -> None:
    line.office.holds = ALERTED[1]  # taken, but the answer never comes: whether it was sent nobody can tell
    process = line.begin_audit(NIGHT)
    wait_until(lambda: ALERTED[1] in line.office.recipients(), process)
    process.kill()
    line.end(process)
    assert line.audit(NIGHT).code == 0
    assert what_stands(line) == undisturbed
    sent = sorted(line.office.recipients())
    assert sent == sorted([*ALERTED, ALERTED[1]])
    twice = [mail for mail in line.mails() if mail["To"] == ALERTED[1]]
    assert twice[0]["Message-ID"] == twice[1]["Message-ID"]


def test_a_report_killed_while_it_is_sent_reaches_everybody(line: Line) -> None:
    line.audit(NEXT_NIGHT)
    line.office.got.clear()
    line.office.holds = held = REPORTED[0]
    process = line.begin("report", "--send", "--as-of", iso(MONDAY))
    wait_until(lambda: held in line.office.recipients(), process)
    process.kill()
    line.end(process)
    assert line.send_report(MONDAY).code == 0
    assert line.send_report(MONDAY).code == 0
    assert sorted(line.office.recipients()) == sorted([*REPORTED, held])


def test_a_report_killed_before_its_mail_is_handed_over_is_sent_once(line: Line) -> None:
    line.audit(NEXT_NIGHT)
    line.office.got.clear()
    began = line.office.connections
    process = line.begin("report", "--send", "--as-of", iso(MONDAY))
    wait_until(lambda: line.office.connections > began, process)
    process.kill()
    line.end(process)
    line.send_report(MONDAY)
    line.send_report(MONDAY)
    recipients = line.office.recipients()
    assert set(recipients) == set(REPORTED)
    assert len(recipients) <= len(REPORTED) + 1


@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_an_audit_cleanly_and_the_next_one_goes_on(
    line: Line, undisturbed: dict[str, Any], how: signal.Signals, code: int
) -> None:
    process = line.begin_audit(NIGHT)
    wait_until(lambda: line.requests() >= 3, process)
    process.send_signal(how)
    ended = line.end(process)
    assert ended.code == code
    assert "Traceback" not in ended.err
    assert line.audit(NIGHT).code == 0
    assert what_stands(line) == undisturbed
    assert sorted(line.office.recipients()) == ALERTED


def test_two_audits_at_once_are_one_and_a_refusal(line: Line) -> None:
    refused = threading.Event()

    def hold(_call: Call) -> Answer:
        """Let the first audit wait for X until the second one has been refused; then fail once."""
        refused.wait(LONGEST)
        return Answer(status=503)

    line.x.break_on_demand(Fault(name="held", answer=hold))
    first = line.begin_audit(NIGHT)
    wait_until(lambda: line.facebook.requests != [], first)
    second = line.auditor("audit", "--as-of", iso(NIGHT))
    refused.set()
    assert second.code == 3
    assert "Another audit" in second.err
    ended = line.end(first)
    assert ended.code == 0
    found = ended.json["accounts"]
    assert sum(one["posts_new"] for one in found) == POSTS
    assert sum(one["comments_new"] for one in found) == COMMENTS


def test_a_time_before_the_last_run_is_refused(line: Line) -> None:
    assert line.audit(NEXT_NIGHT).code == 0
    line.forget_requests()
    earlier = line.audit(NIGHT)
    assert earlier.code == 2
    assert earlier.out == ""
    assert iso(NEXT_NIGHT) in earlier.err
    assert line.requests() == 0
    assert line.audit(NEXT_NIGHT).code == 0


def test_alerts_held_back_go_out_with_the_next_run(line: Line) -> None:
    assert line.audit(NIGHT, "--no-alerts").code == 0
    assert line.office.got == []
    assert line.audit(NEXT_NIGHT).code == 0
    assert sorted(line.office.recipients()) == ALERTED


def test_a_mail_server_that_is_down_ends_in_1_and_the_next_run_sends(line: Line) -> None:
    line.office.on_recipient = {recipient: ["451 later"] for recipient in ALERTED}
    night: Ended = line.audit(NIGHT)
    assert night.code == 1
    assert line.office.got == []
    assert "could not be handed over" in night.err
    assert "451 later" in night.err
    assert line.audit(NIGHT).code == 0
    assert sorted(line.office.recipients()) == ALERTED


def test_fail_on_tells_by_the_exit_code(line: Line) -> None:
    assert line.audit(NIGHT, "--fail-on", "high").code == 4
    assert line.audit(NIGHT, "--fail-on", "high").code == 0
