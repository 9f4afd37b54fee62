"""What is deleted when, and what never looks new because of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from auditor.model import Status
from auditor.store.decisions import Decision, decide
from auditor.store.engine import writing
from auditor.store.retention import Limits, delete_old
from auditor.store.tables import EventRow, FindingRow, ItemRow, MessageRow, RevisionRow
from connectors.model import Sighting, Subject
from tests.build import NOW, a_comment, a_finding, a_post, a_reading
from tests.store.ground import Night, only_finding, only_item

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

DAY = timedelta(days=1)
LIMITS = Limits(comments=30, posts=90, findings=365, mail=365)


def clean(engine: Engine, now: datetime, limits: Limits = LIMITS) -> None:
    with writing(engine) as session:
        delete_old(session, limits, now)


@pytest.mark.parametrize(("days", "comment", "post"), [(29, True, True), (31, False, True), (91, False, False)])
def test_texts_go_after_their_days(engine: Engine, days: int, *, comment: bool, post: bool) -> None:
    Night(engine, NOW).keep(a_reading(a_post(), a_comment()))
    clean(engine, NOW + days * DAY)
    assert (only_item(engine, "comment").text is not None) is comment
    assert (only_item(engine).text is not None) is post
    assert only_item(engine).content_hash


def test_a_platforms_shorter_limit_wins(engine: Engine) -> None:
    Night(engine, NOW).keep(a_reading(a_post()))
    clean(engine, NOW + 8 * DAY, Limits(comments=30, posts=90, findings=365, mail=365, platforms={"x": 7}))
    assert only_item(engine).text is None


def test_a_deleted_text_does_not_look_new_and_does_not_come_back(engine: Engine) -> None:
    Night(engine, NOW).keep(a_reading(a_post()))
    with writing(engine) as session:
        session.query(ItemRow).update({"judged_by": "mark"})
    clean(engine, NOW + 91 * DAY)
    kept = Night(engine, NOW + 91 * DAY).keep(a_reading(a_post()))
    item = only_item(engine)
    assert (kept.posts_new, item.text, item.judged_by) == (0, None, "mark")
    with writing(engine) as session:
        assert session.query(RevisionRow).count() == 0


def test_a_changed_text_after_deletion_is_kept_and_judged(engine: Engine) -> None:
    Night(engine, NOW).keep(a_reading(a_post("One.")))
    clean(engine, NOW + 91 * DAY)
    Night(engine, NOW + 91 * DAY).keep(a_reading(a_post("Two.")))
    assert (only_item(engine).text, only_item(engine).judged_by) == ("Two.", None)


def found(engine: Engine) -> None:
    night = Night(engine, NOW)
    night.keep(a_reading(a_post("Well done Ben!")))
    night.judge(a_finding())


def settle(engine: Engine, *, hold: bool = False) -> None:
    with writing(engine) as session:
        decision = Decision(decided=Status.DISMISSED, reason="r", by="b", os_user="u", at=NOW, hold=hold)
        decide(session, only_finding(engine).id, decision)


def test_a_text_with_an_open_finding_stays(engine: Engine) -> None:
    found(engine)
    clean(engine, NOW + 91 * DAY)
    assert only_item(engine).text == "Well done Ben!"
    settle(engine)
    clean(engine, NOW + 91 * DAY)
    assert only_item(engine).text is None


def gone(engine: Engine) -> None:
    subject = Subject(kind="post", native_id="100", canonical_id="100")
    Night(engine, NOW + DAY).keep(a_reading(sightings=[Sighting(subject=subject, gone="It does not exist.")]))


def test_the_text_of_a_vanished_item_goes_with_its_earlier_versions(engine: Engine) -> None:
    found(engine)
    Night(engine, NOW).keep(a_reading(a_post("Well done Ben and Mia!")))
    gone(engine)
    clean(engine, NOW + DAY)
    assert only_item(engine).text is None
    with writing(engine) as session:
        assert session.query(RevisionRow).one().text is None


def test_a_person_may_hold_the_text_of_a_vanished_item(engine: Engine) -> None:
    found(engine)
    settle(engine, hold=True)
    gone(engine)
    clean(engine, NOW + 400 * DAY)
    assert only_item(engine).text == "Well done Ben!"
    assert only_finding(engine).hold


def test_closed_findings_go_with_their_history(engine: Engine) -> None:
    found(engine)
    settle(engine)
    clean(engine, NOW + 364 * DAY)
    assert only_finding(engine).status == "dismissed"
    clean(engine, NOW + 366 * DAY)
    with writing(engine) as session:
        assert (session.query(FindingRow).count(), session.query(EventRow).count()) == (0, 0)


def test_a_dismissed_finding_stays_while_its_text_is_there_to_be_found_again(engine: Engine) -> None:
    found(engine)
    settle(engine)
    clean(engine, NOW + 400 * DAY, Limits(comments=30, posts=5000, findings=365, mail=365))
    assert only_finding(engine).status == "dismissed"


def test_open_findings_never_go(engine: Engine) -> None:
    found(engine)
    clean(engine, NOW + 4000 * DAY)
    assert only_finding(engine).status == "open"


def test_sent_mails_lose_their_body_and_stay_counted(engine: Engine) -> None:
    with writing(engine) as session:
        for number, state in enumerate(["sent", "failed"]):
            session.add(
                MessageRow(
                    kind="report",
                    period=f"2026-W{number}",
                    recipient="slt@oakfield.example",
                    message_id="m",
                    subject="s",
                    body=b"words",
                    state=state,
                    created_at=NOW,
                    sent_at=NOW,
                )
            )
    clean(engine, NOW + 366 * DAY)
    with writing(engine) as session:
        assert {row.state: row.body for row in session.query(MessageRow)} == {"sent": None, "failed": b"words"}
