"""What Graph refuses, the stand-in refuses: with the code, the subcode and the words."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.testing import (
    FacebookStandIn,
    graph_error,
    graph_outage,
    graph_permission,
    graph_throttled,
    graph_token_refused,
    graph_too_much_data,
)
from tests.connectors.testing.conftest import NOW

if TYPE_CHECKING:
    from connectors.testing import Diary, Fault
    from tests.connectors.testing.reader import Reader, Start

FEED = "/v25.0/2001/feed"
HALL = "/v25.0/{hall}"


def code(facebook: Reader[FacebookStandIn], path: str, **params: object) -> tuple[int, int | None]:
    """Return the code and subcode of a refusal."""
    error = facebook.refusal(path.format(hall=facebook.diary.id_of("hall", "facebook")), **params)[1]["error"]
    return error["code"], error.get("error_subcode")


@pytest.mark.parametrize(
    ("path", "params", "expected"),
    [
        (FEED, {"fields": "id,title"}, 100),
        ("/v25.0/2001", {"fields": "id,handle"}, 100),
        (HALL, {"fields": "id,attachments{alt_text}"}, 100),
        (HALL, {"fields": "comments{text}"}, 100),
        (HALL, {"fields": "from{email}"}, 100),
        (HALL + "/comments", {"fields": "text"}, 100),
        (FEED, {"fields": "id,type"}, 12),
        (FEED, {"fields": "id,from{id"}, 2500),
        (FEED, {"fields": "id,,message"}, 2500),
        (FEED, {"fields": "id}"}, 2500),
        (FEED, {"limit": 101}, 100),
        (FEED, {"limit": "all"}, 100),
        (FEED, {"since": "long ago"}, 100),
        (FEED, {"after": "rubbish"}, 100),
        (HALL + "/comments", {"filter": "all"}, 100),
        (HALL + "/comments", {"order": "newest"}, 100),
        ("/v25.0/2001/nonsense", {}, 2500),
        (HALL + "/nonsense", {}, 2500),
        ("/v25.0/2001/feed/more", {}, 2500),
        ("/v25.0/", {}, 2500),
        ("/v27.0/2001", {}, 2500),
        ("/v25.0/nobody", {}, 803),
        ("/v25.0/2001_1", {}, 100),
        ("/v25.0/2002", {}, 10),
        ("/v25.0/", {"ids": ",".join(str(n) for n in range(51))}, 100),
        ("/v25.0/debug_token", {}, 100),
    ],
)
def test_a_request_that_graph_does_not_take(
    facebook: Reader[FacebookStandIn], path: str, params: dict[str, object], expected: int
) -> None:
    assert code(facebook, path, **params)[0] == expected


def test_an_unknown_field_is_named(facebook: Reader[FacebookStandIn]) -> None:
    message = facebook.refusal(FEED, fields="title")[1]["error"]["message"]
    assert message == "(#100) Tried accessing nonexisting field (title) on node type (PagePost)"


def test_what_is_on_anothers_page_is_not_visible(facebook: Reader[FacebookStandIn]) -> None:
    for key in ("river", "council"):
        assert code(facebook, "/v25.0/" + facebook.diary.id_of(key, "facebook")) == (100, 33)


def test_a_token_is_needed_and_may_come_in_the_header(facebook: Reader[FacebookStandIn]) -> None:
    facebook.always.clear()
    assert code(facebook, FEED) == (104, None)
    facebook.session.headers["Authorization"] = "Bearer page-token-2001"
    assert facebook.json(FEED)["data"]
    facebook.session.headers["Authorization"] = "Bearer wrong"
    answer = facebook.get(FEED)
    assert answer.json()["error"]["code"] == 190
    assert "invalid_token" in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("subcode", [458, 459, 460, 463, 464, 467])
def test_a_lost_token_says_why(facebook: Reader[FacebookStandIn], subcode: int) -> None:
    facebook.stand_in.token_of("2001").lost = subcode
    assert code(facebook, FEED) == (190, subcode)


def test_a_token_expires_by_the_platforms_clock(facebook: Reader[FacebookStandIn]) -> None:
    facebook.stand_in.token_of("2001").expires_at = NOW + timedelta(hours=1)
    assert facebook.json(FEED)
    facebook.stand_in.clock = NOW + timedelta(hours=1)
    assert code(facebook, FEED) == (190, 463)
    facebook.always["access_token"] = "page-token-2002"
    told = facebook.json("/v25.0/debug_token", input_token="page-token-2001")["data"]
    assert (told["is_valid"], told["error"]["subcode"]) == (False, 463)


def test_each_edge_needs_its_permissions(facebook: Reader[FacebookStandIn]) -> None:
    token = facebook.stand_in.token_of("2001")
    token.scopes = frozenset({"pages_show_list", "pages_read_engagement"})
    assert facebook.json("/v25.0/2001/published_posts")["data"]
    for path in (FEED, "/v25.0/2001/visitor_posts", "/v25.0/2001/tagged", HALL + "/comments"):
        assert code(facebook, path) == (10, None)
    assert code(facebook, HALL, fields="id,comments.limit(0).summary(true)") == (10, None)
    token.scopes = frozenset({"pages_show_list"})
    message = facebook.refusal("/v25.0/2001/published_posts")[1]["error"]["message"]
    assert "requires the 'pages_read_engagement' permission" in message


def test_nothing_can_be_written(facebook: Reader[FacebookStandIn]) -> None:
    url = facebook.stand_in.url + "/v25.0/" + facebook.diary.id_of("rude", "facebook")
    for method in ("POST", "DELETE"):
        answer = facebook.session.request(method, url, params=facebook.always, data={"is_hidden": "false"}, timeout=5)
        assert answer.json()["error"]["code"] == 200


def test_the_app_secrets_proof_is_checked(diary: Diary, start: Start) -> None:
    facebook = start(FacebookStandIn(diary, clock=NOW, app_secret="secret"))
    proof = hmac.new(b"secret", b"page-token-2001", hashlib.sha256).hexdigest()
    assert facebook.json(FEED, appsecret_proof=proof)["data"]
    assert "appsecret_proof" not in facebook.stand_in.requests[-1].params
    for params in ({}, {"appsecret_proof": "0" * 64}):
        assert code(facebook, FEED, **params)[0] == 100
    facebook.always["access_token"] = "424242|secret"
    assert facebook.json("/debug_token", input_token="page-token-2001")["data"]["is_valid"] is True


def test_old_versions_can_be_refused_instead(facebook: Reader[FacebookStandIn]) -> None:
    facebook.stand_in.refuses_old_versions = True
    assert code(facebook, "/v20.0/2001") == (2635, None)


def test_too_much_data_is_answered_until_the_page_is_small_enough(facebook: Reader[FacebookStandIn]) -> None:
    facebook.stand_in.most_items = 25
    status, body = facebook.refusal(FEED, limit=50)
    assert (status, body["error"]["code"]) == (500, 1)
    assert body["error"]["message"].startswith("Please reduce the amount of data")
    assert facebook.json(FEED, limit=25)["data"]


def test_use_is_told_in_headers_unless_there_is_next_to_none(facebook: Reader[FacebookStandIn]) -> None:
    assert "X-App-Usage" not in facebook.get(FEED).headers
    facebook.stand_in.used = 81
    headers = facebook.get(FEED).headers
    assert json.loads(headers["X-App-Usage"])["call_count"] == 81
    assert json.loads(headers["X-Business-Use-Case-Usage"])["2001"][0]["type"] == "pages"


@pytest.mark.parametrize(
    ("fault", "status", "expected"),
    [
        (graph_outage(), 500, (2, None)),
        (graph_outage(1), 500, (1, None)),
        (graph_too_much_data(), 500, (1, None)),
        (graph_token_refused(460), 400, (190, 460)),
        (graph_token_refused(None), 400, (190, None)),
        (graph_permission(), 403, (10, None)),
        (graph_permission(code=200), 403, (200, None)),
        (graph_error(368, "Blocked", subcode=1346003), 400, (368, 1346003)),
    ],
)
def test_the_platforms_own_faults(
    facebook: Reader[FacebookStandIn], fault: Fault, status: int, expected: tuple[int, int | None]
) -> None:
    facebook.stand_in.break_on_demand(fault)
    seen, body = facebook.refusal(FEED)
    assert (seen, body["error"]["code"], body["error"].get("error_subcode")) == (status, *expected)


@pytest.mark.parametrize("throttle", [4, 17, 32, 613, 80001])
def test_a_throttle_says_when_to_come_back(facebook: Reader[FacebookStandIn], throttle: int) -> None:
    facebook.stand_in.break_on_demand(graph_throttled(throttle, minutes=25))
    answer = facebook.get(FEED)
    assert answer.json()["error"]["code"] == throttle
    told = json.loads(answer.headers["X-Business-Use-Case-Usage"])["2001"][0]
    assert (told["call_count"], told["estimated_time_to_regain_access"]) == (100, 25)
