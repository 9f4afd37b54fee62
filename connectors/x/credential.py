"""What one cheap call tells of a bearer token, for `auditor doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.errors import Transient
from connectors.model import Credential
from connectors.x.errors import WrongToken
from connectors.x.shapes import as_object

if TYPE_CHECKING:
    from connectors.base import Meter
    from connectors.model import Account
    from connectors.x.client import Reader
    from connectors.x.vocabulary import JsonObject

FAMILY = "usage"
NEARLY = 80
"""Per cent of X's monthly cap from which on a warning is due."""


def read_credential(reader: Reader, account: Account, meter: Meter) -> Credential:
    """Return what `/2/usage/tweets` shows: it is free, and answers app-only tokens alone, which cannot publish."""
    try:
        return reader.ask(account.token, meter, FAMILY, lambda client: client.request("GET", "/2/usage/tweets"), _read)
    except WrongToken:
        warning = (
            "This X token is a user's and may be able to publish: use the app's own bearer token, which only reads."
        )
        return Credential(shown_name="a user's token", warnings=(warning,))


def _read(body: JsonObject) -> Credential:
    """Return the credential behind a usage report."""
    if not isinstance(body.get("data"), dict):
        raise Transient("X sent an empty object where its usage report should be; ask again later.")
    usage = as_object(body.get("data"))
    used, cap = _number(usage.get("project_usage")), _number(usage.get("project_cap"))
    shown = f"the app's bearer token ({used:,} of {cap:,} posts read this month)" if cap else "the app's bearer token"
    warning = (
        f"{used * 100 // cap} % of X's monthly cap for this app is used." if cap and used * 100 >= cap * NEARLY else ""
    )
    return Credential(shown_name=shown, scopes=("tweet.read", "users.read"), warnings=(warning,) if warning else ())


def _number(value: object) -> int:
    """Return a count, which X's two specifications give as a number or as a text; 0 where it is neither."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else 0
