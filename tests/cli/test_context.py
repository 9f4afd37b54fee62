"""The one "now", and how commands speak."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from auditor.cli import context
from auditor.errors import Problems


@pytest.mark.parametrize(
    ("as_of", "zone", "moment"),
    [
        ("2026-11-20T02:00:00Z", "Europe/London", datetime(2026, 11, 20, 2, tzinfo=UTC)),
        ("2026-11-20T02:00:00+02:00", "Europe/London", datetime(2026, 11, 20, 0, tzinfo=UTC)),
        (" 2026-11-20T02:00:00.999Z ", "Europe/London", datetime(2026, 11, 20, 2, tzinfo=UTC)),
        ("2026-06-20T02:00", "Europe/London", datetime(2026, 6, 20, 1, tzinfo=UTC)),
        ("2026-06-20", "Europe/London", datetime(2026, 6, 19, 23, tzinfo=UTC)),
        ("2026-11-20", "UTC", datetime(2026, 11, 20, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_as_it_is_meant(as_of: str, zone: str, moment: datetime) -> None:
    assert context.now_from(as_of, zone) == moment


def test_without_a_time_it_is_now_to_the_second() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    assert before <= context.now_from(None) <= datetime.now(UTC)


@pytest.mark.parametrize(
    "as_of",
    [
        *("", "yesterday", "2026-02-30", "0001-01-01", "9999-12-31T23:59:59-23:59", "1999-12-31", "1\u202e", "2026"),
        *("2026-W47", "2026-W47-1T02:00Z", "2026w47"),
    ],
)
def test_a_time_that_makes_no_sense_is_a_sentence(as_of: str) -> None:
    with pytest.raises(Problems, match="--as-of must") as caught:
        context.now_from(as_of)
    assert "\u202e" not in str(caught.value)


def test_warnings_and_sentences_go_to_stderr_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    context.say("a\u202eb")
    context.warn("c\nd")
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "a[U+202E]b\nWarning: c d\n"


def test_a_table_keeps_to_80_columns_takes_words_as_they_are_and_has_no_colour(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    console = context.console()
    console.print("[red]not a colour[/red] :smile: " + "word " * 40, style="bold red")
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("[red]not a colour[/red] :smile: word")
    assert not context.shows_progress()
