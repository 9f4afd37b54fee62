"""On which line of a TOML text a key stands. tomllib does not tell, so this reads headers and keys once more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]

_BARE = r"[A-Za-z0-9_-]+"
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_KEY = rf"(?:{_BARE}|{_QUOTED})(?:\s*\.\s*(?:{_BARE}|{_QUOTED}))*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_KEY})\s*\]")
_PAIR = re.compile(rf"\s*({_KEY})\s*=")
_PART = re.compile(rf"{_BARE}|{_QUOTED}")


def find_lines(text: str) -> Mapping[Path, int]:
    """Return the line of each table and key by its path, such as `("school", 0, "account", 1, "handle")`.

    What stands inside inline tables and lists is not found: look for the longest known beginning of a path.
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            here = _enter(_parts(header[2]), counts, is_list=header[1] == "[[")
            _note(lines, here, number)
        elif pair := _PAIR.match(line):
            _note(lines, (*here, *_parts(pair[1])), number)
    return lines


def _note(lines: dict[Path, int], path: Path, number: int) -> None:
    """Keep the first line of `path`, and of whatever it opens on its way."""
    for length in range(1, len(path) + 1):
        lines.setdefault(path[:length], number)


def _parts(key: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(key)]


def _enter(parts: list[str], counts: dict[Path, int], *, is_list: bool) -> Path:
    """Return the path that a header opens; each part that is a list of tables is followed by its newest index."""
    path: Path = ()
    for position, part in enumerate(parts):
        path = (*path, part)
        if is_list and position == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def line_of(path: Path, lines: Mapping[Path, int]) -> int | None:
    """Return the line of `path` or of the nearest thing that holds it; None where nothing of it is known."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None
