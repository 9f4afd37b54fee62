"""Several rules over one school."""

from __future__ import annotations

from auditor.rules.handle_format import HandleFormat
from auditor.rules.judge import judge, judge_each
from auditor.rules.posting_frequency import PostingFrequency
from tests.rules.cases import a_school, an_account

RULES = (HandleFormat(), PostingFrequency())


def test_all_findings_come_together_and_each_rule_keeps_what_it_judged() -> None:
    evidence = a_school(accounts=(an_account("x:Wrong"),))
    each, together = judge_each(RULES, evidence), judge(RULES, evidence)
    assert {finding.rule for finding in together.findings} == {"handle-format", "posting-frequency"}
    assert each["handle-format"].judged == {("account", "x:Wrong", "")}
    assert together.judged == each["handle-format"].judged | each["posting-frequency"].judged


def test_no_rules_judge_nothing() -> None:
    assert judge((), a_school()).judged == frozenset()
