"""What an account writes itself: how loud its tone is, who must act, and what is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.language import comments, tone
from auditor.model import Clause, Detection, Severity
from auditor.rules.lanes import lane_of
from auditor.rules.outgoing_tone import OutgoingTone
from tests.rules.cases import a_comment, a_school, an_item

if TYPE_CHECKING:
    from auditor.model import Finding, Item

CLAUSE = Clause(pack="com01", clause="4.1-6")
RULE = OutgoingTone(clauses=(CLAUSE,))
RUDE = "You are all useless idiots, every one of you."


def finding_of(item: Item, rule: OutgoingTone = RULE) -> Finding | None:
    judgement = rule.check(a_school(items=(item,)))
    assert judgement.judged == ({(item.kind, item.key, "")} if item.own else frozenset())
    return judgement.findings[0] if judgement.findings else None


def an_answer(text: str, **values: object) -> Item:
    return a_comment(text, **{"own": True, "form": "reply", **values})


@pytest.mark.parametrize(
    ("item", "this"),
    [
        (an_answer(RUDE), "This reply"),
        (an_item(RUDE, form="reply"), "This reply"),
        (an_item(RUDE), "This post"),
        (an_item(RUDE, form="quote"), "This post"),
    ],
    ids=["a comment", "a reply on X", "a post", "a quote"],
)
def test_a_rude_one_is_found_and_says_what_to_do(item: Item, this: str) -> None:
    finding = finding_of(item)
    assert finding is not None
    assert finding.message == f"{this} of the account's own insults somebody."
    assert finding.why == "Signs: an insult. The account itself wrote it."
    assert finding.next_step.startswith("Whoever runs the account: take it down")
    assert (finding.severity, finding.categories, finding.clauses) == (Severity.MEDIUM, ("abuse_insult",), (CLAUSE,))
    assert "idiots" not in finding.message + finding.why + finding.next_step
    assert "idiots" in RUDE[slice(*finding.spans[0])]


@pytest.mark.parametrize(
    "item", [a_comment(RUDE), an_item(RUDE, form="repost"), an_answer(" \n"), an_item("")], ids=str
)
def test_others_words_and_no_words_are_not_its_matter(item: Item) -> None:
    assert finding_of(item) is None


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for telling us. Please ring the office on 01234 567890.",
        "We do not tolerate abuse of our staff on this page and have hidden your comment.",
        "That comment has been removed because it called a child names. Please be kind.",
        "No. The letter of 3 May says so, and it has not changed.",
        "If you are worried about self-harm, ring Childline on 0800 1111.",
    ],
)
def test_a_firm_answer_is_no_finding(text: str) -> None:
    assert finding_of(an_answer(text)) is None
    assert finding_of(an_item(text)) is None


def said(monkeypatch: pytest.MonkeyPatch, *categories: str, severity: Severity, probability: float = 0.95) -> None:
    """Let the detector of comments say this of every text."""
    found = Detection(
        spans=((0, 4),), probability=probability, signs=("a sign",), categories=categories, severity=severity
    )
    monkeypatch.setattr(comments, "judge_comment", lambda _text: found)


def test_of_an_answer_the_detector_of_comments_is_asked_of_a_post_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "hate", severity=Severity.HIGH)
    finding = finding_of(an_answer("Some words"))
    assert finding is not None
    assert finding.severity is Severity.HIGH
    assert finding_of(an_item("Some words")) is None


def test_what_is_hardly_sure_or_no_matter_of_tone_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "hate", severity=Severity.HIGH, probability=0.7)
    assert finding_of(an_answer("Some words")) is None
    for category in ("personal_data", "spam_scam", "self_harm_concern", "disrepute"):
        said(monkeypatch, category, "abuse_insult", severity=Severity.HIGH)
        assert finding_of(an_answer("Some words")) is None


def test_its_own_threat_is_loud_but_leaders_hear_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "threat", severity=Severity.URGENT)
    finding = finding_of(an_answer("Some words"))
    assert finding is not None
    assert (finding.severity, lane_of(finding)) == (Severity.HIGH, "report")


def test_mocking_a_pupil_is_safeguardings_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "bullying_of_pupil", severity=Severity.MEDIUM)
    finding = finding_of(an_answer("Some words"))
    assert finding is not None
    assert lane_of(finding) == "safeguarding"


def test_a_policy_may_choose_its_severity() -> None:
    finding = finding_of(an_item(RUDE), OutgoingTone(severity=Severity.LOW))
    assert finding is not None
    assert finding.severity is Severity.LOW


def test_spans_point_into_the_text_as_it_was_written() -> None:
    text = "\u200b" * 3 + "Sports day! " * 400 + "What a f\u200bucking day."
    found = tone.judge_tone(text, is_answer=False)
    assert found is not None
    (span,) = found.spans
    assert text[slice(*span)].replace("\u200b", "") == "fucking"
