"""A time-stamped diary of what happened on accounts, folded to any moment.

::

    diary = Diary(
        x_account("oakfieldprimary", id="1001", diary=[
            post("open-evening", at, "Open evening on Thursday.", photo("The hall")),
            comment("thanks", later, on="open-evening", by="parent1", text="Thank you!"),
            edit("open-evening", soon, "Open evening on Friday."),
            delete("thanks", next_day),
            rename(next_week, "oakfield_school"),
        ]),
        facebook_page("oakfieldprimary", id="2001", token="page-token", diary=[...]),
    )
    diary.at(now, "x").items["open-evening"].text
    diary.id_of("open-evening", "x")            # the first id, which survives edits
    diary.id_of("open-evening", "x", at=now)    # the id of the version that stands at `now`

Keys are unique per platform: a cross-post may have the same key on both. How ids are made: `connectors.testing.ids`.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NotRequired, Required, TypedDict, Unpack

from connectors.testing.events import Commented, Deleted, Edited, Hidden, Outage, Posted
from connectors.testing.ids import graph_number, snowflake, stranger_id
from connectors.testing.state import Presence, State, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from connectors.testing.events import Event

LONG_AGO = datetime(2015, 9, 1, 8, 0, tzinfo=UTC)
X_EDIT_TIME = timedelta(minutes=30)
X_EDITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDiary:
    """One account and what happened on it. `token` is what its platform asks for (Facebook: the Page's own)."""

    platform: str
    native_id: str
    handle: str | None
    name: str
    description: str = ""
    website: str | None = None
    created_at: datetime = LONG_AGO
    token: str = field(default="", repr=False)
    events: tuple[Event, ...] = ()

    def presence(self) -> Presence:
        """Return the account as it stood before anything happened."""
        return Presence(
            native_id=self.native_id,
            handle=self.handle,
            name=self.name,
            description=self.description,
            website=self.website,
            created_at=self.created_at,
        )


class AccountDetails(TypedDict, total=False):
    """What may be said of an account besides its handle."""

    id: Required[str]
    name: NotRequired[str]
    description: NotRequired[str]
    website: NotRequired[str | None]
    created_at: NotRequired[datetime]
    token: NotRequired[str]


def x_account(handle: str, *, diary: Iterable[Event] = (), **details: Unpack[AccountDetails]) -> AccountDiary:
    """Open the diary of an X account."""
    return _account("x", handle, diary, details)


def facebook_page(
    username: str | None, *, diary: Iterable[Event] = (), **details: Unpack[AccountDetails]
) -> AccountDiary:
    """Open the diary of a Facebook Page; a Page may have no username. Without `token=` it is `page-token-ID`."""
    details.setdefault("token", f"page-token-{details['id']}")
    return _account("facebook", username, diary, details)


def _account(platform: str, handle: str | None, diary: Iterable[Event], details: AccountDetails) -> AccountDiary:
    return AccountDiary(
        platform=platform,
        native_id=details["id"],
        handle=handle,
        name=details.get("name") or handle or "A Page",
        description=details.get("description", ""),
        website=details.get("website"),
        created_at=details.get("created_at", LONG_AGO),
        token=details.get("token", ""),
        events=tuple(diary),
    )


class Diary:
    """All accounts and what happened on them; the stand-ins serve it. Thread-safe.

    `outages` names faults of a whole platform: `{"x": [outage(start, end, fault)]}`.
    """

    def __init__(self, *accounts: AccountDiary, outages: Mapping[str, Sequence[Outage]] | None = None) -> None:
        """Give everything its id; a diary that the platform would not allow is refused with ValueError."""
        self._lock = threading.Lock()
        self._accounts: dict[tuple[str, str], AccountDiary] = {}
        self._outages: dict[str, list[tuple[str | None, Outage]]] = {
            platform: [(None, event) for event in found] for platform, found in (outages or {}).items()
        }
        self._events: dict[str, list[tuple[str, Event]]] = {}
        self._sequence: Counter[tuple[str, int]] = Counter()
        self._versions: dict[tuple[str, str], list[tuple[datetime, str]]] = {}
        self._ids: dict[str, dict[tuple[str, datetime], str]] = {}
        self._posts: dict[tuple[str, str], str] = {}
        self._folded: dict[str, tuple[datetime, State]] = {}
        for account in accounts:
            self._accounts[account.platform, account.native_id] = account
        self._write([(account, event) for account in accounts for event in account.events])

    def accounts(self, platform: str) -> tuple[AccountDiary, ...]:
        """Return the platform's accounts in the order of writing, as they were at first."""
        return tuple(account for (where, _), account in self._accounts.items() if where == platform)

    def add(self, platform: str, account_id: str, *events: Event) -> None:
        """Write more down, in any order; ids given out before stay as they are."""
        with self._lock:
            account = self._accounts[platform, account_id]
            self._write([(account, event) for event in events])
            self._folded.pop(platform, None)

    def _write(self, entries: Iterable[tuple[AccountDiary, Event]]) -> None:
        """Give events their ids, oldest first, and put them beside the others."""
        for account, event in sorted(entries, key=lambda entry: _utc(entry[1].at)):
            self._number(account.platform, account.native_id, event)
            if isinstance(event, Outage):
                self._outages.setdefault(account.platform, []).append((account.native_id, event))
            else:
                self._events.setdefault(account.platform, []).append((account.native_id, event))
        for kept in self._events.values():
            kept.sort(key=_when)

    def at(self, now: datetime, platform: str) -> State:
        """Return what stands on `platform` at `now`: everything that happened until then, `now` included."""
        with self._lock:
            known = self._folded.get(platform)
            if known is None or known[0] != now:
                events = self._events.get(platform, [])
                upto = bisect_right(events, now, key=_when)
                presences = [account.presence() for account in self.accounts(platform)]
                known = (
                    now,
                    fold(presences, events[:upto], self._ids.get(platform, {}), cascade=platform == "facebook"),
                )
                self._folded[platform] = known
            return known[1]

    def outages(self, now: datetime, platform: str) -> Iterator[tuple[str | None, Outage]]:
        """Yield what is broken at `now`, as (account id, or None for the whole platform; outage)."""
        yield from (entry for entry in self._outages.get(platform, ()) if entry[1].at <= now < entry[1].end)

    def id_of(self, key: str, platform: str, *, at: datetime | None = None) -> str:
        """Return the platform's id of the item called `key`: the first, or that of the version standing `at`.

        Raises:
            KeyError: nothing of that name is written down for the platform.

        """
        versions = self._versions[platform, key]
        if at is None:
            return versions[0][1]
        return [native_id for when, native_id in versions if when <= at][-1]

    def _number(self, platform: str, account_id: str, event: Event) -> None:
        """Give a new item, or a new version on X, its id."""
        match event:
            case Posted() | Commented():
                self._number_item(platform, account_id, event)
            case Edited() | Deleted() | Hidden():
                if (platform, event.key) not in self._versions:
                    raise ValueError(f"Nothing called {event.key!r} is written down before {event.at}.")
                if isinstance(event, Edited) and platform == "x":
                    self._number_edit(event)
            case _:
                return

    def _number_item(self, platform: str, account_id: str, event: Posted | Commented) -> None:
        name = (platform, event.key)
        if name in self._versions:
            raise ValueError(f"{event.key!r} is written down twice for {platform}.")
        number = self._next(platform, event.at)
        native_id = str(number)
        if isinstance(event, Posted):
            self._posts[name] = native_id
            page = stranger_id(event.by) if event.outside and event.by else account_id
            native_id = f"{page}_{number}" if platform == "facebook" else native_id
        else:
            if (platform, event.on) not in self._posts:
                raise ValueError(f"{event.key!r} answers {event.on!r}, which is not written down before it.")
            self._posts[name] = self._posts[platform, event.on]
            native_id = f"{self._posts[name]}_{number}" if platform == "facebook" else native_id
        self._keep(name, event.at, native_id)

    def _number_edit(self, event: Edited) -> None:
        versions = self._versions["x", event.key]
        if event.at - versions[0][0] > X_EDIT_TIME or len(versions) > X_EDITS:
            raise ValueError(f"X allows {X_EDITS} edits within 30 minutes; the one of {event.key!r} is not among them.")
        self._keep(("x", event.key), event.at, str(self._next("x", event.at)))

    def _next(self, platform: str, at: datetime) -> int:
        number = snowflake if platform == "x" else graph_number
        self._sequence[platform, number(at)] += 1
        return number(at, self._sequence[platform, number(at)] - 1)

    def _keep(self, name: tuple[str, str], at: datetime, native_id: str) -> None:
        platform, key = name
        self._versions.setdefault(name, []).append((at, native_id))
        self._ids.setdefault(platform, {})[key, at] = native_id


def _when(entry: tuple[str, Event]) -> datetime:
    return entry[1].at


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"A diary needs times with a time zone; {at} has none.")
    return at
