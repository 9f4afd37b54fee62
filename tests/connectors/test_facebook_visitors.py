"""Whose posts they are: visitors' posts beside the Page's own, and posts without an author."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import tenacity

from connectors import http
from connectors.errors import PermissionMissing, SchemaDrift, Transient
from connectors.model import Form
from tests.connectors.graph import (
    ACCOUNT,
    NOW,
    PAGE,
    WINDOW,
    CountingMeter,
    Reply,
    ScriptedGraph,
    a_list,
    a_post,
    connected,
    items,
    read_posts,
    refused,
    stamp,
    until_it_fails,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from connectors.model import Page, Post

UNKNOWN = [
    refused(2500, message="Unknown path components: /feed"),
    refused(100, message="(#100) Unsupported get request."),
    refused(100, message="(#100) Tried accessing nonexisting field (feed) on node type (Page)"),
    Reply(b"not found", status=404, content_type="text/plain"),
]
FULL = replace(WINDOW, full=True)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())


def unsigned(number: int, /, **details: object) -> dict[str, object]:
    """Return a post that does not say whose it is."""
    return {key: value for key, value in a_post(number, **details).items() if key != "from"}


def forms(pages: Iterable[Page[Post]]) -> dict[str, Form]:
    return {post.native_id: post.form for post in items(pages)}


def cursor_of(pages: list[Page[Post]]) -> dict[str, object]:
    assert pages[-1].cursor is not None
    found: dict[str, object] = json.loads(json.dumps(pages[-1].cursor))
    return found


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_where_feed_is_unknown_visitors_posts_are_read_from_their_own_list(unknown: object) -> None:
    by_page, by_visitor = a_post(3), a_post(2, **{"from": {"id": "777"}})
    with ScriptedGraph(
        feed=[unknown], published_posts=[a_list(a_post(1))], visitor_posts=[a_list(by_visitor, unsigned(4), by_page)]
    ) as graph:
        pages = read_posts(graph)
        assert forms(pages) == {
            "2001_1": Form.ORIGINAL,
            "2001_2": Form.VISITOR,
            "2001_4": Form.VISITOR,
            "2001_3": Form.ORIGINAL,
        }
        assert [gap for page in pages for gap in page.gaps] == []
        own, others = graph.calls[-2][1], graph.calls[-1][1]
        assert graph.paths()[-2:] == ["2001/published_posts", "2001/visitor_posts"]
        assert own == others
        assert own["since"] == str(int(WINDOW.start.timestamp()))


def test_the_whole_window_is_listed_each_night_without_trying_feed_again() -> None:
    old = a_post(1, created_time=stamp(WINDOW.start + timedelta(days=1)))
    with ScriptedGraph(feed=[UNKNOWN[0]], published_posts=[a_list(old)], visitor_posts=[a_list(unsigned(2))]) as graph:
        first = read_posts(graph)
        graph.calls.clear()
        again = read_posts(graph, cursor_of(first))
        assert forms(again) == {"2001_1": Form.ORIGINAL, "2001_2": Form.VISITOR}
        assert graph.paths() == ["2001/published_posts", "2001/visitor_posts"]
        assert {query["since"] for _, query in graph.calls} == {str(int(WINDOW.start.timestamp()))}
        graph.calls.clear()
        read_posts(graph, cursor_of(first), FULL)
        assert graph.paths() == ["2001/feed", "2001/published_posts", "2001/visitor_posts"]


def test_where_visitors_posts_are_unknown_too_the_gap_leaves_the_own_posts_whole() -> None:
    with ScriptedGraph(feed=[UNKNOWN[0]], published_posts=[a_list(a_post(1))]) as graph:
        pages = read_posts(graph)
        (gap,) = [gap for page in pages for gap in page.gaps]
        assert (gap.what, gap.start, gap.end, gap.own_posts) == ("visitors' posts", WINDOW.start, NOW, False)
        graph.calls.clear()
        assert read_posts(graph, cursor_of(pages))[-1].gaps == (gap,)
        assert graph.paths() == ["2001/published_posts"]
        graph.script["visitor_posts"] = [a_list()]
        assert read_posts(graph, cursor_of(pages), FULL)[-1].gaps == ()


def test_where_feed_may_not_be_read_but_visitors_posts_may_all_is_read() -> None:
    with ScriptedGraph(
        feed=[refused(10)], published_posts=[a_list(a_post(1))], visitor_posts=[a_list(unsigned(2))]
    ) as graph:
        pages = read_posts(graph)
        assert forms(pages) == {"2001_1": Form.ORIGINAL, "2001_2": Form.VISITOR}
        assert pages[-1].gaps == ()


def test_where_visitors_posts_may_not_be_read_that_is_told_after_the_own_ones() -> None:
    with ScriptedGraph(feed=[UNKNOWN[0]], published_posts=[a_list(a_post(1))], visitor_posts=[refused(10)]) as graph:
        found, error = until_it_fails(connected(graph).posts(ACCOUNT, PAGE, None, WINDOW, CountingMeter()))
        assert [post.native_id for post in found] == ["2001_1"]
        assert isinstance(error, PermissionMissing)


def test_an_odd_refusal_of_visitors_posts_is_told_and_not_remembered_as_a_gap() -> None:
    with ScriptedGraph(feed=[UNKNOWN[0]], published_posts=[a_list(a_post(1))], visitor_posts=[refused(9999)]) as graph:
        found, error = until_it_fails(connected(graph).posts(ACCOUNT, PAGE, None, WINDOW, CountingMeter()))
        assert [post.native_id for post in found] == ["2001_1"]
        assert type(error) is SchemaDrift


def test_a_post_in_both_lists_is_the_pages_own() -> None:
    with ScriptedGraph(
        feed=[UNKNOWN[0]], published_posts=[a_list(unsigned(1))], visitor_posts=[a_list(unsigned(1))]
    ) as graph:
        (post,) = items(read_posts(graph))
        assert post.form is Form.ORIGINAL


def test_a_refusal_of_an_unknown_kind_leads_to_the_other_lists_for_this_once() -> None:
    with ScriptedGraph(feed=[refused(9999)], published_posts=[a_list(a_post(1))], visitor_posts=[a_list()]) as graph:
        pages = read_posts(graph)
        assert forms(pages) == {"2001_1": Form.ORIGINAL}
        graph.calls.clear()
        read_posts(graph, cursor_of(pages))
        assert graph.paths()[0] == "2001/feed"


def test_posts_without_an_author_are_visitors_unless_the_page_published_them() -> None:
    feed = [a_list(unsigned(1), unsigned(2), after="one"), a_list(unsigned(3), unsigned(4))]
    published = [a_list({"id": "2001_1"}, after="one"), a_list({"id": "2001_4"})]
    with ScriptedGraph(feed=feed, published_posts=published) as graph:
        assert forms(read_posts(graph)) == {
            "2001_1": Form.ORIGINAL,
            "2001_2": Form.VISITOR,
            "2001_3": Form.VISITOR,
            "2001_4": Form.ORIGINAL,
        }
        asked = [query for path, query in graph.calls if path == "2001/published_posts"]
        assert [query.get("after") for query in asked] == [None, "one"]
        assert asked[0]["since"] == str(int(WINDOW.start.timestamp()))
        assert asked[0]["limit"] == "100"


@pytest.mark.parametrize("post", [a_post(1), unsigned(1, status_type="wall_post"), a_post(1, **{"from": {"id": "9"}})])
def test_whose_posts_are_told_is_not_asked(post: object) -> None:
    with ScriptedGraph(feed=[a_list(post)], published_posts=[a_list()]) as graph:
        read_posts(graph)
        assert graph.paths() == ["2001/feed"]


@pytest.mark.parametrize("refusal", [refused(10), refused(100, 33), *UNKNOWN])
def test_where_that_is_refused_posts_without_an_author_count_as_the_pages_own(refusal: object) -> None:
    with ScriptedGraph(
        feed=[a_list(unsigned(1), after="one"), a_list(unsigned(2))], published_posts=[refusal]
    ) as graph:
        pages = read_posts(graph)
        assert forms(pages) == {"2001_1": Form.ORIGINAL, "2001_2": Form.ORIGINAL}
        assert graph.paths() == ["2001/feed", "2001/published_posts", "2001/feed"]


def test_whose_posts_they_are_is_not_guessed_in_an_outage() -> None:
    with ScriptedGraph(feed=[a_list(unsigned(1))], published_posts=[{}]) as graph:
        found, error = until_it_fails(connected(graph).posts(ACCOUNT, PAGE, None, WINDOW, CountingMeter()))
        assert found == []
        assert isinstance(error, Transient)


def test_where_since_is_ignored_the_published_posts_are_read_no_further_than_the_window() -> None:
    old = stamp(WINDOW.start - timedelta(days=1))
    published = a_list({"id": "2001_8", "created_time": old}, {"id": "2001_9", "created_time": old}, after="more")
    with ScriptedGraph(feed=[a_list(unsigned(1))], published_posts=[published]) as graph:
        assert forms(read_posts(graph)) == {"2001_1": Form.VISITOR}
        assert graph.paths().count("2001/published_posts") == 1
