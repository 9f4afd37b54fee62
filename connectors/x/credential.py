"""What one cheap call tells of a bearer token, for `auditor doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.errors import AuthExpired, BudgetSpent, ConnectorError, Gone, Protected, Transient
from connectors.http import Blocked
from connectors.model import Credential
from connectors.x.errors import WrongToken
from connectors.x.profiles import read_profiles
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
    """Return what `/2/usage/tweets` shows: it is free, and answers app-only tokens alone, which cannot publish.

    Not every app is served it. Then the account's profile is asked for, which X bills.
    """
    try:
        return reader.ask(account.token, meter, FAMILY, lambda client: client.request("GET", "/2/usage/tweets"), _read)
    except WrongToken:
        warning = (
            "This X token is a user's and may be able to publish: use the app's own bearer token, which only reads."
        )
        return Credential(shown_name="a user's token", warnings=(warning,))
    except (AuthExpired, BudgetSpent, Blocked):
        raise
    except ConnectorError:
        return _read_profile(reader, account, meter)


def _read_profile(reader: Reader, account: Account, meter: Meter) -> Credential:
    """Return that X takes the token for the account's profile; raises what X says against the token."""
    found = read_profiles(reader, [(account, meter)])[account.key]
    if isinstance(found, ConnectorError) and not isinstance(found, (Gone, Protected)):
        raise found
    hidden = (f"X takes the token, but does not show {account.key}: {found}",) if isinstance(found, Exception) else ()
    shown = "a token that X accepts (X does not tell how much of the month's cap is used)"
    return Credential(shown_name=shown, warnings=hidden)


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
