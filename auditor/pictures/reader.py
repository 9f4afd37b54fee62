"""The process apart in which pictures are opened, as the audit has it.

Decoders and models are native code that meets whatever lies on a network's server. So they run in a process of their
own that knows no setting and no credential: a picture that crashes it or keeps it busy costs that picture, not the
night. Pictures and answers go through pipes; nothing touches a disk.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, Final

from auditor.pictures.desk import receive, send
from auditor.pictures.eyes import Seen
from auditor.pictures.unseen import Unseen, reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

log = logging.getLogger(__name__)

SECONDS: Final = 60.0
"""For one picture, and for loading before the first: many times what either takes."""

MOST_ENDS: Final = 3
"""After so many pictures on which the process ended, no more are tried in this run."""

INHERITED: Final = frozenset(
    {"PATH", "PYTHONPATH", "HOME", "APPDATA", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LD_LIBRARY_PATH", "OMP_NUM_THREADS"}
)
"""What the process apart is told of our environment: nothing in which a credential could stand."""

INSTALL: Final = 'pip install "school-social-auditor[pictures]"'
COULD_NOT_START: Final = "What looks at pictures could not be started, or took too long to start."
COMMAND: Final = (sys.executable, "-P", "-m", "auditor.pictures.desk")


class PictureReader:
    """Opens pictures, one at a time, for any number of threads.

    The process starts with the first picture, and ends with the `with` block.
    """

    def __init__(self, *, seconds: float = SECONDS, command: Sequence[str] = COMMAND) -> None:
        """Start nothing yet."""
        self._seconds = seconds
        self._command = tuple(command)
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_running = False
        self._ends = 0
        self._trouble = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._turn:
            self._stop()

    def trouble(self) -> str:
        """Return in a sentence why no picture can be looked at here, empty where pictures can."""
        if not self._is_running:  # while it runs, nobody waits here for another's picture
            with self._turn:
                self._ready()
        return self._trouble

    def look(self, data: bytes) -> Seen | Unseen:
        """Return what a picture shows, or why it could not be looked at."""
        with self._turn:
            if not self._ready():
                return Unseen.TOOLS
            answer = self._ask(data)
            if answer is None:
                self._ends += 1
                return Unseen.FAILED
        return reason(answer["unseen"]) if "unseen" in answer else Seen(**answer)

    def _ready(self) -> bool:
        """Tell whether the process is there, starting it where it is not."""
        if self._trouble:
            return False
        if self._is_running:
            return True
        if self._ends >= MOST_ENDS:
            self._trouble = (
                f"What looks at pictures ended {MOST_ENDS} times over a picture: no more are tried in this run."
            )
        else:
            self._trouble = self._start()
        self._is_running = not self._trouble
        if self._trouble:
            log.warning("%s", self._trouble)
        return self._is_running

    def _start(self) -> str:
        """Start the process; return in a sentence why it cannot work, empty where it can."""
        environment = {name: value for name, value in os.environ.items() if name.upper() in INHERITED}
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(self._command, env=environment, stdin=pipe, stdout=pipe, stderr=nowhere)  # noqa: S603 - our own module, run by our own Python
        except OSError:
            return COULD_NOT_START
        answer = self._ask(None)
        if answer is None:
            return COULD_NOT_START
        if answer["trouble"]:
            self._stop()
            return (
                f"Pictures cannot be looked at, because a part of the extra is missing ({answer['trouble']}): {INSTALL}"
            )
        return ""

    def _ask(self, data: bytes | None) -> dict[str, Any] | None:
        """Send a picture (None: nothing) and return the answer; None where the process ended or took too long."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        too_long = threading.Timer(self._seconds, process.kill)
        too_long.start()
        try:
            if data is not None:
                send(process.stdin, data)
            answer = receive(process.stdout)
            found: dict[str, Any] | None = json.loads(answer) if answer is not None else None
        except (OSError, ValueError):
            found = None
        finally:
            too_long.cancel()
        if found is None:
            self._stop()
        return found

    def _stop(self) -> None:
        process, self._process, self._is_running = self._process, None, False
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not yet read by a process that has ended
                    continue
        process.wait()
