from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from connectors import connector_for
from connectors.base import Gate, Options
from connectors.errors import AuthExpired, PermissionMissing
from connectors.model import Account
from connectors.testing import (
    Diary,
    XStandIn,
    answered,
    html_page,
    post,
    x_account,
    x_forbidden,
    x_rate_limited,
    x_unauthorized,
)
from tests.connectors.world import NOW, World, before
from tests.connectors.x.school import BOTH, TOKEN, School, problem

if TYPE_CHECKING:
    from connectors.model import Credential
    from connectors.testing import Fault

SCHOOL = School()


def credential_of(world: World) -> Credential:
    return world.connector.credential(world.account, world.meter)


@BOTH
def test_one_free_call_tells_of_the_apps_token(school: School) -> None:
    with school.world() as world:
        found = credential_of(world)
        assert found.shown_name == "the app's bearer token (0 of 3,000,000 posts read this month)"
        assert found.warnings == ()
        assert found.scopes == ("tweet.read", "users.read")
        assert TOKEN not in repr(found)
        assert [served.path for served in world.stand_in.requests] == ["/2/usage/tweets"]
        assert world.meter.billed_ids == {}


def test_a_nearly_used_cap_is_warned_of() -> None:
    with SCHOOL.world() as world:
        usage = {"project_usage": "2700000", "project_cap": "3000000", "project_id": "1"}
        world.stand_in.break_on_demand(answered(200, {"data": usage}))
        assert credential_of(world).warnings == ("90 % of X's monthly cap for this app is used.",)


def test_a_users_token_is_warned_of_since_it_may_publish() -> None:
    with SCHOOL.world() as world:
        world.stand_in.break_on_demand(answered(403, problem("unsupported-authentication", "x")))
        (warning,) = credential_of(world).warnings
        assert "may be able to publish" in warning


def test_a_refused_token_is_an_error() -> None:
    with SCHOOL.world() as world:
        world.stand_in.break_on_demand(x_forbidden(), times=None)
        with pytest.raises(PermissionMissing):
            credential_of(world)
    with SCHOOL.world() as world:
        world.stand_in.break_on_demand(x_unauthorized())
        with pytest.raises(AuthExpired):
            credential_of(world)
        assert len(world.stand_in.requests) == 1


@BOTH
@pytest.mark.parametrize(
    "refusal",
    [
        answered(404, {"title": "Not Found", "status": 404, "type": "about:blank"}),
        answered(404, problem("resource-not-found", "x")),
        html_page(404, "<html>Not Found</html>"),
        answered(403, problem("client-forbidden", "x")),
        x_forbidden(),
        x_rate_limited(),
    ],
)
def test_where_the_usage_report_is_not_served_the_account_itself_is_asked_for(school: School, refusal: Fault) -> None:
    with school.world() as world:
        world.stand_in.break_on_demand(refusal, match="/2/usage/tweets", times=None)
        found = credential_of(world)
        assert found.shown_name == "a token that X accepts (X does not tell how much of the month's cap is used)"
        assert found.warnings == ()
        assert world.stand_in.requests[-1].path == "/2/users"


def test_an_account_that_is_not_shown_does_not_make_its_token_a_bad_one() -> None:
    with SCHOOL.world() as world:
        world.stand_in.break_on_demand(answered(404, problem("about:blank", "x")), match="/2/usage/tweets", times=None)
        world.account = replace(world.account, native_id="999999")
        (warning,) = credential_of(world).warnings
        assert warning.startswith(f"X takes the token, but does not show {world.account.key}: ")


def test_many_accounts_are_read_at_once_over_one_connector() -> None:
    accounts = [
        x_account(f"school{n}", id=str(100 + n), diary=[post(f"p{n}", before(5 + n), f"News of {n}")])
        for n in range(12)
    ]
    with XStandIn(Diary(*accounts), clock=NOW, bearer=TOKEN) as x:
        connector = connector_for("x")(Options(url=x.url), Gate())

        def read(number: int) -> list[str]:
            account = Account(platform="x", handle=f"school{number}", native_id=str(100 + number), token=TOKEN)
            return World(x, connector, Gate(), account).posts().texts

        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(read, range(12))) == [[f"News of {n}"] for n in range(12)]


def test_the_connector_says_what_x_shows() -> None:
    connector = connector_for("x")(Options(url=""), Gate())
    shows = connector.capabilities
    assert (connector.platform, shows.edits, shows.deletions, shows.alt_text, shows.hidden) == (
        "x",
        True,
        True,
        True,
        False,
    )
    assert (connector.terms.keep_days, connector.terms.delete_within_hours_when_gone) == (None, 24)
