"""A part of the measuring in a process of its own: what it answers, and how much memory it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[1]
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Unanswered(Exception):
    """A process ended without an answer; says why, in a sentence. `code` is its exit code."""

    def __init__(self, why: str, code: int) -> None:
        super().__init__(why)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process printed as JSON, and its peak memory in MB."""

    said: dict[str, Any]
    peak_mb: float


def ask(python: Path | str, module: str, *arguments: str, given: object = None) -> Answer:
    """Run a module with `given` as JSON on its standard input; Unanswered where it fails."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "given").write_text(json.dumps(given), encoding="utf-8")
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), "HOME": name, **ONE_THREAD}
        with (home / "given").open("rb") as read, (home / "out").open("wb") as out, (home / "err").open("wb") as err:
            process = subprocess.Popen(
                [python, "-m", module, *arguments], cwd=CHECKOUT, env=environment, stdin=read, stdout=out, stderr=err
            )
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            lines = (home / "err").read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise Unanswered(lines[-1] if lines else f"It ended with {process.returncode}.", process.returncode)
        said: dict[str, Any] = json.loads((home / "out").read_text(encoding="utf-8"))
    return Answer(said, used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))
