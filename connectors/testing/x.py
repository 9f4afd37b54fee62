"""X's API v2 as a stand-in: what a reader with an app-only bearer may ask, and what X refuses him.

::

    with XStandIn(diary, clock=now, bearer="x-bearer") as x:      # vocabulary="post" for the names of August 2026
        requests.get(x.url + "/2/users/1001/tweets", headers={"Authorization": "Bearer x-bearer"}, timeout=5)

Sources: X's OpenAPI documents 2.166 and 2.167 and its guides to search, timelines, edits, limits and errors. Where
these leave a choice: an edited post's `created_at` is that of the version shown, so that ids and times agree; with
the Post names an author's id comes by `expansions=author_id` alone, as 2.167 lists no such field.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from connectors.testing.faults import Answer, Trick
from connectors.testing.server import StandIn, json_answer
from connectors.testing.x_endpoints import Endpoints
from connectors.testing.x_parameters import ENDPOINTS, Parameters
from connectors.testing.x_problems import WINDOW, Refused, no_such_path, unauthorized, x_rate_limited
from connectors.testing.x_view import View
from connectors.testing.x_vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from datetime import datetime

    from connectors.testing.diary import Diary
    from connectors.testing.faults import Call

ROUTES = (
    (re.compile(r"/2/users"), "users"),
    (re.compile(r"/2/users/by"), "users_by"),
    (re.compile(r"/2/users/by/username/([^/]+)"), "user_by"),
    (re.compile(r"/2/users/(\d+)"), "user"),
    (re.compile(r"/2/users/(\d+)/tweets"), "timeline"),
    (re.compile(r"/2/users/(\d+)/mentions"), "mentions"),
    (re.compile(r"/2/tweets"), "tweets"),
    (re.compile(r"/2/tweets/(\d+)"), "tweet"),
    (re.compile(r"/2/tweets/search/recent"), "search"),
    (re.compile(r"/2/usage/tweets"), "usage"),
)


class XStandIn(StandIn):
    """X on loopback. `limits` may be changed: requests per 15 minutes by endpoint, as in `x_parameters.ENDPOINTS`."""

    platform = "x"

    def __init__(
        self, diary: Diary, *, clock: datetime, bearer: str = "x-bearer", vocabulary: str = "tweet", delay: float = 0.0
    ) -> None:
        """Make a stand-in that knows one bearer and speaks one vocabulary: `tweet` or `post`."""
        super().__init__(diary, clock=clock, delay=delay)
        self.bearer = bearer
        self.words = VOCABULARIES[vocabulary]
        self.limits = {name: endpoint.limit for name, endpoint in ENDPOINTS.items()}
        self._windows: dict[str, tuple[datetime, int]] = {}
        self._view: View | None = None

    def account_of(self, call: Call) -> str | None:
        """Return the id in the path."""
        found = re.match(r"/2/users/(\d+)(/|$)", call.path)
        return found[1] if found else None

    def answer(self, call: Call) -> Answer:
        """Return what X answers."""
        headers: dict[str, str] = {}
        try:
            if call.headers.get("authorization") != f"Bearer {self.bearer}":
                raise unauthorized()
            name, named = _route(call)
            headers, limited = self._count(name, call)
            if limited is not None:
                return limited
            asked = Parameters(call, name, self.words)
            endpoints = Endpoints(self._look(call), self.words, self._spent)
            body, billed = getattr(endpoints, name)(asked, named)
        except Refused as refused:
            answer = json_answer(refused.body, refused.status, headers)
            return replace(answer, content_type="application/problem+json")
        return json_answer(_spoil(body, call), headers=headers, billed=billed)

    def _spent(self) -> int:
        """Return how many posts the log bills."""
        return sum(served.billed.get("post", 0) for served in self.requests)

    def _look(self, call: Call) -> View:
        """Return the view of what stands now, kept as long as nothing moves."""
        state = self.diary.at(call.now, self.platform)
        view = self._view
        if view is None or view.state is not state:
            first = {(account.handle or "").lower(): account.native_id for account in self.diary.accounts("x")}
            view = self._view = View(state, first)
        return view

    def _count(self, name: str, call: Call) -> tuple[dict[str, str], Answer | None]:
        """Count a request; return the rate headers, and the 429 where the window's limit is passed."""
        with self._lock:
            began, used = self._windows.get(name, (call.now, 0))
            if not began <= call.now < began + WINDOW:
                began, used = call.now, 0
            self._windows[name] = (began, used + 1)
        limit, reset = self.limits[name], began + WINDOW
        headers = {
            "x-rate-limit-limit": str(limit),
            "x-rate-limit-remaining": str(max(limit - used - 1, 0)),
            "x-rate-limit-reset": str(int(reset.timestamp())),
        }
        refused = x_rate_limited(reset - call.now).answer if used >= limit else None
        return headers, refused(call) if refused else None


def _route(call: Call) -> tuple[str, str]:
    for pattern, name in ROUTES:
        found = pattern.fullmatch(call.path)
        if found and call.method == "GET":
            return name, found[1] if pattern.groups else ""
    raise no_such_path()


def _spoil(body: dict[str, object], call: Call) -> dict[str, object]:
    """Return the body as a broken platform sends it."""
    data = body.get("data")
    if Trick.EMPTY_OBJECT in call.tricks:
        return {}
    if Trick.BROKEN_ITEM in call.tricks and isinstance(data, list):
        return body | {"data": [{"text": 1234, "unheard_of": {"deep": []}}, *data[1:]]}
    return body
