"""The platforms of one run: connector, gate and ledger of each, with what earlier runs were told to wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from auditor.store.spend import Ledger, billed_on, month_of, spent_this_month
from auditor.store.tables import ShutRow
from connectors import connector_for, platforms
from connectors.base import Gate
from connectors.errors import BudgetSpent, RateLimited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from auditor.audit.request import Installation
    from connectors.base import Connector

OWN_CAP = "own-cap"
SPENT = (
    "Our own monthly budget for this platform is used up: reading goes on when the month turns, "
    "or raise X_MONTHLY_BUDGET_USD."
)
WORKERS = 8  # accounts read side by side: the platforms' answers are waited for, not computed


@dataclass(slots=True, kw_only=True)
class Platform:
    """One platform in one run. `turns` is how many of its accounts may be read at once."""

    name: str
    connector: Connector
    gate: Gate
    ledger: Ledger
    turns: int = WORKERS


def open_platforms(
    session: Session, installation: Installation, names: Iterable[str], now: datetime
) -> dict[str, Platform]:
    """Return every platform among `names` that has a connector, ready to read."""
    known = set(platforms())
    return {name: _open(session, installation, name, now) for name in sorted(set(names) & known)}


def _open(session: Session, installation: Installation, name: str, now: datetime) -> Platform:
    gate = Gate()
    tariff = installation.tariff_for(name)
    for row in session.scalars(select(ShutRow).where(ShutRow.platform == name, ShutRow.until > now)):
        if row.gate != OWN_CAP:
            message = f"The platform asked to be left alone until {row.until.astimezone(UTC):%d %B %Y, %H:%M} UTC."
            gate.shut(RateLimited(message, wait=row.until - now, gate=row.gate), row.credential)
        elif row.credential == str(tariff.monthly_cap):
            gate.shut(BudgetSpent(SPENT, own_cap=True), "")
    day = now.astimezone(UTC).date()
    ledger = Ledger(
        platform=name,
        day=day,
        prices=tariff.prices,
        cap=tariff.monthly_cap,
        spent=spent_this_month(session, name, now),
        billed=billed_on(session, name, day),
    )
    connector = connector_for(name)(installation.options_for(name), gate)
    # Under a cap one account at a time, so that no two readings count on the same last dollars.
    turns = 1 if tariff.monthly_cap is not None else WORKERS
    return Platform(name=name, connector=connector, gate=gate, ledger=ledger, turns=turns)


def keep_waits(session: Session, platform: Platform, now: datetime) -> None:
    """Write down what may not be asked again before its reset, for the runs to come."""
    session.execute(delete(ShutRow).where(ShutRow.platform == platform.name))
    for (gate, credential), error in platform.gate.shut_now().items():
        if isinstance(error, RateLimited):
            session.add(ShutRow(platform=platform.name, gate=gate, credential=credential, until=now + error.wait))
        elif isinstance(error, BudgetSpent) and error.own_cap:
            following = datetime.combine(month_of(now)[1], time(), tzinfo=UTC)
            cap = str(platform.ledger.cap)  # another cap begins anew
            session.add(ShutRow(platform=platform.name, gate=OWN_CAP, credential=cap, until=following))
