"""Which earlier findings judging is handed: those on the same writers on the same account, if they say something."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from auditor.model import Severity, Status, SubjectRef
from auditor.store.decisions import Decision, decide
from auditor.store.engine import reading, writing
from auditor.store.queries import accounts_of, gather
from auditor.store.tables import FindingRow, ItemRow
from connectors.model import Sighting, Subject
from tests.build import NOW, a_comment, a_finding, a_reading
from tests.store.ground import SCHOOL, TRUST, Night

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from auditor.model import Finding, Flagged

DAY = timedelta(days=1)


def about(comment_id: str, **changes: object) -> Finding:
    """Return a finding on a comment."""
    url = f"https://x.com/i/status/{comment_id}"
    subject = SubjectRef(kind="comment", id=comment_id, key=comment_id, url=url)
    usual = {"rule": "inappropriate-comment", "severity": Severity.MEDIUM, "subject": subject}
    return a_finding(**{**usual, **changes})


def two_comments(engine: Engine, **changes: object) -> Night:
    """Keep two comments by one writer, a day apart; the first one is flagged."""
    night = Night(engine, NOW)
    first = a_comment("Old words", native_id="200", created_at=NOW - DAY, **changes)
    night.keep(a_reading(first, a_comment("New words", native_id="201", created_at=NOW)))
    night.judge(about("200"))
    return night


def handed(engine: Engine) -> list[Flagged]:
    """Return what judging the second comment is handed."""
    with reading(engine) as session:
        rows = accounts_of(session, SCHOOL)
        items = session.query(ItemRow).filter_by(canonical_id="201").all()
        return list(gather(session, TRUST, SCHOOL, rows, items, NOW).flagged)


def say(engine: Engine, decided: Status) -> None:
    with writing(engine) as session:
        row = session.query(FindingRow).filter_by(subject_key="200").one()
        decide(session, row.id, Decision(decided=decided, reason="Seen.", by="The head", os_user="head", at=NOW))


def test_an_earlier_finding_on_the_same_writer_is_handed_over(engine: Engine) -> None:
    two_comments(engine)
    (flagged,) = handed(engine)
    assert (flagged.account, flagged.kind, flagged.key) == ("x:oakfieldprimary", "comment", "200")
    assert (flagged.created_at, flagged.counts) == (NOW - DAY, True)
    assert "stranger" not in flagged.author


@pytest.mark.parametrize("decided", [Status.CONFIRMED, Status.RESOLVED])
def test_what_a_person_confirmed_or_saw_to_counts(engine: Engine, decided: Status) -> None:
    two_comments(engine)
    say(engine, decided)
    assert [one.counts for one in handed(engine)] == [True]


def test_what_a_person_dismissed_is_handed_over_as_not_counting(engine: Engine) -> None:
    two_comments(engine)
    say(engine, Status.DISMISSED)
    assert [one.counts for one in handed(engine)] == [False]


def test_what_has_vanished_or_was_hidden_counts(engine: Engine) -> None:
    two_comments(engine)
    subject = Subject(kind="comment", native_id="200", canonical_id="200")
    Night(engine, NOW + DAY).keep(a_reading(sightings=[Sighting(subject=subject, gone="It does not exist.")]))
    assert [one.counts for one in handed(engine)] == [True]


def test_what_is_not_found_any_more_is_not_handed_over(engine: Engine) -> None:
    two_comments(engine)
    Night(engine, NOW + DAY).judge()
    assert handed(engine) == []


def test_what_was_hidden_before_it_was_ever_told_does_not_count(engine: Engine) -> None:
    night = Night(engine, NOW)
    night.keep(a_reading(a_comment("New words", native_id="201", created_at=NOW, hidden=True)))
    assert [(one.key, one.counts) for one in handed(engine)] == [("201", False)]


@pytest.mark.parametrize(
    "changes", [{"author": "somebody-else"}, {"author": None}, {"created_at": NOW - 31 * DAY}], ids=str
)
def test_others_and_older_ones_are_not(engine: Engine, changes: dict[str, object]) -> None:
    night = Night(engine, NOW)
    first = a_comment("Old words", **{"native_id": "200", "created_at": NOW - DAY, **changes})
    night.keep(a_reading(first, a_comment("New words", native_id="201", created_at=NOW)))
    night.judge(about("200"))
    assert handed(engine) == []


def test_a_childs_first_name_alone_is_not(engine: Engine) -> None:
    night = two_comments(engine)
    night.judge(about("200", counted_per="100", severity=Severity.LOW))
    assert handed(engine) == []


def test_a_decision_has_later_comments_of_that_writer_judged_again(engine: Engine) -> None:
    two_comments(engine)
    other = a_comment("Others' words", native_id="202", created_at=NOW, author="somebody-else")
    Night(engine, NOW).keep(a_reading(other))
    with writing(engine) as session:
        session.query(ItemRow).update({"judged_by": "mark"})
    say(engine, Status.DISMISSED)
    with reading(engine) as session:
        marks = {row.canonical_id: row.judged_by for row in session.query(ItemRow)}
    assert marks == {"200": "mark", "201": None, "202": "mark"}
