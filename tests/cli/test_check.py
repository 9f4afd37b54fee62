"""`auditor check`: a draft, judged and not repeated."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from auditor.cli import run
from auditor.language import children
from auditor.model import Detection, Known

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

CANARY = "Zebedee"
REGISTER = """\
[trust]
name = "Oakfield Learning Trust"
time_zone = "Europe/London"
policy = "com01"
email_domains = ["oakfield.example"]
[trust.recipients]
report = ["slt@oakfield.example"]
safeguarding = ["dsl@oakfield.example"]
admin = ["it@oakfield.example"]
[[school]]
id = "oakfield-primary"
name = "Oakfield Primary School"
[school.known]
staff = ["Zebedee"]
[[school]]
id = "elm-primary"
name = "Elm Primary School"
"""


@pytest.fixture(autouse=True)
def _one_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, with a detector that knows one child: these tests are about the command."""

    def find(text: str, known: Known, *, own: bool, rolls: object, **_options: object) -> Detection | None:
        assert own
        assert not rolls
        spans = tuple(match.span() for match in re.finditer(CANARY, text) if CANARY.lower() not in known.staff)
        return Detection(spans=spans, probability=0.9, signs=("a year group",)) if spans else None

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(children, "find_children", find)
    for name in [name for name in os.environ if name.startswith("AUDITOR_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def checked(draft: str | bytes, *options: str) -> tuple[int, str, str]:
        (tmp_path / "draft.txt").write_bytes(draft if isinstance(draft, bytes) else draft.encode())
        code = run(["check", *options, "draft.txt"])
        captured = capsys.readouterr()
        assert CANARY not in captured.out + captured.err
        return code, captured.out, captured.err

    return checked


def test_a_name_beside_a_picture_is_found_with_its_place(check: Run) -> None:
    code, out, _ = check(f"Hello all,\nwell done {CANARY}!\n", "--picture")
    assert code == 4
    assert "high: This post names a child beside a photo. (com01 4.1-4b)" in out
    assert "line 2, characters 11 to 17" in out
    assert "a year group" in out


def test_without_a_picture_it_is_low(check: Run) -> None:
    code, out, _ = check(f"Well done {CANARY}!")
    assert code == 4
    assert "low: This post names a child. (com01 4.1-4c)" in out


def test_a_good_draft_ends_with_0_and_says_what_was_not_checked(check: Run) -> None:
    code, out, err = check("Well done to all of Year 3!")
    assert code == 0
    assert "Nothing was found" in out
    assert "Consent and pictures were not checked" in out
    assert "No register was found here" in err


def test_json_holds_offsets_and_stands_alone_on_stdout(check: Run) -> None:
    code, out, _ = check(f"Well done {CANARY}!", "--json", "--picture")
    told = json.loads(out)
    assert code == 4
    assert told["pack"] == "com01"
    assert told["rules"] == ["outgoing-tone", "unnamed-children"]
    (finding,) = told["findings"]
    assert finding["spans"] == [[10, 17]]
    assert (finding["rule"], finding["severity"]) == ("unnamed-children", "high")
    assert finding["clauses"] == [{"pack": "com01", "clause": "4.1-4b"}]
    assert json.loads(check("Fine.", "--json")[1])["findings"] == []


@pytest.mark.parametrize(
    "draft",
    [
        f"\ufeffWell done {CANARY}!".encode(),
        f"Well done {CANARY}!\r\nBye.\r\n".encode(),
        f"Well done {CANARY}!".encode("utf-16"),
    ],
)
def test_what_windows_editors_write_is_read(check: Run, draft: bytes) -> None:
    code, out, _ = check(draft, "--json")
    assert code == 4
    assert json.loads(out)["findings"][0]["spans"] == [[10, 17]]


def test_lines_are_counted_over_windows_line_ends(check: Run) -> None:
    assert "line 2, characters 1 to 7" in check(f"Hello\r\n{CANARY}\r\n")[1]


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (b"\xff\xfeq", "is not text in UTF-8"),
        (b"caf\xe9", "is not text in UTF-8"),
        (b"a" * 300_001, "longer than any network"),
    ],
)
def test_what_is_no_draft_is_refused_with_a_sentence(check: Run, draft: bytes, said: str) -> None:
    code, out, err = check(draft)
    assert (code, out) == (2, "")
    assert said in err


def test_an_empty_draft_is_nothing_to_find(check: Run) -> None:
    assert check("")[0] == 0


@pytest.mark.parametrize(
    ("file", "said"),
    [("none.txt", "There is no file none.txt."), (".", "cannot be read"), ("a\x00b", "cannot be read")],
)
def test_a_file_that_cannot_be_read_is_a_sentence(file: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", file]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "\x00" not in err


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_a_draft_may_come_from_standard_input(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"Well done {CANARY}".encode())))
    assert run(["check", *arguments]) == 4
    assert "This post names a child." in capsys.readouterr().out


def test_whoever_types_is_told_how_to_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    keyboard = io.TextIOWrapper(io.BytesIO(b"Fine."))
    monkeypatch.setattr(keyboard, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", keyboard)
    assert run(["check"]) == 0
    assert "Ctrl-D" in capsys.readouterr().err


def test_without_a_file_and_without_input_it_asks_for_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["check"]) == 2
    assert "auditor check draft.txt" in capsys.readouterr().err


def test_the_register_knows_who_is_no_child(check: Run, tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_text(REGISTER, encoding="utf-8")
    assert check(f"Thank you, {CANARY}!")[0] == 0
    assert check(f"Thank you, {CANARY}!", "--school", "oakfield-primary")[0] == 0
    assert check(f"Thank you, {CANARY}!", "--school", "elm-primary")[0] == 4


def test_an_unknown_school_is_answered_with_the_nearest(check: Run, tmp_path: Path) -> None:
    code, _, err = check("Hello", "--school", "oakfield-primry")
    assert code == 2
    assert "There is no register here" in err
    (tmp_path / "register.toml").write_text(REGISTER, encoding="utf-8")
    code, _, err = check("Hello", "--school", "oakfield-primry")
    assert code == 2
    assert "Did you mean oakfield-primary?" in err


def test_a_register_that_was_asked_for_must_be_there(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_REGISTER", "elsewhere.toml")
    code, _, err = check("Hello")
    assert code == 2
    assert "elsewhere.toml" in err


def test_the_trusts_own_pack_decides(check: Run, tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_text(REGISTER.replace("com01", "./ours.toml"), encoding="utf-8")
    pack = 'title = "Ours"\nversion = "1"\n[[clause]]\nclause = "7"\nheading = "All"\ntext = "No names."\n'
    pack += 'how = "flagged"\nrules = [{ rule = "unnamed-children", only = ["beside-picture"] }]\n'
    (tmp_path / "ours.toml").write_text(pack, encoding="utf-8")
    assert check(f"Hello {CANARY}", "--school", "elm-primary")[0] == 0
    code, out, _ = check(f"Hello {CANARY}", "--school", "elm-primary", "--picture")
    assert code == 4
    assert "(ours 7)" in out


def test_a_policy_that_asks_nothing_of_posts_does_not_call_them_fine(check: Run, tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_text(REGISTER.replace("com01", "./ours.toml"), encoding="utf-8")
    pack = 'title = "Ours"\nversion = "1"\n[[clause]]\nclause = "7"\nheading = "All"\ntext = "Be kind."\n'
    pack += 'how = "flagged"\nrules = [{ rule = "inappropriate-comment" }]\n'
    (tmp_path / "ours.toml").write_text(pack, encoding="utf-8")
    code, out, _ = check(f"Hello {CANARY}")
    assert code == 0
    assert "nothing was checked" in out


def test_nothing_is_left_behind(check: Run, tmp_path: Path) -> None:
    check(f"Hello {CANARY}")
    assert [path.name for path in tmp_path.iterdir()] == ["draft.txt"]
