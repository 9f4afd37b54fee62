"""Everything that leaves the auditor, as text to be searched: output, mails, logs, reports; and the database."""

from __future__ import annotations

import sqlite3
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tests.whole_line.line import Line

DATABASE = (".db", ".db-wal", ".db-shm")


def plain_text(mail: EmailMessage) -> str:
    """Return a mail's headers and all its parts, decoded."""
    headers = [f"{name}: {value}" for name, value in mail.items()]
    parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*headers, *parts])


def everything_written(line: Line) -> dict[str, str]:
    """Return every text that people or other programs get to see, by where it stands."""
    written = {f"output {number}": text for number, text in enumerate(line.printed)}
    written |= {f"mail {number} to {mail['To']}": plain_text(mail) for number, mail in enumerate(line.mails())}
    for path in line.folder.rglob("*"):
        if not path.is_file() or path.name.endswith(DATABASE) or path.name == "register.toml":
            continue
        name = str(path.relative_to(line.folder))
        written[name] = _read_mail(path.read_bytes()) if path.suffix == ".eml" else path.read_text("utf-8", "replace")
    return written


def _read_mail(content: bytes) -> str:
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return plain_text(mail)


def canaries_in_database(line: Line, canaries: Iterable[str], *, besides: Collection[str]) -> dict[str, set[str]]:
    """Return, by `table.column`, which canaries stand where no text belongs; mails are looked at decoded."""
    found: dict[str, set[str]] = {}
    with sqlite3.connect(f"file:{line.database}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - the database's own table names
                for column in row.keys():  # noqa: SIM118 - a Row iterates over values
                    text = _as_text(row[column])
                    seen = {canary for canary in canaries if canary.lower() in text.lower()}
                    if seen and f"{table}.{column}" not in besides:
                        found.setdefault(f"{table}.{column}", set()).update(seen)
    return found


def _as_text(value: object) -> str:
    return _read_mail(value) if isinstance(value, bytes) else str(value)
