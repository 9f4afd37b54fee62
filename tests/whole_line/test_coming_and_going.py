"""What is hidden, what vanishes and what comes back, seen through the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.testing import Diary, comment, delete, facebook_page, hide, post, suspend, x_account
from tests.whole_line.line import a_line, a_register, a_school, an_account, iso, local, page_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from connectors.testing.events import Event
    from tests.whole_line.line import Line

DAY = timedelta(days=1)
WRITTEN = local(11, 10, 12)
FIRST = local(11, 11, 3)
ABUSE = "You are all useless idiots"

REGISTER = a_register(
    a_school(
        "oakfield",
        "Oakfield Primary School",
        an_account("x", "oakfieldprimary", "1001"),
        an_account("facebook", "oakfieldprimary", "2001"),
        handle='"oakfieldprimary"',
    ),
    terms=[("2026-09-02", "2026-12-18")],
)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """Return a school with an abusive comment on each network."""
    events: list[Event] = [
        post("fair", WRITTEN, "The book fair is on Friday."),
        comment("abuse", WRITTEN, on="fair", by="p1", text=ABUSE),
    ]
    diary = Diary(
        x_account("oakfieldprimary", id="1001", diary=events),
        facebook_page("oakfieldprimary", id="2001", token=page_token("2001"), diary=events),
    )
    with a_line(tmp_path, diary, REGISTER, FIRST) as line:
        yield line


def on(line: Line, platform: str, *options: str) -> dict[str, str]:
    """Return the one finding on a comment of `platform`, whatever its status."""
    statuses = [word for status in ("open", "resolved", "gone", "dismissed") for word in ("--status", status)]
    found = line.findings("--rule", "inappropriate-comment", *statuses, *options)
    return next(one for one in found if one["platform"] == platform)


def test_a_hidden_comment_is_resolved_as_hidden_and_was_last_seen_the_night_before(line: Line) -> None:
    line.audit(FIRST)
    line.audit(FIRST + DAY)
    assert on(line, "facebook")["last_seen"] == iso(FIRST + DAY)
    line.facebook.diary.add("facebook", "2001", hide("abuse", FIRST + DAY + timedelta(hours=8)))
    line.audit(FIRST + 2 * DAY)
    found = on(line, "facebook")
    assert (found["status"], found["ended_because"]) == ("resolved", "hidden, not removed")
    assert found["last_seen"] == iso(FIRST + DAY)
    assert "hidden, not removed" in line.auditor("findings", "--status", "resolved").out


def test_a_deleted_comment_is_gone_with_the_time_when_it_was_last_seen(line: Line) -> None:
    line.audit(FIRST)
    for platform, account in (("x", "1001"), ("facebook", "2001")):
        line.x.diary.add(platform, account, delete("abuse", FIRST + timedelta(hours=8)))
    line.audit(FIRST + DAY)
    for platform in ("x", "facebook"):
        found = on(line, platform)
        assert (found["status"], found["last_seen"]) == ("gone", iso(FIRST))


def test_what_comes_back_is_open_again(line: Line) -> None:
    line.audit(FIRST)
    with closing(sqlite3.connect(line.database)) as database, database:  # as if the platforms had said so for a night
        database.execute("UPDATE item SET gone_at = last_seen, text = NULL, text_deleted_at = last_seen WHERE NOT own")
        database.execute("UPDATE finding SET status = 'gone', closed_at = last_seen WHERE item_id IS NOT NULL")
    told = len(line.mails())
    again = line.audit(FIRST + DAY, "--full")
    assert again.json["findings"]["new"] == 2
    assert {on(line, platform)["status"] for platform in ("x", "facebook")} == {"open"}
    assert len(line.mails()) == told + 1


def test_an_account_that_is_suspended_changes_nothing_that_was_found(line: Line) -> None:
    line.audit(FIRST)
    line.x.diary.add("x", "1001", suspend(FIRST + timedelta(hours=8)))
    assert line.audit(FIRST + DAY).reasons()["x:oakfieldprimary"] == "protected"
    assert on(line, "x")["status"] == "open"


def test_a_dismissal_ends_with_its_day_although_the_text_is_the_same(line: Line) -> None:
    line.audit(FIRST)
    found = on(line, "x")
    until = f"{FIRST + DAY:%Y-%m-%d}"
    line.auditor("review", found["id"], "--as", "dismissed", "--reason", "Seen.", "--until", until, "--by", "The head")
    line.audit(FIRST + DAY)
    assert on(line, "x")["status"] == "dismissed"
    line.audit(FIRST + 2 * DAY)
    assert on(line, "x")["status"] == "open"
