"""A Graph API that answers by script, over real HTTP, for what the full stand-in would never say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from connectors.base import Gate, Options
from connectors.facebook import connect
from connectors.model import Account, KnownPost, Profile, Window
from connectors.testing import Diary, StandIn
from connectors.testing.faults import Answer, Call

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from connectors.facebook.connector import Facebook
    from connectors.model import Comment, Page, Post

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TOKEN = "CANARY-TOKEN-98431"
PAGE = Profile(native_id="2001", handle="oakfieldprimary", name="Oakfield Primary School")
ACCOUNT = Account(platform="facebook", handle="oakfieldprimary", native_id="2001", token=TOKEN)
WINDOW = Window(now=NOW, start=NOW - timedelta(days=30), last_read=NOW - timedelta(days=1))


def stamp(at: datetime) -> str:
    """Return a time as Graph writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S+0000")


def a_post(number: int = 1, /, **details: object) -> dict[str, object]:
    """Return a post of the Page, an hour older for each number."""
    at = stamp(NOW - timedelta(hours=number))
    return {
        "id": f"2001_{number}",
        "from": {"id": "2001"},
        "message": f"News {number}",
        "created_time": at,
        "updated_time": at,
        "status_type": "mobile_status_update",
        "is_hidden": False,
        "is_published": True,
        "comments": {"data": [], "summary": {"total_count": 0, "order": "chronological", "can_comment": True}},
        **details,
    }


def a_comment(number: int = 1, /, **details: object) -> dict[str, object]:
    """Return a parent's comment under post 1, a minute older for each number."""
    return {
        "id": f"1_{number}",
        "from": {"id": "777"},
        "message": f"Lovely {number}",
        "created_time": stamp(NOW - timedelta(minutes=number)),
        "is_hidden": False,
        **details,
    }


def a_list(*items: object, after: str | None = None, total: int | None = None, **details: object) -> dict[str, object]:
    """Return a page of a listing; with `after` another follows."""
    paging: dict[str, object] = {"cursors": {"before": "b", "after": after or "end"}} if items or after else {}
    if after:
        paging["next"] = f"https://graph.facebook.com/v25.0/2001/feed?access_token=OTHER&after={after}"
    found: dict[str, object] = {"data": list(items), "paging": paging}
    if total is not None:
        found["summary"] = {"order": "reverse_chronological", "total_count": total, "can_comment": True}
    return {**found, **details}


def refused(code: int, subcode: int | None = None, message: str = "(#0) Refused", **details: object) -> Reply:
    """Return a Graph error; its words hold what must not get out."""
    error = {"message": f"{message} {TOKEN}", "type": "OAuthException", "code": code, "fbtrace_id": "AbCdEf12345"}
    if subcode is not None:
        error["error_subcode"] = subcode
    return Reply({"error": {**error, **details}}, status=400)


@dataclass(frozen=True)
class Reply:
    """A body with a status other than 200, or with headers."""

    body: object
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "application/json; charset=UTF-8"


NOT_THERE = refused(100, 33, "Unsupported get request. Object with ID '1' does not exist, cannot be loaded")


class ScriptedGraph(StandIn):
    """Answers each path by its own list of bodies; the last of a list is repeated.

    `calls` holds the requests with their secrets, as (path without version, query).
    """

    platform = "facebook"

    def __init__(self, **script: Sequence[object]) -> None:
        """Take bodies by the end of the path; `page` answers for the Page itself, `item` for any other object."""
        super().__init__(Diary(), clock=NOW)
        self.script = {edge: list(bodies) for edge, bodies in script.items()}
        self.calls: list[tuple[str, dict[str, str]]] = []

    def answer(self, call: Call) -> Answer:
        """Give the next body of the path's list."""
        path = re.sub(r"^/v[\d.]+/", "", call.path)
        self.calls.append((path, dict(call.query)))
        body = self.body_for(path, call.query)
        reply = body if isinstance(body, Reply) else Reply(body)
        return Answer(
            status=reply.status,
            body=reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode(),
            headers=dict(reply.headers),
            content_type=reply.content_type,
        )

    def body_for(self, path: str, query: Mapping[str, str]) -> object:
        """Return the next body of the path's list."""
        del query
        edge = path.rpartition("/")[2]
        edge = edge if edge in self.script else ("page" if path in {"2001", "oakfieldprimary"} else "item")
        bodies = self.script.get(edge, [refused(2500, message="Unknown path components: /" + edge)])
        return bodies.pop(0) if len(bodies) > 1 else bodies[0]

    def account_of(self, call: Call) -> str | None:
        """Tell nothing: the script knows no accounts."""
        del call
        return None

    def paths(self) -> list[str]:
        """Return what was asked for, in order."""
        return [path for path, _ in self.calls]


class Shelf(ScriptedGraph):
    """Knows `objects` by id, asked for one by one or together (`ids=`); edges answer by script.

    Together they are refused where one of them is missing or refused alone; `together` is said to all such questions.
    """

    def __init__(self, objects: Mapping[str, object], *, together: object = None, **script: Sequence[object]) -> None:
        """Take the objects; a `Reply` among them is what is said to whoever asks for it."""
        super().__init__(**script)
        self.objects = dict(objects)
        self.together = together

    def body_for(self, path: str, query: Mapping[str, str]) -> object:
        """Return an object, several by their ids, or what the script says."""
        if not path:
            return self._several(query["ids"].split(",")) if self.together is None else self.together
        return super().body_for(path, query) if "/" in path else self.objects.get(path, NOT_THERE)

    def _several(self, ids: list[str]) -> object:
        found = {native_id: self.objects.get(native_id, NOT_THERE) for native_id in ids}
        return next((body for body in found.values() if isinstance(body, Reply)), found)

    def asked_together(self) -> list[int]:
        """Return how many objects each question for several asked for."""
        return [len(query["ids"].split(",")) for path, query in self.calls if not path]


class CountingMeter:
    """Counts requests; nothing is billed on Facebook."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.requests = 0
        self.bills: list[tuple[str, tuple[str, ...]]] = []

    def request(self) -> None:
        """Count one."""
        self.requests += 1

    def billed(self, kind: str, ids: Sequence[str]) -> None:
        """Remember a bill."""
        self.bills.append((kind, tuple(ids)))

    def allowance(self, kind: str) -> int | None:
        """Return no cap."""
        del kind
        return None


def connected(graph: StandIn, gate: Gate | None = None, **extra: str) -> Facebook:
    """Return a connector that talks to `graph`."""
    return connect(Options(url=graph.url, extra=extra), gate or Gate())


def read_posts(graph: StandIn, cursor: Mapping[str, object] | None = None, window: Window = WINDOW) -> list[Page[Post]]:
    """Return all pages of posts."""
    return list(connected(graph).posts(ACCOUNT, PAGE, cursor, window, CountingMeter()))


def read_comments(
    graph: StandIn, *posts: KnownPost, cursor: Mapping[str, object] | None = None, window: Window = WINDOW
) -> list[Page[Comment]]:
    """Return all pages of comments under `posts`."""
    return list(connected(graph).comments(ACCOUNT, PAGE, cursor, window, posts, CountingMeter()))


def known(number: int = 1, activity: str | None = "1|x") -> KnownPost:
    """Return a post that we hold."""
    return KnownPost(
        canonical_id=f"2001_{number}",
        native_id=f"2001_{number}",
        thread_id=f"2001_{number}",
        created_at=NOW - timedelta(days=1),
        activity=activity,
    )


def items(pages: Iterable[Page[Any]]) -> list[Any]:
    """Return what all pages hold, in order."""
    return [item for page in pages for item in page.items]


def until_it_fails(pages: Iterator[Page[Any]]) -> tuple[list[Any], Exception | None]:
    """Return what came before a failure, and the failure."""
    found: list[Any] = []
    try:
        for page in pages:
            found.extend(page.items)
    except Exception as error:  # noqa: BLE001 - the test looks at whatever comes
        return found, error
    return found, None
