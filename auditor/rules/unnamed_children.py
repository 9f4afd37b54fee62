"""Whether what an account publishes names a child: `unnamed-children`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from auditor.model import Finding, Judgement, Severity, SubjectRef
from auditor.rules.cases import CasedRule

if TYPE_CHECKING:
    from auditor.model import Detection, Evidence, Item, Known

BESIDE_PICTURE = "beside-picture"
WITHOUT_PICTURE = "without-picture"

_FILE_NAME = re.compile(r"^(?P<stem>[^/\\]+)\.(?:jpe?g|png|gif|webp|heic|tiff?|bmp|mp4|mov|webm)$", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[_\-.+\d]+|(?<=[a-z])(?=[A-Z])")


class UnnamedChildren(CasedRule):
    """A school's own post, reply or picture description names a child.

    What it looks for
    Names of children in whatever the account itself publishes: posts, quotes, its own comments and replies, hashtags
    and mentions, pictures' descriptions and file names. A name in its own reply counts as beside the picture above, and
    a film counts as a picture. Adults are no finding: staff, governors, clergy, authors, people in history. Those that
    the register lists under `[school.known]` are never taken for children. Beside a picture it is `high`, else `low`.

    Why it matters
    A name beside a face tells a stranger whom to look for, and where. Families who have reasons to stay unfound rely
    on it, and so does the promise that most schools made when they asked for consent.

    What to do
    Take the name out, or the post down; both the text and the picture's description count. Ask the office whether the
    family agreed to the name before you put it back. If the name is no child's, dismiss the finding, and add the name
    to the register under `[school.known]` so that it does not come again.

    Flagged
    - a post beside a photo: "Well done to Ella Thompson in Year 4, our star of the week!"
    - a post: "Happy 7th birthday to Oliver in Year 2."
    - a reply below a photo: "Thank you! Aisha in Year 5 was so proud of her medal."
    - a picture's description: "Jack from Year 3 holding his certificate"

    Fine
    - a post beside a photo: "Well done to our star of the week in Year 4!"
    - a post beside a photo: "Thank you to Mrs Thompson for running the book fair."
    - a post: "Year 6 are reading about Queen Victoria this term."
    - a picture's description: "Two pupils holding a certificate"
    """

    id: ClassVar[str] = "unnamed-children"
    severity: ClassVar[Severity] = Severity.HIGH
    reads = "items"
    cases: ClassVar[tuple[str, ...]] = (BESIDE_PICTURE, WITHOUT_PICTURE)

    def stands_on(self) -> str:
        """Return the version of the detector of children's names."""
        from auditor.language import children  # noqa: PLC0415 - a detector is loaded when something is judged

        return children.VERSION

    def check(self, evidence: Evidence) -> Judgement:
        """Judge every item that the account itself published."""
        own = [item for item in evidence.items if item.own]
        # A share or repost holds somebody else's words: judged, so that a finding from before resolves, never flagged.
        found = [self._judge(evidence, item) for item in own if item.form != "repost"]
        return Judgement(
            findings=tuple(finding for finding in found if finding is not None),
            judged=frozenset((item.kind, item.key, "") for item in own),
        )

    def _judge(self, evidence: Evidence, item: Item) -> Finding | None:
        in_text = _find(item.text, evidence.known)
        in_pictures = [found for text in item.alt_texts if (found := _find(_readable(text), evidence.known))]
        detections = [in_text, *in_pictures] if in_text is not None else in_pictures
        case = BESIDE_PICTURE if item.beside_picture or in_pictures else WITHOUT_PICTURE
        clauses = self.clauses_for(case)
        if not detections or clauses is None:
            return None
        signs = ", ".join(dict.fromkeys(sign for detection in detections for sign in detection.signs))
        return Finding(
            rule=self.id,
            severity=self._graded(case),
            school=evidence.school,
            account=item.account,
            subject=SubjectRef(kind=item.kind, id=item.id, key=item.key, url=item.url),
            message=_message(item, case, is_text=in_text is not None),
            why=f"A name reads as a child's: {signs}." if signs else "A name reads as a child's.",
            next_step=NEXT_STEP[case],
            confidence=max(detection.probability for detection in detections),
            spans=in_text.spans if in_text is not None else (),
            clauses=clauses,
        )

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


def _find(text: str, known: Known) -> Detection | None:
    from auditor.language.children import find_children  # noqa: PLC0415 - a detector is loaded when something is judged

    return find_children(text, known, own=True) if text.strip() else None


def _readable(alt_text: str) -> str:
    """Return a picture's description; a file name as words."""
    name = _FILE_NAME.match(alt_text.strip())
    return _BETWEEN_WORDS.sub(" ", name["stem"]).strip() if name else alt_text


def _message(item: Item, case: str, *, is_text: bool) -> str:
    is_answer = item.kind == "comment" or item.form == "reply"
    this = "reply" if is_answer else "post"
    if not is_text:
        return f"A picture's description in this {this} names a child."
    if case == WITHOUT_PICTURE:
        return f"This {this} names a child."
    return f"This {this} names a child beside {'the picture above' if is_answer else 'a photo'}."
