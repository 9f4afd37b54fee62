"""Handing mails over to a real server that misbehaves on cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.mail import send_unsent
from auditor.mail.claims import TWICE, claim, settle
from tests.mail.servers import a_post_office, by, states, wait_for
from tests.report.ground import NIGHT, days, messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from auditor.mail import Sender
    from tests.mail.servers import PostOffice

SLT, HEAD, IT = "slt@oakfield.example", "head@oakfield.example", "it@oakfield.example"


@pytest.fixture
def post(tmp_path: Path, engine: Engine) -> Iterator[tuple[PostOffice, Sender]]:
    with a_post_office() as (office, server):
        sender = by(server, tmp_path)
        wait_for(engine, sender, SLT, HEAD, IT)
        yield office, sender


def test_everything_goes_out_once_over_one_connection(engine: Engine, post: tuple[PostOffice, Sender]) -> None:
    office, sender = post
    assert send_unsent(engine, sender, NIGHT).sent == 3
    assert office.recipients() == [SLT, HEAD, IT]
    assert office.connections == 2  # the controller looks once whether the server is there
    assert {row.sent_at for row in messages(engine)} == {NIGHT}
    again = send_unsent(engine, sender, NIGHT)
    assert (again.sent, again.failed) == (0, ())
    assert len(office.got) == 3


def test_each_mail_has_one_recipient_and_arrives_as_it_was_written(
    engine: Engine, post: tuple[PostOffice, Sender]
) -> None:
    office, sender = post
    send_unsent(engine, sender, NIGHT)
    assert [mail["To"] for mail in office.mails()] == [SLT, HEAD, IT]
    assert [body for _, body in office.got] == [row.body for row in messages(engine)]


@pytest.mark.parametrize("answer", ["550 5.1.1 head@oakfield.example is unknown here", "452 4.2.2 mailbox full"])
def test_a_refused_recipient_holds_back_nobody_else(
    engine: Engine, post: tuple[PostOffice, Sender], answer: str
) -> None:
    office, sender = post
    office.on_recipient[HEAD] = [answer]
    delivery = send_unsent(engine, sender, NIGHT)
    assert (delivery.sent, len(delivery.failed)) == (2, 1)
    assert states(engine) == {"slt": "sent", "head": "failed", "it": "sent"}
    assert "@" not in " ".join(delivery.sentences())
    assert "weekly report of 2026-W47" in delivery.sentences()[0]
    assert send_unsent(engine, sender, NIGHT).sent == 1
    assert office.recipients() == [SLT, IT, HEAD]


@pytest.mark.parametrize("answer", ["554 5.7.1 not today", "451 4.3.0 try later", "421 4.3.2 closing"])
def test_a_refused_message_is_tried_again_by_the_next_command(
    engine: Engine, post: tuple[PostOffice, Sender], answer: str
) -> None:
    office, sender = post
    office.on_data[HEAD] = [answer]
    assert len(send_unsent(engine, sender, NIGHT).failed) == 1
    assert states(engine) == {"slt": "sent", "head": "failed", "it": "sent"}
    assert send_unsent(engine, sender, NIGHT).failed == ()
    assert sorted(office.recipients()) == sorted([SLT, HEAD, IT])


def test_a_connection_lost_before_the_message_is_certainly_not_sent(
    engine: Engine, post: tuple[PostOffice, Sender]
) -> None:
    office, sender = post
    office.drops[HEAD] = ["before", "before"]
    assert send_unsent(engine, sender, NIGHT).sent == 2
    assert states(engine) == {"slt": "sent", "head": "failed", "it": "sent"}
    assert send_unsent(engine, sender, NIGHT).sent == 1
    assert office.recipients() == [SLT, IT, HEAD]


def test_a_connection_lost_within_a_long_message_is_certainly_not_sent(
    engine: Engine, post: tuple[PostOffice, Sender]
) -> None:
    office, sender = post
    head = next(row for row in messages(engine) if row.recipient == HEAD)
    settle(engine, head.id, body=(head.body or b"") + b"more\r\n" * 4_000_000)
    office.drops[HEAD] = ["in"]
    delivery = send_unsent(engine, sender, NIGHT)
    assert "broke within the message" in delivery.sentences()[0]
    assert states(engine) == {"slt": "sent", "head": "failed", "it": "sent"}


def test_a_connection_lost_after_our_last_byte_leaves_the_fate_unknown(
    engine: Engine, post: tuple[PostOffice, Sender]
) -> None:
    office, sender = post
    office.drops[HEAD] = ["in"]
    assert send_unsent(engine, sender, NIGHT).sent == 2
    assert states(engine) == {"slt": "sent", "head": "unknown", "it": "sent"}
    assert send_unsent(engine, sender, NIGHT).doubtful == 1
    assert office.recipients() == [SLT, IT, HEAD]


def test_a_stale_connection_is_replaced_without_a_failure(engine: Engine, post: tuple[PostOffice, Sender]) -> None:
    office, sender = post
    office.drops[HEAD] = ["before"]  # once: as a server that closes what has been open too long
    assert send_unsent(engine, sender, NIGHT).sent == 3
    assert office.recipients() == [SLT, HEAD, IT]


def test_an_answer_lost_after_the_data_leaves_the_fate_unknown_and_is_sent_again(
    engine: Engine, post: tuple[PostOffice, Sender]
) -> None:
    office, sender = post
    office.drops[HEAD] = ["after"]
    first = send_unsent(engine, sender, NIGHT)
    assert (first.sent, len(first.failed)) == (2, 1)
    assert "may have arrived" in first.sentences()[0]
    assert states(engine) == {"slt": "sent", "head": "unknown", "it": "sent"}
    second = send_unsent(engine, sender, NIGHT)
    assert (second.sent, second.doubtful, second.failed) == (1, 1, ())
    assert "may have been sent twice" in second.sentences()[0]
    head = next(row for row in messages(engine) if row.recipient == HEAD)
    assert (head.state, head.last_error) == ("sent", TWICE)
    assert office.recipients().count(HEAD) == 2
    copies = [mail["Message-ID"] for mail in office.mails() if mail["To"] == HEAD]
    assert copies == [head.message_id] * 2


def test_an_unreachable_server_fails_everything_in_words_and_loses_nothing(engine: Engine, tmp_path: Path) -> None:
    with a_post_office() as (office, server):
        pass
    sender = by(server, tmp_path)
    wait_for(engine, sender, SLT, HEAD, IT)
    delivery = send_unsent(engine, sender, NIGHT)
    assert len(delivery.failed) == 3
    (sentence,) = delivery.sentences()
    assert sentence.startswith("3 mails (weekly report of 2026-W47) could not be handed over: 127.0.0.1:")
    assert sentence.endswith("cannot be reached (Connection refused). Check SMTP_HOST and SMTP_PORT.")
    assert set(states(engine).values()) == {"failed"}
    assert office.got == []


def test_a_claimed_mail_is_sent_by_nobody_else(engine: Engine, post: tuple[PostOffice, Sender]) -> None:
    office, sender = post
    first = messages(engine)[0]
    assert claim(engine, first.id, NIGHT) is not None
    assert claim(engine, first.id, NIGHT) is None
    assert send_unsent(engine, sender, NIGHT).sent == 2
    assert SLT not in office.recipients()


def test_what_another_machine_holds_too_long_is_taken_over(engine: Engine, post: tuple[PostOffice, Sender]) -> None:
    office, sender = post
    first = messages(engine)[0]
    claim(engine, first.id, NIGHT)
    settle(engine, first.id, claimed_by=f"elsewhere|1:1|{NIGHT.isoformat()}")
    assert send_unsent(engine, sender, NIGHT).sent == 2
    assert send_unsent(engine, sender, NIGHT + days(1)).sent == 1
    assert SLT in office.recipients()


def test_without_a_server_mails_become_files_for_their_owner_alone(engine: Engine, tmp_path: Path) -> None:
    sender = by(None, tmp_path)
    wait_for(engine, sender, SLT, "O'Brien+x@oakfield.example")
    delivery = send_unsent(engine, sender, NIGHT)
    assert (delivery.written, delivery.sent, delivery.failed) == (2, 0, ())
    assert sender.outbox.stat().st_mode & 0o777 == 0o700
    files = sorted(sender.outbox.iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert all(file.name.replace(".", "").replace("-", "").isalnum() for file in files)
    assert {file.read_bytes() for file in files} == {row.body for row in messages(engine)}
    assert "reach nobody but the folder" in str(sender.warning)


def test_a_folder_that_cannot_be_written_fails_in_words(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file where the folder should be")
    sender = by(None, tmp_path)
    wait_for(engine, sender, SLT)
    delivery = send_unsent(engine, sender, NIGHT)
    assert "could not be written" in delivery.sentences()[0]
    assert states(engine) == {"slt": "failed"}


def test_nothing_waiting_opens_no_connection(engine: Engine, tmp_path: Path) -> None:
    with a_post_office() as (office, server):
        assert send_unsent(engine, by(server, tmp_path), NIGHT).sent == 0
        assert office.connections == 1
