"""What looking a text up in a pupil roll costs, besides judging it."""

from __future__ import annotations

import csv
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.language.roll import look_up
from auditor.language.roll_forms import school_key
from auditor.model import Consent, Known, Roll
from auditor.roll import Pupil, names_of
from benchmarks.comparison.texts import texts_of
from benchmarks.page import Row, aims_table, keep, machine, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCHMARKS = Path(__file__).parents[1]
PAGE = BENCHMARKS / "README.md"
SURNAMES = ("Ahmed", "Brown", "Campbell-Reid", "Evans", "Hussain", "Jones", "Khan", "O'Brien", "Patel", "Smith", "Wood")
PUPILS = 1500
POSTS = 2000
WORDS = 60  # a long post
AIM_MS = 1
NOBODY = Known()


def measure() -> list[Row]:
    """Make a large school's roll, look posts up in it, print what that took, and write it down."""
    tell("A pupil roll …")
    on = machine()
    key = school_key(bytes(32), "bench")
    pupils = list(_pupils())
    began = time.process_time()
    roll = Roll(key=key, names=names_of(pupils, key))
    made = time.process_time() - began
    taken = sorted(_looking_up(roll))
    mean = 1000 * sum(taken) / len(taken)
    rows = [
        Row("Pupils on the roll", f"{PUPILS:,}"),
        Row("Forms of their names, as hashes", f"{len(roll.names):,}"),
        Row("Making them", f"{1000 * made:.0f} ms"),
        Row(f"Looking up a post of {WORDS} words", f"{mean:.2f} ms", f"below {AIM_MS} ms", mean < AIM_MS),
        Row("The slowest of a hundred posts", f"{1000 * taken[len(taken) * 99 // 100]:.2f} ms"),
    ]
    shown = aims_table(rows)
    print(shown)
    keep(PAGE, "roll", f"{on}\n\n{shown}")
    return rows


def _pupils() -> Iterator[Pupil]:
    """Yield made-up pupils, the same each time, whose first names are as common as among the children of today."""
    with (BENCHMARKS / "data" / "uk_first_names.tsv").open(encoding="utf-8", newline="") as stream:
        births = {row["name"]: int(row["born_2008_2020"]) for row in csv.DictReader(stream, delimiter="\t")}
    chance = random.Random(1)  # noqa: S311 - a sample, not a secret
    for first in chance.choices(list(births), list(births.values()), k=PUPILS):
        surnames = (chance.choice(SURNAMES),)
        yield Pupil(firsts=(first,), called=(), surnames=surnames, consent=Consent.UNKNOWN, protected=False)


def _looking_up(roll: Roll) -> Iterator[float]:
    """Yield the seconds that each post took, made of the words of real ones."""
    words = " ".join(text.text for text in texts_of("naming")).split(" ")
    for start in range(0, POSTS * WORDS, WORDS):
        post = " ".join(words[start % len(words) :][:WORDS])
        began = time.process_time()
        look_up(post, NOBODY, [roll])
        yield time.process_time() - began
