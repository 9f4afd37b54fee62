"""Both stand-ins in a process of their own, which answers after a while, as a platform across the sea does."""

from __future__ import annotations

import multiprocessing
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from benchmarks.sample import BEARER, FIRST_NIGHT, sample_diary
from connectors.testing import FacebookStandIn, XStandIn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from multiprocessing.connection import Connection
    from types import TracebackType

    from connectors.testing import StandIn
    from connectors.testing.faults import Answer, Call

DELAY = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of the log: when its answer went out (by the machine's own clock), and what was asked."""

    answered: float
    platform: str
    path: str
    params: Mapping[str, str]
    account: str | None
    billed: Mapping[str, int]


class _TimedX(XStandIn):
    def respond(self, call: Call) -> Answer:
        answer = super().respond(call)
        _note(self)
        return answer


class _TimedFacebook(FacebookStandIn):
    def respond(self, call: Call) -> Answer:
        answer = super().respond(call)
        _note(self)
        return answer


_TIMES: dict[int, float] = {}


def _note(stand_in: StandIn) -> None:
    """Remember when the newest request of the log was answered."""
    _TIMES[id(stand_in.requests[-1])] = time.monotonic()


def _serve(line: Connection) -> None:
    """Serve until the other end says `stop`; between, move the clocks or hand over the log."""
    diary = sample_diary()
    x = _TimedX(diary, clock=FIRST_NIGHT, bearer=BEARER, delay=DELAY)
    facebook = _TimedFacebook(diary, clock=FIRST_NIGHT, delay=DELAY)
    with x, facebook:
        line.send({"x": x.url, "facebook": facebook.url})
        while (said := line.recv()) != "stop":
            if said == "log":
                line.send([asked for stand_in in (x, facebook) for asked in _log(stand_in)])
                for stand_in in (x, facebook):
                    stand_in.requests.clear()
            else:
                x.clock = facebook.clock = said
                for stand_in in (x, facebook):
                    stand_in.state()  # fold the diary now, and not within the measured time
                line.send("moved")


def _log(stand_in: StandIn) -> list[Asked]:
    return [
        Asked(
            answered=_TIMES.get(id(served), time.monotonic()),
            platform=stand_in.platform,
            path=served.path,
            params=dict(served.params),
            account=served.account,
            billed=dict(served.billed),
        )
        for served in stand_in.requests
    ]


class Platforms:
    """The other process: `urls` by platform, a clock to move, a log to take."""

    def __init__(self) -> None:
        """Set the line up; nothing runs yet."""
        self.urls: dict[str, str] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        process.start()
        self._stack.callback(process.join, 10)
        self._stack.callback(self._line.send, "stop")
        self.urls = self._line.recv()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def move_clocks(self, now: datetime) -> None:
        """Let it be `now` on both platforms."""
        self._line.send(now)
        self._line.recv()

    def take_log(self) -> list[Asked]:
        """Return what was asked since the last call."""
        self._line.send("log")
        log: list[Asked] = self._line.recv()
        return log
