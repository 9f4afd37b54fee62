"""What an account calls itself, beside what the school agreed on."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.model import Clause, Finding, Severity
from auditor.rules.handle_format import HandleFormat
from tests.rules.cases import a_school, an_account

RULE = HandleFormat(clauses=(Clause(pack="com01", clause="4.2"),))


def finding_of(shown: str | None, platform: str = "x", *, agreed: str | None = None, **account: Any) -> Finding | None:  # noqa: ANN401 - any field
    label = f"{platform}:{account.pop('label', 'oakfieldprimary')}"
    name = account.pop("school_name", "Oakfield Primary School")
    evidence = a_school(
        accounts=(an_account(label, shown_handle=shown, **account),), agreed_handle=agreed, school_name=name
    )
    judgement = RULE.check(evidence)
    assert not judgement.findings or ("account", label, "") in judgement.judged
    return judgement.findings[0] if judgement.findings else None


@pytest.mark.parametrize("shown", ["oakfieldprimary", "oakfield", "oakfieldschool", "@oakfieldprimary"])
def test_a_fair_short_form_is_fine_where_none_is_agreed(shown: str) -> None:
    assert finding_of(shown) is None


@pytest.mark.parametrize(
    "shown", ["OakfieldPrimary", "oakfield_primary", "oakfieldhq", "oakfieldprimary1", "sunnyside"]
)
def test_anything_else_is_a_low_finding_that_prints_what_is_accepted(shown: str) -> None:
    finding = finding_of(shown)
    assert finding is not None
    assert finding.severity is Severity.LOW
    assert f"@{shown}" in finding.message
    assert "@oakfieldprimary" in finding.message
    assert finding.subject.url == "https://x.com/i/user/1001"
    assert (finding.account, finding.subject.kind, finding.subject.id) == (
        "x:oakfieldprimary",
        "account",
        finding.account,
    )
    assert finding.clauses == (Clause(pack="com01", clause="4.2"),)


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        ("OakfieldPrimary", "capital letters"),
        ("oakfield_primary", "signs other"),
        ("sunnyside", "letters and digits differ"),
    ],
)
def test_the_finding_says_what_kind_of_difference_it_is(shown: str, why: str) -> None:
    finding = finding_of(shown, agreed="oakfieldprimary")
    assert finding is not None
    assert why in finding.why


def test_the_agreed_handle_is_the_only_right_one() -> None:
    assert finding_of("oakfieldprimary", agreed="oakfieldprimary") is None
    finding = finding_of("oakfield", agreed="oakfieldprimary")
    assert finding is not None
    assert finding.message == "The handle @oakfield on X is not the agreed @oakfieldprimary."


def test_capitals_in_the_register_do_not_make_capitals_right() -> None:
    assert finding_of("OakfieldPrimary", agreed="OakfieldPrimary") is not None
    assert finding_of("oakfieldprimary", agreed="OakfieldPrimary") is None


def test_what_the_network_cannot_hold_is_no_finding() -> None:
    assert finding_of("StBrannocksRC", agreed="stbrannockscatholic") is None
    assert finding_of("StBrannocksRC", "facebook", agreed="stbrannockscatholic") is not None
    assert finding_of("Wolverhampton1", school_name="Wolverhamptonshire High School") is None


def test_what_the_register_agrees_for_the_account_is_no_finding() -> None:
    assert finding_of("Oakfield_HQ", agreed="oakfieldprimary", agreed_handle="Oakfield_HQ") is None
    assert finding_of("oakfieldprimary", agreed="oakfieldprimary", agreed_handle="Oakfield_HQ") is None
    finding = finding_of("oakfield2", agreed="oakfieldprimary", agreed_handle="Oakfield_HQ")
    assert finding is not None
    assert "@Oakfield_HQ" in finding.message


def test_a_page_without_a_username_is_judged_and_fine() -> None:
    evidence = a_school(accounts=(an_account("facebook:oakfield", shown_handle=None),), agreed_handle="oakfieldprimary")
    judgement = RULE.check(evidence)
    assert judgement.judged == {("account", "facebook:oakfield", "")}
    assert not judgement.findings


@pytest.mark.parametrize(
    "account", [an_account("x:Wrong", read=False), an_account("linkedin:Wrong"), an_account("blog:Wrong")]
)
def test_an_account_that_was_not_read_or_has_no_handle_to_choose_is_not_judged(account: Any) -> None:  # noqa: ANN401 - a view
    judgement = RULE.check(a_school(accounts=(account,)))
    assert not judgement.judged
    assert not judgement.findings


def test_on_networks_of_many_servers_the_servers_name_is_no_part_of_it() -> None:
    assert finding_of("oakfieldprimary.bsky.social", "bluesky", agreed="oakfieldprimary") is None
    assert finding_of("oakfieldprimary@schools.example", "mastodon", agreed="oakfieldprimary") is None
    assert finding_of("oakfield.bsky.social", "bluesky", agreed="oakfieldprimary") is not None


def test_a_long_list_of_forms_is_cut_and_says_so() -> None:
    finding = finding_of("wrong", "facebook", school_name="St Mary's C of E (VA) Primary School, Bideford")
    assert finding is not None
    assert "longer forms of the school's name" in finding.message


def test_a_hostile_handle_is_not_repeated_and_no_link_is_made_of_an_odd_id() -> None:
    finding = finding_of("x\u202e<script>", agreed="oakfieldprimary", native_id="1/../2")
    assert finding is not None
    assert "script" not in finding.message
    assert finding.subject.url is None
