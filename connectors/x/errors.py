"""What X's refusals mean, sorted by what happens next (`connectors.errors`).

X describes problems as `{title, detail, type, status}`; only the last part of `type` counts, since its host changed.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from connectors.errors import (
    AuthExpired,
    BudgetSpent,
    ConnectorError,
    Gone,
    PermissionMissing,
    Protected,
    RateLimited,
    SchemaDrift,
    Transient,
)
from connectors.http import page_instead_of_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from requests import Response

    from connectors.x.vocabulary import JsonObject

LONGEST_WAIT = timedelta(hours=24)
USUAL_WAIT = timedelta(minutes=15)

READS = {
    "users": "profiles",
    "timeline": "posts",
    "search": "replies",
    "lookup": "single posts",
    "usage": "its usage report",
}
"""What each family of requests reads; an app may be allowed some of them, so a refusal shuts one family alone."""

PLAIN = {HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.TOO_MANY_REQUESTS}
"""Statuses that mean what they say even on a web page; any other page is a gateway's or a filter's."""

SPENT = {"UsageCapExceeded", "CreditsDepleted"}
CLOSED = {"not-authorized-for-resource", "resource-unavailable", "disallowed-resource"}
FORBIDDEN = {"client-forbidden", "unsupported-authentication", "oauth1-permissions"}


class WrongToken(PermissionMissing):
    """X does not answer this kind of token: it is a user's, where the app's own is wanted."""


def kind_of(problem: Mapping[str, object]) -> str:
    """Return the last part of a problem's type, `suspended` where its detail says so."""
    if re.search(r"has been suspended", str(problem.get("detail", "")), re.IGNORECASE):
        return "suspended"
    return str(problem.get("type", "")).rstrip("/").rpartition("/")[2]


def refusal(response: Response, body: JsonObject, host: str, family: str, now: datetime | None) -> ConnectorError:
    """Return what an answer without a 2xx status means; `family` names the kind of request for the gate."""
    status = response.status_code
    page = page_instead_of_data(response.headers.get("Content-Type", ""), response.text, host)
    if page is not None and (status not in PLAIN or type(page) is not Transient):
        return page
    kinds = {kind_of(body), *(kind_of(problem) for problem in problems(body))}
    if "usage-capped" in kinds or body.get("title") in SPENT or status == HTTPStatus.PAYMENT_REQUIRED:
        return BudgetSpent(
            "X's credits or its monthly cap are used up: top up or raise the cap in X's developer console.",
            gate="credential",
        )
    if status == HTTPStatus.UNAUTHORIZED:
        return AuthExpired(
            "X refuses the bearer token: make a new one in X's developer console and put it in place of the old one.",
            gate="credential",
        )
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = wait_for(response.headers, now)
        minutes = -(-int(wait.total_seconds()) // 60)
        return RateLimited(f"X asks to be left alone for {minutes} minutes.", wait=wait, gate=f"endpoint:{family}")
    if status == HTTPStatus.FORBIDDEN:
        return _forbidden(kinds, family)
    return _other(status, kinds)


def _forbidden(kinds: set[str], family: str) -> ConnectorError:
    """Return what a 403 means."""
    if "client-forbidden" in kinds:
        return PermissionMissing(
            f"X does not let this app read {READS[family]}: give the app that access in X's developer console.",
            gate=f"endpoint:{family}",
        )
    if kinds & FORBIDDEN:
        return WrongToken(
            f"X does not accept this kind of token for {READS[family]}: use the app's own bearer token.",
            gate=f"endpoint:{family}",
        )
    if kinds & (CLOSED | {"suspended"}):
        return Protected("X does not show this account to readers: it is protected, suspended or withheld.")
    return PermissionMissing("X does not allow this request: check the app's access in X's developer console.")


def _other(status: int, kinds: set[str]) -> ConnectorError:
    """Return what any other status means."""
    if status == HTTPStatus.NOT_FOUND and "resource-not-found" in kinds:
        return Gone("X does not know this account any more: check its handle and id in the register.")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY}:
        return Transient(f"X is out of order (status {status}); it is asked again in the next run.")
    return SchemaDrift(
        f"X refused a request that its own documents allow (status {status}): check X_API_URL, and look for a newer "
        "version of the auditor."
    )


def problem_of(problem: Mapping[str, object], family: str) -> ConnectorError:
    """Return what one entry of `errors` in an answer with status 200 means for the account that was asked about."""
    kind = kind_of(problem)
    if kind == "suspended":
        return Protected("X has suspended this account: somebody with its password must ask X why.")
    if kind == "resource-not-found":
        return _other(HTTPStatus.NOT_FOUND, {kind})
    if kind == "usage-capped":
        return BudgetSpent("X's monthly cap is used up: raise it in X's developer console.", gate="credential")
    if kind in CLOSED or kind in FORBIDDEN or problem.get("title") in {"Forbidden", "Authorization Error"}:
        return _forbidden({kind} if kind in FORBIDDEN else CLOSED, family)
    return Transient("X could not put its answer together; it is asked again in the next run.")


def problems(body: JsonObject) -> list[JsonObject]:
    """Return the entries of `errors` that are objects."""
    errors = body.get("errors")
    return [error for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []


def wait_for(headers: Mapping[str, str], now: datetime | None) -> timedelta:
    """Return how long X wants to be left alone: the first of its hints that makes sense, else a quarter of an hour.

    The reset is a moment by X's clock, so it is held against the answer's own `Date` before any clock of ours.
    """
    return next((wait for wait in _hints(headers, now) if timedelta(0) < wait <= LONGEST_WAIT), USUAL_WAIT)


def _hints(headers: Mapping[str, str], now: datetime | None) -> Iterator[timedelta]:
    """Yield what the headers say, the surest first."""
    after, reset = headers.get("Retry-After", ""), headers.get("x-rate-limit-reset", "")
    sent = _moment(headers.get("Date", ""))
    if re.fullmatch(r"\d{1,9}", after):
        yield timedelta(seconds=int(after))
    until = _moment(after)
    if until and sent:
        yield until - sent
    if not re.fullmatch(r"\d{1,11}", reset):
        return
    for clock in (sent, now):
        if clock is not None:
            yield timedelta(seconds=int(reset) - clock.timestamp())


def _moment(text: str) -> datetime | None:
    """Return an HTTP date, None where it is none."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
