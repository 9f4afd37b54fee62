"""The page at the end of an audit on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.report.adhoc import build_page, page_text, write_page
from auditor.store.engine import reading, writing
from tests.report.ground import (
    NIGHT,
    a_contact_request,
    a_finding,
    a_night,
    a_sender,
    a_trust,
    days,
    messages,
    posts,
)
from tests.report.mails import html_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

WEDNESDAY = NIGHT - days(5)
COMMS, OAKFIELD_DSL = "comms@oakfield.example", "oakfield-dsl@oakfield.example"


def page(engine: Engine, run: str) -> str:
    with reading(engine) as session:
        return page_text(build_page(session, a_trust(), run, WEDNESDAY))


def mailed(engine: Engine, run: str, recipient: str, folder: Path) -> str:
    with writing(engine) as session:
        write_page(session, a_trust(), run, WEDNESDAY, recipient, a_sender(folder))
    row = messages(engine)[-1]
    assert (row.kind, row.period, row.recipient) == ("page", run, recipient)
    return f"{row.subject}\n{text_of(row)}\n{html_of(row)}"


def test_it_tells_what_is_new_and_what_still_stands_with_link_and_id(engine: Engine) -> None:
    a_night(engine, a_trust(), WEDNESDAY - days(1))
    old = a_finding(engine, message="This post names a child beside a film.")
    run = a_night(engine, a_trust(), WEDNESDAY, labels=["x:oakfieldprimary"])
    clauses = [{"pack": "com01", "clause": f"4.1-{number}"} for number in range(9)]
    new = a_finding(engine, clauses=clauses)
    text = page(engine, run)
    assert text.startswith("1 new finding, 2 open.")
    assert text.index("NEW") < text.index(new) < text.index("STILL OPEN") < text.index(old)
    assert text.count("https://x.com/i/status/") == 2
    assert all(len(line) <= 80 for line in text.splitlines())


def test_it_tells_the_running_week_of_the_schools_that_were_read_alone(engine: Engine) -> None:
    a_night(engine, a_trust(), WEDNESDAY - days(1))
    a_finding(engine, label="x:tarnlane", message="Not of this school.")
    posts(engine, "x:oakfieldprimary", 16, 17)
    run = a_night(engine, a_trust(), WEDNESDAY, labels=["x:oakfieldprimary"])
    text = page(engine, run)
    assert "Oakfield Primary School: 2 of 3 posts this week so far." in text
    assert "Tarn Lane" not in text
    assert "Not of this school." not in text
    assert "1 account read to the end." in text


def test_it_tells_what_could_not_be_read_and_what_it_cost(engine: Engine) -> None:
    failing = {"x:oakfieldprimary": "rate_limited"}
    run = a_night(engine, a_trust(), WEDNESDAY, failing=failing, labels=["x:oakfieldprimary"], cost_micros=45_000)
    text = " ".join(page(engine, run).split())
    assert "Not read: x:oakfieldprimary (never checked): the network asked us to wait." in text
    assert "It took 3 requests and cost $0.04." in text or "cost $0.05" in text


def test_what_the_network_does_not_show_is_not_read_to_the_end(engine: Engine) -> None:
    gap = {"from": "2026-11-17T00:00:00Z", "to": "2026-11-18T00:00:00Z", "what": "replies older than seven days"}
    run = a_night(engine, a_trust(), WEDNESDAY, gaps={"x:oakfieldprimary": [gap]}, labels=["x:oakfieldprimary"])
    text = " ".join(page(engine, run).split())
    assert "1 account read as far as its network shows it. Not everything could be had: replies older" in text
    assert "read to the end" not in text


def test_a_mail_tells_safeguarding_matters_to_that_list_alone(engine: Engine, tmp_path: Path) -> None:
    run = a_night(engine, a_trust(), WEDNESDAY)
    urgent, named = a_contact_request(engine), a_finding(engine)
    to_comms = mailed(engine, run, COMMS, tmp_path)
    assert urgent not in to_comms
    assert "private contact" not in to_comms
    assert named in to_comms
    assert "Besides, 1 finding told to safeguarding alone." in to_comms
    assert "1 new finding, 2 open" in to_comms
    to_dsl = mailed(engine, run, OAKFIELD_DSL, tmp_path)
    assert urgent in to_dsl
    assert urgent in page(engine, run)


def test_more_than_a_page_holds_is_counted(engine: Engine) -> None:
    run = a_night(engine, a_trust(), WEDNESDAY)
    for _ in range(30):
        a_finding(engine)
    text = page(engine, run)
    assert "And 10 more: `auditor findings` lists them all." in text
    assert text.startswith("30 new findings, 30 open.")
