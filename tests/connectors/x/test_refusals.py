from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import tenacity

from connectors import http
from connectors.errors import (
    AuthExpired,
    BudgetSpent,
    ConnectorError,
    Gone,
    PermissionMissing,
    Protected,
    RateLimited,
    SchemaDrift,
    Transient,
)
from connectors.model import Account
from connectors.testing import (
    answered,
    html_page,
    post,
    x_credits_depleted,
    x_forbidden,
    x_rate_limited,
    x_unauthorized,
    x_usage_capped,
)
from tests.connectors.world import NOW
from tests.connectors.x.school import BOTH, TOKEN, School, problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectors.testing import Fault

SCHOOL = School()
NOON = "Fri, 20 Nov 2026 02:00:00 GMT"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())


def failure_of(fault: Fault) -> ConnectorError:
    """Return what the timeline's failure means where X answers this."""
    with SCHOOL.world() as world:
        profile = world.profile()
        world.stand_in.break_on_demand(fault, times=None)
        failure = world.posts(profile=profile).failure
        assert failure is not None
        return failure


def limited(headers: Mapping[str, str]) -> timedelta:
    """Return how long X is left alone after a 429 with these headers."""
    failure = failure_of(answered(429, {"title": "Too Many Requests"}, headers))
    assert isinstance(failure, RateLimited)
    return failure.wait


def epoch(seconds: float) -> str:
    return str(int(NOW.timestamp() + seconds))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120", "x-rate-limit-reset": epoch(60)}, 120),
        ({"Retry-After": "Fri, 20 Nov 2026 02:05:00 GMT"}, 300),
        ({"Retry-After": "0", "x-rate-limit-reset": epoch(60)}, 60),
        ({"x-rate-limit-reset": epoch(240)}, 240),
        ({"x-rate-limit-reset": epoch(-5)}, 900),
        ({"x-rate-limit-reset": epoch(30 * 3600)}, 900),
        ({"x-rate-limit-reset": "soon"}, 900),
        ({"x-rate-limit-reset": "99999999999999999999"}, 900),
        ({"Retry-After": "999999999"}, 900),
        ({}, 900),
    ],
)
def test_a_rate_limit_is_left_alone_for_as_long_as_x_says(headers: dict[str, str], seconds: int) -> None:
    assert limited(headers) == timedelta(seconds=seconds)


def test_the_reset_is_held_against_the_answers_own_clock_and_else_the_runs() -> None:
    with SCHOOL.world() as world:
        profile, window = world.profile(), world.window
        world.stand_in.clock = NOW + timedelta(hours=1)
        world.stand_in.break_on_demand(answered(429, {}, {"x-rate-limit-reset": epoch(3700)}))
        with pytest.raises(RateLimited) as caught:
            list(world.connector.posts(world.account, profile, None, window, world.meter))
        assert caught.value.wait == timedelta(seconds=100)


@pytest.mark.parametrize(
    ("fault", "kind", "gate"),
    [
        (x_unauthorized(), AuthExpired, "credential"),
        (html_page(401), AuthExpired, "credential"),
        (x_credits_depleted(), BudgetSpent, "credential"),
        (x_usage_capped(), BudgetSpent, "credential"),
        (answered(403, problem("usage-capped", "x")), BudgetSpent, "credential"),
        (answered(200, {"errors": [problem("usage-capped", "x")]}), BudgetSpent, "credential"),
        (x_rate_limited(), RateLimited, "endpoint:timeline"),
        (html_page(429), RateLimited, "endpoint:timeline"),
        (x_forbidden(), PermissionMissing, "endpoint:timeline"),
        (answered(403, {"title": "Forbidden"}), PermissionMissing, None),
        (answered(403, problem("not-authorized-for-resource", "1001")), Protected, None),
        (answered(200, {"errors": [problem("not-authorized-for-resource", "1001")]}), Protected, None),
        (answered(200, {"errors": [problem("client-forbidden", "1001")]}), PermissionMissing, "endpoint:timeline"),
        (answered(200, {"errors": [problem("internal-error", "1001")]}), Transient, None),
        (answered(404, problem("resource-not-found", "1001")), Gone, None),
        (answered(404, {"title": "Not Found"}), SchemaDrift, None),
        (html_page(404), Transient, None),
        (html_page(200), Transient, None),
        (answered(400, {"title": "Invalid Request"}), SchemaDrift, None),
        (answered(409, {}), SchemaDrift, None),
        (answered(408, {}), Transient, None),
        (answered(500, {}), Transient, None),
        (answered(200, ["no", "object"]), Transient, None),
    ],
)
def test_each_refusal_says_what_happens_next_and_what_it_shuts(
    fault: Fault, kind: type[ConnectorError], gate: str | None
) -> None:
    failure = failure_of(fault)
    assert isinstance(failure, kind)
    assert failure.gate == gate
    assert not getattr(failure, "own_cap", False)
    assert str(failure).endswith(".")


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500])
@pytest.mark.parametrize(
    "body", [[], "text", None, 7, {"errors": {"message": "x"}}, {"errors": [1, None]}, {"error": 5}, {"detail": 5}]
)
def test_an_error_of_any_shape_is_one_of_ours(status: int, body: object) -> None:
    assert isinstance(failure_of(answered(status, body)), ConnectorError)


@pytest.mark.parametrize("fault", [x_unauthorized(), x_credits_depleted(), x_usage_capped()])
def test_a_refused_or_spent_credential_is_asked_nothing_more(fault: Fault) -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        world.stand_in.break_on_demand(fault)
        first = world.posts(profile=profile).failure
        asked = world.meter.requests
        assert world.posts(profile=profile).failure is first
        assert world.comments([], profile=profile).failure is first
        assert world.ask_profile() is first
        assert world.meter.requests == asked
        assert TOKEN not in repr(world.gate.shut_now())


@pytest.mark.parametrize("fault", [x_rate_limited(), x_forbidden()])
def test_a_limit_or_a_missing_permission_shuts_its_own_family_alone(fault: Fault) -> None:
    with SCHOOL.world(post("a", NOW - timedelta(hours=9), "One")) as world:
        profile = world.profile()
        world.stand_in.break_on_demand(fault, match="search")
        first = world.comments([], profile=profile).failure
        assert world.comments([], profile=profile).failure is first
        assert world.posts(profile=profile).texts == ["One"]
        assert sum("search" in served.path for served in world.stand_in.requests) == 1


def test_a_limited_family_is_asked_again_when_the_gate_is_reopened() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        world.stand_in.break_on_demand(x_rate_limited())
        assert isinstance(world.posts(profile=profile).failure, RateLimited)
        world.gate.reopen()
        assert world.posts(profile=profile).failure is None


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "nön-ascii", "tab\t"])
def test_what_can_be_no_token_is_never_sent(token: str) -> None:
    with SCHOOL.world() as world:
        world.account = Account(platform="x", handle="oakfieldprimary", native_id="1001", token=token)
        failure = world.ask_profile()
        assert isinstance(failure, AuthExpired)
        assert not token or token not in str(failure)
        assert world.stand_in.requests == []


def test_another_credential_is_not_shut_with_the_first() -> None:
    with SCHOOL.world() as world:
        world.account = Account(platform="x", handle="oakfieldprimary", native_id="1001", token="wrong")
        assert isinstance(world.ask_profile(), AuthExpired)
        world.account = SCHOOL.account()
        assert world.profile().native_id == "1001"


@BOTH
def test_the_vocabulary_is_learnt_once_and_kept(school: School) -> None:
    with school.world(post("a", NOW - timedelta(hours=9), "One")) as world:
        profile = world.profile()
        for _ in range(3):
            assert world.posts(profile=profile).texts == ["One"]
        statuses = [served.status for served in world.stand_in.requests[1:]]
        assert statuses == ([200, 200, 200] if school.vocabulary == "tweet" else [400, 400, 200, 200, 200])
        assert world.meter.requests == len(world.stand_in.requests)


def test_a_refusal_of_something_else_teaches_no_vocabulary() -> None:
    with SCHOOL.world(post("a", NOW - timedelta(hours=9), "One")) as world:
        profile = world.profile()
        world.stand_in.break_on_demand(answered(400, {"errors": [{"message": "since_id"}]}))
        assert isinstance(world.posts(profile=profile).failure, SchemaDrift)
        world.stand_in.break_on_demand(answered(400, {"errors": [{"message": "[tweet.fields]"}]}), times=2)
        world.posts(profile=profile)
        assert world.posts(profile=profile).texts == ["One"]
        assert "tweet.fields" in world.stand_in.requests[-1].params
