"""Pictures, films and links of a post or comment, from `attachments{…subattachments}` (StoryAttachment)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from connectors.http import storable
from connectors.model import Media

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURES = frozenset({"photo", "cover_photo", "profile_media", "sticker", "animated_image_share", "new_album"})
FACEBOOKS_OWN = ("facebook.com", "fb.com", "fb.watch", "fbcdn.net", "fb.me")


class Strange(ValueError):
    """Something has a shape that we do not know; holds none of it."""


def attachments_of(holder: Mapping[str, object], key: str = "attachments") -> tuple[Mapping[str, object], ...]:
    """Return the attachments of a post, or the parts of an album, each part of an album in the album's place."""
    listed = holder.get(key)
    if listed is None:
        return ()
    data = listed.get("data") if isinstance(listed, Mapping) else None
    if not isinstance(data, list) or not all(isinstance(one, Mapping) for one in data):
        raise Strange
    return tuple(part for one in data for part in (attachments_of(one, "subattachments") or (one,)))


def media_of(attachment: Mapping[str, object], *, caption: str, with_address: bool) -> Media | None:
    """Return the picture or film of one attachment, None for a link or an event.

    Facebook repeats a lone picture's caption (the post's own words) as its description: that is no description.
    `with_address` keeps where the file lies: for the Page's own pictures alone.
    """
    kind = _kind(attachment)
    if kind is None:
        return None
    media, target = _part(attachment, "media"), _part(attachment, "target")
    image = _part(media, "image")
    source = image.get("src")
    description = next((text for part in (attachment, media, image) if (text := _words(part, "alt_text"))), "")
    description = description or _words(attachment, "description")
    if kind == "video" and (title := _words(attachment, "title")) not in {"", caption, description}:
        description = f"{title}. {description}" if description else title
    return Media(
        kind=kind,
        native_id=str(target["id"]) if isinstance(target.get("id"), str | int) else None,
        alt_text=description if description not in {"", caption} else None,
        file_name=_file_name(source) if with_address else None,
        url=source if with_address and isinstance(source, str) else None,
    )


def links_of(attachments: tuple[Mapping[str, object], ...]) -> Iterator[str]:
    """Yield the addresses outside Facebook that the attachments lead to, freed of Facebook's own wrapping."""
    for attachment in attachments:
        for key in ("unshimmed_url", "url"):
            address = attachment.get(key)
            if isinstance(address, str) and (found := _outside(address)):
                yield found
                break


def _kind(attachment: Mapping[str, object]) -> str | None:
    """Return `photo`, `video` or `other`; None where the attachment shows no picture of its own."""
    media_type, kind = str(attachment.get("media_type", "")).lower(), str(attachment.get("type", "")).lower()
    if "video" in media_type or kind.startswith("video"):
        return "video"
    if media_type in {"photo", "album"} or kind in PICTURES or kind == "album":
        return "photo"
    if media_type in {"link", "event", "status"} or kind in {"share", "event", "note", ""}:
        return None
    return "other"


def _outside(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    if host in {"l.facebook.com", "lm.facebook.com"}:
        return _outside(next(iter(parse_qs(parts.query).get("u", ())), ""))
    own = any(host == name or host.endswith(f".{name}") for name in FACEBOOKS_OWN)
    return address if parts.scheme in {"http", "https"} and host and not own else None


def _file_name(source: object) -> str | None:
    if not isinstance(source, str):
        return None
    try:
        return unquote(urlsplit(source).path.rpartition("/")[2]) or None
    except ValueError:
        return None


def _part(holder: Mapping[str, object], key: str) -> Mapping[str, object]:
    part = holder.get(key)
    return part if isinstance(part, Mapping) else {}


def _words(holder: Mapping[str, object], key: str) -> str:
    words = holder.get(key)
    return storable(words.strip()) if isinstance(words, str) else ""
