"""Encryption, logins and refusals, and what is said about them."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from auditor.mail import SmtpServer, send_unsent
from auditor.mail.refusals import refusal
from tests.mail.servers import a_post_office, by, wait_for
from tests.report.ground import NIGHT, an_engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # what is tested here

SLT, HEAD = "slt@oakfield.example", "head@oakfield.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a self-signed certificate for 127.0.0.1 and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not here to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    new = [
        openssl,
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-keyout",
        str(key),
        "-out",
        str(cert),
    ]
    subprocess.run([*new, *subject], check=True, capture_output=True)
    return cert, key


@pytest.fixture
def context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def try_to_send(server: SmtpServer, folder: Path) -> list[str]:
    """Send two mails and return what is told about it."""
    engine, sender = an_engine(folder), by(server, folder)
    wait_for(engine, sender, SLT, HEAD)
    told = send_unsent(engine, sender, NIGHT).sentences()
    engine.dispose()
    return told


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_it_speaks_tls_with_a_server_whose_certificate_holds(
    tmp_path: Path, context: ssl.SSLContext, certificate: tuple[Path, Path], tls: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with a_post_office(context=context, tls=tls) as (office, server):
        assert try_to_send(server, tmp_path) == []
        assert office.recipients() == [SLT, HEAD]


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_that_does_not_hold_stops_everything_in_words(
    tmp_path: Path, context: ssl.SSLContext, tls: str
) -> None:
    with a_post_office(context=context, tls=tls) as (office, server):
        (sentence,) = try_to_send(server, tmp_path)
        assert office.got == []
        assert office.connections <= 2  # the test's own look, and one try: another would fail in the same way
    assert sentence.startswith(
        "2 mails (weekly report of 2026-W47) could not be handed over: The certificate of 127.0.0.1"
    )
    assert "SSL_CERT_FILE" in sentence


def test_tls_against_a_plain_port_is_told_apart(tmp_path: Path) -> None:
    with a_post_office() as (_office, server):
        (sentence,) = try_to_send(replace(server, security="tls"), tmp_path)
    assert "does not speak TLS as SMTP_SECURITY=tls wants" in sentence


def test_starttls_that_is_not_offered_is_never_done_without(tmp_path: Path) -> None:
    with a_post_office() as (office, server):
        (sentence,) = try_to_send(replace(server, security="starttls"), tmp_path)
        assert office.got == []
    assert "offers no STARTTLS" in sentence


def test_it_logs_in(tmp_path: Path) -> None:
    with a_post_office(login=True) as (office, server):
        assert try_to_send(replace(server, username="auditor", password="right"), tmp_path) == []
        assert office.recipients() == [SLT, HEAD]


def test_a_refused_login_is_tried_once_and_shows_no_secret(tmp_path: Path) -> None:
    with a_post_office(login=True) as (office, server):
        (sentence,) = try_to_send(replace(server, username="auditor", password="canary-secret"), tmp_path)
        assert office.connections == 2  # more tries could lock the mailbox
    assert "Check SMTP_USERNAME and SMTP_PASSWORD" in sentence
    assert "535" in sentence
    assert "canary" not in sentence
    assert "canary" not in repr(replace(server, password="canary-secret"))


def test_a_login_that_is_needed_and_missing_is_told(tmp_path: Path) -> None:
    with a_post_office(login=True) as (_office, server):
        (sentence,) = try_to_send(server, tmp_path)
    assert "wants a login" in sentence


def test_a_server_without_logins_is_told(tmp_path: Path) -> None:
    with a_post_office() as (_office, server):
        (sentence,) = try_to_send(replace(server, username="auditor", password="right"), tmp_path)
    assert "offers no login" in sentence


@pytest.fixture
def babbler() -> Iterator[SmtpServer]:
    """Return a server that is no mail server: it says something else and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            for _ in range(2):
                connection, _address = listener.accept()
                with connection:
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield SmtpServer(host="127.0.0.1", port=listener.getsockname()[1], security="none", timeout=10)
        thread.join(timeout=10)


def test_something_that_is_no_mail_server_is_told(tmp_path: Path, babbler: SmtpServer) -> None:
    (sentence,) = try_to_send(babbler, tmp_path)
    assert "is no mail server" in sentence


def test_a_server_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = SmtpServer(host="127.0.0.1", port=silent.getsockname()[1], security="none", timeout=0.2)
        (sentence,) = try_to_send(server, tmp_path)
    assert "did not answer in time" in sentence


def test_a_server_that_thinks_long_about_a_message_is_waited_for(tmp_path: Path) -> None:
    with a_post_office() as (office, server):
        office.ponders = 1.0
        assert try_to_send(replace(server, timeout=0.5), tmp_path) == []
        assert office.recipients() == [SLT, HEAD]


def test_an_answer_that_never_comes_is_given_up_in_the_end(tmp_path: Path) -> None:
    with a_post_office() as (office, server):
        office.holds = SLT
        (sentence,) = try_to_send(replace(server, patience=0.3), tmp_path)
        assert "may have arrived" in sentence
        assert office.recipients() == [SLT, HEAD]


@pytest.mark.parametrize(
    ("code", "answer", "told"),
    [
        (550, "5.7.30 Basic authentication is not supported for Client Submission", "SMTP AUTH for this mailbox again"),
        (
            535,
            "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled",
            "turned off for this mailbox",
        ),
        (535, "5.7.8 Username and Password not accepted", "Check SMTP_USERNAME"),
        (550, "5.1.1 The email account that you tried to reach does not exist", "does not know the recipient"),
        (550, "5.7.54 SMTP; Unable to relay recipient in non-accepted domain", "does not carry mail for us"),
        (550, "Requested action not taken", "refused the recipient or the message"),
        (452, "4.2.2 Mailbox full", "mailbox"),
        (451, "4.7.1 Greylisted", "tries again"),
        (571, "something new", "no reason that we know"),
    ],
)
def test_refusals_are_told_in_words(code: int, answer: str, told: str) -> None:
    assert told in refusal("recipient", code, answer.encode())


def test_no_address_of_a_refusal_is_repeated() -> None:
    told = refusal("recipient", 550, b"5.1.1 <head@oakfield.example>: \x1b[31mno\r\nsuch head@oakfield.example\xff")
    assert "@" not in told
    assert "\x1b" not in told
    assert told.isprintable()
