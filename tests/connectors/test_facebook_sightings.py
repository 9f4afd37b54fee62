from __future__ import annotations

import pytest
import tenacity

from connectors import http
from connectors.errors import ConnectorError, PermissionMissing
from connectors.model import Form, Post, Subject
from tests.connectors.graph import (
    ACCOUNT,
    NOT_THERE,
    PAGE,
    WINDOW,
    CountingMeter,
    ScriptedGraph,
    Shelf,
    a_comment,
    a_list,
    a_post,
    connected,
    refused,
)

A_POST = Subject(kind="post", native_id="2001_1", canonical_id="2001_1", own=True)
A_VISITORS_POST = Subject(kind="post", native_id="2001_1", canonical_id="2001_1")
A_COMMENT = Subject(kind="comment", native_id="1_1", canonical_id="1_1", post_id="2001_1")
AT_COMMENTS = a_list(total=0)
AT_POSTS = a_list()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())


def sightings(graph: ScriptedGraph, *subjects: Subject) -> tuple[list[tuple[str, str]], ConnectorError | None]:
    """Return each subject that was seen, with its words or `gone`, and the failure at the end."""
    found: list[tuple[str, str]] = []
    seen = connected(graph).look_up(ACCOUNT, PAGE, subjects, CountingMeter())
    try:
        found.extend(
            (one.subject.native_id, "gone" if one.gone else one.item.text if one.item else "?") for one in seen
        )
    except ConnectorError as error:
        return found, error
    return found, None


def test_looking_up_gives_the_item_as_it_is_now() -> None:
    with ScriptedGraph(item=[a_post(1, is_hidden=True), a_comment(1, is_hidden=True)]) as graph:
        found = list(connected(graph).look_up(ACCOUNT, PAGE, [A_POST, A_COMMENT], CountingMeter()))
        assert [one.item.hidden for one in found if one.item] == [True, True]
        assert graph.paths() == ["2001_1", "1_1"]
        assert found[1].item is not None
        assert found[1].item.post_id == "2001_1"  # type: ignore[union-attr]  # the second is a comment


def test_a_post_is_gone_only_while_the_posts_are_listed() -> None:
    with Shelf({}, feed=[AT_POSTS]) as graph:
        assert sightings(graph, A_POST) == ([("2001_1", "gone")], None)
        assert graph.paths() == ["2001_1", "2001/feed"]


def test_a_post_is_gone_where_another_list_of_the_pages_own_posts_answers() -> None:
    with Shelf({}, published_posts=[AT_POSTS]) as graph:
        assert sightings(graph, A_POST) == ([("2001_1", "gone")], None)


def test_a_visitors_post_is_gone_only_while_visitors_posts_are_listed() -> None:
    with Shelf({}, published_posts=[AT_POSTS]) as graph:
        found, error = sightings(graph, A_VISITORS_POST)
        assert found == []
        assert isinstance(error, PermissionMissing)
    with Shelf({}, published_posts=[AT_POSTS], visitor_posts=[AT_POSTS]) as graph:
        assert sightings(graph, A_VISITORS_POST) == ([("2001_1", "gone")], None)


def test_a_list_that_answered_in_this_run_is_not_asked_again() -> None:
    with Shelf({}, feed=[AT_POSTS]) as graph:
        connector = connected(graph)
        list(connector.posts(ACCOUNT, PAGE, None, WINDOW, CountingMeter()))
        (found,) = connector.look_up(ACCOUNT, PAGE, [A_POST], CountingMeter())
        assert found.gone
        assert graph.paths() == ["2001/feed", "2001_1"]


@pytest.mark.parametrize("posts", [refused(100, 33), refused(10), refused(2500)])
def test_a_post_is_left_out_where_the_page_may_still_be_seen_but_its_posts_are_not_listed(posts: object) -> None:
    with Shelf({"2001": {"id": "2001"}}, feed=[posts], published_posts=[posts], posts=[posts]) as graph:
        found, error = sightings(graph, A_POST)
        assert found == []
        assert isinstance(error, PermissionMissing)


def test_a_comment_is_gone_only_while_the_comments_under_its_post_are_listed() -> None:
    with Shelf({}, comments=[AT_COMMENTS]) as graph:
        assert sightings(graph, A_COMMENT) == ([("1_1", "gone")], None)
        assert graph.paths() == ["1_1", "2001_1/comments"]
        assert graph.calls[1][1]["limit"] == "1"


@pytest.mark.parametrize("comments", [refused(100, 33), refused(10)])
def test_a_comment_is_left_out_where_comments_may_not_be_read_any_more(comments: object) -> None:
    with Shelf({"2001": {"id": "2001"}, "2001_1": a_post(1)}, comments=[comments], feed=[AT_POSTS]) as graph:
        found, error = sightings(graph, A_COMMENT)
        assert found == []
        assert isinstance(error, PermissionMissing)
        assert "comments" in str(error)


def test_a_comment_is_gone_with_its_post_while_the_posts_are_listed() -> None:
    with Shelf({}, comments=[NOT_THERE], feed=[AT_POSTS]) as graph:
        assert sightings(graph, A_COMMENT) == ([("1_1", "gone")], None)
        assert graph.paths() == ["1_1", "2001_1/comments", "2001_1", "2001/feed"]


def test_a_comment_is_left_out_where_neither_its_post_nor_any_list_is_shown() -> None:
    with Shelf({"2001": {"id": "2001"}}, comments=[NOT_THERE], feed=[refused(100, 33)]) as graph:
        found, error = sightings(graph, A_COMMENT)
        assert found == []
        assert isinstance(error, PermissionMissing)


def test_what_becomes_of_the_comments_of_a_post_is_asked_once() -> None:
    comments = [Subject(kind="comment", native_id=f"1_{n}", canonical_id=f"1_{n}", post_id="2001_1") for n in range(3)]
    with Shelf({}, comments=[AT_COMMENTS]) as graph:
        assert len(sightings(graph, *comments)[0]) == 3
        assert graph.paths().count("2001_1/comments") == 1


def test_comments_under_a_post_that_is_gone_are_not_asked_for() -> None:
    with Shelf({}, feed=[AT_POSTS]) as graph:
        assert sightings(graph, A_COMMENT, A_POST) == ([("2001_1", "gone"), ("1_1", "gone")], None)
        assert graph.paths() == ["2001_1", "2001/feed"]


def test_looking_up_leaves_out_what_is_strange() -> None:
    with ScriptedGraph(item=[{"id": "2001_1"}, a_comment(1)]) as graph:
        assert sightings(graph, A_POST, A_COMMENT) == ([("1_1", "Lovely 1")], None)


def test_looking_up_tells_of_a_missing_permission_after_the_others() -> None:
    with ScriptedGraph(item=[refused(10), refused(10), a_comment(1)]) as graph:
        found, error = sightings(graph, A_POST, A_COMMENT)
        assert found == [("1_1", "Lovely 1")]
        assert isinstance(error, PermissionMissing)


def test_looking_up_asks_without_the_count_where_that_is_refused() -> None:
    with ScriptedGraph(item=[refused(10), a_post(1)]) as graph:
        assert sightings(graph, A_POST) == ([("2001_1", "News 1")], None)
        assert ["comments." in query["fields"] for _, query in graph.calls] == [True, False]


def test_a_visitors_post_stays_one_where_its_author_is_not_shown() -> None:
    unsigned = {key: value for key, value in a_post(1).items() if key != "from"}
    with Shelf({"2001_1": unsigned}) as graph:
        for subject, form in ((A_POST, Form.ORIGINAL), (A_VISITORS_POST, Form.VISITOR)):
            (found,) = connected(graph).look_up(ACCOUNT, PAGE, [subject], CountingMeter())
            assert isinstance(found.item, Post)
            assert found.item.form is form
