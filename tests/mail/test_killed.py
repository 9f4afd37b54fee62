"""A sending process that is killed, at each step: nothing is lost, and only what SMTP cannot promise comes twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.mail import claims, send_unsent
from auditor.mail.delivery import Delivery
from tests.mail.servers import a_post_office, by, states, wait_for
from tests.report.ground import NIGHT, an_engine, messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from auditor.mail import Sender, SmtpServer
    from tests.mail.servers import PostOffice

SLT, HEAD, IT = "slt@oakfield.example", "head@oakfield.example", "it@oakfield.example"

# Sends what is waiting, and dies at the step named: `claimed` (nothing sent yet), `marked` (just before the first
# byte), `accepted` (the server has it, the answer is not yet recorded).
SENDING = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from auditor.mail import Sender, SmtpServer, delivery, send_unsent
from auditor.store.engine import open_engine

url, port, step, at = sys.argv[1:]
server = SmtpServer(host="127.0.0.1", port=int(port), security="none", timeout=300)
sender = Sender(address="auditor@oakfield.example", server=server)
settle, carry = delivery.settle, delivery._ToServer.carry

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def settled(engine, message_id, **values):
    if step == "accepted" and values.get("state") == "sent":
        die()
    settle(engine, message_id, **values)
    if step == "marked" and values.get("data_started"):
        die()

def carried(self, message, body, before_data):
    if step == "claimed":
        die()
    carry(self, message, body, before_data)

delivery.settle, delivery._ToServer.carry = settled, carried
send_unsent(open_engine(url), sender, datetime.fromisoformat(at))
"""


@pytest.fixture
def post(tmp_path: Path, engine: Engine) -> Iterator[tuple[PostOffice, Sender, SmtpServer]]:
    with a_post_office() as (office, server):
        sender = by(server, tmp_path)
        wait_for(engine, sender, SLT, HEAD, IT)
        yield office, sender, server


def send_and_die(engine: Engine, server: SmtpServer, step: str) -> None:
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", SENDING, url, str(server.port), step, NIGHT.isoformat()]
    ended = subprocess.run(command, check=False, env=os.environ | {"PYTHONPATH": str(Path.cwd())})
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("step", "copies", "state"), [("claimed", 1, "pending"), ("marked", 1, "unknown"), ("accepted", 2, "unknown")]
)
def test_a_killed_sending_goes_on_where_it_was(
    engine: Engine, post: tuple[PostOffice, Sender, SmtpServer], step: str, copies: int, state: str
) -> None:
    office, sender, server = post
    send_and_die(engine, server, step)
    assert states(engine)["slt"] == "sending"
    claims.release_dead(engine, NIGHT)
    assert states(engine) == {"slt": state, "head": "pending", "it": "pending"}
    delivery = send_unsent(engine, sender, NIGHT)
    assert delivery.failed == ()
    assert office.recipients().count(SLT) == copies
    assert office.recipients()[-2:] == [HEAD, IT]
    assert bool(delivery.doubtful) == (state == "unknown")
    assert len({mail["Message-ID"] for mail in office.mails()}) == 3
    assert set(states(engine).values()) == {"sent"}


def test_a_sending_killed_while_the_server_is_silent_goes_on(
    engine: Engine, post: tuple[PostOffice, Sender, SmtpServer]
) -> None:
    office, sender, server = post
    office.holds = HEAD
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", SENDING, url, str(server.port), "none", NIGHT.isoformat()]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(Path.cwd())}) as process:
        assert office.taken.wait(60)
        assert office.recipients() == [SLT, HEAD]
        process.kill()
    assert send_unsent(engine, sender, NIGHT) == Delivery(sent=2, doubtful=1)
    assert office.recipients() == [SLT, HEAD, HEAD, IT]


def test_ctrl_c_within_a_sending_leaves_it_to_the_next_command(
    engine: Engine, post: tuple[PostOffice, Sender, SmtpServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, sender, _server = post

    def interrupted(*_anything: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("auditor.mail.delivery._ToServer.carry", interrupted)
        with pytest.raises(KeyboardInterrupt):
            send_unsent(engine, sender, NIGHT)
    assert set(states(engine).values()) == {"pending"}
    assert send_unsent(engine, sender, NIGHT).sent == 3
    assert office.recipients() == [SLT, HEAD, IT]


FAULTS = st.lists(st.sampled_from(["before", "in", "after", "refused", "put off", "fine"]), max_size=4)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({SLT: FAULTS, HEAD: FAULTS, IT: FAULTS}))
def test_whatever_goes_wrong_everybody_gets_it_and_twice_only_in_doubt(
    tmp_path_factory: pytest.TempPathFactory, faults: dict[str, list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("outbox")
    engine = an_engine(folder)
    with a_post_office() as (office, server):
        sender = by(server, folder)
        wait_for(engine, sender, SLT, HEAD, IT)
        for recipient, planned in faults.items():
            office.drops[recipient] = [fault for fault in planned if fault in {"before", "in", "after"}]
            office.on_recipient[recipient] = ["550 5.1.1 no" for fault in planned if fault == "refused"]
            office.on_data[recipient] = ["451 4.3.0 later" for fault in planned if fault == "put off"]
        while send_unsent(engine, sender, NIGHT).failed:
            pass
        for recipient, planned in faults.items():
            assert 1 <= office.recipients().count(recipient) <= 1 + planned.count("after")
        assert set(states(engine).values()) == {"sent"}
        assert all(row.claimed_by is None for row in messages(engine))
    engine.dispose()


def test_two_senders_at_once_send_each_mail_once(engine: Engine, tmp_path: Path) -> None:
    recipients = [f"person{number}@oakfield.example" for number in range(12)]
    with a_post_office() as (office, server):
        wait_for(engine, by(server, tmp_path), *recipients)
        url = engine.url.render_as_string(hide_password=False)
        command = [sys.executable, "-c", SENDING, url, str(server.port), "none", NIGHT.isoformat()]
        both = [subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(Path.cwd())}) for _ in range(2)]
        assert [process.wait(60) for process in both] == [0, 0]
        assert sorted(office.recipients()) == sorted(recipients)
    assert set(states(engine).values()) == {"sent"}
