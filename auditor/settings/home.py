"""The home: the one folder that holds what the auditor remembers, closed to everybody else."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from auditor.errors import Problems
from auditor.settings.environment import OTHERS

if TYPE_CHECKING:
    from pathlib import Path

OURS = frozenset({"auditor.db", "auditor.log", "outbox"})


def make_home(home: Path) -> str | None:
    """Make `home` with mode 0700, or tighten one that is plainly ours; return a warning where others may read it.

    A folder that holds other things as well is left as it is: closing `/srv` or a user's folder would break more
    than it mends. Problems where it cannot be made.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "nt" or not stat.S_IMODE(home.stat().st_mode) & OTHERS:
            return None
        inside = {entry.name for entry in home.iterdir()}
        if not inside or inside & OURS:
            home.chmod(0o700)
            return None
    except OSError as error:
        raise Problems([f"The home {home} cannot be made or read ({error.strerror}); AUDITOR_HOME names it."]) from None
    return f"{home} can be read by other users of this machine; run: chmod 700 {home}"
