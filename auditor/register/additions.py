"""Adding names to `[school.known]` of a register that people keep: its comments, order and line ends stay."""

from __future__ import annotations

import copy
import os
import shutil
import stat
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from auditor.errors import Problems
from auditor.register import from_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Names = Mapping[str, Sequence[str]]

PASTE = """\
# For {path}: this takes the place of [school.known] under the school whose id is "{school}".
# Delete this file when it is done.
"""


def add_to_register(path: Path, school: str, names: Names) -> None:
    """Add names to a school's lists in the register file, all or nothing; `names` are by list, such as `staff`.

    OSError where the file cannot be written to or is marked as read-only. ValueError where it is written in a way that
    cannot be added to without changing anything else.
    """
    target = Path(os.path.realpath(path))
    if not stat.S_IMODE(target.stat().st_mode) & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError("it is read-only")
    with target.open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    _replace(target, with_names(text, school, names))


def with_names(text: str, school: str, names: Names) -> str:
    """Return the register's text with the names added; ValueError where that would change anything else."""
    mark, bare = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    expected = _expected(tomllib.loads(bare), school, names)
    try:
        written = _written(bare, school, names)
        is_same = tomllib.loads(written) == expected
        from_text(written)
    except (TOMLKitError, ValueError, TypeError, Problems) as error:
        raise ValueError("it is written in a way that cannot be added to safely") from error
    if not is_same:
        raise ValueError("something else in it would change")
    return mark + written


def _written(text: str, school: str, names: Names) -> str:
    document = tomlkit.parse(text)
    known = _known(document, school)
    for kind, new in names.items():
        if kind not in known:
            known[kind] = tomlkit.array()
        known[kind].extend(new)
    return tomlkit.dumps(document)


def to_paste(path: Path, school: str, names: Names) -> list[str]:
    """Return, line by line, the school's whole `[school.known]` with the names added, for somebody to paste."""
    raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    known = next(one for one in _expected(raw, school, names)["school"] if one["id"].strip() == school)["known"]
    table = tomlkit.dumps({"known": known}).replace("[known]", "[school.known]", 1)
    return [*PASTE.format(path=path.name, school=school).splitlines(), *table.splitlines()]


def _expected(raw: dict[str, Any], school: str, names: Names) -> dict[str, Any]:
    expected = copy.deepcopy(raw)
    known = _known(expected, school)
    for kind, new in names.items():
        known[kind] = [*known.get(kind, []), *new]
    return expected


def _known(register: Any, school: str) -> Any:  # noqa: ANN401 - plain dictionaries or tomlkit's, which look alike
    """Return a school's table of known names, made where there is none."""
    table = next(one for one in register["school"] if one["id"].strip() == school)
    if "known" not in table:
        table["known"] = tomlkit.table() if isinstance(register, tomlkit.TOMLDocument) else {}
    return table["known"]


def _replace(target: Path, text: str) -> None:
    """Put `text` in the place of a file in one step, with its mode and owner."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(target, name)
        if hasattr(os, "chown"):
            with suppress(PermissionError):
                owner = target.stat()
                os.chown(name, owner.st_uid, owner.st_gid)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
