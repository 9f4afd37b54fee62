"""Plain words for ids, times and numbers, the same in every mail and report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model import Severity
from auditor.rules.categories import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

NETWORKS = {
    "x": "X",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "threads": "Threads",
    "flickr": "Flickr",
}

RULES = {
    "posting-frequency": ("week short of posts", "weeks short of posts"),
    "handle-format": ("handle", "handles"),
    "unnamed-children": ("child named", "children named"),
    "inappropriate-comment": ("comment", "comments"),
    "close-up": ("close-up of a face", "close-ups of faces"),
    "picture-metadata": ("picture with metadata", "pictures with metadata"),
    "outgoing-tone": ("unfit post of its own", "unfit posts of its own"),
}

REASONS = {
    "auth_expired": "its credential has expired or was refused",
    "permission": "its credential may not read everything",
    "rate_limited": "the network asked us to wait",
    "budget_exhausted": "the month's budget is spent",
    "transient": "the network did not answer properly",
    "gone": "the account is not there any more",
    "protected": "the account is closed to readers",
    "schema_drift": "the network's answers have a new shape",
    "unsupported": "the auditor cannot read it",
    "attestation_due": "a person must confirm by hand how it stands",
}

NOT_YET = "no audit has read it yet"
CERTAIN, LIKELY = 0.9, 0.7


def network(platform: str) -> str:
    """Return a network's name as people write it."""
    return NETWORKS.get(platform, platform.replace("_", " ").title())


def by_rule(rule: str, number: int) -> str:
    """Return how many findings of a rule there are, for a table: `2 comments`."""
    name = rule.replace("-", " ")
    one, many = RULES.get(rule, (name, name))
    return counted(number, one, many)


def category_words(category: str) -> str:
    """Return a category's id and what it says of a text: `threat (threatens somebody)`."""
    known = CATEGORIES.get(category)
    return f"{category} ({known.says})" if known else category


def reason_words(reason: str | None) -> str:
    """Return why an account was not checked, as the end of a sentence."""
    return REASONS.get(reason or "", (reason or "it is not known why").replace("_", " "))


def severity_word(severity: str) -> str:
    """Return a severity as a heading word."""
    return {Severity.INFO: "For information"}.get(Severity(severity), severity.capitalize())


def sure(confidence: float) -> str:
    """Return how sure the program is: a word and the number behind it, which is never 100."""
    word = "Sure" if confidence >= CERTAIN else "Fairly sure" if confidence >= LIKELY else "Not sure, so please look"
    return f"{word} ({round(min(max(confidence, 0.0), 0.99) * 100)} %)"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 post`, `3 posts`, `no posts`."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{'no' if number == 0 else format(number, ',')} {noun}"


def capital(sentence: str) -> str:
    """Return a sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def listed(parts: Sequence[str]) -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def on_day(day: date) -> str:
    """Return a date such as `Friday 20 November 2026`."""
    return f"{day:%A} {short_day(day)}"


def short_day(day: date) -> str:
    """Return a date such as `20 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def brief_day(day: date) -> str:
    """Return a date such as `20 Nov`, where its year is plain."""
    return f"{day.day} {day:%b}"


def at_time(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment such as `20 November 2026, 02:00`, local."""
    local = moment.astimezone(zone)
    return f"{short_day(local.date())}, {local:%H:%M}"


def days_ago(since: datetime, now: datetime) -> str:
    """Return an age such as `today`, `since yesterday`, `for 5 days`; whole days."""
    days = max(0, (now - since).days)
    return {0: "since today", 1: "for a day"}.get(days, f"for {days} days")


def dollars(micros: int) -> str:
    """Return millionths of a dollar as `$0.10`; nothing that cost anything is shown as $0.00."""
    if 0 < micros < 5_000:  # noqa: PLR2004 - half a cent
        return "less than $0.01"
    return f"${micros / 1_000_000:,.2f}"
