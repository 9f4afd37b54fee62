"""`auditor check --clipboard` and `--reply`: what was copied last, and an answer's tone, in processes of their own."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.shell import auditor

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

NAMED = "Well done to Saoirse Kelly in Year 4 for her poem!"
RUDE = "You are all useless idiots, every one of you."
CIVIL = "Thank you for telling us. Please ring the office, and we will put it right."
NO_SCREEN = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}

linux = pytest.mark.skipif(sys.platform != "linux", reason="the stand-in for the clipboard is a Linux program")


def a_clipboard(folder: Path, content: bytes, *, ends: int = 0) -> dict[str, str]:
    """Put a program in the place of xclip that prints `content`; return the environment that leads to it."""
    (folder / "copied").write_bytes(content)
    programs = folder / "programs"
    programs.mkdir()
    program = programs / "xclip"
    program.write_text(f'#!/bin/sh\ncat "{folder / "copied"}"\nexit {ends}\n', encoding="utf-8")
    program.chmod(0o755)
    return {"DISPLAY": ":99", "WAYLAND_DISPLAY": "", "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}


def check(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    ended = auditor("check", *options, folder=folder, **environment)
    assert "Saoirse" not in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    return ended


@linux
def test_what_was_copied_is_judged(tmp_path: Path) -> None:
    ended = check(tmp_path, "--clipboard", "--picture", "--json", **a_clipboard(tmp_path, NAMED.encode()))
    (finding,) = json.loads(ended.stdout)["findings"]
    assert ended.returncode == 4
    assert (finding["rule"], finding["severity"], finding["spans"]) == ("unnamed-children", "high", [[13, 26]])


@linux
def test_a_good_copy_is_fine(tmp_path: Path) -> None:
    assert check(tmp_path, "--clipboard", **a_clipboard(tmp_path, CIVIL.encode())).returncode == 0


@linux
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is no text on the clipboard"),
        (b" \n\t ", "There is no text on the clipboard"),
        (b"\xff\xfe\x00", "No clipboard can be read here"),
        (b"a" * 300_001, "longer than any network takes"),
    ],
    ids=["nothing", "white space", "no text", "too long"],
)
def test_what_is_no_draft_is_never_taken_for_a_fine_one(tmp_path: Path, content: bytes, said: str) -> None:
    ended = check(tmp_path, "--clipboard", **a_clipboard(tmp_path, content))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr


@linux
def test_a_clipboard_that_fails_is_not_an_empty_draft(tmp_path: Path) -> None:
    ended = check(tmp_path, "--clipboard", **a_clipboard(tmp_path, b"", ends=1))
    assert (ended.returncode, ended.stdout) == (2, "")


@linux
def test_without_a_clipboard_it_says_what_to_do_instead(tmp_path: Path) -> None:
    ended = check(tmp_path, "--clipboard", **NO_SCREEN)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "No clipboard can be read here" in ended.stderr
    assert "auditor check -" in ended.stderr


def test_a_file_and_the_clipboard_are_one_too_many(tmp_path: Path) -> None:
    ended = check(tmp_path, "--clipboard", "draft.txt", **NO_SCREEN)
    assert ended.returncode == 2
    assert "give one of the two" in ended.stderr


@pytest.mark.parametrize(("options", "message"), [([], "This post of"), (["--reply"], "This reply of")])
def test_a_rude_draft_is_found_and_not_repeated(tmp_path: Path, options: list[str], message: str) -> None:
    (tmp_path / "draft.txt").write_text(RUDE, encoding="utf-8")
    ended = check(tmp_path, *options, "draft.txt")
    assert ended.returncode == 4
    assert f"{message} the account's own insults somebody." in ended.stdout
    assert "auditor explain outgoing-tone" in ended.stdout
    assert "useless" not in ended.stdout + ended.stderr


def test_a_reply_with_a_name_below_a_picture_counts_as_beside_it(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(NAMED, encoding="utf-8")
    ended = check(tmp_path, "--reply", "--picture", "draft.txt")
    assert ended.returncode == 4
    assert "high: This reply names a child beside the picture above." in ended.stdout


def test_a_civil_answer_is_fine(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(CIVIL, encoding="utf-8")
    ended = check(tmp_path, "--reply", "draft.txt")
    assert (ended.returncode, "Nothing was found" in ended.stdout) == (0, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.txt"]
