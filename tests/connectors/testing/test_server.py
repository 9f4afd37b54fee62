"""The stand-ins speak real HTTP, keep a log without tokens, and break on demand."""

from __future__ import annotations

import socket
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import pytest
import requests

from connectors.testing import (
    Diary,
    XStandIn,
    answered,
    broken_item,
    connection_reset,
    cut_json,
    empty_body,
    empty_object,
    empty_page,
    ends_early,
    html_page,
    ignored_since,
    outage,
    post,
    repeated_cursor,
    slow_body,
    x_account,
)
from tests.connectors.testing.conftest import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from connectors.testing import FacebookStandIn
    from tests.connectors.testing.reader import Reader, Start

TIMELINE = "/2/users/1001/tweets"


def test_it_listens_on_loopback_alone_and_only_while_it_runs(diary: Diary) -> None:
    stand_in = XStandIn(diary, clock=parsedate_to_datetime("Fri, 20 Nov 2026 18:00:00 GMT"))
    with pytest.raises(RuntimeError, match="not started"):
        _ = stand_in.url
    with stand_in:
        host, port = stand_in.url.removeprefix("http://").split(":")
        assert host == "127.0.0.1"
    with pytest.raises(OSError), socket.create_connection((host, int(port)), timeout=2):  # noqa: PT011 - refused or reset
        pass
    stand_in.stop()


def test_one_connection_serves_many_requests(x: Reader[XStandIn]) -> None:
    with socket.create_connection(("127.0.0.1", int(x.stand_in.url.rpartition(":")[2])), timeout=5) as line:
        for _ in range(3):
            line.sendall(b"GET /2/users/1001 HTTP/1.1\r\nHost: x\r\n\r\n")
            assert line.recv(65536).startswith(b"HTTP/1.1 401 ")


def test_an_answer_may_be_delayed_and_the_state_looked_at(diary: Diary, start: Start) -> None:
    x = start(XStandIn(diary, clock=NOW, delay=0.001))
    assert x.get(TIMELINE).status_code == 200
    assert x.stand_in.state().items["hall"].first_id == diary.id_of("hall", "x")


def test_the_clock_is_the_platforms_date_and_moves(x: Reader[XStandIn]) -> None:
    before = x.get(TIMELINE).headers["Date"]
    x.stand_in.clock += timedelta(days=1)
    after = x.get(TIMELINE).headers["Date"]
    assert parsedate_to_datetime(after) - parsedate_to_datetime(before) == timedelta(days=1)


def test_the_log_tells_what_was_asked_and_what_it_cost_and_no_token(
    x: Reader[XStandIn], facebook: Reader[FacebookStandIn]
) -> None:
    x.get(TIMELINE, max_results=5)
    facebook.get("/v25.0/2001/feed", limit=3)
    facebook.get("/debug_token", input_token="page-token-2001")
    mine, theirs = x.stand_in.requests[0], facebook.stand_in.requests
    assert (mine.method, mine.path, mine.params) == ("GET", TIMELINE, {"max_results": "5"})
    assert (mine.status, mine.account, mine.billed) == (200, "1001", {"post": 5})
    assert mine.bytes > 100
    assert theirs[0].account == "2001"
    assert "page-token" not in repr(theirs)
    assert "page-token-2001" not in repr(facebook.stand_in.token_of("2001"))


def test_a_fault_meets_what_it_matches_as_often_as_it_was_told(x: Reader[XStandIn]) -> None:
    x.stand_in.break_on_demand(html_page(503), match=r"tweets\?.*max_results=7", times=2)
    x.stand_in.break_on_demand(html_page(503), match="query=from:riverside OR to:oak")
    statuses = [x.get(TIMELINE, max_results=count).status_code for count in (7, 5, 7, 7)]
    assert statuses == [503, 200, 503, 200]
    assert x.get("/2/tweets/search/recent", query="from:riverside OR to:oakfieldprimary").status_code == 503
    assert [served.fault for served in x.stand_in.requests] == ["html 503", None, "html 503", None, "html 503"]


def test_a_lasting_fault_lasts_until_it_is_mended(x: Reader[XStandIn]) -> None:
    x.stand_in.break_on_demand(answered(500, {"title": "x"}), times=None)
    assert [x.get(TIMELINE).status_code for _ in range(4)] == [500] * 4
    x.stand_in.mend()
    assert x.get(TIMELINE).status_code == 200


def test_html_instead_of_json(x: Reader[XStandIn]) -> None:
    x.stand_in.break_on_demand(html_page(200, "<html>Blocked by the school's filter</html>"))
    answer = x.get(TIMELINE)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "filter" in answer.text


def test_an_empty_body(x: Reader[XStandIn]) -> None:
    x.stand_in.break_on_demand(empty_body())
    assert (x.get(TIMELINE).content, x.stand_in.requests[0].billed) == (b"", {})


def test_cut_off_json_that_admits_it(x: Reader[XStandIn]) -> None:
    x.stand_in.break_on_demand(cut_json())
    answer = x.get(TIMELINE)
    assert len(answer.content) == int(answer.headers["Content-Length"])
    with pytest.raises(requests.exceptions.JSONDecodeError):
        answer.json()


def test_cut_off_json_that_promises_more(x: Reader[XStandIn]) -> None:
    x.stand_in.break_on_demand(cut_json(honest_length=False))
    with pytest.raises((requests.exceptions.ChunkedEncodingError, requests.exceptions.ConnectionError)):
        x.get(TIMELINE)


def test_a_reset_connection(x: Reader[XStandIn]) -> None:
    x.get(TIMELINE)
    x.stand_in.break_on_demand(connection_reset())
    with pytest.raises(requests.exceptions.ConnectionError):
        x.get(TIMELINE)
    assert x.get(TIMELINE).status_code == 200


def test_a_slow_body_runs_into_a_timeout(x: Reader[XStandIn]) -> None:
    x.stand_in.break_on_demand(slow_body(1.0))
    with pytest.raises(requests.exceptions.RequestException):
        x.session.get(x.stand_in.url + TIMELINE, timeout=0.1)
    x.stand_in.break_on_demand(slow_body(0.05))
    assert x.get(TIMELINE).json()["data"]


def test_an_empty_object_where_a_list_should_be(x: Reader[XStandIn], facebook: Reader[FacebookStandIn]) -> None:
    x.stand_in.break_on_demand(empty_object())
    facebook.stand_in.break_on_demand(empty_object())
    assert x.json(TIMELINE) == facebook.json("/v25.0/2001/feed") == {}


def test_a_cursor_that_repeats(x: Reader[XStandIn], facebook: Reader[FacebookStandIn]) -> None:
    x.stand_in.break_on_demand(repeated_cursor(), times=None)
    first = x.json(TIMELINE, max_results=5)
    second = x.json(TIMELINE, max_results=5, pagination_token=first["meta"]["next_token"])
    assert first == second
    facebook.stand_in.break_on_demand(repeated_cursor(), times=None)
    first = facebook.json("/v25.0/2001/feed", limit=2)["paging"]
    second = facebook.json("/v25.0/2001/feed", limit=2, after=first["cursors"]["after"])["paging"]
    assert first["cursors"] == second["cursors"]
    assert "next" in second


def test_an_ignored_since(x: Reader[XStandIn], facebook: Reader[FacebookStandIn]) -> None:
    since = x.diary.id_of("link", "x")
    fewer = x.json(TIMELINE, since_id=since)["meta"]["result_count"]
    x.stand_in.break_on_demand(ignored_since())
    assert x.json(TIMELINE, since_id=since)["meta"]["result_count"] > fewer
    assert facebook.json("/v25.0/2001/feed", since="2026-11-20T18:00:00")["data"] == []
    facebook.stand_in.break_on_demand(ignored_since())
    assert facebook.json("/v25.0/2001/feed", since="2026-11-20T18:00:00")["data"]


def test_a_listing_that_ends_early(x: Reader[XStandIn], facebook: Reader[FacebookStandIn]) -> None:
    x.stand_in.break_on_demand(ends_early())
    body = x.json(TIMELINE, max_results=5)
    assert (len(body["data"]), body["meta"]["result_count"]) == (2, 5)
    assert "next_token" not in body["meta"]
    facebook.stand_in.break_on_demand(ends_early())
    body = facebook.json("/v25.0/2001/feed", limit=4)
    assert len(body["data"]) == 2
    assert "next" not in body["paging"]


def test_an_empty_page_that_has_a_next(x: Reader[XStandIn], facebook: Reader[FacebookStandIn]) -> None:
    x.stand_in.break_on_demand(empty_page())
    body = x.json(TIMELINE)
    assert "data" not in body
    assert x.json(TIMELINE, pagination_token=body["meta"]["next_token"]) == x.json(TIMELINE)
    facebook.stand_in.break_on_demand(empty_page())
    body = facebook.json("/v25.0/2001/feed")
    assert body["data"] == []
    assert requests.get(body["paging"]["next"], timeout=5).json()["data"] == facebook.json("/v25.0/2001/feed")["data"]


def test_an_item_of_a_broken_shape(x: Reader[XStandIn], facebook: Reader[FacebookStandIn]) -> None:
    x.stand_in.break_on_demand(broken_item())
    facebook.stand_in.break_on_demand(broken_item())
    for data in (x.json(TIMELINE)["data"], facebook.json("/v25.0/2001/feed")["data"]):
        assert "id" not in data[0]
        assert all("id" in item for item in data[1:])


def test_outages_of_the_diary_last_from_to_for_one_account_or_all(start: Start) -> None:
    def hour(number: int) -> datetime:
        return parsedate_to_datetime(f"Fri, 20 Nov 2026 {number:02}:00:00 GMT")

    diary = Diary(
        x_account("one", id="1", diary=[post("a", hour(1)), outage(hour(2), hour(4), html_page())]),
        x_account("two", id="2", diary=[post("b", hour(1))]),
        outages={"x": [outage(hour(5), hour(6), html_page(502), match="/mentions")]},
    )
    x = start(XStandIn(diary, clock=hour(1)))
    seen = []
    for number in range(1, 7):
        x.stand_in.clock = hour(number)
        paths = ("/2/users/1/tweets", "/2/users/2/tweets", "/2/users/2/mentions")
        seen.append([x.get(path).status_code for path in paths])
    assert seen == [[200] * 3, [503, 200, 200], [503, 200, 200], [200] * 3, [200, 200, 502], [200] * 3]
