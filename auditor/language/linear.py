"""The plain half of judging comments: weighted pieces of text, added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from auditor.language.grams import BLOCKS, grams, letter_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SCALE: Final = 1000
_FIRST: Final = ("bad", "urgent")


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds of one text: of being inappropriate, of being urgent, and of each further head once it is."""

    bad: float
    urgent: float
    heads: Mapping[str, float]


class _Block:
    """One block's pieces: for each its rarity and a row of weights, a column a head."""

    __slots__ = ("idf", "place", "weights")

    def __init__(self, part: Mapping[str, Any], heads: Sequence[str]) -> None:
        """Unpack a block as `benchmarks/training` wrote it."""
        self.place = {gram: at for at, gram in enumerate(part["grams"].split("\n"))}
        self.idf = np.array(part["idf"], dtype=np.float64)
        self.weights = np.zeros((len(self.place), len(heads)), dtype=np.float32)
        for column, head in enumerate(_FIRST):
            self.weights[:, column] = part[head]
        columns = {head: at for at, head in enumerate(heads)}
        for gram, weights in part["further"].items():
            for head, weight in weights.items():
                self.weights[self.place[gram], columns[head]] = weight

    def weigh(self, found: list[str]) -> Any:  # noqa: ANN401 - an array, a number a head
        """Return what the pieces found in a text weigh, divided by their common length."""
        counts = Counter(found)
        known = [(at, count) for gram, count in counts.items() if (at := self.place.get(gram)) is not None]
        if not known:
            return 0.0
        rows, times = np.array(known).T
        weights = self.idf[rows] * (1 + np.log(times))
        return weights @ self.weights[rows] / (np.sqrt(weights @ weights) * _SCALE)


class Linear:
    """The weights of `data/comments.z`."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        """Unpack the model as `benchmarks/training` wrote it."""
        self._heads = (*_FIRST, *sorted(set(model["bias"]) - set(_FIRST)))
        self._blocks = [_Block(model[block], self._heads) for block in BLOCKS]
        self._signals: dict[str, dict[str, int]] = model["signals"]
        self._bias = np.array([model["bias"][head] / _SCALE for head in self._heads])

    def score(self, plain: str, signals: Iterable[str]) -> Scores:
        """Return the log-odds of a normalised text in which these plain signals stand."""
        weighed = self._bias + sum(block.weigh(found) for block, found in zip(self._blocks, grams(plain), strict=True))
        total = dict(zip(self._heads, weighed.tolist(), strict=True))
        for signal in signals:
            for head, weight in self._signals.get(signal, {}).items():
                total[head] += weight / _SCALE
        return Scores(total.pop("bad"), total.pop("urgent"), total)

    def weigh_word(self, word: str) -> float:
        """Return how much one normalised word by itself speaks for a comment being inappropriate."""
        words, letters, _ = self._blocks
        whole = _weights_of(words, [word])
        runs = _weights_of(letters, letter_runs(word))
        return sum(whole) + sum(runs) / (2 + len(runs))


def _weights_of(block: _Block, pieces: Sequence[str]) -> list[float]:
    """Return what each known piece speaks for a comment being inappropriate."""
    rows = [at for at in map(block.place.get, pieces) if at is not None]
    return [float(block.idf[at] * block.weights[at, 0]) for at in rows]
