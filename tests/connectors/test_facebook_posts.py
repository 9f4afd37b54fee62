from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import tenacity

from connectors import http
from connectors.errors import Gone, PermissionMissing, SchemaDrift, Transient
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
    from collections.abc import Mapping

    from connectors.model import Page, Post

TOO_MUCH = Reply(
    {"error": {"message": "Please reduce the amount of data you're asking for, then retry your request", "code": 1}},
    status=500,
)
UNKNOWN = refused(2500, message="Unknown path components: /feed")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())


def cursor_of(pages: list[Page[Post]]) -> Mapping[str, object]:
    """Return the cursor, which the last page alone carries and which must survive a database."""
    assert [page.cursor for page in pages[:-1]] == [None] * (len(pages) - 1)
    assert pages[-1].cursor is not None
    found: Mapping[str, object] = json.loads(json.dumps(pages[-1].cursor))
    return found


def ids(pages: list[Page[Post]]) -> list[str]:
    return [post.native_id for post in items(pages)]


def failure_of(graph: ScriptedGraph, cursor: Mapping[str, object] | None = None) -> tuple[list[str], Exception | None]:
    posts, error = until_it_fails(connected(graph).posts(ACCOUNT, PAGE, cursor, WINDOW, CountingMeter()))
    return [post.native_id for post in posts], error


def test_one_request_reads_an_ordinary_pages_month() -> None:
    with ScriptedGraph(feed=[a_list(a_post(1), a_post(2))]) as graph:
        pages = read_posts(graph)
        assert ids(pages) == ["2001_1", "2001_2"]
        ((path, query),) = graph.calls
        assert path == "2001/feed"
        assert query["since"] == str(int(WINDOW.start.timestamp()))
        assert query["limit"] == "100"
        assert "comments.filter(stream).limit(0).summary(true)" in query["fields"]
        assert cursor_of(pages)["read_at"] == NOW.isoformat()


def test_a_page_without_posts_is_read_to_its_end() -> None:
    with ScriptedGraph(feed=[{"data": []}]) as graph:
        pages = read_posts(graph)
        assert ids(pages) == []
        cursor_of(pages)


def test_pages_are_followed_by_their_cursor_and_never_by_their_address() -> None:
    with ScriptedGraph(
        feed=[a_list(a_post(1), after="one"), a_list(after="two"), a_list(a_post(2), after="three"), a_list(a_post(3))]
    ) as graph:
        pages = read_posts(graph)
        assert ids(pages) == ["2001_1", "2001_2", "2001_3"]
        assert [query.get("after") for _, query in graph.calls] == [None, "one", "two", "three"]
        assert {query["access_token"] for _, query in graph.calls} == {ACCOUNT.token}


def test_a_next_without_cursors_is_followed_by_what_its_address_says() -> None:
    older = {
        "data": [a_post(1)],
        "paging": {"next": "https://graph.facebook.com/v25.0/2001/feed?access_token=X&until=1790000000&limit=25"},
    }
    with ScriptedGraph(feed=[older, a_list(a_post(2))]) as graph:
        assert ids(read_posts(graph)) == ["2001_1", "2001_2"]
        assert (graph.calls[1][1]["until"], graph.calls[1][1]["limit"]) == ("1790000000", "100")


def test_a_full_page_without_a_next_is_asked_once_more_behind_its_cursor() -> None:
    full = a_list(*(a_post(number) for number in range(1, 101)))
    with ScriptedGraph(feed=[full, a_list(a_post(101))]) as graph:
        assert len(ids(read_posts(graph))) == 101
        assert graph.calls[1][1]["after"] == "end"


@pytest.mark.parametrize(
    "second",
    [
        a_list(a_post(1), after="one"),
        {},
        {"paging": {}},
        {"data": {}},
        {"data": None},
        {"data": [], "paging": "none"},
        {"data": [a_post(2)], "paging": {"next": "https://graph.facebook.com/v25.0/2001/feed"}},
        {"data": [a_post(2)], "paging": {"next": "http://[broken"}},
    ],
)
def test_a_list_that_cannot_be_followed_is_never_no_posts(second: object) -> None:
    with ScriptedGraph(feed=[a_list(a_post(1), after="one"), second]) as graph:
        found, error = failure_of(graph)
        assert found[0] == "2001_1"
        assert isinstance(error, Transient)


def test_a_list_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.facebook.listing.MOST_PAGES", 4)
    endless = [a_list(a_post(number), after=str(number)) for number in range(1, 10)]
    with ScriptedGraph(feed=endless) as graph:
        _, error = failure_of(graph)
        assert isinstance(error, Transient)
        assert len(graph.calls) == 4


def test_where_since_is_ignored_reading_stops_behind_the_window() -> None:
    old = [a_post(number, created_time=stamp(WINDOW.start - timedelta(days=number))) for number in range(5, 8)]
    with ScriptedGraph(feed=[a_list(a_post(1), old[0], after="one"), a_list(*old, after="two")]) as graph:
        pages = read_posts(graph)
        assert ids(pages) == ["2001_1"]
        assert len(graph.calls) == 2
        cursor_of(pages)


def test_less_data_is_asked_for_in_three_steps_and_kept_to() -> None:
    with ScriptedGraph(feed=[TOO_MUCH, a_list(a_post(1), after="one"), TOO_MUCH, a_list(a_post(2))]) as graph:
        assert ids(read_posts(graph)) == ["2001_1", "2001_2"]
        assert [(query["limit"], query.get("after")) for _, query in graph.calls] == [
            ("100", None),
            ("25", None),
            ("25", "one"),
            ("5", "one"),
        ]


def test_too_much_data_even_in_small_pages_is_an_outage() -> None:
    with ScriptedGraph(feed=[TOO_MUCH]) as graph:
        _, error = failure_of(graph)
        assert isinstance(error, Transient)
        assert len(graph.calls) == 3


def test_the_oldest_name_of_the_list_is_the_last_resort() -> None:
    with ScriptedGraph(posts=[a_list(a_post(1))]) as graph:
        assert ids(read_posts(graph)) == ["2001_1"]
        assert graph.paths() == ["2001/feed", "2001/published_posts", "2001/posts", "2001/visitor_posts"]


def test_without_the_permission_for_visitors_posts_the_own_ones_come_first() -> None:
    with ScriptedGraph(feed=[refused(10)], published_posts=[a_list(a_post(1))]) as graph:
        found, error = failure_of(graph)
        assert found == ["2001_1"]
        assert isinstance(error, PermissionMissing)


def test_without_the_permission_for_the_count_the_posts_are_read_without_it() -> None:
    with ScriptedGraph(feed=[refused(10), a_list(a_post(1, comments=None))]) as graph:
        pages = read_posts(graph)
        (post,) = items(pages)
        assert post.activity is None
        assert pages[-1].gaps == ()
        assert "comments." not in graph.calls[1][1]["fields"]


def test_without_any_permission_nothing_is_there_but_the_reason() -> None:
    with ScriptedGraph(feed=[refused(10)], published_posts=[refused(10)]) as graph:
        found, error = failure_of(graph)
        assert found == []
        assert isinstance(error, PermissionMissing)
        assert len(graph.calls) == 4


def test_drafts_are_no_posts_and_visitors_posts_are() -> None:
    visitor = a_post(2, **{"from": {"id": "777"}})
    with ScriptedGraph(feed=[a_list(a_post(1, is_published=False), visitor)]) as graph:
        (post,) = items(read_posts(graph))
        assert (post.native_id, post.form) == ("2001_2", Form.VISITOR)


def test_one_strange_item_is_set_aside() -> None:
    with ScriptedGraph(feed=[a_list(a_post(1), a_post(2, id=None, message=5))]) as graph:
        pages = read_posts(graph)
        assert ids(pages) == ["2001_1"]
        (oddity,) = pages[0].oddities
        assert oddity.where == "a post"
        assert "message: int" in oddity.shape
        cursor_of(pages)


def test_two_strange_items_of_a_few_are_schema_drift_after_the_good_ones() -> None:
    with ScriptedGraph(feed=[a_list(a_post(1), "odd", 5)]) as graph:
        found, error = failure_of(graph)
        assert found == ["2001_1"]
        assert isinstance(error, SchemaDrift)


def test_two_strange_items_of_many_are_tolerated() -> None:
    many = [a_post(number) for number in range(1, 300)]
    with ScriptedGraph(
        feed=[a_list(*many[:99], "odd", after="one"), a_list(*many[99:198], 5, after="two"), a_list(*many[198:250])]
    ) as graph:
        pages = read_posts(graph)
        assert len(ids(pages)) == 250
        cursor_of(pages)


def test_a_cursor_of_another_making_is_read_as_none() -> None:
    with ScriptedGraph(feed=[a_list(a_post(1))]) as graph:
        assert ids(read_posts(graph, {"edge": 5, "listed": []})) == ["2001_1"]


def test_a_page_that_is_lost_in_mid_run_says_both_reasons() -> None:
    with ScriptedGraph(feed=[refused(100, 33)], published_posts=[refused(100, 33)], posts=[refused(803)]) as graph:
        _, error = failure_of(graph)
        assert isinstance(error, Gone)
        assert "removed" in str(error)
        assert "may not see it any more" in str(error)
