"""`auditor policy` as somebody sees it who types it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from auditor.cli import run
from auditor.policies import pack_names

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where there are no settings and no register."""
    monkeypatch.chdir(tmp_path)


def test_without_a_name_it_lists_the_packs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in pack_names())
    assert run(["policy", "--json"]) == 0
    assert [pack["pack"] for pack in json.loads(capsys.readouterr().out)] == list(pack_names())


def test_a_pack_says_of_every_clause_how_it_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "com01"]) == 0
    out = capsys.readouterr().out
    assert "4.3: decided by posting-frequency" in out
    assert "4.1-4a: people alone" in out
    assert "no record of consents" in " ".join(out.split())
    assert max(len(line) for line in out.splitlines()) <= 80


def test_the_json_has_the_promised_shape(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "com01", "--json"]) == 0
    pack = json.loads(capsys.readouterr().out)
    assert set(pack) == {"pack", "title", "version", "next_review", "clauses"}
    assert (pack["pack"], pack["next_review"]) == ("com01", "2025-12-31")
    clauses = {clause.pop("clause"): clause for clause in pack["clauses"]}
    assert len(clauses) == len(pack["clauses"])
    assert clauses["4.1-4b"]["rules"] == ["unnamed-children"]
    assert clauses["4.1-4b"]["how"] == "flagged"
    assert set(clauses["4.2"]) == {"heading", "text", "how", "rules", "why"}


def test_lint_says_what_is_wrong_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "com01", "--lint", "--as-of", "2026-11-21", "--json"]) == 0
    flaws = json.loads(capsys.readouterr().out)
    assert all(set(flaw) == {"problem", "clause", "message"} for flaw in flaws)
    assert "review-overdue" in {flaw["problem"] for flaw in flaws}
    assert run(["policy", "com01", "--lint", "--as-of", "2025-06-01", "--json"]) == 0
    assert "review-overdue" not in {flaw["problem"] for flaw in json.loads(capsys.readouterr().out)}
    assert run(["policy", "com01", "--lint"]) == 0
    assert "31 December 2025" in capsys.readouterr().out


def test_a_sound_pack_is_said_to_have_no_flaw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = 'title = "Ours"\nversion = "1"\nnext_review = "2199"\n[[clause]]\nclause = "1"\nheading = "All"\n'
    pack += 'text = "Be kind."\nhow = "people"\nwho = "SLT"\nwhy = "No."\nretention_days = 90\nroute = "SLT"\n'
    (tmp_path / "ours.toml").write_text(pack, encoding="utf-8")
    assert run(["policy", "ours.toml", "--lint"]) == 0
    assert "Nothing was found wrong" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["com1"], "Did you mean com01?"),
        (["./none.toml"], "There is no policy pack at"),
        (["--lint"], "Name the pack"),
        (["com01", "--lint", "--as-of", "someday"], "--as-of"),
        (["com01", "--jsn"], "--jsn"),
    ],
)
def test_a_wrong_question_gets_a_sentence_and_exit_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["policy", *arguments]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_a_hostile_pack_cannot_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = 'title = "Ours\\u001b[2J"\nversion = "1"\n[[clause]]\nclause = "1"\nheading = "\\u202eAll"\n'
    pack += 'text = "Be kind."\nhow = "people"\nwho = "SLT"\nwhy = "No."\n'
    (tmp_path / "ours.toml").write_text(pack, encoding="utf-8")
    assert run(["policy", "ours.toml"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
