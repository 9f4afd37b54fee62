"""The learned half of judging comments: weighted pieces of text, added up. Plain Python over three dictionaries."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from auditor.language.grams import BLOCKS, grams, letter_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SCALE: Final = 1000


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds of one text: of being inappropriate, of being urgent, and of each further head once it is."""

    bad: float
    urgent: float
    heads: Mapping[str, float]


class _Block:
    """One block's pieces: for each its rarity and its weight in two heads, for the telling ones in further heads."""

    __slots__ = ("bad", "further", "idf", "place", "urgent")

    def __init__(self, part: Mapping[str, Any]) -> None:
        """Unpack a block as `benchmarks/train_comments.py` wrote it."""
        self.place = {gram: at for at, gram in enumerate(part["grams"].split("\n"))}
        self.idf, self.bad, self.urgent = (array("i", part[name]) for name in ("idf", "bad", "urgent"))
        self.further: dict[str, tuple[tuple[str, int], ...]] = {
            gram: tuple(weights.items()) for gram, weights in part["further"].items()
        }

    def add(self, found: list[str], total: dict[str, float]) -> None:
        """Add what the pieces found in a text weigh, divided by their common length."""
        squares, bad, urgent, weight = 0.0, 0.0, 0.0, 0.0
        further: dict[str, float] = {}
        for gram, count in Counter(found).items():
            at = self.place.get(gram)
            if at is None:
                continue
            weight = self.idf[at] * (1 + math.log(count)) if count > 1 else float(self.idf[at])
            squares += weight * weight
            bad += weight * self.bad[at]
            urgent += weight * self.urgent[at]
            for head, value in self.further.get(gram, ()):
                further[head] = further.get(head, 0.0) + weight * value
        if squares:
            length = math.sqrt(squares) * _SCALE
            total["bad"] += bad / length
            total["urgent"] += urgent / length
            for head, part in further.items():
                total[head] += part / length


class Linear:
    """The weights of `data/comments.z`."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        """Unpack the model as `benchmarks/train_comments.py` wrote it."""
        self._blocks = [_Block(model[block]) for block in BLOCKS]
        self._signals: dict[str, dict[str, int]] = model["signals"]
        self._bias: dict[str, int] = model["bias"]
        self.threshold: float = model["calibration"]["threshold"] / _SCALE
        self.threshold_urgent: float = model["calibration"]["urgent"] / _SCALE

    def score(self, plain: str, signals: Iterable[str]) -> Scores:
        """Return the log-odds of a normalised text in which these plain signals stand."""
        total = {head: weight / _SCALE for head, weight in self._bias.items()}
        for block, found in zip(self._blocks, grams(plain), strict=True):
            block.add(found, total)
        for signal in signals:
            for head, weight in self._signals.get(signal, {}).items():
                total[head] += weight / _SCALE
        return Scores(total.pop("bad"), total.pop("urgent"), total)

    def weigh_word(self, word: str) -> float:
        """Return how much one normalised word by itself speaks for a comment being inappropriate."""
        words, letters, _ = self._blocks
        whole: list[int] = [words.idf[at] * words.bad[at] for at in (words.place.get(word),) if at is not None]
        runs: list[int] = [
            letters.idf[at] * letters.bad[at] for at in map(letters.place.get, letter_runs(word)) if at is not None
        ]
        return float(sum(whole) + sum(runs) / (2 + len(runs)))
