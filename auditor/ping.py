"""The dead man's switch: a service that speaks up when no finished run has been told to it for too long."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

import requests

TIMEOUT = 10
GET_ONLY = frozenset({404, 405, 501})

_log = logging.getLogger(__name__)


def address(url: str, code: int) -> str:
    """Return where a run that ended with exit code `code` is told.

    `{code}` in the URL stands for it; else `/<code>` goes to the end of the path, as Healthchecks understands it;
    an URL with a query (as other services want) is asked as it is.
    """
    if "{code}" in url:
        return url.replace("{code}", str(code))
    return url if urlsplit(url).query else f"{url.rstrip('/')}/{code}"


def tell(url: str, code: int, counts: str = "") -> bool:
    """Ask the URL, with `counts` (numbers alone) as the body; return whether it answered well. Never raises."""
    place = address(url, code)
    try:
        answer = requests.post(place, data=counts.encode(), timeout=TIMEOUT)
        if answer.status_code in GET_ONLY:
            answer = requests.get(place, timeout=TIMEOUT)
        if answer.ok:
            return True
        why = f"it answered {answer.status_code}"
    except requests.RequestException as error:
        why = type(error).__name__
    _log.warning("The address in AUDITOR_PING_URL could not be told that this run ended (%s).", why)
    return False
