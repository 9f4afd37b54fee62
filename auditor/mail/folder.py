"""The outbox folder: where mails lie as files while no mail server is set."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING

from auditor.mail.server import NotHandedOver

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.store.tables import MessageRow


def write_file(folder: Path, message: MessageRow, body: bytes) -> Path:
    """Write one mail as `.eml` (folder 0700, file 0600) and return where; the same mail is the same file."""
    path = folder / file_name(message)
    part = path.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise NotHandedOver(f"The mail could not be written to {folder} ({error.strerror}).") from None
    return path


def file_name(message: MessageRow) -> str:
    """Return the file's name: time, kind, whom it is for in plain letters, and a mark of the message itself."""
    mark = hashlib.sha256(message.message_id.encode()).hexdigest()[:8]
    recipient = re.sub(r"[^a-z0-9]+", "-", message.recipient.lower()).strip("-")[:40]
    return f"{message.created_at:%Y%m%dT%H%M%SZ}-{message.kind}-{recipient}-{mark}.eml"
