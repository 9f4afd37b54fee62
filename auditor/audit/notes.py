"""What the administrator is told once: a refused credential, a budget at 50, 80 and 100 %, a roll out of use."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from sqlalchemy import select

from auditor.alerts import AdminNote
from auditor.store.rolls import kept_rolls
from auditor.store.spend import MICROS
from auditor.store.tables import CoverageRow, RunRow
from connectors.errors import BudgetSpent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.audit.outcome import Coverage
    from auditor.audit.platforms import Platform
    from auditor.trust import Trust

THRESHOLDS = (100, 80, 50)  # per cent, loudest first


def admin_notes(
    session: Session, coverages: Iterable[Coverage], platforms: Iterable[Platform], now: datetime
) -> Sequence[AdminNote]:
    """Return what the administrator should hear after this run; what was told before is told apart by its key."""
    notes = [note for platform in platforms if (note := _budget(platform, now)) is not None]
    notes += [_refused(session, line) for line in coverages if line.reason == "auth_expired"]
    return notes


def roll_notes(session: Session, trust: Trust, key: bytes) -> Sequence[AdminNote]:
    """Return a note for each school whose pupil roll cannot be used: until it can, no name is looked up in it."""
    schools = {school.id for school in trust.schools}
    return [
        AdminNote(
            key=f"roll:{roll.school}:{roll.imported_at:%Y-%m-%dT%H:%M:%S}",
            sentence=f"The pupil roll of {roll.school} is not used, because {roll.trouble}: protected children are not"
            " recognised there.",
            to_do=f"Import it again: auditor roll import FILE --school {roll.school}",
        )
        for roll in kept_rolls(session, key)
        if roll.trouble is not None and roll.school in schools
    ]


def _budget(platform: Platform, now: datetime) -> AdminNote | None:
    cap, spent = platform.ledger.cap, platform.ledger.spent
    if not cap:
        return None
    stopped = any(isinstance(error, BudgetSpent) and error.own_cap for error in platform.gate.shut_now().values())
    reached = 100 if stopped else next((level for level in THRESHOLDS if spent * 100 >= cap * level), None)
    if reached is None:
        return None
    month = now.astimezone(UTC)
    name = platform.name.upper() if len(platform.name) == 1 else platform.name.capitalize()
    to_do = (
        f"{name} is not read again until the month turns; raise the cap if it must be."
        if reached == THRESHOLDS[0]
        else "Nothing has to be done unless that is more than you expect; the weekly report says what was spent."
    )
    return AdminNote(
        key=f"budget:{platform.name}:{month:%Y-%m}:{reached}",
        sentence=(
            f"{_portion(reached)} for {name} is {'used up' if reached == THRESHOLDS[0] else 'spent'}: "
            f"${spent / MICROS:.2f} of ${cap / MICROS:.2f} in {month:%B}."
        ),
        to_do=to_do,
    )


def _portion(reached: int) -> str:
    """Return how much is meant; what is left of a budget used up may not pay for another page."""
    return "The monthly budget" if reached == THRESHOLDS[0] else f"{reached} % of the monthly budget"


def _refused(session: Session, line: Coverage) -> AdminNote:
    """Return one note an outage: its key names the run in which the account was read last."""
    label = line.planned.account.label
    query = (
        select(RunRow.sequence)
        .join(CoverageRow, CoverageRow.run_id == RunRow.id)
        .where(CoverageRow.label == label, CoverageRow.status == "checked")
        .order_by(RunRow.sequence.desc())
        .limit(1)
    )
    last_read = session.scalar(query) or 0
    return AdminNote(
        key=f"auth:{label}:{last_read}",
        about=label,
        sentence="could not be read: the credential is refused.",
        to_do="Make a new token as docs/platforms.md says, put it in place of the old one, and run `auditor doctor`.",
    )
