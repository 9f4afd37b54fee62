"""Our own monthly cap: never overspent, nothing asked until the month turns, and people are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.testing import Diary, post, x_account
from tests.whole_line.leaks import plain_text
from tests.whole_line.line import Line, a_line, a_register, a_school, an_account, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = timedelta(days=1)
FIRST = local(11, 20, 3)
REGISTER = a_register(a_school("oakfield", "Oakfield Primary", an_account("x", "oakfieldprimary", "1001")))


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """Return a school with thirty posts, of which a cap of ten cents does not pay for all."""
    posts = [post(f"p{number}", FIRST - DAY - timedelta(minutes=number), f"News {number}.") for number in range(30)]
    diary = Diary(x_account("oakfieldprimary", id="1001", diary=posts))
    with a_line(tmp_path, diary, REGISTER, FIRST) as line:
        line.environment["X_MONTHLY_BUDGET_USD"] = "0.10"
        yield line


def spent(line: Line) -> float:
    prices = {"post": 0.005, "user": 0.010}
    served = {(kind, one) for request in line.x.requests for kind, ids in request.billed_ids.items() for one in ids}
    return sum(prices.get(kind, 0.0) for kind, _ in served)


def test_it_stops_for_the_month_and_goes_on_in_the_next(line: Line) -> None:
    first = line.audit(FIRST)
    assert first.reasons() == {"x:oakfieldprimary": "budget_exhausted"}
    assert first.code == 1
    assert 0 < round(spent(line), 6) <= 0.10
    assert first.account("x:oakfieldprimary")["cost_usd"] == pytest.approx(spent(line))
    told = [plain_text(mail) for mail in line.mails() if mail["To"] == "it@trust.example"]
    assert len(told) == 1
    assert "budget" in told[0]

    line.forget_requests()
    assert line.audit(FIRST + DAY).reasons() == {"x:oakfieldprimary": "budget_exhausted"}
    assert line.x.requests == []
    assert len([mail for mail in line.mails() if mail["To"] == "it@trust.example"]) == 1

    assert line.audit(datetime(2026, 12, 1, 3, tzinfo=UTC)).account("x:oakfieldprimary")["requests"] > 0


def test_a_raised_cap_is_used_at_once(line: Line) -> None:
    line.audit(FIRST)
    line.environment["X_MONTHLY_BUDGET_USD"] = "5"
    assert line.audit(FIRST + DAY).reasons() == {"x:oakfieldprimary": None}
