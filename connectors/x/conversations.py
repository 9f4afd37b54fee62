"""Which conversations are asked about tonight, and how they fit into few queries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from connectors.model import Gap
from connectors.x.shapes import is_id, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from connectors.model import KnownPost, Profile, Window

REACH = timedelta(days=7)
"""How far back X's recent search reaches."""

MARGIN = timedelta(hours=1)
QUERY_LENGTH = 512
HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A thread under one of our own posts: `ids` are all by which X may name it, `live` whether somebody may answer."""

    post_id: str
    ids: tuple[str, ...]
    created_at: datetime
    live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """Where the last complete reading ended: the newest reply, and which conversations it asked about."""

    since_id: str | None = None
    since_at: datetime | None = None
    asked: frozenset[str] = frozenset()

    def covers(self, conversation: Conversation) -> bool:
        """Return whether nothing older than the newest reply can be new to us in this conversation."""
        if self.since_at is None:
            return False
        return conversation.post_id in self.asked or conversation.created_at > self.since_at


def bookmark_of(cursor: Mapping[str, object] | None, now: datetime) -> Bookmark:
    """Return the bookmark in a cursor; one beyond the search's reach is none, since X refuses it."""
    kept = cursor or {}
    since_id, since_at, asked = kept.get("since_id"), when(kept.get("since_at")), kept.get("asked")
    if not is_id(since_id) or since_at is None or since_at <= now - REACH + MARGIN:
        return Bookmark()
    known = frozenset(map(str, asked)) if isinstance(asked, list | tuple) else frozenset()
    return Bookmark(since_id=str(since_id), since_at=since_at, asked=known)


def conversations_of(posts: Sequence[KnownPost], now: datetime) -> dict[str, Conversation]:
    """Return the conversations that our own posts began, by the post's canonical id, newest first.

    A later post of ours in the same thread keeps the conversation live. Threads that others began are not asked
    about: who answers us there names us.
    """
    roots = {name: post for post in posts for name in (post.native_id, post.canonical_id)}
    found: dict[str, Conversation] = {}
    for post in posts:
        root = roots.get(post.thread_id)
        if root is None:
            continue
        before = found.get(root.canonical_id)
        found[root.canonical_id] = Conversation(
            post_id=root.canonical_id,
            ids=tuple(dict.fromkeys((root.thread_id, root.canonical_id, root.native_id))),
            created_at=root.created_at,
            live=_live(post, now) or (before is not None and before.live),
        )
    return found


def _live(post: KnownPost, now: datetime) -> bool:
    return max(post.created_at, post.last_comment_at or post.created_at) > now - REACH


def queries(conversations: Iterable[Conversation], handle: str | None = None) -> Iterator[str]:
    """Yield as few queries as hold all conversations, and replies to `handle` besides, each within X's length."""
    terms = [f"conversation_id:{name}" for conversation in conversations for name in conversation.ids]
    if handle and HANDLE.fullmatch(handle):
        terms.append(f"to:{handle}")
    query = ""
    for term in terms:
        longer = f"{query} OR {term}" if query else term
        if len(longer) > QUERY_LENGTH:
            yield query
            longer = term
        query = longer
    if query:
        yield query


def lost(window: Window, profile: Profile) -> Iterator[Gap]:
    """Yield the stretch that search does not reach back to: since the last complete reading, or since the start."""
    start = max(window.last_read or window.start, profile.created_at or window.start)
    end = window.now - REACH
    if start < end:
        yield Gap(start=start, end=end, what="X search reaches back seven days")
