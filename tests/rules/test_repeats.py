"""A commenter who was flagged before on the same account: how often is said, who it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from auditor.language import children, comments
from auditor.model import Detection, Finding, Flagged, Item, Severity
from auditor.rules.inappropriate_comment import InappropriateComment
from tests.rules.cases import NOW, a_comment, a_school

RULE = InappropriateComment()
WRITER = "3f9c2a7d51b04e86a1c7d2e95b6f8034"
ABUSE, CIVIL, NAME = "You are useless", "Lovely!", "Well done Ella"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _detectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one text be abuse and one name a child."""
    insult = Detection(
        spans=((0, 3),),
        probability=0.9,
        signs=("an insult",),
        categories=("abuse_insult",),
        severity=Severity.MEDIUM,
    )
    named = Detection(spans=((10, 14),), probability=0.9, signs=("a first name",))
    monkeypatch.setattr(comments, "judge_comment", lambda text, _known, **_: insult if text == ABUSE else None)
    monkeypatch.setattr(children, "find_children", lambda text, _known, **_: named if text == NAME else None)


def by_writer(text: str = ABUSE, *, ago: timedelta = timedelta(), **values: object) -> Item:
    return a_comment(text, **{"author": WRITER, "created_at": NOW - ago, **values})


def flagged(item: Item, *, counts: bool = True) -> Flagged:
    return Flagged(
        account=item.account,
        kind=item.kind,
        key=item.key,
        author=item.author or "",
        created_at=item.created_at,
        counts=counts,
    )


def said(*items: Item, before: tuple[Flagged, ...] = ()) -> list[str]:
    """Return what the findings say beyond their signs, in the order of the items."""
    findings = RULE.check(a_school(items=items, flagged=before)).findings
    return [finding.why.removeprefix("Signs: an insult.").strip() for finding in findings]


ONCE = "The same commenter was flagged once before on this account within 30 days."
TWICE = "The same commenter was flagged 2 times before on this account within 30 days."


def test_a_first_comment_is_no_repeat() -> None:
    assert said(by_writer()) == [""]


def test_comments_of_one_night_are_counted_in_the_order_of_their_writing() -> None:
    assert said(by_writer(ago=2 * DAY), by_writer(ago=DAY), by_writer()) == ["", ONCE, TWICE]
    assert said(by_writer(), by_writer(ago=DAY)) == [ONCE, ""]


def test_those_of_earlier_nights_count_too() -> None:
    earlier = flagged(by_writer(ago=20 * DAY))
    assert said(by_writer(ago=DAY), by_writer(), before=(earlier,)) == [ONCE, TWICE]


@pytest.mark.parametrize(
    "other",
    [
        by_writer(ago=30 * DAY + timedelta(seconds=1)),
        by_writer(ago=-DAY),
        by_writer(ago=DAY, account="facebook:oakfield"),
        by_writer(ago=DAY, author="a0" * 16),
    ],
    ids=["longer ago", "later", "another account", "somebody else"],
)
def test_what_is_no_repeat(other: Item) -> None:
    assert said(by_writer(), before=(flagged(other),)) == [""]
    assert said(other, by_writer())[1] == ""


def test_thirty_days_to_the_second_are_within_them() -> None:
    assert said(by_writer(), before=(flagged(by_writer(ago=30 * DAY)),)) == [ONCE]


def test_a_dismissed_one_does_not_count_even_when_it_is_found_again() -> None:
    first = by_writer(ago=DAY)
    assert said(by_writer(), before=(flagged(first, counts=False),)) == [""]
    assert said(first, by_writer(), before=(flagged(first, counts=False),)) == ["", ""]


def test_one_that_is_judged_again_is_counted_once_and_as_it_is_now() -> None:
    first = by_writer(ago=DAY)
    assert said(first, by_writer(), before=(flagged(first),)) == ["", ONCE]
    better = replace(first, text=CIVIL)
    assert said(better, by_writer(), before=(flagged(first),)) == [""]


def test_whoever_is_not_known_is_never_the_same() -> None:
    assert said(by_writer(ago=DAY, author=None), by_writer(author=None)) == ["", ""]


def test_a_childs_first_name_alone_is_no_repeat_of_anything() -> None:
    findings = RULE.check(a_school(items=(by_writer(NAME, ago=2 * DAY), by_writer(ago=DAY), by_writer(NAME)))).findings
    assert [finding.counted_per is not None for finding in findings] == [True, False, True]
    assert [finding for finding in findings if "flagged" in finding.why] == []


def test_a_visitors_post_counts_like_a_comment() -> None:
    visit = by_writer(ago=DAY, kind="post", form="visitor")
    assert said(visit, by_writer()) == ["", ONCE]


def test_nothing_tells_who_it_is() -> None:
    (_, finding) = RULE.check(a_school(items=(by_writer(ago=DAY), by_writer()))).findings
    assert ONCE in finding.why
    assert isinstance(finding, Finding)
    assert WRITER not in repr(finding)
    assert WRITER not in repr(flagged(by_writer()))
