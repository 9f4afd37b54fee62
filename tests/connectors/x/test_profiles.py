from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from connectors.base import Gate, Options
from connectors.errors import AuthExpired, BudgetSpent, ConnectorError, Gone, Protected, SchemaDrift, Transient
from connectors.model import Account, Profile
from connectors.testing import (
    Diary,
    XStandIn,
    answered,
    close,
    protect,
    rename,
    suspend,
    withhold,
    x_account,
    x_unauthorized,
)
from connectors.x import connect
from tests.connectors.world import NOW, CountingMeter, before
from tests.connectors.x.school import TOKEN, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from connectors.testing import AccountDiary
    from connectors.x import X


def known(handle: str, native_id: str | None = None, token: str = TOKEN) -> Account:
    return Account(platform="x", handle=handle, native_id=native_id, token=token)


@dataclass(slots=True)
class Trust:
    """Several schools on one stand-in, each with a meter of its own."""

    x: XStandIn
    connector: X
    meters: dict[str, CountingMeter] = field(default_factory=dict)

    def ask(self, *accounts: Account) -> Mapping[str, Profile | ConnectorError]:
        """Return what is told of each account, by its handle in the register."""
        for account in accounts:
            self.meters.setdefault(account.handle, CountingMeter())
        found = self.connector.profiles([(account, self.meters[account.handle]) for account in accounts])
        assert set(found) == {account.key for account in accounts}
        return {key.removeprefix("x:"): value for key, value in found.items()}


@contextmanager
def trust(*accounts: AccountDiary) -> Iterator[Trust]:
    with XStandIn(Diary(*accounts), clock=NOW, bearer=TOKEN) as x:
        yield Trust(x, connect(Options(url=x.url), Gate()))


def test_ids_are_asked_in_one_request_and_handles_in_another_each_billed_to_its_own_account() -> None:
    accounts = [x_account(f"school{n}", id=f"100{n}") for n in range(4)]
    with trust(*accounts) as found:
        profiles = found.ask(known("school0", "1000"), known("SCHOOL1"), known("school2", "1002"), known("school3"))
        assert {key: p.native_id for key, p in profiles.items() if isinstance(p, Profile)} == {
            "school0": "1000",
            "SCHOOL1": "1001",
            "school2": "1002",
            "school3": "1003",
        }
        assert [served.path for served in found.x.requests] == ["/2/users", "/2/users/by"]
        assert {key: (m.requests, m.billed_ids) for key, m in found.meters.items()} == {
            "school0": (1, {"user": ["1000"]}),
            "SCHOOL1": (1, {"user": ["1001"]}),
            "school2": (0, {"user": ["1002"]}),
            "school3": (0, {"user": ["1003"]}),
        }


def test_a_hundred_go_into_one_request() -> None:
    with trust(*(x_account(f"school{n}", id=str(1000 + n)) for n in range(130))) as found:
        profiles = found.ask(*(known(f"school{n}", str(1000 + n)) for n in range(130)))
        assert all(isinstance(profile, Profile) for profile in profiles.values())
        assert [len(served.params["ids"].split(",")) for served in found.x.requests] == [100, 30]


def test_each_credential_is_asked_for_its_own_accounts() -> None:
    with trust(x_account("one", id="1"), x_account("two", id="2")) as found:
        profiles = found.ask(known("one", "1"), known("two", "2", token="another"))
        assert isinstance(profiles["one"], Profile)
        assert isinstance(profiles["two"], AuthExpired)


def test_what_became_of_an_account_is_told_by_its_id() -> None:
    accounts = [
        x_account("open", id="1", name="Open &amp; Fair", website="https://open.example/"),
        x_account("closed", id="2", diary=[protect(before(5))]),
        x_account("banned", id="3", diary=[suspend(before(5))]),
        x_account("left", id="4", diary=[close(before(5))]),
        x_account("old_name", id="5", diary=[rename(before(5), "new_name")]),
        x_account("withheld", id="6", diary=[withhold(before(5), "XX")]),
        x_account("abroad", id="7", diary=[withhold(before(5), "DE")]),
    ]
    with trust(*accounts) as found:
        profiles = found.ask(*(known(account.handle or "", account.native_id) for account in accounts))
        shown = profiles["open"]
        assert isinstance(shown, Profile)
        assert (shown.name, shown.website) == ("Open & Fair", "https://open.example/")
        assert shown.created_at == datetime(2015, 9, 1, 8, 0, tzinfo=UTC)
        closed, renamed = profiles["closed"], profiles["old_name"]
        assert isinstance(closed, Profile)
        assert closed.protected
        assert isinstance(renamed, Profile)
        assert renamed.handle == "new_name"
        assert isinstance(profiles["banned"], Protected)
        assert isinstance(profiles["left"], Gone)
        assert isinstance(profiles["withheld"], Protected)
        assert isinstance(profiles["abroad"], Profile)


def test_by_handle_a_missing_account_is_gone_and_a_suspended_one_protected() -> None:
    with trust(x_account("here", id="1"), x_account("banned", id="3", diary=[suspend(before(5))])) as found:
        profiles = found.ask(known("here"), known("banned"), known("Nobody"))
        assert isinstance(profiles["here"], Profile)
        assert isinstance(profiles["banned"], Protected)
        assert isinstance(profiles["Nobody"], Gone)


@pytest.mark.parametrize("account", [known("st.mary's primary"), known("fine", "not-a-number"), known("a" * 16)])
def test_what_x_would_refuse_spoils_nobody_elses_request(account: Account) -> None:
    with trust(x_account("here", id="1")) as found:
        profiles = found.ask(account, known("here", "1"))
        assert isinstance(profiles[account.handle], Gone)
        assert isinstance(profiles["here"], Profile)


def test_a_failing_request_is_the_failure_of_every_account_in_it() -> None:
    with trust(x_account("one", id="1"), x_account("two", id="2")) as found:
        found.x.break_on_demand(x_unauthorized(), times=None)
        profiles = found.ask(known("one", "1"), known("two", "2"), known("three"))
        assert {type(profile) for profile in profiles.values()} == {AuthExpired}
        assert len(found.x.requests) == 1, "the handles need not be asked with a refused credential"


def test_an_account_of_which_x_says_nothing_is_not_gone() -> None:
    with trust(x_account("one", id="1")) as found:
        found.x.break_on_demand(answered(200, {"data": [{"id": "1", "name": "One", "username": "one"}]}))
        profiles = found.ask(known("one", "1"), known("two", "2"))
        assert isinstance(profiles["one"], Profile)
        assert isinstance(profiles["two"], Transient)


@pytest.mark.parametrize("user", [{"id": "1", "name": "One"}, {"id": "1", "username": 7}])
def test_an_account_of_unknown_shape_is_drift_and_not_billed(user: dict[str, object]) -> None:
    with trust(x_account("one", id="1")) as found:
        found.x.break_on_demand(answered(200, {"data": [user]}))
        assert isinstance(found.ask(known("one", "1"))["one"], SchemaDrift)
        assert found.meters["one"].billed_ids == {}


def test_a_handle_that_means_suspended_is_only_a_handle() -> None:
    with trust(x_account("one", id="1")) as found:
        detail = "Could not find user with usernames: [suspended]."
        missing = problem("resource-not-found", "suspended", detail=detail)
        found.x.break_on_demand(answered(200, {"errors": [missing]}))
        assert isinstance(found.ask(known("suspended"))["suspended"], Gone)


def test_our_own_cap_lets_only_so_many_be_asked() -> None:
    with trust(x_account("one", id="1"), x_account("two", id="2")) as found:
        found.meters["one"] = CountingMeter(left=1)
        profiles = found.ask(known("one", "1"), known("two", "2"))
        assert isinstance(profiles["one"], Profile)
        spent = profiles["two"]
        assert isinstance(spent, BudgetSpent)
        assert spent.own_cap
        assert found.x.requests[0].params["ids"] == "1"
