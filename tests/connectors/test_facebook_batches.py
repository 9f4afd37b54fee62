"""Many items looked up at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tenacity

from connectors import http
from connectors.errors import ConnectorError, PermissionMissing, RateLimited, SchemaDrift, Transient
from connectors.model import Subject
from tests.connectors.graph import (
    ACCOUNT,
    NOT_THERE,
    PAGE,
    CountingMeter,
    Reply,
    Shelf,
    a_comment,
    a_list,
    a_post,
    connected,
    refused,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from connectors.facebook.connector import Facebook

COMMENTS = {f"1_{number}": a_comment(number) for number in range(1, 41)}
POSTS = {f"2001_{number}": a_post(number) for number in range(1, 11)}
LISTED = a_list(total=0)
TOO_MUCH = Reply({"error": {"message": "Please reduce the amount of data you're asking for", "code": 1}}, status=500)
UNKNOWN_ROOT = [
    refused(2500, message="An unknown error occurred"),
    refused(100, message="Unsupported get request."),
    Reply(b"not found", status=404, content_type="text/plain"),
    Reply({"data": []}),
]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())


def subject(native_id: str, *, post: str = "2001_1") -> Subject:
    if native_id.startswith("2001_"):
        return Subject(kind="post", native_id=native_id, canonical_id=native_id, own=True)
    return Subject(kind="comment", native_id=native_id, canonical_id=native_id, post_id=post)


def seen(connector: Facebook, subjects: Iterable[Subject]) -> tuple[set[str], set[str], ConnectorError | None]:
    """Return the ids that are there, those that are gone, and the failure at the end."""
    there, gone = set[str](), set[str]()
    try:
        for one in connector.look_up(ACCOUNT, PAGE, list(subjects), CountingMeter()):
            (gone if one.gone else there).add(one.subject.native_id)
            assert one.item is None or one.item.native_id == one.subject.native_id
    except ConnectorError as error:
        return there, gone, error
    return there, gone, None


def test_forty_open_findings_cost_one_request_a_kind() -> None:
    with Shelf({**COMMENTS, **POSTS}) as graph:
        there, gone, error = seen(connected(graph), map(subject, [*COMMENTS, *POSTS]))
        assert (there, gone, error) == ({*COMMENTS, *POSTS}, set(), None)
        assert graph.asked_together() == [10, 40]
        assert ["comments." in query["fields"] for _, query in graph.calls] == [True, False]


def test_at_most_fifty_are_asked_for_at_once() -> None:
    many = {f"1_{number}": a_comment(number) for number in range(1, 121)}
    with Shelf(many) as graph:
        assert seen(connected(graph), map(subject, many))[0] == set(many)
        assert graph.asked_together() == [50, 50, 20]


def test_what_is_missing_is_found_by_halves() -> None:
    with Shelf({key: body for key, body in COMMENTS.items() if key not in {"1_7", "1_31"}}, comments=[LISTED]) as graph:
        there, gone, error = seen(connected(graph), map(subject, COMMENTS))
        assert (gone, error) == ({"1_7", "1_31"}, None)
        assert there == set(COMMENTS) - gone
        assert len(graph.calls) < 25
        assert graph.paths().count("2001_1/comments") == 1


def test_an_alias_that_does_not_exist_is_found_by_halves_too() -> None:
    with Shelf({**COMMENTS, "1_9": refused(803)}, comments=[LISTED]) as graph:
        there, gone, error = seen(connected(graph), map(subject, COMMENTS))
        assert (gone, error) == ({"1_9"}, None)
        assert there == set(COMMENTS) - gone


def test_all_comments_of_a_post_that_is_gone_go_with_it_for_a_few_requests() -> None:
    with Shelf({}, comments=[NOT_THERE], feed=[LISTED]) as graph:
        assert seen(connected(graph), map(subject, COMMENTS))[1] == set(COMMENTS)
        assert len(graph.calls) < 12


def test_lost_permission_leaves_all_out_for_a_few_requests() -> None:
    with Shelf({"2001_1": a_post(1)}, comments=[NOT_THERE], feed=[LISTED]) as graph:
        there, gone, error = seen(connected(graph), map(subject, COMMENTS))
        assert (there, gone) == (set(), set())
        assert isinstance(error, PermissionMissing)
        assert len(graph.calls) < 20


def test_what_may_not_be_read_is_left_out_and_told_at_the_end() -> None:
    with Shelf({**COMMENTS, "1_9": refused(10)}) as graph:
        there, gone, error = seen(connected(graph), map(subject, COMMENTS))
        assert (there, gone) == (set(COMMENTS) - {"1_9"}, set())
        assert isinstance(error, PermissionMissing)


def test_a_permission_lost_for_all_is_noticed_after_a_few_requests() -> None:
    with Shelf({key: refused(10) for key in COMMENTS}) as graph:
        there, gone, error = seen(connected(graph), map(subject, COMMENTS))
        assert (there, gone) == (set(), set())
        assert isinstance(error, PermissionMissing)
        assert len(graph.calls) < 15


@pytest.mark.parametrize("answer", UNKNOWN_ROOT)
def test_where_several_at_once_are_unknown_each_is_asked_for_and_that_is_remembered(answer: object) -> None:
    with Shelf(COMMENTS, together=answer) as graph:
        connector = connected(graph)
        for requests in (1 + len(COMMENTS), len(COMMENTS)):
            graph.calls.clear()
            assert seen(connector, map(subject, COMMENTS)) == (set(COMMENTS), set(), None)
            assert len(graph.calls) == requests


def test_where_several_at_once_are_always_missing_each_is_asked_for() -> None:
    with Shelf(COMMENTS, together=NOT_THERE) as graph:
        connector = connected(graph)
        assert seen(connector, map(subject, COMMENTS)) == (set(COMMENTS), set(), None)
        assert len(graph.calls) < len(COMMENTS) + 10
        graph.calls.clear()
        assert seen(connector, map(subject, COMMENTS))[0] == set(COMMENTS)
        assert len(graph.calls) == len(COMMENTS)


def test_what_an_answer_leaves_out_is_asked_for_alone() -> None:
    with Shelf(COMMENTS, together={key: COMMENTS[key] for key in list(COMMENTS)[1:]}) as graph:
        assert seen(connected(graph), map(subject, COMMENTS))[0] == set(COMMENTS)
        assert graph.paths() == ["", "1_1"]


def test_where_the_answer_would_be_too_large_fewer_are_asked_for() -> None:
    with Shelf(COMMENTS, together=TOO_MUCH) as graph:
        assert seen(connected(graph), map(subject, COMMENTS))[0] == set(COMMENTS)
        assert max(graph.asked_together()) == 40


def test_posts_are_asked_for_without_the_count_where_that_is_refused() -> None:
    class WithoutCount(Shelf):
        def body_for(self, path: str, query: object) -> object:
            assert isinstance(query, dict)
            return refused(10) if "comments." in query["fields"] else super().body_for(path, query)

    with WithoutCount(POSTS) as graph:
        assert seen(connected(graph), map(subject, POSTS)) == (set(POSTS), set(), None)
        assert graph.asked_together() == [10, 10]


@pytest.mark.parametrize(
    ("refusal", "kind", "requests"),
    [(refused(32), RateLimited, 1), (refused(2), Transient, 3), (refused(100, message="(#100) Odd"), SchemaDrift, 2)],
)
def test_a_failure_of_the_whole_is_one_of_the_contracts(
    refusal: object, kind: type[ConnectorError], requests: int
) -> None:
    with Shelf(dict.fromkeys(COMMENTS, refusal), together=refusal) as graph:
        there, gone, error = seen(connected(graph), map(subject, COMMENTS))
        assert (there, gone) == (set(), set())
        assert type(error) is kind
        assert len(graph.calls) == requests


def test_the_same_item_asked_for_twice_is_seen_twice() -> None:
    with Shelf(COMMENTS) as graph:
        found = list(connected(graph).look_up(ACCOUNT, PAGE, [subject("1_1"), subject("1_1")], CountingMeter()))
        assert [one.subject.native_id for one in found] == ["1_1", "1_1"]
