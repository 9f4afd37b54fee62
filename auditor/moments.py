"""Moments as machines read them."""

from __future__ import annotations

from datetime import UTC, datetime


def iso_utc(at: datetime) -> str:
    """Return a moment as every JSON and CSV shows it: UTC, whole seconds, `Z` (`2026-11-20T02:00:00Z`)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
