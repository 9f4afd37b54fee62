"""The handbook: one page a rule, the same in `auditor explain` and in `docs/rules`."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.rules.catalogue import rule_classes, rule_ids
from auditor.rules.handbook import HEADINGS, page_of
from auditor.rules.handle_format import HandleFormat

DOCS = Path(__file__).parents[2] / "docs" / "rules"


def test_the_rules_of_the_mission_are_there() -> None:
    assert {"handle-format", "inappropriate-comment", "posting-frequency", "unnamed-children"} < set(rule_ids())


@pytest.mark.parametrize("rule", rule_ids())
def test_the_page_in_docs_is_up_to_date(rule: str) -> None:
    written = (DOCS / f"{rule}.md").read_text(encoding="utf-8")
    told = f"Write it anew: auditor explain {rule} --markdown > docs/rules/{rule}.md"
    assert written == page_of(rule_classes()[rule]).as_markdown(), told


def test_docs_hold_no_page_of_a_rule_that_is_gone() -> None:
    assert {file.stem for file in DOCS.glob("*.md")} == set(rule_ids())


@pytest.mark.parametrize("rule", rule_ids())
def test_the_page_fits_a_terminal_and_has_every_heading(rule: str) -> None:
    lines = page_of(rule_classes()[rule]).as_text().splitlines()
    assert max(len(line) for line in lines) <= 80
    assert set(HEADINGS) <= set(lines)


def test_a_docstring_without_its_headings_is_a_fault() -> None:
    class Undocumented(HandleFormat):
        """A rule that says nothing."""

    with pytest.raises(ValueError, match="What it looks for"):
        page_of(Undocumented)
