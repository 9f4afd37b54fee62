from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import tenacity

from connectors import http
from connectors.errors import AuthExpired, PermissionMissing, RateLimited, SchemaDrift, Transient
from connectors.model import Window
from tests.connectors.graph import (
    ACCOUNT,
    NOW,
    PAGE,
    WINDOW,
    CountingMeter,
    ScriptedGraph,
    a_comment,
    a_list,
    connected,
    items,
    known,
    read_comments,
    refused,
    stamp,
    until_it_fails,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectors.model import Comment, KnownPost, Page

READ = {"read": {"2001_1": "0|before"}}
OLD = stamp(NOW - timedelta(days=4))


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())


def cursor_of(pages: list[Page[Comment]]) -> Mapping[str, object]:
    assert [page.cursor for page in pages[:-1]] == [None] * (len(pages) - 1)
    assert pages[-1].cursor is not None
    found: Mapping[str, object] = json.loads(json.dumps(pages[-1].cursor))
    return found


def ids(pages: list[Page[Comment]]) -> list[str]:
    return [comment.native_id for comment in items(pages)]


def failure_of(graph: ScriptedGraph, *posts: KnownPost) -> tuple[list[str], Exception | None]:
    found, error = until_it_fails(connected(graph).comments(ACCOUNT, PAGE, None, WINDOW, posts, CountingMeter()))
    return [comment.native_id for comment in found], error


def test_all_levels_are_asked_for_newest_first() -> None:
    with ScriptedGraph(comments=[a_list(a_comment(1), a_comment(2, parent={"id": "1_9"}), total=2)]) as graph:
        pages = read_comments(graph, known(1, "2|now"))
        assert ids(pages) == ["1_1", "1_2"]
        assert items(pages)[1].parent_id == "1_9"
        ((path, query),) = graph.calls
        assert path == "2001_1/comments"
        asked = {"filter": "stream", "order": "reverse_chronological", "summary": "true", "limit": "100"}
        assert asked.items() <= query.items()
        assert cursor_of(pages) == {"read": {"2001_1": "2|now"}}


def test_a_quiet_night_asks_nothing() -> None:
    with ScriptedGraph() as graph:
        pages = read_comments(graph, known(1, "2|now"), cursor={"read": {"2001_1": "2|now", "2001_0": "9|old"}})
        assert graph.calls == []
        assert cursor_of(pages) == {"read": {"2001_1": "2|now"}}


@pytest.mark.parametrize(("activity", "full"), [("3|now", False), ("2|later", False), (None, False), ("2|now", True)])
def test_what_moved_is_read(activity: str | None, full: bool) -> None:  # noqa: FBT001 - a table of cases
    window = Window(now=NOW, start=WINDOW.start, last_read=WINDOW.last_read, full=full)
    with ScriptedGraph(comments=[a_list(a_comment(1), total=1)]) as graph:
        read_comments(graph, known(1, activity), cursor={"read": {"2001_1": "2|now"}}, window=window)
        assert len(graph.calls) == 1


def test_where_facebook_counts_none_and_none_is_known_nothing_is_asked() -> None:
    seen = replace(known(2, "0|now"), last_comment_at=NOW)
    with ScriptedGraph(comments=[a_list(total=0)]) as graph:
        pages = read_comments(graph, known(1, "0|now"), seen)
        assert graph.paths() == ["2001_2/comments"]
        assert cursor_of(pages) == {"read": {"2001_1": "0|now", "2001_2": "0|now"}}


def test_a_post_without_a_mark_is_not_marked_as_read() -> None:
    with ScriptedGraph(comments=[a_list(a_comment(1), total=1)]) as graph:
        assert cursor_of(read_comments(graph, known(1, None))) == {"read": {}}


def test_without_posts_there_is_nothing_to_read() -> None:
    with ScriptedGraph() as graph:
        assert cursor_of(read_comments(graph)) == {"read": {}}


def test_an_incremental_reading_stops_behind_what_is_known() -> None:
    pages = [a_list(a_comment(1), a_comment(2, created_time=OLD), after="one", total=200), a_list(total=200)]
    with ScriptedGraph(comments=pages) as graph:
        found = read_comments(graph, known(1, "200|now"), cursor=READ)
        assert ids(found) == ["1_1", "1_2"]
        assert len(graph.calls) == 1
        assert found[-1].gaps == ()


@pytest.mark.parametrize(
    ("cursor", "full"), [(None, False), ({"read": {}}, False), (READ, True), ({"read": "nonsense"}, False)]
)
def test_a_first_and_a_full_reading_go_to_the_end(
    cursor: dict[str, object] | None,
    full: bool,  # noqa: FBT001 - a table of cases
) -> None:
    window = Window(now=NOW, start=WINDOW.start, last_read=WINDOW.last_read, full=full)
    pages = [a_list(a_comment(1, created_time=OLD), after="one", total=2), a_list(a_comment(2), total=2)]
    with ScriptedGraph(comments=pages) as graph:
        assert ids(read_comments(graph, known(1, "2|now"), cursor=cursor, window=window)) == ["1_1", "1_2"]


def test_an_incremental_reading_goes_on_where_the_order_was_ignored() -> None:
    oldest_first = a_list(a_comment(2, created_time=OLD), a_comment(1), after="one", total=3)
    last = a_list(a_comment(3), total=3)
    with ScriptedGraph(comments=[oldest_first, last]) as graph:
        assert len(ids(read_comments(graph, known(1, "3|now"), cursor=READ))) == 3


def test_a_few_comments_that_facebook_withholds_are_a_gap() -> None:
    with ScriptedGraph(comments=[a_list(a_comment(1), a_comment(2), total=5)]) as graph:
        pages = read_comments(graph, known(1, "5|now"))
        (gap,) = [gap for page in pages for gap in page.gaps]
        assert gap.what == "3 of 5 comments that Facebook counts but does not show"
        assert gap.end == NOW
        assert [query["order"] for _, query in graph.calls] == ["reverse_chronological", "chronological"]
        assert cursor_of(pages) == {"read": {"2001_1": "5|now"}}


def test_a_list_cut_off_is_found_out_from_the_other_end() -> None:
    newest, oldest = a_list(a_comment(1), total=3), a_list(a_comment(3), total=3)
    with ScriptedGraph(comments=[newest, oldest]) as graph:
        found, error = failure_of(graph, known(1, "3|now"))
        assert found == ["1_1", "1_3"]
        assert isinstance(error, Transient)


def test_a_list_cut_off_in_two_is_put_together() -> None:
    newest, oldest = a_list(a_comment(1), total=2), a_list(a_comment(2), total=2)
    with ScriptedGraph(comments=[newest, oldest]) as graph:
        pages = read_comments(graph, known(1, "2|now"))
        assert ids(pages) == ["1_1", "1_2"]
        assert [gap for page in pages for gap in page.gaps] == []


@pytest.mark.parametrize(
    "listing",
    [
        a_list(total=3),
        a_list(*(a_comment(number) for number in range(1, 101)), total=150),
        {},
        {"data": {}},
    ],
)
def test_a_list_that_ends_early_is_never_no_comments(listing: object) -> None:
    with ScriptedGraph(comments=[listing]) as graph:
        _, error = failure_of(graph, known(1, "3|now"))
        assert isinstance(error, Transient)


def test_one_or_two_comments_counted_and_never_shown_are_a_gap() -> None:
    with ScriptedGraph(comments=[a_list(total=2), a_list(total=2)]) as graph:
        pages = read_comments(graph, known(1, "2|now"))
    assert [gap.what for page in pages for gap in page.gaps] == [
        "2 of 2 comments that Facebook counts but does not show"
    ]


def test_what_fails_under_one_post_waits_until_the_others_are_read() -> None:
    bodies = [a_list(total=3), a_list(a_comment(1), total=1)]
    with ScriptedGraph(comments=bodies) as graph:
        found, error = failure_of(graph, known(1, "3|now"), known(2, "1|now"))
        assert found == ["1_1"]
        assert isinstance(error, Transient)


def test_after_two_failures_no_more_posts_are_asked_for() -> None:
    with ScriptedGraph(comments=[a_list(total=3)]) as graph:
        _, error = failure_of(graph, *(known(number, "3|now") for number in range(1, 9)))
        assert isinstance(error, Transient)
        assert len(graph.calls) == 2


@pytest.mark.parametrize(("refusal", "kind"), [(refused(190), AuthExpired), (refused(32), RateLimited)])
def test_what_concerns_the_token_stops_at_once(refusal: object, kind: type[Exception]) -> None:
    with ScriptedGraph(comments=[refusal]) as graph:
        _, error = failure_of(graph, known(1), known(2))
        assert type(error) is kind
        assert len(graph.calls) == 1


def test_a_missing_permission_is_told() -> None:
    with ScriptedGraph(comments=[refused(10)]) as graph:
        _, error = failure_of(graph, known(1))
        assert isinstance(error, PermissionMissing)


def test_the_comments_under_a_post_that_is_gone_are_a_gap_told_once() -> None:
    with ScriptedGraph(comments=[refused(100, 33)], item=[refused(100, 33)]) as graph:
        pages = read_comments(graph, known(1, "3|now"))
        (gap,) = [gap for page in pages for gap in page.gaps]
        assert gap.what == "comments under a post that Facebook no longer shows"
        graph.calls.clear()
        read_comments(graph, known(1, "3|now"), cursor=cursor_of(pages))
        assert graph.calls == []


def test_where_the_post_is_there_its_comments_are_kept_from_us() -> None:
    with ScriptedGraph(comments=[refused(100, 33)], item=[{"id": "2001_1"}]) as graph:
        _, error = failure_of(graph, known(1, "3|now"))
        assert isinstance(error, PermissionMissing)
        assert "MODERATE" in str(error)


def test_strange_comments_are_set_aside_and_too_many_are_schema_drift() -> None:
    with ScriptedGraph(comments=[a_list(a_comment(1), "odd", total=2)]) as graph:
        pages = read_comments(graph, known(1, "2|now"))
        assert [oddity.shape for page in pages for oddity in page.oddities] == ["str"]
        assert cursor_of(pages)
    with ScriptedGraph(comments=[a_list(a_comment(1), "odd", 5, total=3)]) as graph:
        found, error = failure_of(graph, known(1, "3|now"))
        assert found == ["1_1"]
        assert isinstance(error, SchemaDrift)
