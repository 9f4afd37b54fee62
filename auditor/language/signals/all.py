"""All tables as one."""

from __future__ import annotations

from functools import cache

from auditor.language.signals import abuse, contact, private, threats, trade, welfare
from auditor.language.signals.pattern import Table


@cache
def table() -> Table:
    """Return every signal, compiled once."""
    return Table(
        (*welfare.SIGNALS, *contact.SIGNALS, *threats.SIGNALS, *private.SIGNALS, *trade.SIGNALS, *abuse.SIGNALS)
    )
