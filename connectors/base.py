"""The contract between the auditor and a platform.

A connector is one module or package `connectors/<platform>` with a function `connect(options, gate)`
(`ConnectorFactory`). It reads, and only reads. It holds no state between runs: what it must remember goes out in a
cursor and comes back in. Nothing of `requests` or of an SDK leaves it: every failure is one of `connectors.errors`.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from connectors.errors import ConnectorError
    from connectors.model import Account, Comment, Credential, KnownPost, Page, Post, Profile, Sighting, Subject, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a platform lets an auditor see. Whatever is False is said in every report.

    `picture_hosts` are the hosts from which it serves pictures: exact names, or `.name` for every host below that name.
    """

    posts: bool = True
    comments: bool = True
    edits: bool = False
    deletions: bool = False
    hidden: bool = False
    alt_text: bool = False
    handles: bool = True
    relisted: bool = False  # posts() lists the whole window each time: what is missing from it may be gone
    profiles_per_request: int = 1  # how many accounts one request for profiles can serve
    picture_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A platform's terms as code: after how many days its texts go (None: our own limit), and what to do when gone."""

    keep_days: int | None = None
    delete_within_hours_when_gone: int = 24


class Meter(Protocol):
    """Counts what is really spent for one account, and stops it. Thread-safe for its own account."""

    def request(self) -> None:
        """Count one request that is about to be sent, retries included; raises `Stopped` where the run is to end."""

    def billed(self, kind: str, ids: Sequence[str]) -> None:
        """Record billed resources (`post`, `user`, `media`) by id; deduplicated per UTC day by the ledger."""

    def allowance(self, kind: str) -> int | None:
        """Return how many resources of `kind` may still be read under our own monthly cap; None: no cap."""


class Gate:
    """What is shut for the rest of a run, shared by all accounts of one platform. Thread-safe.

    Keys are `(gate name, credential)`: a failure with gate `"credential"` or `"endpoint:…"` shuts that credential,
    one with `"platform"` shuts everything.
    """

    def __init__(self) -> None:
        """Begin with everything open."""
        self._lock = threading.Lock()
        self._shut: dict[tuple[str, str], ConnectorError] = {}

    def shut(self, error: ConnectorError, credential: str) -> None:
        """Remember `error` for whatever its `gate` names; nothing where it concerns one account alone."""
        if error.gate is None:
            return
        with self._lock:
            self._shut.setdefault((error.gate, "" if error.gate == "platform" else credential), error)

    def check(self, credential: str, endpoint: str) -> None:
        """Raise what shut `endpoint` (such as `"endpoint:search"`) for `credential`, if anything did."""
        with self._lock:
            for key in (("platform", ""), ("credential", credential), (endpoint, credential)):
                if key in self._shut:
                    raise self._shut[key]

    def reopen(self) -> None:
        """Open everything that a rate limit shut (after its reset within the run)."""
        with self._lock:
            self._shut = {key: error for key, error in self._shut.items() if error.reason != "rate_limited"}

    def shut_now(self) -> Mapping[tuple[str, str], ConnectorError]:
        """Return what is shut, for keeping rate limits until the next run."""
        with self._lock:
            return dict(self._shut)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to reach a platform: `url` moves its requests; the rest is what single platforms need.

    `extra` holds platform options by name (Facebook: `version`, `app_secret`). Secrets are never shown.
    """

    url: str
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)


class Connector(Protocol):
    """One platform. Each method may raise any of `connectors.errors`; iterators may raise after having yielded."""

    platform: str
    capabilities: Capabilities
    terms: Terms

    def profiles(self, accounts: Sequence[tuple[Account, Meter]]) -> Mapping[str, Profile | ConnectorError]:
        """Return each account's profile or failure by `Account.key`, in as few requests as the platform allows.

        A request shared by several accounts is counted on the first of them; a billed profile on its own account.
        Never raises: whatever fails is the value for every account concerned.
        """

    def posts(
        self, account: Account, profile: Profile, cursor: Mapping[str, object] | None, window: Window, meter: Meter
    ) -> Iterator[Page[Post]]:
        """Yield what is new, changed or late among the account's posts; everything since `window.start` if full.

        The last page alone carries the new cursor.
        """

    def comments(
        self,
        account: Account,
        profile: Profile,
        cursor: Mapping[str, object] | None,
        window: Window,
        posts: Sequence[KnownPost],
        meter: Meter,
    ) -> Iterator[Page[Comment]]:
        """Yield new, changed or late comments under `posts` (those of the last 30 days, newest first)."""

    def look_up(
        self, account: Account, profile: Profile, subjects: Sequence[Subject], meter: Meter
    ) -> Iterator[Sighting]:
        """Yield what each subject is now; a subject about which nothing certain is known is left out."""

    def credential(self, account: Account, meter: Meter) -> Credential:
        """Return what one cheap call tells of the account's credential; raises as every method does."""


class ConnectorFactory(Protocol):
    """`connectors.<platform>.connect`."""

    def __call__(self, options: Options, gate: Gate) -> Connector:
        """Return a connector that sends its requests to `options.url` and obeys `gate`."""
