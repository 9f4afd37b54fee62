"""What else a child may be called: short forms and other spellings of first names, from the table beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def other_names(first: str) -> frozenset[str]:
    """Return what else somebody may be called whose first name is `first`, both in plain letters."""
    return _table().get(first, frozenset()) - {first}


@cache
def _table() -> dict[str, frozenset[str]]:
    """Return every name's other forms: its short ones, those that it is short for, and the spellings of all of them."""
    lines = files("auditor.roll").joinpath("nicknames.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    spellings = _spellings(line.split() for line in entries if ":" not in line)
    found = {name: set(alike) for name, alike in spellings.items()}
    for line in entries:
        full, _, short = line.partition(":")
        for nickname in short.split():
            for one, other in ((full, nickname), (nickname, full)):
                for written in spellings.get(one, {one}):
                    found.setdefault(written, set()).update(spellings.get(other, {other}))
    return {name: frozenset(others) for name, others in found.items()}


def _spellings(groups: Iterable[list[str]]) -> dict[str, set[str]]:
    """Return the spellings of each name that has several; one that stands in two groups takes both."""
    found: dict[str, set[str]] = {}
    for alike in groups:
        for name in alike:
            found.setdefault(name, set()).update(alike)
    return found
