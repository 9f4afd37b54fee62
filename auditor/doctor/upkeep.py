"""What has to be kept up by people: the assessment, term dates, handles, the Graph API's version, the policy."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from auditor.doctor.check import Check, failed, fine, warning
from auditor.errors import Problems
from auditor.policies import load_pack
from auditor.register.shape import X_HANDLE
from auditor.settings.graph import ENDS, NEWER_NEEDED, dead_graph_version
from auditor.shown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from auditor.settings import Settings
    from auditor.trust import OfficialAccount, Trust

GRAPH_NOTICE = timedelta(days=90)
TERM_NOTICE = timedelta(days=28)


def check_policy(trust: Trust) -> Iterator[Check]:
    """Check that the trust's policy pack can be read."""
    try:
        pack = load_pack(trust.policy)
    except Problems as wrong:
        yield failed("policy", " ".join(wrong.problems), "Mend the pack, or name another under `policy`.")
        return
    rules = len(pack.rules())
    yield fine("policy", f"{plain(pack.title)}: {len(pack.clauses)} clauses, {rules} rules ask for checks.")


def check_dpia(trust: Trust) -> Iterator[Check]:
    """Check that the data protection impact assessment was signed off."""
    if trust.dpia_on is None:
        to_do = "Go through docs/data-protection.md with your data protection officer, then write dpia_on at [trust]."
        message = "The register has no dpia_on: nobody has signed off the data protection impact assessment."
        yield warning("data protection", message, to_do)
    else:
        yield fine("data protection", f"The impact assessment was signed off on {_day(trust.dpia_on)}.")


def check_terms(trust: Trust, now: datetime) -> Iterator[Check]:
    """Check that school time is known for the weeks to come."""
    without = [school.id for school in trust.schools if not school.terms]
    ends = {school.id: max(span.end for span in school.terms) for school in trust.schools if school.terms}
    short = [f"{name} ({_day(end)})" for name, end in ends.items() if end < now.date() + TERM_NOTICE]
    if without:
        message = f"No term dates are known for {plain(', '.join(without))}, so their weeks cannot be judged."
        yield warning("term dates", message, "Write [[trust.term]], or [[school.term]] at those schools.")
    if short:
        message = f"The last known term ends soon or is over: {plain(', '.join(short))}."
        yield warning("term dates", message, "Add the next terms to the register.")
    if not without and not short:
        yield fine("term dates", f"School time is known until {_day(min(ends.values()))}.")


def check_handles(trust: Trust) -> Iterator[Check]:
    """Check what the register says of each account as far as it can be seen without asking the platform."""
    accounts = [account for school in trust.schools for account in school.accounts]
    if not accounts:
        message = "The register has no account yet, so nothing can be read."
        yield warning("accounts", message, "Write a [[school.account]] for each official account.")
    impossible = [one.label for one in accounts if one.platform == "x" and not X_HANDLE.fullmatch(one.handle)]
    if impossible:
        message = f"X cannot have these handles: {plain(', '.join(impossible))}."
        yield warning("handles", message, "Write each as X shows it: up to 15 letters, digits and _, without @.")
    nameless = [account for account in accounts if account.id is None]
    if nameless:
        message = f"The register does not give the platform's own id of {_labels(nameless)}."
        to_do = "Add `id`: with it a rename cannot lose the account, nor somebody else take its place under its name."
        yield warning("ids", message, to_do)
    elif accounts and not impossible:
        have = "The account has" if len(accounts) == 1 else f"All {len(accounts)} accounts have"
        yield fine("handles", f"{have} a possible handle and the platform's own id.")


def _labels(accounts: list[OfficialAccount], most: int = 5) -> str:
    more = f" and {len(accounts) - most} more" if len(accounts) > most else ""
    return plain(", ".join(account.label for account in accounts[:most])) + more


def check_graph_version(settings: Settings, trust: Trust, now: datetime) -> Iterator[Check]:
    """Check that the Graph API's version lives and will for a while, where a Page is in the register."""
    if not any(account.platform == "facebook" for school in trust.schools for account in school.accounts):
        return
    version = settings.facebook_graph_version
    dead, end = dead_graph_version(version, now.date()), ENDS.get(version)
    if dead:
        yield failed("Graph version", dead, NEWER_NEEDED)
    elif end is None:
        yield fine("Graph version", f"{version} is newer than what this auditor knows the end of.")
    elif end <= now.date() + GRAPH_NOTICE:
        yield warning("Graph version", f"{version} of Facebook's Graph API ends on {_day(end)}.", NEWER_NEEDED)
    else:
        yield fine("Graph version", f"{version} lives until {_day(end)}.")


def _day(day: date) -> str:
    """Return a day as `1 October 2026`."""
    return f"{day.day} {day:%B %Y}"
