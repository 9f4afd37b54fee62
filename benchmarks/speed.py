"""How fast texts are judged, and how fast the command line is there."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.model import Evidence, Item
from auditor.policies import load_pack
from benchmarks.language_data import read_authors
from benchmarks.sample import FULL_NIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.rules.base import Rule

CHECKOUT = Path(__file__).resolve().parents[1]
TEXTS = 3000
STARTS = 15


def judged_a_second() -> float:
    """Return how many texts the item rules of `com01` judge in a second: every author's comments and posts in turn."""
    rules = [rule for rule in load_pack("com01").rules() if rule.reads == "items"]
    items = _items()
    _check(rules, items[:50])  # the detectors are loaded now
    began = time.perf_counter()
    _check(rules, items)
    return len(items) / (time.perf_counter() - began)


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


def _items() -> tuple[Item, ...]:
    texts = [(item["text"], False) for items in read_authors("comments").values() for item in items]
    texts += [(item["text"], item["kind"] == "post") for items in read_authors("naming").values() for item in items]
    step = max(1, len(texts) // TEXTS)
    return tuple(_item(number, text, own=own) for number, (text, own) in enumerate(texts[::step][:TEXTS]))


def _item(number: int, text: str, *, own: bool) -> Item:
    return Item(
        account="x:bench", platform="x", kind="post" if own else "comment", form="original" if own else "comment",
        own=own, id=str(number), key=str(number), url="", thread_key=str(number), text=text,
        created_at=FULL_NIGHT - timedelta(hours=1),
    )  # fmt: skip


def starts() -> tuple[float, float]:
    """Return the median seconds of `auditor --help` and of an empty Python, started in turn."""
    empty, helped = [], []
    for _ in range(STARTS):
        empty.append(_seconds("-c", "pass"))
        helped.append(_seconds("-m", "auditor", "--help"))
    return statistics.median(helped), statistics.median(empty)


def _seconds(*arguments: str) -> float:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT)}
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - began
