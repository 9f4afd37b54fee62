"""Names of a pupil roll found again in a text, by their hashes alone.

A first name with its surname is certain, whatever stands round it. A first name alone, or with an initial that fits,
makes a child's name there likelier, which `children.py` weighs. A name that the register knows is left alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from auditor.language.candidates import Candidate, Reading
from auditor.language.facts import facts_about
from auditor.language.known import known_letters, known_stretches
from auditor.language.names import Births, Ordinary, births, ordinary
from auditor.language.normalise import clean
from auditor.language.pieces import cut
from auditor.language.roles import OF_WORD
from auditor.language.roll_forms import letters
from auditor.language.roll_search import Match, Search, words_beside
from auditor.language.words import split_words
from auditor.model import Consent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.model import Known, Roll, RollName

FIRST_NAME: Final = 1.0
WITH_INITIAL: Final = 3.0
"""Log-odds by which a first name alone, and one with an initial that fits, makes a child's name likelier."""

PROTECTED_FROM: Final = 0.2
"""From this probability on a protected child's first name alone, where few bear it, is a mention of that child."""

CERTAIN: Final = "first name and surname stand on the pupil roll"
MARKED: Final = "the pupil roll marks it as a protected child's"
REFUSED: Final = "the roll says that the family did not agree to the name"
NOT_RECORDED: Final = "the roll does not say whether the family agreed to the name"


@dataclass(frozen=True, slots=True)
class OnRoll:
    """A child whom a roll is sure of: where in the text, why, and what stands with the name."""

    start: int
    end: int
    reasons: tuple[str, ...]
    facts: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the rolls say of something that may be a name.

    `lift` is to be added to its log-odds; `protected`: it is a protected child's if it is a child's at all; `settled`:
    it needs no weighing, because a full name holds it or consent excuses it.
    """

    lift: float = 0.0
    protected: bool = False
    settled: bool = False

    def raised(self, probability: float) -> float:
        """Return a probability with the roll's word added to it."""
        odds = probability * math.exp(self.lift)
        return odds / (1 - probability + odds)

    def is_protected(self, probability: float) -> bool:
        """Tell whether a name of this probability, already raised, is a mention of a protected child."""
        return self.protected and probability >= PROTECTED_FROM


_NOTHING: Final = Doubt()
_SETTLED: Final = Doubt(settled=True)


@dataclass(frozen=True, slots=True)
class RollReading:
    """What the rolls say of one text: the children they are sure of, and by `of` whatever else may be a name."""

    pieces: tuple[_Piece, ...] = ()
    named: tuple[OnRoll, ...] = ()

    def of(self, start: int, end: int) -> Doubt:
        """Return what the rolls say of the possible name from `start` to `end` of the text."""
        holding = (piece for piece in self.pieces if piece.offset <= start and end <= piece.end)
        piece = next(holding, None)
        return piece.of(start, end) if piece is not None else _NOTHING


def look_up(text: str, known: Known, rolls: Iterable[Roll]) -> RollReading:
    """Return what the rolls say of a text; a reading that says nothing where there are none."""
    in_use = [roll for roll in rolls if roll.names]
    if not in_use:
        return RollReading()
    pieces = tuple(_Piece(piece, offset, known, in_use) for offset, piece in cut(text))
    named = {(one.start, one.end): one for piece in pieces for one in piece.named()}
    return RollReading(pieces, tuple(named[place] for place in sorted(named)))


class _Piece:
    """One piece of a text: its words, where in the text they are, and what each roll says of them."""

    def __init__(self, text: str, offset: int, known: Known, rolls: Sequence[Roll]) -> None:
        self.offset, self.end = offset, offset + len(text)
        self._cleaned = clean(text)
        self._tokens = split_words(self._cleaned.text)
        self._words = {
            at: self._cleaned.original(token.start, token.end)
            for at, token in enumerate(self._tokens)
            if token.kind == "word"
        }
        self._searches = [Search(roll, self._tokens) for roll in rolls]
        self._flagged, self._excused = self._full_names(known)

    def _full_names(self, known: Known) -> tuple[list[Match], list[Match]]:
        """Return the full names of pupils: those to flag, and those that a family's consent excuses."""
        flagged: list[Match] = []
        excused: list[Match] = []
        stretches = known_stretches([token.low for token in self._tokens], known)
        for search in self._searches:
            for match in search.full_names():
                places = self._places(match)
                written = letters(self._cleaned.text[match.start : match.end])
                is_known = written in known_letters(known) or any(
                    first <= places[0] and places[-1] < last for first, last in stretches
                )
                if is_known or self._are_plain_words(places):
                    continue
                (excused if search.excuses and _agreed(match.name) else flagged).append(match)
        return _longest(flagged), [match for match in _longest(excused) if not _touches(match, flagged)]

    def named(self) -> Iterator[OnRoll]:
        """Yield the children whom the rolls are sure of."""
        excusing = any(search.excuses for search in self._searches)
        for match in self._flagged:
            yield self._told(match, _reasons(match.name, excusing=excusing), surname=True)
        for search in self._searches:
            for at, name in search.firsts.items():
                token = self._tokens[at]
                alone = Match(token.start, token.end, name)
                if name.protected and name.rare and self._is_unheard_of(at) and not _touches(alone, self._flagged):
                    yield self._told(alone, (MARKED,), surname=False)

    def of(self, start: int, end: int) -> Doubt:
        """Return what the rolls say of the possible name at these characters of the whole text."""
        first, last = start - self.offset, end - self.offset
        places = [at for at, (begins, ends) in self._words.items() if first <= begins and ends <= last]
        if not places:
            return _NOTHING
        stretch = (self._tokens[places[0]].start, self._tokens[places[-1]].end)
        if any(match.start < stretch[1] and stretch[0] < match.end for match in (*self._flagged, *self._excused)):
            return _SETTLED
        if self._has_title(places[0]):
            return _NOTHING
        if len(places) == 1 and self._tokens[places[0]].low in self._excused_firsts():
            return _SETTLED
        return _together([doubt for search in self._searches if (doubt := _weigh(search, places)) is not None])

    def _places(self, match: Match) -> list[int]:
        """Return the places of a match's words."""
        tokens = self._tokens
        return [at for at in self._words if tokens[at].start < match.end and match.start < tokens[at].end]

    def _are_plain_words(self, places: Sequence[int]) -> bool:
        """Tell whether a full name reads as ordinary words without a capital: "we will may be ..."."""
        words = [self._tokens[at] for at in places]
        return not any(word.is_capital for word in words) and all(ordinary(word.low).lower > 1 for word in words)

    def _is_unheard_of(self, at: int) -> bool:
        """Tell whether a word is in no list, so that only the roll can know it, and nobody else's surname follows."""
        low = self._tokens[at].low
        if births(low) is not None or ordinary(low) != Ordinary() or self._has_title(at):
            return False
        return not any(self._tokens[place].is_capital for place in list(words_beside(self._tokens, at, 1))[:1])

    def _has_title(self, at: int) -> bool:
        before = at - 2 if at > 1 and self._tokens[at - 1].low == "." else at - 1
        return before >= 0 and "title" in OF_WORD.get(self._tokens[before].low, ())

    def _excused_firsts(self) -> set[str]:
        """Return the first words of names that consent excuses: the same child's first name may follow alone."""
        return {self._tokens[self._places(match)[0]].low for match in self._excused}

    def _told(self, match: Match, reasons: tuple[str, ...], *, surname: bool) -> OnRoll:
        places = self._places(match)
        where = Candidate(
            places[0],
            places[-1],
            match.start,
            match.end,
            Births(0, 0, 0, 0, 0),
            Ordinary(),
            self._tokens[places[0]].low,
        )
        facts = facts_about(Reading(self._tokens, [], shouted=False), where)
        start, end = self._cleaned.original(match.start, match.end)
        told = {**facts, "surname": surname, "protected": match.name.protected}
        return OnRoll(self.offset + start, self.offset + end, reasons, told)


def _weigh(search: Search, places: Sequence[int]) -> Doubt | None:
    """Return what one roll says of a possible name, None where it does not know it."""
    name = search.firsts.get(places[0]) if len(places) == 1 else search.with_initial(places)
    if name is None:
        return None
    return Doubt(
        lift=FIRST_NAME if len(places) == 1 else WITH_INITIAL,
        protected=name.protected and (name.rare or len(places) > 1),
        settled=search.excuses and _agreed(name),
    )


def _together(doubts: Sequence[Doubt]) -> Doubt:
    """Return several rolls' answers as one: consent excuses only where every roll that knows the name has it."""
    if not doubts:
        return _NOTHING
    return Doubt(
        lift=max(doubt.lift for doubt in doubts),
        protected=any(doubt.protected for doubt in doubts),
        settled=all(doubt.settled for doubt in doubts),
    )


def _agreed(name: RollName) -> bool:
    """Tell whether every family whose child bears the name agreed to it; a protected child's name is never excused."""
    return name.consent is Consent.YES and not name.protected


def _reasons(name: RollName, *, excusing: bool) -> tuple[str, ...]:
    if name.protected:
        return (MARKED,)
    if not excusing:
        return (CERTAIN,)
    return (CERTAIN, REFUSED if name.consent is Consent.NO else NOT_RECORDED)


def _longest(matches: Iterable[Match]) -> list[Match]:
    """Return matches that do not overlap, a protected child's before others, then the longest first."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (not one.name.protected, one.start - one.end, one.start)):
        if not _touches(match, kept):
            kept.append(match)
    return sorted(kept, key=lambda one: one.start)


def _touches(match: Match, others: Iterable[Match]) -> bool:
    return any(match.start < other.end and other.start < match.end for other in others)
