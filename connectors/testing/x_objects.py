"""X's objects as JSON: a post, a user, a picture, each with the fields that were asked for and no others."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from connectors.testing.x_text import entities, repost, shorten
from connectors.testing.x_view import media_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from connectors.testing.events import Picture
    from connectors.testing.state import Item, Version
    from connectors.testing.x_view import Person, View
    from connectors.testing.x_vocabulary import Vocabulary

EDIT_TIME = timedelta(minutes=30)
EDITS = 5


def stamp(at: datetime) -> str:
    """Return a time as X writes it: UTC with milliseconds."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


class PostObject:
    """One version of a post or reply, to be shown in the words of one vocabulary."""

    def __init__(self, view: View, item: Item, version: Version, words: Vocabulary) -> None:
        """Keep what is to be shown."""
        self._view = view
        self._item = item
        self._version = version
        self._words = words
        self._written = view.written(item, version)

    def show(self, fields: Collection[str], now: datetime) -> dict[str, object]:
        """Return the object with `fields`, `id`, `text` and the edit history; what is empty is left out."""
        makers: dict[str, Callable[[], object]] = {
            "attachments": self._attachments,
            "author_id": lambda: self._view.author(self._item).native_id,
            "conversation_id": lambda: self._view.conversation(self._item),
            "created_at": lambda: stamp(self._version.at),
            "display_text_range": lambda: [self._written.shown_from, len(self._text())],
            "edit_controls": lambda: self._edit_controls(now),
            "entities": lambda: entities(self._text(), self._written, self._view.handles),
            "in_reply_to_user_id": self._answered,
            "lang": lambda: "en",
            self._words.note: self._note,
            "possibly_sensitive": lambda: False,
            "public_metrics": self._metrics,
            self._words.referenced: self._references,
            "reply_settings": lambda: "everyone",
            "withheld": self._withheld,
        }
        shown: dict[str, object] = {
            "id": self._version.native_id,
            "text": self._text(),
            self._words.history: [version.native_id for version in self._item.versions],
        }
        made = ((name, makers[name]()) for name in sorted(fields) if name in makers)
        return shown | {name: value for name, value in made if value is not None and value != {}}

    def _text(self) -> str:
        if self._item.reposts is None:
            return self._written.text
        original = self._view.state.items[self._item.reposts]
        text = self._view.written(original, original.newest)
        return repost(self._view.author(original).handle, text.full or text.text)

    def _attachments(self) -> object:
        keys = media_keys(self._item, self._version)
        return {"media_keys": keys} if keys else None

    def _edit_controls(self, now: datetime) -> object:
        until = self._item.created_at + EDIT_TIME
        left = EDITS - len(self._item.versions) + 1
        return {"edits_remaining": left, "is_edit_eligible": now < until and left > 0, "editable_until": stamp(until)}

    def _answered(self) -> object:
        answered = self._view.answered(self._item)
        return answered.native_id if answered else None

    def _note(self) -> object:
        if self._written.full is None:
            return None
        found = entities(self._written.full, self._written, self._view.handles)
        return {"text": self._written.full} | ({"entities": found} if found else {})

    def _metrics(self) -> object:
        replies = len(self._view.state.children.get(self._item.key, ()))
        counts = {"reply_count": replies, "like_count": 0, "quote_count": 0, "bookmark_count": 0, "impression_count": 0}
        return {self._words.shares: 0, **counts}

    def _references(self) -> object:
        return [{"type": kind, "id": native_id} for kind, _, native_id in self._view.references(self._item)] or None

    def _withheld(self) -> object:
        if not self._item.withheld:
            return None
        return {"copyright": False, "country_codes": list(self._item.withheld), "scope": self._words.resource}


def user_object(person: Person, fields: Collection[str], words: Vocabulary) -> dict[str, object]:
    """Return a user with `fields`, `id`, `name` and `username`."""
    presence = person.presence
    written = len(presence.written) if presence else 0
    counts = {"followers_count": 0, "following_count": 0, words.written: written, "listed_count": 0, "like_count": 0}
    everything: dict[str, object] = {
        "description": presence.description if presence else "",
        "protected": presence is not None and presence.state == "protected",
        "public_metrics": counts,
        "url": "",
        "verified": False,
        "verified_type": "none",
    }
    if presence is not None:
        everything["created_at"] = stamp(presence.created_at)
        if presence.website:
            everything["url"] = shorten(presence.website)
            everything["entities"] = {"url": {"urls": [_website(presence.website)]}}
        if presence.withheld:
            everything["withheld"] = {"country_codes": list(presence.withheld), "scope": "user"}
    shown: dict[str, object] = {"id": person.native_id, "name": person.name, "username": person.handle}
    return shown | {name: value for name, value in sorted(everything.items()) if name in fields}


def _website(address: str) -> dict[str, object]:
    short = shorten(address)
    return {"start": 0, "end": len(short), "url": short, "expanded_url": address, "display_url": address[8:]}


def media_objects(item: Item, version: Version, fields: Collection[str]) -> dict[str, dict[str, object]]:
    """Return a version's pictures by key with `fields`, `media_key` and `type`."""
    pictures = [part for picture in version.media for part in (picture.parts or (picture,))]
    keys = media_keys(item, version)
    return {key: _media(key, picture, fields) for key, picture in zip(keys, pictures, strict=True)}


def _media(key: str, picture: Picture, fields: Collection[str]) -> dict[str, object]:
    address = picture.address or f"https://pbs.twimg.com/media/{key}.jpg"
    everything: dict[str, object] = {"height": 900, "width": 1200}
    if picture.kind == "photo":
        everything["url"] = address
        everything |= {"alt_text": picture.alt} if picture.alt else {}
    else:
        everything["preview_image_url"] = address
    if picture.kind == "video":
        everything["duration_ms"] = 15000
    shown: dict[str, object] = {"media_key": key, "type": picture.kind}
    return shown | {name: value for name, value in sorted(everything.items()) if name in fields}
