"""Graph's edges as pages: `limit`, `since`, `until`, `order`, cursors, and a `next` on every page but the last."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from connectors.testing.faults import Trick
from connectors.testing.graph_errors import GraphRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from connectors.testing.state import Item

DEFAULT_LIMIT = 25
MOST = 100
ORDERS = {"chronological": False, "reverse_chronological": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One edge being read: what was asked, the address of its next page, and how the pager is to misbehave.

    `address` makes a page's address from the parameters that differ; `most` is above which `limit` Graph says that
    it is too much data.
    """

    options: Mapping[str, str]
    address: Callable[[Mapping[str, str]], str]
    tricks: frozenset[Trick] = frozenset()
    most: int | None = None
    falling: bool = True


def read_edge(items: Sequence[Item], edge: Edge, show: Callable[[Item], dict[str, object]]) -> dict[str, object]:
    """Return `{"data", "paging"?}` of one page; raises `GraphRefused` for what Graph refuses."""
    limit = _limit(edge)
    falling = _choice(edge.options, "order", ORDERS, default=edge.falling)
    rows = sorted(_within(items, edge), key=lambda item: item.number, reverse=falling)
    after = edge.options.get("after")
    if Trick.EMPTY_PAGE in edge.tricks and after is None:
        return {"data": [], "paging": _paging(edge, _cursor(0), _cursor(0), more=True)}
    if after is not None and Trick.REPEATED_CURSOR not in edge.tricks:
        number = _read_cursor(after)
        rows = [item for item in rows if not number or (item.number < number if falling else item.number > number)]
    shown = rows[:limit]
    more = len(rows) > limit
    if Trick.ENDS_EARLY in edge.tricks:
        shown, more = shown[: len(shown) // 2], False
    body: dict[str, object] = {"data": [show(item) for item in shown]}
    if shown:
        more = more or Trick.REPEATED_CURSOR in edge.tricks
        body["paging"] = _paging(edge, _cursor(shown[0].number), _cursor(shown[-1].number), more=more)
    return body


def moment(name: str, value: str) -> datetime:
    """Return the time that `since` or `until` means: seconds since 1970, or ISO 8601."""
    try:
        at = datetime.fromtimestamp(int(value), UTC) if value.isdigit() else datetime.fromisoformat(value)
    except (ValueError, OverflowError):
        raise GraphRefused(100, f"(#100) Param {name} must be a valid time") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _limit(edge: Edge) -> int:
    value = edge.options.get("limit", str(DEFAULT_LIMIT))
    if not value.isdigit() or int(value) > MOST:
        raise GraphRefused(100, f"(#100) Param limit must be a number between 0 and {MOST}")
    if edge.most is not None and int(value) > edge.most:
        message = "Please reduce the amount of data you're asking for, then retry your request"
        raise GraphRefused(1, message, status=500)
    return int(value)


def _choice(options: Mapping[str, str], name: str, known: Mapping[str, bool], *, default: bool) -> bool:
    value = options.get(name)
    if value is not None and value not in known:
        raise GraphRefused(100, f"(#100) Param {name} must be one of {{{', '.join(known)}}}")
    return default if value is None else known[value]


def _within(items: Sequence[Item], edge: Edge) -> list[Item]:
    asked = {name: moment(name, edge.options[name]) for name in ("since", "until") if edge.options.get(name)}
    if Trick.IGNORED_SINCE in edge.tricks:
        asked.pop("since", None)
    since, until = asked.get("since"), asked.get("until")
    return [
        item
        for item in items
        if (since is None or item.created_at >= since) and (until is None or item.created_at <= until)
    ]


def _paging(edge: Edge, before: str, after: str, *, more: bool) -> dict[str, object]:
    paging: dict[str, object] = {"cursors": {"before": before, "after": after}}
    return paging | ({"next": edge.address({"after": after})} if more else {})


def _cursor(number: int) -> str:
    return base64.urlsafe_b64encode(f"QVFI:{number}".encode()).decode()


def _read_cursor(cursor: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(cursor).decode().removeprefix("QVFI:"))
    except (ValueError, binascii.Error):
        raise GraphRefused(100, "(#100) Invalid cursors values: the after cursor is not one of this edge") from None
