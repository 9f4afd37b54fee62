"""The environment of the comparison: made by pip when it is first needed, below `.cache`, and kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.page import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECKOUT = Path(__file__).resolve().parents[2]
CACHE = CHECKOUT / ".cache"
HERE = Path(__file__).parent
NEWEST_FIRST = ("python3.13", "python3.12", "python3.14", "python3")
PREFERRED = (3, 12)
"""From which Python on there is a package with spaCy's model."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A Python with the packages of the comparison; `missing`: why one could not be installed, by its requirement."""

    python: Path
    missing: Mapping[str, str]


def make_environment() -> Environment:
    """Return the environment, each requirement installed if pip can; what is there already is not fetched again."""
    maker, number = find_python()
    home = CACHE / f"comparison-{number}"
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.is_file():
        tell(f"Making {home.relative_to(CHECKOUT)} once; this takes some minutes.")
        subprocess.run([maker, "-m", "venv", "--clear", home], check=True)
    told = {line: _install(python, line) for line in _lines(HERE / "requirements.txt")}
    told |= {line: _install_model(python, number) for line in _lines(HERE / "model.txt")}
    return Environment(python, {line: why for line, why in told.items() if why})


def find_python() -> tuple[str, str]:
    """Return a Python and its version: the one that runs, or that PYTHON names, or a newer one where that is needed."""
    running = (sys.executable, f"{sys.version_info.major}.{sys.version_info.minor}")
    if sys.version_info[:2] >= PREFERRED:
        return running
    for name in filter(None, (os.environ.get("PYTHON"), *NEWEST_FIRST)):
        program = shutil.which(name)
        number = _version(program) if program else ""
        if program and number and _as_numbers(number) >= PREFERRED:
            return program, number
    return running


def _version(program: str) -> str:
    """Return a Python's version, such as 3.12; nothing where it does not start."""
    asked = "import sys; print('{}.{}'.format(*sys.version_info))"
    answer = subprocess.run([program, "-c", asked], capture_output=True, text=True, check=False)
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _lines(requirements: Path) -> list[str]:
    """Return the requirements in a file, without their hashes."""
    lines = requirements.read_text(encoding="utf-8").splitlines()
    return [line.partition(" ")[0] for line in lines if line and not line.startswith("#")]


def _install_model(python: Path, number: str) -> str:
    """Install spaCy's model as its file pins it, which asks for nothing else; return why it could not be."""
    if _as_numbers(number) < PREFERRED:
        return "it needs Python 3.12 or newer, and none was found: name one with PYTHON=/path/to/python3"
    return _install(python, "--no-deps", "--requirement", str(HERE / "model.txt"))


def _as_numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _install(python: Path, *arguments: str) -> str:
    """Install one requirement and return why it could not be, nothing where it is there."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    errors = [line.removeprefix("ERROR: ") for line in done.stderr.splitlines() if line.startswith("ERROR: ")]
    return errors[-1] if errors else f"pip ended with {done.returncode}"
