"""X's listings, page by page, with a guard against each way in which a listing can lie about its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectors.errors import SchemaDrift, Transient
from connectors.model import Oddity
from connectors.x.errors import problem_of, problems
from connectors.x.parse import Item, read_item, read_media
from connectors.x.shapes import is_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from connectors.base import Meter
    from connectors.model import Media
    from connectors.x.vocabulary import JsonObject

PAGE_CAP = 200
"""More pages than any listing of X's has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of a listing as it was read."""

    items: tuple[Item, ...]
    oddities: tuple[Oddity, ...]
    media: Mapping[str, Media]
    next_token: str | None = None


@dataclass(slots=True)
class Tally:
    """What one account's reading has met so far: how many items, how many of them odd, and the newest.

    Only items made up to `until` count as newest: what comes later may come in any order, and is read again.
    """

    until: datetime
    seen: int = 0
    odd: int = 0
    newest: Item | None = field(default=None, repr=False)
    oldest: datetime | None = None

    def add(self, sheet: Sheet) -> None:
        """Count a page; raises SchemaDrift where there is nothing but oddities, for then more pages are no use."""
        self.seen += len(sheet.items) + len(sheet.oddities)
        self.odd += len(sheet.oddities)
        for item in sheet.items:
            self.oldest = min(self.oldest or item.created_at, item.created_at)
            if item.at <= self.until and (self.newest is None or item.number > self.newest.number):
                self.newest = item

        if not sheet.items and self.odd == self.seen:
            self.judge()

    def judge(self) -> None:
        """Raise SchemaDrift where more than one item in a hundred, and more than one at all, was odd."""
        if self.odd > max(1, self.seen / 100):
            raise SchemaDrift(
                f"{self.odd} of {self.seen} items from X have a shape that this version does not know: look for a "
                "newer version of the auditor."
            )


def read_sheet(body: JsonObject, where: str, meter: Meter) -> Sheet:
    """Return one page of a listing, billed, or raise what its lack means.

    Raises:
        Transient: there is no list where one should be, or it holds fewer items than X says.

    """
    bill(body, meter)
    data, meta = body.get("data"), body.get("meta")
    count = meta.get("result_count") if isinstance(meta, dict) else None
    if data is None and problems(body):
        raise problem_of(problems(body)[0], where)
    if data is None and count == 0:
        data = []
    if not isinstance(data, list) or not isinstance(meta, dict):
        raise Transient("X sent an empty object where a list should be; it is asked again in the next run.")
    if isinstance(count, int) and count != len(data):
        raise Transient("X ended a list early; it is asked again in the next run.")
    read = [read_item(value, f"{where}[{place}]") for place, value in enumerate(data)]
    token = meta.get("next_token")
    return Sheet(
        items=tuple(item for item in read if isinstance(item, Item)),
        oddities=tuple(item for item in read if isinstance(item, Oddity)),
        media=read_media(body),
        next_token=token if isinstance(token, str) and token else None,
    )


def bill(body: JsonObject, meter: Meter) -> None:
    """Record every post and medium in an answer: X bills what it returns, whatever we make of it."""
    data, includes = body.get("data"), body.get("includes")
    returned = data if isinstance(data, list) else []
    media = includes.get("media") if isinstance(includes, dict) else None
    posts = [item["id"] for item in returned if isinstance(item, dict) and is_id(item.get("id"))]
    keys = [str(item["media_key"]) for item in media or () if isinstance(item, dict) and item.get("media_key")]
    if posts:
        meter.billed("post", posts)
    if keys:
        meter.billed("media", keys)


def read_all(fetch: Callable[[str | None], Sheet], *, since: int | None, start: datetime | None) -> Iterator[Sheet]:
    """Yield the pages of a listing, newest first, to its end.

    What is not newer than `since`, nor made at `start` or later, was not asked for: X took no notice of what we
    asked, so it is left out, and a page with nothing else ends the listing.

    Raises:
        Transient: X repeats a page mark, or the listing never ends.

    """
    token: str | None = None
    met: set[str] = set()
    for _ in range(PAGE_CAP):
        sheet = fetch(token)
        wanted = tuple(item for item in sheet.items if _wanted(item, since, start))
        yield Sheet(items=wanted, oddities=sheet.oddities, media=sheet.media)
        token = sheet.next_token
        if token is None or (sheet.items and not wanted):
            return
        if token in met:
            raise Transient("X repeats a page of a list; it is asked again in the next run.")
        met.add(token)
    raise Transient("A list of X's does not end; it is asked again in the next run.")


def _wanted(item: Item, since: int | None, start: datetime | None) -> bool:
    return (since is None or item.number > since) and (start is None or item.at >= start)
