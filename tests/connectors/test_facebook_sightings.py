from __future__ import annotations

import pytest
import tenacity

from connectors import http
from connectors.errors import PermissionMissing
from connectors.model import Subject
from tests.connectors.graph import (
    ACCOUNT,
    PAGE,
    CountingMeter,
    ScriptedGraph,
    a_comment,
    a_post,
    connected,
    refused,
)

A_POST = Subject(kind="post", native_id="2001_1", canonical_id="2001_1", own=True)
A_COMMENT = Subject(kind="comment", native_id="1_1", canonical_id="1_1", post_id="2001_1")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())


def sightings(graph: ScriptedGraph, *subjects: Subject) -> list[tuple[str, str | None]]:
    found = connected(graph).look_up(ACCOUNT, PAGE, subjects, CountingMeter())
    return [(one.subject.native_id, one.item.native_id if one.item else "gone" if one.gone else None) for one in found]


def test_looking_up_gives_the_item_as_it_is_now() -> None:
    with ScriptedGraph(item=[a_post(1, is_hidden=True), a_comment(1, is_hidden=True)]) as graph:
        found = list(connected(graph).look_up(ACCOUNT, PAGE, [A_POST, A_COMMENT], CountingMeter()))
        assert [one.item.hidden for one in found if one.item] == [True, True]
        assert graph.paths() == ["2001_1", "1_1"]
        assert found[1].item is not None
        assert found[1].item.post_id == "2001_1"  # type: ignore[union-attr]  # the second is a comment


def test_looking_up_says_gone_only_while_the_page_itself_is_seen_and_asks_that_once() -> None:
    with ScriptedGraph(item=[refused(100, 33)], page=[{"id": "2001"}]) as graph:
        assert sightings(graph, A_POST, A_COMMENT) == [("2001_1", "gone"), ("1_1", "gone")]
        assert graph.paths() == ["2001_1", "2001", "1_1"]


@pytest.mark.parametrize("page", [refused(100, 33), refused(10)])
def test_looking_up_leaves_out_what_may_be_a_lost_permission(page: object) -> None:
    with ScriptedGraph(item=[refused(100, 33)], page=[page]) as graph:
        assert sightings(graph, A_POST, A_COMMENT) == []


def test_looking_up_leaves_out_what_is_strange() -> None:
    with ScriptedGraph(item=[{"id": "2001_1"}, a_comment(1)]) as graph:
        assert sightings(graph, A_POST, A_COMMENT) == [("1_1", "1_1")]


def test_looking_up_tells_of_a_missing_permission_after_the_others() -> None:
    with ScriptedGraph(item=[refused(10), refused(10), a_comment(1)]) as graph:
        found = connected(graph).look_up(ACCOUNT, PAGE, [A_POST, A_COMMENT], CountingMeter())
        assert next(found).subject == A_COMMENT
        with pytest.raises(PermissionMissing):
            next(found)


def test_looking_up_asks_without_the_count_where_that_is_refused() -> None:
    with ScriptedGraph(item=[refused(10), a_post(1), a_post(1)]) as graph:
        assert len(sightings(graph, A_POST, A_POST)) == 2
        assert ["comments." in query["fields"] for _, query in graph.calls] == [True, False, False]
