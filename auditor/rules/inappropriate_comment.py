"""Whether what others write on an account's page is fit for it: `inappropriate-comment`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from auditor.errors import Problems
from auditor.language.weights import version
from auditor.model import PROTECTED, Finding, Judgement, Severity, SubjectRef
from auditor.rules.cases import CasedRule
from auditor.rules.categories import (
    ABOUT_A_CHILD,
    CATEGORIES,
    CHILD_EXPOSED,
    CHILD_NAMED,
    NOW,
    UNKNOWN,
    WHEREABOUTS,
    Category,
)
from auditor.rules.certainty import Certainty
from auditor.rules.repeats import with_repeats

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from auditor.model import Clause, Detection, Evidence, Item

PERSONAL_DATA = "personal_data"
DISREPUTE = ("disrepute",)

# Facts of the detector of names that make a child's name more than a first name alone.
MORE_THAN_A_NAME = ("surname", "class", "place", "health")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is wrong with one comment, both detectors taken together; the first category is the primary one."""

    categories: tuple[str, ...]
    severity: Severity
    spans: tuple[tuple[int, int], ...]
    signs: tuple[str, ...]
    probability: float
    is_about_child: bool


class InappropriateComment(CasedRule):
    """A comment that should not stand on a school's page.

    What it looks for
    Comments, replies and visitors' posts by others: insults, bullying of a pupil, threats, hate, sexual remarks, strong
    language, accusations against staff, private details, somebody who seeks contact with a child, worry about
    somebody's welfare, drugs and weapons, adverts and scams, sweeping attacks on the school. A child's first name alone
    is `low` and counted per post; with a surname, a class, a place or health it is `high`; a child whom the school's
    pupil roll marks as protected is `urgent`. A civil complaint is never a finding, however cross, and a sweeping
    attack without abuse is at most `low`. Where the same commenter was flagged before on that account within 30 days,
    the finding says how often; nothing else is kept of who comments.

    Why it matters
    What stands below a school's post is read as what the school puts up with, by pupils too. A cry for help or a
    stranger's offer may stand there for days before anybody at the school sees it.

    What to do
    Follow the next step of the finding. Hiding is a person's click on the network; keep the link first. Answer
    criticism or leave it. If nothing is wrong, dismiss the finding; it stays dismissed until the comment changes.

    Flagged
    - a comment: "You are all useless idiots, every one of you."
    - a comment: "I know where the head parks. Friday at 3 I will be there with a bat."
    - a comment: "Lovely girl. Add me on Snapchat and I can send you something, don't tell your mum."
    - a visitor's post: "Earn £500 a day from home, click the link in my profile!"

    Fine
    - a comment: "Lovely to see them all enjoying the trip!"
    - a comment: "Third time this month that the gates were locked early. Who do I speak to about it?"
    - a comment: "They absolutely killed it on stage last night."
    - a visitor's post: "What time does the summer fair open?"
    """

    id: ClassVar[str] = "inappropriate-comment"
    VERSION: ClassVar[str] = "2"
    severity: ClassVar[Severity] = Severity.MEDIUM
    measured_on: ClassVar[str] = "comments"
    reads = "items"
    grading: ClassVar[str] = "each comment has its own, from low to urgent"
    options_type: ClassVar[type] = Certainty
    cases: ClassVar[tuple[str, ...]] = tuple(CATEGORIES)

    def __init__(
        self,
        *,
        clauses: tuple[Clause, ...] = (),
        severity: Severity | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        """Make the rule as every rule is made; Problems where a severity is chosen: each comment has its own."""
        if severity is not None:
            raise Problems([f"The rule {self.id} grades each comment by itself; leave its severity out."])
        super().__init__(clauses=clauses, options=options)

    def stands_on(self) -> str:
        """Return the version of both detectors."""
        return version()

    def check(self, evidence: Evidence) -> Judgement:
        """Judge every item that somebody else wrote."""
        others = [item for item in evidence.items if not item.own]
        found = [(item, self._judge(evidence, item)) for item in others]
        return Judgement(
            findings=tuple(with_repeats(found, evidence.flagged)),
            judged=frozenset((item.kind, item.key, "") for item in others),
        )

    def _judge(self, evidence: Evidence, item: Item) -> Finding | None:
        from auditor.language.children import find_children  # noqa: PLC0415 - loaded when something is judged
        from auditor.language.comments import judge_comment  # noqa: PLC0415 - the same

        if not item.text.strip():
            return None
        names = find_children(item.text, evidence.known, own=False, rolls=evidence.rolls)
        verdict = merge(judge_comment(item.text, evidence.known, flag_from=self.options.flag_from), names)
        clauses = self._clauses_about(verdict) if verdict is not None else None
        if verdict is None or clauses is None:
            return None
        meaning = _meaning(verdict)
        this = "This visitor's post" if item.kind == "post" else "This comment"
        is_counted = verdict.categories == (PERSONAL_DATA,) and verdict.severity is Severity.LOW
        return Finding(
            rule=self.id,
            severity=verdict.severity,
            school=evidence.school,
            account=item.account,
            subject=SubjectRef(kind=item.kind, id=item.id, key=item.key, url=item.url),
            message=f"{this} {meaning.says}.",
            why=_why(verdict),
            next_step=_next_step(meaning, verdict.severity),
            confidence=verdict.probability,
            spans=verdict.spans,
            categories=verdict.categories,
            clauses=clauses,
            counted_per=item.thread_key if is_counted else None,
            about_child=verdict.is_about_child,
        )

    def _clauses_about(self, verdict: Verdict) -> tuple[Clause, ...] | None:
        """Return the clauses that ask for it; a protected child's name is urgent whichever cases they are about."""
        if PROTECTED not in verdict.categories:
            return self.clauses_for(*verdict.categories)
        return self.clauses_for(*verdict.categories, PERSONAL_DATA) or self.clauses


def merge(judged: Detection | None, names: Detection | None) -> Verdict | None:
    """Return both detectors' answers as one: the louder first, spans joined; None where neither found anything.

    A protected child's name comes before everything.
    """
    graded = [(_grade(judged), judged.categories or ("",), judged)] if judged is not None else []
    if names is not None:
        exposed = judged is not None and PERSONAL_DATA in judged.categories
        category = PROTECTED if _is_protected(names) else PERSONAL_DATA
        graded.append((_grade_name(names, is_exposed=exposed), (category,), names))
    if not graded:
        return None
    graded.sort(key=lambda one: (PROTECTED in one[1], one[0].rank), reverse=True)
    detections = [detection for _, _, detection in graded]
    return Verdict(
        categories=tuple(dict.fromkeys(category for _, categories, _ in graded for category in categories if category)),
        severity=graded[0][0],
        spans=_joined(span for detection in detections for span in detection.spans),
        signs=tuple(dict.fromkeys(sign for detection in detections for sign in detection.signs)),
        probability=max(detection.probability for detection in detections),
        is_about_child=names is not None or any(detection.facts.get("child", False) for detection in detections),
    )


def _grade(judged: Detection) -> Severity:
    """Return a comment's severity; a sweeping attack without abuse is at most low: criticism is not abuse."""
    severity = judged.severity or Severity.MEDIUM
    return min(severity, Severity.LOW, key=_rank) if judged.categories == DISREPUTE else severity


def _grade_name(names: Detection, *, is_exposed: bool) -> Severity:
    """Return the severity of a child's name in another's comment: low alone, high with what tells more.

    A protected child's name is urgent by itself.
    """
    if _is_protected(names):
        return Severity.URGENT
    tells_more = is_exposed or any(names.facts.get(fact, False) for fact in MORE_THAN_A_NAME)
    return Severity.HIGH if tells_more else Severity.LOW


def _is_protected(names: Detection) -> bool:
    return names.facts.get("protected", False)


def _meaning(verdict: Verdict) -> Category:
    """Return what the primary category means; of a child's personal information, what was given away."""
    primary = verdict.categories[0] if verdict.categories else ""
    if primary == PERSONAL_DATA and verdict.severity is Severity.URGENT:
        return WHEREABOUTS
    if primary == PERSONAL_DATA and verdict.is_about_child:
        return CHILD_NAMED if verdict.severity.rank <= Severity.LOW.rank else CHILD_EXPOSED
    return CATEGORIES.get(primary, UNKNOWN)


def _next_step(meaning: Category, severity: Severity) -> str:
    return f"{NOW} {meaning.next_step}" if severity is Severity.URGENT else meaning.next_step


def _why(verdict: Verdict) -> str:
    """Return which kinds of sign decided, and what else was found besides the primary category."""
    parts = [f"Signs: {', '.join(verdict.signs)}."] if verdict.signs else ["It reads like such comments."]
    besides = [CATEGORIES.get(category, UNKNOWN).says for category in verdict.categories[1:]]
    if besides:
        parts.append(f"It also {', and '.join(besides)}.")
    if verdict.is_about_child:
        parts.append(ABOUT_A_CHILD)
    return " ".join(parts)


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in order, overlapping ones as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _rank(severity: Severity) -> int:
    return severity.rank
