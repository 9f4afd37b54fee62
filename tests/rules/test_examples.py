"""Every example of the handbook is true: what stands under *Flagged* is found, what stands under *Fine* is not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from auditor.model import Known, PictureFacts, Span
from auditor.rules.catalogue import rule_classes
from auditor.rules.handbook import FINE, FLAGGED, page_of
from auditor.rules.unnamed_children import UnnamedChildren
from tests.rules.cases import LAST_WEEK, a_comment, a_deleted_post, a_school, a_week_post, an_account, an_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.model import Evidence, Item, WeekPost

WEEK = re.compile(
    r"(?P<posts>\d+) posts?(?: and (?P<reposts>\d+) reposts)?"
    r"(?:, and (?P<of>\d+) of them (?P<fate>on a second network too|deleted later),)?"
    r" in a week of (?P<days>\d+) school days?"
)
HANDLE = re.compile(r"(?P<name>.+?)(?:, agreed (?P<agreed>\S+),)? shows (?P<shown>no handle|\S+) on (?P<platform>\w+)")
PICTURE = re.compile(
    r"a (?P<what>post|quote) with a picture"
    r"(?: that tells (?:nothing|(?P<tells>its (?:place|camera)(?: and its camera)?))"
    r"| of (?:no face|(?P<faces>\d+) faces?)(?:, (?P<large>large|small)|, (?P<some>\d+) of them large)?)"
)
TEXT = re.compile(r'(?P<what>[^:]+): "(?P<text>.+)"')


def a_week(example: str) -> Evidence:
    found = WEEK.fullmatch(example)
    assert found, example
    number, days, of = int(found["posts"]), int(found["days"]), int(found["of"] or 0)
    posts: list[WeekPost] = [a_week_post() for _ in range(number)]
    if found["fate"] == "deleted later":
        posts[:of] = [a_deleted_post(f"hash {index}") for index in range(of)]
    elif of:
        posts += [a_week_post(post.text, account="facebook:oakfield", platform="facebook") for post in posts[:of]]
    posts += [a_week_post(form="repost") for _ in range(int(found["reposts"] or 0))]
    a_term = Span(start=LAST_WEEK, end=LAST_WEEK + timedelta(days=days - 1))
    return a_school(
        accounts=(an_account(), an_account("facebook:oakfield")),
        week_posts=tuple(posts),
        terms=(a_term,) if days else (Span(start=LAST_WEEK - timedelta(days=30), end=LAST_WEEK - timedelta(days=20)),),
    )


def a_handle(example: str) -> Evidence:
    found = HANDLE.fullmatch(example)
    assert found, example
    shown = None if found["shown"] == "no handle" else found["shown"]
    account = an_account(f"{found['platform']}:label", shown_handle=shown)
    return a_school(school_name=found["name"], agreed_handle=found["agreed"], accounts=(account,))


def a_text(example: str) -> Evidence:
    found = TEXT.fullmatch(example)
    assert found, example
    return a_school(items=(ITEMS[found["what"]](found["text"]),))


def words_read(text: str) -> PictureFacts:
    return PictureFacts(named=UnnamedChildren().find_on_picture(text, Known(), ()))


def a_picture(example: str) -> Evidence:
    found = PICTURE.fullmatch(example)
    assert found, example
    faces, tells = int(found["faces"] or 0), found["tells"] or ""
    large = faces if found["large"] == "large" else int(found["some"] or 0)
    facts = PictureFacts(
        faces=faces, is_close_up=large == 1, tells_place="place" in tells, tells_camera="camera" in tells
    )
    form = "quote" if found["what"] == "quote" else "original"
    return a_school(items=(an_item("Look!", form=form, beside_picture=True, pictures=(facts,)),))


ITEMS: dict[str, Callable[[str], Item]] = {
    "a post": an_item,
    "a post beside a photo": lambda text: an_item(text, beside_picture=True),
    "a reply": lambda text: a_comment(text, own=True),
    "a reply below a photo": lambda text: a_comment(text, own=True, beside_picture=True),
    "a picture's description": lambda text: an_item("Look!", beside_picture=True, alt_texts=(text,)),
    "words on a picture": lambda text: an_item("Look!", beside_picture=True, pictures=(words_read(text),)),
    "a comment": a_comment,
    "a visitor's post": lambda text: an_item(text, own=False, form="visitor"),
}
READ = {
    "close-up": a_picture,
    "picture-metadata": a_picture,
    "posting-frequency": a_week,
    "handle-format": a_handle,
    "unnamed-children": a_text,
    "inappropriate-comment": a_text,
    "outgoing-tone": a_text,
}
CASES = [
    (rule, heading, example)
    for rule, found in rule_classes().items()
    for heading in (FLAGGED, FINE)
    for example in page_of(found).examples(heading)
]


@pytest.mark.parametrize(("rule", "heading", "example"), CASES)
def test_the_handbooks_examples_are_true(rule: str, heading: str, example: str) -> None:
    evidence = READ[rule](example)
    findings = rule_classes()[rule]().check(evidence).findings
    if rule == "posting-frequency":
        findings = tuple(finding for finding in findings if finding.subject.week == "2026-W46")
    assert bool(findings) is (heading == FLAGGED)


@pytest.mark.parametrize("rule", list(rule_classes()))
def test_every_rule_has_examples_of_both_kinds(rule: str) -> None:
    page = page_of(rule_classes()[rule])
    assert len(page.examples(FLAGGED)) >= 3
    assert len(page.examples(FINE)) >= 3
