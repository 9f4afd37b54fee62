"""Which credential reads each account: its own, or the one that its whole platform shares."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.shown import plain

if TYPE_CHECKING:
    from auditor.settings import Settings
    from auditor.trust import OfficialAccount, Trust


def with_credentials(trust: Trust, settings: Settings) -> Trust:
    """Return the trust with the shared credential at each account that has none of its own."""
    shared = _shared(settings)
    schools = tuple(
        replace(
            school,
            accounts=tuple(
                account if account.token else replace(account, token=shared.get(account.platform, ""))
                for account in school.accounts
            ),
        )
        for school in trust.schools
    )
    return replace(trust, schools=schools)


def _shared(settings: Settings) -> dict[str, str]:
    return {"x": settings.x_bearer_token.get_secret_value()} if settings.x_bearer_token else {}


def missing_credentials(trust: Trust) -> list[str]:
    """Return a sentence for each platform, or Page, that cannot be read for want of a credential."""
    accounts = [account for school in trust.schools for account in school.accounts if not account.token]
    missing = []
    if any(account.platform == "x" for account in accounts):
        missing.append("X_BEARER_TOKEN is needed, because the register has accounts on X without a token of their own.")
    return [*missing, *(_page(account) for account in accounts if account.platform == "facebook")]


def _page(account: OfficialAccount) -> str:
    return (
        f'The account {plain(account.label)} has no credential: write token = "env:NAME" at it in the register, and '
        "put the Page's token under that name into .env."
    )
