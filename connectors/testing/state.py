"""What stands on a platform at one moment, folded from a diary's events in one pass."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from connectors.testing.events import Became, Commented, Deleted, Edited, Hidden, Posted, Renamed, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from connectors.testing.events import Event, Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A post or comment as it stood after one edit; only X keeps the old ones readable."""

    native_id: str
    at: datetime
    text: str
    media: tuple[Picture, ...]


@dataclass(slots=True, kw_only=True)
class Item:
    """A post or comment as it stands. `versions` holds every one so far; the first one's id is canonical.

    `owner` is the id of the account in whose diary it is written; `by` the writer's name (None: the owner);
    `parent` and `root` are keys: what it answers, and the post at the top of its thread (itself for a post).
    `updated_at` is Facebook's: it moves with edits and, for a post, with new comments.
    """

    key: str
    owner: str
    by: str | None
    parent: str | None
    root: str
    versions: list[Version]
    links: tuple[str, ...]
    updated_at: datetime
    edited_at: datetime | None = None
    quotes: str | None = None
    reposts: str | None = None
    outside: bool = False
    hidden: bool = False
    deleted: bool = False
    withheld: tuple[str, ...] = ()

    @property
    def newest(self) -> Version:
        """Return the version that stands."""
        return self.versions[-1]

    @property
    def native_id(self) -> str:
        """Return the newest version's id."""
        return self.versions[-1].native_id

    @property
    def first_id(self) -> str:
        """Return the canonical id."""
        return self.versions[0].native_id

    @property
    def created_at(self) -> datetime:
        """Return when the first version was made."""
        return self.versions[0].at

    @property
    def number(self) -> int:
        """Return the newest version's id as a number (Facebook: its last part), to sort by."""
        return int(self.native_id.rpartition("_")[2])


@dataclass(slots=True, kw_only=True)
class Presence:
    """An account as it stands. `state` is `open`, `protected`, `suspended` or `gone`.

    `written` holds everything in its diary, oldest first: its own posts and what others wrote there.
    """

    native_id: str
    handle: str | None
    name: str
    description: str = ""
    website: str | None = None
    created_at: datetime
    state: str = "open"
    withheld: tuple[str, ...] = ()
    written: list[Item] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class State:
    """Everything on one platform at one moment.

    `accounts` is keyed by id, `items` by the writer's key, `by_id` by every version's id; `children` holds what
    answers an item directly, `threads` every comment under a post, both by key and oldest first.
    """

    accounts: dict[str, Presence]
    items: dict[str, Item] = field(default_factory=dict)
    by_id: dict[str, Item] = field(default_factory=dict)
    children: dict[str, list[Item]] = field(default_factory=dict)
    threads: dict[str, list[Item]] = field(default_factory=dict)

    def account(self, handle: str) -> Presence | None:
        """Return the account that has this handle now, in whatever case."""
        wanted = handle.lower()
        return next((a for a in self.accounts.values() if a.handle and a.handle.lower() == wanted), None)

    def below(self, key: str) -> Iterator[Item]:
        """Yield everything that answers an item, at any depth."""
        for child in self.children.get(key, ()):
            yield child
            yield from self.below(child.key)


def fold(
    accounts: Iterable[Presence],
    events: Iterable[tuple[str, Event]],
    ids: Mapping[tuple[str, datetime], str],
    *,
    cascade: bool,
) -> State:
    """Return the state after `events`, given oldest first as (account id, event).

    `ids` tells the id of an item's version by its key and time (no entry: the edit keeps the id); with `cascade` a
    deletion takes away whatever answers the item too, as on Facebook.
    """
    state = State(accounts={account.native_id: account for account in accounts})
    for owner, event in events:
        match event:
            case Posted() | Commented():
                _write(state, owner, event, ids)
            case Edited():
                _edit(state, event, ids)
            case Deleted():
                _delete(state, event.key, cascade=cascade)
            case Hidden():
                state.items[event.key].hidden = event.hidden
            case _:
                _change_account(state, owner, event)
    return state


def _write(state: State, owner: str, event: Posted | Commented, ids: Mapping[tuple[str, datetime], str]) -> None:
    """Put a new post or comment in its place."""
    parent = event.on if isinstance(event, Commented) else None
    item = Item(
        key=event.key,
        owner=owner,
        by=event.by,
        parent=parent,
        root=event.key if parent is None else state.items[parent].root,
        versions=[Version(native_id=ids[event.key, event.at], at=event.at, text=event.text, media=event.media)],
        links=event.links,
        updated_at=event.at,
    )
    if isinstance(event, Posted):
        item.quotes, item.reposts, item.outside = event.quotes, event.reposts, event.outside
    state.items[item.key] = state.by_id[item.native_id] = item
    state.accounts[owner].written.append(item)
    if parent is not None:
        state.children.setdefault(parent, []).append(item)
        state.threads.setdefault(item.root, []).append(item)
        state.items[item.root].updated_at = event.at


def _edit(state: State, event: Edited, ids: Mapping[tuple[str, datetime], str]) -> None:
    """Add a version; where the platform gives it no id of its own, it takes the place of the old one."""
    item = state.items[event.key]
    old = item.newest
    new = Version(
        native_id=ids.get((event.key, event.at), old.native_id),
        at=event.at,
        text=old.text if event.text is None else event.text,
        media=old.media if event.media is None else event.media,
    )
    item.edited_at = item.updated_at = event.at
    if new.native_id == old.native_id:
        item.versions = [replace(new, at=old.at)]
    else:
        item.versions.append(new)
    state.by_id[new.native_id] = item


def _delete(state: State, key: str, *, cascade: bool) -> None:
    state.items[key].deleted = True
    if cascade:
        for item in state.below(key):
            item.deleted = True


def _change_account(state: State, owner: str, event: Event) -> None:
    """Change what stands about the account, or withhold a post."""
    account = state.accounts[owner]
    match event:
        case Renamed():
            account.handle = event.handle or account.handle
            account.name = event.name or account.name
        case Became():
            account.state = event.state
        case Withheld(key=str() as key):
            state.items[key].withheld = event.countries
        case Withheld():
            account.withheld = event.countries


def newest_first(items: Iterable[Item]) -> list[Item]:
    """Return items by falling id."""
    return sorted(items, key=lambda item: item.number, reverse=True)
