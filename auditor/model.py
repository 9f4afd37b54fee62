"""What passes between the auditor's layers: frozen values, aware UTC times."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


class Severity(StrEnum):
    """How loudly a finding is told, quietest first. Compare with `rank`."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """Return 0 for info up to 4 for urgent."""
        return list(Severity).index(self)


class Status(StrEnum):
    """Where a finding stands. `OPEN` and `CONFIRMED` stand open."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    RESOLVED = "resolved"
    GONE = "gone"


STANDING = (Status.OPEN, Status.CONFIRMED)

PROTECTED = "protected_child"
"""The category of whatever names a child whom the pupil roll marks as protected."""


class Because(StrEnum):
    """Why a person dismissed a finding, in one word. The first three say that a name is no child's."""

    ADULT = "adult"
    PLACE = "place"
    THING = "thing"
    CONSENT = "consent"
    HARMLESS = "harmless"


class Consent(StrEnum):
    """Whether a family agreed to its child's name being published. Only `YES` is an agreement."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of a pack, as a finding names it."""

    pack: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRef:
    """What a finding is about. `kind`: `post`, `comment`, `account`, `school_week` or `policy`.

    For items `id` is the platform's newest id and `key` the canonical one (the fingerprint uses `key`); for an
    account its label; for a week the school's id (`week` is then an ISO week such as `2026-W47`).
    """

    kind: str
    id: str
    key: str
    url: str | None = None
    week: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that somebody should look at, as a rule returns it.

    `spans` are character offsets into the subject's text, end exclusive. `message` addresses the post, not the
    person, and holds no word of the text; `why` names kinds of sign; `next_step` says what to do next and who.
    `account` is the `platform:handle` label, None for a school's week or a policy. `counted_per` names a subject
    (a post's key) per which low findings are counted together in reports, None where each counts by itself.
    `about_child` tells whether it gives something of a child away, which decides who hears of it.
    """

    rule: str
    severity: Severity
    school: str
    account: str | None
    subject: SubjectRef
    message: str
    why: str
    next_step: str
    confidence: float = 1.0
    spans: tuple[tuple[int, int], ...] = ()
    categories: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    counted_per: str | None = None
    about_child: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What was seen on one picture of a post of the account's own; its words and the picture itself are dropped.

    `faces` counts those turned to the camera; nobody is recognised. `is_close_up`: exactly one of them is large.
    `tells_place` and `tells_camera`: its metadata say where it was taken, or whose camera took it. `named` is what the
    detector of children's names said of the words read on it, without spans; None where it found no child's name.
    """

    faces: int = 0
    is_close_up: bool = False
    tells_place: bool = False
    tells_camera: bool = False
    named: Detection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLook:
    """One attempt at one picture: what was seen, or in one word (`auditor.pictures.unseen`) why nothing was.

    `by` marks what judged the words read on it.
    """

    facts: PictureFacts | None = None
    unseen: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A post or comment as the store holds it, for judging.

    `kind` is `post` or `comment`; `form` as in `connectors.model.Form` or `comment`; `own` tells whether the
    account itself published it. `beside_picture` is True where a picture or film stands with it (for the
    account's own reply: with the post above). `alt_texts` are the pictures' descriptions and file names; `links` the
    post's own links. `pictures` are those that were looked at.
    `thread_key` is the key of the post above (its own for a post). `author` is a keyed pseudonym or None.
    """

    account: str
    platform: str
    kind: str
    form: str
    own: bool
    id: str
    key: str
    url: str
    thread_key: str
    text: str
    created_at: datetime
    beside_picture: bool = False
    alt_texts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    pictures: tuple[PictureFacts, ...] = ()
    author: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPost:
    """A post as counting a week needs it: also when its text has been deleted since (`text` is then None)."""

    account: str
    platform: str
    key: str
    form: str
    text: str | None
    text_hash: str
    created_at: datetime
    has_media: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account as judging sees it: what the register says and what the platform showed last.

    `shown_handle` is None where the platform shows none or the account was not read yet (`read` is then False).
    `posts_from`/`posts_until` bound the stretch of time for which all posts were read (None: nothing was).
    """

    label: str
    platform: str
    register_handle: str
    native_id: str | None
    shown_handle: str | None
    read: bool
    agreed_handle: str | None = None
    agreed_reason: str | None = None
    posts_from: datetime | None = None
    posts_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Names that the register knows to be no child's: lower-cased phrases by kind."""

    staff: tuple[str, ...] = ()
    governors: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    things: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RollName:
    """What a pupil roll says of one form of a name, all its bearers taken together.

    `protected`: one of them is. `rare`: so few bear it that it tells who is meant. `consent` is `YES` where all of them
    agreed, else `NO` where one refused.
    """

    protected: bool
    rare: bool
    consent: Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """A school's pupil roll as judging has it: forms of names by keyed hash (`auditor.language.roll_forms`).

    `consent_excuses` tells whether the policy lets a family's consent excuse its child's name.
    """

    key: bytes = field(repr=False)
    names: Mapping[bytes, RollName] = field(repr=False)
    consent_excuses: bool = False


REPEAT_WITHIN = timedelta(days=30)
"""For how long before a comment it is looked whether the same commenter was flagged on the same account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A comment or visitor's post on which a finding is kept: whose (a keyed pseudonym), on which account, when.

    `counts` is False where it says nothing against its writer: a person dismissed it, or it was never told.
    """

    account: str
    kind: str
    key: str
    author: str = field(repr=False)
    created_at: datetime
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of days, both included."""

    start: date
    end: date
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that a rule may look at for one school: no clock, network, database or environment behind it.

    `now` is the run's time. `items` are those to judge in this run (new, changed, or judged by an older rule).
    `week_posts` are all own posts of the `weeks_from`…`now` stretch. `terms` and `closed` are the school's;
    `nation` picks bank holidays (`england`, `wales`, `scotland`, `northern-ireland`). `rolls` holds the school's pupil
    roll where it has one (for a draft that is for no school: every school's). `flagged` are the earlier findings on
    what the writers of `items` wrote. `options` are the rule's own, from the pack's clause, already typed by the rule.
    """

    now: datetime
    time_zone: str
    school: str
    school_name: str
    agreed_handle: str | None
    accounts: tuple[AccountView, ...] = ()
    items: tuple[Item, ...] = ()
    week_posts: tuple[WeekPost, ...] = ()
    terms: tuple[Span, ...] = ()
    closed: tuple[Span, ...] = ()
    nation: str = "england"
    known: Known = field(default_factory=Known)
    rolls: tuple[Roll, ...] = ()
    flagged: tuple[Flagged, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a rule says: its findings, and the subjects it judged (so that what is no longer found resolves).

    `judged` holds `(subject kind, subject key, week or "")`: a standing finding of this rule on a judged subject
    that is not found again is resolved by itself; one on a subject that was not judged stays as it is.
    """

    findings: tuple[Finding, ...] = ()
    judged: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """What a detector of `auditor.language` found in one text; `signs` are kinds of sign, never words of it."""

    spans: tuple[tuple[int, int], ...]
    probability: float
    signs: tuple[str, ...]
    categories: tuple[str, ...] = ()
    severity: Severity | None = None
    facts: Mapping[str, bool] = field(default_factory=dict)
