"""The log: what a person reads in it, and what never stands there."""

from __future__ import annotations

import json
import logging
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from auditor import logs
from auditor.errors import Problems
from auditor.logs.redaction import HIDDEN, Redaction, trace
from connectors.errors import AuthExpired

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger("auditor.tests")


@pytest.fixture(autouse=True)
def _clean_root() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def written(home: Path) -> str:
    return (home / "auditor.log").read_text(encoding="utf-8")


def test_a_line_says_when_how_grave_and_from_where(tmp_path: Path) -> None:
    logs.start(home=tmp_path)
    log.info("The %s begins.", "audit")
    assert written(tmp_path).endswith("Z info auditor.tests: The audit begins.\n")


def test_the_file_is_for_us_alone(tmp_path: Path) -> None:
    logs.start(home=tmp_path)
    log.info("x")
    assert stat.S_IMODE((tmp_path / "auditor.log").stat().st_mode) == 0o600
    assert logs.file() == tmp_path / "auditor.log"


def test_a_full_file_is_put_aside_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "BYTES_A_FILE", 200)
    monkeypatch.setattr(logs, "FILES_KEPT", 2)
    logs.start(home=tmp_path)
    for number in range(20):
        log.info("Line %d.", number)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["auditor.log", "auditor.log.1", "auditor.log.2"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.parametrize(
    ("verbosity", "shown"), [(-1, ["error"]), (0, ["warning", "error"]), (1, ["debug", "info", "warning", "error"])]
)
def test_stderr_shows_as_much_as_was_asked_for(
    verbosity: int, shown: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    logs.start(verbosity=verbosity)
    for level in ("debug", "info", "warning", "error"):
        getattr(log, level)(level)
    assert capsys.readouterr().err.split() == shown


def test_starting_again_writes_each_line_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs.start()
    logs.start(home=tmp_path)
    log.warning("once")
    assert capsys.readouterr().err == "once\n"
    assert written(tmp_path).count("once") == 1


@pytest.mark.parametrize("name", ["urllib3.connectionpool", "tweepy.client", "requests_oauthlib.oauth1", "facebook"])
def test_the_sdks_are_silent_below_warnings(name: str, tmp_path: Path) -> None:
    logs.start(verbosity=1, home=tmp_path)
    logging.getLogger(name).info("GET /me?access_token=canary")
    assert not (tmp_path / "auditor.log").exists()


SECRETS = {
    "known value": "it is s3cr3t-value here",
    "known value in a URL": "https://x.example/?q=s3cr3t%2Bvalue%2F%3D",
    "query": "GET https://graph.example/me?access_token=EAAcanary123&limit=5",
    "proof": "?appsecret_proof=canary123&x=1",
    "own name": "{'fb_exchange_token': 'canary123'}",
    "json": '{"access_token": "canary123", "a": 1}',
    "header": "Authorization: Bearer canary123canary",
    "header as repr": "{'Authorization': 'Bearer canary123canary'}",
    "basic": "Basic Y2FuYXJ5Y2FuYXJ5",
    "bare bearer": "bearer AAAAAAAAAAAAAAAAAAAAAcanary123canary123canary",
    "bare x token": "token was AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0canary",
    "bare page token": "EAAGcanarycanarycanarycanary12",
    "user in a URL": "postgresql+psycopg://user:canary@host/name",
    "address": "to canary@oakfield.example failed",
}


@pytest.mark.parametrize("text", SECRETS.values(), ids=SECRETS)
def test_no_secret_and_no_address_is_written(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs.hide(["s3cr3t-value", "s3cr3t+value/="])
    logs.start(home=tmp_path)
    log.warning("%s", text)
    for shown in (written(tmp_path), capsys.readouterr().err):
        assert shown.strip()
        assert "canary" not in shown
        assert "s3cr3t" not in shown
        assert "Y2Fu" not in shown


def test_ordinary_words_are_left_alone() -> None:
    text = "3 of 4 accounts checked; the token of x:oakfieldprimary ends on 3 May. Look at https://x.com/i/status/17."
    assert Redaction().clean(text) == text


def test_a_value_too_short_to_be_secret_does_not_hole_the_text() -> None:
    redaction = Redaction()
    redaction.hide(["", "a", "abc"])
    assert redaction.clean("abc and a") == "abc and a"
    redaction.hide(["abcd"])
    assert redaction.clean("abcd") == HIDDEN


def test_one_record_is_one_line_without_hidden_signs(tmp_path: Path) -> None:
    logs.start(home=tmp_path)
    log.warning("Oak\n2026-11-20 critical: forged\u202e")
    assert len(written(tmp_path).splitlines()) == 1
    assert "\u202e" not in written(tmp_path)


def fails(text: str) -> None:
    local = {"text": text}
    json.loads(local["text"])


def test_a_trace_tells_places_and_no_words(tmp_path: Path) -> None:
    logs.start(home=tmp_path)
    words = "Canary Child is at the park"
    try:
        try:
            fails(words)
        except ValueError as error:
            raise KeyError(words) from error
    except KeyError:
        log.exception("It failed.")
    text = written(tmp_path)
    assert "Canary" not in text
    assert "in fails" in text
    assert "json.decoder.JSONDecodeError: (its words are left out" in text
    assert text.index("JSONDecodeError") < text.index("which led to:") < text.index("builtins.KeyError")


@pytest.mark.parametrize(
    "error",
    [
        Problems(["AUDITOR_HOME is wrong."]),
        AuthExpired("The token is refused."),
        AttributeError("'NoneType' object has no attribute 'id'"),
        sqlite3.OperationalError("database is locked"),
    ],
)
def test_a_trace_keeps_messages_that_cannot_hold_anybodys_words(error: Exception) -> None:
    assert str(error) in trace(error)


def test_a_trace_of_a_file_names_no_file() -> None:
    assert trace(FileNotFoundError(2, "No such file or directory", "/home/canary")).endswith(
        "builtins.FileNotFoundError: No such file or directory"
    )


def test_a_trace_looks_into_groups_and_ends_in_circles() -> None:
    first, second = ValueError("canary"), TypeError("int() argument")
    first.__context__, second.__context__ = second, first
    told = trace(ExceptionGroup("canary", [first]))
    assert "canary" not in told
    assert "int() argument" in told


def test_a_fault_goes_to_the_log_or_to_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    alone = logs.record_fault(ValueError("canary"))
    assert alone.parent == tmp_path
    assert stat.S_IMODE(alone.stat().st_mode) == 0o600
    logs.start(home=tmp_path, verbosity=-1)
    place = logs.record_fault(ValueError("canary"))
    assert place == tmp_path / "auditor.log"
    for file in (alone, place):
        text = file.read_text(encoding="utf-8")
        assert "ValueError" in text
        assert "canary" not in text
