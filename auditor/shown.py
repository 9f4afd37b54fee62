"""Text from outside, made harmless before anybody sees it: one line, nothing hidden, no turned reading direction."""

from __future__ import annotations

import unicodedata

# Cc control, Cf format (bidirectional, zero-width), Cs half characters from broken input.
_HARMFUL = frozenset({"Cc", "Cf", "Cs"})
_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")


def plain(text: str) -> str:
    """Return `text` on one line: breaks as spaces, other control and format characters as `[U+202E]`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_seen, text))


def _seen(sign: str) -> str:
    if sign in _BREAKS:
        return " "
    return f"[U+{ord(sign):04X}]" if unicodedata.category(sign) in _HARMFUL else sign
