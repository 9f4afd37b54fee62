"""What people's dismissals teach the register: names that are an adult's, a place's or a thing's.

Only what a person saw is learnt from: the spans that were flagged when the finding was dismissed for good, in the text
as it was then, while it is still kept. A name that may be a pupil's is left out: one that a confirmed finding or one
with consent holds, one on the pupil roll, and a single word that children bear as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from auditor.language.mentions import is_childs_too, is_known, mentions, stands_in
from auditor.language.roll import look_up
from auditor.model import PROTECTED, Because, Known, Status
from auditor.store.tables import DecisionRow, EventRow, FindingRow, ItemRow, RevisionRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.language.mentions import Mention
    from auditor.model import Roll
    from auditor.trust import School

RULE = "unnamed-children"
LISTS = {Because.ADULT: "staff", Because.PLACE: "places", Because.THING: "things"}
"""The list of `[school.known]` into which a name goes, by what it was said to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A name for `[school.known]`: its words, how it is written, what it was said to be, and on which findings."""

    words: tuple[str, ...] = field(repr=False)
    written: str = field(repr=False)
    because: Because
    findings: tuple[str, ...]

    @property
    def masked(self) -> str:
        """Return the name's initials: `S… P…`."""
        return " ".join(f"{word[0].upper()}…" for word in self.words if word[0].isalpha())

    @property
    def list_name(self) -> str:
        """Return the list of `[school.known]` that it is for."""
        return LISTS[self.because]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What is proposed, and how many names or findings nothing is made of, and why.

    `known`: names that stand in the register already; `held`: those that a confirmed finding, or one with consent,
    holds; `on_roll`: those on the pupil roll; `childs`: single words that a child may bear. `gone` counts dismissed
    findings, `unread` confirmed ones, whose texts are deleted or changed.
    """

    proposals: tuple[Proposal, ...] = ()
    known: int = 0
    held: int = 0
    on_roll: int = 0
    childs: int = 0
    gone: int = 0
    unread: int = 0


def learn(session: Session, school: School, rolls: Sequence[Roll]) -> Lessons:
    """Return what the dismissals at one school teach, the name that was dismissed most often first."""
    decided = list(_newest_decisions(session, school.id))
    held = [_Held.of(session, row) for row, decision in decided if _is_childs(decision)]
    learnable = [(row, decision) for row, decision in decided if _teaches(row, decision)]
    named = [(row, decision, _named(session, row, decision)) for row, decision in learnable]
    counts: Counter[str] = Counter()
    proposals = []
    for proposal in _together((row, decision, one) for row, decision, found in named for one in found or ()):
        why_not = "known" if is_known(proposal.words, school.known) else _why_not(proposal, held, rolls)
        if why_not is None:
            proposals.append(proposal)
        else:
            counts[why_not] += 1
    return Lessons(
        proposals=tuple(sorted(proposals, key=lambda one: (-len(one.findings), one.words))),
        gone=sum(found is None for _, _, found in named),
        unread=sum(one.is_lost for one in held),
        **counts,
    )


def _newest_decisions(session: Session, school: str) -> Iterator[tuple[FindingRow, DecisionRow]]:
    """Yield the school's findings on which a person decided, each with the newest decision."""
    query = (
        select(FindingRow, DecisionRow)
        .join(DecisionRow, DecisionRow.finding_id == FindingRow.id)
        .where(FindingRow.school == school, FindingRow.item_id.is_not(None))
        .order_by(DecisionRow.id)
    )
    newest = {row.id: (row, decision) for row, decision in session.execute(query)}
    yield from newest.values()


def _is_childs(decision: DecisionRow) -> bool:
    """Tell whether a person said that a child is named: it stood, was seen to, or the family had agreed."""
    return decision.decided != Status.DISMISSED or decision.because == Because.CONSENT


def _teaches(row: FindingRow, decision: DecisionRow) -> bool:
    """Tell whether a decision says for good that the names are no child's."""
    return (
        row.rule == RULE
        and row.status == decision.decided == Status.DISMISSED
        and decision.because in LISTS
        and decision.until is None
        and PROTECTED not in row.categories
    )


def _named(session: Session, row: FindingRow, decision: DecisionRow) -> list[Mention] | None:
    """Return the names that the person saw; None where the text is not kept any more, or is another one."""
    item = session.get(ItemRow, row.item_id)
    if item is None or item.text is None or item.content_hash != decision.content_hash:
        return None
    return list(mentions(item.text, decision.spans or []))


def _together(seen: Iterable[tuple[FindingRow, DecisionRow, Mention]]) -> Iterator[Proposal]:
    """Yield each name once: as it is written most often, and as what it was said to be most often."""
    by_name: dict[tuple[str, ...], list[tuple[FindingRow, DecisionRow, Mention]]] = defaultdict(list)
    for one in seen:
        by_name[one[2].words].append(one)
    for words, found in by_name.items():
        because = Counter(decision.because for _, decision, _ in found).most_common(1)[0][0]
        yield Proposal(
            words=words,
            written=Counter(mention.written for *_, mention in found).most_common(1)[0][0],
            because=Because(because or Because.ADULT),
            findings=tuple(dict.fromkeys(row.id for row, _, _ in found)),
        )


def _why_not(proposal: Proposal, held: Sequence[_Held], rolls: Sequence[Roll]) -> str | None:
    """Return why a name is left out, as `Lessons` counts it; None where it is proposed."""
    if any(one.holds(proposal.words) for one in held):
        return "held"
    doubt = look_up(proposal.written, Known(), rolls)
    if doubt.named or doubt.of(0, len(proposal.written)).lift:
        return "on_roll"
    is_short = len(proposal.words) == 1
    if is_short and (proposal.because is Because.ADULT or is_childs_too(proposal.words)):
        return "childs"
    return None


@dataclass(frozen=True, slots=True)
class _Held:
    """What is kept of the texts of a finding that names a child, earlier ones and pictures' descriptions among them."""

    texts: tuple[str, ...] = field(repr=False)
    is_lost: bool

    @classmethod
    def of(cls, session: Session, row: FindingRow) -> _Held:
        """Gather the texts of one finding."""
        item = session.get(ItemRow, row.item_id)
        if item is None:
            return cls((), is_lost=True)
        earlier = session.scalars(select(RevisionRow.text).where(RevisionRow.item_id == item.id))
        pictured = (text for media in item.media for text in (media.get("alt"), media.get("file")))
        texts = tuple(text for text in (item.text, *earlier, *pictured) if text)
        return cls(texts, is_lost=item.text is None)

    def holds(self, words: Sequence[str]) -> bool:
        """Tell whether a name stands in any of the texts."""
        return any(stands_in(words, text) for text in self.texts)


def note_learnt(session: Session, proposals: Iterable[Proposal], *, at: datetime, os_user: str) -> None:
    """Record who had the names of these findings written down, as for a text that is shown."""
    for identity in sorted({identity for proposal in proposals for identity in proposal.findings}):
        session.add(EventRow(finding_id=identity, at=at, what="learnt", os_user=os_user))
