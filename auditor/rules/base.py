"""What every rule is: evidence in, findings out; no clock, network, database or environment."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from auditor.errors import Problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.model import Clause, Evidence, Judgement, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOptions:
    """The options of a rule that has none."""


class Rule(ABC):
    """One rule, one file `auditor/rules/<id with underscores>.py`, one class.

    The class docstring is the handbook page with the headings *What it looks for*, *Why it matters*, *What to do*,
    *Flagged*, *Fine*; the examples under the last two are run as tests. `reads` says what is judged: `items`
    (evidence.items: new, changed or judged by an older version) or `school` (the whole school, each run).
    `measured_on` names the task whose figures (`auditor.language.figures`) the page shows.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity]
    reads: ClassVar[Literal["items", "school"]]
    options_type: ClassVar[type] = NoOptions
    measured_on: ClassVar[str] = ""
    VERSION: ClassVar[str] = "1"

    def __init__(
        self,
        *,
        clauses: tuple[Clause, ...] = (),
        severity: Severity | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        """Make the rule for the clauses of a pack that ask for it; Problems where an option is unknown or malformed."""
        self.clauses = clauses
        self.chosen_severity = severity
        self.options = self._typed(options or {})

    def _typed(self, options: Mapping[str, Any]) -> Any:  # noqa: ANN401 - each rule's own options dataclass
        known = {field.name for field in fields(self.options_type)}
        unknown = sorted(set(options) - known)
        if unknown:
            offered = ", ".join(sorted(known)) or "none"
            raise Problems([f"The rule {self.id} has no option {name!r}; it has: {offered}." for name in unknown])
        return self.options_type(**options)

    @property
    def version(self) -> str:
        """Return a short mark that changes when the rule, its options or what it stands on changes."""
        parts = (
            self.id,
            self.VERSION,
            self.stands_on(),
            repr(self.options),
            str(self.chosen_severity),
            repr(self.clauses),
        )
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]

    def stands_on(self) -> str:
        """Return the version of the detector behind the rule, empty where there is none."""
        return ""

    @abstractmethod
    def check(self, evidence: Evidence) -> Judgement:
        """Judge the evidence of one school."""
