"""What can happen on a social-media account, as frozen values with small verbs to write them down.

A writer names posts and comments by short keys of his own (`"open-evening"`) and refers to them by these. Every time
is an aware datetime. `by=None` is the account itself; any other name is a stranger (or another account of the same
diary, where the name is its handle).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypedDict, Unpack

if TYPE_CHECKING:
    from datetime import datetime

    from connectors.testing.faults import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture or film: `kind` is `photo`, `video`, `animated_gif` (X) or `album` (Facebook: holds `parts`).

    `address` is where its file lies; without it, where the platform would keep it.
    """

    kind: str = "photo"
    alt: str | None = None
    parts: tuple[Picture, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A post. `outside` means that it stands on somebody else's page: there to be shared, quoted or answered."""

    key: str
    at: datetime
    text: str = ""
    media: tuple[Picture, ...] = ()
    links: tuple[str, ...] = ()
    by: str | None = None
    quotes: str | None = None
    reposts: str | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented:
    """A comment or reply: `on` is the key of the post or of the comment that it answers."""

    key: str
    at: datetime
    on: str
    text: str = ""
    media: tuple[Picture, ...] = ()
    links: tuple[str, ...] = ()
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """New words, or new pictures, for a post or comment; None leaves that part as it was."""

    key: str
    at: datetime
    text: str | None = None
    media: tuple[Picture, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """A post or comment taken away for ever."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A post or comment hidden, or shown again with `hidden=False`."""

    key: str
    at: datetime
    hidden: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A post withheld in some countries (`key=None`: the whole account)."""

    at: datetime
    countries: tuple[str, ...]
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A new handle, or a new shown name; None leaves that part as it was."""

    at: datetime
    handle: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """A change of the account itself: `state` is `open`, `protected`, `suspended` or `gone`."""

    at: datetime
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A fault from `at` until `end` (not included) for requests whose `path?query` the pattern `match` is found in."""

    at: datetime
    end: datetime
    fault: Fault
    match: str = ""


ItemEvent: TypeAlias = Posted | Commented | Edited | Deleted | Hidden
Event: TypeAlias = ItemEvent | Withheld | Renamed | Became | Outage


class PostDetails(TypedDict, total=False):
    """What may be said of a post besides its words and pictures."""

    by: str | None
    links: tuple[str, ...]
    quotes: str | None
    reposts: str | None


class CommentDetails(TypedDict, total=False):
    """What may be said of a comment besides its place and words."""

    by: str | None
    media: tuple[Picture, ...]
    links: tuple[str, ...]


def photo(alt: str | None = None, *, address: str | None = None) -> Picture:
    """Return a photo with its alternative text, and where its file lies."""
    return Picture(alt=alt, address=address)


def video(alt: str | None = None) -> Picture:
    """Return a film with its alternative text (X tells that of photos alone)."""
    return Picture(kind="video", alt=alt)


def album(*parts: Picture) -> Picture:
    """Return a Facebook album of several pictures."""
    return Picture(kind="album", parts=parts)


def post(key: str, at: datetime, text: str = "", *media: Picture, **details: Unpack[PostDetails]) -> Posted:
    """Write a post down; with `by=` it is a stranger's (Facebook: a visitor's on the Page; X: one that may mention)."""
    return Posted(key=key, at=at, text=text, media=media, **details)


def elsewhere(key: str, at: datetime, text: str, *media: Picture, by: str) -> Posted:
    """Write a stranger's post on the stranger's own page down, so that it can be shared, quoted or answered."""
    return Posted(key=key, at=at, text=text, media=media, by=by, outside=True)


def comment(key: str, at: datetime, *, on: str, text: str = "", **details: Unpack[CommentDetails]) -> Commented:
    """Write a comment down; without `by=` it is the account's own."""
    return Commented(key=key, at=at, on=on, text=text, **details)


def edit(key: str, at: datetime, text: str | None = None, *media: Picture) -> Edited:
    """Write an edit down; pictures are replaced where any are given."""
    return Edited(key=key, at=at, text=text, media=media or None)


def delete(key: str, at: datetime) -> Deleted:
    """Write a deletion down."""
    return Deleted(key=key, at=at)


def hide(key: str, at: datetime) -> Hidden:
    """Write down that a comment (Facebook: a post too) was hidden."""
    return Hidden(key=key, at=at)


def unhide(key: str, at: datetime) -> Hidden:
    """Write down that something hidden was shown again."""
    return Hidden(key=key, at=at, hidden=False)


def withhold(at: datetime, *countries: str, key: str | None = None) -> Withheld:
    """Write down that a post, or the whole account, is withheld in `countries` (two letters each)."""
    return Withheld(at=at, countries=countries, key=key)


def rename(at: datetime, handle: str | None = None, name: str | None = None) -> Renamed:
    """Write a new handle or shown name down."""
    return Renamed(at=at, handle=handle, name=name)


def protect(at: datetime) -> Became:
    """Write down that the account (Facebook: the Page, unpublished) was closed to readers."""
    return Became(at=at, state="protected")


def reopen(at: datetime) -> Became:
    """Write down that the account is open to readers again."""
    return Became(at=at, state="open")


def suspend(at: datetime) -> Became:
    """Write down that the platform suspended the account."""
    return Became(at=at, state="suspended")


def close(at: datetime) -> Became:
    """Write down that the account was removed."""
    return Became(at=at, state="gone")


def outage(start: datetime, end: datetime, fault: Fault, match: str = "") -> Outage:
    """Write down that the account's requests fail for a stretch of time."""
    return Outage(at=start, end=end, fault=fault, match=match)
