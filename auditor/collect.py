"""Reading one account: profile, posts, comments, look-ups; nothing is written here.

`collect_account` does one account and never raises for a failure of the outside: what was read is returned beside
the failure, so that it can be kept and judged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from connectors.errors import ConnectorError, PermissionMissing, Protected, Transient
from connectors.model import Form, KnownPost, Post, Subject, Window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.model import PictureLook
    from connectors.base import Connector, Meter
    from connectors.model import Account, Comment, Gap, Oddity, Page, Profile, Sighting

Looks: TypeAlias = "dict[str, tuple[PictureLook | None, ...]]"

LATE_COMMENTS = timedelta(days=30)  # how long a post's comments are followed (INTERFACE, "Collecting")
OVERLAP = timedelta(hours=48)  # listings by time begin this much before the last reading


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldItem:
    """An item that the store holds, as a reading needs it. `watched`: look it up by id in this run."""

    subject: Subject
    created_at: datetime
    watched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Everything a reading of one account needs, drawn from the store beforehand."""

    account: Account
    label: str
    now: datetime
    first_start: datetime  # how far back a first reading goes
    full: bool = False
    cursors: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    posts_from: datetime | None = None
    posts_until: datetime | None = None
    comments_until: datetime | None = None
    held_posts: tuple[KnownPost, ...] = ()
    held_items: tuple[HeldItem, ...] = ()

    def window(self, part: str) -> Window:
        """Return what a reading of `posts` or `comments` is about."""
        last_read = self.posts_until if part == "posts" else self.comments_until
        start = self.first_start
        if self.posts_from is not None and self.posts_until is not None:
            start = max(self.posts_from, min(self.now - LATE_COMMENTS, self.posts_until - OVERLAP))
        return Window(now=self.now, start=start, full=self.full, last_read=last_read)

    def follows_comments_since(self) -> datetime:
        """Return from when on posts are followed: whatever was 30 days old or younger since the last reading."""
        if self.comments_until is None:
            return self.window("comments").start
        return self.comments_until - LATE_COMMENTS


@dataclass(slots=True, kw_only=True)
class Collected:
    """What one reading brought. `done` names the parts read to their end, `cursors` their new bookmarks.

    `pictures` says by a post's canonical id what was seen on each of its media, where pictures are looked at.
    """

    label: str
    window_start: datetime
    profile: Profile | None = None
    posts: list[Post] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    cursors: dict[str, dict[str, object]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    gaps: list[Gap] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    failure: ConnectorError | None = None
    pictures: Looks = field(default_factory=dict)

    def fail(self, error: ConnectorError) -> None:
        """Keep the first failure: its reason is the account's."""
        if self.failure is None:
            self.failure = error


def collect_account(
    assignment: Assignment, connector: Connector, profile: Profile | ConnectorError, meter: Meter
) -> Collected:
    """Read one account as far as it can be read."""
    collected = Collected(label=assignment.label, window_start=assignment.window("posts").start)
    if isinstance(profile, ConnectorError):
        collected.fail(profile)
        return collected
    collected.profile = profile
    if profile.protected:
        collected.fail(
            Protected(
                "The account is protected: only its followers can read it. Make it public, or take it off the register."
            )
        )
        return collected
    for read in (_read_posts, _read_comments, _look_up):
        try:
            read(assignment, connector, profile, meter, collected)
        except ConnectorError as error:
            collected.fail(error)
            if not isinstance(error, PermissionMissing):
                break
    return collected


def _read_posts(
    assignment: Assignment, connector: Connector, profile: Profile, meter: Meter, collected: Collected
) -> None:
    cursor = assignment.cursors.get("posts")
    pages = connector.posts(assignment.account, profile, cursor, assignment.window("posts"), meter)
    for page in pages:
        collected.posts.extend(page.items)
        _take(page, "posts", collected)


def _read_comments(
    assignment: Assignment, connector: Connector, profile: Profile, meter: Meter, collected: Collected
) -> None:
    if not connector.capabilities.comments:
        collected.done.add("comments")
        return
    cursor = assignment.cursors.get("comments")
    posts = _followed(assignment, collected.posts)
    pages = connector.comments(assignment.account, profile, cursor, assignment.window("comments"), posts, meter)
    for page in pages:
        collected.comments.extend(page.items)
        _take(page, "comments", collected)


def _take(page: Page[Post] | Page[Comment], part: str, collected: Collected) -> None:
    collected.gaps.extend(page.gaps)
    collected.oddities.extend(page.oddities)
    if page.cursor is not None:
        collected.cursors[part] = dict(page.cursor)
        collected.done.add(part)


def _followed(assignment: Assignment, fresh: list[Post]) -> list[KnownPost]:
    """Return the posts whose comments are read, newest first: those held, brought up to date by those just read."""
    since = assignment.follows_comments_since()
    held = {post.canonical_id: post for post in assignment.held_posts}
    for post in fresh:
        if post.form is Form.REPLY:  # its thread belongs to somebody else
            continue
        before = held.get(post.canonical_id)
        held[post.canonical_id] = KnownPost(
            canonical_id=post.canonical_id,
            native_id=post.native_id,
            thread_id=post.thread_id,
            created_at=post.created_at,
            activity=post.activity,
            last_comment_at=before.last_comment_at if before else None,
        )
    followed = [post for post in held.values() if post.created_at >= since]
    return sorted(followed, key=lambda post: post.created_at, reverse=True)


def _look_up(
    assignment: Assignment, connector: Connector, profile: Profile, meter: Meter, collected: Collected
) -> None:
    """Ask by id for what has to be confirmed: open findings, and what a whole listing no longer shows."""
    seen = {("post", post.canonical_id) for post in collected.posts}
    seen |= {("comment", comment.canonical_id) for comment in collected.comments}
    unseen = [held for held in assignment.held_items if (held.subject.kind, held.subject.canonical_id) not in seen]
    relisted = connector.capabilities.relisted
    wanted = [held.subject for held in unseen if _is_wanted(held, assignment, collected, relisted=relisted)]
    if wanted:
        collected.sightings.extend(connector.look_up(assignment.account, profile, wanted, meter))
    if relisted and "posts" in collected.done:
        _doubt_listing(collected)


def _is_wanted(held: HeldItem, assignment: Assignment, collected: Collected, *, relisted: bool) -> bool:
    """Return whether an item that this reading did not show must be asked for by its id."""
    is_post = held.subject.kind == "post"
    if held.watched:
        return True
    if relisted and is_post and "posts" in collected.done and held.created_at >= collected.window_start:
        return True
    if not assignment.full or held.created_at < assignment.now - LATE_COMMENTS:
        return False
    return held.subject.own if is_post else relisted and "comments" in collected.done


def _doubt_listing(collected: Collected) -> None:
    """Call a listing cut short where posts older than all it showed are still there: then newer ones may lack too."""
    listed = [post.created_at for post in collected.posts]
    left_out = [
        found.item
        for found in collected.sightings
        if isinstance(found.item, Post) and not found.item.hidden and found.item.created_at >= collected.window_start
    ]
    older = [post for post in left_out if not listed or post.created_at < min(listed)]
    if len(older) > (1 if listed else 0):
        collected.done.discard("posts")
        collected.cursors.pop("posts", None)
        collected.fail(
            Transient("The list of posts ended early: older posts are still there. The next run reads it again.")
        )
