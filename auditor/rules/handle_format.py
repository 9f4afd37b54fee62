"""What an account calls itself: `handle-format`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from auditor.model import Finding, Judgement, Severity, SubjectRef
from auditor.rules.base import Rule
from auditor.rules.handles import NETWORKS, derived_handles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.model import AccountView, Evidence

MOST_SHOWN = 8

# Only ids that are plain numbers go into a link.
_PROFILE = {"x": "https://x.com/i/user/{}", "facebook": "https://www.facebook.com/{}"}
_PLAIN = re.compile(r"[\w.\-]{1,64}", re.ASCII)


class HandleFormat(Rule):
    """An account's handle is not the one agreed for the school.

    What it looks for
    The handle that the network shows now is compared with the agreed one, exactly: lower case, letters and digits as
    in the school's name. Where the register names no agreed handle, every fair short form of the school's name is
    accepted, and the finding prints them. It applies to networks on which a school can choose its handle (on Facebook
    only where the Page has a username). A handle that the network cannot hold (X allows 15 characters), or that the
    register agrees for that account, is no finding.

    Why it matters
    Parents should find the real account at the first try, and tell it from one that somebody else has made.

    What to do
    Change the handle in the account's settings, and tell families. If the network could not give the agreed one, write
    `agreed_handle` and `agreed_reason` at the account in the register; the finding then resolves by itself.

    Flagged
    - Oakfield Primary School shows OakfieldPrimary on x
    - Oakfield Primary School shows oakfield_primary on x
    - Oakfield Primary School shows oakfieldofficial on facebook
    - Oakfield Primary School, agreed oakfieldprimary, shows oakfield on x

    Fine
    - Oakfield Primary School shows oakfieldprimary on x
    - St Brannock's Catholic Primary School shows stbrannocks on x
    - St Brannock's Catholic Primary School, agreed stbrannockscatholic, shows StBrannocks on x
    - Oakfield Primary School, agreed oakfieldprimary, shows no handle on facebook
    """

    id: ClassVar[str] = "handle-format"
    severity: ClassVar[Severity] = Severity.LOW
    reads = "school"

    def check(self, evidence: Evidence) -> Judgement:
        """Judge every account that was read, on a network with handles to choose."""
        findings, judged = [], set()
        for account in evidence.accounts:
            network = NETWORKS.get(account.platform)
            accepted = _accepted(evidence, account)
            if network is None or not account.read or not accepted:
                continue
            judged.add(("account", account.label, ""))
            possible = [handle for handle in accepted if network.holds(handle)]
            shown = network.chosen_part(account.shown_handle or "")
            if possible and shown and shown not in accepted:
                findings.append(self._finding(evidence, account, shown, possible))
        return Judgement(findings=tuple(findings), judged=frozenset(judged))

    def _finding(self, evidence: Evidence, account: AccountView, shown: str, possible: Sequence[str]) -> Finding:
        named = f"@{shown}" if _PLAIN.fullmatch(shown) else "that it shows"
        return Finding(
            rule=self.id,
            severity=self.chosen_severity or self.severity,
            school=evidence.school,
            account=account.label,
            subject=SubjectRef(kind="account", id=account.label, key=account.label, url=_profile(account)),
            message=f"The handle {named} on {NETWORKS[account.platform].name} is not {_choice(possible)}.",
            why=_difference(shown, possible, is_agreed=evidence.agreed_handle is not None),
            next_step="Whoever runs the account: change the handle. Where the network could not give it, write"
            " agreed_handle and agreed_reason at the account in the register.",
            clauses=self.clauses,
        )


def _accepted(evidence: Evidence, account: AccountView) -> tuple[str, ...]:
    """Return the handles that are right for an account: its own and the school's agreed one, else the fair forms.

    The account's own stands as the register writes it; the school's is in lower case, as the policy has it.
    """
    own = (account.agreed_handle or "").removeprefix("@")
    agreed = (evidence.agreed_handle or "").removeprefix("@").lower()
    return tuple(dict.fromkeys(handle for handle in (own, agreed) if handle)) or derived_handles(evidence.school_name)


def _choice(possible: Sequence[str]) -> str:
    """Return the accepted handles in words."""
    if len(possible) == 1:
        return f"the agreed @{possible[0]}"
    more = len(possible) - MOST_SHOWN
    shown = ", ".join(f"@{handle}" for handle in possible[:MOST_SHOWN])
    return f"one of {shown}" + (f" or {more} longer forms of the school's name" if more > 0 else "")


def _difference(shown: str, possible: Sequence[str], *, is_agreed: bool) -> str:
    """Return what kind of difference it is."""
    source = "the agreed handle" if is_agreed else "a short form of the school's name (the register agrees on none)"
    if shown.lower() in possible:
        return f"It differs from {source} by capital letters alone."
    if re.sub(r"[^a-z0-9]", "", shown.lower()) in possible:
        return f"It differs from {source} by signs other than letters and digits."
    return f"Its letters and digits differ from {source}."


def _profile(account: AccountView) -> str | None:
    pattern = _PROFILE.get(account.platform)
    return pattern.format(account.native_id) if pattern and (account.native_id or "").isdecimal() else None
