"""Big trusts, hostile names, and nothing in a mail that must not be there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import html5lib
import pytest

from auditor.alerts import write_alerts
from auditor.mail.letter import compose
from auditor.report.adhoc import build_page, page_text, write_page
from auditor.report.rendering import render_html, safe_url, wrap
from auditor.report.weekly import build_report, render
from auditor.store.engine import reading, writing
from auditor.store.tables import AccountRow, ItemRow, RunRow
from auditor.trust import OfficialAccount, Recipients
from tests.mail.servers import a_letter
from tests.report.ground import (
    MONDAY,
    NIGHT,
    OAKFIELD,
    WEEK,
    a_contact_request,
    a_finding,
    a_night,
    a_school,
    a_sender,
    a_trust,
    messages,
    posts,
)
from tests.report.mails import html_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from auditor.report.weekly import Rendered
    from auditor.trust import Trust

HOSTILE = 'Oak</title><script>alert("x")</script>\u202egnp.exe\u200b & "Sons" \u2028<b>School'


def rendered(engine: Engine, trust: Trust) -> Rendered:
    with reading(engine) as session:
        return render(build_report(session, trust, WEEK, MONDAY))


def a_big_trust(schools: int) -> Trust:
    """Return a trust whose schools have two accounts each and names of the usual length."""
    return a_trust(
        *(
            a_school(
                f"school-{number:03}",
                f"Saint Bartholomew's Church of England Primary School {number:03}",
                accounts=(
                    OfficialAccount(platform="x", handle=f"stbartholomew{number:03}"),
                    OfficialAccount(platform="facebook", handle=f"stbartholomewsprimary{number:03}"),
                ),
            )
            for number in range(schools)
        )
    )


def test_eighty_schools_and_a_hundred_and_fifty_findings_are_not_clipped(engine: Engine, tmp_path: Path) -> None:
    trust = a_big_trust(80)
    gap = {"from": "2026-11-17T00:00:00Z", "to": "2026-11-18T00:00:00Z", "what": "replies older than seven days"}
    labels = [account.label for school in trust.schools for account in school.accounts]
    reasons = ("auth_expired", "permission", "rate_limited", "transient")
    failing = {label: reasons[place % 4] for place, label in enumerate(labels) if place % 3 == 0}
    a_night(engine, trust, failing=failing, gaps={label: [gap] for label in labels[:50]})
    for number in range(150):
        a_finding(engine, label=labels[number % len(labels)], message="This post names a child beside a photo. " * 2)
    mail = rendered(engine, trust)
    assert len(mail.html.encode()) < 80_000
    assert len(compose(a_letter(html=mail.html, text=mail.text), a_sender(tmp_path), NIGHT)) < 130_000
    assert mail.html.count('<th scope="row"') >= 80  # every school has its row
    assert "And 140 more:" in mail.text
    assert "And 140 more:" in mail.html
    html5lib.HTMLParser(strict=True).parse(mail.html)


def test_a_hundred_and_twenty_schools_are_told_as_far_as_they_fit(engine: Engine) -> None:
    trust = a_big_trust(120)
    a_night(engine, trust)
    mail = rendered(engine, trust)
    assert "And 20 more schools" in mail.html
    assert len(mail.html.encode()) < 90_000


def hostile_trust() -> Trust:
    school = replace(OAKFIELD, name=HOSTILE, accounts=(OfficialAccount(platform="x", handle="<i>oak</i>"),))
    return a_trust(school, name=HOSTILE)


def all_mails(engine: Engine, trust: Trust, folder: Path) -> list[tuple[str, str, str]]:
    """Return subject, text and HTML of the report, of every alert and of the page of an audit on request."""
    with writing(engine) as session:
        run = session.query(RunRow).order_by(RunRow.sequence.desc()).first()
        assert run is not None
        write_alerts(session, trust, run, NIGHT, a_sender(folder))
        write_page(session, trust, run.id, NIGHT, "comms@oakfield.example", a_sender(folder))
        page = page_text(build_page(session, trust, run.id, NIGHT))
    report = rendered(engine, trust)
    mails = [(row.subject, text_of(row), html_of(row)) for row in messages(engine)]
    return [*mails, (report.subject, report.text, report.html), ("", page, "")]


def test_hostile_names_are_shown_and_do_nothing(engine: Engine, tmp_path: Path) -> None:
    trust = hostile_trust()
    a_night(engine, trust, failing={"x:<i>oak</i>": "auth_expired"})
    with writing(engine) as session:
        row = session.query(AccountRow).one()
        row.shown_handle, row.profile_read_at = "<u>oak\u202e", NIGHT
    values = {
        "label": "x:<i>oak</i>",
        "message": "A <b>bold</b>\r\nmessage.",
        "why": "<script>",
        "next_step": "<img src=x>",
    }
    a_finding(engine, url="javascript:alert(1)", **values)
    a_contact_request(engine, url='https://x.com/"><script>', **values)
    mails = all_mails(engine, trust, tmp_path)
    assert len(mails) == 6
    for subject, text, html in mails:
        for part in (subject, text, html):
            assert not {"\u202e", "\u200b", "\u2028", "\r"} & set(part.replace("\r\n", "\n"))
        for alive in ("<script", "<b>bold", "<u>", "<i>", "<img", "javascript:"):
            assert alive not in html
        if html:
            html5lib.HTMLParser(strict=True).parse(html)
        assert "[U+202E]" in text


def test_no_link_is_followed_but_https() -> None:
    assert safe_url("https://x.com/i/status/1") == "https://x.com/i/status/1"
    for url in (
        "http://x.com",
        "javascript:alert(1)",
        "https://",
        "//x.com",
        "https://x.com/ a",
        'https://x.com/"',
        "https://x.com/\n",
        "https://\u0445.com",
        None,
        "",
    ):
        assert safe_url(url) == ""


def test_a_name_that_a_template_does_not_know_is_a_fault() -> None:
    with pytest.raises(Exception, match="is undefined"):
        render_html("admin", {"trust": "Oakfield", "notes": []})


def test_lines_are_short_and_links_whole() -> None:
    link = f"https://x.com/{'1' * 90}"
    lines = wrap(
        f"Words {link} and many more words that go on and on and on until the line is full and more.", 2, 0
    ).splitlines()
    assert link in [line.strip() for line in lines]
    assert all(len(line) <= 76 for line in lines if link not in line)


CANARIES = (
    "Zebedee Quillfeather",
    "@canary_commenter",
    "canary-token-1234",
    "you are all utter canaries",
    "pseudonym-canary",
)


def test_no_name_word_handle_or_token_of_anybody_is_in_any_mail(engine: Engine, tmp_path: Path) -> None:
    token = CANARIES[2]
    account = OfficialAccount(platform="x", handle="oakfieldprimary", token=token)
    trust = a_trust(replace(OAKFIELD, accounts=(account,), recipients=Recipients()))
    a_night(engine, trust)
    posts(engine, "x:oakfieldprimary", 17, text=CANARIES[0])
    posts(engine, "x:oakfieldprimary", 17, own=False, text=f"{CANARIES[1]} {CANARIES[3]}")
    with writing(engine) as session:
        post, comment = session.query(ItemRow).order_by(ItemRow.id)
        comment.author = CANARIES[4]
        post.media = [{"alt": CANARIES[0]}]
        ids = post.id, comment.id
    a_finding(engine, item_id=ids[0])
    a_contact_request(engine, item_id=ids[1])
    a_finding(engine, item_id=ids[1], rule="inappropriate-comment", subject_kind="comment", categories=["abuse_insult"])
    mails = all_mails(engine, trust, tmp_path)
    assert len(mails) == 5
    for parts in mails:
        assert not [canary for canary in CANARIES if any(canary in part for part in parts)]
    assert any("Written 17 November 2026, 12:00" in text for _, text, _ in mails)
