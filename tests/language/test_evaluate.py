"""Measuring: the figures are what they say, and a bad line is named by its number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from auditor.cli import evaluate as cli
from auditor.errors import Problems
from auditor.language.evaluate import evaluate

if TYPE_CHECKING:
    from pathlib import Path

NAMED = "Well done to Saoirse Kelly in Year 4 for her poem!"
UNNAMED = "Thank you to Mrs Patel and Mr Okafor"
ABUSE = "you are all useless idiots"
CIVIL = "What time does the summer fair open?"


def a_line(**item: object) -> str:
    return json.dumps(item)


def naming_lines() -> list[str]:
    start = NAMED.index("Saoirse")
    return [
        a_line(id="a", kind="post", text=NAMED, label="child_named", spans=[[start, start + 13, "x"]], tags=["easy"]),
        a_line(id="b", kind="post", text=UNNAMED, label="ok", spans=[], tags=["easy", "staff"]),
        a_line(id="c", kind="post", text=NAMED + " ", label="ok", spans=[], tags=["wrong"]),
        a_line(id="d", kind="comment", text=UNNAMED + "!", label="child_named", spans=[[0, 5, "x"]], tags=["wrong"]),
        "",
    ]


def comment_lines() -> list[str]:
    bad = {"label": "inappropriate", "categories": ["abuse_insult"]}
    return [
        a_line(id="a", text=ABUSE, severity="medium", tags=["staff"], unknown={"is": "ignored"}, **bad),
        a_line(id="b", text=CIVIL, label="ok", categories=[], severity=None, tags=[]),
        a_line(id="c", text=CIVIL + " ", severity="low", **bad),
        a_line(text="kys", label="inappropriate", categories=["self_harm_concern"], severity="high"),
    ]


def test_naming_figures() -> None:
    found = evaluate(naming_lines(), "naming")
    assert {key: found[key] for key in ("task", "n", "precision", "recall", "f1", "accuracy", "span_recall")} == {
        "task": "naming",
        "n": 4,
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "accuracy": 0.5,
        "span_recall": 0.5,
    }
    assert found["by_tag"] == {
        "easy": {"n": 2, "correct": 2},
        "staff": {"n": 1, "correct": 1},
        "wrong": {"n": 2, "correct": 0},
    }
    assert found["errors"] == ["c", "d"]
    assert found["by_severity"] == {}


def test_comment_figures() -> None:
    found = evaluate(comment_lines(), "comments")
    assert (found["precision"], found["recall"], found["accuracy"]) == (1.0, 0.6667, 0.75)
    assert found["span_recall"] is None
    assert found["by_severity"] == {
        "high": {"n": 1, "flagged": 1, "graded": 0},
        "low": {"n": 1, "flagged": 0, "graded": 0},
        "medium": {"n": 1, "flagged": 1, "graded": 1},
    }
    assert found["by_category"] == {
        "abuse_insult": {"n": 2, "flagged": 1, "named": 1},
        "self_harm_concern": {"n": 1, "flagged": 1, "named": 1},
    }
    assert found["errors"] == ["c"]


def test_harmless_text_alone_gives_figures_too() -> None:
    found = evaluate([a_line(text=CIVIL, label="ok")], "comments")
    assert (found["n"], found["accuracy"], found["recall"]) == (1, 1.0, 0.0)


def test_a_line_without_an_id_is_known_by_its_number() -> None:
    found = evaluate(["", a_line(text=ABUSE, label="ok")], "comments")
    assert found["errors"] == ["2"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "not a JSON object"),
        ("[1]", "not a JSON object"),
        ("[" * 100_000, "not a JSON object"),
        (a_line(label="ok"), '"text"'),
        (a_line(text=3, label="ok"), '"text"'),
        (a_line(text="secretword", label="nonsense"), '"label"'),
        (a_line(text="secretword", label=["ok"]), '"label"'),
        (a_line(text="secretword", label="ok", spans=[[1]]), '"spans"'),
        (a_line(text="secretword", label="ok", spans="x"), '"spans"'),
        (a_line(text="secretword", label="ok", tags="x"), '"tags"'),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_not_by_its_words(line: str, said: str) -> None:
    good = a_line(text=UNNAMED, label="ok")
    with pytest.raises(Problems) as problem:
        evaluate([good, line], "naming")
    (sentence,) = problem.value.problems
    assert sentence.startswith("Line 2 ")
    assert said in sentence
    assert "secretword" not in sentence


def test_many_bad_lines_are_counted() -> None:
    with pytest.raises(Problems) as problem:
        evaluate(["x"] * 100, "naming")
    assert len(problem.value.problems) == 21
    assert "80 more" in problem.value.problems[-1]


def test_nothing_to_judge_is_a_problem() -> None:
    with pytest.raises(Problems):
        evaluate(["", " "], "naming")


def test_an_unknown_task_is_a_problem() -> None:
    with pytest.raises(Problems):
        evaluate([a_line(text="x", label="ok")], "poetry")


def run(*given: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.command.main(list(given), standalone_mode=False) == 0
    return capsys.readouterr().out


def test_the_command_prints_json_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(comment_lines()), encoding="utf-8")
    found = json.loads(run(str(file), "--task", "comments", "--json", capsys=capsys))
    assert found == evaluate(comment_lines(), "comments")


def test_the_command_prints_tables_without_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(naming_lines()), encoding="utf-8")
    out = run(str(file), "--task", "naming", capsys=capsys)
    assert "precision    0.500" in out
    assert "staff" in out
    assert "Saoirse" not in out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_line_separators_inside_a_text_do_not_cut_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text('{"text": "one\u2028two\x85three", "label": "ok"}\n', encoding="utf-8")
    assert json.loads(run(str(file), "--task", "comments", "--json", capsys=capsys))["n"] == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00nonsense", None])
def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "labelled.jsonl"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Problems):
        cli.command.main([str(file), "--task", "naming"], standalone_mode=False)
