"""How sure a detector must be before a rule flags a text: the detector's own measure, or the policy's."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.errors import Problems
from auditor.rules.cases import Cases

LEAST, MOST = 0.01, 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty(Cases):
    """Options of a rule with a detector behind it.

    `flag_from` is the probability from which on a text is flagged, None for the detector's own (`docs/detection.md`).
    Lower finds more and is wrong more often. What is urgent is flagged from the detector's own measure on, whatever
    stands here.
    """

    flag_from: float | None = None

    def __post_init__(self) -> None:
        """Problems where `flag_from` is no probability that makes sense."""
        given = self.flag_from
        if given is not None and (isinstance(given, bool) or not LEAST <= given <= MOST):
            raise Problems(
                [f"flag_from is a probability from {LEAST} to {MOST}, not {given!r}; leave it out if unsure."]
            )
