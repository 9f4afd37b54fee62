"""The log: warnings on stderr, everything in a rotating file in the home, both without what must not be seen."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.logs.redaction import Redaction, trace
from auditor.shown import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import TextIOWrapper

FILE = "auditor.log"
BYTES_A_FILE = 1_000_000
FILES_KEPT = 5
QUIET = ("urllib3", "tweepy", "requests_oauthlib", "facebook", "apscheduler", "alembic", "sqlalchemy")

_redaction = Redaction()
_log = logging.getLogger("auditor")


class SafeFormatter(logging.Formatter):
    """Writes records on one line each, then a traceback without words, and hides what must not be seen."""

    @staticmethod
    def converter(seconds: float | None) -> time.struct_time:
        """Return UTC: a log that changes its clock in October cannot be read."""
        return time.gmtime(seconds)

    def format(self, record: logging.LogRecord) -> str:
        """Return the cleaned line or lines for `record`."""
        asctime = self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ")
        text = f"{asctime} {record.levelname.lower()} {record.name}: {plain(record.getMessage())}"
        if record.exc_info and record.exc_info[1]:
            text += "\n" + trace(record.exc_info[1])
        return _redaction.clean(text)


class SafeStderrFormatter(SafeFormatter):
    """Writes what a person at the terminal reads: the message alone."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the cleaned message; the traceback is for the file."""
        return _redaction.clean(plain(record.getMessage()))


class Stderr(logging.Handler):
    """Writes to whatever stderr is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        print(self.format(record), file=sys.stderr)  # noqa: T201 - this is the log's way to the terminal


class PrivateFile(RotatingFileHandler):
    """A rotating file that only its owner may read."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding=self.encoding)


def hide(values: Iterable[str]) -> None:
    """Hide these secret values in every later line of the log."""
    _redaction.hide(values)


def clean(text: str) -> str:
    """Return `text` as the log would show it."""
    return _redaction.clean(text)


def start(*, verbosity: int = 0, home: Path | None = None) -> None:
    """Send the log to stderr (warnings; everything with `verbosity` 1; errors with -1) and to a file in `home`.

    May be called again, when the home is known: what was set up before is replaced.
    """
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one.formatter, SafeFormatter)]:
        root.removeHandler(handler)
        handler.close()
    stderr = Stderr()
    stderr.setLevel({-1: logging.ERROR, 0: logging.WARNING}.get(verbosity, logging.DEBUG))
    stderr.setFormatter(SafeStderrFormatter())
    root.addHandler(stderr)
    root.setLevel(logging.INFO if verbosity < 1 else logging.DEBUG)
    if home is not None:
        file = PrivateFile(home / FILE, maxBytes=BYTES_A_FILE, backupCount=FILES_KEPT, encoding="utf-8", delay=True)
        file.setFormatter(SafeFormatter())
        root.addHandler(file)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(not sys.warnoptions)


def file() -> Path | None:
    """Return the log's file, None where there is none yet."""
    files = (one for one in logging.getLogger().handlers if isinstance(one, PrivateFile))
    return next((Path(one.baseFilename) for one in files), None)


def record_fault(error: BaseException) -> Path:
    """Write the trace of a fault of ours, without texts, and return the file: the log, or one made for it."""
    place = file()
    if place is None:
        handle, name = tempfile.mkstemp(prefix="auditor-fault-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(clean(trace(error)) + "\n")
        return Path(name)
    _log.critical("A fault of ours ended the command.", exc_info=error)
    return place
