"""JSON read with suspicion: each function takes anything and returns what we can use of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeGuard

from connectors.http import storable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectors.x.vocabulary import JsonObject

ID = re.compile(r"[0-9]{1,19}")


def when(value: object) -> datetime | None:
    """Return an ISO time with its zone (with or without milliseconds) in UTC, None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def is_id(value: object) -> TypeGuard[str]:
    """Return whether `value` is one of X's ids: a text of digits."""
    return isinstance(value, str) and ID.fullmatch(value) is not None


def as_object(value: object) -> JsonObject:
    """Return a JSON object, empty where it is none."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """Return a JSON list, empty where it is none."""
    return value if isinstance(value, list) else []


def text_or_none(value: object) -> str | None:
    """Return a text that any database can hold, None where it is none or empty."""
    return storable(value) if isinstance(value, str) and value else None


def shape_of(item: Mapping[str, object]) -> str:
    """Return the keys of an odd item with the types of their values: no value, no key that is not a field's name."""
    named = {key: type(value).__name__ for key, value in item.items() if re.fullmatch(r"[a-z_]{1,40}", str(key))}
    return ", ".join(f"{key}: {named[key]}" for key in sorted(named)[:40]) or "no known keys"
