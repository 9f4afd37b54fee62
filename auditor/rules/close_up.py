"""Whether a picture shows one face, large and from the front: `close-up`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from auditor.model import Finding, Judgement, Severity, SubjectRef
from auditor.rules.base import Rule

if TYPE_CHECKING:
    from auditor.model import Evidence, Item


class CloseUp(Rule):
    """A picture of a school's own post shows one face, large and from the front.

    What it looks for
    Pictures of the account's own posts on which exactly one face is large (a sixth of the picture's shorter side and
    more, from brow to chin) and turned to the camera. It is looked for only where the register asks for pictures to be
    looked at (`pictures = true`), in memory, and nothing but the number of faces is kept. Faces are counted, never
    recognised or compared, and nobody's age is guessed: whether it is a pupil's face, a person sees. A face from the
    side, far away, or beside another large one is none.

    Why it matters
    In May 2026 the Online Harms Early Warning Working Group (National Crime Agency, Internet Watch Foundation, NSPCC
    and others) advised schools to take down or replace pictures on which a pupil can be recognised face-on, and to go
    through all their pictures of pupils regularly: a school had been blackmailed with abuse images that were made from
    its own pictures. A large face from the front is what such a forgery needs.

    What to do
    If it is a pupil, put a picture in its place that tells the same: from behind or the side, hands at work, a group
    from further away, in lower resolution. If it is an adult who agreed to it, dismiss the finding.

    Flagged
    - a post with a picture of 1 face, large
    - a post with a picture of 5 faces, 1 of them large
    - a quote with a picture of 1 face, large

    Fine
    - a post with a picture of no face
    - a post with a picture of 1 face, small
    - a post with a picture of 3 faces, 2 of them large
    """

    id: ClassVar[str] = "close-up"
    severity: ClassVar[Severity] = Severity.INFO
    reads = "items"

    def check(self, evidence: Evidence) -> Judgement:
        """Judge every item whose pictures were looked at."""
        seen = [item for item in evidence.items if item.own and item.pictures]
        return Judgement(
            findings=tuple(self._found(evidence, item) for item in seen if _close_ups(item)),
            judged=frozenset((item.kind, item.key, "") for item in seen),
        )

    def _found(self, evidence: Evidence, item: Item) -> Finding:
        number = _close_ups(item)
        shown = "A picture of this post shows" if number == 1 else f"{number} pictures of this post each show"
        return Finding(
            rule=self.id,
            severity=self.chosen_severity or self.severity,
            school=evidence.school,
            account=item.account,
            subject=SubjectRef(kind=item.kind, id=item.id, key=item.key, url=item.url),
            message=f"{shown} one large face, turned to the camera.",
            why="Exactly one face is large and seen from the front; whose it is, or how old, nobody has looked.",
            next_step="Whoever runs the account: if it is a pupil, put a picture in its place that shows no face large"
            " and from the front. If it is not, dismiss the finding.",
            confidence=CONFIDENCE,
            clauses=self.clauses,
        )


CONFIDENCE = 0.5
"""Whether it is a pupil is not known, so please look."""


def _close_ups(item: Item) -> int:
    return sum(picture.is_close_up for picture in item.pictures)
