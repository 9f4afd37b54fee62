"""A listing page by page: our own pager on `paging.cursors.after`.

A listing ends where `paging.next` is absent, and nowhere else: an empty page with a next goes on, a repeated cursor
or an answer without a list is an outage, never "nothing there". The `next` address is never followed (it carries the
token): only its cursor is used, and only where `paging.cursors` has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from connectors.errors import Transient
from connectors.facebook.errors import TooMuchData

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectors.facebook.client import Graph

SIZES = (100, 25, 5)
"""Items a page: Meta's most, then what is tried where it wants less; so three requests at most for one page."""

MOST_PAGES = 300
PLACES = frozenset({"after", "until", "offset", "__paging_token", "pagetoken"})
"""Parameters of a `next` address that say where the next page begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page as it came: `full` where it holds as many items as were asked for, `total` is `summary.total_count`."""

    items: tuple[object, ...] = ()
    total: int | None = None
    last: bool = False
    full: bool = False


@dataclass(slots=True)
class Listing:
    """A listing at `path`, read with `args`; `endpoint` names its family for the gate."""

    graph: Graph
    path: str
    endpoint: str
    args: dict[str, str]
    _place: dict[str, str] = field(default_factory=dict)
    _sizes: tuple[int, ...] = SIZES

    def sheets(self) -> Iterator[Sheet]:
        """Yield the pages in the platform's order; the last has `last` set.

        Raises:
            ConnectorError: as `Graph.get` does; `Transient` where the listing cannot be followed to its end.

        """
        seen: list[dict[str, str]] = []
        for _ in range(MOST_PAGES):
            sheet, place = _opened(self._page(), self._sizes[0])
            if place in seen:
                raise Transient("Facebook's list goes round in a circle; it is asked again in the next run.")
            yield sheet
            if sheet.last:
                return
            self._place = place
            seen.append(place)
        raise Transient("Facebook's list did not come to an end; it is asked again in the next run.")

    def _page(self) -> dict[str, object]:
        """Return the page at our place, asking for fewer items where Facebook wants that."""
        while self._sizes:
            question = {**self.args, **self._place, "limit": str(self._sizes[0])}
            try:
                return self.graph.get(self.path, self.endpoint, is_list=True, **question)
            except TooMuchData:
                self._sizes = self._sizes[1:]
        raise Transient("Facebook could not give even a small page; it is asked again in the next run.")


def _opened(answer: Mapping[str, object], size: int) -> tuple[Sheet, dict[str, str]]:
    """Return a page and where the next one begins.

    A page that is exactly full and has no next may have been cut off: where nothing else tells (a count) and there
    is a cursor, the list is asked once more behind it.
    """
    data, paging, summary = answer["data"], answer.get("paging"), answer.get("summary")
    if not isinstance(data, list) or not isinstance(paging, Mapping | None):
        raise Transient("Facebook gave a page that cannot be followed; it is asked again in the next run.")
    total = summary.get("total_count") if isinstance(summary, Mapping) else None
    total = total if isinstance(total, int) else None
    onward = (paging or {}).get("next")
    full = len(data) >= size
    place = _place(paging or {}) if onward or (full and total is None) else {}
    if onward and not place:
        raise Transient("Facebook gave a page that cannot be followed; it is asked again in the next run.")
    return Sheet(items=tuple(data), total=total, last=not place, full=full), place


def _place(paging: Mapping[str, object]) -> dict[str, str]:
    """Return the parameters that lead to the next page, none where there are none."""
    cursors, onward = paging.get("cursors"), paging.get("next")
    after = cursors.get("after") if isinstance(cursors, Mapping) else None
    if isinstance(after, str) and after:
        return {"after": after}
    if not isinstance(onward, str):
        return {}
    try:
        return {name: value for name, value in parse_qsl(urlsplit(onward).query) if name in PLACES}
    except ValueError:
        return {}
