"""Ways in which a platform, or the line to it, breaks. Each function returns a `Fault` for `StandIn.break_on_demand`.

What only one platform says (402, Graph codes) stands beside that platform: `x_problems`, `graph_errors`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime


class Wire(Enum):
    """How an answer goes over the line."""

    WHOLE = auto()
    EMPTY = auto()  # headers, and a body of no bytes
    CUT = auto()  # half the body, and a Content-Length that says so
    SHORT = auto()  # half the body under the whole one's Content-Length, then the line is closed
    RESET = auto()  # the line is reset before a byte of the answer


class Trick(Enum):
    """How the platform's own pager misbehaves."""

    REPEATED_CURSOR = auto()
    IGNORED_SINCE = auto()
    ENDS_EARLY = auto()
    EMPTY_PAGE = auto()
    BROKEN_ITEM = auto()
    EMPTY_OBJECT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request as a platform sees it: `query` holds the decoded parameters, the last of each name."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str] = field(repr=False)
    now: datetime
    tricks: frozenset[Trick] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back. `billed` holds the ids of paid resources by kind (`post`, `user`, `media`)."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    billed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wire: Wire = Wire.WHOLE
    pause: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to break: an `answer` instead of the platform's, a `trick` of its pager, or a bad `wire`."""

    name: str
    answer: Callable[[Call], Answer] | None = None
    trick: Trick | None = None
    wire: Wire = Wire.WHOLE
    pause: float = 0.0

    def apply(self, call: Call, platform: Callable[[Call], Answer]) -> Answer:
        """Return what the broken platform answers; what never arrives whole is not billed."""
        if self.answer is not None:
            return self.answer(call)
        if self.trick is not None:
            return platform(replace(call, tricks=call.tricks | {self.trick}))
        answer = platform(call)
        billed = answer.billed if self.wire is Wire.WHOLE else {}
        return replace(answer, wire=self.wire, pause=self.pause, billed=billed)


def answered(status: int, body: object, headers: Mapping[str, str] | None = None) -> Fault:
    """Answer with this status and JSON body whatever is asked."""
    answer = Answer(status=status, body=json.dumps(body).encode(), headers=headers or {})
    return Fault(name=f"status {status}", answer=lambda _call: answer)


def html_page(status: int = 503, body: str = "<html><body><h1>Service Unavailable</h1></body></html>") -> Fault:
    """Answer with an HTML page: a gateway's 5xx, or with 200 and another body a school's web filter."""
    answer = Answer(status=status, body=body.encode(), content_type="text/html; charset=utf-8")
    return Fault(name=f"html {status}", answer=lambda _call: answer)


def empty_body() -> Fault:
    """Answer with the right status and no byte of a body."""
    return Fault(name="empty body", wire=Wire.EMPTY)


def cut_json(*, honest_length: bool = True) -> Fault:
    """Answer with half the body; its Content-Length says so, or promises the whole and the line closes."""
    return Fault(name="cut-off JSON", wire=Wire.CUT if honest_length else Wire.SHORT)


def connection_reset() -> Fault:
    """Reset the connection instead of answering."""
    return Fault(name="connection reset", wire=Wire.RESET)


def slow_body(seconds: float) -> Fault:
    """Send the headers and the first half at once and the rest after `seconds`."""
    return Fault(name="slow body", pause=seconds)


def empty_object() -> Fault:
    """Answer 200 with `{}`."""
    return Fault(name="empty object", trick=Trick.EMPTY_OBJECT)


def repeated_cursor() -> Fault:
    """Give the first page with the same cursor again and again."""
    return Fault(name="repeated cursor", trick=Trick.REPEATED_CURSOR)


def ignored_since() -> Fault:
    """Take no notice of since_id, start_time and since."""
    return Fault(name="ignored since", trick=Trick.IGNORED_SINCE)


def ends_early() -> Fault:
    """Give the first half of the page, and say that nothing follows (X: `result_count` tells the true number)."""
    return Fault(name="ends early", trick=Trick.ENDS_EARLY)


def empty_page() -> Fault:
    """Begin a listing with a page of no items that has a next one, which is legal."""
    return Fault(name="empty page with a next", trick=Trick.EMPTY_PAGE)


def broken_item() -> Fault:
    """Give the first item of each list a shape that nobody knows: no id, and a number for a text."""
    return Fault(name="broken item", trick=Trick.BROKEN_ITEM)
