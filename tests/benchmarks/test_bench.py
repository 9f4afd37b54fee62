"""`./run bench`: which part is measured, how it ends, and where it writes. Nothing is measured here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.__main__ import PARTS, main
from benchmarks.page import Row, aims_table, keep

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "benchmarks" / "README.md", ROOT / "benchmarks" / "detection.md"]


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put parts in place that only write down that they were measured; `start` misses its aim."""
    done: list[str] = []

    def part(name: str) -> SimpleNamespace:
        def measure() -> list[Row]:
            done.append(name)
            return [Row("Size", "2", "1", name != "start"), Row("Colour", "red")]

        return SimpleNamespace(measure=measure)

    for name in PARTS:
        monkeypatch.setitem(sys.modules, f"benchmarks.parts.{name}", part(name))
    return done


def test_without_a_part_everything_is_measured(measured: list[str]) -> None:
    main([])
    assert measured == list(PARTS)


def test_the_parts_that_are_asked_for_are_measured_once(measured: list[str]) -> None:
    main(["detection", "nights", "detection"])
    assert measured == ["detection", "nights"]


@pytest.mark.parametrize(("parts", "code"), [(["nights"], 0), (["nights", "start"], 1), ([], 1)])
def test_it_ends_with_1_where_an_aim_is_missed(parts: list[str], code: int, measured: list[str]) -> None:
    assert main(parts) == code
    assert measured


def test_help_names_every_part() -> None:
    shown = bench("--help")
    assert shown.returncode == 0
    assert all(f"./run bench {part} " in shown.stdout for part in PARTS)


def test_a_part_that_there_is_not_is_told() -> None:
    shown = bench("detectoin")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert f"There is no part detectoin; there are {', '.join(PARTS)}." in shown.stderr


def test_the_pages_have_a_place_for_every_part() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for part in (*(part for part in PARTS if part not in {"detection", "authors"}), "cost", "comparison"):
        assert text.count(f"<!-- {part}: begin -->") == 1, part
        assert text.count(f"<!-- {part}: end -->") == 1, part


def test_what_was_measured_takes_its_own_place_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- a: begin -->\nold\n<!-- a: end -->\n<!-- b: begin -->\nb\n<!-- b: end -->\nAfter\n")
    keep(page, "a", "new")
    assert page.read_text() == (
        "Before\n<!-- a: begin -->\nnew\n<!-- a: end -->\n<!-- b: begin -->\nb\n<!-- b: end -->\nAfter\n"
    )


def test_a_table_says_which_aims_were_kept() -> None:
    shown = aims_table([Row("Night", "31 s", "below 30 s", ok=False), Row("Load", "9 ms", "below 10 ms", ok=True)])
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in shown.splitlines()]
    assert lines[2:] == [["Night", "31 s", "below 30 s", "missed"], ["Load", "9 ms", "below 10 ms", "kept"]]
