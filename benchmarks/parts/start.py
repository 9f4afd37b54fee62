"""How fast the command line is there."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.page import Row, aims_table, keep, machine, tell

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = CHECKOUT / "benchmarks" / "README.md"
STARTS = 15


def measure() -> list[Row]:
    """Start the command line and an empty Python in turn, print the times, and write them down."""
    tell("Starting …")
    on = machine()
    helped, empty = starts()
    times = helped / empty
    rows = [
        Row("`auditor --help`", f"{helped * 1000:.0f} ms", "below 300 ms", helped < 0.3),  # noqa: PLR2004
        Row("against `python -c pass`", f"{times:.1f} times", "below 8", times < 8),  # noqa: PLR2004
    ]
    shown = aims_table(rows)
    print(shown)
    keep(PAGE, "start", f"{on}\n\n{shown}")
    return rows


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
