"""What one connector has learnt of the Graph API while it lives, which is one run."""

from __future__ import annotations

import threading


class Learnt:
    """Which lists have answered, by credential (its hash) and path, and how objects may be asked for. Thread-safe."""

    def __init__(self) -> None:
        """Begin knowing nothing."""
        self._lock = threading.Lock()
        self._listed: set[tuple[str, str]] = set()
        self._one_by_one = threading.Event()

    def keep_listed(self, credential: str, path: str) -> None:
        """Remember that a list was given."""
        with self._lock:
            self._listed.add((credential, path))

    def has_listed(self, credential: str, path: str) -> bool:
        """Return whether a list was given."""
        with self._lock:
            return (credential, path) in self._listed

    def keep_one_by_one(self) -> None:
        """Remember that several objects cannot be asked for at once here."""
        self._one_by_one.set()

    @property
    def one_by_one(self) -> bool:
        """Return whether each object must be asked for alone."""
        return self._one_by_one.is_set()
