"""A whole platform fails: its accounts say why, the other platform is read, little is asked, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.testing import (
    connection_reset,
    graph_outage,
    graph_throttled,
    html_page,
    x_credits_depleted,
    x_forbidden,
    x_rate_limited,
    x_unauthorized,
    x_usage_capped,
)
from tests.whole_line.line import Line, a_line
from tests.whole_line.small_trust import ALERTED, COMMENTS, LABELS, NEXT_NIGHT, NIGHT, POSTS, REGISTER, small_diary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.whole_line.line import Ended

pytestmark = pytest.mark.slow


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with a_line(tmp_path, small_diary(), REGISTER, NIGHT) as line:
        yield line


def new_items(*nights: Ended) -> tuple[int, int]:
    """Return how many posts and comments were new in these nights."""
    lines = [account for night in nights for account in night.json["accounts"]]
    return sum(one["posts_new"] for one in lines), sum(one["comments_new"] for one in lines)


# The platform, what it answers to everything, the reason told, and the most requests worth making.
FAULTS = [
    ("x", x_credits_depleted(), "budget_exhausted", 1),
    ("x", x_usage_capped(), "budget_exhausted", 1),
    ("x", x_unauthorized(), "auth_expired", 1),
    ("x", x_forbidden(), "permission", 3),
    ("x", x_rate_limited(None), "rate_limited", 1),
    ("x", html_page(503), "transient", 6),
    ("x", connection_reset(), "transient", 6),
    ("facebook", graph_throttled(4), "rate_limited", 2),
    ("facebook", graph_outage(2), "transient", 6),
]


def test_a_platform_that_fails_takes_nothing_else_with_it(line: Line) -> None:
    """One fault an hour, then both platforms are well again, and nothing was lost."""
    runs = []
    for hour, (platform, fault, reason, most) in enumerate(FAULTS):
        broken = line.x if platform == "x" else line.facebook
        broken.break_on_demand(fault, times=None)
        line.forget_requests()
        run = line.audit(NIGHT + timedelta(hours=hour))
        runs.append(run)
        assert run.code == 1, fault.name
        expected = {label: reason if label.startswith(f"{platform}:") else None for label in LABELS}
        assert run.reasons() == expected, fault.name
        assert 1 <= len(broken.requests) <= most, fault.name
        broken.mend()

    after = line.audit(NEXT_NIGHT)
    assert after.code == 0
    assert set(after.reasons().values()) == {None}
    assert new_items(*runs, after) == (POSTS, COMMENTS)
    assert sorted(line.rows("SELECT rule FROM finding")) == [("inappropriate-comment",), ("unnamed-children",)]
    assert "it@trust.example" in line.office.recipients()
    assert sorted({*line.office.recipients()} - {"it@trust.example"}) == ALERTED
    assert [line.office.recipients().count(recipient) for recipient in ALERTED] == [1, 1, 1]


def test_a_spent_budget_is_probed_once_each_run(line: Line) -> None:
    line.x.break_on_demand(x_credits_depleted(), times=None)
    line.audit(NIGHT)
    line.forget_requests()
    again = line.audit(NEXT_NIGHT)
    assert again.account("x:oakprimary")["reason"] == "budget_exhausted"
    assert len(line.x.requests) == 1


def test_our_own_cap_stops_x_until_the_month_turns(line: Line) -> None:
    line.environment["X_MONTHLY_BUDGET_USD"] = "0.02"  # two profiles
    night = line.audit(NIGHT)
    assert night.account("x:oakprimary")["reason"] == "budget_exhausted"
    assert sum(one["cost_usd"] for one in night.json["accounts"]) <= 0.02
    line.forget_requests()
    line.audit(NEXT_NIGHT)
    assert line.x.requests == []
    december = line.audit(NIGHT + timedelta(days=12))
    assert line.x.requests != []
    assert december.account("facebook:oakprimary")["status"] == "checked"
    told = [mail for mail in line.mails() if mail["To"] == "it@trust.example"]
    assert told != []


def test_a_rate_limit_is_left_alone_until_its_reset(line: Line) -> None:
    line.x.break_on_demand(x_rate_limited(timedelta(minutes=10)), times=1)
    assert line.audit(NIGHT).account("x:oakprimary")["reason"] == "rate_limited"
    line.forget_requests()
    early = line.audit(NIGHT + timedelta(minutes=5))
    assert early.account("x:oakprimary")["reason"] == "rate_limited"
    assert line.x.requests == []
    late = line.audit(NIGHT + timedelta(minutes=11))
    assert late.code == 0


def test_a_rate_limit_can_be_waited_for(line: Line) -> None:
    line.x.break_on_demand(x_rate_limited(timedelta(seconds=1)), times=1)
    night = line.audit(NIGHT, "--wait", "1")
    assert night.code == 0
    assert new_items(night) == (POSTS, COMMENTS)


def test_what_x_no_longer_gives_is_a_gap_and_the_account_is_checked(line: Line) -> None:
    line.audit(NIGHT)
    later = line.audit(NIGHT + timedelta(days=10))
    account = later.account("x:oakprimary")
    assert account["status"] == "checked"
    assert len(account["gaps"]) == 1
    gap = account["gaps"][0]
    assert gap["from"] >= "2026-11-19"
    assert gap["to"] <= "2026-11-23T04"
    assert gap["what"]
    assert later.account("facebook:oakprimary")["gaps"] == []
    assert later.code == 0
    report = line.auditor("report", "--week", "2026-W47", "--as-of", "2026-11-30T06:30:00Z")
    assert "Oak" in report.out
    assert "gap" in report.out.lower() or "not" in report.out.lower()
