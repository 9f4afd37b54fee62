"""Who holds which mail. Each change is one short transaction of its own, so that a kill leaves a plain state."""

from __future__ import annotations

import platform
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from auditor.store.engine import reading, writing
from auditor.store.lease import is_living, this_process
from auditor.store.tables import MessageRow

if TYPE_CHECKING:
    from sqlalchemy import Engine

UNSENT = ("pending", "failed", "unknown")
TWICE = "It may have been sent twice: an earlier sending broke off before the mail server's answer."
OTHER_HOST_WAITS = timedelta(hours=1)  # a claim of another machine this old belongs to nobody any more


def claim(engine: Engine, message_id: int, now: datetime) -> MessageRow | None:
    """Take one unsent mail for this process and return it as it was; None where another took or sent it."""
    with writing(engine) as session:
        before = session.get(MessageRow, message_id)
        if before is None or before.body is None:
            return None
        session.expunge(before)
        taken = session.execute(
            update(MessageRow)
            .where(MessageRow.id == message_id, MessageRow.state.in_(UNSENT))
            .values(state="sending", claimed_by=_us(now), data_started=False, attempts=MessageRow.attempts + 1)
        )
        return before if taken.rowcount == 1 else None  # type: ignore[attr-defined]  # an UPDATE's result has it


def settle(engine: Engine, message_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of all types
    """Write what became of a mail that this process holds."""
    with writing(engine) as session:
        session.execute(update(MessageRow).where(MessageRow.id == message_id).values(**values))


def let_go(engine: Engine, message_id: int) -> None:
    """Give back a mail whose sending was broken off within this process: safe, or of unknown fate."""
    with writing(engine) as session:
        message = session.get(MessageRow, message_id)
        if message is not None and message.state == "sending":
            _free(message)


def release_dead(engine: Engine, now: datetime) -> None:
    """Take over what a dead process of this machine left half sent, and what another machine has held too long."""
    with writing(engine) as session:
        for message in session.scalars(select(MessageRow).where(MessageRow.state == "sending")):
            if _is_dead(message.claimed_by or "", now):
                _free(message)


def unsent(engine: Engine) -> list[int]:
    """Return the ids of all mails that are to be tried, oldest first."""
    with reading(engine) as session:
        query = select(MessageRow.id).where(MessageRow.state.in_(UNSENT), MessageRow.body.is_not(None))
        return list(session.scalars(query.order_by(MessageRow.id)))


def _free(message: MessageRow) -> None:
    message.claimed_by = None
    if message.data_started:
        message.state, message.last_error = "unknown", TWICE
    else:
        message.state = "unknown" if message.last_error == TWICE else "pending"


def _us(now: datetime) -> str:
    return f"{platform.node()}|{this_process()}|{now.astimezone(UTC).isoformat(timespec='seconds')}"


def _is_dead(claimed_by: str, now: datetime) -> bool:
    host, _, rest = claimed_by.partition("|")
    process, _, since = rest.partition("|")
    if host == platform.node():
        return not is_living(process)
    try:
        return now - datetime.fromisoformat(since) > OTHER_HOST_WAITS
    except ValueError:
        return True
