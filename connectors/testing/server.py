"""A platform's stand-in on loopback: real HTTP/1.1 with keep-alive, a movable clock, a log of requests, faults.

::

    with XStandIn(diary, clock=now) as x:
        x.clock = now + timedelta(days=1)              # the platform's time; sent as `Date` too
        x.break_on_demand(html_page(503), match="/tweets", times=2)
        requests.get(x.url + "/2/users/1001/tweets", ...)
        x.requests[-1].billed                          # {"post": 5, "media": 2}
"""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectors.testing.faults import Answer, Call
from connectors.testing.listening import Listening

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from connectors.testing.diary import Diary
    from connectors.testing.faults import Fault
    from connectors.testing.state import State

SECRET_PARAMETERS = frozenset({"access_token", "appsecret_proof", "input_token"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One request of the log: `params` without tokens, `account` the id it is about, `billed` counts by kind."""

    method: str
    path: str
    params: Mapping[str, str]
    status: int
    account: str | None
    bytes: int
    billed: Mapping[str, int]
    billed_ids: Mapping[str, tuple[str, ...]] = field(repr=False)
    fault: str | None = None


@dataclass(slots=True)
class _Breakage:
    """A fault that waits for requests."""

    fault: Fault
    pattern: re.Pattern[str]
    left: int | None


class StandIn(Listening):
    """A server for one platform; subclasses say what is answered. Start it with `start()` or `with`.

    `clock` is the platform's time (an aware datetime) and may be set at any moment; `delay` is how many seconds each
    answer takes; `requests` the log, oldest first (`requests.clear()` empties it).
    """

    platform = ""

    def __init__(self, diary: Diary, *, clock: datetime, delay: float = 0.0) -> None:
        """Make a stand-in that is not yet listening."""
        self.diary = diary
        self.clock = clock
        self.delay = delay
        self.requests: list[Served] = []
        self._breakages: list[_Breakage] = []
        self._lock = threading.Lock()

    def break_on_demand(self, fault: Fault, match: str = "", times: int | None = 1) -> None:
        """Break the next `times` requests (None: all of them) whose `path?query` the pattern `match` is found in.

        The query is decoded and holds no tokens. Faults of the diary's outages come first, then these in order.
        """
        with self._lock:
            self._breakages.append(_Breakage(fault, re.compile(match), times))

    def mend(self) -> None:
        """Forget every fault of `break_on_demand`."""
        with self._lock:
            self._breakages.clear()

    def state(self) -> State:
        """Return what stands on the platform now, by the stand-in's clock."""
        return self.diary.at(self.clock, self.platform)

    def answer(self, call: Call) -> Answer:
        """Return the platform's answer to a request."""
        raise NotImplementedError

    def account_of(self, call: Call) -> str | None:
        """Return the id of the one account that a request is about, None where it is about several or none."""
        raise NotImplementedError

    def respond(self, call: Call) -> Answer:
        """Return the answer after faults, and log it."""
        account = self.account_of(call)
        shown = {name: value for name, value in call.query.items() if name not in SECRET_PARAMETERS}
        asked = "&".join(f"{name}={value}" for name, value in shown.items())
        fault = self._fault(f"{call.path}?{asked}", account, call.now)
        answer = self.answer(call) if fault is None else fault.apply(call, self.answer)
        served = Served(
            method=call.method,
            path=call.path,
            params=shown,
            status=answer.status,
            account=account,
            bytes=len(answer.body),
            billed={kind: len(ids) for kind, ids in answer.billed.items()},
            billed_ids=answer.billed,
            fault=fault.name if fault else None,
        )
        with self._lock:
            self.requests.append(served)
        return answer

    def _fault(self, target: str, account: str | None, now: datetime) -> Fault | None:
        """Return the fault that meets a request, and use one of its times up."""
        for owner, outage in self.diary.outages(now, self.platform):
            if owner in (None, account) and re.search(outage.match, target):
                return outage.fault
        with self._lock:
            for breakage in self._breakages:
                if breakage.left != 0 and breakage.pattern.search(target):
                    breakage.left = None if breakage.left is None else breakage.left - 1
                    return breakage.fault
        return None


def json_answer(
    body: object,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    billed: Mapping[str, tuple[str, ...]] | None = None,
) -> Answer:
    """Return an answer with a JSON body."""
    return Answer(
        status=status, body=json.dumps(body, separators=(",", ":")).encode(), headers=headers or {}, billed=billed or {}
    )
