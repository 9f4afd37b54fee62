"""Whoever goes on is said to go on, without saying who; and what the school writes itself is judged as its own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from connectors.testing import comment
from tests.whole_line.leaks import everything_written, plain_text
from tests.whole_line.line import Line, a_line
from tests.whole_line.small_trust import NEXT_NIGHT, NIGHT, REGISTER, small_diary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

DAY = timedelta(days=1)
RUDE = "You are all useless idiots, every one of you."
AGAIN = "Shut up, you pathetic clowns, you are a joke."
WRITER = "Gorringe Tappet"
ONCE = "The same commenter was flagged once before on this account within 30 days."


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    diary = small_diary()
    diary.add(
        "facebook",
        "2001",
        comment("rude", NIGHT - 2 * DAY, on="of-0", by=WRITER, text=RUDE),
        comment("again", NIGHT - DAY, on="of-1", by=WRITER, text=AGAIN),
        comment("other", NIGHT - DAY, on="of-1", by="Somebody Else", text=RUDE),
        comment("own", NIGHT - 0.5 * DAY, on="of-1", text=RUDE),
    )
    diary.add("facebook", "2002", comment("elsewhere", NIGHT - DAY, on="ef-0", by=WRITER, text=RUDE))
    with a_line(tmp_path, diary, REGISTER, NIGHT) as line:
        yield line


def found(line: Line, key: str) -> dict[str, Any]:
    """Return the one finding on a comment."""
    subject = line.facebook.diary.id_of(key, "facebook")
    (finding,) = [one for one in line.findings() if one["subject"]["id"] == subject]
    return finding


def test_a_repeat_is_said_in_the_finding_and_its_mail_without_saying_whose(line: Line) -> None:
    line.audit(NIGHT)
    assert ONCE in found(line, "again")["why"]
    for key in ("rude", "other", "elsewhere"):
        assert "same commenter" not in found(line, key)["why"]
    assert any(ONCE in " ".join(plain_text(mail).split()) for mail in line.mails())
    line.auditor("report", "--out", "reports")
    pseudonyms = [author for (author,) in line.rows("SELECT DISTINCT author FROM item WHERE author IS NOT NULL")]
    for secret in (WRITER, *WRITER.split(), *pseudonyms):
        assert [place for place, text in everything_written(line).items() if secret in text] == []


def test_a_dismissed_one_does_not_count_from_the_next_night_on(line: Line) -> None:
    line.audit(NIGHT)
    said = ("--as", "dismissed", "--because", "harmless", "--reason", "In jest", "--by", "The head")
    assert line.auditor("review", found(line, "rude")["id"], *said).code == 0
    before = len(line.mails())
    line.audit(NEXT_NIGHT)
    assert "same commenter" not in found(line, "again")["why"]
    assert found(line, "again")["status"] == "open"
    assert len(line.mails()) == before


def test_one_that_is_read_later_than_its_successor_counts_by_the_night_after(line: Line) -> None:
    line.audit(NIGHT)
    late = comment("late", NIGHT - 1.5 * DAY, on="of-0", by="Somebody Else", text=AGAIN)
    line.facebook.diary.add("facebook", "2001", late)
    line.audit(NEXT_NIGHT, "--full")
    line.audit(NEXT_NIGHT + DAY)
    assert ONCE in found(line, "other")["why"]


def test_the_schools_own_insult_is_judged_as_its_own(line: Line) -> None:
    line.audit(NIGHT)
    own = found(line, "own")
    assert (own["rule"], own["severity"]) == ("outgoing-tone", "medium")
    assert own["message"] == "This reply of the account's own insults somebody."
    assert own["clauses"] == [{"pack": "com01", "clause": "4.1-6"}]
    assert "same commenter" not in own["why"]
    assert found(line, "rude")["rule"] == "inappropriate-comment"
