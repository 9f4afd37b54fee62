"""What the two rules make of a pupil roll: a protected child is urgent, consent excuses where a policy lets it."""

from __future__ import annotations

import pytest

from auditor.errors import Problems
from auditor.model import Finding, Item, Severity
from auditor.policies import load_pack, pack_names
from auditor.rules.inappropriate_comment import InappropriateComment
from auditor.rules.judge import judge
from auditor.rules.lanes import lane_of
from auditor.rules.unnamed_children import UnnamedChildren
from tests.rolls import a_pupil, a_roll
from tests.rules.cases import a_comment, a_school, an_item

NAMES = ("Zofia", "Bracegirdle", "Ella", "Thompson", "Oliver", "Quill")
ROLL = a_roll(
    a_pupil("Zofia", "Bracegirdle", protected=True, consent="yes"),
    a_pupil("Ella", "Thompson", consent="yes"),
    a_pupil("Oliver", "Quill", consent="no"),
    a_pupil("Maisie", "Hartley"),
)


def found_in(item: Item, pack: str = "com01") -> Finding | None:
    """Return what a policy's rules find in one item, with the roll of its school."""
    rules = [rule for rule in load_pack(pack).rules() if rule.reads == "items"]
    findings = judge(rules, a_school(items=(item,), rolls=(ROLL,))).findings
    assert not any(name in repr(finding) for finding in findings for name in NAMES)
    assert len(findings) <= 1
    return findings[0] if findings else None


PROTECTED = [
    (an_item("Zofia Bracegirdle won"), "This post names a protected child."),
    (an_item("#zofiabracegirdle", beside_picture=True), "This post names a protected child beside a photo."),
    (
        an_item("Look!", alt_texts=("Zofia Bracegirdle with a cup",)),
        "A picture's description in this post names a protected child.",
    ),
    (an_item("zofia bracegirdle", form="repost"), "This post names a protected child."),
    (a_comment("Thanks to zofia bracegirdle", own=True), "This reply names a protected child."),
    (a_comment("I saw Zofia Bracegirdle today"), "This comment names a protected child."),
    (a_comment("is zofia ok??"), "This comment names a protected child."),
    (an_item("Zofia Bracegirdle is here", own=False), "This visitor's post names a protected child."),
]


@pytest.mark.parametrize(("item", "message"), PROTECTED)
@pytest.mark.parametrize("pack", pack_names())
def test_a_protected_child_is_urgent_under_every_policy(pack: str, item: Item, message: str) -> None:
    finding = found_in(item, pack)
    assert finding is not None
    assert finding.message == message
    assert finding.severity is Severity.URGENT
    assert lane_of(finding) == "safeguarding"
    assert finding.categories == ("protected_child",)
    assert finding.next_step.startswith("Somebody must see to this now. The DSL:")
    assert "the pupil roll marks it as a protected child's" in finding.why
    assert finding.clauses


@pytest.mark.parametrize("case", ["beside-picture", "without-picture"])
def test_a_protected_child_is_found_whichever_case_a_clause_is_about(case: str) -> None:
    clauses = load_pack("com01").rules()[-1].clauses
    rule = UnnamedChildren(clauses=clauses[:1], options={"only": {clauses[0].clause: (case,)}})
    evidence = a_school(items=(an_item("Zofia Bracegirdle won"),), rolls=(ROLL,))
    assert rule.check(evidence).findings[0].severity is Severity.URGENT


def test_a_protected_child_is_found_where_a_clause_is_about_other_comments() -> None:
    clauses = load_pack("com01").rules()[-1].clauses
    rule = InappropriateComment(clauses=clauses[:1], options={"only": {clauses[0].clause: ("spam_scam",)}})
    evidence = a_school(items=(a_comment("Zofia Bracegirdle won"), a_comment("Ella Thompson won")), rolls=(ROLL,))
    (finding,) = rule.check(evidence).findings
    assert finding.severity is Severity.URGENT


def test_what_else_is_wrong_with_the_comment_is_told_behind_the_child() -> None:
    finding = found_in(a_comment("Zofia Bracegirdle add me on snapchat, don't tell your mum"))
    assert finding is not None
    assert finding.message == "This comment names a protected child."
    assert finding.categories[:2] == ("protected_child", "contact_request")
    assert "seeks private contact with a child" in finding.why


def test_a_full_name_on_the_roll_is_certain_and_says_so() -> None:
    finding = found_in(an_item("ella thompson won", beside_picture=True))
    assert finding is not None
    assert (finding.severity, finding.confidence) == (Severity.HIGH, 1)
    assert "first name and surname stand on the pupil roll" in finding.why


def test_a_full_name_on_the_roll_in_a_comment_is_the_safeguarding_leads_matter() -> None:
    finding = found_in(a_comment("saw maisie hartley there"))
    assert finding is not None
    assert (finding.severity, finding.confidence, lane_of(finding)) == (Severity.HIGH, 1, "safeguarding")


@pytest.mark.parametrize("pack", pack_names())
@pytest.mark.parametrize("beside", [True, False])
def test_consent_excuses_a_name_under_westbrooks_policy_alone(pack: str, *, beside: bool) -> None:
    finding = found_in(an_item("Well done Ella Thompson in Year 4!", beside_picture=beside), pack)
    assert (finding is None) == (pack == "westbrook")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Oliver Quill", "the family did not agree to the name"),
        ("Maisie Hartley", "the roll does not say whether the family agreed"),
    ],
)
def test_no_and_not_known_never_excuse_a_name(name: str, why: str) -> None:
    finding = found_in(an_item(f"Well done {name} in Year 4!", beside_picture=True), "westbrook")
    assert finding is not None
    assert why in finding.why


def test_consent_to_a_schools_post_does_not_excuse_a_strangers_comment() -> None:
    assert found_in(a_comment("Ella Thompson won again"), "westbrook") is not None


def test_a_repost_is_flagged_for_a_protected_child_alone() -> None:
    assert found_in(an_item("Well done Ella Thompson in Year 4!", form="repost")) is None


def test_the_option_is_true_or_false() -> None:
    with pytest.raises(Problems, match="consent_excuses of the rule unnamed-children must be true or false"):
        UnnamedChildren(options={"consent_excuses": "yes"})
