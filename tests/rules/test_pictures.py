"""What the rules make of pictures that were looked at: a name, one large face, metadata."""

from __future__ import annotations

import pytest

from auditor.model import Clause, Detection, Finding, Item, PictureFacts, Severity
from auditor.rules.close_up import CloseUp
from auditor.rules.picture_metadata import PictureMetadata
from auditor.rules.unnamed_children import UnnamedChildren
from tests.rules.cases import a_school, an_item

NAMED = Detection(spans=(), probability=0.8, signs=("a certificate",), facts={"protected": False})
PROTECTED = Detection(spans=(), probability=0.9, signs=("the pupil roll marks it",), facts={"protected": True})
CLAUSE = Clause(pack="com01", clause="4.1-4b")
BY_CLAUSE = {"only": {"4.1-4b": ("beside-picture",)}}


def pictured(*pictures: PictureFacts, text: str = "Look!", **values: object) -> Item:
    return an_item(text, beside_picture=True, pictures=pictures, **values)


def found(rule: UnnamedChildren | CloseUp | PictureMetadata, item: Item) -> Finding | None:
    judgement = rule.check(a_school(items=(item,)))
    return judgement.findings[0] if judgement.findings else None


def test_a_name_on_a_picture_counts_as_beside_it() -> None:
    finding = found(UnnamedChildren(clauses=(CLAUSE,), options=BY_CLAUSE), pictured(PictureFacts(named=NAMED)))
    assert finding is not None
    assert finding.message == "A child's name can be read on a picture of this post."
    assert finding.why == "A name reads as a child's: a certificate. It is read on a picture."
    assert (finding.severity, finding.spans, finding.confidence) == (Severity.HIGH, (), 0.8)
    assert finding.clauses == (CLAUSE,)
    assert "take the picture down today" in finding.next_step


def test_a_name_in_the_text_is_told_first() -> None:
    finding = found(
        UnnamedChildren(), pictured(PictureFacts(named=NAMED), text="Well done to Ella Thompson in Year 4!")
    )
    assert finding is not None
    assert finding.message == "This post names a child beside a photo."
    assert finding.spans
    assert "a certificate" in finding.why
    assert "read on a picture" not in finding.why


def test_a_protected_childs_name_on_a_picture_is_urgent() -> None:
    finding = found(UnnamedChildren(), pictured(PictureFacts(named=NAMED), PictureFacts(named=PROTECTED)))
    assert finding is not None
    assert (finding.severity, finding.about_child) == (Severity.URGENT, True)
    assert finding.message == "A protected child's name can be read on a picture of this post."
    assert finding.why == "A name reads as a child's: the pupil roll marks it. It is read on a picture."


def test_a_picture_without_a_name_is_no_finding() -> None:
    assert found(UnnamedChildren(), pictured(PictureFacts(faces=3))) is None


@pytest.mark.parametrize("chosen", [None, Severity.LOW])
def test_a_close_up_is_for_information_unless_the_policy_says_more(chosen: Severity | None) -> None:
    finding = found(CloseUp(severity=chosen), pictured(PictureFacts(faces=1, is_close_up=True)))
    assert finding is not None
    assert finding.severity is (chosen or Severity.INFO)
    assert finding.message == "A picture of this post shows one large face, turned to the camera."


def test_several_close_ups_of_a_post_are_one_finding() -> None:
    close = PictureFacts(faces=1, is_close_up=True)
    finding = found(CloseUp(), pictured(close, PictureFacts(), close))
    assert finding is not None
    assert finding.message == "2 pictures of this post each show one large face, turned to the camera."


@pytest.mark.parametrize(
    ("facts", "chosen", "severity", "message"),
    [
        (PictureFacts(tells_place=True), None, "low", "where it was taken"),
        (PictureFacts(tells_place=True, tells_camera=True), None, "low", "where it was taken"),
        (PictureFacts(tells_camera=True), None, "info", "whose camera took it"),
        (PictureFacts(tells_place=True), Severity.HIGH, "high", "where it was taken"),
        (PictureFacts(tells_camera=True), Severity.HIGH, "info", "whose camera took it"),
    ],
)
def test_a_place_weighs_more_than_a_camera(
    facts: PictureFacts, chosen: Severity | None, severity: str, message: str
) -> None:
    finding = found(PictureMetadata(severity=chosen), pictured(facts))
    assert finding is not None
    assert finding.severity == severity
    assert finding.message == f"A picture of this post tells in its metadata {message}."


@pytest.mark.parametrize("rule", [CloseUp(), PictureMetadata()])
@pytest.mark.parametrize("item", [an_item("Look!", beside_picture=True), an_item("Look!"), pictured(own=False)])
def test_what_nobody_looked_at_is_not_judged(rule: CloseUp | PictureMetadata, item: Item) -> None:
    assert rule.check(a_school(items=(item,))).judged == frozenset()


@pytest.mark.parametrize("rule", [CloseUp(), PictureMetadata()])
def test_a_picture_on_which_nothing_is_wrong_ends_a_finding(rule: CloseUp | PictureMetadata) -> None:
    item = pictured(PictureFacts(faces=2))
    judgement = rule.check(a_school(items=(item,)))
    assert judgement.findings == ()
    assert judgement.judged == {("post", item.key, "")}
