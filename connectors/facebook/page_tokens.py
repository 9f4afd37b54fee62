"""Pages' own tokens.

A Page of the "new experience" answers its own token alone. A system user's token, which serves a whole trust, shows it
to whoever acts for the Page; it is kept as long as the program runs and nowhere else.
"""

from __future__ import annotations

import threading


class PageTokens:
    """What tokens were exchanged for, by credential (its hash) and Page. Thread-safe."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._tokens: dict[tuple[str, str], str] = {}

    def of(self, credential: str, page_id: str) -> str | None:
        """Return what `credential` was exchanged for."""
        with self._lock:
            return self._tokens.get((credential, page_id))

    def keep(self, credential: str, page_id: str, token: str) -> None:
        """Remember a Page's token."""
        with self._lock:
            self._tokens[credential, page_id] = token
