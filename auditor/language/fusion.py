"""How the two halves of a detector are added up: a few learned weights, and from which probability on a text is flagged.

They are learned from what the halves said of authors whom neither had read (`benchmarks/training`). There is one set for
both halves together and one for the plain half alone, where ONNX Runtime is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from auditor.language import encoder
from auditor.language.weights import load, probability

if TYPE_CHECKING:
    from collections.abc import Mapping

BOTH, PLAIN_ALONE = "both", "plain"
BAD, URGENT, CHILD, ALSO = "bad", "urgent", "child", "also"
_SCALE: Final = 1000


@dataclass(frozen=True, slots=True)
class Fusion:
    """Weights by what they are for (`bad`, `urgent`, `child`), and thresholds as probabilities."""

    weights: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, float]

    def chance(self, what: str, said: Mapping[str, float]) -> float:
        """Return the probability of `what` by all that was said of a text or name; what has no weight counts nothing."""
        weights = self.weights[what]
        return probability(weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in said.items()))

    def flagging_from(self, what: str, probability: float | None) -> Fusion:
        """Return the same sums with another probability from which `what` is flagged; None leaves it."""
        if probability is None:
            return self
        thresholds = {**self.thresholds, what: probability}
        if what == CHILD:
            thresholds[ALSO] = probability * self.thresholds[ALSO] / self.thresholds[CHILD]
        return Fusion(self.weights, thresholds)


def fusion() -> Fusion:
    """Return the weights for the halves that are here."""
    return _fusions()[BOTH if encoder.is_available() else PLAIN_ALONE]


@cache
def _fusions() -> dict[str, Fusion]:
    return {name: unpack(packed) for name, packed in load("fusion").items()}


def unpack(packed: Mapping[str, Any]) -> Fusion:
    """Return weights as `benchmarks/training` wrote them: thousandths."""
    return Fusion(
        weights={
            what: {name: value / _SCALE for name, value in weights.items()}
            for what, weights in packed["weights"].items()
        },
        thresholds={name: value / _SCALE for name, value in packed["thresholds"].items()},
    )
