"""Who is told what at once, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.alerts import AdminNote, together, write_admin_notes, write_alerts
from auditor.mail import send_unsent
from auditor.store.engine import writing
from auditor.store.tables import FindingRow, MessageFindingRow, NoticeRow, RunRow
from auditor.trust import Recipients
from tests.report.ground import (
    NIGHT,
    OAKFIELD,
    a_contact_request,
    a_finding,
    a_night,
    a_school,
    a_sender,
    a_trust,
    days,
    messages,
)
from tests.report.mails import html_of, text_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from auditor.trust import Trust

TRUST_DSL, SLT = "dsl@oakfield.example", "slt@oakfield.example"
OAKFIELD_DSL, OAKFIELD_HEAD = "oakfield-dsl@oakfield.example", "head@oakfield.example"
TARN_DSL = "tarn-dsl@oakfield.example"


def tell(engine: Engine, trust: Trust, folder: Path, now: datetime = NIGHT) -> int:
    """Write the newest run's alerts."""
    with writing(engine) as session:
        run = session.query(RunRow).order_by(RunRow.sequence.desc()).first()
        assert run is not None
        return write_alerts(session, trust, run, now, a_sender(folder))


def told(engine: Engine) -> dict[tuple[str, str], int]:
    """Return how many findings each mail tells, by its kind and recipient."""
    with writing(engine) as session:
        links = session.query(MessageFindingRow).all()
    return {(row.kind, row.recipient): sum(link.message_id == row.id for link in links) for row in messages(engine)}


def test_safeguarding_goes_to_the_trusts_and_that_schools_own_list_and_to_nobody_else(
    engine: Engine, tmp_path: Path
) -> None:
    trust = a_trust()
    a_night(engine, trust)
    a_contact_request(engine)
    assert tell(engine, trust, tmp_path) == 2
    assert told(engine) == {("alert-safeguarding", TRUST_DSL): 1, ("alert-safeguarding", OAKFIELD_DSL): 1}


def test_a_school_hears_of_itself_alone_and_the_trust_of_all_in_one_mail(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    mine, other = a_contact_request(engine), a_contact_request(engine, label="x:tarnlane")
    tell(engine, trust, tmp_path)
    assert told(engine) == {
        ("alert-safeguarding", TRUST_DSL): 2,
        ("alert-safeguarding", OAKFIELD_DSL): 1,
        ("alert-safeguarding", TARN_DSL): 1,
    }
    by_recipient = {row.recipient: text_of(row) + html_of(row) for row in messages(engine)}
    assert other not in by_recipient[OAKFIELD_DSL]
    assert "Tarn Lane" not in by_recipient[OAKFIELD_DSL]
    assert mine not in by_recipient[TARN_DSL]
    assert mine in by_recipient[TRUST_DSL]
    assert other in by_recipient[TRUST_DSL]


def test_somebody_on_both_lists_gets_one_mail(engine: Engine, tmp_path: Path) -> None:
    both = a_school(recipients=Recipients(safeguarding=("DSL@oakfield.example",)))
    trust = a_trust(both)
    a_night(engine, trust)
    a_contact_request(engine)
    assert tell(engine, trust, tmp_path) == 1


def test_leaders_hear_through_their_schools_list_or_the_trusts_where_it_has_none(
    engine: Engine, tmp_path: Path
) -> None:
    trust = a_trust()
    a_night(engine, trust)
    a_finding(engine)
    a_finding(engine, label="x:tarnlane")
    tell(engine, trust, tmp_path)
    assert told(engine) == {("alert-report", OAKFIELD_HEAD): 1, ("alert-report", SLT): 1}


@pytest.mark.parametrize(
    ("finding", "is_told"),
    [
        ({"rule": "unnamed-children", "severity": "high"}, True),
        ({"rule": "unnamed-children", "severity": "medium"}, False),
        ({"rule": "handle-format", "severity": "low"}, False),
        ({"rule": "posting-frequency", "severity": "medium"}, False),
        ({"rule": "inappropriate-comment", "severity": "medium", "categories": ["abuse_insult"]}, True),
        ({"rule": "inappropriate-comment", "severity": "low", "categories": ["profanity"]}, False),
        ({"rule": "inappropriate-comment", "severity": "low", "categories": ["disrepute"]}, False),
        ({"lane": "safeguarding", "severity": "low", "categories": ["contact_request"]}, True),
        ({"lane": "safeguarding", "severity": "low", "categories": ["self_harm_concern"]}, True),
        ({"lane": "safeguarding", "severity": "low", "categories": ["bullying_of_pupil"]}, True),
        ({"lane": "safeguarding", "severity": "medium", "categories": ["personal_data"]}, True),
        ({"lane": "safeguarding", "severity": "low", "categories": ["personal_data"]}, False),
        ({"severity": "low", "categories": ["personal_data"], "counted_per": "100"}, False),
        ({"severity": "urgent", "categories": ["threat"]}, True),
        ({"status": "confirmed"}, True),
        ({"status": "dismissed"}, False),
        ({"status": "resolved"}, False),
        ({"status": "gone"}, False),
        ({"told": True}, False),
    ],
)
def test_what_is_told_at_once(engine: Engine, tmp_path: Path, finding: dict[str, object], is_told: bool) -> None:  # noqa: FBT001 - a table's column
    trust = a_trust()
    a_night(engine, trust)
    a_finding(engine, **finding)
    assert bool(tell(engine, trust, tmp_path)) == is_told


def test_urgent_goes_to_safeguarding_whatever_it_is(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    a_finding(engine, severity="urgent", categories=["threat"], lane="report")
    tell(engine, trust, tmp_path)
    assert {kind for kind, _ in told(engine)} == {"alert-safeguarding"}
    assert all(row.subject.startswith("Urgent: Safeguarding: 1 thing") for row in messages(engine))
    assert all(b"Importance: high" in (row.body or b"") for row in messages(engine))


def test_what_is_not_urgent_is_not_marked_important(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    a_finding(engine)
    tell(engine, trust, tmp_path)
    assert b"Importance" not in (messages(engine)[0].body or b"")


def test_allegations_go_to_their_own_list_alone(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust(allegations=("chair@oakfield.example",))
    a_night(engine, trust)
    for severity in ("low", "medium", "urgent"):
        a_finding(engine, severity=severity, categories=["defamation_of_staff"], lane="allegations")
    tell(engine, trust, tmp_path)
    assert told(engine) == {("alert-allegations", "chair@oakfield.example"): 3}


@pytest.mark.parametrize(
    ("finding", "kinds"),
    [
        ({"severity": "urgent"}, {"alert-safeguarding"}),
        ({"severity": "medium"}, {"alert-report"}),
        ({"severity": "low"}, set()),
        ({"severity": "medium", "categories": ["defamation_of_staff", "bullying_of_pupil"]}, {"alert-safeguarding"}),
    ],
)
def test_allegations_without_a_list_go_where_the_rest_goes(
    engine: Engine, tmp_path: Path, finding: dict[str, object], kinds: set[str]
) -> None:
    trust = a_trust()
    a_night(engine, trust)
    values = {"rule": "inappropriate-comment", "categories": ["defamation_of_staff"], "lane": "allegations"}
    a_finding(engine, **values | finding)
    tell(engine, trust, tmp_path)
    assert {kind for kind, _ in told(engine)} == kinds


def test_each_finding_is_told_once_and_again_when_it_was_reopened(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    identity = a_contact_request(engine)
    assert tell(engine, trust, tmp_path) == 2
    a_night(engine, trust, NIGHT + days(1))
    assert tell(engine, trust, tmp_path, NIGHT + days(1)) == 0
    with writing(engine) as session:
        row = session.get(FindingRow, identity)
        assert row is not None
        row.told = False
    a_night(engine, trust, NIGHT + days(2))
    assert tell(engine, trust, tmp_path, NIGHT + days(2)) == 2


def test_an_alert_says_everything_that_is_needed_to_act(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust(OAKFIELD)
    a_night(engine, trust)
    identity = a_contact_request(engine)
    tell(engine, trust, tmp_path)
    row = messages(engine)[0]
    with writing(engine) as session:
        finding = session.get(FindingRow, identity)
        assert finding is not None
        url = finding.url
        assert url is not None
    for part in (text_of(row), html_of(row)):
        told_in_words = " ".join(part.split())
        for needed in (
            "Open each link now and keep the words",
            url,
            "inappropriate-comment",
            "contact_request",
            "com01 4.1-4b",
            "An invitation to another app.",
            "Sure (93 %)",
            "The DSL: act now.",
            "Oakfield Primary School",
            "23 November 2026, 03:15",
        ):
            assert needed in told_in_words
    assert f'auditor review {identity} --as confirmed --reason "what was done" --by "your name"' in text_of(row)


def test_what_was_sent_and_not_reviewed_is_said_again_whatever_has_become_of_it(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust, NIGHT - days(5))
    vanished, reviewed, elsewhere = (
        a_contact_request(engine),
        a_contact_request(engine),
        a_contact_request(engine, label="x:tarnlane"),
    )
    tell(engine, trust, tmp_path, NIGHT - days(5))
    with writing(engine) as session:
        one, two = session.get(FindingRow, vanished), session.get(FindingRow, reviewed)
        assert one is not None
        assert two is not None
        one.status, two.reviewed = "gone", True
    a_night(engine, trust)
    fresh = a_contact_request(engine)
    tell(engine, trust, tmp_path)
    later = {row.recipient: text_of(row) for row in messages(engine) if row.created_at == NIGHT}
    assert set(later) == {TRUST_DSL, OAKFIELD_DSL}
    assert "NOT REVIEWED YET: 1" in later[OAKFIELD_DSL]
    assert f"unreviewed for 5 days; gone from the network; {vanished}" in " ".join(later[OAKFIELD_DSL].split())
    assert "NOT REVIEWED YET: 2" in later[TRUST_DSL]
    assert elsewhere in later[TRUST_DSL]
    assert elsewhere not in later[OAKFIELD_DSL]
    assert all(reviewed not in text for text in later.values())
    assert all(text.count(fresh) == 1 for text in later.values())


def test_leaders_are_not_told_what_safeguarding_has_not_reviewed(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust, NIGHT - days(1))
    identity = a_contact_request(engine)
    tell(engine, trust, tmp_path, NIGHT - days(1))
    a_night(engine, trust)
    a_finding(engine)
    tell(engine, trust, tmp_path)
    (leaders,) = (row for row in messages(engine) if row.kind == "alert-report")
    assert identity not in text_of(leaders) + html_of(leaders)


def test_hundreds_of_findings_are_all_told_in_one_mail_that_is_not_clipped(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust(OAKFIELD)
    a_night(engine, trust)
    ids = [a_finding(engine) for _ in range(160)]
    assert tell(engine, trust, tmp_path) == 1
    (row,) = messages(engine)
    assert told(engine) == {("alert-report", OAKFIELD_HEAD): 160}
    assert all(identity in text_of(row) for identity in ids)
    assert len(html_of(row).encode()) < 90_000


def test_more_than_a_mail_can_hold_is_counted(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust(OAKFIELD)
    a_night(engine, trust)
    for _ in range(180):
        a_finding(engine)
    tell(engine, trust, tmp_path)
    assert "And 5 more: `auditor findings` lists them all." in text_of(messages(engine)[0])


def test_a_school_that_left_the_register_is_told_to_the_trust(engine: Engine, tmp_path: Path) -> None:
    a_night(engine, a_trust())
    a_contact_request(engine, label="x:tarnlane")
    a_finding(engine, label="x:tarnlane")
    tell(engine, a_trust(OAKFIELD), tmp_path)
    assert told(engine) == {("alert-safeguarding", TRUST_DSL): 1, ("alert-report", SLT): 1}


def test_alerts_are_sent_with_everything_else_that_waits(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    a_contact_request(engine)
    tell(engine, trust, tmp_path)
    assert send_unsent(engine, a_sender(tmp_path), NIGHT).written == 2


NOTE = AdminNote(key="budget:x:2026-11:80", sentence="80 % of X's budget is spent.", to_do="Nothing has to be done.")
OTHER = AdminNote(key="auth:x:tarnlane:7", sentence="x:tarnlane could not be read.", to_do="Make a new token.")


def test_the_administrator_is_told_each_thing_once(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust(
        recipients=Recipients(
            report=(SLT,),
            safeguarding=(TRUST_DSL,),
            admin=("it@oakfield.example", "IT@oakfield.example", "it2@oakfield.example"),
        )
    )
    for number, notes, expected in ((0, [NOTE], 2), (1, [NOTE], 0), (2, [NOTE, OTHER], 2)):
        run_id = a_night(engine, trust, NIGHT + days(number))
        with writing(engine) as session:
            run = session.get(RunRow, run_id)
            assert run is not None
            assert write_admin_notes(session, trust, run, NIGHT + days(number), a_sender(tmp_path), notes) == expected
    mails = messages(engine)
    assert {row.kind for row in mails} == {"admin"}
    assert NOTE.sentence in text_of(mails[0])
    assert NOTE.to_do in html_of(mails[0])
    assert NOTE.sentence not in text_of(mails[-1])
    assert OTHER.to_do in text_of(mails[-1])
    with writing(engine) as session:
        assert {row.key for row in session.query(NoticeRow)} == {NOTE.key, OTHER.key}


def refused(number: int) -> AdminNote:
    sentence = "could not be read: the credential is refused."
    return AdminNote(key=f"auth:x:s{number}:7", about=f"x:s{number}", sentence=sentence, to_do="Make a new token.")


def test_accounts_with_one_trouble_are_told_in_one_sentence(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    with writing(engine) as session:
        run = session.query(RunRow).one()
        notes = [NOTE, *map(refused, range(20))]
        write_admin_notes(session, trust, run, NIGHT, a_sender(tmp_path), notes)
        assert write_admin_notes(session, trust, run, NIGHT + days(1), a_sender(tmp_path), notes) == 0
    (mail,) = messages(engine)
    text, html = text_of(mail), html_of(mail)
    told = "x:s0, x:s1, x:s2 and 17 more could not be read: the credential is refused."
    assert told in " ".join(text.split())
    assert told in html
    assert text.count("Make a new token.") == 1
    assert "2 things for the administrator" in mail.subject


def test_what_is_about_one_account_names_it() -> None:
    (note,) = together([refused(1)])
    assert note.sentence == "x:s1 could not be read: the credential is refused."
