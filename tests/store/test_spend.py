"""What is spent: once a day for each resource, up to the cap."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from auditor.store.engine import writing
from auditor.store.spend import AccountMeter, Ledger, billed_on, keep_charges, month_of, spent_this_month
from connectors.errors import Stopped
from tests.build import NOW

if TYPE_CHECKING:
    from sqlalchemy import Engine

PRICES = {"post": 5_000, "user": 10_000, "media": 0}


def a_ledger(**changes: object) -> Ledger:
    return Ledger(**{"platform": "x", "day": NOW.date(), "prices": PRICES} | changes)  # type: ignore[arg-type]


def test_a_resource_is_charged_once_a_day() -> None:
    ledger = a_ledger(billed={("post", "1")})
    meter = AccountMeter(ledger, threading.Event())
    meter.billed("post", ["1", "2", "2", "3"])
    meter.billed("user", ["1"])
    assert meter.cost_micros == 20_000
    assert meter.take_charges() == [("post", "2", 5_000), ("post", "3", 5_000), ("user", "1", 10_000)]
    assert meter.take_charges() == []
    assert meter.cost_micros == 20_000


def test_the_cap_says_how_many_are_left() -> None:
    meter = AccountMeter(a_ledger(cap=50_000, spent=32_000), threading.Event())
    assert meter.allowance("post") == 3
    assert meter.allowance("media") is None
    meter.billed("post", ["1", "2", "3", "4"])
    assert meter.allowance("post") == 0
    assert AccountMeter(a_ledger(), threading.Event()).allowance("post") is None


def test_a_stopping_run_sends_no_request_more() -> None:
    stopping = threading.Event()
    meter = AccountMeter(a_ledger(), stopping)
    meter.request()
    stopping.set()
    with pytest.raises(Stopped):
        meter.request()
    assert meter.requests == 1


def test_the_months_spending_is_kept(engine: Engine) -> None:
    for day in (NOW, NOW + timedelta(days=1), datetime(2026, 12, 1, tzinfo=UTC)):
        ledger = a_ledger(day=day.date())
        with writing(engine) as session:
            keep_charges(session, ledger, ledger.charge("post", ["1", "2"]))
    with writing(engine) as session:
        assert spent_this_month(session, "x", NOW) == 20_000
        assert spent_this_month(session, "x", datetime(2026, 12, 31, tzinfo=UTC)) == 10_000
        assert spent_this_month(session, "facebook", NOW) == 0
        assert billed_on(session, "x", NOW.date()) == {("post", "1"), ("post", "2")}


@pytest.mark.parametrize(
    ("now", "first", "following"),
    [
        ("2026-12-31T23:59:59+00:00", "2026-12-01", "2027-01-01"),
        ("2027-01-01T00:30:00+01:00", "2026-12-01", "2027-01-01"),
    ],
)
def test_a_month_is_utcs(now: str, first: str, following: str) -> None:
    assert [day.isoformat() for day in month_of(datetime.fromisoformat(now))] == [first, following]
