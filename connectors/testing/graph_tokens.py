"""Access tokens of the Graph stand-in: whose they are, what they may read, until when, and how they were lost."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from connectors.testing.graph_errors import SUBCODES, GraphRefused, bad_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectors.testing.faults import Call

READER = frozenset({"pages_show_list", "pages_read_engagement", "pages_read_user_content"})
ISSUED = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class GraphToken:
    """One Page's token; tests change it in place.

    `expires_at` None means never; `lost` is the subcode of the refusal (such as 460) once the token is revoked.
    """

    value: str = field(repr=False)
    page_id: str
    scopes: frozenset[str] = READER
    expires_at: datetime | None = None
    data_access_expires_at: datetime = ISSUED + timedelta(days=90)
    lost: int | None = None

    def subcode(self, now: datetime) -> int | None:
        """Return the subcode of the token's refusal at `now`, None while it is good."""
        if self.lost is None and self.expires_at is not None and self.expires_at <= now:
            return 463
        return self.lost


def bearer(call: Call) -> str | None:
    """Return the token of a call: from its query, or else from its Authorization header."""
    header = call.headers.get("authorization", "")
    return call.query.get("access_token") or (header.removeprefix("Bearer ") if header.startswith("Bearer ") else None)


def check_token(call: Call, tokens: Mapping[str, GraphToken]) -> GraphToken:
    """Return the good token of a call; raises `GraphRefused` for one that is missing, unknown or lost."""
    value = bearer(call)
    if value is None:
        raise GraphRefused(104, "An access token is required to request this resource.")
    if value not in tokens:
        raise bad_token()
    subcode = tokens[value].subcode(call.now)
    if subcode is not None:
        raise bad_token(subcode)
    return tokens[value]


def check_proof(call: Call, secret: str | None) -> None:
    """Refuse a call without the app secret's proof of its token, where a secret is set."""
    if secret is None:
        return
    sent = call.query.get("appsecret_proof")
    if sent is None:
        message = "API calls from the server require an appsecret_proof argument"
        raise GraphRefused(100, message, kind="GraphMethodException")
    proof = hmac.new(secret.encode(), (bearer(call) or "").encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(sent, proof):
        message = "Invalid appsecret_proof provided in the API argument"
        raise GraphRefused(100, message, kind="GraphMethodException")


def token_info(token: GraphToken | None, app_id: str, now: datetime) -> dict[str, object]:
    """Return what `/debug_token` tells of a token."""
    if token is None:
        error: dict[str, object] = {"code": 190, "message": "Invalid OAuth access token."}
        return {"data": {"error": error, "is_valid": False, "scopes": []}}
    subcode = token.subcode(now)
    data: dict[str, object] = {
        "app_id": app_id,
        "type": "PAGE",
        "application": "School Social Auditor",
        "data_access_expires_at": int(token.data_access_expires_at.timestamp()),
        "expires_at": int(token.expires_at.timestamp()) if token.expires_at else 0,
        "is_valid": subcode is None,
        "issued_at": int(ISSUED.timestamp()),
        "profile_id": token.page_id,
        "scopes": sorted(token.scopes),
        "granular_scopes": [{"scope": scope, "target_ids": [token.page_id]} for scope in sorted(token.scopes)],
        "user_id": "1",
    }
    if subcode is not None:
        data["error"] = {"code": 190, "message": SUBCODES[subcode], "subcode": subcode}
    return {"data": data}
