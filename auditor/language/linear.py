"""The plain half of judging comments: weighted pieces of text, added up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from auditor.language.grams import BLOCKS, class_grams, letter_runs, split, word_grams

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SCALE: Final = 1000
_FIRST: Final = ("bad", "urgent")
_NONE: Final = np.array([], dtype=np.intp)


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

    def rows(self, pieces: Iterable[str]) -> Any:  # noqa: ANN401 - an array
        """Return the rows of the pieces that have weights, repeated ones as often as they come."""
        return np.array([at for at in map(self.place.get, pieces) if at is not None], dtype=np.intp)

    def weigh(self, rows: Any) -> Any:  # noqa: ANN401 - an array in; an array out, a number a head
        """Return what the pieces found in a text weigh, divided by their common length."""
        if not len(rows):
            return 0.0
        known, times = np.unique(rows, return_counts=True)
        weights = self.idf[known] * (1 + np.log(times))
        return weights @ self.weights[known] / (np.sqrt(weights @ weights) * _SCALE)

    def alone(self, rows: Any) -> Any:  # noqa: ANN401 - arrays
        """Return what each of these pieces by itself speaks for a comment being inappropriate."""
        return self.idf[rows] * self.weights[rows, 0]


class Linear:
    """The weights of `data/comments.z`."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        """Unpack the model as `benchmarks/training` wrote it."""
        self._heads = (*_FIRST, *sorted(set(model["bias"]) - set(_FIRST)))
        self._words, self._letters, self._classes = (_Block(model[block], self._heads) for block in BLOCKS)
        self._runs = lru_cache(maxsize=16384)(lambda word: self._letters.rows(letter_runs(word)))
        self._signals: dict[str, dict[str, int]] = model["signals"]
        self._bias = np.array([model["bias"][head] / _SCALE for head in self._heads])

    def score(self, plain: str, signals: Iterable[str]) -> Scores:
        """Return the log-odds of a normalised text in which these plain signals stand."""
        words = split(plain)
        weighed = (
            self._bias
            + self._words.weigh(self._words.rows(word_grams(words)))
            + self._letters.weigh(np.concatenate([_NONE, *map(self._runs, plain.split())]))
            + self._classes.weigh(self._classes.rows(class_grams(words)))
        )
        total = dict(zip(self._heads, weighed.tolist(), strict=True))
        for signal in signals:
            for head, weight in self._signals.get(signal, {}).items():
                total[head] += weight / _SCALE
        return Scores(total.pop("bad"), total.pop("urgent"), total)

    def weigh_word(self, word: str) -> float:
        """Return how much one normalised word by itself speaks for a comment being inappropriate."""
        runs = self._letters.alone(self._runs(word))
        return float(sum(self._words.alone(self._words.rows([word]))) + sum(runs) / (2 + len(runs)))
