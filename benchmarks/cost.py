"""What judging costs, beside its aims: speed, loading, memory, a night, and a whole country's posts."""

from __future__ import annotations

import statistics
import sys
from typing import TYPE_CHECKING

from benchmarks.page import Row, has_vnni
from benchmarks.processes import Unanswered, ask

if TYPE_CHECKING:
    from benchmarks.processes import Answer

LOADS = 5
WITH_VNNI, WITHOUT = 400, 150
"""Texts that a core is to judge in a second."""
NIGHT_S, QUIET_S, LOAD_S, MEMORY_MB = 30, 1, 0.4, 300
ARCHIVE = 18_000_000
"""How many posts the core-hours are told for."""


def measure_cost() -> list[Row]:
    """Measure everything, each in a fresh process; SystemExit with a sentence where the detectors do not work."""
    try:
        return [*_speed(), *_load(), *_night(), *_quiet()]
    except Unanswered as problem:
        raise SystemExit(f"The detectors could not be measured: {problem}") from None


def _judge(mode: str) -> Answer:
    return ask(sys.executable, "benchmarks.judging", mode)


def _speed() -> list[Row]:
    vnni, said = has_vnni(), _judge("speed").said
    least = WITH_VNNI if vnni else WITHOUT
    words = {True: "yes", False: "no", None: "the system does not say"}
    rates = {"Comments": said["comments"], "Posts": said["posts"]}
    return [
        Row("The processor has VNNI", words[vnni]),
        Row("The encoder takes part", "yes" if said["encoder"] else "no: it or ONNX Runtime is missing"),
        *(
            Row(f"{what} a second and core", f"{rate:,.0f}", f"at least {least}", rate >= least)
            for what, rate in rates.items()
        ),
        Row(f"{ARCHIVE // 1_000_000} million posts", f"{ARCHIVE / rates['Posts'] / 3600:,.1f} core-hours"),
    ]


def _load() -> list[Row]:
    loads = [ask(sys.executable, "benchmarks.loading").said for _ in range(LOADS)]
    seconds, computed = (statistics.median(load[name] for load in loads) for name in ("seconds", "computed"))
    measured = f"{1000 * seconds:.0f} ms, {1000 * computed:.0f} ms of it computing"
    return [Row("Loading, to the first text judged", measured, "below 400 ms", seconds < LOAD_S)]


def _night() -> list[Row]:
    night = _judge("night")
    seconds = night.said["seconds"]
    measured = f"{seconds:.1f} s, {night.said['computed']:.1f} s of it computing"
    return [
        Row(f"A night's {night.said['items']:,} items", measured, "below 30 s", seconds < NIGHT_S),
        Row("Peak memory of that", f"{night.peak_mb:.0f} MB", "below 300 MB", night.peak_mb < MEMORY_MB),
    ]


def _quiet() -> list[Row]:
    said = _judge("quiet").said
    seconds, loaded = said["seconds"], said["encoder"]
    return [
        Row("A quiet night", f"{seconds:.2f} s", "below 1 s", seconds < QUIET_S),
        Row("ONNX Runtime in it", "loaded" if loaded else "not loaded", "not loaded", not loaded),
    ]
