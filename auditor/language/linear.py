"""The learned half of judging comments: weighted pieces of text, added up. Plain Python over three dictionaries."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from auditor.language.grams import BLOCKS, grams, letter_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SCALE: Final = 1000


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds of one text: of being inappropriate, of being urgent, and of each category once it is."""

    bad: float
    urgent: float
    categories: Mapping[str, float]


class Linear:
    """Weights read from `data/comments.z`: rarity, two heads for every piece, thirteen more for the telling ones."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        """Unpack the model as `benchmarks/train_comments.py` wrote it."""
        self._tables = [
            {
                gram: (idf / _SCALE, bad / _SCALE, urgent / _SCALE)
                for gram, idf, bad, urgent in zip(
                    part["grams"].split("\n"), part["idf"], part["bad"], part["urgent"], strict=True
                )
            }
            for part in (model[block] for block in BLOCKS)
        ]
        self._category_tables: list[dict[str, dict[str, int]]] = [model[block]["category"] for block in BLOCKS]
        self._signals: dict[str, dict[str, int]] = model["signals"]
        self._bias: dict[str, int] = model["bias"]
        self.calibration: dict[str, int] = model["calibration"]

    def score(self, plain: str, signals: Iterable[str]) -> Scores:
        """Return the log-odds of a normalised text in which these plain signals stand."""
        named = list(signals)
        bad, urgent = self._bias["bad"] / _SCALE, self._bias["urgent"] / _SCALE
        categories = {name: weight / _SCALE for name, weight in self._bias.items() if name not in {"bad", "urgent"}}
        for table, category_table, found in zip(self._tables, self._category_tables, grams(plain), strict=True):
            squares, part_bad, part_urgent = 0.0, 0.0, 0.0
            part: dict[str, float] = {}
            for gram, count in Counter(found).items():
                entry = table.get(gram)
                if entry is None:
                    continue
                weight = entry[0] * (1 + math.log(count)) if count > 1 else entry[0]
                squares += weight * weight
                part_bad += weight * entry[1]
                part_urgent += weight * entry[2]
                for name, value in category_table.get(gram, _NOTHING).items():
                    part[name] = part.get(name, 0.0) + weight * value
            if squares:
                norm = math.sqrt(squares)
                bad += part_bad / norm
                urgent += part_urgent / norm
                for name, total in part.items():
                    categories[name] += total / norm / _SCALE
        for signal in named:
            for head, weight in self._signals.get(signal, _NOTHING).items():
                if head == "bad":
                    bad += weight / _SCALE
                elif head == "urgent":
                    urgent += weight / _SCALE
                else:
                    categories[head] += weight / _SCALE
        return Scores(bad, urgent, categories)

    def weigh_word(self, word: str) -> float:
        """Return how much one normalised word by itself speaks for a comment being inappropriate."""
        words, letters, _ = self._tables
        whole = words.get(word)
        runs = [letters[run] for run in letter_runs(word) if run in letters]
        return (whole[0] * whole[1] if whole else 0.0) + sum(idf * bad for idf, bad, _ in runs) / (2 + len(runs))


_NOTHING: Final[dict[str, int]] = {}
