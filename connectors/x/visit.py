"""One account's reading: who is read, with which credential, up to when, and who pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from connectors.errors import Protected
from connectors.x.paging import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from requests import Response

    from connectors.base import Meter
    from connectors.model import Account, Profile
    from connectors.x.client import Client, Reader
    from connectors.x.paging import Sheet
    from connectors.x.vocabulary import JsonObject

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One account's turn. `now` is the run's time, None where the caller has none."""

    reader: Reader
    account: Account
    profile: Profile
    meter: Meter
    now: datetime | None = None

    def expect_open(self) -> None:
        """Raise Protected where X shows this account to its followers alone: asking would be for nothing."""
        if self.profile.protected:
            raise Protected("This account is protected on X: it can be read again when it is public.")

    def ask(self, family: str, call: Callable[[Client], Response], read: Callable[[JsonObject], T]) -> T:
        """Return what `read` makes of X's answer to `call`."""
        return self.reader.ask(self.account.token, self.meter, family, call, read, now=self.now)

    def page(self, family: str, least: int, call: Callable[[Client, int], Response]) -> Sheet:
        """Return one page of a listing, of as many items as our own cap allows (`least` is X's smallest page)."""
        size = self.afford(least)
        return self.ask(family, lambda client: call(client, size), lambda body: read_sheet(body, family, self.meter))

    def afford(self, least: int = 1) -> int:
        """Return how many posts may be asked for at once; raises BudgetSpent where fewer than `least`."""
        return self.reader.afford(self.account.token, self.meter, "post", least)
