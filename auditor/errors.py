"""What ends a command early, each with its exit code (INTERFACE, "Exit codes")."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence


class AuditorError(Exception):
    """The root: its text is a whole sentence for a person, free of tokens, names and item texts."""

    exit_code: ClassVar[int] = 70


class Problems(AuditorError):
    """Settings, register or usage are wrong: nothing was done. Holds every problem, each a whole sentence."""

    exit_code = 2

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep all problems; the text is one a line."""
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Locked(AuditorError):
    """Another living audit holds the lock."""

    exit_code = 3


class Interrupted(KeyboardInterrupt):
    """Ctrl-C (130) or SIGTERM (143) asked us to stop; what was written stays, the next run goes on from there.

    No `Exception`, so that no library in between takes it for a failure that it may swallow.
    """

    def __init__(self, code: int) -> None:
        """Keep the exit code to end with."""
        super().__init__("Stopped; the next run goes on from here.")
        self.code = code
