"""A trust, its schools and their official accounts, as the register names them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.model import Known, Span

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """Who is told what. At a school an empty list means: the trust's (`report`) or none besides (`safeguarding`)."""

    report: tuple[str, ...] = ()
    safeguarding: tuple[str, ...] = ()
    admin: tuple[str, ...] = ()
    allegations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialAccount:
    """One account of a school. `token` is the credential itself (or empty: the platform's own setting)."""

    platform: str
    handle: str
    id: str | None = None
    token: str = field(default="", repr=False)
    agreed_handle: str | None = None
    agreed_reason: str | None = None
    approved_by: str | None = None
    approved_on: date | None = None
    purpose: str | None = None
    contact_email: str | None = None
    operators: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return `platform:handle`, the account's name in every command and report."""
        return f"{self.platform}:{self.handle}"


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """One school. `terms` are its own where it has any, else the trust's; `handle` the agreed one or None.

    `pictures`: the pictures of its own posts are looked at (the trust's choice, unless it has its own).
    """

    id: str
    name: str
    handle: str | None = None
    accounts: tuple[OfficialAccount, ...] = ()
    recipients: Recipients = Recipients()
    terms: tuple[Span, ...] = ()
    closed: tuple[Span, ...] = ()
    known: Known = field(default_factory=Known)
    pictures: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The trust: everything that the register says, checked."""

    name: str
    time_zone: str
    policy: str
    email_domains: tuple[str, ...]
    recipients: Recipients
    schools: tuple[School, ...]
    nation: str = "england"
    dpia_on: date | None = None

    def school(self, school_id: str) -> School:
        """Return the school of that id; KeyError where there is none."""
        for school in self.schools:
            if school.id == school_id:
                return school
        raise KeyError(school_id)
