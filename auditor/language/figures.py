"""How well the shipped detectors do, as last measured: on authors whom the models behind the figures had not read.

`benchmarks/training` writes the file together with the sums; `docs/detection.md` says how it was measured.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from auditor.language.fusion import BOTH, PLAIN_ALONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Shares from 0 to 1. `hard` and `ordinary` are numbers of texts; `amiss` is the share of ordinary ones flagged."""

    date: str
    hard: int
    ordinary: int
    precision: float
    recall: float
    f1: float
    amiss: float
    urgent_recall: float | None = None

    def told(self) -> str:
        """Return the figures as one sentence."""
        urgent = f", of urgent ones {self.urgent_recall:.2f}" if self.urgent_recall is not None else ""
        return (
            f"Measured on {self.hard:,} hard texts by authors it had not read ({self.date}): precision"
            f" {self.precision:.2f}, recall {self.recall:.2f}{urgent}; of {self.ordinary:,} ordinary harmless texts it"
            f" flags {100 * self.amiss:.1f} in 100."
        )


def figures_of(task: str, *, with_encoder: bool = True) -> Figures:
    """Return the figures of a detector: `task` is `naming` or `comments`."""
    found = _read()
    return Figures(date=found["date"], **found[task][BOTH if with_encoder else PLAIN_ALONE])


def without_encoder() -> str:
    """Return in a sentence what is lost where ONNX Runtime is missing."""
    lost = [
        f"of {what} it finds {100 * figures_of(task, with_encoder=False).recall:.0f} in 100 instead of"
        f" {100 * figures_of(task).recall:.0f}"
        for task, what in (("naming", "texts that name a child"), ("comments", "comments that need hiding"))
    ]
    return (
        "ONNX Runtime cannot be imported here, so the plain half of the detectors judges alone:"
        f" {' and '.join(lost)} (hard texts by authors it had not read)."
    )


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("auditor.language").joinpath("data", "figures.json").read_text("utf-8"))
    return found
