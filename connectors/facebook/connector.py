"""The contract (`connectors.base`) for Facebook Pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from connectors.base import Capabilities, Terms
from connectors.errors import ConnectorError, SchemaDrift
from connectors.facebook import credential, fields, shape
from connectors.facebook.attachments import Strange
from connectors.facebook.client import Way
from connectors.facebook.comments import list_comments
from connectors.facebook.posts import list_posts
from connectors.facebook.sightings import Look
from connectors.http import Door

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from connectors.base import Gate, Meter, Options
    from connectors.facebook.client import Graph
    from connectors.model import (
        Account,
        Comment,
        Credential,
        KnownPost,
        Page,
        Post,
        Profile,
        Sighting,
        Subject,
        Window,
    )

DEFAULT_URL = "https://graph.facebook.com"
DEFAULT_VERSION = "v25.0"
"""Live until 2028-07-29 (Meta, "Graph API changelog")."""

VERSION = re.compile(r"v?(\d{1,3}\.\d{1,2})")


def connect(options: Options, gate: Gate) -> Facebook:
    """Return the connector for `options.url`; `extra` may hold `version` (such as `v25.0`) and `app_secret`.

    Raises:
        ValueError: the version is not one of the Graph API's.

    """
    version = VERSION.fullmatch(options.extra.get("version") or DEFAULT_VERSION)
    if version is None:
        raise ValueError("The Graph API's version must look like v25.0.")
    return Facebook(
        Way(
            door=Door(options.url or DEFAULT_URL),
            gate=gate,
            version=f"v{version[1]}",
            app_secret=options.extra.get("app_secret") or "",
        )
    )


class Facebook:
    """Reads Facebook Pages. Thread-safe: each call opens its own line."""

    platform = "facebook"
    capabilities = Capabilities(
        edits=True, deletions=True, hidden=True, alt_text=True, relisted=True, picture_hosts=(".fbcdn.net",)
    )
    terms = Terms(keep_days=None, delete_within_hours_when_gone=24)

    def __init__(self, way: Way) -> None:
        """Keep the way to the Graph API."""
        self._way = way

    def profiles(self, accounts: Sequence[tuple[Account, Meter]]) -> Mapping[str, Profile | ConnectorError]:
        """Return each Page's profile or failure: one request a Page."""
        return {account.key: self._profile(account, meter) for account, meter in accounts}

    def posts(
        self, account: Account, profile: Profile, cursor: Mapping[str, object] | None, window: Window, meter: Meter
    ) -> Iterator[Page[Post]]:
        """Yield the Page's timeline since `window.start`, visitors' posts included."""
        with self._way.graph(account, meter, profile.native_id) as graph:
            yield from list_posts(graph, profile, cursor, window)

    def comments(
        self,
        account: Account,
        profile: Profile,
        cursor: Mapping[str, object] | None,
        window: Window,
        posts: Sequence[KnownPost],
        meter: Meter,
    ) -> Iterator[Page[Comment]]:
        """Yield comments and replies under those of `posts` whose count or time moved."""
        with self._way.graph(account, meter, profile.native_id) as graph:
            yield from list_comments(graph, profile, cursor, window, posts)

    def look_up(
        self, account: Account, profile: Profile, subjects: Sequence[Subject], meter: Meter
    ) -> Iterator[Sighting]:
        """Yield what each subject is now, up to fifty in one request."""
        with self._way.graph(account, meter, profile.native_id) as graph:
            yield from Look(graph, profile).at(subjects)

    def credential(self, account: Account, meter: Meter) -> Credential:
        """Return what Facebook tells of the account's token."""
        with self._way.graph(account, meter) as graph:
            return credential.inspect(graph, account)

    def _profile(self, account: Account, meter: Meter) -> Profile | ConnectorError:
        try:
            with self._way.graph(account, meter) as graph:
                return shape.profile(_page(graph, account.native_id or account.handle))
        except ConnectorError as error:
            return error
        except Strange:
            return SchemaDrift("Facebook describes this Page in a way that this program does not know; report this.")


def _page(graph: Graph, name: str) -> dict[str, object]:
    """Return the Page's object, with fewer fields where some are refused."""
    try:
        return graph.one(name, "page", fields=fields.PROFILE)
    except SchemaDrift:
        return graph.one(name, "page", fields=fields.PROFILE_AT_LEAST)
