"""A Page's timeline: everything since the window's start, each night.

One request shows an ordinary Page's month, so late comments, edits and vanished posts are noticed without asking for
anything twice. `/feed` holds visitors' posts too; where it is not to be had, the Page's own posts are read alone, and
that is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from connectors.errors import ConnectorError, PermissionMissing
from connectors.facebook import fields, shape
from connectors.facebook.errors import Missing, UnknownPart
from connectors.facebook.listing import Listing, Sheet
from connectors.facebook.oddities import Tally
from connectors.model import Gap, Page, Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectors.facebook.client import Graph
    from connectors.model import Profile, Window

EDGES = ("feed", "published_posts", "posts")
"""The first holds visitors' posts too; the others are the Page's own, the newer name first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How a timeline is asked for; `refused` is why visitors' posts were refused."""

    edge: str
    with_count: bool = True
    refused: PermissionMissing | None = None

    def after(self, error: ConnectorError) -> Question | None:
        """Return the next best question after `error`, None where there is none.

        A missing permission may concern the comments' count alone, or what visitors wrote.
        """
        if isinstance(error, PermissionMissing) and self.with_count:
            return replace(self, with_count=False)
        if isinstance(error, PermissionMissing) and self.edge == EDGES[0]:
            return Question(edge=EDGES[1], refused=error)
        narrower = EDGES[EDGES.index(self.edge) + 1 :]
        if isinstance(error, Missing | UnknownPart) and narrower:
            return replace(self, edge=narrower[0])
        return None


def list_posts(
    graph: Graph, profile: Profile, cursor: Mapping[str, object] | None, window: Window
) -> Iterator[Page[Post]]:
    """Yield the posts since `window.start`, newest first, then an empty page with the cursor.

    The cursor is `{"read_at": ISO time, "edge": which of EDGES answered}`; a full reading tries the best again.

    Raises:
        ConnectorError: `PermissionMissing` after the Page's own posts where visitors' posts may not be read,
            `SchemaDrift` after the good ones where too many had an unknown shape, else as `Graph.get` does.

    """
    before = (cursor or {}).get("edge")
    edge = str(before) if before in EDGES and not window.full else EDGES[0]
    question, sheets = _opened(graph, profile, edge, window)
    tally = Tally("a post")
    for sheet in sheets:
        published = [raw for raw in sheet.items if not _is_unpublished(raw)]
        posts, oddities = tally.sort(published, lambda raw: shape.post(raw, profile.native_id))
        fresh = tuple(post for post in posts if post.created_at >= window.start)
        yield Page(items=fresh, oddities=oddities)
        if posts and not fresh:
            break
    tally.judge()
    if question.refused is not None:
        raise question.refused
    no_visitors = Gap(start=window.start, end=window.now, what="visitors' posts")
    yield Page(
        cursor={"read_at": window.now.isoformat(), "edge": question.edge},
        gaps=() if question.edge == EDGES[0] else (no_visitors,),
    )


def _opened(graph: Graph, profile: Profile, edge: str, window: Window) -> tuple[Question, Iterator[Sheet]]:
    """Return the first question that Facebook answers, with its pages."""
    question = Question(edge=edge)
    while True:
        asked = fields.POST if question.with_count else fields.POST_WITHOUT_COUNT
        since = str(int(window.start.timestamp()))
        path = f"{profile.native_id}/{question.edge}"
        sheets = Listing(graph, path, question.edge, {"fields": asked, "since": since}).sheets()
        try:
            return question, chain([next(sheets)], sheets)
        except ConnectorError as error:
            following = question.after(error)
            if following is None:
                raise
        question = following


def _is_unpublished(raw: object) -> bool:
    """Return whether a post is a draft, planned, or an advertisement outside the timeline."""
    return isinstance(raw, Mapping) and raw.get("is_published") is False
