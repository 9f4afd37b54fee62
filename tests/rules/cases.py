"""One readable line makes a case: a school, its accounts, its posts, its term."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from auditor.model import AccountView, Evidence, Item, Span, WeekPost
from auditor.rules.same_post import NO_TEXT

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 21, 3, 15, tzinfo=UTC)  # a Saturday
TERM = Span(start=date(2026, 9, 2), end=date(2026, 12, 18))
LAST_WEEK = date(2026, 11, 9)  # the Monday of the last week that has ended


def local(day: str, time: str = "10:00") -> datetime:
    """Return a London time in UTC."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=LONDON).astimezone(UTC)


def an_account(label: str = "x:oakfield", **values: Any) -> AccountView:  # noqa: ANN401 - any field of the view
    platform, _, handle = label.partition(":")
    usual: dict[str, Any] = {
        "label": label,
        "platform": platform,
        "register_handle": handle,
        "native_id": "1001",
        "shown_handle": handle,
        "read": True,
        "posts_from": NOW - timedelta(days=60),
        "posts_until": NOW,
    }
    return AccountView(**{**usual, **values})


def a_school(**values: Any) -> Evidence:  # noqa: ANN401 - any field of the evidence
    usual: dict[str, Any] = {
        "now": NOW,
        "time_zone": "Europe/London",
        "school": "oakfield-primary",
        "school_name": "Oakfield Primary School",
        "agreed_handle": None,
        "accounts": (an_account(),),
        "terms": (TERM,),
    }
    return Evidence(**{**usual, **values})


_numbers = iter(range(1, 10**9))


def a_week_post(text: str | None = None, at: str = "2026-11-10", **values: Any) -> WeekPost:  # noqa: ANN401 - any field
    """Make a post whose words no other has, unless they are given."""
    number = next(_numbers)
    words = text if text is not None else f"News number {number} from our school."
    usual: dict[str, Any] = {
        "account": "x:oakfield",
        "platform": "x",
        "key": str(number),
        "form": "original",
        "text": words,
        "text_hash": NO_TEXT if words == "" else str(hash(words)),
        "created_at": local(at) + timedelta(seconds=number % 3600),
    }
    return WeekPost(**{**usual, **values})


def a_deleted_post(text_hash: str, **values: Any) -> WeekPost:  # noqa: ANN401 - any field of the post
    """Make a post of whose words only the hash is left."""
    return replace(a_week_post(**values), text=None, text_hash=text_hash)


def an_item(text: str = "Hello", **values: Any) -> Item:  # noqa: ANN401 - any field of the item
    key = str(next(_numbers))
    usual: dict[str, Any] = {
        "account": "x:oakfield",
        "platform": "x",
        "kind": "post",
        "form": "original",
        "own": True,
        "id": key,
        "key": key,
        "url": f"https://x.com/i/status/{key}",
        "thread_key": key,
        "text": text,
        "created_at": NOW,
    }
    return Item(**{**usual, **values})


def a_comment(text: str = "Hello", **values: Any) -> Item:  # noqa: ANN401 - any field of the item
    return an_item(text, **{"kind": "comment", "form": "comment", "own": False, "thread_key": "900", **values})
