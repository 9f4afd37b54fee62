"""The command line: which commands there are, and how each of them ends.

A command's own module is imported only when it is used, so that `auditor --help` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import click

from auditor.cli.group import auditor
from auditor.errors import AuditorError, Interrupted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

CTRL_C, TERMINATED, FAULT = 130, 143, 70


def main() -> None:
    """Run the command that `sys.argv` names and leave with its exit code. Never ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _stop)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:  # nobody reads on, and the interpreter would complain about it once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not disturb the clean end
    raise Interrupted(TERMINATED)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every failure is told on stderr in a sentence."""
    try:
        if "_AUDITOR_COMPLETE" in os.environ:
            auditor.main(arguments, prog_name="auditor")  # answers the shell and leaves
        with auditor.make_context("auditor", list(arguments)) as context:
            return _code(auditor.invoke(context))
    except click.exceptions.Exit as done:
        return done.exit_code
    except SystemExit as done:
        return _code(done.code)
    except BrokenPipeError:
        return 0  # whoever read our output has seen enough
    except BaseException as error:  # noqa: BLE001 - the one place where whatever happened becomes a sentence
        return _end(error)


def _end(error: BaseException) -> int:
    """Tell why the command ended early and return its exit code."""
    match error:
        case Interrupted():
            _tell(str(error))
            return error.code
        case AuditorError():
            _tell(str(error))
            return error.exit_code
        case click.ClickException():
            error.show()
            return 2
        case KeyboardInterrupt() | click.Abort():
            return _end(Interrupted(CTRL_C))
    return _fault(error)


def _code(result: object) -> int:
    return result if isinstance(result, int) else 0


def _tell(text: str) -> None:
    from auditor.cli.shown import plain

    for line in text.split("\n"):
        print(plain(line), file=sys.stderr)  # noqa: T201 - the command line speaks here


def _fault(error: BaseException) -> int:
    from auditor import logs

    try:
        place = logs.record_fault(error)
        told = f"what happened is written in {place}, without any texts: please send that file with your report"
    except OSError:
        told = "and what happened could not be written down: the log's folder cannot be written to"
    _tell(f"This is a fault of the auditor's own ({type(error).__name__}); {told}.")
    return FAULT
