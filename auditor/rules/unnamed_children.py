"""Whether what an account publishes names a child: `unnamed-children`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from auditor.errors import Problems
from auditor.language.weights import version
from auditor.model import PROTECTED, Finding, Judgement, Severity, SubjectRef
from auditor.rules.cases import CasedRule
from auditor.rules.categories import CATEGORIES, NOW
from auditor.rules.certainty import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.model import Clause, Detection, Evidence, Item, Known, Roll

BESIDE_PICTURE = "beside-picture"
WITHOUT_PICTURE = "without-picture"

_FILE_NAME = re.compile(r"^(?P<stem>[^/\\]+)\.(?:jpe?g|png|gif|webp|heic|tiff?|bmp|mp4|mov|webm)$", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[_\-.+\d]+|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Certainty):
    """Besides cases and certainty: whether a family's consent, where the roll has it, excuses its child's name."""

    consent_excuses: bool = False

    def __post_init__(self) -> None:
        """Refuse anything but true and false."""
        Certainty.__post_init__(self)
        if type(self.consent_excuses) is not bool:
            raise Problems(["The option consent_excuses of the rule unnamed-children must be true or false."])


class UnnamedChildren(CasedRule):
    """A school's own post, reply or picture description names a child.

    What it looks for
    Names of children in whatever the account itself publishes: posts, quotes, its own comments and replies, hashtags
    and mentions, pictures' descriptions and file names. A name in its own reply counts as beside the picture above, and
    a film counts as a picture. Adults are no finding: staff, governors, clergy, authors, people in history. Those that
    the register lists under `[school.known]` are never taken for children. Beside a picture it is `high`, else `low`.
    Where the register asks for it (`pictures = true`), the words that can be read on the pictures of the school's own
    posts count as well: certificates, pegs, labels.
    Where the school has a pupil roll (`auditor roll`), first name and surname on it are certain, a first name on it
    makes a child likelier, and a child whom it marks as protected is `urgent` anywhere, in a share too. A policy may
    let a family's consent to the name excuse it (`consent_excuses`); it then counts only where the roll says yes.

    Why it matters
    A name beside a face tells a stranger whom to look for, and where. Families who have reasons to stay unfound rely
    on it, and so does the promise that most schools made when they asked for consent.

    What to do
    Take the name out, or the post down; the text, the picture's description and the picture itself count. Ask the
    office whether the family agreed to the name before you put it back. If the name is no child's, dismiss the finding
    (`--because adult`, `place` or `thing`): `auditor register learn` then proposes it for `[school.known]`, so that it
    does not come again.

    Flagged
    - a post beside a photo: "Well done to Ella Thompson in Year 4, our star of the week!"
    - a post: "Happy 7th birthday to Oliver in Year 2."
    - a reply below a photo: "Thank you! Aisha in Year 5 was so proud of her medal."
    - a picture's description: "Jack from Year 3 holding his certificate"
    - words on a picture: "Certificate of achievement, awarded to Ella Thompson for excellent work in Year 4"

    Fine
    - a post beside a photo: "Well done to our star of the week in Year 4!"
    - a post beside a photo: "Thank you to Mrs Thompson for running the book fair."
    - a post: "Year 6 are reading about Queen Victoria this term."
    - a picture's description: "Two pupils holding a certificate"
    - words on a picture: "Certificate of achievement, awarded to our star of the week in Year 4"
    """

    id: ClassVar[str] = "unnamed-children"
    severity: ClassVar[Severity] = Severity.HIGH
    measured_on: ClassVar[str] = "naming"
    reads = "items"
    options_type: ClassVar[type] = Options
    cases: ClassVar[tuple[str, ...]] = (BESIDE_PICTURE, WITHOUT_PICTURE)

    def stands_on(self) -> str:
        """Return the version of the detector of children's names."""
        return version()

    def check(self, evidence: Evidence) -> Judgement:
        """Judge every item that the account itself published."""
        own = [item for item in evidence.items if item.own]
        # A share or repost holds somebody else's words: judged, so that a finding from before resolves, and flagged
        # for a protected child alone.
        found = [self._judge(evidence, item) for item in own if item.form != "repost" or evidence.rolls]
        return Judgement(
            findings=tuple(finding for finding in found if finding is not None),
            judged=frozenset((item.kind, item.key, "") for item in own),
        )

    def _judge(self, evidence: Evidence, item: Item) -> Finding | None:
        in_text = self.find(item.text, evidence.known, evidence.rolls)
        described = (self.find(_readable(text), evidence.known, evidence.rolls) for text in item.alt_texts)
        in_descriptions = [found for found in described if found is not None]
        on_pictures = [picture.named for picture in item.pictures if picture.named is not None]
        in_pictures = [*in_descriptions, *on_pictures]
        detections = [in_text, *in_pictures] if in_text is not None else in_pictures
        protected = any(detection.facts.get("protected", False) for detection in detections)
        case = BESIDE_PICTURE if item.beside_picture or in_pictures else WITHOUT_PICTURE
        clauses = self._clauses_about(item, case, protected=protected)
        place = "text" if in_text is not None else "description" if in_descriptions else "picture"
        if not detections or clauses is None:
            return None
        return Finding(
            rule=self.id,
            severity=Severity.URGENT if protected else self._graded(case),
            school=evidence.school,
            account=item.account,
            subject=SubjectRef(kind=item.kind, id=item.id, key=item.key, url=item.url),
            message=_message(item, case, place, protected=protected),
            why=_why(detections, on_pictures),
            next_step=_next_step(case, place, protected=protected),
            confidence=max(detection.probability for detection in detections),
            spans=in_text.spans if in_text is not None else (),
            categories=(PROTECTED,) if protected else (),
            clauses=clauses,
            about_child=protected,
        )

    def find(self, text: str, known: Known, rolls: Iterable[Roll]) -> Detection | None:
        """Return the children whom a text of the account's own names, None where it names none."""
        from auditor.language.children import find_children  # noqa: PLC0415 - loaded when something is judged

        if not text.strip():
            return None
        return find_children(text, known, own=True, rolls=self._in_use(rolls), flag_from=self.options.flag_from)

    def find_on_picture(self, words: str, known: Known, rolls: Iterable[Roll]) -> Detection | None:
        """Return whether the words on a picture name a child, None where they do not; without spans."""
        from auditor.language.labels import find_on_picture  # noqa: PLC0415 - loaded when something is judged

        return find_on_picture(words, known, rolls=self._in_use(rolls), flag_from=self.options.flag_from)

    def _in_use(self, rolls: Iterable[Roll]) -> list[Roll]:
        excuses: bool = self.options.consent_excuses
        return [replace(roll, consent_excuses=excuses) for roll in rolls]

    def _clauses_about(self, item: Item, case: str, *, protected: bool) -> tuple[Clause, ...] | None:
        """Return the clauses that ask for it, None where none does; a protected child's name none need ask for."""
        fitting = self.clauses_for(case)
        if protected:
            return fitting or self.clauses
        return fitting if item.form != "repost" else None

    def _graded(self, case: str) -> Severity:
        """Return the severity: the policy's own choice is for names beside pictures and caps what stands without."""
        beside = self.chosen_severity or self.severity
        return beside if case == BESIDE_PICTURE else min(Severity.LOW, beside, key=lambda severity: severity.rank)


NEXT_STEP = {
    BESIDE_PICTURE: "Whoever runs the account: take the name or the picture out today, and tell SLT. If it is no"
    " child's name, dismiss the finding and add the name to [school.known] in the register.",
    WITHOUT_PICTURE: "Whoever runs the account: take the name out unless the family agreed to it. If it is no child's"
    " name, dismiss the finding and add the name to [school.known] in the register.",
}


def _readable(alt_text: str) -> str:
    """Return a picture's description; a file name as words."""
    name = _FILE_NAME.match(alt_text.strip())
    return _BETWEEN_WORDS.sub(" ", name["stem"]).strip() if name else alt_text


ON_PICTURE = (
    "Whoever runs the account: take the picture down today, or put one in its place on which the name cannot be read,"
    " and tell SLT. If it is no child's name, dismiss the finding."
)


def _next_step(case: str, place: str, *, protected: bool) -> str:
    if protected:
        return f"{NOW} {CATEGORIES[PROTECTED].next_step}"
    return ON_PICTURE if place == "picture" else NEXT_STEP[case]


def _why(detections: Sequence[Detection], on_pictures: Sequence[Detection]) -> str:
    """Return which kinds of sign gave the name away; of a protected child nothing but that."""
    protected = [detection for detection in detections if detection.facts.get("protected", False)]
    telling = protected or detections
    signs = ", ".join(dict.fromkeys(sign for detection in telling for sign in detection.signs))
    read = " It is read on a picture." if all(detection in on_pictures for detection in telling) else ""
    return (f"A name reads as a child's: {signs}." if signs else "A name reads as a child's.") + read


def _message(item: Item, case: str, place: str, *, protected: bool) -> str:
    """Return the sentence about the first of `text`, `description` and `picture` in which a name stands."""
    child = "a protected child" if protected else "a child"
    is_answer = item.kind == "comment" or item.form == "reply"
    this = "reply" if is_answer else "post"
    if place == "picture":
        return f"{child.capitalize()}'s name can be read on a picture of this {this}."
    if place == "description":
        return f"A picture's description in this {this} names {child}."
    if case == WITHOUT_PICTURE:
        return f"This {this} names {child}."
    return f"This {this} names {child} beside {'the picture above' if is_answer else 'a photo'}."
