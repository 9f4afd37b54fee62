"""What is wrong with a policy itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from auditor.policies import Pack, PackClause, load_pack
from auditor.policies.lint import lint

TODAY = date(2026, 11, 21)


def a_pack(next_review: date | None = date(2027, 1, 1), **clause: Any) -> Pack:  # noqa: ANN401 - any field of the clause
    usual: dict[str, Any] = {"retention_days": 365, "route": "SLT"}
    made = PackClause(
        clause="1", heading="All", text="All.", how="people", who="SLT", why="Why.", **{**usual, **clause}
    )
    return Pack(name="ours", title="Ours", version="1", approved=None, next_review=next_review, clauses=(made,))


def test_a_sound_policy_has_no_flaw() -> None:
    assert lint(a_pack(), TODAY) == []


@pytest.mark.parametrize(
    ("pack", "problem", "clause"),
    [
        (a_pack(None), "no-review-date", None),
        (a_pack(date(2026, 11, 20)), "review-overdue", None),
        (a_pack(laws=("Data Protection Act 1998",)), "law-superseded", "1"),
        (a_pack(laws=("Malicious Communications Act 1998", "Online Safety Act 2023")), "law-misdated", "1"),
        (a_pack(laws=("Libel Act 1843",)), "law-missing", "1"),
        (a_pack(laws=("Communications Act 2003",)), "law-missing", "1"),
        (a_pack(networks=("Windows Live Messenger",)), "network-gone", "1"),
        (a_pack(networks=("Twitter",)), "network-renamed", "1"),
        (a_pack(retention_days=None), "no-retention", None),
        (a_pack(retention_days=0), "no-retention", "1"),
        (a_pack(route=None), "no-route", None),
        (a_pack(characteristics=("race", "sex")), "characteristic-missing", "1"),
    ],
)
def test_each_flaw_is_told_once_with_its_clause(pack: Pack, problem: str, clause: str | None) -> None:
    assert [(flaw.problem, flaw.clause) for flaw in lint(pack, TODAY)] == [(problem, clause)]


def test_a_policy_is_not_overdue_on_its_last_day() -> None:
    assert lint(a_pack(TODAY), TODAY) == []


def test_a_whole_list_of_acts_lacks_none() -> None:
    laws = ("Libel Act 1843", "Defamation Act 2013", "Communications Act 2003", "Online Safety Act 2023")
    assert lint(a_pack(laws=laws), TODAY) == []


def test_com01_is_overdue_and_names_old_networks() -> None:
    found = {(flaw.problem, flaw.clause) for flaw in lint(load_pack("com01"), TODAY)}
    assert found == {
        ("review-overdue", None),
        ("network-renamed", "2.2"),
        ("network-gone", "2.2"),
        ("network-renamed", "6.0-1"),
        ("no-retention", None),
    }
    assert ("review-overdue", None) not in {
        (flaw.problem, flaw.clause) for flaw in lint(load_pack("com01"), date(2025, 12, 31))
    }
