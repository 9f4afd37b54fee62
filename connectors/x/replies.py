"""What others answer: `/2/tweets/search/recent`, by conversation, and by whom it is addressed to.

The author of a reply is read as an id and never expanded: that would be billed, and is none of our business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectors.model import Comment, Page
from connectors.x.conversations import bookmark_of, conversations_of, lost, queries
from connectors.x.paging import Tally, read_all
from connectors.x.parse import comment_of
from connectors.x.vocabulary import TWEET_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from connectors.model import KnownPost, Window
    from connectors.x.conversations import Bookmark, Conversation
    from connectors.x.paging import Sheet
    from connectors.x.parse import Item
    from connectors.x.visit import Visit

FAMILY = "search"
LEAST = 10


def read_comments(
    visit: Visit,
    cursor: Mapping[str, object] | None,
    window: Window,
    posts: Sequence[KnownPost],
    published: Collection[str],
) -> Iterator[Page[Comment]]:
    """Yield what others answered since the cursor, else in the last seven days, then a last page with the new cursor.

    Asked are the conversations in which somebody may still answer (all, if full), and who answers the account
    anywhere; where that turns up life in an older conversation, it is asked about too. The cursor is
    `{"since_id": id, "since_at": its time, "asked": [post ids]}`. `published` are ids of what the account wrote itself.
    """
    visit.expect_open()
    mark = bookmark_of(cursor, window.now)
    own = frozenset(published).union(*((post.native_id, post.canonical_id) for post in posts))
    conversations = conversations_of(posts, window.now)
    search = Search(visit=visit, conversations=conversations, own=own, tally=Tally(window.now))
    tonight = [found for found in conversations.values() if found.live or window.full]
    if mark.since_id is None:
        yield from search.run(tonight, visit.profile.handle, None)
    else:
        yield from search.run(filter(mark.covers, tonight), visit.profile.handle, mark.since_id)
        yield from search.run([found for found in tonight if not mark.covers(found)], None, None)
    yield from search.run(search.unasked(), None, None)
    search.tally.judge()
    yield Page(cursor=search.bookmark(mark), gaps=tuple(lost(window, visit.profile)))


@dataclass(slots=True, kw_only=True)
class Search:
    """One account's search of one run: `own` are the ids of its own posts and replies."""

    visit: Visit
    conversations: Mapping[str, Conversation]
    own: frozenset[str]
    tally: Tally
    asked: set[str] = field(default_factory=set)
    noticed: dict[str, Conversation] = field(default_factory=dict)
    _met: dict[str, int] = field(default_factory=dict)

    def run(
        self, conversations: Iterable[Conversation], handle: str | None, since_id: str | None
    ) -> Iterator[Page[Comment]]:
        """Yield what the conversations, and replies to `handle`, hold that is newer than `since_id`."""
        asked = list(conversations)
        self.asked |= {found.post_id for found in asked}
        for query in queries(asked, handle):
            since = int(since_id) if since_id else None
            for sheet in read_all(self._fetcher(query, since_id), since=since, start=None):
                found = (self._comment(item) for item in sheet.items)
                yield Page(items=tuple(comment for comment in found if comment), oddities=sheet.oddities)
                self.tally.add(sheet)

    def unasked(self) -> list[Conversation]:
        """Return conversations of ours in which somebody was met, and about which nothing was asked yet."""
        return [found for name, found in self.noticed.items() if name not in self.asked]

    def bookmark(self, before: Bookmark) -> dict[str, object]:
        """Return the cursor for the next run."""
        newest = self.tally.newest
        since_id, since_at = (newest.native_id, newest.at) if newest else (before.since_id, before.since_at)
        if since_id is None or since_at is None:
            return {}
        return {"since_id": since_id, "since_at": since_at.isoformat(), "asked": sorted(self.asked)}

    def _fetcher(self, query: str, since_id: str | None) -> Callable[[str | None], Sheet]:
        return lambda token: self.visit.page(
            FAMILY,
            LEAST,
            lambda client, size: client.search_recent_tweets(
                query, since_id=since_id, max_results=size, next_token=token, tweet_fields=TWEET_FIELDS
            ),
        )

    def _comment(self, item: Item) -> Comment | None:
        """Return an item as a comment; None for our own, for what we had already, and for what is not about us."""
        own_id = self.visit.profile.native_id
        ours = next((found for found in self.conversations.values() if item.thread_id in found.ids), None)
        if item.author == own_id or item.native_id in self.own or "retweeted" in item.refers:
            return None
        if not ours and item.answers_user not in {None, own_id}:
            return None
        if self._met.get(item.canonical_id, 0) >= item.number:
            return None
        self._met[item.canonical_id] = item.number
        if ours:
            self.noticed[ours.post_id] = ours
        return comment_of(item, ours.post_id if ours else item.thread_id, ours.ids if ours else ())
