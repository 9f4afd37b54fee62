"""Rules with cases: one clause of a policy is about names beside photos, another about names anywhere else."""

from __future__ import annotations

from abc import ABC
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from auditor.errors import Problems
from auditor.nearest import nearest
from auditor.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.model import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """The options of a rule with cases. `only` holds, by clause, the cases it is about; a clause not in it: all."""

    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class CasedRule(Rule, ABC):
    """A rule that tells several cases apart, each of which a policy may ask for by a clause of its own."""

    options_type: ClassVar[type] = Cases
    cases: ClassVar[tuple[str, ...]]

    def _typed(self, options: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the base's own signature
        typed = super()._typed(options)
        unknown = [case for cases in typed.only.values() for case in cases if case not in self.cases]
        if unknown:
            offered = ", ".join(self.cases)
            raise Problems(
                [
                    f"The rule {self.id} knows no {case}; it has: {offered}.{nearest(case, self.cases)}"
                    for case in unknown
                ]
            )
        return typed

    def clauses_for(self, *cases: str) -> tuple[Clause, ...] | None:
        """Return the clauses that are about any of the cases; None where all clauses are about others.

        What no clause of a policy asks for is no finding under that policy.
        """
        only: Mapping[str, tuple[str, ...]] = self.options.only
        fitting = tuple(
            clause for clause in self.clauses if clause.clause not in only or set(only[clause.clause]) & set(cases)
        )
        return None if self.clauses and not fitting else fitting
