"""X (Twitter), API v2, through tweepy: profiles, an account's own posts, and what others answer.

X bills every post ($0.005) and user ($0.010) that it returns, so nothing is asked for twice: `since_id` is money.
It shows edits (each is a new id; the first id of the edit history stays) and deletions (by id), and the descriptions
of pictures, but not whether a reply is hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.base import Capabilities, Terms
from connectors.http import Door
from connectors.x import lookup
from connectors.x.client import Reader
from connectors.x.credential import read_credential
from connectors.x.profiles import read_profiles
from connectors.x.replies import read_comments
from connectors.x.timeline import read_posts
from connectors.x.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from connectors.base import Gate, Meter, Options
    from connectors.errors import ConnectorError
    from connectors.model import Account, Comment, Credential, KnownPost, Page, Post, Profile, Sighting, Subject, Window

URL = "https://api.x.com"


class X:
    """The connector; see `connectors.base.Connector` for what each method promises."""

    platform = "x"
    capabilities = Capabilities(
        edits=True, deletions=True, alt_text=True, profiles_per_request=100, picture_hosts=("pbs.twimg.com",)
    )
    terms = Terms(keep_days=None, delete_within_hours_when_gone=24)

    def __init__(self, door: Door, gate: Gate) -> None:
        """Read through `door`, as far as `gate` is open.

        What an account published in this run is kept by id: X's newer vocabulary does not say who wrote a reply.
        """
        self._reader = Reader(door, gate)
        self._published: dict[str, set[str]] = {}

    def profiles(self, accounts: Sequence[tuple[Account, Meter]]) -> Mapping[str, Profile | ConnectorError]:
        """Return each account's profile or failure by `Account.key`."""
        return read_profiles(self._reader, accounts)

    def posts(
        self, account: Account, profile: Profile, cursor: Mapping[str, object] | None, window: Window, meter: Meter
    ) -> Iterator[Page[Post]]:
        """Yield what the account published since the cursor; replies of its own too, reposts not."""
        published = self._published.setdefault(profile.native_id, set())
        for page in read_posts(self._visit(account, profile, meter, window), cursor, window):
            published.update(post.native_id for post in page.items)
            yield page

    def comments(
        self,
        account: Account,
        profile: Profile,
        cursor: Mapping[str, object] | None,
        window: Window,
        posts: Sequence[KnownPost],
        meter: Meter,
    ) -> Iterator[Page[Comment]]:
        """Yield what others answered since the cursor, at most seven days back; call it after `posts`."""
        published = self._published.get(profile.native_id, set())
        return read_comments(self._visit(account, profile, meter, window), cursor, window, posts, published)

    def look_up(
        self, account: Account, profile: Profile, subjects: Sequence[Subject], meter: Meter
    ) -> Iterator[Sighting]:
        """Yield what each subject is now, or the evidence that it is gone."""
        return lookup.look_up(self._visit(account, profile, meter), subjects)

    def credential(self, account: Account, meter: Meter) -> Credential:
        """Return what X's usage report tells of the bearer token."""
        return read_credential(self._reader, account, meter)

    def _visit(self, account: Account, profile: Profile, meter: Meter, window: Window | None = None) -> Visit:
        now = window.now if window else None
        return Visit(reader=self._reader, account=account, profile=profile, meter=meter, now=now)


def connect(options: Options, gate: Gate) -> X:
    """Return the connector whose requests go to `options.url`; the credential is each account's token."""
    return X(Door(options.url or URL, quiet=("tweepy", "requests_oauthlib", "oauthlib")), gate)
