"""Dates as policies name them."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.policies.dates import last_day_named


@pytest.mark.parametrize(
    ("named", "day"),
    [
        ("Autumn Term 2025", "2025-12-31"),
        ("autumn  term 2025", "2025-12-31"),
        ("Spring Term 2026", "2026-04-30"),
        ("Summer 2026", "2026-08-31"),
        ("October 2027", "2027-10-31"),
        ("Feb 2028", "2028-02-29"),
        ("18 October 2022", "2022-10-18"),
        ("3rd February 2025", "2025-02-03"),
        ("2027", "2027-12-31"),
        ("2025-12-31", "2025-12-31"),
    ],
)
def test_the_last_day_of_what_is_named(named: str, day: str) -> None:
    assert last_day_named(named) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "named", ["", "soon", "Autumn Term", "31 February 2025", "Michaelmas Term 2025", "2025-13-01", "12 2025"]
)
def test_what_names_no_day_is_refused(named: str) -> None:
    with pytest.raises(ValueError, match=r"names no|month|day"):
        last_day_named(named)
