"""Comments and replies under a Page's posts; a post whose count and time have not moved is not asked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from connectors.errors import ConnectorError, Transient
from connectors.facebook import fields, shape
from connectors.facebook.errors import Missing, comments_kept_from_us
from connectors.facebook.listing import Listing, Sheet
from connectors.facebook.oddities import Tally
from connectors.facebook.shape import NONE_COUNTED
from connectors.model import Comment, Gap, Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from connectors.facebook.client import Graph
    from connectors.model import KnownPost, Profile, Window

OVERLAP = timedelta(hours=48)
"""How far behind the last reading an incremental one goes on: comments held back appear late."""

NEWEST_FIRST, OLDEST_FIRST = "reverse_chronological", "chronological"

MANY = 3
"""So many comments counted and none shown is a list cut off; fewer may well be withheld for good."""

MOST_FAILURES = 2
"""Failures under so many posts end the reading; under fewer, the other posts are read first."""


class Reading:
    """One reading of the comments under a Page's posts."""

    def __init__(self, graph: Graph, profile: Profile, window: Window, marks: Mapping[str, object]) -> None:
        """Keep what all posts have in common; `marks` is the activity up to which each post was read."""
        self._graph = graph
        self._profile = profile
        self._window = window
        self._marks = marks
        self._tally = Tally("a comment")
        self._failures: list[ConnectorError] = []

    def pages(self, posts: Sequence[KnownPost]) -> Iterator[Page[Comment]]:
        """Yield the comments under those of `posts` that moved, then an empty page with the cursor."""
        for post in posts:
            if len(self._failures) == MOST_FAILURES:
                break
            if not self._is_quiet(post):
                yield from self._under_if_possible(post)
        self._tally.judge()
        for failure in self._failures:
            raise failure
        yield Page(cursor={"read": {post.canonical_id: post.activity for post in posts if post.activity}})

    def _under_if_possible(self, post: KnownPost) -> Iterator[Page[Comment]]:
        """Yield the comments under one post; what fails for it alone waits until the others are read."""
        try:
            yield from self._under(post)
        except ConnectorError as error:
            if error.gate is not None:
                raise
            self._failures.append(error)

    def _is_quiet(self, post: KnownPost) -> bool:
        """Return whether there is nothing to ask: the mark has not moved, or Facebook counts none and we know none."""
        if post.activity is None:
            return False
        if post.last_comment_at is None and post.activity.startswith(NONE_COUNTED):
            return True
        return self._marks.get(post.canonical_id) == post.activity and not self._window.full

    def _under(self, post: KnownPost) -> Iterator[Page[Comment]]:
        """Yield the comments under one post, newest first; an incremental reading stops behind what is known."""
        since = self._window.last_read if post.canonical_id in self._marks and not self._window.full else None
        seen, odd, total, is_full = set[str](), 0, 0, False
        try:
            for sheet, found in self._listed(post, NEWEST_FIRST):
                seen.update(comment.native_id for comment in found.items)
                odd, total, is_full = odd + len(found.oddities), sheet.total or 0, sheet.full
                yield found
                if since is not None and _reaches_behind(found.items, since - OVERLAP):
                    return
        except Missing:
            yield self._vanished(post)
            return
        lacking = total - odd - len(seen)
        if (lacking > 0 and is_full) or (lacking >= MANY and not seen):
            raise _cut_off()
        if lacking > 0:
            yield from self._from_the_other_end(post, seen, lacking, total)

    def _listed(self, post: KnownPost, order: str) -> Iterator[tuple[Sheet, Page[Comment]]]:
        """Yield each page of a post's listing: as it came, and as it is handed on."""
        question = {"fields": fields.COMMENT, "filter": "stream", "order": order, "summary": "true"}
        for sheet in Listing(self._graph, f"{post.native_id}/comments", "comments", question).sheets():
            comments, oddities = self._tally.sort(
                sheet.items, lambda raw: shape.comment(raw, post.canonical_id, self._profile.native_id)
            )
            yield sheet, Page(items=tuple(comments), oddities=oddities)

    def _from_the_other_end(self, post: KnownPost, seen: set[str], lacking: int, total: int) -> Iterator[Page[Comment]]:
        """Find out why a whole listing gave fewer comments than Facebook counts.

        Facebook withholds some for good: then the other end of the list shows nothing new, and that is a gap. A list
        that was cut off shows there what it lacked here.

        Raises:
            Transient: the listing ended early.

        """
        late = set[str]()
        for _, found in self._listed(post, OLDEST_FIRST):
            late.update(comment.native_id for comment in found.items)
            yield found
        late -= seen
        if late and len(late) < lacking:
            raise _cut_off()
        if not late:
            what = f"{lacking} of {total} comments that Facebook counts but does not show"
            yield Page(gaps=(Gap(start=post.created_at, end=self._window.now, what=what),))

    def _vanished(self, post: KnownPost) -> Page[Comment]:
        """Return the gap where the whole post is gone; where it is there, its comments are kept from us.

        Raises:
            PermissionMissing: the post is there, so the token may not read its comments.

        """
        try:
            self._graph.one(post.native_id, "item", fields="id")
        except Missing:
            what = "comments under a post that Facebook no longer shows"
            return Page(gaps=(Gap(start=post.created_at, end=self._window.now, what=what),))
        raise comments_kept_from_us()


def _cut_off() -> Transient:
    return Transient("Facebook's list of comments ended early; it is asked again in the next run.")


def _reaches_behind(comments: Sequence[Comment], moment: datetime) -> bool:
    """Return whether the rest must be older than `moment`: only where Facebook kept to newest first."""
    times = [comment.created_at for comment in comments]
    return bool(times) and times[-1] < moment and times == sorted(times, reverse=True)


def list_comments(
    graph: Graph,
    profile: Profile,
    cursor: Mapping[str, object] | None,
    window: Window,
    posts: Sequence[KnownPost],
) -> Iterator[Page[Comment]]:
    """Yield what may be new among the comments under `posts`, then an empty page with the cursor.

    Raises:
        ConnectorError: `Transient` where a listing ended early (other posts are read first), `SchemaDrift` after the
            good ones where too many had an unknown shape, else as `Graph.get` does.

    """
    marks = (cursor or {}).get("read")
    return Reading(graph, profile, window, marks if isinstance(marks, Mapping) else {}).pages(posts)
