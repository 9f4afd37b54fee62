"""Accounts read side by side: one alone first, every one handed over, none unharmed by another's fault."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from auditor.audit.platforms import WORKERS, Platform
from auditor.audit.reading import OUR_FAULT, Readers, reset_wait
from auditor.audit.request import Planned
from auditor.collect import Assignment
from auditor.store.spend import Ledger
from auditor.trust import OfficialAccount, School
from connectors.base import Capabilities, Gate, Terms
from connectors.errors import AuthExpired, ConnectorError, RateLimited
from connectors.model import Account, Page, Profile
from tests.build import NOW, a_profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from auditor.audit.reading import Task
    from auditor.collect import Collected
    from connectors.base import Meter
    from connectors.model import Comment, Post


class Watched:
    """A connector that remembers how many accounts were being read at once."""

    platform = "x"
    terms = Terms()

    def __init__(self, *, batch: int = 1, fails: Mapping[str, Exception] | None = None) -> None:
        """Fail for the accounts in `fails`, in their posts."""
        self.capabilities = Capabilities(profiles_per_request=batch, comments=False)
        self.fails = fails or {}
        self.profile_batches: list[int] = []
        self.at_once: list[int] = []
        self._reading = 0
        self._lock = threading.Lock()

    def profiles(self, accounts: Sequence[tuple[Account, Meter]]) -> Mapping[str, Profile | ConnectorError]:
        """Return a profile for each."""
        self.profile_batches.append(len(accounts))
        return {account.key: a_profile() for account, _ in accounts}

    def posts(self, account: Account, *_rest: object) -> Iterator[Page[Post]]:
        """Read for a moment."""
        with self._lock:
            self._reading += 1
            self.at_once.append(self._reading)
        threading.Event().wait(0.01)
        with self._lock:
            self._reading -= 1
        if account.handle in self.fails:
            raise self.fails[account.handle]
        yield Page(cursor={})

    def comments(self, *_all: object) -> Iterator[Page[Comment]]:
        """Have none."""
        yield Page(cursor={})


def plan(number: int) -> list[Planned]:
    accounts = tuple(OfficialAccount(platform="x", handle=f"school{place}") for place in range(number))
    school = School(id="s", name="S", accounts=accounts)
    return [Planned(school=school, account=account) for account in accounts]


class Blind:
    """A viewer that fails through a fault of ours."""

    def view(self, collected: Collected, _meter: object) -> None:
        """See one post, then fail."""
        collected.pictures["1"] = ()
        raise RuntimeError("a fault of ours")


def read(
    connector: Watched, number: int, *, turns: int = WORKERS, viewer: Blind | None = None
) -> tuple[dict[str, ConnectorError | None], list[str]]:
    kept: list[str] = []

    def prepare(planned: Planned) -> Assignment:
        account = Account(platform="x", handle=planned.account.handle)
        return Assignment(account=account, label=account.key, now=NOW, first_start=NOW - timedelta(days=28))

    def keep(task: Task, collected: Collected) -> None:
        assert threading.current_thread() is threading.main_thread()
        kept.append(collected.label)
        assert task.planned.account.label == collected.label

    ledger = Ledger(platform="x", day=NOW.date(), prices={})
    platform = Platform(name="x", connector=connector, gate=Gate(), ledger=ledger, turns=turns)  # type: ignore[arg-type]
    readers = Readers(prepare, keep, lambda _planned: viewer)  # type: ignore[arg-type,return-value]
    return readers.read(plan(number), {"x": platform}), kept


@pytest.mark.parametrize("batch", [1, 100])
def test_every_account_is_read_and_kept_once(batch: int) -> None:
    connector = Watched(batch=batch)
    ended, kept = read(connector, 30)
    assert sorted(kept) == sorted(ended) == sorted(one.account.label for one in plan(30))
    assert set(ended.values()) == {None}
    assert sum(connector.profile_batches) == 30
    assert len(connector.profile_batches) == 30 / batch if batch == 1 else 1


def test_one_account_is_read_alone_and_then_many_at_once() -> None:
    connector = Watched()
    read(connector, 30)
    assert connector.at_once[:2] == [1, 1]
    assert 1 < max(connector.at_once) <= WORKERS


def test_under_a_cap_one_account_at_a_time() -> None:
    connector = Watched()
    read(connector, 10, turns=1)
    assert set(connector.at_once) == {1}


def test_ones_failure_leaves_the_others_alone() -> None:
    failures = {"school1": AuthExpired("Refused."), "school2": RuntimeError("a fault of ours")}
    ended, kept = read(Watched(fails=failures), 5)
    assert len(kept) == 5
    reasons = {label: error.reason for label, error in ended.items() if error is not None}
    assert reasons == {"x:school1": "auth_expired", "x:school2": "transient"}
    assert str(ended["x:school2"]) == OUR_FAULT


def test_an_account_whose_pictures_could_not_be_seen_is_read_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    ended, kept = read(Watched(), 3, viewer=Blind())
    assert (len(kept), set(ended.values())) == (3, {None})
    assert "Looking at the pictures of x:school0 failed through a fault of ours." in caplog.messages


def test_the_first_reset_is_waited_for() -> None:
    late = RateLimited("Later.", wait=timedelta(minutes=9))
    soon = RateLimited("Soon.", wait=timedelta(minutes=2))
    assert reset_wait({"a": late, "b": soon, "c": None, "d": AuthExpired("No.")}) == timedelta(minutes=2)
    assert reset_wait({"a": None}) is None
