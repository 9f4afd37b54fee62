"""`auditor schedule` in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.shell import COMMAND, KEY, auditor, environment
from tests.registers import a_register

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it.")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_it_says_what_it_will_do_and_stops_when_told(number: signal.Signals, code: int, tmp_path: Path) -> None:
    a_register(tmp_path)
    settings = environment(AUDITOR_SECRET_KEY=KEY, X_BEARER_TOKEN="canary-token", PYTHONUNBUFFERED="1")
    with subprocess.Popen(
        [*COMMAND, "schedule", "-v"], cwd=tmp_path, env=settings, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        told = [process.stderr.readline() for _ in range(3)]
        process.send_signal(number)
        rest = process.communicate(timeout=30)[1]
    assert process.returncode == code
    assert told[0] == "Oakfield Learning Trust: audit at 03:15 and report at 06:30, Europe/London time. Ctrl-C stops.\n"
    assert told[1] == f"The log is {tmp_path / 'auditor-data' / 'auditor.log'}\n"
    assert "The scheduler waits; next: " in told[2]
    assert "canary" not in "".join(told) + rest


def test_without_settings_it_does_not_begin(tmp_path: Path) -> None:
    shown = auditor("schedule", folder=tmp_path)
    assert shown.returncode == 2
    assert "AUDITOR_SECRET_KEY is needed" in shown.stderr
