"""A Page's timeline: everything since the window's start, each night.

One request shows an ordinary Page's month, so late comments, edits and vanished posts are noticed without asking for
anything twice. `/feed` holds visitors' posts too; where it is not to be had, the Page's own posts and its visitors'
are read from a list each, and what is lacking is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from connectors.errors import ConnectorError, PermissionMissing, SchemaDrift
from connectors.facebook import fields, shape
from connectors.facebook.attachments import Strange
from connectors.facebook.errors import Missing, UnknownPart
from connectors.facebook.fields import FEED, OWN_POSTS, VISITOR_POSTS
from connectors.facebook.listing import Listing, Sheet
from connectors.facebook.oddities import Tally
from connectors.model import Gap, Page, Post

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from connectors.facebook.client import Graph
    from connectors.model import Profile, Window

EDGES = (FEED, *OWN_POSTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How a list is asked for.

    `refused` is why `FEED` may not be read; `settled` whether it is worth remembering which list answered.
    """

    edge: str
    with_count: bool = True
    refused: PermissionMissing | None = None
    settled: bool = True

    def after(self, error: ConnectorError) -> Question | None:
        """Return the next best question after `error`, None where there is none.

        A missing permission may concern the comments' count alone, or what visitors wrote.
        """
        if isinstance(error, PermissionMissing) and self.with_count:
            return replace(self, with_count=False)
        if isinstance(error, PermissionMissing) and self.edge == FEED:
            return Question(edge=OWN_POSTS[0], refused=error)
        narrower = EDGES[EDGES.index(self.edge) + 1 :] if self.edge in EDGES else ()
        if isinstance(error, Missing | SchemaDrift) and narrower:
            known = self.settled and isinstance(error, Missing | UnknownPart)
            return replace(self, edge=narrower[0], settled=known)
        return None


class Timeline:
    """One reading of a Page's posts."""

    def __init__(self, graph: Graph, profile: Profile, window: Window) -> None:
        """Begin without having asked anything."""
        self._graph = graph
        self._page_id = profile.native_id
        self._window = window
        self._since = str(int(window.start.timestamp()))
        self._tally = Tally("a post")
        self._seen: set[str] = set()

    def pages(self, before: Mapping[str, object]) -> Iterator[Page[Post]]:
        """Yield the posts, then an empty page with the cursor; `before` is the cursor of the last reading."""
        edge = before.get("edge")
        question, sheets = self._opened(Question(edge=str(edge) if edge in EDGES else FEED))
        yield from self._read(question.edge, sheets)
        whole, failure = question.edge == FEED, None
        if not whole and before.get("visitors") is not False:
            whole, failure = yield from self._visitors(question)
        self._tally.judge()
        if failure is not None:
            raise failure
        remembered = {"edge": question.edge, "visitors": whole} if question.settled else {}
        no_visitors = Gap(start=self._window.start, end=self._window.now, what="visitors' posts")
        yield Page(cursor={"read_at": self._window.now.isoformat(), **remembered}, gaps=() if whole else (no_visitors,))

    def _visitors(self, own: Question) -> Generator[Page[Post], None, tuple[bool, ConnectorError | None]]:
        """Yield visitors' posts; return whether they were all read, and what must be told where that can be mended."""
        try:
            question, sheets = self._opened(Question(edge=VISITOR_POSTS, with_count=own.with_count))
        except (Missing, UnknownPart):
            return False, own.refused
        except (PermissionMissing, SchemaDrift) as error:
            return False, own.refused or error
        yield from self._read(question.edge, sheets)
        return True, None

    def _opened(self, question: Question) -> tuple[Question, Iterator[Sheet]]:
        """Return the first question that Facebook answers, with its pages."""
        while True:
            asked = fields.POST if question.with_count else fields.POST_WITHOUT_COUNT
            sheets = self._listing(question.edge, asked).sheets()
            try:
                return question, chain([next(sheets)], sheets)
            except ConnectorError as error:
                following = question.after(error)
                if following is None:
                    raise
            question = following

    def _listing(self, edge: str, asked: str) -> Listing:
        return Listing(self._graph, f"{self._page_id}/{edge}", edge, {"fields": asked, "since": self._since})

    def _read(self, edge: str, sheets: Iterator[Sheet]) -> Iterator[Page[Post]]:
        """Yield a list's posts as far as the window reaches, each post once."""
        for sheet in sheets:
            published = [raw for raw in sheet.items if not _is_unpublished(raw)]
            posts, oddities = self._tally.sort(
                published, lambda raw: shape.post(raw, self._page_id, by_page=self._is_by_page(raw, edge))
            )
            fresh = [post for post in posts if post.created_at >= self._window.start]
            yield Page(items=tuple(post for post in fresh if post.native_id not in self._seen), oddities=oddities)
            self._seen.update(post.native_id for post in fresh)
            if posts and not fresh:
                break

    def _is_by_page(self, raw: object, edge: str) -> bool:
        """Return whose a post is as far as the lists tell."""
        if edge != FEED or shape.tells_whose(raw):
            return edge != VISITOR_POSTS
        return self._published is None or (isinstance(raw, Mapping) and str(raw.get("id")) in self._published)

    @cached_property
    def _published(self) -> frozenset[str] | None:
        """Return the ids of what the Page itself published in the window, None where that is refused."""
        found = set[str]()
        try:
            for sheet in self._listing(OWN_POSTS[0], "id,created_time").sheets():
                rows = [raw for raw in sheet.items if isinstance(raw, Mapping)]
                found.update(str(raw.get("id")) for raw in rows)
                if rows and all(self._is_older(raw) for raw in rows):
                    break
        except (Missing, PermissionMissing, SchemaDrift):
            return None
        return frozenset(found)

    def _is_older(self, raw: Mapping[str, object]) -> bool:
        try:
            created = shape.moment(raw, "created_time")
        except Strange:
            return False
        return created is not None and created < self._window.start


def list_posts(
    graph: Graph, profile: Profile, cursor: Mapping[str, object] | None, window: Window
) -> Iterator[Page[Post]]:
    """Yield the posts since `window.start`, newest first in each list, then an empty page with the cursor.

    The cursor is `{"read_at": ISO time, "edge": which of EDGES answered, "visitors": whether visitors' posts can be
    read}`; a full reading tries the best again.

    Raises:
        ConnectorError: `PermissionMissing` after the Page's own posts where visitors' posts may not be read,
            `SchemaDrift` after the good ones where too many had an unknown shape, else as `Graph.get` does.

    """
    return Timeline(graph, profile, window).pages({} if window.full else cursor or {})


def _is_unpublished(raw: object) -> bool:
    """Return whether a post is a draft, planned, or an advertisement outside the timeline."""
    return isinstance(raw, Mapping) and raw.get("is_published") is False
