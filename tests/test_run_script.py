"""`./run`, as far as it goes without making an environment."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="./run is for a POSIX shell.")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with the script, a `pyproject.toml` and a PATH of its own in `bin`."""
    for name in ("run", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "bin").mkdir()
    for name in ("sh", "dirname", "cat", "rm"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    return tmp_path


def a_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(checkout / "run"), *arguments],
        env={"PATH": str(checkout / "bin")}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def a_made_environment(checkout: Path) -> None:
    """Put an environment in place whose programs say how they were called."""
    digest = hashlib.sha256((checkout / "pyproject.toml").read_bytes()).hexdigest()
    a_program(checkout / "bin" / "python3", f'case "$*" in *hashlib*) echo {digest} ;; esac')
    for name in ("python", "auditor", "ruff", "mypy", "lint-imports"):
        a_program(checkout / ".venv" / "bin" / name, f'[ "$1" = -c ] || echo "{name}: $*"')
    (checkout / ".venv" / ".stamp").write_text(f"{digest}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "called"),
    [
        (["demo"], ["auditor: demo"]),
        (["demo", "--out", "a folder"], ["auditor: demo --out a folder"]),
        (["auditor", "findings", "--format", "json"], ["auditor: findings --format json"]),
        (["test", "-k", "x"], ["python: -m pytest -n 2 --dist loadfile -k x"]),
        (["lint"], ["ruff: check .", "ruff: format --check .", "mypy: ", "lint-imports: "]),
    ],
)
def test_it_calls_what_it_says(arguments: list[str], called: list[str], checkout: Path) -> None:
    a_made_environment(checkout)
    shown = run(checkout, *arguments)
    assert (shown.stdout.splitlines(), shown.stderr, shown.returncode) == (called, "", 0)


def test_an_environment_of_another_pyproject_is_made_anew(checkout: Path) -> None:
    a_made_environment(checkout)
    (checkout / ".venv" / ".stamp").write_text("another\n", encoding="utf-8")
    shown = run(checkout, "demo")
    assert "Making .venv once" in shown.stderr
    installing, demo = shown.stdout.splitlines()
    assert installing.startswith("python: -m pip install ")
    assert installing.endswith(f"--editable {checkout}[dev]")
    assert demo == "auditor: demo"
    assert "Making" not in run(checkout, "demo").stderr


def test_a_failing_linter_ends_it(checkout: Path) -> None:
    a_made_environment(checkout)
    a_program(checkout / ".venv" / "bin" / "mypy", "exit 1")
    shown = run(checkout, "lint")
    assert shown.returncode == 1
    assert "lint-imports" not in shown.stdout


def test_without_a_python_it_says_what_to_install(checkout: Path) -> None:
    shown = run(checkout, "demo")
    assert shown.returncode == 2
    assert "Python 3.11 or newer is needed and was not found." in shown.stderr
    assert "apt install python3 python3-venv" in shown.stderr


def test_a_python_that_is_too_old_does_not_count(checkout: Path) -> None:
    a_program(checkout / "bin" / "python3", "exit 1")
    assert "Python 3.11 or newer is needed" in run(checkout, "demo").stderr


def test_without_venv_it_says_which_package_to_install(checkout: Path) -> None:
    a_program(checkout / "bin" / "python3", 'case "$*" in *ensurepip*) exit 1 ;; *hashlib*) echo digest ;; esac')
    shown = run(checkout, "demo")
    assert shown.returncode == 2
    assert "install its venv package (Debian and Ubuntu: apt install python3-venv" in shown.stderr
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"]])
def test_help_needs_nothing(arguments: list[str], checkout: Path) -> None:
    shown = run(checkout, *arguments)
    assert shown.returncode == 0
    assert "./run demo " in shown.stdout


def test_a_word_that_it_does_not_know_is_told(checkout: Path) -> None:
    shown = run(checkout, "demmo")
    assert shown.returncode == 2
    assert "There is no ./run demmo." in shown.stderr


@pytest.mark.parametrize("script", ["run", ".ci/run"])
def test_the_scripts_are_sound_and_may_be_run(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    assert subprocess.run(["/bin/sh", "-n", str(ROOT / script)], check=False).returncode == 0
