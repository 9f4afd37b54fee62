"""What is asked for is done, and no more: one account, a quiet night, everything again, a page for one reader."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.testing import comment, delete, hide, post
from tests.whole_line.leaks import plain_text
from tests.whole_line.line import Line, a_line, by_account, iso
from tests.whole_line.small_trust import ALERTED, LABELS, NEXT_NIGHT, NIGHT, REGISTER, REPORTED, small_diary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

MONDAY = NIGHT + timedelta(days=3, hours=3)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with a_line(tmp_path, small_diary(), REGISTER, NIGHT) as line:
        yield line


def test_one_account_is_read_and_no_other(line: Line) -> None:
    night = line.audit(NIGHT, "--account", "facebook:oakprimary")
    assert night.reasons() == {"facebook:oakprimary": None}
    assert set(by_account(line.facebook)) == {"2001"}
    assert line.x.requests == []
    assert night.code == 0


@pytest.mark.parametrize("option", [["--school", "oakk"], ["--account", "x:nobody"]])
def test_what_the_register_does_not_have_is_refused_before_anything_is_asked(line: Line, option: list[str]) -> None:
    refused = line.auditor("audit", *option)
    assert refused.code == 2
    assert refused.out == ""
    assert option[1] in refused.err
    assert line.requests() == 0


def test_a_quiet_night_costs_a_few_requests_and_a_line(line: Line) -> None:
    first = line.audit(NIGHT)
    line.forget_requests()
    line.move_clocks(NEXT_NIGHT)
    quiet = line.auditor("audit", "--as-of", iso(NEXT_NIGHT))
    assert quiet.code == 0
    assert len(quiet.out.splitlines()) == 1
    assert quiet.err == ""
    watched = 1  # the contact request is looked up
    assert len(line.facebook.requests) <= 2 * 3 + watched
    assert len(line.x.requests) <= 2 * 3 + watched
    billed = [one for served in line.x.requests for one in served.billed_ids.get("post", ())]
    assert len(billed) <= 1  # the child's name is looked up; nothing else is bought twice
    assert first.json["findings"]["new"] == 2


def test_everything_again_finds_what_vanished_quietly(line: Line) -> None:
    """Low findings are not looked up each night: `--full` confirms what became of them."""
    day = timedelta(days=1)
    line.facebook.diary.add(
        "facebook",
        "2001",
        comment("proud", NIGHT - day, on="of-0", by="Parent Three", text="Well done Ella, so proud!"),
        comment("glad", NIGHT - day, on="of-1", by="Parent Four", text="Well done Maisie, so proud!"),
        hide("proud", NIGHT + 0.5 * day),
        delete("glad", NIGHT + 0.5 * day),
    )
    line.audit(NIGHT)
    proud, glad = (line.facebook.diary.id_of(key, "facebook") for key in ("proud", "glad"))
    low = {one["subject"]["id"]: one["status"] for one in line.findings() if one["severity"] == "low"}
    assert low == {proud: "open", glad: "open"}
    line.audit(NIGHT + day, "--full")
    after = {one["subject"]["id"]: one["status"] for one in line.findings() if one["severity"] == "low"}
    assert after == {proud: "resolved", glad: "gone"}


def test_a_deleted_post_is_gone_with_everything_again_and_its_text_goes_too(line: Line) -> None:
    day = timedelta(days=1)
    line.x.diary.add(
        "x", "1002", post("slip", NIGHT - day, "The fair is on Friday."), delete("slip", NIGHT + 0.5 * day)
    )
    line.audit(NIGHT)
    line.audit(NIGHT + day, "--full")
    gone = line.rows("SELECT canonical_id FROM item WHERE gone_at IS NOT NULL")
    assert gone == [(line.x.diary.id_of("slip", "x"),)]
    line.audit(NIGHT + 2 * day)
    assert line.rows("SELECT text FROM item WHERE gone_at IS NOT NULL") == [(None,)]


def test_a_page_goes_to_one_address_of_the_trusts_alone(line: Line) -> None:
    refused = line.auditor("audit", "--as-of", iso(NIGHT), "--mail-to", "thief@elsewhere.example")
    assert refused.code == 2
    assert line.requests() == 0
    assert line.audit(NIGHT, "--school", "oak", "--mail-to", "comms@trust.example").code == 0
    assert sorted(line.office.recipients()) == sorted([*ALERTED, "comms@trust.example"])
    page = next(mail for mail in line.mails() if mail["To"] == "comms@trust.example")
    assert "Oak Primary School" in plain_text(page)
    assert "Elm" not in plain_text(page)


def test_without_a_mail_server_mails_are_files_and_each_run_says_so(line: Line) -> None:
    line.environment |= {"SMTP_HOST": "", "MAIL_FROM": ""}
    night = line.audit(NIGHT)
    assert night.code == 0
    assert "SMTP_HOST" in night.err
    assert len(list((line.home / "outbox").glob("*.eml"))) == len(ALERTED)
    assert line.office.got == []
    sent = line.send_report(MONDAY)
    assert sent.code == 0
    assert len(list((line.home / "outbox").glob("*.eml"))) == len(ALERTED) + len(REPORTED)


def test_the_home_is_closed_to_others_and_a_new_database_is_told(line: Line) -> None:
    night = line.audit(NIGHT)
    assert str(line.database) in night.err
    assert line.home.stat().st_mode & 0o077 == 0
    assert str(line.database) not in line.audit(NEXT_NIGHT).err


def test_all_accounts_come_in_the_registers_order(line: Line) -> None:
    assert [one["account"] for one in line.audit(NIGHT).json["accounts"]] == list(LABELS)
