"""A policy pack: a trust's policy clause by clause, and which rules check it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from auditor.model import Clause, Severity
from auditor.rules.cases import CasedRule
from auditor.rules.catalogue import rule_classes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from auditor.rules.base import Rule

# How a clause is checked: a program decides; a program flags and people decide; a program proves that a record exists;
# people alone.
HOW = ("decided", "flagged", "recorded", "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleUse:
    """One rule as one clause asks for it. `only` names the cases that the clause is about, empty for all."""

    rule: str
    severity: Severity | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    only: tuple[str, ...] = ()

    def make(self, *clauses: Clause, only: Mapping[str, tuple[str, ...]] | None = None) -> Rule:
        """Return the rule for these clauses; Problems where an option, a case or a severity is not the rule's."""
        rule_class = rule_classes()[self.rule]
        cases = dict(only) if only is not None else {clause.clause: self.only for clause in clauses if self.only}
        options = {**self.options, **({"only": cases} if cases else {})}
        return rule_class(clauses=clauses, severity=self.severity, options=options)

    @property
    def has_cases(self) -> bool:
        """Return whether the rule tells cases apart."""
        return issubclass(rule_classes()[self.rule], CasedRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackClause:
    """One clause: its id, in plain words of our own what it asks, and how it is checked.

    `who` and `why` are set for `people`: who checks by hand, and why no program can. The rest is what `--lint` looks
    at: laws and networks as the policy names them, the protected characteristics that it lists, how many days it lets
    things be kept (0: it keeps without saying how long), and to whom it has things reported.
    """

    clause: str
    heading: str
    text: str
    how: str
    uses: tuple[RuleUse, ...] = ()
    who: str | None = None
    why: str | None = None
    laws: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()
    retention_days: int | None = None
    route: str | None = None

    @property
    def reason(self) -> str | None:
        """Return why no program can and who checks by hand, None where a program does."""
        return f"{self.why} Checked by hand: {self.who}." if self.why else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A policy. `name` is the pack's, for a file elsewhere its name without `.toml`; `approved` is when, in words."""

    name: str
    title: str
    version: str
    approved: str | None
    next_review: date | None
    clauses: tuple[PackClause, ...]

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that the policy asks for, each once with all its clauses; a rule not among them is off."""
        asked: dict[str, list[tuple[PackClause, RuleUse]]] = {}
        for clause in self.clauses:
            for use in clause.uses:
                asked.setdefault(use.rule, []).append((clause, use))
        return tuple(self._rule(asked[rule]) for rule in sorted(asked))

    def _rule(self, asked: list[tuple[PackClause, RuleUse]]) -> Rule:
        use = next((use for _, use in asked if use.options or use.severity), asked[0][1])
        clauses = (Clause(pack=self.name, clause=clause.clause) for clause, _ in asked)
        return use.make(*clauses, only={clause.clause: one.only for clause, one in asked if one.only})
