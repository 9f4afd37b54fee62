"""What the rule makes of names that the detector finds: where they stand decides, and no name is ever repeated."""

from __future__ import annotations

import re

import pytest

from auditor.errors import Problems
from auditor.language import children
from auditor.model import Clause, Detection, Finding, Item, Known, Severity
from auditor.rules import unnamed_children
from auditor.rules.unnamed_children import UnnamedChildren
from tests.rules.cases import a_comment, a_school, an_item

CLAUSES = (Clause(pack="com01", clause="4.1-4b"), Clause(pack="com01", clause="4.1-4c"))
ONLY = {"only": {"4.1-4b": ("beside-picture",), "4.1-4c": ("without-picture",)}}
RULE = UnnamedChildren(clauses=CLAUSES, options=ONLY)


@pytest.fixture(autouse=True)
def _plain_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a detector in place that knows one child, so that these tests are about the rule."""

    def find(text: str, known: Known, *, own: bool, rolls: object, flag_from: float | None) -> Detection | None:
        assert own
        assert not rolls
        if flag_from is not None and flag_from > 0.9:
            return None
        spans = tuple(match.span() for match in re.finditer("Zebedee", text) if "zebedee" not in known.staff)
        return Detection(spans=spans, probability=0.9, signs=("a year group",)) if spans else None

    monkeypatch.setattr(children, "find_children", find)


def finding_of(item: Item, rule: UnnamedChildren = RULE) -> Finding | None:
    judgement = rule.check(a_school(items=(item,)))
    assert judgement.judged == {(item.kind, item.key, "")}
    return judgement.findings[0] if judgement.findings else None


@pytest.mark.parametrize(
    ("item", "message", "severity", "clause"),
    [
        (an_item("Zebedee won", beside_picture=True), "This post names a child beside a photo.", "high", "4.1-4b"),
        (an_item("Zebedee won"), "This post names a child.", "low", "4.1-4c"),
        (
            a_comment("Zebedee won", own=True, beside_picture=True),
            "This reply names a child beside the picture above.",
            "high",
            "4.1-4b",
        ),
        (an_item("Zebedee won", form="reply"), "This reply names a child.", "low", "4.1-4c"),
        (an_item("Zebedee won", form="quote"), "This post names a child.", "low", "4.1-4c"),
        (
            an_item("Look!", beside_picture=True, alt_texts=("Zebedee and a cup",)),
            "A picture's description in this post names a child.",
            "high",
            "4.1-4b",
        ),
    ],
)
def test_where_the_name_stands_decides(item: Item, message: str, severity: str, clause: str) -> None:
    finding = finding_of(item)
    assert finding is not None
    assert finding.message == message
    assert finding.severity == severity
    assert finding.clauses == (Clause(pack="com01", clause=clause),)
    assert (finding.subject.kind, finding.subject.id, finding.subject.url) == (item.kind, item.id, item.url)
    assert "Zebedee" not in repr(finding)


def test_all_names_of_a_post_are_one_finding_with_its_offsets() -> None:
    finding = finding_of(an_item("Zebedee and Zebedee"))
    assert finding is not None
    assert finding.spans == ((0, 7), (12, 19))
    assert finding.confidence == 0.9
    assert "a year group" in finding.why


def test_a_name_in_a_description_alone_has_no_offsets_in_the_text() -> None:
    finding = finding_of(an_item("Look!", alt_texts=("Zebedee",)))
    assert finding is not None
    assert finding.spans == ()


@pytest.mark.parametrize("file_name", ["Zebedee_yr3.jpg", "2026-11-09-Zebedee.PNG", "clubZebedee.mp4"])
def test_a_file_name_is_read_as_words(file_name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def find(text: str, _known: Known, *, own: bool, rolls: object, flag_from: float | None) -> None:
        assert own
        assert not rolls
        assert flag_from is None
        seen.append(text)

    monkeypatch.setattr(children, "find_children", find)
    finding_of(an_item("Look!", alt_texts=(file_name,)))
    assert "Zebedee" in seen[-1].split()


@pytest.mark.parametrize(
    "item", [an_item("Zebedee won", form="repost", beside_picture=True), an_item("Well done, all"), an_item("")]
)
def test_somebody_elses_words_and_nameless_posts_are_judged_and_fine(item: Item) -> None:
    assert finding_of(item) is None


def test_what_others_write_is_not_this_rules_matter() -> None:
    judgement = RULE.check(a_school(items=(a_comment("Zebedee won"),)))
    assert not judgement.findings
    assert not judgement.judged


def test_names_that_the_register_knows_are_passed_on() -> None:
    evidence = a_school(items=(an_item("Zebedee won"),), known=Known(staff=("zebedee",)))
    assert not RULE.check(evidence).findings


def test_a_policy_may_ask_for_names_beside_pictures_alone() -> None:
    rule = UnnamedChildren(clauses=CLAUSES[:1], options={"only": {"4.1-4b": ("beside-picture",)}})
    assert finding_of(an_item("Zebedee won"), rule) is None
    assert finding_of(an_item("Zebedee won", beside_picture=True), rule) is not None


def test_the_policys_severity_is_for_pictures_and_caps_the_rest() -> None:
    mild = UnnamedChildren(severity=Severity.MEDIUM)
    beside, without = (finding_of(an_item("Zebedee", beside_picture=there), mild) for there in (True, False))
    assert beside is not None
    assert without is not None
    assert (beside.severity, without.severity) == (Severity.MEDIUM, Severity.LOW)


def test_a_better_detector_changes_the_rules_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = RULE.version
    monkeypatch.setattr(unnamed_children, "version", lambda: "another")
    assert RULE.version != before


def test_a_policy_may_say_how_sure_the_detector_must_be() -> None:
    item = an_item("Well done Zebedee")
    assert finding_of(item, UnnamedChildren(options={"flag_from": 0.8})) is not None
    assert finding_of(item, UnnamedChildren(options={"flag_from": 0.95})) is None


@pytest.mark.parametrize("given", [0, 1, -0.2, 5, True])
def test_no_probability_that_makes_sense_is_refused(given: float) -> None:
    with pytest.raises(Problems, match="flag_from is a probability from"):
        UnnamedChildren(options={"flag_from": given})
