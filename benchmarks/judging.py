"""Judges texts as an audit does, by the item rules of `com01`, and prints what that took as JSON.

    python -m benchmarks.judging speed    many comments and many posts, once everything is loaded
    python -m benchmarks.judging night    a night's posts and comments, from the start
    python -m benchmarks.judging quiet    a night on which nothing was written

One mode is one process, in one thread on one core.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import timedelta
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

from auditor.model import Evidence, Item
from auditor.policies import load_pack
from benchmarks.comparison.reader import stay_offline
from benchmarks.comparison.texts import texts_of
from benchmarks.sample import COMMENTS, FULL_NIGHT, PLATFORMS, POSTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditor.rules.base import Rule

MANY = 3000
WARMING = 50
ENCODER = "onnxruntime"


def speed() -> dict[str, Any]:
    """Judge comments, then posts; the seconds are this process's own, whatever else the machine does."""
    rules = _item_rules()
    comments, posts = _comments(MANY + WARMING), _posts(MANY + WARMING)
    _check(rules, (*comments[:WARMING], *posts[:WARMING]))
    return {
        "comments": _a_second(rules, comments[WARMING:]),
        "posts": _a_second(rules, posts[WARMING:]),
        "encoder": ENCODER in sys.modules,
    }


def night() -> dict[str, Any]:
    """Judge as many new items as a large trust has in a night, the detectors yet to be loaded."""
    items = (*_posts(POSTS * len(PLATFORMS)), *_comments(COMMENTS * len(PLATFORMS)))
    began, computed = time.perf_counter(), time.process_time()
    _check(_item_rules(), items)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "computed": time.process_time() - computed, "items": len(items)}


def quiet() -> dict[str, Any]:
    """Ask each rule for the version that it stands on, as an audit does, and judge nothing."""
    began = time.perf_counter()
    rules = _item_rules()
    versions = [rule.version for rule in rules]
    _check(rules, ())
    return {"seconds": time.perf_counter() - began, "versions": versions, "encoder": ENCODER in sys.modules}


def _item_rules() -> list[Rule]:
    return [rule for rule in load_pack("com01").rules() if rule.reads == "items"]


def _a_second(rules: Sequence[Rule], items: tuple[Item, ...]) -> float:
    """Return how many items a core judges in a second."""
    began = time.process_time()
    _check(rules, items)
    return len(items) / (time.process_time() - began)


def _check(rules: Sequence[Rule], items: tuple[Item, ...]) -> None:
    evidence = Evidence(
        now=FULL_NIGHT,
        time_zone="Europe/London",
        school="s",
        school_name="Bench School",
        agreed_handle=None,
        items=items,
    )
    for rule in rules:
        rule.check(evidence)


def _comments(number: int) -> tuple[Item, ...]:
    """Return that many comments, evenly drawn from all authors but our own plain cases."""
    return _items([text.text for text in texts_of("comments")], number, own=False)


def _posts(number: int) -> tuple[Item, ...]:
    """Return that many posts, drawn in the same way."""
    return _items([text.text for text in texts_of("naming") if text.own], number, own=True)


def _items(texts: Sequence[str], number: int, *, own: bool) -> tuple[Item, ...]:
    drawn = islice(cycle(texts[:: max(1, len(texts) // number)]), number)
    return tuple(_item(place, text, own=own) for place, text in enumerate(drawn))


def _item(number: int, text: str, *, own: bool) -> Item:
    return Item(
        account="x:bench", platform="x", kind="post" if own else "comment", form="original" if own else "comment",
        own=own, id=str(number), key=str(number), url="", thread_key=str(number), text=text,
        created_at=FULL_NIGHT - timedelta(hours=1),
    )  # fmt: skip


def stay_on_one_core() -> None:
    """Keep this process on one core where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


MODES: dict[str, Callable[[], dict[str, Any]]] = {"speed": speed, "night": night, "quiet": quiet}

if __name__ == "__main__":
    stay_offline()
    stay_on_one_core()
    json.dump(MODES[sys.argv[1]](), sys.stdout)
