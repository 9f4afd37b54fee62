"""What passes between the platforms and the auditor: frozen values, aware UTC times, the platform's ids as strings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Item = TypeVar("Item", "Post", "Comment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One official account as the register knows it.

    `handle` is the register's label without @; `native_id` the platform's own id, where known the account is
    that id whatever its handle; `token` is the credential itself and never shown.
    """

    platform: str
    handle: str
    native_id: str | None = None
    token: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """Return `platform:handle`, the account's label everywhere."""
        return f"{self.platform}:{self.handle}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the platform shows of an account now; `handle` is None where it has none (a Page without username)."""

    native_id: str
    handle: str | None
    name: str = ""
    description: str = ""
    website: str | None = None
    created_at: datetime | None = None
    protected: bool = False


class Form(StrEnum):
    """How a post came about. Only `ORIGINAL` and `QUOTE` count as the school's own posts."""

    ORIGINAL = "original"
    QUOTE = "quote"  # somebody else's post shown under words of the account's own
    REPOST = "repost"  # somebody else's post without words of the account's own (share, retweet)
    REPLY = "reply"  # the account's own reply or comment in a thread
    VISITOR = "visitor"  # a post that somebody else left on the account's page


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One picture or film of a post. `kind` is `photo`, `video` or `other`.

    `url` is where the file lies, for the account's own pictures alone. `theirs`: a share shows somebody else's.
    """

    kind: str
    native_id: str | None = None
    alt_text: str | None = None
    file_name: str | None = None
    url: str | None = None
    theirs: bool = False


def picture_key(native_id: str | None, file_name: str | None, place: int) -> str:
    """Return what tells a picture of an item from its others, in one reading and the next; `place` counts from 0."""
    return native_id or file_name or f"#{place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Something on the account's own page: published by the account, or left there by a visitor (`form`).

    `canonical_id` is the id that survives edits (X: the first of the edit history), `native_id` the newest.
    `thread_id` names the conversation it belongs to (X: conversation id; elsewhere the post's own id);
    `parent_id` the item it answers. `url` is built from ids. `hidden` is None where the platform does not tell.
    `activity` is an opaque mark that changes when the post or its comments change, None where there is none.
    `author` is the platform's id of a visitor, None for the account itself and where unknown: never stored raw.
    """

    native_id: str
    canonical_id: str
    form: Form
    text: str
    created_at: datetime
    edited_at: datetime | None = None
    url: str
    thread_id: str
    parent_id: str | None = None
    media: tuple[Media, ...] = ()
    links: tuple[str, ...] = ()
    hidden: bool | None = None
    activity: str | None = None
    author: str | None = field(default=None, repr=False)

    @property
    def own(self) -> bool:
        """Return whether the account itself published it."""
        return self.form is not Form.VISITOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment or reply under a post of the account.

    `post_id` is the canonical id of the account's post (on X where the conversation belongs to another's post: the
    conversation id); `parent_id` the comment it answers, None when it answers the post itself. `own` is True
    where the account wrote it. `author` is the platform's id of the commenter, None where the platform does not
    tell; the store turns it into a keyed pseudonym before anything is written.
    """

    native_id: str
    canonical_id: str
    post_id: str
    parent_id: str | None = None
    text: str
    created_at: datetime
    edited_at: datetime | None = None
    url: str
    media: tuple[Media, ...] = ()
    hidden: bool | None = None
    own: bool = False
    author: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of time of which the platform does not give everything any more; `what` is a plain phrase.

    `own_posts` tells whether posts of the account's own are missing: then no week in it can be counted.
    """

    start: datetime
    end: datetime
    what: str
    own_posts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """An item whose shape we do not know, set aside: where it stood and its keys with types; no author, no text."""

    where: str
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """One page of a listing. `cursor` is set on the last page alone: the bookmark for the next run."""

    items: tuple[Item, ...] = ()
    cursor: Mapping[str, object] | None = None
    gaps: tuple[Gap, ...] = ()
    oddities: tuple[Oddity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What a reading is about. `now` is the run's one time; `start` how far back a reading without a cursor goes.

    `full` asks again for everything since `start` (30 days), `last_read` is when this part was last read to its
    end (None: never).
    """

    now: datetime
    start: datetime
    full: bool = False
    last_read: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPost:
    """A post of the account that we hold, newest first in listings; what a connector needs to find its comments.

    `last_comment_at` is the newest comment known under it, None where there is none.
    """

    canonical_id: str
    native_id: str
    thread_id: str
    created_at: datetime
    activity: str | None = None
    last_comment_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An item to look up by id. `kind` is `post` or `comment`; `post_id` as in `Comment`."""

    kind: str
    native_id: str
    canonical_id: str
    post_id: str | None = None
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What a look-up by id showed: the item as it is now, or the evidence that it is gone (a plain phrase)."""

    subject: Subject
    item: Post | Comment | None = None
    gone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What one cheap call tells of a credential, for `auditor doctor`.

    `scopes` and `expires_at` are empty where the platform does not tell; `warnings` are whole sentences, for
    example that it may publish although reading is all that is needed.
    """

    shown_name: str
    scopes: tuple[str, ...] = ()
    expires_at: datetime | None = None
    warnings: tuple[str, ...] = ()
