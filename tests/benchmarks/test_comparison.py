"""The comparison of detectors: figures, detectors that are not there, and that no text can leave."""

from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.language.figures import Figures
from benchmarks.comparison import tables
from benchmarks.comparison.environment import Environment
from benchmarks.comparison.reader import ABSENT
from benchmarks.comparison.texts import Text, score
from benchmarks.processes import Answer, Unanswered

ROOT = Path(__file__).parents[2]


def a_text(number: str, *, positive: bool = False, ordinary: bool = False) -> Text:
    return Text(id=number, author="a", text="t", own=True, is_positive=positive, is_ordinary=ordinary)


TEXTS = [
    *(a_text(f"found-{n}", positive=True) for n in range(3)),
    a_text("missed", positive=True),
    a_text("alarm"),
    a_text("fine"),
    *(a_text(f"quiet-{n}", ordinary=True) for n in range(9)),
    a_text("loud", ordinary=True),
]
FLAGGED = {text.id: text.id.startswith("found") or text.id in {"alarm", "loud"} for text in TEXTS}


def test_ordinary_texts_count_apart_from_hard_ones() -> None:
    found = score(TEXTS, FLAGGED)
    assert (found.precision, found.recall, found.f1, found.ordinary) == (0.75, 0.75, 0.75, 0.1)


@pytest.mark.parametrize("name", ["Presidio", "spaCy", "alt-profanity-check", "better-profanity"])
def test_a_detector_whose_package_is_missing_says_so(name: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-S", "-m", "benchmarks.comparison.reader", name],  # -S: no package is installed
        cwd=ROOT, input="[]", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (shown.returncode, shown.stdout) == (ABSENT, "")
    assert shown.stderr.startswith(f"{name} cannot be read with: the package ")
    assert shown.stderr.endswith(" is not installed.\n")
    assert shown.stderr.count("\n") == 1


def test_nothing_that_reads_texts_reaches_a_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        tries = (
            "import socket; from benchmarks.comparison.reader import stay_offline; {}"
            f"socket.create_connection(('127.0.0.1', {listener.getsockname()[1]}), timeout=5)"
        )
        with_network, without = (
            subprocess.run(
                [sys.executable, "-c", tries.format(call)], cwd=ROOT, capture_output=True, text=True, check=False
            )
            for call in ("", "stay_offline(); ")
        )
    assert with_network.returncode == 0, with_network.stderr
    assert without.returncode == 1
    assert "PermissionError: Nothing that reads texts may reach a network." in without.stderr


def rows_of(text: str) -> dict[str, list[str]]:
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
    return {name: cells for name, *cells in lines}


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pip have failed, and our own detectors read as `FLAGGED` says."""

    def ask(python: object, module: str, *arguments: str, given: object = None) -> Answer:
        del python, module, given
        if arguments and arguments[0] in {"Presidio", "spaCy"}:
            raise Unanswered(f"{arguments[0]} cannot be read with: the package spacy is not installed.", ABSENT)
        said = {"flagged": list(FLAGGED.values()), "seconds": 0.008, "encoder": True}
        return Answer(said | {"versions": {"better-profanity": "0.7.0"}, "python": "3.12.1"}, 1.0)

    monkeypatch.setattr(tables, "ask", ask)
    monkeypatch.setattr(tables, "texts_of", {"naming": TEXTS, "comments": TEXTS}.get)
    failed = Environment(Path(sys.executable), {"spacy==3.8.18": "No matching distribution found for spacy==3.8.18"})
    monkeypatch.setattr(tables, "make_environment", lambda: failed)


@pytest.mark.usefixtures("nothing_installed")
def test_what_could_not_be_installed_stands_in_the_table_without_a_figure() -> None:
    made = tables.compare()
    naming, comments = rows_of(made.tables["naming"]), rows_of(made.tables["comments"])
    assert naming["Presidio"] == naming["spaCy"] == ["could not be installed"] * 5
    assert comments["better-profanity"] == ["0.750", "0.750", "0.750", "10.0 %", "2,000"]
    assert "spacy==3.8.18 could not be installed: No matching distribution found for spacy==3.8.18." in made.text()


def left_out(monkeypatch: pytest.MonkeyPatch, *, hard: int, ordinary: int) -> None:
    """Let these be the figures that ship."""
    found = Figures(date="2026-11-21", hard=hard, ordinary=ordinary, precision=0.9, recall=0.8, f1=0.85, amiss=0.02)

    def figures_of(task: str, *, with_encoder: bool) -> Figures:
        assert task in {"naming", "comments"}
        return found if with_encoder else replace(found, recall=0.5)

    monkeypatch.setattr(tables, "figures_of", figures_of)


@pytest.mark.usefixtures("nothing_installed")
def test_our_own_figures_are_those_of_authors_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    left_out(monkeypatch, hard=6, ordinary=10)
    rows = rows_of(tables.compare().tables["naming"])
    assert rows["School Social Auditor"] == ["0.900", "0.800", "0.850", "2.0 %", "2,000"]
    assert rows["the same without ONNX Runtime"] == ["0.900", "0.500", "0.850", "2.0 %", "2,000"]


@pytest.mark.usefixtures("nothing_installed")
def test_our_own_figures_of_other_texts_are_not_put_beside_these(monkeypatch: pytest.MonkeyPatch) -> None:
    left_out(monkeypatch, hard=5, ordinary=10)
    made = tables.compare()
    assert rows_of(made.tables["naming"])["School Social Auditor"] == ["not measured"] * 4 + ["2,000"]
    assert "(naming) was last measured on 5 hard and 10 ordinary texts, not on these: run ./run train" in made.text()
