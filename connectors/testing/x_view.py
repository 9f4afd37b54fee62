"""What X shows at one moment: who wrote what, what stands in which conversation, what a search may find."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from connectors.testing.ids import stranger_handle, stranger_id
from connectors.testing.state import newest_first
from connectors.testing.x_text import MENTION, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectors.testing.state import Item, Presence, State, Version
    from connectors.testing.x_text import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A user of X: an account of the diary (then with its presence) or a stranger."""

    native_id: str
    handle: str
    name: str
    presence: Presence | None = None

    @property
    def open(self) -> bool:
        """Return whether everybody may read what this person writes."""
        return self.presence is None or self.presence.state == "open"


class View:
    """One state of X with its indexes, each made when first asked for.

    `first_handles` maps the handles that the accounts had at first, in lower case, to their ids: a diary's `by=`.
    """

    def __init__(self, state: State, first_handles: Mapping[str, str]) -> None:
        """Look at a state."""
        self.state = state
        self._first_handles = first_handles

    def person(self, name: str) -> Person:
        """Return the account that the diary first called by this handle, or else the stranger of that name."""
        native_id = self._first_handles.get(name.lower())
        if native_id is None:
            return Person(native_id=stranger_id(name), handle=stranger_handle(name), name=name)
        return self.holder(self.state.accounts[native_id])

    def holder(self, presence: Presence) -> Person:
        """Return an account of the diary as a person."""
        return Person(native_id=presence.native_id, handle=presence.handle or "", name=presence.name, presence=presence)

    def author(self, item: Item) -> Person:
        """Return who wrote an item."""
        return self.holder(self.state.accounts[item.owner]) if item.by is None else self.person(item.by)

    def readable(self, item: Item) -> bool:
        """Return whether everybody may read an item."""
        return not item.deleted and self.author(item).open

    def lost(self, item: Item) -> bool:
        """Return whether an item is not there for anybody: deleted, or its author's account gone."""
        presence = self.author(item).presence
        return item.deleted or (presence is not None and presence.state == "gone")

    def answered(self, item: Item) -> Person | None:
        """Return whom an item answers."""
        return None if item.parent is None else self.author(self.state.items[item.parent])

    def conversation(self, item: Item) -> str:
        """Return the id of the conversation that an item belongs to: its first post's first id."""
        return self.state.items[item.root].first_id

    def references(self, item: Item) -> list[tuple[str, Item, str]]:
        """Return what an item refers to: the kind, the other item and the id of the version that then stood."""
        kinds = (("retweeted", item.reposts), ("quoted", item.quotes), ("replied_to", item.parent))
        found = [(kind, self.state.items[key]) for kind, key in kinds if key is not None]
        return [(kind, other, _version_at(other, item)) for kind, other in found]

    def written(self, item: Item, version: Version) -> Written:
        """Return a version's text as X keeps it."""
        links = list(item.links)
        if item.quotes is not None:
            quoted = self.state.items[item.quotes]
            links.append(f"https://x.com/{self.author(quoted).handle}/status/{quoted.native_id}")
        answered = self.answered(item)
        page = f"https://x.com/{self.author(item).handle}/status/{version.native_id}/photo/1"
        keys = media_keys(item, version)
        return write(
            version.text,
            links=tuple(links),
            pictures={page: keys[0]} if keys else {},
            answers=answered.handle if answered else None,
        )

    @cached_property
    def handles(self) -> dict[str, str]:
        """Return everybody's id by handle now, in lower case: accounts, and strangers who have written something."""
        people = {self.author(item).handle.lower(): self.author(item).native_id for item in self.state.items.values()}
        for account in self.state.accounts.values():
            people[(account.handle or "").lower()] = account.native_id
        return people

    @cached_property
    def strangers(self) -> dict[str, Person]:
        """Return strangers who have written something, by id."""
        authors = (self.author(item) for item in self.state.items.values() if item.by is not None)
        return {person.native_id: person for person in authors if person.presence is None}

    @cached_property
    def by_author(self) -> dict[str, list[Item]]:
        """Return what each user has written and not deleted, by the user's id, newest first."""
        found: dict[str, list[Item]] = {}
        for item in newest_first(item for item in self.state.items.values() if not item.deleted):
            found.setdefault(self.author(item).native_id, []).append(item)
        return found

    @cached_property
    def searchable(self) -> list[Item]:
        """Return what a search may find, newest first: whatever everybody may read, reposts left out."""
        return newest_first(i for i in self.state.items.values() if i.reposts is None and self.readable(i))

    @cached_property
    def conversations(self) -> dict[str, list[Item]]:
        """Return what a search may find by conversation id, newest first."""
        found: dict[str, list[Item]] = {}
        for item in self.searchable:
            found.setdefault(self.conversation(item), []).append(item)
        return found

    @cached_property
    def mentions(self) -> dict[str, list[Item]]:
        """Return what mentions or answers a user, by the user's id, newest first; nobody mentions himself."""
        found: dict[str, list[Item]] = {}
        for item in self.searchable:
            names = {name.lower() for name in MENTION.findall(item.newest.text)} if "@" in item.newest.text else set()
            answered = self.answered(item)
            people = {self.handles[name] for name in names if name in self.handles}
            people |= {answered.native_id} if answered else set()
            for person in people - {self.author(item).native_id}:
                found.setdefault(person, []).append(item)
        return found


def _version_at(other: Item, item: Item) -> str:
    return [v.native_id for v in other.versions if v.at <= item.created_at or v is other.versions[0]][-1]


def media_keys(item: Item, version: Version) -> list[str]:
    """Return the keys of a version's pictures: the same ones as long as an edit leaves the pictures alone."""
    since = next(other for other in item.versions if other.media == version.media)
    codes = {"photo": "3", "video": "7", "animated_gif": "16"}
    pictures = [part for picture in version.media for part in (picture.parts or (picture,))]
    return [f"{codes[picture.kind]}_{int(since.native_id) + 1 + n}" for n, picture in enumerate(pictures)]
