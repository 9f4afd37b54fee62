"""What a report does not look at, said in every report: silence there means nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.language import encoder
from auditor.language.figures import without_encoder
from auditor.report import wording
from connectors import connector_for
from connectors.base import Gate, Options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.policies import Pack
    from auditor.trust import School
    from connectors.base import Capabilities

NEVER_READ = ("private messages", "stories", "groups", "comments on posts older than 30 days")
CONSENT = "Whether families agreed to a picture is not checked: the auditor has no record of consents to pictures."
NO_PICTURES = "What pictures show is not looked at: only their descriptions are read."
LOOKED_AT = "Of pictures the words on them, the number of faces and the metadata are looked at; of films nothing."
LACKING = {
    "posts": "posts",
    "comments": "comments",
    "edits": "what was edited",
    "deletions": "what was deleted",
    "hidden": "which comments are hidden, so a person records that",
    "alt_text": "pictures' descriptions",
    "handles": "a handle that the school can choose",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCovered:
    """What is never read, what single networks do not show, and the clauses that people alone check.

    `pictures` says at which schools nobody looks at what pictures show, and what is not looked at anywhere.
    `detectors` says what is lost where half of the detectors cannot be used, empty where both are here.
    """

    never_read: tuple[str, ...]
    pictures: str
    consent: str
    detectors: str
    lacking: tuple[str, ...]
    policy: str
    clauses: int
    by_people: tuple[str, ...]


def not_covered(platforms: Iterable[str], pack: Pack, schools: Sequence[School]) -> NotCovered:
    """Return what reports about these platforms, this policy and these schools leave out."""
    lacking = [sentence for platform in sorted(set(platforms)) if (sentence := _lacks(platform))]
    return NotCovered(
        never_read=NEVER_READ,
        pictures=_pictures(schools),
        consent=CONSENT,
        detectors="" if encoder.is_available() else without_encoder(),
        lacking=tuple(lacking),
        policy=pack.name,
        clauses=len(pack.clauses),
        by_people=tuple(clause.clause for clause in pack.clauses if clause.how == "people"),
    )


def _pictures(schools: Sequence[School]) -> str:
    without = [school.name for school in schools if not school.pictures]
    if len(without) == len(schools):
        return NO_PICTURES
    return LOOKED_AT if not without else f"{LOOKED_AT} At {wording.listed(without)} no picture is looked at."


def _lacks(platform: str) -> str:
    """Return in a sentence what a platform does not show, empty where it shows everything."""
    name = wording.network(platform)
    try:
        capabilities: Capabilities = connector_for(platform)(Options(url=""), Gate()).capabilities
    except LookupError:
        return f"{name} is not read at all."
    missing = [words for capability, words in LACKING.items() if not getattr(capabilities, capability)]
    return f"{name} does not show {wording.listed(missing)}." if missing else ""
