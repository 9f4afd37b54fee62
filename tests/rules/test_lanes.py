"""Who hears of what (INTERFACE, "Telling"), as one table."""

from __future__ import annotations

import pytest

from auditor.model import Finding, Severity, SubjectRef
from auditor.rules.lanes import lane_of


def a_finding(
    severity: str, *categories: str, rule: str = "inappropriate-comment", about_child: bool = False
) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity(severity),
        school="oakfield-primary",
        account="x:oakfield",
        subject=SubjectRef(kind="comment", id="1", key="1"),
        message="",
        why="",
        next_step="",
        categories=categories,
        about_child=about_child,
    )


@pytest.mark.parametrize(
    ("finding", "lane"),
    [
        (a_finding("urgent", "threat"), "safeguarding"),
        (a_finding("urgent", "sexual"), "safeguarding"),
        (a_finding("urgent", "personal_data"), "safeguarding"),
        (a_finding("medium", "contact_request"), "safeguarding"),
        (a_finding("low", "self_harm_concern"), "safeguarding"),
        (a_finding("medium", "bullying_of_pupil"), "safeguarding"),
        (a_finding("medium", "profanity", "bullying_of_pupil"), "safeguarding"),
        (a_finding("high", "personal_data", about_child=True), "safeguarding"),
        (a_finding("low", "personal_data", about_child=True), "report"),
        (a_finding("medium", "personal_data"), "report"),
        (a_finding("high", "threat"), "report"),
        (a_finding("high", "hate"), "report"),
        (a_finding("medium", "abuse_insult"), "report"),
        (a_finding("low", "disrepute"), "report"),
        (a_finding("medium"), "report"),
        (a_finding("medium", "a_category_of_tomorrow"), "report"),
        (a_finding("high", rule="unnamed-children"), "report"),
        (a_finding("medium", rule="posting-frequency"), "report"),
        (a_finding("high", "defamation_of_staff"), "allegations"),
        (a_finding("urgent", "defamation_of_staff", "self_harm_concern"), "allegations"),
    ],
)
def test_the_category_decides_who_hears(finding: Finding, lane: str) -> None:
    assert lane_of(finding) == lane


@pytest.mark.parametrize(
    ("finding", "lane"),
    [
        (a_finding("high", "defamation_of_staff"), "report"),
        (a_finding("urgent", "defamation_of_staff"), "safeguarding"),
        (a_finding("high", "defamation_of_staff", "self_harm_concern"), "safeguarding"),
    ],
)
def test_where_nobody_hears_allegations_they_go_where_they_would_otherwise(finding: Finding, lane: str) -> None:
    assert lane_of(finding, allegations=False) == lane
