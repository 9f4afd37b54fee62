"""How Graph reads a path for one token: a node, an edge of a node, or several nodes by `ids`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from connectors.testing.graph_errors import GraphRefused, missing, no_permission
from connectors.testing.graph_fields import check_fields, parse_fields
from connectors.testing.graph_objects import Nodes
from connectors.testing.graph_pages import Edge, read_edge
from connectors.testing.graph_vocabulary import PAGE_EDGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from connectors.testing.faults import Call
    from connectors.testing.graph_fields import Selector
    from connectors.testing.graph_tokens import GraphToken
    from connectors.testing.state import Item, Presence, State

MOST_IDS = 50
NEEDS = {
    "feed": ("pages_read_engagement", "pages_read_user_content"),
    "posts": ("pages_read_engagement",),
    "published_posts": ("pages_read_engagement",),
    "visitor_posts": ("pages_read_engagement", "pages_read_user_content"),
    "tagged": ("pages_read_engagement", "pages_read_user_content"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One call being answered. `address` makes the address of a page from a place and its parameters."""

    call: Call
    state: State
    token: GraphToken
    address: Callable[[str, Mapping[str, str]], str]
    authors: bool
    most: int | None

    def read(self, path: str) -> dict[str, object]:
        """Return the body for a path without its version; raises `GraphRefused`."""
        parts = path.split("/") if path else []
        if "ids" in self.call.query:
            ids = self.call.query["ids"].split(",")
            if len(ids) > MOST_IDS:
                raise GraphRefused(100, f"(#100) Too many IDs. Maximum: {MOST_IDS}. Provided: {len(ids)}.")
            return {native_id: self._read_one(native_id, parts) for native_id in ids}
        match parts:
            case [name, *edge] if len(edge) <= 1:
                return self._read_one(name, edge)
            case _:
                raise GraphRefused(2500, f"Unknown path components: /{path}")

    def _read_one(self, name: str, edge: list[str]) -> dict[str, object]:
        fields = parse_fields(self.call.query["fields"]) if self.call.query.get("fields") else ()
        page = self._page(name)
        if page is not None:
            return self._read_page(page, edge, fields)
        item = self.state.by_id.get(name)
        if item is None or item.deleted or not self._mine(item):
            raise missing(name) if name.replace("_", "").isdigit() else _no_alias(name)
        if edge == ["comments"]:
            check_fields(fields, "Comment")
            return self._nodes().comments_edge(item, self.call.query, fields)
        if edge:
            raise GraphRefused(2500, f"Unknown path components: /{edge[0]}")
        is_post = item.parent is None
        check_fields(fields, "PagePost" if is_post else "Comment")
        return self._nodes().show_post(item, fields) if is_post else self._nodes().show_comment(item, fields)

    def _page(self, name: str) -> Presence | None:
        """Return the Page that an id, a username or `me` means; another Page than the token's needs a feature."""
        wanted = self.token.page_id if name == "me" else name
        page = self.state.accounts.get(wanted) or self.state.account(wanted)
        if page is None:
            return None
        if page.state in {"gone", "suspended"}:
            raise missing(name)
        if page.native_id != self.token.page_id:
            raise no_permission("pages_read_engagement")
        return page

    def _mine(self, item: Item) -> bool:
        """Return whether an item belongs to the token's Page and the Page is still there."""
        page = self.state.accounts[item.owner]
        return page.native_id == self.token.page_id and not item.outside and page.state in {"open", "protected"}

    def _read_page(self, page: Presence, edge: list[str], fields: tuple[Selector, ...]) -> dict[str, object]:
        check_fields(fields, "PagePost" if edge else "Page")
        if not edge:
            return self._nodes().show_page(page, fields)
        if edge[0] not in PAGE_EDGES:
            raise GraphRefused(2500, f"Unknown path components: /{edge[0]}")
        for permission in NEEDS[edge[0]]:
            if permission not in self.token.scopes:
                raise no_permission(permission)
        nodes = self._nodes()
        rows = [item for item in page.written if self._on_edge(item, page, edge[0])]
        return read_edge(
            rows, self._edge(page.native_id, edge[0], self.call.query), lambda item: nodes.show_post(item, fields)
        )

    def _on_edge(self, item: Item, page: Presence, edge: str) -> bool:
        if item.parent is not None or item.deleted:
            return False
        if item.hidden and self.call.query.get("include_hidden") not in {"true", "1"}:
            return False
        if edge == "tagged":
            return item.outside and f"@{page.handle}" in item.newest.text
        visitors = item.by is not None
        return not item.outside and (edge == "feed" or visitors is (edge == "visitor_posts"))

    def _nodes(self) -> Nodes:
        return Nodes(state=self.state, scopes=self.token.scopes, authors=self.authors, edge=self._edge)

    def _edge(self, native_id: str, name: str, options: Mapping[str, str]) -> Edge:
        """Return how an edge is read; only the edge of the path itself is played tricks on."""
        kept = {key: value for key, value in options.items() if key not in {"after", "before", "ids"}}
        outer = options is self.call.query

        def address(other: Mapping[str, str]) -> str:
            return self.address(f"{native_id}/{name}", {**kept, **other})

        return Edge(
            options=options,
            address=address,
            tricks=self.call.tricks if outer else frozenset(),
            most=self.most if outer else None,
            falling=name != "comments",
        )


def _no_alias(name: str) -> GraphRefused:
    return GraphRefused(803, f"(#803) Some of the aliases you requested do not exist: {name}")
