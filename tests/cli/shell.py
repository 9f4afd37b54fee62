"""The command line as somebody at a shell has it: a process of its own, in a folder, with an environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "auditor")
KEY = "k9" * 20
OURS = ("AUDITOR_", "X_", "FACEBOOK_", "SMTP_", "MAIL_", "HTTP_PROXY", "HTTPS_PROXY", "_AUDITOR")


def environment(**settings: str) -> dict[str, str]:
    """Return this process's environment without anything that the auditor reads, and `settings` besides."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "PYTHONPATH": str(ROOT), **settings}


def auditor(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `auditor …` in `folder` to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=120,
    )
