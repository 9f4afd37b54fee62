"""One mail to one recipient: its headers, its two parts, and its place among what is still to be sent."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from auditor.shown import plain
from auditor.store.tables import MessageFindingRow, MessageRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.mail.sender import Sender

LIST_NAMES = {
    "alert-safeguarding": "Safeguarding alerts",
    "alert-allegations": "Allegation alerts",
    "alert-report": "Alerts to senior leaders",
    "report": "Weekly report",
    "school-report": "Weekly report",
    "admin": "Notes to the administrator",
    "page": "Audits on request",
}
# Left to fold at 78, the library puts a long subject wholly on a second line, and some readers show the blank.
UNFOLDED = SMTP.clone(max_line_length=500)
PERIOD_LENGTH = 100  # of the column


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail before it is composed. `period` is what it is about; one of a kind, period and recipient exists once.

    `findings` are the ids of the findings that it tells. No part holds a name of a child, a word of a comment, a
    commenter's handle or a token.
    """

    kind: str
    period: str
    recipient: str
    subject: str
    text: str
    html: str
    urgent: bool = False
    school: str | None = None
    findings: tuple[str, ...] = ()


def write_letter(session: Session, letter: Letter, sender: Sender, now: datetime) -> MessageRow | None:
    """Put the letter among what is to be sent, in the session's own transaction; None where it is there already."""
    period = short_period(letter.period)
    same = select(MessageRow.id).where(
        MessageRow.kind == letter.kind, MessageRow.period == period, MessageRow.recipient == letter.recipient
    )
    if session.scalar(same) is not None:
        return None
    row = MessageRow(
        kind=letter.kind,
        period=period,
        recipient=letter.recipient,
        school=letter.school,
        message_id=message_id(letter, sender),
        subject=plain(letter.subject),
        body=compose(letter, sender, now),
        state="pending",
        created_at=now,
    )
    session.add(row)
    session.flush()
    session.add_all(MessageFindingRow(message_id=row.id, finding_id=finding) for finding in letter.findings)
    session.flush()
    return row


def short_period(period: str) -> str:
    """Return `period` as the column can hold it: a long one (a school's id may be long) ends in its hash."""
    if len(period) <= PERIOD_LENGTH:
        return period
    return f"{period[: PERIOD_LENGTH - 17]}-{hashlib.sha256(period.encode()).hexdigest()[:16]}"


def message_id(letter: Letter, sender: Sender) -> str:
    """Return the Message-ID: the same whenever this letter is sent, so that a doubled one can be recognised."""
    recipient = hashlib.sha256(f"{letter.period}|{letter.recipient.lower()}".encode()).hexdigest()[:20]
    period = re.sub(r"[^A-Za-z0-9]+", "-", letter.period)[:60].strip("-")
    return f"<{letter.kind}.{period}.{recipient}@{on_the_wire(sender.domain)}>"


def compose(letter: Letter, sender: Sender, now: datetime) -> bytes:
    """Return the whole mail as it goes over the wire: one recipient, text first, HTML with nothing remote."""
    mail = EmailMessage(policy=SMTP)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(letter, sender)
    mail["From"] = Address(sender.display_name, addr_spec=on_the_wire(sender.plain_address))
    if sender.reply_to:
        mail["Reply-To"] = sender.reply_to
    mail["To"] = Address(addr_spec=on_the_wire(letter.recipient))
    mail["Subject"] = plain(letter.subject)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["List-Id"] = f"{LIST_NAMES.get(letter.kind, 'Mails')} <{letter.kind}.auditor.{on_the_wire(sender.domain)}>"
    mail["Sensitivity"] = "Company-Confidential"
    if letter.urgent:
        mail["Importance"] = "high"
    # Quoted-printable is said outright: left to itself the library may choose base64, which is longer.
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return mail.as_bytes(policy=UNFOLDED)


def on_the_wire(address: str) -> str:
    """Return an address or a domain in ASCII: other letters in their IDNA form, unchanged where there is none."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode('ascii')}" if not domain.isascii() else address
    except UnicodeError:
        return address
