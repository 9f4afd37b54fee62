"""What Facebook tells of a token: whose it is, what it may do, and until when.

Names of permissions from Meta's permissions reference. `data_access_expires_at` (about 90 days after the person last
agreed) ends reading even where the token itself has no end (`expires_at` 0).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from connectors.errors import AuthExpired, Gone, PermissionMissing, SchemaDrift
from connectors.facebook import shape
from connectors.model import Credential

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from connectors.facebook.client import Graph
    from connectors.model import Account

NEEDED = ("pages_read_engagement", "pages_read_user_content")
MAY_WRITE = frozenset({"pages_manage_posts", "pages_manage_metadata", "pages_manage_engagement", "pages_manage_cta"})
MAY_MESSAGE = frozenset({"pages_messaging", "pages_messaging_subscriptions", "pages_utility_messaging"})


def inspect(graph: Graph, account: Account) -> Credential:
    """Return what `debug_token` tells, or whose token it is where the token may not be inspected."""
    try:
        told = graph.inspect().get("data")
    except (PermissionMissing, SchemaDrift, Gone):
        return _owner(graph)
    if not isinstance(told, Mapping):
        return _owner(graph)
    if told.get("is_valid") is False:
        raise AuthExpired(
            "Facebook says that the token is not valid any more: make a new Page or system-user token and put it in "
            "its place.",
            gate="credential",
        )
    scopes = _scopes(told)
    kind = str(told.get("type") or "unknown").lower().replace("_", " ")
    return Credential(
        shown_name=f"a {kind} token",
        scopes=scopes,
        expires_at=_end(told),
        warnings=(*_about(scopes), *_about_kind(kind), *_about_page(told, account), *_about_version(graph)),
    )


def _owner(graph: Graph) -> Credential:
    """Return whose token it is, by one more cheap call."""
    owner = graph.one("me", "me", fields="id,name")
    return Credential(shown_name=shape.words(owner, "name") or "a token", warnings=tuple(_about_version(graph)))


def _scopes(told: Mapping[str, object]) -> tuple[str, ...]:
    scopes = told.get("scopes")
    return tuple(sorted(scope for scope in scopes if isinstance(scope, str))) if isinstance(scopes, list) else ()


def _end(told: Mapping[str, object]) -> datetime | None:
    """Return the earlier of the token's own end and that of its access to data; 0 is never."""
    ends = [told.get(key) for key in ("expires_at", "data_access_expires_at")]
    seconds = [end for end in ends if isinstance(end, int) and 0 < end < 10**10]
    return datetime.fromtimestamp(min(seconds), UTC) if seconds else None


def _about(scopes: Sequence[str]) -> Iterator[str]:
    lacking = [scope for scope in NEEDED if scopes and scope not in scopes]
    if lacking:
        yield f"The token lacks {' and '.join(lacking)}: posts or comments cannot all be read without it."
    writing = [scope for scope in scopes if scope in MAY_WRITE or scope.startswith("publish_")]
    if writing:
        yield f"The token may publish or change things ({', '.join(writing)}), but reading is all that is needed."
    messaging = [scope for scope in scopes if scope in MAY_MESSAGE]
    if messaging:
        yield f"The token may read or send private messages ({', '.join(messaging)}), which are never read here."


def _about_kind(kind: str) -> Iterator[str]:
    if kind == "user":
        yield "This is a person's token: comments may be missing. Make a Page token or a system user's token instead."


def _about_page(told: Mapping[str, object], account: Account) -> Iterator[str]:
    page_id = told.get("profile_id")
    if told.get("type") == "PAGE" and page_id and account.native_id and str(page_id) != account.native_id:
        yield "The token is another Page's than the one whose id the register gives: put the right one in its place."


def _about_version(graph: Graph) -> Iterator[str]:
    if graph.served_version and graph.served_version != graph.version:
        yield (
            f"Facebook answered as {graph.served_version} although {graph.version} was asked for: set "
            "FACEBOOK_GRAPH_VERSION to a version that is live."
        )
