"""`auditor evaluate`: the misjudged texts written down for reading, and tables that explain themselves."""

from __future__ import annotations

import json
import os
import re
import stat
from typing import TYPE_CHECKING

import pytest

from tests.cli.shell import auditor

if TYPE_CHECKING:
    from pathlib import Path

NAMED = "Well done to Saoirse Kelly in Year 4 for her poem!"
STAFF = "Thank you to Mrs Patel and Mr Okafor"
ABUSE = "you are all useless idiots"
CIVIL = "What time does the summer fair open?"
POSTS: list[dict[str, object]] = [
    {"id": "right", "text": NAMED, "label": "child_named", "tags": ["praise"]},
    {"id": "alarm", "text": f"{NAMED} \u2028 \u202e", "label": "ok", "tags": ["praise", "odd"]},
    {"text": STAFF, "label": "child_named", "tags": ["staff"]},
]
COMMENTS: list[dict[str, object]] = [
    {"id": "a", "text": ABUSE, "label": "inappropriate", "categories": ["abuse_insult"], "severity": "medium"},
    {"id": "b", "text": f"{ABUSE}!", "label": "ok", "tags": ["quoted"]},
    {"id": "c", "text": CIVIL, "label": "inappropriate", "categories": ["spam_scam"], "severity": "urgent"},
    {"id": "d", "text": f"{CIVIL} ", "label": "ok", "tags": ["quoted"]},
]


def written(folder: Path, lines: list[dict[str, object]]) -> str:
    (folder / "labelled.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return "labelled.jsonl"


def row(shown: str, name: str) -> list[str]:
    (line,) = re.findall(rf"^{name} +(.*)$", shown, re.MULTILINE)
    return re.split(r" {2,}", line.strip())


def test_the_misjudged_texts_are_written_down_with_what_was_found(tmp_path: Path) -> None:
    ended = auditor(
        "evaluate", written(tmp_path, POSTS), "--task", "naming", "--errors", "wrong.jsonl", folder=tmp_path
    )
    assert ended.returncode == 0
    alarm, missed = map(json.loads, (tmp_path / "wrong.jsonl").read_text(encoding="utf-8").split("\n")[:-1])
    assert (alarm["id"], alarm["label"], alarm["found"]) == ("alarm", "ok", "child_named")
    assert alarm["text"] == POSTS[1]["text"]
    assert alarm["spans"] == [[13, 26, "Saoirse Kelly"]]
    assert alarm["probability"] >= 0.5
    assert alarm["signs"]
    assert alarm["tags"] == ["praise", "odd"]
    assert (missed["id"], missed["label"], missed["found"]) == ("3", "child_named", "ok")
    assert (missed["probability"], missed["signs"], missed["spans"]) == (None, [], [])
    assert missed["text"] == STAFF


def test_of_a_comment_categories_and_severity_are_written_too(tmp_path: Path) -> None:
    auditor("evaluate", written(tmp_path, COMMENTS), "--task", "comments", "--errors", "wrong.jsonl", folder=tmp_path)
    alarm, missed = map(json.loads, (tmp_path / "wrong.jsonl").read_text(encoding="utf-8").splitlines())
    assert (alarm["id"], alarm["categories"], alarm["severity"]) == ("b", ["abuse_insult"], "medium")
    assert (missed["id"], missed["categories"], missed["severity"]) == ("c", [], None)


def test_nothing_misjudged_is_an_empty_file(tmp_path: Path) -> None:
    auditor("evaluate", written(tmp_path, POSTS[:1]), "--task", "naming", "--errors", "wrong.jsonl", folder=tmp_path)
    assert (tmp_path / "wrong.jsonl").read_text(encoding="utf-8") == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_its_owner_can_read_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "wrong.jsonl").write_text("an older one", encoding="utf-8")
    (tmp_path / "wrong.jsonl").chmod(0o644)
    auditor("evaluate", written(tmp_path, POSTS), "--task", "naming", "--errors", "wrong.jsonl", folder=tmp_path)
    assert stat.S_IMODE((tmp_path / "wrong.jsonl").stat().st_mode) == 0o600
    assert "an older one" not in (tmp_path / "wrong.jsonl").read_text(encoding="utf-8")


def test_the_json_stands_alone_on_stdout_and_no_text_is_printed(tmp_path: Path) -> None:
    told = ("evaluate", written(tmp_path, POSTS), "--task", "naming", "--errors", "wrong.jsonl")
    as_json, as_tables = auditor(*told, "--json", folder=tmp_path), auditor(*told, folder=tmp_path)
    assert json.loads(as_json.stdout)["errors"] == ["alarm", "3"]
    assert "The misjudged texts are in wrong.jsonl" in as_json.stderr
    assert "2 of 3 texts were judged otherwise." in as_tables.stdout
    for ended in (as_json, as_tables):
        assert "Saoirse" not in ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("place", "said"),
    [("labelled.jsonl", "names the labelled file itself"), (".", "cannot be written to"), ("no/wrong", "No such file")],
)
def test_where_nothing_can_be_written_nothing_is_judged(tmp_path: Path, place: str, said: str) -> None:
    file = written(tmp_path, POSTS)
    before = (tmp_path / file).read_bytes()
    ended = auditor("evaluate", file, "--task", "naming", "--errors", place, folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr
    assert (tmp_path / file).read_bytes() == before


def test_the_tables_say_what_was_found_and_what_was_a_false_alarm(tmp_path: Path) -> None:
    shown = auditor("evaluate", written(tmp_path, COMMENTS), "--task", "comments", folder=tmp_path).stdout
    assert "2, of which 1 were flagged (50.0%)" in shown
    assert row(shown, "abuse_insult") == ["1", "1", "1.00", "1", "1"]
    assert row(shown, "spam_scam") == ["1", "0", "0.00", "0", "0"]
    assert row(shown, "quoted") == ["2", "0", "-", "-", "2", "1"]
    assert re.search(r"n +found +recall +right category +false alarms", shown)
    assert re.search(r"n +to find +found +recall +harmless +false alarms", shown)
    assert shown.index("urgent") < shown.index("medium")
    assert max(map(len, shown.splitlines())) <= 80
