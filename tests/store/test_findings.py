"""The life of a finding, step by step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from auditor.errors import Problems
from auditor.model import Severity, Status
from auditor.store.decisions import Decision, decide
from auditor.store.engine import writing
from auditor.store.findings import HIDDEN
from auditor.store.tables import DecisionRow, EventRow, FindingRow
from connectors.model import Sighting, Subject
from tests.build import NOW, a_comment, a_finding, a_post, a_reading
from tests.store.ground import Night, only_finding

if TYPE_CHECKING:
    from sqlalchemy import Engine

DAY = timedelta(days=1)
GONE = Sighting(subject=Subject(kind="post", native_id="100", canonical_id="100"), gone="It does not exist.")


def history(engine: Engine) -> list[str]:
    with writing(engine) as session:
        return [event.what for event in session.query(EventRow).order_by(EventRow.id)]


def say(engine: Engine, decided: Status, until: date | None = None, *, hold: bool = False) -> None:
    with writing(engine) as session:
        decision = Decision(
            decided=decided, reason="Seen.", by="The head", os_user="head", at=NOW, until=until, hold=hold
        )
        decide(session, only_finding(engine).id, decision)


def opened(engine: Engine) -> FindingRow:
    night = Night(engine, NOW)
    night.keep(a_reading(a_post("Well done Ben!")))
    night.judge(a_finding())
    return only_finding(engine)


def test_it_is_new_once_and_then_still_open(engine: Engine) -> None:
    first = opened(engine)
    night = Night(engine, NOW + DAY)
    night.judge(a_finding())
    again = only_finding(engine)
    assert (again.id, again.status, again.first_seen, again.last_seen) == (first.id, "open", NOW, NOW + DAY)
    assert night.changes.new == []
    assert history(engine) == ["new"]


def test_the_same_night_twice_changes_nothing(engine: Engine) -> None:
    opened(engine)
    night = Night(engine, NOW, name="again")
    night.judge(a_finding())
    assert (night.changes.new, night.changes.ended, history(engine)) == ([], [], ["new"])


def test_it_resolves_by_itself_and_reopens(engine: Engine) -> None:
    opened(engine)
    Night(engine, NOW + DAY).judge()
    assert only_finding(engine).status == "resolved"
    night = Night(engine, NOW + 2 * DAY)
    night.judge(a_finding())
    assert only_finding(engine).status == "open"
    assert [row.id for row in night.changes.new] == [only_finding(engine).id]
    assert only_finding(engine).first_seen == NOW
    assert history(engine) == ["new", "resolved", "reopened"]


def test_a_vanished_post_ends_it_as_gone_and_its_return_reopens_it(engine: Engine) -> None:
    opened(engine)
    Night(engine, NOW + DAY).keep(a_reading(sightings=[GONE]))
    assert only_finding(engine).status == "gone"
    night = Night(engine, NOW + 2 * DAY)
    night.keep(a_reading(a_post("Well done Ben!")))
    night.judge(a_finding())
    assert only_finding(engine).status == "open"


@pytest.mark.parametrize("decided", [Status.DISMISSED, Status.RESOLVED])
def test_a_persons_no_holds_while_the_text_stays(engine: Engine, decided: Status) -> None:
    opened(engine)
    say(engine, decided)
    night = Night(engine, NOW + DAY)
    night.judge(a_finding())
    assert only_finding(engine).status == decided.value
    assert night.changes.new == []


@pytest.mark.parametrize("decided", [Status.DISMISSED, Status.RESOLVED])
def test_a_changed_text_opens_it_again(engine: Engine, decided: Status) -> None:
    opened(engine)
    say(engine, decided)
    night = Night(engine, NOW + DAY)
    night.keep(a_reading(a_post("Well done Ben and Mia!")))
    night.judge(a_finding())
    assert only_finding(engine).status == "open"
    assert only_finding(engine).reviewed is False


def test_a_dismissal_ends_with_its_last_day(engine: Engine) -> None:
    opened(engine)
    say(engine, Status.DISMISSED, until=(NOW + DAY).date())
    Night(engine, NOW + DAY).judge(a_finding())
    assert only_finding(engine).status == "dismissed"
    Night(engine, NOW + 2 * DAY).judge(a_finding())
    assert only_finding(engine).status == "open"


def test_a_no_does_not_outlive_what_it_was_said_of(engine: Engine) -> None:
    opened(engine)
    say(engine, Status.RESOLVED)
    Night(engine, NOW + DAY).judge()
    Night(engine, NOW + 2 * DAY).judge(a_finding())
    assert only_finding(engine).status == "open"


def test_confirmed_stands_until_it_is_put_right(engine: Engine) -> None:
    opened(engine)
    say(engine, Status.CONFIRMED)
    Night(engine, NOW + DAY).judge(a_finding())
    assert only_finding(engine).status == "confirmed"
    Night(engine, NOW + 2 * DAY).judge()
    assert only_finding(engine).status == "resolved"


def test_decisions_count_in_the_order_in_which_they_were_recorded(engine: Engine) -> None:
    opened(engine)
    say(engine, Status.DISMISSED)
    say(engine, Status.CONFIRMED)
    assert only_finding(engine).status == "confirmed"
    with writing(engine) as session:
        assert [row.decided for row in session.query(DecisionRow).order_by(DecisionRow.id)] == [
            "dismissed",
            "confirmed",
        ]


def test_a_louder_finding_is_told_again(engine: Engine) -> None:
    opened(engine)
    with writing(engine) as session:
        session.query(FindingRow).update({"told": True})
    Night(engine, NOW + DAY).judge(a_finding(severity=Severity.URGENT))
    assert only_finding(engine).told is False


def hidden_comment(engine: Engine, severity: Severity, *, hidden_at_first: bool) -> FindingRow | None:
    comment = a_finding(
        rule="inappropriate-comment",
        severity=severity,
        subject=a_finding().subject.__class__(kind="comment", id="200", key="200"),
    )
    for number, hidden in enumerate([hidden_at_first, True]):
        night = Night(engine, NOW + number * DAY)
        night.keep(a_reading(a_comment("You fools", hidden=hidden)))
        if number == 0 or not hidden_at_first:
            night.judge(comment)
    with writing(engine) as session:
        return session.query(FindingRow).one_or_none()


def test_a_comment_hidden_later_is_resolved_as_hidden(engine: Engine) -> None:
    row = hidden_comment(engine, Severity.MEDIUM, hidden_at_first=False)
    assert row is not None
    assert row.status == "resolved"
    with writing(engine) as session:
        assert session.query(EventRow).order_by(EventRow.id.desc()).first().detail == HIDDEN  # type: ignore[union-attr]


def test_a_comment_hidden_before_we_came_is_told_only_if_urgent(engine: Engine) -> None:
    assert hidden_comment(engine, Severity.MEDIUM, hidden_at_first=True) is None
    row = hidden_comment(engine, Severity.URGENT, hidden_at_first=True)
    assert row is not None
    assert row.status == "open"


def test_an_unknown_finding_is_a_sentence(engine: Engine) -> None:
    decision = Decision(decided=Status.CONFIRMED, reason="r", by="b", os_user="u", at=NOW)
    with writing(engine) as session, pytest.raises(Problems, match="no finding"):
        decide(session, "nonsense", decision)


def test_a_no_does_not_hold_where_the_child_is_protected_now(engine: Engine) -> None:
    opened(engine)
    say(engine, Status.DISMISSED)
    protected = a_finding(severity=Severity.URGENT, categories=("protected_child",))
    night = Night(engine, NOW + DAY)
    night.judge(protected)
    again = only_finding(engine)
    assert (again.status, again.told, again.reviewed) == ("open", False, False)
    assert night.changes.new
    say(engine, Status.DISMISSED)
    Night(engine, NOW + 2 * DAY).judge(protected)
    assert only_finding(engine).status == "dismissed"


def test_a_finding_that_stands_is_told_again_where_the_child_is_protected_now(engine: Engine) -> None:
    opened(engine)
    say(engine, Status.CONFIRMED)
    with writing(engine) as session:
        session.query(FindingRow).one().told = True
    Night(engine, NOW + DAY).judge(a_finding(severity=Severity.URGENT, categories=("protected_child",)))
    again = only_finding(engine)
    assert (again.status, again.told, again.reviewed) == ("confirmed", False, False)
