"""The command line's manners: help, ends, faults, signals, in processes of their own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import click
import pytest

from auditor import __version__
from auditor.cli import run
from auditor.cli.group import COMMANDS
from auditor.cli.group import auditor as group
from auditor.cli.manners import VERBOSITY
from auditor.errors import Interrupted, Locked, Problems
from tests.cli.shell import COMMAND, KEY, ROOT, auditor, environment

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("pydantic", "sqlalchemy", "rich", "requests", "tweepy", "jinja2", "logging", "email", "tomllib")


def test_help_names_every_command_with_examples_and_exit_codes(tmp_path: Path) -> None:
    shown = auditor("--help", folder=tmp_path)
    assert shown.returncode == 0
    assert [name for name in COMMANDS if not re.search(rf"^  {name} ", shown.stdout, re.MULTILINE)] == []
    assert "Examples:" in shown.stdout
    assert "Exit codes:" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = "import sys; sys.argv[1:] = ['--help']; import auditor.cli as c; c.run(['--help']); print(*sys.modules)"
    bare = {name: value for name, value in environment().items() if not name.startswith("COVERAGE")}
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=bare, capture_output=True, text=True, check=True
    )
    loaded = set(shown.stdout.splitlines()[-1].split())
    assert loaded.isdisjoint(HEAVY)
    assert not any(name.startswith("auditor.cli.") and name.rpartition(".")[2] in COMMANDS for name in loaded)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, tmp_path: Path) -> None:
    shown = auditor(name, "--help", folder=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith(f"Usage: auditor {name} ")
    assert "--quiet" in shown.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_version_is_told(tmp_path: Path) -> None:
    assert auditor("--version", folder=tmp_path).stdout == f"auditor {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["audti"], "There is no command audti. Did you mean audit?"),
        (["a\x1b[31m\u202eudit"], "There is no command a[U+001B][31m[U+202E]udit. Did you mean audit?"),
        (["--nonsense"], "--nonsense"),
        (["doctor", "--jsn"], "--jsn"),
        (["doctor", "surplus"], "surplus"),
        ([], "Usage: auditor"),
    ],
)
def test_wrong_usage_is_a_sentence_and_2(arguments: list[str], told: str, tmp_path: Path) -> None:
    shown = auditor(*arguments, folder=tmp_path)
    assert shown.returncode == 2
    assert told in shown.stderr
    assert shown.stdout == ""
    assert "Traceback" not in shown.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(shell: str, tmp_path: Path) -> None:
    shown = auditor("completion", shell, folder=tmp_path)
    assert shown.returncode == 0
    assert "_AUDITOR_COMPLETE" in shown.stdout


@pytest.mark.parametrize(
    ("words", "current", "offered"),
    [
        ("auditor f", 1, "plain,findings"),
        ("auditor doctor --js", 2, "plain,--json"),
        ("auditor schedule -", 2, "plain,--quiet"),
    ],
)
def test_a_shell_is_offered_what_fits(words: str, current: int, offered: str, tmp_path: Path) -> None:
    answer = auditor(folder=tmp_path, _AUDITOR_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(current))
    assert answer.returncode == 0
    assert offered in answer.stdout.splitlines()


def a_command(monkeypatch: pytest.MonkeyPatch, body: object) -> None:
    """Put a command `init` in place whose body is `body`."""

    @click.command()
    def command() -> object:
        if isinstance(body, BaseException):
            raise body
        return body

    monkeypatch.setattr("auditor.cli.init.command", command)


@pytest.mark.parametrize(
    ("body", "code", "told"),
    [
        (None, 0, ""),
        (3, 3, ""),
        (SystemExit(4), 4, ""),
        (SystemExit(), 0, ""),
        (BrokenPipeError(), 0, ""),
        (Problems(["One.", "Two."]), 2, "One.\nTwo.\n"),
        (Problems(["a\u202eb"]), 2, "a[U+202E]b\n"),
        (Locked("Another audit runs."), 3, "Another audit runs.\n"),
        (Interrupted(143), 143, "Stopped; the next run goes on from here.\n"),
        (KeyboardInterrupt(), 130, "Stopped; the next run goes on from here.\n"),
        (click.UsageError("Wrong."), 2, "Error: Wrong.\n"),
    ],
    ids=str,
)
def test_each_end_has_its_code(
    body: object, code: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_command(monkeypatch, body)
    assert run(["init"]) == code
    assert capsys.readouterr().err.endswith(told)


def test_a_fault_of_ours_names_the_log_and_repeats_no_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    a_command(monkeypatch, ValueError("Canary Child is at the park"))
    assert run(["init"]) == 70
    (place,) = tmp_path.iterdir()
    told = capsys.readouterr().err
    assert told.startswith(f"This is a fault of the auditor's own (ValueError); what happened is written in {place}")
    assert "Canary" not in told + place.read_text(encoding="utf-8")


def test_a_fault_that_cannot_be_written_down_is_still_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    a_command(monkeypatch, ValueError())
    assert run(["init"]) == 70
    assert "could not be written down" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "level"), [(["init"], 0), (["-v", "init"], 1), (["init", "--verbose"], 1), (["init", "-q"], -1)]
)
def test_v_and_q_are_understood_before_and_behind_the_command(
    arguments: list[str], level: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    @click.pass_context
    def command(context: click.Context, /) -> int:
        return 10 + int(context.meta.get(VERBOSITY, 0))

    monkeypatch.setattr("auditor.cli.init.command", command)
    assert run(arguments) == 10 + level


def test_a_command_may_have_a_v_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    @click.option("-v", "own")
    def command(own: str) -> int:
        return int(own)

    monkeypatch.setattr("auditor.cli.init.command", command)
    assert run(["init", "-v", "5"]) == 5
    assert group.get_command(click.Context(group), "nonsense") is None


def test_a_reader_who_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    shown = subprocess.run(
        ["/bin/sh", "-c", '"$@" | head -c 1; exit 0', "sh", *COMMAND, "completion", "zsh"],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert shown.stderr == ""


def test_a_terminal_that_cannot_show_a_letter_is_no_fault(tmp_path: Path) -> None:
    shown = auditor("b\u00e4h\u6771", folder=tmp_path, PYTHONIOENCODING="latin-1")
    assert shown.returncode == 2
    assert r"There is no command" in shown.stderr
    assert r"h\u6771." in shown.stderr


WAITS = """
import sys, time
import click
import auditor.cli, auditor.cli.init
@click.command()
def command():
    try:
        print("ready", flush=True)
        time.sleep(60)
    finally:
        time.sleep(0.2)
        print("tidied", flush=True)
auditor.cli.init.command = command
sys.argv = ["auditor", "init"]
auditor.cli.main()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it.")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_command_cleanly(number: signal.Signals, code: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAITS], cwd=ROOT, env=environment(), stdout=-1, stderr=-1, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        if number is signal.SIGTERM:
            time.sleep(0.05)
            process.send_signal(number)  # a second one does not disturb the tidying up
        out, error = process.communicate(timeout=30)
    assert (process.returncode, out) == (code, "tidied\n")
    assert error == "Stopped; the next run goes on from here.\n"


def test_settings_and_registers_problems_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_text("[trust]\nnme = 1\n", encoding="utf-8")
    shown = auditor("doctor", folder=tmp_path, AUDITOR_HOMME="x", AUDITOR_SECRET_KEY=KEY)
    assert shown.returncode == 2
    assert "AUDITOR_HOMME is not a setting. Did you mean AUDITOR_HOME?" in shown.stderr
    assert "line 2: nme is not a key of [trust]. Did you mean name?" in shown.stderr
    assert not (tmp_path / "auditor-data").exists()
