"""Dates as policies name them: a day, a month, a year or a school term."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_MONTHS = ["january", "february", "march", "april", "may", "june"]
_MONTHS += ["july", "august", "september", "october", "november", "december"]
_TERMS = {"autumn": (12, 31), "spring": (4, 30), "summer": (8, 31)}
_NAMED = re.compile(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?:(?P<word>[a-z]{3,})(?: term)? )?(?P<year>\d{4})")


def last_day_named(named: str) -> date:
    """Return the last day of what is named, such as `Autumn Term 2025`, `Feb 2028`, `18 October 2022`, `2025-12-31`.

    Raises:
        ValueError: it names no day, month, term or year.

    """
    text = " ".join(named.lower().split())
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    found = _NAMED.fullmatch(text)
    if found is None:
        raise ValueError(f"{named!r} names no day, month, term or year.")
    day, word, year = found["day"], found["word"], int(found["year"])
    if word in _TERMS and day is None:
        return date(year, *_TERMS[word])
    if word is None and day is None:
        return date(year, 12, 31)
    month = next((number for number, name in enumerate(_MONTHS, 1) if word and name.startswith(word)), None)
    if month is None:
        raise ValueError(f"{named!r} names no month or term.")
    return date(year, month, int(day or monthrange(year, month)[1]))
