"""What may stand in a log: no secret, no address, no text of a post or comment."""

from __future__ import annotations

import re
import sqlite3
import traceback
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from auditor.errors import AuditorError
from connectors.errors import ConnectorError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HIDDEN = "[hidden]"
SHORTEST_SECRET = 4

_NAMES = r"access_token|refresh_token|appsecret_proof|client_secret|app_secret|bearer_token|token|password|api_key|key"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?i)\b((?:\w+_)?(?:{_NAMES}))(['\"]?\s*[=:]\s*['\"]?)[^\s'\"&,;)}}]+"), rf"\1\2{HIDDEN}"),
    (re.compile(r"(?i)\b(authorization['\"]?\s*[:=]\s*['\"]?)(?:\w+\s+)?[^\s'\",}]+"), rf"\1{HIDDEN}"),
    (re.compile(r"(?i)\b(bearer|basic|oauth)\s+[\w%.~+/=-]{8,}"), rf"\1 {HIDDEN}"),
    (re.compile(r"\b(?:EAA\w{20,}|A{8,}[\w%]{20,})"), HIDDEN),  # the shapes of Facebook's and X's tokens
    (re.compile(r"://[^\s/@]+@"), f"://{HIDDEN}@"),
    (re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+"), "[address]"),
)

# Messages of these say names of types, files and columns; those of any other may repeat what was being read.
_SAFE = (
    AuditorError,
    ConnectorError,
    ImportError,
    AttributeError,
    NameError,
    TypeError,
    IndexError,
    ArithmeticError,
    RecursionError,
    sqlite3.Error,
)


class Redaction:
    """Hides known secret values, and whatever looks like a credential or an address."""

    def __init__(self) -> None:
        """Begin with the patterns alone."""
        self._values: set[str] = set()

    def hide(self, values: Iterable[str]) -> None:
        """Hide these values from now on, also as they look inside a URL."""
        for value in values:
            if len(value) >= SHORTEST_SECRET:
                self._values |= {value, quote(value, safe=""), quote_plus(value)}

    def clean(self, text: str) -> str:
        """Return `text` without what must not be seen."""
        for value in sorted(self._values, key=len, reverse=True):
            text = text.replace(value, HIDDEN)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text


def trace(error: BaseException) -> str:
    """Return the traceback of `error` and its causes: places in the code, and no words that may be somebody's."""
    return "\n".join(_lines(error, set()))


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield "which led to:"
    yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__}: {_message(error)}"
    for inner in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _lines(inner, seen)


def _message(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) if isinstance(error, _SAFE) else "(its words are left out: they may repeat what was being read)"
