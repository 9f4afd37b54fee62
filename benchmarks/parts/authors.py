"""How well the detectors do on authors whom they never read: the tables of the kept folds, against the aims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.language.fusion import BOTH
from benchmarks.page import Row, aims_table, tell
from benchmarks.training.kept import is_stale, read_folds
from benchmarks.training.left_out import judge_folds, measured
from benchmarks.training.tables import write_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

AT_LEAST = {"naming": {"f1": 0.92, "recall": 0.95}, "comments": {"f1": 0.93, "precision": 0.90, "urgent_recall": 0.97}}
AT_MOST = {"naming": {"amiss": 0.02}, "comments": {"amiss": 0.01}}
NAMES = {
    "f1": "F1",
    "recall": "recall",
    "precision": "precision",
    "urgent_recall": "urgent ones flagged",
    "amiss": "ordinary texts flagged",
}


def measure() -> list[Row]:
    """Print the tables of `docs/detection.md`, made again from what is kept, and the figures beside their aims."""
    tell("Authors left out …")
    kept = read_folds()
    if is_stale(kept):
        print("The kept folds are older than the texts or the code: run ./run train --encoders, then --folds.\n")
    folds = judge_folds(kept)
    print(f"{write_tables(folds)}\n")
    rows = _rows(measured(folds, ""))
    print(f"{aims_table(rows)}\n")
    return rows


def _rows(found: Mapping[str, Any]) -> list[Row]:
    rows = []
    for task, what in (("naming", "Names"), ("comments", "Comments")):
        figures = found[task][BOTH]
        for name, aim in AT_LEAST[task].items():
            rows.append(Row(f"{what}: {NAMES[name]}", f"{figures[name]:.3f}", f"at least {aim}", figures[name] >= aim))
        for name, aim in AT_MOST[task].items():
            share = round(figures[name], 3)
            rows.append(Row(f"{what}: {NAMES[name]}", f"{share:.1%}", f"at most {aim:.0%}", share <= aim))
    return rows
