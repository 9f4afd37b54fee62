"""Each account's credential, asked once by one cheap call through its connector."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from auditor.doctor.check import Check, failed, fine, warning
from auditor.shown import plain
from connectors import connector_for, platforms
from connectors.base import Gate
from connectors.errors import ConnectorError
from connectors.model import Account

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from auditor.settings import Settings
    from auditor.trust import OfficialAccount, Trust
    from connectors.model import Credential

NOTICE = timedelta(days=14)

REMEDIES = {
    "auth_expired": "Make a new token, as docs/platforms.md says, and put it where the register's `token` points, or "
    "into X_BEARER_TOKEN.",
    "permission": "Give the token the right to read this, as docs/platforms.md says, and try again.",
    "rate_limited": "Wait until the platform's reset, then try again.",
    "budget_exhausted": "Add credit in the platform's developer console, or wait for the next month.",
    "gone": "Look whether the account still exists; if not, take it off the register.",
    "protected": "Have the account opened to readers, or take it off the register.",
    "schema_drift": "Install the newest auditor; if that does not help, report this.",
}
LATER = re.compile(r"[;:,] (?:it is asked|ask) again (?:in the next run|next time|later)")  # nothing comes after doctor
OTHERWISE = "See that this machine reaches the platform (proxy, web filter), then try again."


class _Unmetered:
    """Counts nothing: one call for each credential, free or (X, where its usage report is not served) a cent."""

    def request(self) -> None:
        """Let it pass."""

    def billed(self, kind: str, ids: Sequence[str]) -> None:
        """Let it pass."""

    def allowance(self, kind: str) -> int | None:  # noqa: ARG002 - the contract's signature
        """Return that there is no cap."""
        return None


def check_accounts(settings: Settings, trust: Trust, now: datetime) -> Iterator[Check]:
    """Ask about each credential once, and yield one check for each account that uses it."""
    asked: dict[tuple[str, str], list[Check]] = {}
    for school in trust.schools:
        for account in school.accounts:
            if account.platform not in platforms():
                yield _unsupported(account)
                continue
            key = (account.platform, hashlib.sha256(account.token.encode()).hexdigest())
            if key not in asked:
                asked[key] = list(_ask(settings, account, now))
            for check in asked[key]:
                name = f"credential of {plain(account.label)}"
                yield Check(check=name, status=check.status, message=check.message, what_to_do=check.what_to_do)


def _unsupported(account: OfficialAccount) -> Check:
    message = f"There is no connector for {plain(account.platform)}: every report says that nobody reads this account."
    return warning(plain(account.label), message, "Look at the account by hand, or see CONTRIBUTING for a connector.")


def _ask(settings: Settings, account: OfficialAccount, now: datetime) -> Iterator[Check]:
    if not account.token:
        yield failed("", "There is no credential for this account.", REMEDIES["auth_expired"])
        return
    connector = connector_for(account.platform)(settings.platform(account.platform), Gate())
    reader = Account(platform=account.platform, handle=account.handle, native_id=account.id, token=account.token)
    try:
        credential = connector.credential(reader, _Unmetered())
    except ConnectorError as error:
        yield failed("", LATER.sub("", str(error)), REMEDIES.get(error.reason, OTHERWISE))
        return
    yield from _told(credential, now)


def _told(credential: Credential, now: datetime) -> Iterator[Check]:
    scopes = f"; scopes: {', '.join(credential.scopes)}" if credential.scopes else ""
    renew = "Make a new token in time, as docs/platforms.md says."
    shown = f"{plain(credential.shown_name)}{scopes}"
    shown = shown[0].upper() + shown[1:]
    if credential.expires_at is None:
        yield fine("", f"{shown}.")
    else:
        left = (credential.expires_at - now).days
        told = f"{shown}. It ends on {credential.expires_at:%d %B %Y}, in {left} days."
        yield fine("", told) if credential.expires_at > now + NOTICE else warning("", told, renew)
    for sentence in credential.warnings:
        yield warning("", plain(sentence), "docs/platforms.md says which token is wanted and how to make it.")
