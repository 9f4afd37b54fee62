"""A mail server on loopback that misbehaves on cue, and a week's worth of letters."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session, syntax

from auditor.mail import Letter, Sender, SmtpServer, write_letter
from auditor.store.engine import writing
from tests.report.ground import NIGHT, messages

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from sqlalchemy import Engine

    from auditor.store.tables import MessageRow


class PostOffice:
    """What the server does and what it got. Answers are given by recipient; each list is used up from its front.

    `on_recipient`, `on_data`: answers in place of 250. `drops`: where the connection breaks for that recipient:
    `before` (at RCPT), `in` (after 354), `after` (the message was taken, the answer is lost).
    """

    def __init__(self) -> None:
        """Begin as a server that takes everything."""
        self.on_recipient: dict[str, list[str]] = {}
        self.on_data: dict[str, list[str]] = {}
        self.drops: dict[str, list[str]] = {}
        self.got: list[tuple[str, bytes]] = []
        self.connections = 0
        self.taken = threading.Event()  # set when a held message is here
        self.ponders = 0.0  # seconds before each answer after the data
        self.holds: str | None = None  # a recipient whose answer after the data never comes

    def mails(self) -> list[EmailMessage]:
        """Return what was taken, parsed."""
        return [message_from_bytes(body, policy=policy.default) for _, body in self.got]

    def recipients(self) -> list[str]:
        """Return to whom what was taken went."""
        return [recipient for recipient, _ in self.got]

    def next_of(self, answers: dict[str, list[str]], recipient: str) -> str | None:
        """Return the next answer on cue, if any."""
        waiting = answers.get(recipient)
        return waiting.pop(0) if waiting else None

    def drops_at(self, recipient: str, place: str) -> bool:
        """Return whether the connection is to break here now."""
        waiting = self.drops.get(recipient)
        if not waiting or waiting[0] != place:
            return False
        waiting.pop(0)
        return True

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it by this name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Refuse, drop or take a recipient."""
        if self.drops_at(address, "before"):
            break_off(server)
            return "421 gone"
        refused = self.next_of(self.on_recipient, address)
        if refused:
            return refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd calls it by this name
        """Refuse, drop, hold back or take a message."""
        recipient = str(envelope.rcpt_tos[0])
        refused = self.next_of(self.on_data, recipient)
        if refused:
            return refused
        assert isinstance(envelope.original_content, bytes)
        self.got.append((recipient, envelope.original_content))
        if self.drops_at(recipient, "after"):
            break_off(server)
        if self.holds == recipient:
            self.holds = None
            self.taken.set()
            await asyncio.sleep(600)
        await asyncio.sleep(self.ponders)
        return "250 taken"

    def authenticate(
        self, _server: object, _session: object, _envelope: object, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        """Know one login."""
        known = mechanism in {"LOGIN", "PLAIN"} and data == LoginPassword(b"auditor", b"right")
        return AuthResult(success=known, handled=False)


def break_off(server: SMTP) -> None:
    """Reset the connection, as a failing network does."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class _Server(SMTP):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.event_handler.connections += 1
        super().connection_made(transport)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd calls it by this name
        office, recipients = self.event_handler, self.envelope.rcpt_tos if self.envelope else []
        if recipients and office.drops_at(recipients[0], "in"):
            await self.push("354 go ahead")
            await self._reader.readline()
            break_off(self)
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, **self.SMTP_kwargs)


@contextmanager
def a_post_office(
    *, context: ssl.SSLContext | None = None, tls: str = "none", login: bool = False
) -> Iterator[tuple[PostOffice, SmtpServer]]:
    """Run a mail server and yield what it got and how to reach it. `tls`: `none`, `starttls` or `tls`."""
    office, port = PostOffice(), a_free_port()
    extra: dict[str, Any] = {"ssl_context": context} if tls == "tls" else {}
    extra |= {"tls_context": context, "require_starttls": True} if tls == "starttls" else {}
    if login:
        extra |= {"authenticator": office.authenticate, "auth_required": True, "auth_require_tls": False}
    controller = _Controller(office, hostname="127.0.0.1", port=port, ready_timeout=20, **extra)
    controller.start()
    try:
        yield office, SmtpServer(host="127.0.0.1", port=port, security=tls, timeout=15)
    finally:
        controller.stop()


def a_free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def by(server: SmtpServer | None, folder: Path, **changes: Any) -> Sender:  # noqa: ANN401 - any field
    """Return a sender that uses the server."""
    values: dict[str, Any] = {
        "address": "Auditor <auditor@oakfield.example>",
        "reply_to": "comms@oakfield.example",
        "server": server,
        "outbox": folder / "outbox",
    }
    return Sender(**values | changes)


def a_letter(recipient: str = "slt@oakfield.example", **changes: Any) -> Letter:  # noqa: ANN401 - any field
    """Return a weekly report to `recipient`."""
    values: dict[str, Any] = {
        "kind": "report",
        "period": "2026-W47",
        "recipient": recipient,
        "subject": "Oakfield Learning Trust: week of 16 November 2026, nothing needs you",
        "text": "Nothing needs you this week.\n.\n..dots\n",
        "html": "<!DOCTYPE html><html><body><p>Nothing needs you this week.</p></body></html>",
    }
    return Letter(**values | changes)


def wait_for(engine: Engine, sender: Sender, *recipients: str) -> None:
    """Put a letter to each recipient among what is to be sent."""
    with writing(engine) as session:
        for recipient in recipients:
            write_letter(session, a_letter(recipient), sender, NIGHT)


def states(engine: Engine) -> dict[str, str]:
    """Return each mail's state by its recipient's local name."""
    return {name(row): row.state for row in messages(engine)}


def name(row: MessageRow) -> str:
    """Return a recipient's local name."""
    return row.recipient.partition("@")[0]
