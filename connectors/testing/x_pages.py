"""How X turns items into an answer: pages with tokens, expansions beside them, and what each costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectors.testing.faults import Trick
from connectors.testing.x_objects import PostObject, media_objects, user_object
from connectors.testing.x_problems import not_found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectors.testing.state import Item, Version
    from connectors.testing.x_parameters import Parameters
    from connectors.testing.x_view import Person, View
    from connectors.testing.x_vocabulary import Vocabulary

IMPLIED = {
    "attachments.media_keys": "attachments",
    "author_id": "author_id",
    "in_reply_to_user_id": "in_reply_to_user_id",
    "entities.mentions.username": "entities",
    "referenced_tweets.id": "referenced_tweets",
    "referenced_tweets.id.author_id": "referenced_tweets",
    "referenced_posts": "referenced_posts",
}
FIRST = "b26v89c19zqg8o3f"


@dataclass(slots=True, kw_only=True)
class Included:
    """What expansions add beside `data`, by id, and what of it is missing."""

    posts: dict[str, dict[str, object]] = field(default_factory=dict)
    users: dict[str, dict[str, object]] = field(default_factory=dict)
    media: dict[str, dict[str, object]] = field(default_factory=dict)
    errors: list[dict[str, object]] = field(default_factory=list)


class Sheet:
    """One answer in the making: posts shown with the asked fields, and what the asked expansions add."""

    def __init__(self, view: View, parameters: Parameters, words: Vocabulary) -> None:
        """Begin an empty answer."""
        self._view = view
        self._asked = parameters
        self._words = words
        self._included = Included()
        implied = {IMPLIED[name] for name in parameters.expansions if name in IMPLIED}
        self._fields = parameters.fields | implied
        self.posts: list[str] = []

    def post(self, item: Item, version: Version | None = None) -> dict[str, object]:
        """Return one post for `data` and note its expansions."""
        version = version or item.newest
        self.posts.append(version.native_id)
        for name in sorted(self._asked.expansions):
            self._expand(name, item, version)
        return PostObject(self._view, item, version, self._words).show(self._fields, self._asked.call.now)

    def finish(self, body: dict[str, object]) -> tuple[dict[str, object], dict[str, tuple[str, ...]]]:
        """Return the body with `includes` and `errors`, and the billed ids by kind, each once."""
        kinds = {self._words.includes: "posts", "users": "users", "media": "media"}
        includes = {name: list(getattr(self._included, kind).values()) for name, kind in kinds.items()}
        includes = {name: entries for name, entries in includes.items() if entries}
        if includes:
            body["includes"] = includes
        if self._included.errors:
            body["errors"] = [*self._included.errors]
        ids = {
            "post": (*self.posts, *self._included.posts),
            "user": tuple(self._included.users),
            "media": tuple(self._included.media),
        }
        return body, {kind: tuple(dict.fromkeys(found)) for kind, found in ids.items() if found}

    def _expand(self, name: str, item: Item, version: Version) -> None:
        if name == "attachments.media_keys":
            self._included.media |= media_objects(item, version, self._asked.media_fields)
        elif name == "author_id":
            self._user(self._view.author(item))
        elif name == "in_reply_to_user_id":
            self._user(self._view.answered(item))
        elif name.startswith(self._words.referenced_expansion):
            self._refer(name, item)
        elif name == self._words.history:
            for other in item.versions[:-1]:
                shown = PostObject(self._view, item, other, self._words)
                self._included.posts[other.native_id] = shown.show(self._fields, self._asked.call.now)

    def _user(self, person: Person | None) -> None:
        if person is not None:
            shown = user_object(person, self._asked.user_fields, self._words)
            self._included.users[person.native_id] = shown

    def _refer(self, name: str, item: Item) -> None:
        for _, other, native_id in self._view.references(item):
            if not self._view.readable(other):
                problem = not_found(self._words, "tweet", self._words.referenced_expansion, native_id)
                self._included.errors.append(problem)
            elif name.endswith(".author_id"):
                self._user(self._view.author(other))
            elif name.endswith(".media_keys"):
                self._included.media |= media_objects(other, other.newest, self._asked.media_fields)
            else:
                version = next(version for version in other.versions if version.native_id == native_id)
                shown = PostObject(self._view, other, version, self._words)
                self._included.posts[native_id] = shown.show(self._fields, self._asked.call.now)


def within(items: Sequence[Item], asked: Parameters) -> list[Item]:
    """Return what lies within the asked ids and times; ids are those of the newest version, as on X."""
    return [
        item
        for item in items
        if (asked.since is None or item.number > asked.since)
        and (asked.until is None or item.number < asked.until)
        and (asked.start is None or item.newest.at >= asked.start)
        and (asked.end is None or item.newest.at < asked.end)
    ]


def page(items: Sequence[Item], asked: Parameters, token: str | None) -> tuple[list[Item], dict[str, object]]:
    """Return one page of items (newest first) and its `meta`; raises `Refused` for a token that X never gave out."""
    tricks = asked.call.tricks
    if Trick.EMPTY_PAGE in tricks and token is None:
        return [], {"result_count": 0, "next_token": FIRST}
    if token is not None and token != FIRST and Trick.REPEATED_CURSOR not in tricks:
        items = [item for item in items if item.number < _read_token(token, asked)]
    shown = list(items[: asked.count])
    meta: dict[str, object] = {"result_count": len(shown)}
    if shown:
        meta |= {"newest_id": shown[0].native_id, "oldest_id": shown[-1].native_id}
    if len(items) > asked.count:
        meta["next_token"] = _token(shown[-1].number)
    if Trick.REPEATED_CURSOR in tricks:
        meta["next_token"] = FIRST
    if Trick.ENDS_EARLY in tricks:
        meta.pop("next_token", None)
        shown = shown[: len(shown) // 2]
    return shown, meta


def _token(number: int) -> str:
    """Return the token of the page below an id: lower-case letters and digits, as X's are."""
    return f"7140dibdnow{number:x}"


def _read_token(token: str, asked: Parameters) -> int:
    try:
        return int(token.removeprefix("7140dibdnow"), 16) if token.startswith("7140dibdnow") else int("no", 16)
    except ValueError:
        message = f"The `pagination_token` query parameter value [{token}] is not valid"
        raise asked.refusal("pagination_token", token, message) from None
