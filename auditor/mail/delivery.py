"""Handing over everything that is unsent: claimed, marked before the first byte, never silently lost.

A mail is `pending`, then `sending` while one process holds it, then `sent`, `failed` (the server certainly has not
taken it) or `unknown` (the connection or the process ended after the last byte: it may have arrived). What a dead
process left behind is taken over. Unknown mails are sent again: two are better than none, and SMTP can promise
no more than that.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from auditor.mail.claims import TWICE, claim, let_go, release_dead, settle, unsent
from auditor.mail.folder import write_file
from auditor.mail.server import Doubtful, MailServer, NotHandedOver, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from auditor.mail.sender import Sender
    from auditor.store.tables import MessageRow

ENOUGH_FAILURES = 2  # connections that fail in a row before the rest is left for the next command
NAMES = {
    "alert-safeguarding": "safeguarding alert",
    "alert-allegations": "allegation alert",
    "alert-report": "alert to senior leaders",
    "report": "weekly report",
    "school-report": "weekly report of a school",
    "admin": "note to the administrator",
    "page": "page of an audit on request",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A mail that was not handed over: which one (without its recipient) and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How sending went. `sent` counts what a server took, `written` what became a file, `doubtful` both ways sent."""

    sent: int = 0
    written: int = 0
    doubtful: int = 0
    failed: tuple[Failure, ...] = ()

    def sentences(self) -> list[str]:
        """Return what to tell: nothing where all went well; like failures are told once, with their number."""
        counted: dict[Failure, int] = {}
        for failure in self.failed:
            counted[failure] = counted.get(failure, 0) + 1
        told = [
            f"{_number(count)} ({failure.what}) could not be handed over: {failure.why}"
            for failure, count in counted.items()
        ]
        if self.doubtful:
            told.append(f"{_number(self.doubtful)} may have been sent twice, after an earlier sending broke off.")
        return told


class _Carrier(Protocol):
    def carry(self, message: MessageRow, body: bytes, before_data: Callable[[], None]) -> None: ...

    def close(self) -> None: ...


def send_unsent(engine: Engine, sender: Sender, now: datetime) -> Delivery:
    """Try every mail that is pending, failed or of unknown fate once, in order. One failing holds back no other."""
    release_dead(engine, now)
    waiting = unsent(engine)
    if not waiting:
        return Delivery()
    handed, doubtful, down = 0, 0, 0
    failed: list[Failure] = []
    with closing(_carrier(sender)) as carrier:
        for place, message_id in enumerate(waiting):
            message = claim(engine, message_id, now)
            if message is None:  # another process was faster
                continue
            why = _send_one(engine, carrier, message, now)
            if why is None:
                handed += 1
                doubtful += message.last_error == TWICE
                down = 0
                continue
            failed.append(Failure(what=_name(message), why=str(why)))
            down = _failures_in_a_row(down, why)
            if down >= ENOUGH_FAILURES:
                failed += _leave(engine, waiting[place + 1 :], str(why), now)
                break
    by_server = sender.server is not None
    return Delivery(
        sent=handed if by_server else 0,
        written=0 if by_server else handed,
        doubtful=doubtful,
        failed=tuple(failed),
    )


def _send_one(engine: Engine, carrier: _Carrier, message: MessageRow, now: datetime) -> Exception | None:
    """Hand one claimed mail over and record how it went; return why it failed, None where it did not."""

    def before_data() -> None:
        settle(engine, message.id, data_started=True)

    doubt = message.last_error if message.last_error == TWICE else None
    try:
        carrier.carry(message, message.body or b"", before_data)
    except NotHandedOver as why:
        settle(engine, message.id, state="failed", data_started=False, claimed_by=None, last_error=str(why))
        return why
    except Doubtful:
        settle(engine, message.id, state="unknown", claimed_by=None, last_error=TWICE)
        return NotHandedOver(
            "The connection broke before the mail server's answer, so it may have arrived; it is sent again next time."
        )
    except BaseException:
        let_go(engine, message.id)
        raise
    settle(engine, message.id, state="sent", claimed_by=None, sent_at=now, last_error=doubt)
    return None


def _failures_in_a_row(before: int, why: Exception) -> int:
    if not isinstance(why, Unreachable):
        return 0
    return ENOUGH_FAILURES if why.lasting else before + 1


def _leave(engine: Engine, rest: list[int], why: str, now: datetime) -> list[Failure]:
    """Record the same failure for mails that need not be tried now."""
    failed = []
    for message_id in rest:
        message = claim(engine, message_id, now)
        if message is not None:
            keeps_doubt = message.last_error == TWICE
            state, error = ("unknown", TWICE) if keeps_doubt else ("failed", why)
            settle(engine, message_id, state=state, claimed_by=None, last_error=error)
            failed.append(Failure(what=_name(message), why=why))
    return failed


def _name(message: MessageRow) -> str:
    week = f" of {message.period.partition(':')[0]}" if "report" in NAMES.get(message.kind, "") else ""
    return f"{NAMES.get(message.kind, message.kind)}{week}"


def _number(count: int) -> str:
    return "1 mail" if count == 1 else f"{count} mails"


def _carrier(sender: Sender) -> _Carrier:
    if sender.server is None:
        return _ToFolder(sender.outbox)
    return _ToServer(MailServer(sender.server, sender.plain_address))


class _ToServer:
    def __init__(self, server: MailServer) -> None:
        self._server = server

    def carry(self, message: MessageRow, body: bytes, before_data: Callable[[], None]) -> None:
        self._server.hand_over(body, message.recipient, before_data)

    def close(self) -> None:
        self._server.close()


class _ToFolder:
    """Writing a file twice gives the same file, so there is never a doubt about it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def carry(self, message: MessageRow, body: bytes, before_data: Callable[[], None]) -> None:
        del before_data
        write_file(self._folder, message, body)

    def close(self) -> None: ...
