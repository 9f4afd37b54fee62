"""Where settings come from: the environment, then `.env` in the working folder; secrets also from files.

Nothing here writes to `os.environ`, so what `.env` says never leaks into other programs.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv.parser import parse_stream

from auditor.errors import Problems

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place where names are given: the environment, or a `.env` file with the line of each name."""

    values: Mapping[str, str] = field(repr=False)
    file: Path | None = None
    lines: Mapping[str, int] = field(default_factory=dict)

    def where(self, name: str) -> str:
        """Return the beginning of a message about `name`: the file and line, or that it is the environment."""
        return f"{self.file}, line {self.lines[name]}" if self.file else "Environment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """All names that are given, the strongest place first; relative paths are meant from `folder`."""

    places: tuple[Place, ...]
    folder: Path
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def plain(self, name: str) -> tuple[str, Place] | None:
        """Return the value of `name` and its place; None where it is not given, or given as empty."""
        for place in self.places:
            if name in place.values:
                value = place.values[name].strip()
                return (value, place) if value else None
        return None

    def secret(self, name: str) -> tuple[str, Place] | None:
        """Return as `plain` does, also by way of `NAME_FILE`; ValueError with a sentence where that fails.

        The stronger place wins as a whole: `NAME_FILE` in the environment beats `NAME` in `.env`.
        """
        for place in self.places:
            value, path = place.values.get(name, "").strip(), place.values.get(f"{name}_FILE", "").strip()
            if value and path:
                raise ValueError(f"{place.where(name)}: {name} and {name}_FILE are both given; keep one of them.")
            if value:
                return value, place
            if path:
                return self._from_file(name, path, place), place
            if name in place.values:
                return None
        return None

    def credential(self, name: str) -> str | None:
        """Return the credential that is given under `name` or `NAME_FILE`; Problems where the file cannot be read."""
        try:
            found = self.secret(name)
        except ValueError as error:
            raise Problems([str(error)]) from None
        return found[0] if found else None

    def _from_file(self, name: str, path: str, place: Place) -> str:
        file = self.folder / Path(path).expanduser()
        start = f"{place.where(f'{name}_FILE')}: the file that {name}_FILE names, {file},"
        try:
            value = file.read_text(encoding="utf-8-sig").strip()
        except OSError as error:
            raise ValueError(f"{start} cannot be read ({error.strerror}).") from None
        except UnicodeDecodeError:
            raise ValueError(f"{start} is not text in UTF-8.") from None
        if not value or "\n" in value:
            raise ValueError(f"{start} must hold the secret alone, on one line.")
        return value

    def names(self) -> Collection[str]:
        """Return every name that is given anywhere, in order."""
        return dict.fromkeys(name for place in self.places for name in place.values)

    def where(self, name: str) -> str:
        """Return where `name` is given, for the beginning of a message."""
        return next(place.where(name) for place in self.places if name in place.values)


def read_environment(environ: Mapping[str, str], folder: Path) -> Environment:
    """Return what the environment and `folder/.env` give; the file's faults become problems and warnings."""
    here = Place(values=dict(environ))
    file = folder / ".env"
    if not file.is_file():
        return Environment(places=(here,), folder=folder)
    try:
        place, problems = _read_env_file(file)
    except OSError as error:
        unreadable = f"{file} cannot be read ({error.strerror})."
        return Environment(places=(here,), folder=folder, problems=(unreadable,))
    except UnicodeDecodeError:
        return Environment(places=(here,), folder=folder, problems=(f"{file} is not text in UTF-8; save it as UTF-8.",))
    return Environment(places=(here, place), folder=folder, problems=problems, warnings=warn_if_readable(file))


def _read_env_file(file: Path) -> tuple[Place, tuple[str, ...]]:
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems = []
    with file.open(encoding="utf-8-sig") as stream:
        for binding in parse_stream(stream):
            # the original text of a binding begins with the blank lines before it
            text = binding.original.string
            line = binding.original.line + text[: len(text) - len(text.lstrip())].count("\n")
            if binding.error:
                problems.append(f"{file}, line {line}: this line cannot be read; write NAME=value.")
            elif binding.key is not None:  # a bare name is given as empty, which is not set
                values[binding.key] = binding.value or ""
                lines[binding.key] = line
    return Place(values=values, file=file, lines=lines), tuple(problems)


def warn_if_readable(file: Path) -> tuple[str, ...]:
    """Return one warning where others than the owner may read `file` (never on Windows, whose modes mean nothing)."""
    if os.name == "nt" or not file.stat().st_mode & OTHERS:
        return ()
    return (f"{file} can be read by other users of this machine; run: chmod 600 {file}",)
