"""What X refuses, the stand-in refuses: with the status, the problem and the parameter's name."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.testing import (
    x_credits_depleted,
    x_forbidden,
    x_rate_limited,
    x_unauthorized,
    x_unavailable,
    x_usage_capped,
)
from connectors.testing.ids import snowflake
from tests.connectors.testing.conftest import NOW

if TYPE_CHECKING:
    from connectors.testing import Fault, XStandIn
    from tests.connectors.testing.reader import Reader

TIMELINE = "/2/users/1001/tweets"
SEARCH = "/2/tweets/search/recent"
WEEK = timedelta(days=7)
SECOND = timedelta(seconds=1)


def stamp(offset: timedelta) -> str:
    return (NOW - WEEK + offset).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [
        (TIMELINE, "max_results", "4"),
        (TIMELINE, "max_results", "101"),
        (TIMELINE, "max_results", "ten"),
        (TIMELINE, "next_token", "x"),
        (TIMELINE, "pagination_token", "never-given-out"),
        (TIMELINE, "wait", "1"),
        (TIMELINE, "since_id", "abc"),
        (TIMELINE, "start_time", "yesterday"),
        (TIMELINE, "exclude", "quotes"),
        (TIMELINE, "tweet.fields", "author"),
        (TIMELINE, "tweet.fields", "id,id"),
        (TIMELINE, "post.fields", "id"),
        (TIMELINE, "user.fields", "email"),
        (TIMELINE, "media.fields", "bytes"),
        (TIMELINE, "expansions", "everything"),
        ("/2/users", "ids", "1001,abc"),
        ("/2/users", "ids", ",".join(str(n) for n in range(101))),
        ("/2/users", "media.fields", "url"),
        ("/2/users/by", "usernames", "much_too_long_a_name"),
        ("/2/users/by", "usernames", ""),
        ("/2/users/1001", "expansions", "author_id"),
        ("/2/tweets", "ids", ""),
        ("/2/tweets", "max_results", "10"),
        ("/2/usage/tweets", "days", "91"),
        ("/2/usage/tweets", "usage.fields", "money"),
    ],
)
def test_a_parameter_that_x_does_not_take(x: Reader[XStandIn], path: str, parameter: str, value: str) -> None:
    status, body = x.refusal(path, **{parameter: value})
    assert status == 400
    assert body["title"] == "Invalid Request"
    assert body["type"].endswith("/invalid-request")
    assert parameter in body["errors"][0]["parameters"]
    assert x.stand_in.requests[-1].billed == {}


@pytest.mark.parametrize(
    ("parameter", "params"),
    [
        ("max_results", {"max_results": 9}),
        ("max_results", {"max_results": 101}),
        ("query", {"query": ""}),
        ("query", {"query": "x" * 513}),
        ("query", {"query": "from_user:oakfield"}),
        ("query", {"query": "sample:10"}),
        ("query", {"query": "is:reply"}),
        ("query", {"query": "-from:oakfieldprimary"}),
        ("query", {"query": "(from:a OR from:b"}),
        ("query", {"query": "from:a OR"}),
        ("query", {"query": "from:a )"}),
        ("since_id", {"since_id": snowflake(NOW - SECOND), "start_time": stamp(SECOND)}),
        ("since_id", {"since_id": snowflake(NOW - WEEK - SECOND)}),
        ("start_time", {"start_time": stamp(timedelta(0))}),
        ("sort_order", {"sort_order": "oldest"}),
        ("exclude", {"exclude": "replies"}),
    ],
)
def test_a_search_that_x_does_not_take(x: Reader[XStandIn], parameter: str, params: dict[str, object]) -> None:
    status, body = x.refusal(SEARCH, **({"query": "from:oakfieldprimary"} | params))
    assert (status, list(body["errors"][0]["parameters"])) == (400, [parameter])


def test_a_query_of_512_characters_and_a_start_within_seven_days_are_fine(x: Reader[XStandIn]) -> None:
    x.json(SEARCH, query="x" * 512, start_time=stamp(SECOND))
    x.json(SEARCH, query="from:riverside", since_id=snowflake(NOW - WEEK))


def test_a_wrong_bearer_or_none(x: Reader[XStandIn]) -> None:
    for header in ("Bearer wrong", "", "x-bearer"):
        x.session.headers["Authorization"] = header
        status, body = x.refusal(TIMELINE)
        assert (status, body["title"]) == (401, "Unauthorized")


def test_a_path_or_a_method_that_is_not_there(x: Reader[XStandIn]) -> None:
    assert x.refusal("/2/tweets/search/all", query="x")[0] == 404
    assert x.session.put(x.stand_in.url + "/2/tweets/1/hidden", json={"hidden": True}, timeout=5).status_code == 404


def test_the_post_names_refuse_the_tweet_names_and_answer_in_their_own(new_x: Reader[XStandIn]) -> None:
    status, body = new_x.refusal(TIMELINE, tweet__fields="id")
    assert (status, list(body["errors"][0]["parameters"])) == (400, ["tweet.fields"])
    assert body["type"] == "https://api.x.com/2/problems/invalid-request"
    assert new_x.refusal(TIMELINE, post__fields="note_tweet")[0] == 400
    assert new_x.refusal(TIMELINE, expansions="referenced_tweets.id")[0] == 400
    answer = new_x.json(
        TIMELINE,
        post__fields="note_post,created_at,public_metrics",
        expansions="referenced_posts,author_id,edit_history_post_ids",
        max_results=100,
    )
    edited, long, quoted = answer["data"][6], answer["data"][5], answer["data"][2]
    assert len(edited["edit_history_post_ids"]) == 2
    assert edited["author_id"] == "1001"
    assert long["note_post"]["text"].startswith("word word")
    assert quoted["referenced_posts"][0]["type"] == "quoted"
    assert "repost_count" in quoted["public_metrics"]
    assert new_x.diary.id_of("council", "x") in {item["id"] for item in answer["includes"]["posts"]}


def test_rate_headers_count_down_and_the_limit_is_kept(x: Reader[XStandIn]) -> None:
    x.stand_in.limits["search"] = 2
    seen = [x.get(SEARCH, query="from:riverside") for _ in range(3)]
    assert [answer.headers["x-rate-limit-remaining"] for answer in seen] == ["1", "0", "0"]
    assert [answer.status_code for answer in seen] == [200, 200, 429]
    reset = int(seen[2].headers["x-rate-limit-reset"])
    assert reset == int((NOW + timedelta(minutes=15)).timestamp())
    assert x.get(TIMELINE).status_code == 200
    x.stand_in.clock += timedelta(minutes=15)
    assert x.get(SEARCH, query="from:riverside").status_code == 200


@pytest.mark.parametrize(
    ("fault", "status", "title", "kind"),
    [
        (x_rate_limited(), 429, "Too Many Requests", "about:blank"),
        (x_usage_capped(), 429, "UsageCapExceeded", "usage-capped"),
        (x_credits_depleted(), 402, "CreditsDepleted", "credits"),
        (x_unauthorized(), 401, "Unauthorized", "about:blank"),
        (x_forbidden(), 403, "Client Forbidden", "client-forbidden"),
        (x_unavailable(), 503, "Service Unavailable", "about:blank"),
    ],
)
def test_the_platforms_own_faults(x: Reader[XStandIn], fault: Fault, status: int, title: str, kind: str) -> None:
    x.stand_in.break_on_demand(fault)
    seen, body = x.refusal(TIMELINE)
    assert (seen, body["title"], body["type"].rpartition("/")[2]) == (status, title, kind)


def test_a_rate_limit_may_or_may_not_say_when_it_ends(x: Reader[XStandIn]) -> None:
    x.stand_in.break_on_demand(x_rate_limited(timedelta(minutes=5)))
    x.stand_in.break_on_demand(x_rate_limited(None))
    x.stand_in.break_on_demand(x_usage_capped())
    first, second, third = (x.get(TIMELINE) for _ in range(3))
    assert int(first.headers["x-rate-limit-reset"]) == int((NOW + timedelta(minutes=5)).timestamp())
    assert "x-rate-limit-reset" not in second.headers
    assert "x-rate-limit-reset" not in third.headers
    assert third.headers["x-rate-limit-remaining"] == "299"
