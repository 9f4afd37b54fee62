"""Judging one school by several rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.model import Evidence
    from auditor.rules.base import Rule


def judge_each(rules: Iterable[Rule], evidence: Evidence) -> dict[str, Judgement]:
    """Return each rule's judgement by the rule's id: what one rule judged, it alone may call resolved."""
    return {rule.id: rule.check(evidence) for rule in rules}


def judge(rules: Iterable[Rule], evidence: Evidence) -> Judgement:
    """Return all rules' judgements as one."""
    judgements = judge_each(rules, evidence).values()
    return Judgement(
        findings=tuple(finding for judgement in judgements for finding in judgement.findings),
        judged=frozenset[tuple[str, str, str]]().union(*(judgement.judged for judgement in judgements)),
    )
