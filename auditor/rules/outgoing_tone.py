"""Whether what an account writes itself keeps a decent tone: `outgoing-tone`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from auditor.language.weights import version
from auditor.model import Finding, Judgement, Severity, SubjectRef
from auditor.rules.base import Rule
from auditor.rules.categories import CATEGORIES, UNKNOWN

if TYPE_CHECKING:
    from auditor.model import Detection, Evidence, Item

NEXT_STEP = (
    "Whoever runs the account: take it down or put it right today, say sorry where somebody was meant, and tell SLT."
    " If nobody at the school wrote it, change the password first."
)


class OutgoingTone(Rule):
    """A school's own answer or post insults, demeans, threatens or swears.

    What it looks for
    The account's own comments and replies are read as comments are: insults, mockery of a pupil, threats, attacks on
    people for a protected characteristic, sexual remarks, strong language. Of its posts, only what is said in plain
    words counts. A firm or a dry answer is no finding, nor is a subject that hurts: an answer to abuse, a post about
    bullying. Shares hold somebody else's words and are left out.

    Why it matters
    What an official account writes, the school has said. One heated answer is passed on as a picture long after it was
    deleted; and words that nobody at a school would write may be the first sign that the account was taken over.

    What to do
    Take the words down or put them right, and say sorry where somebody was meant. If nobody wrote them, change the
    password and end other sessions first. If nothing is wrong with the tone, dismiss the finding.

    Flagged
    - a reply: "You are all useless idiots, every one of you."
    - a reply: "Nobody asked you. Get a life and shut your gob."
    - a post: "That referee was a f***ing disgrace."

    Fine
    - a reply: "Thank you for telling us. Please ring the office, and we will put it right."
    - a reply: "We are sorry about the wait at the gate this morning."
    - a post: "Our Year 6 pirates made the audience walk the plank!"
    - a post: "Anti-bullying week: what to do when somebody calls you names."
    """

    id: ClassVar[str] = "outgoing-tone"
    severity: ClassVar[Severity] = Severity.MEDIUM
    reads = "items"
    grading: ClassVar[str] = "each has its own, from low to high, unless a policy chooses one for all"

    def stands_on(self) -> str:
        """Return the version of the detector."""
        return version()

    def check(self, evidence: Evidence) -> Judgement:
        """Judge every item that the account itself wrote."""
        own = [item for item in evidence.items if item.own]
        found = [self._judge(evidence, item) for item in own if item.form != "repost"]
        return Judgement(
            findings=tuple(finding for finding in found if finding is not None),
            judged=frozenset((item.kind, item.key, "") for item in own),
        )

    def _judge(self, evidence: Evidence, item: Item) -> Finding | None:
        from auditor.language.tone import judge_tone  # noqa: PLC0415 - loaded when something is judged

        is_answer = item.kind == "comment" or item.form == "reply"
        found = judge_tone(item.text, is_answer=is_answer)
        if found is None:
            return None
        says = CATEGORIES.get(found.categories[0], UNKNOWN).says
        return Finding(
            rule=self.id,
            severity=self._graded(found),
            school=evidence.school,
            account=item.account,
            subject=SubjectRef(kind=item.kind, id=item.id, key=item.key, url=item.url),
            message=f"This {'reply' if is_answer else 'post'} of the account's own {says}.",
            why=f"Signs: {', '.join(found.signs)}. The account itself wrote it.",
            next_step=NEXT_STEP,
            confidence=found.probability,
            spans=found.spans,
            categories=found.categories,
            clauses=self.clauses,
        )

    def _graded(self, found: Detection) -> Severity:
        """Return the policy's severity, else the detector's: what is urgent is what others do to a child."""
        graded = found.severity or self.severity
        return self.chosen_severity or min(graded, Severity.HIGH, key=lambda severity: severity.rank)
