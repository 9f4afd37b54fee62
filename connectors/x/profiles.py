"""What X shows of accounts now: up to a hundred in one request, by id where it is known, else by handle."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from connectors.errors import ConnectorError, Gone, Protected, SchemaDrift, Transient
from connectors.model import Profile
from connectors.x.conversations import HANDLE
from connectors.x.errors import problem_of, problems
from connectors.x.parse import plain
from connectors.x.shapes import as_list, as_object, is_id, text_or_none, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from requests import Response

    from connectors.base import Meter
    from connectors.model import Account
    from connectors.x.client import Client, Reader
    from connectors.x.vocabulary import JsonObject

Payer: TypeAlias = "tuple[Account, Meter]"
Found: TypeAlias = "Profile | ConnectorError"

FAMILY = "users"
BATCH = 100
USER_FIELDS = ["created_at", "description", "entities", "id", "name", "protected", "url", "username", "withheld"]
EVERYWHERE = "XX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Accounts that one request asks about: by id, or by handle."""

    payers: Sequence[Payer]
    by_id: bool

    def names(self) -> list[str]:
        """Return what X is asked for, in the order of the accounts."""
        return [self.name_of(account) for account, _ in self.payers]

    def name_of(self, account: Account) -> str:
        """Return the id or handle under which X answers for `account`."""
        return account.native_id or "" if self.by_id else account.handle

    def call(self, client: Client) -> Response:
        """Ask X."""
        asked: Response = client.get_users(
            **{"ids" if self.by_id else "usernames": self.names()}, user_fields=USER_FIELDS
        )
        return asked

    def read(self, body: JsonObject) -> dict[str, JsonObject | ConnectorError]:
        """Return users and failures by name in lower case, and bill nobody yet."""
        if not isinstance(body.get("data"), list) and not problems(body):
            raise Transient("X sent an empty object where a list of accounts should be; it is asked again next time.")
        missing = ((problem.get("resource_id") or problem.get("value"), problem) for problem in problems(body))
        found: dict[str, JsonObject | ConnectorError]
        found = {str(name).lower(): problem_of(problem, FAMILY) for name, problem in missing}
        key = "id" if self.by_id else "username"
        return found | {str(user.get(key)).lower(): user for user in map(as_object, as_list(body.get("data")))}


def read_profiles(reader: Reader, accounts: Iterable[Payer]) -> Mapping[str, Found]:
    """Return each account's profile or failure by its key; see `connectors.base.Connector.profiles`."""
    results: dict[str, Found] = {}
    groups: dict[tuple[str, bool], list[Payer]] = {}
    for account, meter in accounts:
        if _can_be_asked(account):
            groups.setdefault((account.token, account.native_id is not None), []).append((account, meter))
        else:
            results[account.key] = Gone("X has no such handle or id: correct this account in the register.")
    for (token, by_id), payers in groups.items():
        for start in range(0, len(payers), BATCH):
            results |= _read_batch(reader, token, Batch(payers=payers[start : start + BATCH], by_id=by_id))
    return results


def _can_be_asked(account: Account) -> bool:
    """Return whether X would take this handle or id; one that it refuses would fail everybody's request."""
    return HANDLE.fullmatch(account.handle) is not None if account.native_id is None else is_id(account.native_id)


def _read_batch(reader: Reader, token: str, batch: Batch) -> dict[str, Found]:
    """Return what one request tells of its accounts, as far as our own cap lets us ask."""
    results: dict[str, Found] = {}
    first = batch.payers[0][1]
    asked = batch
    try:
        size = reader.afford(token, first, "user")
        asked = Batch(payers=batch.payers[:size], by_id=batch.by_id)
        found = reader.ask(token, first, FAMILY, asked.call, asked.read)
        results = {account.key: _judge(found, asked.name_of(account), meter) for account, meter in asked.payers}
        if size < len(batch.payers):
            reader.afford(token, first, "user", least=len(batch.payers))
    except ConnectorError as failure:
        return {account.key: failure for account, _ in batch.payers} | results
    return results


def _judge(found: Mapping[str, JsonObject | ConnectorError], name: str, meter: Meter) -> Found:
    """Return what the answer says of one account, billed where it says something."""
    user = found.get(name.lower())
    if user is None:
        return Transient("X did not answer for this account; it is asked again in the next run.")
    if isinstance(user, ConnectorError):
        return user
    native_id, handle = user.get("id"), user.get("username")
    if not is_id(native_id) or not isinstance(handle, str):
        return SchemaDrift("X's account has a shape that this version does not know: look for a newer version.")
    meter.billed("user", [native_id])
    if EVERYWHERE in as_list(as_object(user.get("withheld")).get("country_codes")):
        return Protected("X withholds this account in all countries: somebody with its password must ask X why.")
    return Profile(
        native_id=native_id,
        handle=handle,
        name=plain(text_or_none(user.get("name")) or ""),
        description=plain(text_or_none(user.get("description")) or ""),
        website=_website(user),
        created_at=when(user.get("created_at")),
        protected=user.get("protected") is True,
    )


def _website(user: JsonObject) -> str | None:
    """Return the address in the profile, expanded where X does so."""
    urls = as_list(as_object(as_object(user.get("entities")).get("url")).get("urls"))
    expanded = text_or_none(as_object(urls[0]).get("expanded_url")) if urls else None
    address = expanded or text_or_none(user.get("url"))
    return address if address and re.match(r"https?://", address) else None
