"""What people have to keep up, as `doctor` tells them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from auditor.doctor.upkeep import check_dpia, check_graph_version, check_handles, check_policy, check_terms
from auditor.register import from_text
from auditor.settings import load_settings
from tests.registers import SCHOOL, SOUND, TRUST

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAGE = '[[school.account]]\nplatform = "facebook"\nhandle = "oak"\nid = "2001"\n'


def test_the_policy_is_named() -> None:
    (check,) = check_policy(from_text(SOUND))
    assert check.status == "ok"
    assert "clauses" in check.message


def test_a_pack_that_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("nonsense = ", encoding="utf-8")
    trust = from_text(SOUND.replace('"com01"', '"./own.toml"'), tmp_path / "register.toml")
    (check,) = check_policy(trust)
    assert check.status == "failed"


def test_an_assessment_that_nobody_signed_is_a_warning() -> None:
    (check,) = check_dpia(from_text(SOUND))
    assert check.status == "warning"
    assert "docs/data-protection.md" in check.what_to_do
    (check,) = check_dpia(from_text(SOUND.replace("[trust.recipients]", "dpia_on = 2026-10-01\n[trust.recipients]")))
    assert (check.status, check.message) == ("ok", "The impact assessment was signed off on 1 October 2026.")


@pytest.mark.parametrize(
    ("end", "status", "told"),
    [
        ("2027-07-21", "ok", "School time is known until 21 July 2027."),
        ("2026-12-18", "warning", "ends soon or is over: oakfield-primary (18 December 2026)"),
        ("2026-10-23", "warning", "ends soon or is over: oakfield-primary (23 October 2026)"),
    ],
)
def test_term_dates_that_run_out_are_a_warning(end: str, status: str, told: str) -> None:
    (check,) = check_terms(from_text(SOUND.replace("end = 2027-07-21", f"end = {end}")), NOW)
    assert check.status == status
    assert told in check.message


def test_no_term_dates_are_a_warning() -> None:
    (check,) = check_terms(from_text(TRUST.partition("[[trust.term]]")[0] + SCHOOL), NOW)
    assert check.status == "warning"
    assert "No term dates are known for oakfield-primary" in check.message


def test_handles_and_ids_are_looked_at() -> None:
    second = '[[school.account]]\nplatform = "x"\nhandle = "oak"\n'
    (one,) = check_handles(from_text(SOUND))
    assert (one.status, one.message) == ("ok", "The account has a possible handle and the platform's own id.")
    (two,) = check_handles(from_text(SOUND + second + 'id = "1002"\n'))
    assert two.message == "All 2 accounts have a possible handle and the platform's own id."
    text = SOUND.replace('handle = "oakfieldprimary"', 'handle = "oakfieldprimaryschool"')
    impossible, nameless = check_handles(from_text(text + second))
    assert impossible.message == "X cannot have these handles: x:oakfieldprimaryschool."
    assert nameless.message == "The register does not give the platform's own id of x:oak."


def test_a_register_without_an_account_is_a_warning() -> None:
    (check,) = check_handles(from_text(TRUST + SCHOOL))
    assert (check.status, check.message) == ("warning", "The register has no account yet, so nothing can be read.")


def test_many_accounts_without_an_id_are_counted() -> None:
    accounts = "".join(f'[[school.account]]\nplatform = "x"\nhandle = "oak{number}"\n' for number in range(9))
    (check,) = check_handles(from_text(TRUST + SCHOOL + accounts))
    assert check.message.endswith("x:oak0, x:oak1, x:oak2, x:oak3, x:oak4 and 4 more.")


@pytest.mark.parametrize(
    ("version", "status", "told"),
    [
        ("v19.0", "failed", "does not live any more"),
        ("v20.0", "failed", "ended on 24 September 2026"),
        ("v21.0", "warning", "ends on 21 January 2027"),
        ("v22.0", "ok", "lives until 20 May 2027"),
        ("v25.0", "ok", "lives until 29 July 2028"),
        ("v27.0", "ok", "newer than what this auditor knows"),
    ],
)
def test_the_graph_version_is_held_against_its_last_day(version: str, status: str, told: str, tmp_path: Path) -> None:
    settings = load_settings({"FACEBOOK_GRAPH_VERSION": version}, tmp_path, needs_key=False)
    (check,) = check_graph_version(settings, from_text(SOUND + PAGE), NOW)
    assert check.status == status
    assert told in check.message
    assert list(check_graph_version(settings, from_text(SOUND), NOW)) == []


def test_a_version_that_has_ended_is_a_failure(tmp_path: Path) -> None:
    settings = load_settings({"FACEBOOK_GRAPH_VERSION": "v21.0"}, tmp_path, needs_key=False)
    (check,) = check_graph_version(settings, from_text(SOUND + PAGE), datetime(2027, 1, 21, tzinfo=UTC))
    assert (check.status, check.message) == ("failed", "v21.0 of Facebook's Graph API ended on 21 January 2027.")
