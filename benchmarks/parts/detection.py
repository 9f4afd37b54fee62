"""The detectors beside others on the same texts, and what judging costs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.comparison.tables import compare
from benchmarks.cost import measure_cost
from benchmarks.page import aims_table, keep, machine, tell

if TYPE_CHECKING:
    from benchmarks.page import Row

PAGE = Path(__file__).parents[1] / "detection.md"


def measure() -> list[Row]:
    """Measure what judging costs, compare, print both, and write them down."""
    tell("What judging costs …")
    on = machine()
    rows = measure_cost()
    cost = f"{on}\n\n{aims_table(rows)}"
    print(f"{cost}\n")
    keep(PAGE, "cost", cost)
    comparison = f"{on}\n\n{compare().text()}"
    print(comparison)
    keep(PAGE, "comparison", comparison)
    return rows
