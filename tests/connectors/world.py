"""One account on a platform's stand-in, read through the connector as the auditor does."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from connectors.base import Gate
from connectors.errors import ConnectorError
from connectors.model import Comment, KnownPost, Post, Subject, Window
from connectors.testing import Diary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from connectors.base import Connector
    from connectors.model import Account, Gap, Oddity, Page, Profile, Sighting
    from connectors.testing import AccountDiary, StandIn
    from connectors.testing.events import Event

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
MONTH = timedelta(days=28)


def before(hours: float) -> datetime:
    """Return the time so many hours before the run."""
    return NOW - timedelta(hours=hours)


@dataclass(slots=True)
class CountingMeter:
    """A meter that remembers; `left` is what our own cap still allows (None: no cap)."""

    requests: int = 0
    billed_ids: dict[str, list[str]] = field(default_factory=dict)
    left: int | None = None

    def request(self) -> None:
        self.requests += 1

    def billed(self, kind: str, ids: Sequence[str]) -> None:
        self.billed_ids.setdefault(kind, []).extend(ids)
        if self.left is not None:
            self.left -= len(ids)

    def allowance(self, kind: str) -> int | None:
        assert kind in {"post", "user"}
        return self.left

    def count(self, kind: str) -> int:
        """Return how many resources of `kind` were billed."""
        return len(self.billed_ids.get(kind, []))


@dataclass(slots=True)
class Reading:
    """What one listing gave: `cursor` is None where it broke off with `failure`."""

    posts: list[Post] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    cursor: Mapping[str, object] | None = None
    gaps: list[Gap] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    failure: ConnectorError | None = None

    @property
    def texts(self) -> list[str]:
        """Return all texts as they were written, oldest first."""
        both: list[Post | Comment] = [*self.posts, *self.comments]
        found = sorted(both, key=lambda item: (item.created_at, item.native_id))
        return [said(item) for item in found]

    def take(self, page: Page[Post] | Page[Comment]) -> None:
        assert self.cursor is None, "only the last page may carry a cursor"
        for item in page.items:
            (self.posts if isinstance(item, Post) else self.comments).append(item)  # type: ignore[arg-type]  # sorted by its type
        self.gaps += page.gaps
        self.oddities += page.oddities
        self.cursor = None if page.cursor is None else json.loads(json.dumps(page.cursor))


@dataclass(slots=True)
class World:
    """One account, its platform and its connector."""

    stand_in: StandIn
    connector: Connector
    gate: Gate
    account: Account
    meter: CountingMeter = field(default_factory=CountingMeter)
    last_read: datetime | None = None
    full: bool = False

    @property
    def window(self) -> Window:
        now = self.stand_in.clock
        return Window(now=now, start=now - MONTH, full=self.full, last_read=self.last_read)

    def ask_profile(self) -> Profile | ConnectorError:
        return self.connector.profiles([(self.account, self.meter)])[self.account.key]

    def profile(self) -> Profile:
        found = self.ask_profile()
        assert not isinstance(found, ConnectorError), found
        return found

    def posts(self, cursor: Mapping[str, object] | None = None, profile: Profile | None = None) -> Reading:
        """Read the posts; a failure is kept beside what was read."""
        profile = profile or self.profile()
        return _read(self.connector.posts(self.account, profile, cursor, self.window, self.meter))

    def comments(
        self, known: Sequence[KnownPost], cursor: Mapping[str, object] | None = None, profile: Profile | None = None
    ) -> Reading:
        """Read the comments; a failure is kept beside what was read."""
        profile = profile or self.profile()
        return _read(self.connector.comments(self.account, profile, cursor, self.window, known, self.meter))

    def look_up(self, items: Sequence[Post | Comment], profile: Profile | None = None) -> dict[str, Sighting]:
        """Look items up by id; the sightings by canonical id."""
        profile = profile or self.profile()
        found = self.connector.look_up(self.account, profile, [subject_of(item) for item in items], self.meter)
        return {sighting.subject.canonical_id: sighting for sighting in found}


def _read(pages: Iterator[Page[Post]] | Iterator[Page[Comment]]) -> Reading:
    reading = Reading()
    try:
        for page in pages:
            reading.take(page)
    except ConnectorError as failure:
        reading.failure = failure
        assert reading.cursor is None, "a reading that failed has no cursor"
    else:
        assert reading.cursor is not None, "a complete reading ends with a cursor"
    return reading


def known(posts: Sequence[Post], last_comment_at: datetime | None = None) -> list[KnownPost]:
    """Return posts as the store remembers them, newest first."""
    return [
        KnownPost(
            canonical_id=post.canonical_id,
            native_id=post.native_id,
            thread_id=post.thread_id,
            created_at=post.created_at,
            activity=post.activity,
            last_comment_at=last_comment_at,
        )
        for post in sorted(posts, key=lambda post: post.created_at, reverse=True)
    ]


def subject_of(item: Post | Comment) -> Subject:
    """Return an item as something to look up."""
    return Subject(
        kind="post" if isinstance(item, Post) else "comment",
        native_id=item.native_id,
        canonical_id=item.canonical_id,
        post_id=None if isinstance(item, Post) else item.post_id,
        own=item.own,
    )


def said(item: Post | Comment) -> str:
    """Return a text without the handles that X puts before an answer, and without the links that it adds."""
    return re.sub(r"^(@\w+ )+| ?https://t\.co/\w+$", "", item.text)


class Harness:
    """How one platform's account, stand-in and connector are made."""

    def account(self) -> Account:
        """Return the account under test."""
        raise NotImplementedError

    def diary(self, *events: Event) -> AccountDiary:
        """Return the account's diary with these events."""
        raise NotImplementedError

    def stand_in(self, diary: Diary) -> StandIn:
        """Return the platform, not yet started, with its clock at `NOW`."""
        raise NotImplementedError

    def connector(self, url: str, gate: Gate, patience: float) -> Connector:
        """Return the connector, which waits `patience` seconds for each byte."""
        raise NotImplementedError

    @contextmanager
    def world(self, *events: Event, patience: float = 10.0) -> Iterator[World]:
        """Start the platform with these events and connect to it."""
        with self.stand_in(Diary(self.diary(*events))) as platform:
            yield self.connected(platform, patience)

    def connected(self, platform: StandIn, patience: float = 10.0) -> World:
        """Connect to a platform that is already served."""
        gate = Gate()
        return World(platform, self.connector(platform.url, gate, patience), gate, self.account())
