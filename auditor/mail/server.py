"""One connection to a mail server, used for as many mails as it lives; each step tells what a failure there means."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from auditor.mail.letter import on_the_wire
from auditor.mail.refusals import connection_failure, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.mail.sender import SmtpServer

OK = 250
WILL_FORWARD = 251
GO_AHEAD = 354
CLOSING = 421
_HOST_NAME = re.compile(r"[A-Za-z0-9.-]{1,200}")
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)


class NotHandedOver(Exception):
    """The server certainly has not taken this mail; the text says why, without an address."""


class Unreachable(NotHandedOver):
    """There is no connection; `lasting`: trying again in this run would not help (login, certificate)."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        """Keep whether another try makes sense."""
        super().__init__(message)
        self.lasting = lasting


class Doubtful(Exception):
    """The connection broke after the last byte and before the server's answer: it may have taken the mail."""


class MailServer:
    """Hands mails over to a mail server, one connection for all of them as long as it holds."""

    def __init__(self, server: SmtpServer, sender: str) -> None:
        """Keep where to connect to; `sender` is the envelope's address."""
        self._server = server
        self._sender = on_the_wire(sender)
        self._smtp: smtplib.SMTP | None = None

    def hand_over(self, body: bytes, recipient: str, before_data: Callable[[], None]) -> None:
        """Hand one mail over; `before_data` is called just before its first byte leaves.

        NotHandedOver where the server certainly has not taken it, Doubtful where nobody can know.
        """
        recipient = on_the_wire(recipient)
        if not recipient.isascii():
            raise NotHandedOver("The recipient's address has letters that mail cannot carry.")
        smtp = self._ready_for(recipient)
        try:
            code, answer = smtp.docmd("DATA")
        except (smtplib.SMTPException, OSError):
            self._drop()
            raise NotHandedOver("The connection to the mail server broke before the message.") from None
        if code != GO_AHEAD:
            self._refused("message", code, answer)
        before_data()
        code, answer = self._send(smtp, body)
        if code != OK:
            self._refused("message", code, answer)

    def close(self) -> None:
        """Say goodbye. What goes wrong here no longer matters: every mail's answer is known."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._drop()

    def _send(self, smtp: smtplib.SMTP, body: bytes) -> tuple[int, bytes]:
        ended = body if body.endswith(b"\r\n") else body + b"\r\n"
        try:
            smtp.send(_LEADING_DOT.sub(b"..", ended) + b".\r\n")
        except (smtplib.SMTPException, OSError):
            # The last bytes are the mark of its end: without them no server may take a mail (RFC 5321, 4.1.1.4).
            self._drop()
            raise NotHandedOver("The connection to the mail server broke within the message.") from None
        try:
            _allow(smtp, self._server.patience)
            answer = smtp.getreply()
            _allow(smtp, self._server.timeout)
        except (smtplib.SMTPException, OSError):
            self._drop()
            raise Doubtful from None
        return answer

    def _ready_for(self, recipient: str) -> smtplib.SMTP:
        """Return a connection that has taken sender and recipient; one gone stale is replaced once."""
        stale_allowed = self._smtp is not None
        while True:
            smtp = self._smtp or self._connect()
            try:
                refused = self._address(smtp, recipient)
            except (smtplib.SMTPException, OSError):
                self._drop()
                if stale_allowed:
                    stale_allowed = False
                    continue
                raise NotHandedOver("The connection to the mail server broke before the message.") from None
            if refused is None:
                return smtp
            stage, code, answer = refused
            if code == CLOSING and stale_allowed:
                self._drop()
                stale_allowed = False
                continue
            self._refused(stage, code, answer)

    def _address(self, smtp: smtplib.SMTP, recipient: str) -> tuple[str, int, bytes] | None:
        code, answer = smtp.mail(self._sender)
        if code != OK:
            return "sender", code, answer
        code, answer = smtp.rcpt(recipient)
        return None if code in {OK, WILL_FORWARD} else ("recipient", code, answer)

    def _refused(self, stage: str, code: int, answer: bytes) -> NoReturn:
        """Raise the refusal, with the connection made ready for the next mail."""
        try:
            if code == CLOSING or self._smtp is None or self._smtp.rset()[0] != OK:
                self._drop()
        except (smtplib.SMTPException, OSError):
            self._drop()
        raise NotHandedOver(refusal(stage, code, answer))

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _connect(self) -> smtplib.SMTP:
        try:
            self._smtp = smtp = self._open()
            if self._server.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
            if self._server.username:
                smtp.login(self._server.username, self._server.password or "")
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise self._why_not(error) from None
        return smtp

    def _open(self) -> smtplib.SMTP:
        server, us = self._server, _own_name()
        if server.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(server.host, server.port, us, timeout=server.timeout, context=context)
        return smtplib.SMTP(server.host, server.port, us, timeout=server.timeout)

    def _why_not(self, error: smtplib.SMTPException | OSError) -> Unreachable:
        """Return in words why there is no connection."""
        where = (self._server.host, self._server.port, self._server.security)
        cause = error.__context__
        match error:
            case smtplib.SMTPAuthenticationError():
                return Unreachable(refusal("login", error.smtp_code, error.smtp_error), lasting=True)
            case smtplib.SMTPNotSupportedError():
                return Unreachable(self._not_supported(), lasting=True)
            case smtplib.SMTPResponseException() if error.smtp_code >= CLOSING:
                return Unreachable(refusal("connection", error.smtp_code, error.smtp_error))
            case smtplib.SMTPException():
                if isinstance(cause, TimeoutError):
                    return Unreachable(connection_failure(*where, cause))
                return Unreachable(f"{where[0]}:{where[1]} closed the connection or is no mail server.")
        return Unreachable(connection_failure(*where, error), lasting=isinstance(error, ssl.SSLError))

    def _not_supported(self) -> str:
        server = self._server
        if server.security == "starttls":
            return (
                f"{server.host}:{server.port} offers no STARTTLS or no way to log in: use SMTP_SECURITY=tls with port "
                "465, or SMTP_SECURITY=none for a relay inside the trust's own network."
            )
        return f"{server.host}:{server.port} offers no login: leave SMTP_USERNAME and SMTP_PASSWORD empty for it."


def _allow(smtp: smtplib.SMTP, seconds: float) -> None:
    if smtp.sock is not None:
        smtp.sock.settimeout(seconds)


def _own_name() -> str:
    name = socket.gethostname()  # the full name may need a slow look-up
    return name if _HOST_NAME.fullmatch(name) else "localhost"
