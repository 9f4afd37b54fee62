"""Items of unknown shape: set aside one by one, and an error when they are more than a few."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from connectors.errors import SchemaDrift
from connectors.facebook.attachments import Strange
from connectors.facebook.shape import oddity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from connectors.model import Oddity

T = TypeVar("T")

TOLERATED_SHARE = 0.01


class Tally:
    """Counts what was read and what was strange over a whole reading. `what` names one of them: "a post"."""

    def __init__(self, what: str) -> None:
        """Begin with nothing read."""
        self._what = what
        self._read = 0
        self._strange = 0

    def sort(self, raws: Iterable[object], parse: Callable[[object], T]) -> tuple[list[T], tuple[Oddity, ...]]:
        """Return what `parse` made of each, and the shapes of those it found strange."""
        good: list[T] = []
        odd: list[Oddity] = []
        for raw in raws:
            try:
                good.append(parse(raw))
            except Strange:
                odd.append(oddity(self._what, raw))
        self._read += len(good) + len(odd)
        self._strange += len(odd)
        return good, tuple(odd)

    def judge(self) -> None:
        """Raise `SchemaDrift` where more than one item, and more than one in a hundred, was strange."""
        if self._strange > max(1, self._read * TOLERATED_SHARE):
            raise SchemaDrift(
                f"{self._strange} of {self._read} answers for {self._what} had a shape that this program does not "
                "know: look for a newer version of it, and report this with what the run set aside."
            )
