"""The two parts of a mail, as its reader has them."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.store.tables import MessageRow


def text_of(row: MessageRow) -> str:
    """Return a mail's plain text."""
    return _part(row, "plain")


def html_of(row: MessageRow) -> str:
    """Return a mail's HTML."""
    return _part(row, "html")


def _part(row: MessageRow, kind: str) -> str:
    assert row.body is not None
    part = message_from_bytes(row.body, policy=policy.default).get_body((kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content
