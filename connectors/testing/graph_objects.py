"""The Graph API's nodes as JSON, each with the fields that were asked for: Page, post, comment, attachment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from connectors.testing.graph_attachments import post_attachments, status_type
from connectors.testing.graph_errors import GraphRefused, no_permission
from connectors.testing.graph_fields import Selector, plain, project
from connectors.testing.graph_pages import Edge, read_edge
from connectors.testing.graph_vocabulary import DEFAULT_FIELDS
from connectors.testing.ids import stranger_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from connectors.testing.state import Item, Presence, State

READ_COMMENTS = "pages_read_user_content"
LEVELS = ("stream", "toplevel")


def stamp(at: datetime) -> str:
    """Return a time as Graph writes it: UTC, whole seconds, `+0000`."""
    return at.strftime("%Y-%m-%dT%H:%M:%S+0000")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Shows what stands on the platform to one reader.

    `scopes` are the token's permissions; without `authors` a stranger's comment has no `from`. `edge` makes the
    `Edge` of a node's id, an edge's name and its options.
    """

    state: State
    scopes: frozenset[str]
    authors: bool
    edge: Callable[[str, str, Mapping[str, str]], Edge]

    def show_page(self, page: Presence, fields: tuple[Selector, ...]) -> dict[str, object]:
        """Return a Page."""
        everything: dict[str, object] = {
            "id": page.native_id,
            "name": page.name,
            "username": page.handle,
            "about": page.description or None,
            "website": page.website,
            "link": f"https://www.facebook.com/{page.handle or page.native_id}",
            "is_published": page.state == "open",
            "category": "Primary School",
            "fan_count": 0,
            "followers_count": 0,
        }
        return _choose(everything, fields or plain(*DEFAULT_FIELDS["Page"]))

    def show_post(self, item: Item, fields: tuple[Selector, ...]) -> dict[str, object]:
        """Return a post with the edges that were asked for."""
        page, number = item.first_id.split("_")
        everything: dict[str, object] = {
            "id": item.first_id,
            "created_time": stamp(item.created_at),
            "updated_time": stamp(item.updated_at),
            "message": item.newest.text or None,
            "story": self._story(item),
            "permalink_url": f"https://www.facebook.com/{page}/posts/{number}",
            "status_type": status_type(item),
            "is_hidden": item.hidden,
            "is_published": True,
            "is_expired": False,
            "parent_id": self._shared(item),
            "from": self._author(item),
            "privacy": {"value": "EVERYONE", "description": "Public"},
        }
        shown = _choose(everything, fields or plain(*DEFAULT_FIELDS["PagePost"]))
        return shown | self._edges(item, fields)

    def show_comment(self, item: Item, fields: tuple[Selector, ...]) -> dict[str, object]:
        """Return a comment with the edges that were asked for."""
        post = self.state.items[item.root].first_id
        number = item.first_id.rpartition("_")[2]
        parent = self.state.items[item.parent or item.root]
        author = self._author(item)
        pictures = post_attachments(item, {}) if item.newest.media or item.links else []
        everything: dict[str, object] = {
            "id": item.first_id,
            "created_time": stamp(item.created_at),
            "message": item.newest.text,
            "from": author if self.authors or item.by is None else None,
            "is_hidden": item.hidden,
            "is_private": False,
            "can_hide": item.by is not None,
            "can_remove": True,
            "can_comment": True,
            "like_count": 0,
            "comment_count": len(self.comments(item, "toplevel")),
            "permalink_url": f"https://www.facebook.com/{post.replace('_', '/posts/')}?comment_id={number}",
            "object": {"id": post},
            "attachment": pictures[0] if pictures else None,
        }
        wanted = fields or plain(*DEFAULT_FIELDS["Comment"])
        shown = _choose(everything, wanted) | self._edges(item, fields)
        for selector in wanted:
            if selector.name == "parent" and item.parent != item.root:
                shown["parent"] = self.show_comment(parent, selector.fields)
        return shown

    def comments(self, item: Item, level: str) -> list[Item]:
        """Return what answers a post or comment: `stream` at every depth, `toplevel` directly."""
        below = self.state.below(item.key) if level == "stream" else self.state.children.get(item.key, ())
        return [comment for comment in below if not comment.deleted]

    def comments_edge(self, item: Item, options: Mapping[str, str], fields: tuple[Selector, ...]) -> dict[str, object]:
        """Return `/comments` of a post or comment."""
        if READ_COMMENTS not in self.scopes:
            raise no_permission(READ_COMMENTS)
        level = options.get("filter", "toplevel")
        if level not in LEVELS:
            raise GraphRefused(100, f"(#100) Param filter must be one of {{{', '.join(LEVELS)}}}")
        found = self.comments(item, level)
        edge = self.edge(item.first_id, "comments", options)
        body = read_edge(found, edge, lambda comment: self.show_comment(comment, fields))
        if options.get("summary", "false") not in {"false", "0"}:
            order = options.get("order", "chronological")
            body["summary"] = {"order": order, "total_count": len(found), "can_comment": True}
        return body

    def _edges(self, item: Item, fields: tuple[Selector, ...]) -> dict[str, object]:
        shown: dict[str, object] = {}
        for selector in fields:
            if selector.name == "comments":
                shown["comments"] = self.comments_edge(item, selector.options, selector.fields)
            elif selector.name == "attachments":
                found = post_attachments(item, self._shared_links(item))
                shown |= {"attachments": {"data": project(found, selector.fields)}} if found else {}
            elif selector.name in {"likes", "reactions"}:
                shown[selector.name] = {"data": []}
        return shown

    def _author(self, item: Item) -> dict[str, object]:
        page = self.state.accounts[item.owner] if item.by is None else self.state.account(item.by)
        if page is not None:
            return {"name": page.name, "id": page.native_id}
        return {"name": item.by, "id": stranger_id(item.by or "")}

    def _shared(self, item: Item) -> str | None:
        key = item.reposts or item.quotes
        return None if key is None else self.state.items[key].first_id

    def _shared_links(self, item: Item) -> dict[str, str]:
        """Return the address and the words of what an item shares."""
        key = item.reposts or item.quotes
        if key is None:
            return {}
        other = self.state.items[key]
        page, number = other.first_id.split("_")
        return {"url": f"https://www.facebook.com/{page}/posts/{number}", "text": other.newest.text}

    def _story(self, item: Item) -> str | None:
        key = item.reposts or item.quotes
        if key is None:
            return None
        whose = self._author(self.state.items[key])["name"]
        return f"{self._author(item)['name']} shared {whose}'s post."


def _choose(everything: Mapping[str, object], fields: Sequence[Selector]) -> dict[str, object]:
    """Return what was asked for and is there; an id always comes along."""
    shown: dict[str, object] = {}
    for selector in fields:
        value = everything.get(selector.name)
        if value is not None:
            shown[selector.name] = project(value, selector.fields)
    return shown | {"id": everything["id"]}
