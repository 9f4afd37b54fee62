"""Files that hold what may not be shown on a terminal: readable by their owner alone."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

OWNER_ALONE = 0o600


def write_private(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file that its owner alone can read, in place of what is in it; OSError where it cannot be."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ALONE)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
        if os.name != "nt" and stat.S_ISREG(os.fstat(handle).st_mode):
            os.fchmod(handle, OWNER_ALONE)  # a file that was there already keeps its own rights otherwise
        stream.writelines(f"{line}\n" for line in lines)
