"""`auditor explain` as somebody sees it who types it."""

from __future__ import annotations

import pytest

from auditor.cli import run
from auditor.rules.catalogue import rule_ids
from auditor.rules.handbook import HEADINGS


@pytest.mark.parametrize("rule", rule_ids())
def test_a_rules_page_is_printed(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", rule]) == 0
    out = capsys.readouterr().out
    assert set(HEADINGS) <= set(out.splitlines())
    assert "Asked for by: com01" in out


def test_without_a_rule_they_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(rule_ids())


def test_an_unknown_rule_is_answered_with_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "posting-frequncy\x1b[31m"]) == 2
    error = capsys.readouterr().err
    assert "Did you mean posting-frequency?" in error
    assert "\x1b" not in error


def test_the_page_of_docs_can_be_written_anew(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "handle-format", "--markdown"]) == 0
    assert capsys.readouterr().out.startswith("# handle-format\n\n")
