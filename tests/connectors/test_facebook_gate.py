"""What a refusal stops, and what is asked instead."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

import pytest
import tenacity

from connectors import http
from connectors.errors import (
    AuthExpired,
    PermissionMissing,
    RateLimited,
    SchemaDrift,
)
from connectors.model import Account, Profile
from tests.connectors.graph import (
    ACCOUNT,
    PAGE,
    TOKEN,
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
    until_it_fails,
)

A_PAGE = {"id": "2001", "name": "Oakfield Primary School", "username": "oakfieldprimary"}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())


def test_a_refused_token_stops_everything_read_with_it_and_nothing_else() -> None:
    with ScriptedGraph(page=[refused(190, 463), A_PAGE]) as graph:
        connector, meter = connected(graph), CountingMeter()
        (first,) = connector.profiles([(ACCOUNT, meter)]).values()
        (second,) = connector.profiles([(ACCOUNT, meter)]).values()
        assert isinstance(first, AuthExpired)
        assert isinstance(second, AuthExpired)
        assert meter.requests == 1
        other = Account(platform="facebook", handle="oakfieldprimary", native_id="2001", token="another")
        (third,) = connector.profiles([(other, meter)]).values()
        assert isinstance(third, Profile)


def test_the_apps_own_limit_stops_the_platform() -> None:
    with ScriptedGraph(page=[refused(4), A_PAGE]) as graph:
        connector, meter = connected(graph), CountingMeter()
        connector.profiles([(ACCOUNT, meter)])
        other = Account(platform="facebook", handle="elsewhere", native_id="2001", token="another")
        (found,) = connector.profiles([(other, meter)]).values()
        assert isinstance(found, RateLimited)
        assert found.wait == timedelta(hours=1)
        assert meter.requests == 1


def test_a_missing_permission_stops_only_its_own_account() -> None:
    with ScriptedGraph(page=[refused(10), A_PAGE]) as graph:
        connector = connected(graph)
        (first,) = connector.profiles([(ACCOUNT, CountingMeter())]).values()
        (second,) = connector.profiles([(ACCOUNT, CountingMeter())]).values()
        assert isinstance(first, PermissionMissing)
        assert isinstance(second, Profile)


def test_a_nearly_spent_allowance_lets_this_answer_through_and_stops_the_next() -> None:
    tired = (("X-App-Usage", '{"call_count": 96, "total_cputime": 3, "total_time": 4}'),)
    first = Reply(a_list(a_post(1), after="more"), headers=tired)
    with ScriptedGraph(feed=[first, a_list(a_post(2))]) as graph:
        found, error = until_it_fails(connected(graph).posts(ACCOUNT, PAGE, None, WINDOW, CountingMeter()))
        assert [post.native_id for post in found] == ["2001_1"]
        assert isinstance(error, RateLimited)
        assert len(graph.calls) == 1


def test_a_field_that_the_version_lacks_is_left_out_from_then_on() -> None:
    lacking = refused(100, message="(#100) Tried accessing nonexisting field (unshimmed_url) on node type (X)")
    with ScriptedGraph(feed=[lacking, a_list(a_post(1), after="more"), a_list(a_post(2))]) as graph:
        assert len(items(read_posts(graph))) == 2
        asked = [query["fields"] for _, query in graph.calls]
        assert "unshimmed_url" in asked[0]
        assert "unshimmed_url" not in asked[1] + asked[2]
        assert "attachments{media_type,type,title,description,url,target{id}" in asked[1]


@pytest.mark.parametrize("part", ["message", "attachments", "made_up"])
def test_a_field_without_which_an_audit_is_blind_is_not_left_out(part: str) -> None:
    lacking = refused(100, message=f"(#100) Tried accessing nonexisting field ({part}) on node type (PagePost)")
    with ScriptedGraph(feed=[lacking], published_posts=[lacking], posts=[lacking]) as graph:
        _, error = until_it_fails(connected(graph).posts(ACCOUNT, PAGE, None, WINDOW, CountingMeter()))
        assert isinstance(error, SchemaDrift)


def test_a_profile_is_read_with_fewer_fields_where_some_are_refused_by_another_name() -> None:
    with ScriptedGraph(page=[refused(100, message="(#100) Unknown fields: about."), A_PAGE]) as graph:
        (found,) = connected(graph).profiles([(ACCOUNT, CountingMeter())]).values()
        assert isinstance(found, Profile)
        assert graph.calls[1][1]["fields"] == "id,name"


def test_a_refused_proof_names_the_setting() -> None:
    with ScriptedGraph(page=[refused(100, message="Invalid appsecret_proof provided in the API argument")]) as graph:
        (found,) = connected(graph, app_secret="wrong").profiles([(ACCOUNT, CountingMeter())]).values()
        assert "FACEBOOK_APP_SECRET" in str(found)
        assert "wrong" not in str(found)


PAGE_TOKEN_NEEDED = refused(190, 2069032, "A Page access token is required for this call for the new Pages experience.")


def test_a_system_users_token_is_exchanged_for_the_pages_own_once() -> None:
    shown = {"id": "2001", "access_token": "CANARY-page-own"}
    with ScriptedGraph(feed=[PAGE_TOKEN_NEEDED, a_list(a_post(1))], page=[shown]) as graph:
        connector = connected(graph, app_secret="s3cret")
        for _ in range(2):
            list(connector.posts(ACCOUNT, PAGE, None, WINDOW, CountingMeter()))
        assert graph.paths() == ["2001/feed", "2001", "2001/feed", "2001/feed"]
        own = "CANARY-page-own"
        assert [query["access_token"] for _, query in graph.calls] == [TOKEN, TOKEN, own, own]
        proofs = [hmac.new(b"s3cret", token.encode(), hashlib.sha256).hexdigest() for token in (TOKEN, own)]
        assert [graph.calls[n][1]["appsecret_proof"] for n in (0, 2)] == proofs
        assert own not in repr(vars(connector))


@pytest.mark.parametrize(
    ("page", "kind"),
    [({"id": "2001"}, PermissionMissing), (refused(10), PermissionMissing), (refused(190), AuthExpired)],
)
def test_a_token_that_does_not_act_for_the_page_says_so(page: object, kind: type[Exception]) -> None:
    with ScriptedGraph(feed=[PAGE_TOKEN_NEEDED], published_posts=[PAGE_TOKEN_NEEDED], page=[page]) as graph:
        _, error = until_it_fails(connected(graph).posts(ACCOUNT, PAGE, None, WINDOW, CountingMeter()))
        assert type(error) is kind


def test_a_pages_own_token_that_is_refused_all_the_same_ends_it() -> None:
    with ScriptedGraph(feed=[PAGE_TOKEN_NEEDED], page=[{"id": "2001", "access_token": "own"}]) as graph:
        _, error = until_it_fails(connected(graph).posts(ACCOUNT, PAGE, None, WINDOW, CountingMeter()))
        assert isinstance(error, AuthExpired)
        assert len(graph.calls) == 3
