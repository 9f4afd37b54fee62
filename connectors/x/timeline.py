"""An account's own posts: `/2/users/:id/tweets`, newest first, nothing bought twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.model import Gap, Page, Post
from connectors.x.paging import Tally, read_all
from connectors.x.parse import post_of
from connectors.x.shapes import is_id
from connectors.x.vocabulary import MEDIA_EXPANSIONS, MEDIA_FIELDS, TWEET_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from connectors.model import Window
    from connectors.x.paging import Sheet
    from connectors.x.visit import Visit

FAMILY = "timeline"
LEAST = 5
REACH = 3200
"""How many of an account's newest posts X gives at all."""


def read_posts(visit: Visit, cursor: Mapping[str, object] | None, window: Window) -> Iterator[Page[Post]]:
    """Yield the account's posts since the cursor, else since `window.start`, then a last page with the new cursor.

    The cursor is `{"since_id": id}`. A full reading asks for nothing more: what became of older posts is asked by id.
    Reposts are left out: they are not the school's words, and cost as much.
    """
    visit.expect_open()
    known = (cursor or {}).get("since_id")
    since_id = str(known) if is_id(known) else None

    def fetch(token: str | None) -> Sheet:
        return visit.page(
            FAMILY,
            LEAST,
            lambda client, size: client.get_users_tweets(
                visit.profile.native_id,
                since_id=since_id,
                start_time=None if since_id else window.start,
                max_results=size,
                pagination_token=token,
                exclude=["retweets"],
                expansions=MEDIA_EXPANSIONS,
                tweet_fields=TWEET_FIELDS,
                media_fields=MEDIA_FIELDS,
            ),
        )

    tally = Tally(window.now)
    since, start = (int(since_id), None) if since_id else (None, window.start.replace(microsecond=0))
    for sheet in read_all(fetch, since=since, start=start):
        yield Page(items=tuple(post_of(item, sheet.media) for item in sheet.items), oddities=sheet.oddities)
        tally.add(sheet)
    tally.judge()
    newest = tally.newest.native_id if tally.newest else since_id
    yield Page(cursor={"since_id": newest} if newest else {}, gaps=tuple(_out_of_reach(tally, window)))


def _out_of_reach(tally: Tally, window: Window) -> Iterator[Gap]:
    """Yield the stretch before the oldest post that X gives, where there are more than it gives."""
    start = window.last_read or window.start
    if tally.seen >= REACH and tally.oldest and tally.oldest > start:
        yield Gap(start=start, end=tally.oldest, what="X gives an account's newest 3,200 posts only", own_posts=True)
