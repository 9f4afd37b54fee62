"""Whether a picture's metadata tell where it was taken, or whose camera took it: `picture-metadata`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from auditor.model import Finding, Judgement, Severity, SubjectRef
from auditor.rules.base import Rule

if TYPE_CHECKING:
    from auditor.model import Evidence, Item


class PictureMetadata(Rule):
    """A picture of a school's own post carries a place or a camera's number in its metadata.

    What it looks for
    Pictures of the account's own posts whose Exif data hold a place (`low`), or the serial number or owner's name of a
    camera or lens alone (`info`). It is looked for only where the register asks for pictures to be looked at
    (`pictures = true`); what the data say is not kept. X and Facebook take such data out of most pictures, so there
    will seldom be a finding; other networks and websites keep them.

    Why it matters
    A place in a picture tells to a few metres where a child was, and when: on a trip, at home, at a club. A camera's
    number joins a school's pictures to whatever else was taken with the same camera.

    What to do
    Take the picture down and put it up again without its metadata; most programs offer "remove location" or "remove
    properties" when a picture is saved or shared. Switch location off in the camera of every device that takes pictures
    for the school.

    Flagged
    - a post with a picture that tells its place
    - a post with a picture that tells its place and its camera
    - a post with a picture that tells its camera

    Fine
    - a post with a picture that tells nothing
    - a post with a picture of no face
    - a post with a picture of 1 face, large
    """

    id: ClassVar[str] = "picture-metadata"
    severity: ClassVar[Severity] = Severity.LOW
    reads = "items"

    def check(self, evidence: Evidence) -> Judgement:
        """Judge every item whose pictures were looked at."""
        seen = [item for item in evidence.items if item.own and item.pictures]
        found = (self._judge(evidence, item) for item in seen)
        return Judgement(
            findings=tuple(finding for finding in found if finding is not None),
            judged=frozenset((item.kind, item.key, "") for item in seen),
        )

    def _judge(self, evidence: Evidence, item: Item) -> Finding | None:
        tells_place = any(picture.tells_place for picture in item.pictures)
        if not tells_place and not any(picture.tells_camera for picture in item.pictures):
            return None
        return Finding(
            rule=self.id,
            severity=self._graded(tells_place=tells_place),
            school=evidence.school,
            account=item.account,
            subject=SubjectRef(kind=item.kind, id=item.id, key=item.key, url=item.url),
            message="A picture of this post tells in its metadata "
            + ("where it was taken." if tells_place else "whose camera took it."),
            why="Its Exif data hold a position." if tells_place else "Its Exif data hold a serial number or an owner.",
            next_step="Whoever runs the account: put the picture up again without its metadata, and switch location off"
            " in the camera that took it.",
            clauses=self.clauses,
        )

    def _graded(self, *, tells_place: bool) -> Severity:
        """Return the severity: the policy's own choice is for a place; a camera alone is for information."""
        chosen = self.chosen_severity or self.severity
        return chosen if tells_place else min(Severity.INFO, chosen, key=lambda severity: severity.rank)
