"""What the weekly report says, and above all what it does not say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from sqlalchemy import update

from auditor.errors import Problems
from auditor.model import Span
from auditor.report.weekly import as_json, build_report, render
from auditor.store.engine import reading, writing
from auditor.store.tables import EventRow, FindingRow, RunRow
from auditor.trust import OfficialAccount
from tests.report.ground import (
    MONDAY,
    NIGHT,
    OAKFIELD,
    TARN_LANE,
    TERM,
    WEEK,
    a_contact_request,
    a_finding,
    a_night,
    a_school,
    a_trust,
    days,
    posts,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from auditor.report.weekly import Rendered, Report
    from auditor.trust import Trust


def report(
    engine: Engine, trust: Trust | None = None, *, week: str = WEEK, now: datetime = MONDAY, school: str | None = None
) -> Report:
    with reading(engine) as session:
        return build_report(session, trust or a_trust(), week, now, school)


def rendered(engine: Engine, trust: Trust | None = None, **about: Any) -> Rendered:  # noqa: ANN401 - any field
    return render(report(engine, trust, **about))


def words(text: str) -> str:
    """Return a text on one line, to find sentences in."""
    return " ".join(text.split())


def test_a_quiet_week_that_was_read_needs_nobody(engine: Engine) -> None:
    a_night(engine, a_trust())
    posts(engine, "x:oakfieldprimary", 16, 17, 18)
    posts(engine, "x:tarnlane", 16, 17, 22)
    posts(engine, "x:tarnlane", 17, 18, own=False)
    mail = rendered(engine)
    assert mail.subject == "Oakfield Learning Trust: week of 16 November 2026, nothing needs you"
    assert mail.text.startswith("Nothing needs you this week.\n6 posts and 2 comments were read.")
    assert "Read for the whole week: 2 of 2 schools." in words(mail.text)
    assert "Every account was read for the whole week." in mail.text


@pytest.mark.parametrize("reason", ["auth_expired", "permission", "unsupported", "attestation_due", "gone"])
def test_nothing_needs_you_is_never_said_of_what_was_not_read(engine: Engine, reason: str) -> None:
    a_night(engine, a_trust(), NIGHT - days(5))
    a_night(engine, a_trust(), failing={"x:tarnlane": reason})
    mail = rendered(engine)
    assert "nothing needs you" not in (mail.subject + mail.text + mail.html).lower()
    assert mail.text.startswith("Nothing was found in what was read, but not everything was read.")
    assert "1 of 2 schools; not Tarn Lane School." in words(mail.text)
    assert "x:tarnlane (last checked 18 November 2026, 03:15)" in mail.text
    assert "make a new token" in words(mail.text)


def test_a_gap_is_told_and_keeps_the_all_clear_back(engine: Engine) -> None:
    gap = {"from": "2026-11-17T00:00:00Z", "to": "2026-11-18T00:00:00Z", "what": "replies older than seven days"}
    a_night(engine, a_trust(), gaps={"x:oakfieldprimary": [gap]})
    mail = rendered(engine)
    assert "nothing needs you" not in mail.text.lower()
    text = words(mail.text)
    assert "Read for the whole week: 2 of 2 schools, though not everything of 1 account could be had." in text
    assert "Every account was read for the whole week." not in text
    assert "Every account was read for the whole week as far as its network shows it." in text
    assert "Oakfield Primary School: posts 0 of 3; open: none known; read for the whole week: yes, with a gap." in text
    assert "Tarn Lane School: posts 0 of 3; open: none known; read for the whole week: yes." in text
    assert "2 of 2 accounts read for the whole week, 1 with a gap." in text
    assert "yes, with a gap" in mail.html
    assert "replies older than seven days (x:oakfieldprimary, 17 November 2026, 00:00" in words(mail.text)


def test_a_gap_of_another_week_is_no_gap_of_this_one(engine: Engine) -> None:
    gap = {"from": "2026-11-10T00:00:00Z", "to": "2026-11-11T00:00:00Z", "what": "replies older than seven days"}
    a_night(engine, a_trust(), gaps={"x:oakfieldprimary": [gap]})
    assert report(engine).verdict.headline == "Nothing needs you this week."


def test_without_an_audit_since_sunday_it_says_so_first_of_all(engine: Engine) -> None:
    a_night(engine, a_trust(), NIGHT - days(2))
    mail = rendered(engine)
    assert words(mail.text).startswith("No audit has ended since Sunday 22 November 2026. This report says how things")
    assert "21 November 2026, 03:15" in words(mail.text.split("\n\n")[0])
    assert mail.html.index("<strong>No audit has ended") < mail.html.index("<h1")
    assert "nothing needs you" not in mail.text.lower()
    assert "read until 21 November 2026, 03:15" in words(mail.text)


def test_an_audit_of_some_schools_is_no_audit_of_all(engine: Engine) -> None:
    a_night(engine, a_trust(), NIGHT - days(2))
    a_night(engine, a_trust(), labels=["x:oakfieldprimary"])
    assert str(report(engine).notice).startswith("Only a part of the accounts was audited since Sunday 22 November")
    assert report(engine, school="oakfield-primary").notice is None
    assert report(engine, school="tarn-lane").notice is not None


@pytest.mark.parametrize("ago", [0, 3])
def test_where_only_some_accounts_were_ever_read_it_does_not_say_that_nothing_was(engine: Engine, ago: int) -> None:
    a_night(engine, a_trust(), NIGHT - days(ago), labels=["x:oakfieldprimary"])
    assert report(engine).notice == (
        "No audit of all accounts has ended yet: only some have been read. Ask whoever looks after the auditor."
    )


def test_before_any_audit_nothing_can_be_said(engine: Engine) -> None:
    mail = rendered(engine)
    assert "nothing has been read" in words(mail.text.split("\n\n")[0])
    assert "Nothing can be said about this week" in mail.text
    assert "no audit has read it yet" in words(mail.text)
    assert "X: not read" in words(mail.text)


def test_an_unfinished_run_claims_nothing(engine: Engine) -> None:
    a_night(engine, a_trust())
    with writing(engine) as session:
        session.execute(update(RunRow).values(finished=False))
    assert report(engine).notice is not None


def test_what_must_be_done_comes_first_the_loudest_before_the_rest(engine: Engine) -> None:
    a_night(engine, a_trust())
    a_finding(
        engine, rule="handle-format", severity="low", subject_kind="account", url=None, message="The handle differs."
    )
    named = a_finding(engine, label="x:tarnlane")
    mail = rendered(engine)
    assert mail.text.startswith("Two things need you.")
    assert mail.subject.endswith("2 things to do")
    text = words(mail.text)
    assert text.index("Tarn Lane School: This post names a child") < text.index(
        "Oakfield Primary School: The handle differs"
    )
    assert text.index("The handle differs") < text.index("SCHOOL BY SCHOOL")
    assert f"auditor review {named} --as resolved" in mail.text
    assert "(differs)" in mail.text


def test_posts_are_counted_against_three(engine: Engine) -> None:
    a_night(engine, a_trust())
    posts(engine, "x:oakfieldprimary", 16, 22)
    lines = {line.id: line for line in report(engine).schools}
    assert lines["oakfield-primary"].posts_words == "2 of 3"
    assert lines["oakfield-primary"].is_short
    assert lines["tarn-lane"].posts_words == "0 of 3"
    assert [line.posts for line in report(engine).history] == [0, 0, 0, 2]


def test_posts_of_an_account_that_was_not_read_to_the_end_are_at_least_so_many(engine: Engine) -> None:
    a_night(engine, a_trust(), NIGHT - days(3))
    posts(engine, "x:oakfieldprimary", 16)
    a_night(engine, a_trust(), failing={"x:oakfieldprimary": "auth_expired"})
    line = report(engine).schools[0]
    assert (line.posts_words, line.is_short) == ("at least 1 of 3", False)


def test_schools_stand_in_the_order_of_the_alphabet(engine: Engine) -> None:
    trust = a_trust(TARN_LANE, OAKFIELD, a_school("ashby", "ashby School"))
    a_night(engine, trust)
    assert [line.name for line in report(engine, trust).schools] == [
        "ashby School",
        "Oakfield Primary School",
        "Tarn Lane School",
    ]


def test_open_findings_are_counted_by_rule(engine: Engine) -> None:
    a_night(engine, a_trust())
    a_finding(engine)
    a_finding(engine)
    a_finding(
        engine, rule="inappropriate-comment", severity="medium", subject_kind="comment", categories=["abuse_insult"]
    )
    assert report(engine).schools[0].open_words == "1 comment, 2 children named"
    assert report(engine).schools[1].open_words == "none known"


def test_safeguarding_is_a_number_without_link_category_or_words(engine: Engine) -> None:
    a_night(engine, a_trust())
    told = a_contact_request(engine, told=True)
    a_contact_request(engine, told=True, reviewed=True)
    mail = rendered(engine)
    assert "2 things stand open with the safeguarding lead (2 new this week). 1 alert has not been reviewed" in words(
        mail.text
    )
    with reading(engine) as session:
        finding = session.get(FindingRow, told)
        assert finding is not None
        secrets = [told, str(finding.url), finding.message, finding.why, "contact_request", "private contact"]
    assert not [secret for secret in secrets if secret in mail.text + mail.html + json.dumps(as_json(report(engine)))]
    assert mail.text.startswith("Nothing besides what is with safeguarding needs you this week.")


def test_an_alert_that_nobody_reviewed_counts_also_when_its_comment_has_gone(engine: Engine) -> None:
    a_night(engine, a_trust())
    a_contact_request(engine, told=True, status="gone")
    assert "Nothing stands" not in rendered(engine).text
    assert "no things stand open" in rendered(engine).text.lower()
    assert "1 alert has not been reviewed" in words(rendered(engine).text)


def test_what_the_allegations_list_hears_is_not_even_counted(engine: Engine) -> None:
    trust = a_trust(allegations=("chair@oakfield.example",))
    a_night(engine, trust)
    before = rendered(engine, trust)
    a_finding(
        engine,
        lane="allegations",
        severity="urgent",
        categories=["defamation_of_staff"],
        rule="inappropriate-comment",
        told=True,
    )
    assert rendered(engine, trust) == before
    assert "What the register sends to the allegations list alone is not part of this report." in words(before.text)


def test_first_names_in_comments_are_counted_per_post(engine: Engine) -> None:
    a_night(engine, a_trust())
    low = {
        "rule": "inappropriate-comment",
        "severity": "low",
        "categories": ["personal_data"],
        "message": "This comment names a child.",
    }
    for _ in range(7):
        a_finding(engine, counted_per="100", **low)
    a_finding(engine, counted_per="101", **low)
    found = report(engine)
    assert [len(thing.ids) for thing in found.things.to_do] == [7, 1]
    assert found.schools[0].open_words == "2 comments"
    assert "7 comments under one post, each like this: This comment names a child." in words(render(found).text)
    assert found.verdict.headline == "Two things need you."


def test_older_weeks_are_counted_and_not_held_up_again(engine: Engine) -> None:
    a_night(engine, a_trust())
    week = {
        "rule": "posting-frequency",
        "severity": "medium",
        "subject_kind": "school_week",
        "url": None,
        "account_id": None,
    }
    a_finding(engine, week="2026-W46", message="1 of 3 posts in the week of 9 November 2026.", **week)
    a_finding(engine, week=WEEK, message="2 of 3 posts in the week of 16 November 2026.", **week)
    found = report(engine)
    assert [thing.message for thing in found.things.to_do] == ["2 of 3 posts in the week of 16 November 2026."]
    assert "1 earlier week with too few posts still stands open." in words(render(found).text)


def test_what_is_for_information_asks_for_nothing(engine: Engine) -> None:
    a_night(engine, a_trust())
    a_finding(engine, severity="info")
    assert report(engine).verdict.headline == "Nothing needs you this week."
    assert "1 finding for information" in words(rendered(engine).text)


def test_changes_since_the_week_began(engine: Engine) -> None:
    a_night(engine, a_trust(), NIGHT - days(9))
    old = a_finding(engine)
    a_night(engine, a_trust())
    a_finding(engine)
    with writing(engine) as session:
        for what in ("resolved", "dismissed"):
            session.add(EventRow(finding_id=old, at=NIGHT, what=what))
    assert ("Since Monday 16 November 2026: 1 new; 1 no longer found; 1 dismissed by a person.") in words(
        rendered(engine).text
    )


def test_what_was_hidden_is_not_told_as_removed(engine: Engine) -> None:
    a_night(engine, a_trust(), NIGHT - days(9))
    ended = {"status": "resolved", "ended_because": "hidden, not removed", "last_seen": NIGHT - days(2)}
    comment = {"rule": "inappropriate-comment", "severity": "medium", "message": "This comment is abuse."}
    hidden = a_finding(engine, **comment, **ended)
    unsaid = a_contact_request(engine, **ended)
    edited = a_finding(engine, status="resolved", ended_because="no longer found")
    a_night(engine, a_trust())
    with writing(engine) as session:
        for finding in (hidden, unsaid, edited):
            session.add(EventRow(finding_id=finding, at=NIGHT, what="resolved"))
    mail = rendered(engine)
    assert "1 no longer found; 1 hidden, not removed." in words(mail.text)
    told = (
        "This comment is abuse. Oakfield Primary School: hidden, not removed; last seen in the open on 21 November "
        "2026, 03:15."
    )
    assert told in words(mail.text)
    assert hidden in mail.text
    assert unsaid not in mail.text
    assert "hidden, not removed; last seen in the open on" in words(mail.html)
    assert as_json(report(engine))["things"]["changes"]["hidden"] == 1


def test_what_was_hidden_and_is_open_again_is_not_told_as_hidden(engine: Engine) -> None:
    a_night(engine, a_trust())
    finding = a_finding(engine)
    with writing(engine) as session:
        session.add(EventRow(finding_id=finding, at=NIGHT, what="resolved"))
    assert "1 no longer found." in words(rendered(engine).text)
    assert "hidden, not removed" not in words(rendered(engine).text)


def test_a_week_in_which_nothing_changed_says_so_in_a_word(engine: Engine) -> None:
    a_night(engine, a_trust())
    assert "Since Monday 16 November 2026: nothing new, nothing ended." in words(rendered(engine).text)


def test_four_weeks_stand_side_by_side(engine: Engine) -> None:
    a_night(engine, a_trust(), NIGHT - days(14), failing={"x:tarnlane": "transient"})
    a_night(engine, a_trust(), failing={"x:tarnlane": "transient"})
    posts(engine, "x:oakfieldprimary", 2, 3, 4, 9, 10, 16)
    history = report(engine).history
    assert [line.week for line in history] == ["2026-W44", "2026-W45", "2026-W46", "2026-W47"]
    assert [(line.posts, line.schools_reached, line.accounts_read) for line in history] == [
        (0, 0, 1),
        (3, 1, 1),
        (2, 0, 1),
        (1, 0, 1),
    ]


def test_what_it_cost(engine: Engine) -> None:
    a_night(engine, a_trust(), NIGHT - days(3), cost_micros=120_000)
    a_night(engine, a_trust(), NIGHT, cost_micros=5_000_000)  # of the next week
    assert "6 requests and $0.24 in this week's audits" in words(rendered(engine).text)


def test_a_week_without_a_school_day_gets_the_short_form(engine: Engine) -> None:
    half_term = (
        Span(start=date(2026, 9, 2), end=date(2026, 11, 13)),
        Span(start=date(2026, 11, 23), end=date(2026, 12, 18)),
    )
    trust = a_trust(replace(OAKFIELD, terms=half_term))
    a_night(engine, trust)
    a_finding(engine)
    mail = rendered(engine, trust)
    assert "No school had a school day this week" in mail.text
    assert "This post names a child" in mail.text
    assert "WHAT WAS NOT READ" in mail.text
    assert "SCHOOL BY SCHOOL" not in mail.text
    assert "FOUR WEEKS" not in mail.text
    assert "Never read: private messages" in mail.text


def test_it_says_what_is_never_read_and_what_nobody_checked(engine: Engine) -> None:
    trust = a_trust(
        replace(OAKFIELD, accounts=(*OAKFIELD.accounts, OfficialAccount(platform="instagram", handle="oakfield")))
    )
    a_night(engine, trust, failing={"instagram:oakfield": "unsupported"})
    mail = rendered(engine, trust)
    assert "to pictures. Instagram is not read at all. X does" in words(mail.html)
    text = words(mail.text)
    assert "Never read: private messages, stories, groups and comments on posts older than 30 days." in text
    assert "What pictures show is not looked at: only their descriptions are read." in text
    assert "Whether families agreed to a picture is not checked" in text
    assert "X does not show which comments are hidden" in text
    assert "Instagram is not read at all." in text
    assert "people alone check" in text
    assert "4.1-4a" in as_json(report(engine, trust))["not_covered"]["by_people"]


@pytest.mark.usefixtures("no_runtime")
def test_it_says_when_half_of_the_detectors_is_missing(engine: Engine) -> None:
    a_night(engine, a_trust())
    mail = rendered(engine)
    for part in (mail.text, mail.html):
        assert "the plain half of the detectors judges alone" in words(part)


def test_no_report_says_that_a_school_keeps_the_policy(engine: Engine) -> None:
    a_night(engine, a_trust())
    mail = rendered(engine)
    for claim in ("keeps the policy", "complies", "compliant", "all clear"):
        assert claim not in (mail.text + mail.html).lower()


def test_a_schools_page_is_about_that_school_alone(engine: Engine) -> None:
    a_night(engine, a_trust(), failing={"x:tarnlane": "auth_expired"})
    a_finding(engine, label="x:tarnlane")
    mail = rendered(engine, school="oakfield-primary")
    assert mail.subject.startswith("Oakfield Primary School: week of 16 November 2026")
    assert mail.text.startswith("Nothing needs you this week.")
    assert "tarn" not in (mail.text + mail.html).lower()


def test_a_running_week_is_told_so_far(engine: Engine) -> None:
    a_night(engine, a_trust(), NIGHT - days(3))
    mail = rendered(engine, now=MONDAY - days(3))
    assert mail.text.startswith("Nothing needs you so far this week.")
    assert "which has not ended yet" in words(mail.text)


def test_a_running_week_without_an_audit_is_not_called_quiet(engine: Engine) -> None:
    a_night(engine, a_trust(), NIGHT - days(10))
    assert report(engine, now=MONDAY - days(5)).verdict.headline.startswith("Nothing can be said about this week")


@pytest.mark.parametrize("week", ["2026-W60", "2026-47", "last", "W47", "2026-W00", "0001-W01", "2026-W470"])
def test_a_week_that_is_none_is_refused(engine: Engine, week: str) -> None:
    with pytest.raises(Problems, match="must be an ISO week such as 2026-W47"):
        report(engine, week=week)


def test_the_json_is_plain_and_whole(engine: Engine) -> None:
    a_night(engine, a_trust(), cost_micros=1_000)
    a_finding(engine)
    told = json.loads(json.dumps(as_json(report(engine))))
    assert told["week"] == WEEK
    assert (told["first_day"], told["last_day"], told["as_of"]) == ("2026-11-16", "2026-11-22", "2026-11-23T06:30:00Z")
    assert told["things"]["to_do"][0]["message"] == "This post names a child beside a photo."
    assert [line["id"] for line in told["schools"]] == ["oakfield-primary", "tarn-lane"]
    assert told["cost"]["week_usd"] == 0


def test_the_html_is_well_formed_and_fetches_nothing(engine: Engine) -> None:
    a_night(engine, a_trust(), failing={"x:tarnlane": "auth_expired"})
    a_finding(engine)
    a_contact_request(engine)
    html = rendered(engine).html
    html5lib.HTMLParser(strict=True).parse(html)
    for remote in ("<img", "<script", "<link", "src=", "@import", "url(", "http://"):
        assert remote not in html.lower()
    assert 'lang="en-GB"' in html
    assert "prefers-color-scheme: dark" in html
    assert "{{" not in html
    assert 'style="' in html


def test_terms_that_are_not_known_are_said(engine: Engine) -> None:
    trust = a_trust(replace(OAKFIELD, terms=()))
    a_night(engine, trust)
    assert report(engine, trust).schools[0].posts_words == "0 of 3 (no term dates)"
    assert TERM
