"""Cuts a very long text into pieces, so that the time that judging takes grows no faster than the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 3000
LONGEST_COMMENT: Final = 700
"""Characters in a piece. A comment's is short: what is said once must not drown in what stands round it."""
_OVERLAP: Final = 150


def cut(text: str, longest: int = LONGEST) -> Iterator[tuple[int, str]]:
    """Yield (offset, piece) for `text`: itself, or overlapping pieces of at most `longest` characters cut at a space."""
    start = 0
    while len(text) - start > longest:
        gap = text.rfind(" ", start + longest // 2, start + longest)
        end = gap if gap > 0 else start + longest
        yield start, text[start:end]
        start = end - _OVERLAP
    yield start, text[start:]
