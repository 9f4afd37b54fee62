"""What is really spent: requests and billed resources, by account, and a platform's monthly cap."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from auditor.store.tables import BilledRow
from connectors.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

MICROS = 1_000_000


def month_of(now: datetime) -> tuple[date, date]:
    """Return the first day of now's month and of the next, in UTC."""
    first = now.astimezone(UTC).date().replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return first, following


def spent_this_month(session: Session, platform: str, now: datetime) -> int:
    """Return what `platform` has cost since the month began, in millionths of a dollar."""
    first, following = month_of(now)
    query = select(func.coalesce(func.sum(BilledRow.cost_micros), 0)).where(
        BilledRow.platform == platform, BilledRow.day >= first, BilledRow.day < following
    )
    return int(session.scalar(query) or 0)


def billed_on(session: Session, platform: str, day: date) -> set[tuple[str, str]]:
    """Return the (kind, id) of everything billed that day already: it costs nothing a second time."""
    query = select(BilledRow.kind, BilledRow.resource).where(BilledRow.platform == platform, BilledRow.day == day)
    return {(kind, resource) for kind, resource in session.execute(query)}


@dataclass(slots=True, kw_only=True)
class Ledger:
    """One platform's spending in one run, shared by its accounts' meters. Thread-safe."""

    platform: str
    day: date
    prices: Mapping[str, int]  # kind -> millionths of a dollar
    cap: int | None = None
    spent: int = 0
    billed: set[tuple[str, str]] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def charge(self, kind: str, ids: Iterable[str]) -> list[tuple[str, str, int]]:
        """Charge what was not billed today yet; return it as (kind, id, cost)."""
        price = self.prices.get(kind, 0)
        charged = []
        with self.lock:
            for resource in ids:
                if (kind, resource) not in self.billed:
                    self.billed.add((kind, resource))
                    self.spent += price
                    charged.append((kind, resource, price))
        return charged

    def left(self, kind: str) -> int | None:
        """Return how many resources of `kind` the cap still allows; None where there is no cap or no price."""
        price = self.prices.get(kind, 0)
        if self.cap is None or price == 0:
            return None
        with self.lock:
            return max(0, (self.cap - self.spent) // price)


class AccountMeter:
    """Counts for one account in one run; `stopping` makes the next request end the reading."""

    def __init__(self, ledger: Ledger, stopping: threading.Event) -> None:
        """Begin at nothing."""
        self._ledger = ledger
        self._stopping = stopping
        self._charged: list[tuple[str, str, int]] = []
        self.requests = 0
        self.cost_micros = 0

    def request(self) -> None:
        """Count a request; raises `Stopped` where the run is being stopped."""
        if self._stopping.is_set():
            raise Stopped
        self.requests += 1

    def billed(self, kind: str, ids: Sequence[str]) -> None:
        """Record billed resources."""
        charged = self._ledger.charge(kind, ids)
        self._charged.extend(charged)
        self.cost_micros += sum(cost for _, _, cost in charged)

    def allowance(self, kind: str) -> int | None:
        """Return how many resources of `kind` may still be read; None: no cap."""
        return self._ledger.left(kind)

    def take_charges(self) -> list[tuple[str, str, int]]:
        """Return what was charged since the last call, as (kind, id, millionths of a dollar)."""
        charged, self._charged = self._charged, []
        return charged


def keep_charges(session: Session, ledger: Ledger, charged: Sequence[tuple[str, str, int]]) -> None:
    """Write an account's charges beside its items, in the same transaction."""
    session.add_all(
        BilledRow(platform=ledger.platform, day=ledger.day, kind=kind, resource=resource, cost_micros=cost)
        for kind, resource, cost in charged
    )
