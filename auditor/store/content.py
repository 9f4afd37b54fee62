"""What is compared and kept of an item: hashes, pseudonyms, text that every engine can store."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectors.model import Media


def storable(text: str) -> str:
    """Return `text` with what no database takes (NUL, lone surrogates) replaced one for one, so that offsets hold."""
    if "\x00" not in text and text.isascii():
        return text
    return "".join("\ufffd" if char == "\x00" or "\ud800" <= char <= "\udfff" else char for char in text)


def text_hash(text: str) -> str:
    """Return the hash of a text alone."""
    return hashlib.sha256(text.encode()).hexdigest()


def media_record(media: Sequence[Media]) -> list[dict[str, Any]]:
    """Return pictures and films as they are kept: no address, since those change and must not be followed."""
    return [
        {
            "kind": item.kind,
            "id": item.native_id,
            "alt": storable(item.alt_text) if item.alt_text else None,
            "file": storable(item.file_name) if item.file_name else None,
            **({"theirs": True} if item.theirs else {}),
        }
        for item in media
    ]


def content_hash(text: str, media: list[dict[str, Any]]) -> str:
    """Return the hash of what is judged: the text and its pictures."""
    parts = [text, *(f"{item['kind']}|{item['id']}|{item['alt']}|{item['file']}" for item in media)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def pseudonym(author: str | None, platform: str, key: bytes) -> str | None:
    """Return the keyed pseudonym of a commenter: the same for the same person, nothing without the key."""
    if author is None:
        return None
    return hmac.digest(key, f"{platform}:{author}".encode(errors="replace"), hashlib.sha256).hex()[:32]
