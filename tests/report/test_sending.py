"""Each page of the weekly report to each of its recipients, each week's once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.mail import send_unsent
from auditor.report.sending import pages, write_again, write_pages
from auditor.trust import Recipients
from tests.mail.servers import a_post_office, by
from tests.report.ground import (
    MONDAY,
    OAKFIELD,
    TARN_LANE,
    WEEK,
    a_finding,
    a_night,
    a_sender,
    a_trust,
    days,
    messages,
)
from tests.report.mails import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from auditor.trust import Trust

SLT, HEAD = "slt@oakfield.example", "head@oakfield.example"


def write(engine: Engine, trust: Trust, folder: Path, week: str = WEEK) -> int:
    return write_pages(engine, trust, week, MONDAY + days(7), a_sender(folder), pages(trust, week))


def test_the_trusts_list_gets_the_whole_and_a_schools_list_its_page(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    assert write(engine, trust, tmp_path) == 2
    by_recipient = {row.recipient: row for row in messages(engine)}
    assert {name: (row.kind, row.period) for name, row in by_recipient.items()} == {
        SLT: ("report", WEEK),
        HEAD: ("school-report", f"{WEEK}:oakfield-primary"),
    }
    assert "Tarn Lane" in text_of(by_recipient[SLT])
    assert "Tarn Lane" not in text_of(by_recipient[HEAD])


def test_each_week_goes_once_whatever_happened_since(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    write(engine, trust, tmp_path)
    before = [row.body for row in messages(engine)]
    a_finding(engine)
    assert write(engine, trust, tmp_path) == 0
    assert [row.body for row in messages(engine)] == before
    assert write(engine, trust, tmp_path, "2026-W46") == 2


def test_somebody_on_several_lists_gets_each_page_once(engine: Engine, tmp_path: Path) -> None:
    same = Recipients(report=(SLT, SLT.upper(), HEAD))
    trust = a_trust(replace(OAKFIELD, recipients=same), replace(TARN_LANE, recipients=same))
    a_night(engine, trust)
    assert write(engine, trust, tmp_path) == 5
    assert sorted((row.recipient.lower(), row.period) for row in messages(engine)) == [
        (HEAD, f"{WEEK}:oakfield-primary"),
        (HEAD, f"{WEEK}:tarn-lane"),
        (SLT, WEEK),
        (SLT, f"{WEEK}:oakfield-primary"),
        (SLT, f"{WEEK}:tarn-lane"),
    ]


def test_somebody_new_on_a_list_gets_the_week_too(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    write(engine, trust, tmp_path)
    more = replace(trust, recipients=replace(trust.recipients, report=(SLT.upper(), "ceo@oakfield.example")))
    assert write(engine, more, tmp_path) == 1
    assert messages(engine)[-1].recipient == "ceo@oakfield.example"


def test_after_a_failure_the_rest_goes_and_what_went_stays(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    with a_post_office() as (office, server):
        sender = by(server, tmp_path)
        office.on_recipient[SLT] = ["450 4.2.0 later"]
        write_pages(engine, trust, WEEK, MONDAY, sender, pages(trust, WEEK))
        assert send_unsent(engine, sender, MONDAY).sent == 1
        assert write_pages(engine, trust, WEEK, MONDAY + days(1), sender, pages(trust, WEEK)) == 0
        assert send_unsent(engine, sender, MONDAY + days(1)).sent == 1
        assert office.recipients() == [HEAD, SLT]


def test_sending_again_sends_the_same_bytes(engine: Engine, tmp_path: Path) -> None:
    trust = a_trust()
    a_night(engine, trust)
    with a_post_office() as (office, server):
        sender = by(server, tmp_path)
        write_pages(engine, trust, WEEK, MONDAY, sender, pages(trust, WEEK))
        send_unsent(engine, sender, MONDAY)
        a_finding(engine)
        assert write_again(engine, pages(trust, WEEK)) == 2
        assert send_unsent(engine, sender, MONDAY + days(2)).sent == 2
        first, again = office.got[:2], office.got[2:]
        assert first == again


def test_a_school_has_a_page_of_its_own_only_with_a_list_of_its_own() -> None:
    assert [page.school for page in pages(a_trust(), WEEK, "oakfield-primary")] == ["oakfield-primary"]
    assert pages(a_trust(), WEEK, "tarn-lane") == []
