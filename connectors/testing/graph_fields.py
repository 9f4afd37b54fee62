"""Graph's field selectors: `id,from{id},comments.filter(stream).limit(0).summary(true)`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectors.testing.graph_errors import GraphRefused, no_field
from connectors.testing.graph_vocabulary import DEPRECATED_POST_FIELDS, FIELDS, NESTED

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)")
OPTION = re.compile(r"\.([A-Za-z_]+)\(([^()]*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """One field, the options of its edge, and what of it is wanted (none: its defaults)."""

    name: str
    options: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[Selector, ...] = ()


def parse_fields(text: str) -> tuple[Selector, ...]:
    """Return the selectors of a `fields` parameter; raises `GraphRefused` 2500 for a syntax error."""
    found, end = _list(text, 0)
    if end != len(text):
        raise _syntax(text, end)
    return found


def plain(*names: str) -> tuple[Selector, ...]:
    """Return selectors for these names."""
    return tuple(Selector(name=name) for name in names)


def check_fields(fields: tuple[Selector, ...], node: str) -> None:
    """Refuse the first field that a node, or one nested in it, does not have."""
    for selector in fields:
        if node == "PagePost" and selector.name in DEPRECATED_POST_FIELDS:
            raise GraphRefused(12, f"(#12) {selector.name} field is deprecated for versions v3.3 and higher")
        if selector.name not in FIELDS[node]:
            raise no_field(selector.name, node)
        if selector.name in NESTED:
            check_fields(selector.fields, NESTED[selector.name])


def project(value: object, fields: tuple[Selector, ...]) -> object:
    """Return what is wanted of a plain value; an id always comes along."""
    if isinstance(value, list):
        return [project(entry, fields) for entry in value]
    if not fields or not isinstance(value, dict):
        return value
    if set(value) == {"data"}:  # an edge: its entries are meant
        return {"data": project(value["data"], fields)}
    wanted = {selector.name: selector.fields for selector in fields} | ({"id": ()} if "id" in value else {})
    return {name: project(entry, wanted[name]) for name, entry in value.items() if name in wanted}


def _list(text: str, at: int) -> tuple[tuple[Selector, ...], int]:
    found = []
    while True:
        selector, at = _one(text, at)
        found.append(selector)
        if at >= len(text) or text[at] != ",":
            return tuple(found), at
        at += 1


def _one(text: str, at: int) -> tuple[Selector, int]:
    name = NAME.match(text, at)
    if name is None:
        raise _syntax(text, at)
    at = name.end()
    options: dict[str, str] = {}
    while option := OPTION.match(text, at):
        options[option[1]] = option[2]
        at = option.end()
    fields: tuple[Selector, ...] = ()
    if text[at : at + 1] == "{":
        fields, at = _list(text, at + 1)
        if text[at : at + 1] != "}":
            raise _syntax(text, at)
        at += 1
    return Selector(name=name[1], options=options, fields=fields), at


def _syntax(text: str, at: int) -> GraphRefused:
    seen = text[at : at + 1] or "end of string"
    return GraphRefused(2500, f'Syntax error "Unexpected {seen}." at character {at}: {text}')
