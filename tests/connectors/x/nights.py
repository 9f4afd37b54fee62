"""One school on X, read night by night with what the store would remember in between."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.connectors.world import NOW, known
from tests.connectors.x.school import School

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from connectors.model import KnownPost, Post
    from connectors.testing.events import Event
    from tests.connectors.world import Reading, World


@dataclass(slots=True)
class Night:
    """Nights of one school, each after the other as the auditor has them."""

    world: World
    posts_cursor: Mapping[str, object] | None = None
    cursor: Mapping[str, object] | None = None
    _held: dict[str, Post] = field(default_factory=dict)
    _last_comment: dict[str, datetime] = field(default_factory=dict)

    def read(self, clock: datetime = NOW, *, posts: bool = True, full: bool = False) -> Reading:
        """Read posts (unless they cannot be read) and comments at `clock`; the requests are those for comments."""
        world = self.world
        world.stand_in.clock, world.full = clock, full
        profile = world.profile()
        if posts:
            read = world.posts(self.posts_cursor, profile)
            self.posts_cursor = read.cursor
            self._held |= {item.canonical_id: item for item in read.posts}
        world.stand_in.requests.clear()
        reading = world.comments(self.known_posts(), self.cursor, profile)
        for item in reading.comments:
            self._last_comment[item.post_id] = max(item.created_at, self._last_comment.get(item.post_id, clock))
        if reading.failure is None:
            self.cursor, world.last_read = reading.cursor, clock
        return reading

    def known_posts(self) -> list[KnownPost]:
        """Return what the store would hand over."""
        own = [item for item in self._held.values() if item.form != "reply"]
        since = self.world.stand_in.clock - timedelta(days=30)
        return [
            found
            for item in own
            if item.created_at >= since
            for found in known([item], self._last_comment.get(item.canonical_id))
        ]

    @property
    def queries(self) -> list[str]:
        """Return what was searched for in the last night."""
        return [served.params["query"] for served in self.world.stand_in.requests]

    @property
    def since_ids(self) -> list[str | None]:
        """Return from where on was searched in the last night."""
        return [served.params.get("since_id") for served in self.world.stand_in.requests]


@contextmanager
def nights(*events: Event, school: School | None = None) -> Iterator[Night]:
    """Begin the nights of one school, to whom this happens."""
    with (school or School()).world(*events) as world:
        yield Night(world)
