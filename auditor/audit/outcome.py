"""What an audit came to: each account's coverage, what changed, and the exit code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from auditor.moments import iso_utc
from auditor.store.spend import MICROS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from auditor.audit.request import Planned
    from auditor.store.tables import FindingRow
    from connectors.errors import ConnectorError
    from connectors.model import Gap, Oddity

NO_CHANGE_OF_EXIT = frozenset({"unsupported"})  # listed in every report, and nobody can mend it (INTERFACE)


@dataclass(slots=True, kw_only=True)
class Coverage:
    """How one account came out of the run: checked, or not checked because of `reason`.

    `gaps` are what the platform did not give in this run; `unseen`, as its end has it, which pictures of the last 30
    days were not looked at although they should be.
    """

    planned: Planned
    reason: str | None = None
    detail: str | None = None
    gaps: list[Gap] = field(default_factory=list)
    unseen: list[Gap] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    posts_new: int = 0
    comments_new: int = 0
    requests: int = 0
    cost_micros: int = 0

    @property
    def status(self) -> str:
        """Return `checked` or `not_checked`."""
        return "checked" if self.reason is None else "not_checked"

    def fail(self, error: ConnectorError | None) -> None:
        """Take over how the newest reading ended: None is checked."""
        self.reason = error.reason if error is not None else None
        self.detail = str(error) if error is not None else None

    def as_json(self) -> dict[str, Any]:
        """Return the account's line of `auditor audit --json`."""
        return {
            "account": self.planned.account.label,
            "school": self.planned.school.id,
            "status": self.status,
            "reason": self.reason,
            "gaps": as_json([*self.gaps, *self.unseen]),
            "posts_new": self.posts_new,
            "comments_new": self.comments_new,
            "requests": self.requests,
            "cost_usd": round(self.cost_micros / MICROS, 6),
        }


def as_json(gaps: Iterable[Gap]) -> list[dict[str, str]]:
    """Return gaps with times as text."""
    return [{"from": iso_utc(gap.start), "to": iso_utc(gap.end), "what": gap.what} for gap in gaps]


def all_checked(coverages: Iterable[Coverage]) -> bool:
    """Return whether every account was checked, save those that no connector can read."""
    return all(line.reason is None or line.reason in NO_CHANGE_OF_EXIT for line in coverages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One finished audit. `undelivered` are whole sentences, one for each mail that could not be handed over."""

    run: str
    as_of: datetime
    coverages: Sequence[Coverage]
    new: Sequence[FindingRow]
    ended: int
    standing: int
    created_database: str | None = None
    undelivered: Sequence[str] = ()
    notes: Sequence[str] = ()

    def exit_code(self) -> int:
        """Return 0, or 1 where an account could not be checked or a mail could not be handed over."""
        return 1 if self.undelivered or not all_checked(self.coverages) else 0

    def as_json(self) -> dict[str, Any]:
        """Return what `auditor audit --json` prints."""
        return {
            "run": self.run,
            "as_of": iso_utc(self.as_of),
            "accounts": [line.as_json() for line in self.coverages],
            "findings": {"new": len(self.new), "open": self.standing, "resolved": self.ended},
        }
