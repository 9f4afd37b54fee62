"""One school on X's stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest

from connectors.http import Door
from connectors.model import Account
from connectors.testing import XStandIn, answered, x_account
from connectors.x import X
from tests.connectors.world import NOW, Harness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectors.base import Gate
    from connectors.testing import AccountDiary, Diary, Fault, StandIn
    from connectors.testing.events import Event

TOKEN = "AAAA-canary-bearer-8813"
HANDLE = "oakfieldprimary"


class School(Harness):
    """Oakfield Primary School; `vocabulary` is the one that the stand-in speaks."""

    vocabulary: ClassVar[str] = "tweet"

    def account(self) -> Account:
        return Account(platform="x", handle=HANDLE, native_id="1001", token=TOKEN)

    def diary(self, *events: Event) -> AccountDiary:
        return x_account(HANDLE, id="1001", diary=events)

    def stand_in(self, diary: Diary) -> StandIn:
        return XStandIn(diary, clock=NOW, bearer=TOKEN, vocabulary=self.vocabulary)

    def connector(self, url: str, gate: Gate, patience: float) -> X:
        return X(Door(url, timeout=(5, patience), quiet=("tweepy",)), gate)


class PostSchool(School):
    """The same on an X that speaks of Posts."""

    vocabulary = "post"


BOTH = pytest.mark.parametrize("school", [School(), PostSchool()], ids=["tweets", "posts"])


def tweet(number: int, text: object = "News", **fields: object) -> dict[str, object]:
    """Return one post as X sends it; None leaves a field out."""
    made: dict[str, object] = {
        "id": str(number),
        "text": text,
        "created_at": "2026-11-19T08:00:00.000Z",
        "author_id": "1001",
        "conversation_id": str(number),
        "edit_history_tweet_ids": [str(number)],
    }
    return {name: value for name, value in (made | fields).items() if value is not None}


def listing(*items: object, **meta: object) -> Fault:
    """Return an answer that lists these items."""
    count: dict[str, object] = {"result_count": len(items)}
    return answered(200, {"data": list(items), "meta": count | meta})


def problem(kind: str, value: str, **more: object) -> Mapping[str, object]:
    """Return one entry of X's `errors`."""
    address = f"https://api.x.com/2/problems/{kind}"
    return {"type": address, "title": "Some Error", "detail": f"[{value}]", "resource_id": value, "value": value} | more
