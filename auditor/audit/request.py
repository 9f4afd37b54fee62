"""What an audit is asked to do: which accounts, how far, at which time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from auditor.errors import Problems
from auditor.nearest import nearest
from auditor.shown import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from auditor.mail import Sender
    from auditor.policies import Pack
    from auditor.store.retention import Limits
    from auditor.trust import OfficialAccount, School, Trust
    from connectors.base import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One account to be read, with its school."""

    school: School
    account: OfficialAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """What a platform's resources cost, in millionths of a dollar by kind, and our own monthly cap (None: none)."""

    prices: dict[str, int] = field(default_factory=dict)
    monthly_cap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Everything that stays the same from run to run on one machine."""

    engine: Engine
    database: str  # where the database is, without any password
    home: Path
    trust: Trust
    pack: Pack
    sender: Sender
    pseudonym_key: bytes = field(repr=False)
    roll_key: bytes = field(repr=False)
    limits: Limits
    first_days: int
    options_for: Callable[[str], Options]
    tariff_for: Callable[[str], Tariff]
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One audit as somebody asked for it. Empty `schools` and `accounts`: everything."""

    now: datetime
    schools: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    full: bool = False
    alerts: bool = True
    wait: timedelta = timedelta()
    on_account: Callable[[int, int], None] = lambda _done, _all: None

    @property
    def is_whole(self) -> bool:
        """Return whether every account of the register is asked for."""
        return not self.schools and not self.accounts


def plan(trust: Trust, request: Request) -> list[Planned]:
    """Return the accounts to read in the register's order; Problems for a school or account that is not there."""
    everything = [Planned(school=school, account=account) for school in trust.schools for account in school.accounts]
    labels = {planned.account.label for planned in everything}
    ids = {school.id for school in trust.schools}
    problems = [_unknown("school", school, ids) for school in request.schools if school not in ids]
    problems += [_unknown("account", label, labels) for label in request.accounts if label not in labels]
    if problems:
        raise Problems(problems)
    if request.is_whole:
        return everything
    return [
        planned
        for planned in everything
        if planned.school.id in request.schools or planned.account.label in request.accounts
    ]


def _unknown(what: str, name: str, known: set[str]) -> str:
    return f"The register has no {what} {plain(name)!r}.{nearest(name, sorted(known))}"
