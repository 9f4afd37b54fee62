"""One check's answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What one check found. `status` is `ok`, `warning` or `failed`; `what_to_do` may be left to the message."""

    check: str
    status: str
    message: str
    what_to_do: str = ""


def fine(check: str, message: str) -> Check:
    """Return a check that found nothing to do."""
    return Check(check=check, status="ok", message=message)


def warning(check: str, message: str, what_to_do: str = "") -> Check:
    """Return a check that found something to mend before it hurts."""
    return Check(check=check, status="warning", message=message, what_to_do=what_to_do)


def failed(check: str, message: str, what_to_do: str) -> Check:
    """Return a check that found something that does not work."""
    return Check(check=check, status="failed", message=message, what_to_do=what_to_do)
