"""Where in a row of words a pupil roll's names stand: every stretch that could be a name is hashed and looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from auditor.language import roll_forms
from auditor.language.names import ordinary
from auditor.language.roll_forms import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.language.words import Token
    from auditor.model import Roll, RollName

_LONGEST: Final = 4  # words behind a first name, middle names included
_SHORTEST_SOLID: Final = 6  # letters of a first name and a surname that are written as one word

_AND: Final = frozenset({"and", "&", "+", "n"})


@dataclass(frozen=True, slots=True)
class Match:
    """Characters `start` to `end` that are a pupil's first name and surname, and what the roll says of them."""

    start: int
    end: int
    name: RollName


class Search:
    """One roll looked for in one row of tokens. `firsts` holds, by place, the words that are first names on the roll."""

    def __init__(self, roll: Roll, tokens: Sequence[Token]) -> None:
        """Look up each word as a first name alone: a full name begins or ends with one."""
        self._roll = roll
        self._tokens = tokens
        self.firsts = {at: name for at, token in enumerate(tokens) if (name := self._first(token)) is not None}

    @property
    def excuses(self) -> bool:
        """Tell whether the policy lets consent excuse a name."""
        return self._roll.consent_excuses

    def full_names(self) -> Iterator[Match]:
        """Yield every first name with its surname, in either order, also within hashtags and words run together."""
        for at in self.firsts:
            yield from self._before_surname(at)
            yield from self._behind_surname(at)
            yield from self._beside_sibling(at)
        for at, token in enumerate(self._tokens):
            if token.kind == "word" and len(token.low) >= _SHORTEST_SOLID and not ordinary(token.low).lower:
                yield from self._matched(letters(token.low), token.start, token.end)
            if token.low in {"#", "@"} and not token.tag:
                yield from self._in_tag(at)

    def with_initial(self, places: Sequence[int]) -> RollName | None:
        """Return what the roll says of "Ella T" or "E Thompson", None where the words are no such name."""
        first, *rest = [letters(self._tokens[at].low) for at in places]
        if len(rest) == 1 and len(rest[0]) == 1:
            return self._look_up(roll_forms.initial_after(first, rest[0]))
        return self._look_up(roll_forms.initial_before(first, "".join(rest))) if rest and len(first) == 1 else None

    def _look_up(self, form: str) -> RollName | None:
        return self._roll.names.get(roll_forms.hashed(self._roll.key, form))

    def _first(self, token: Token) -> RollName | None:
        if token.kind != "word" or len(token.low) == 1:
            return None
        for first in _spellings(token):
            name = self._look_up(roll_forms.first_form(first))
            if name is not None:
                return name
        return None

    def _matched(self, name: str, start: int, end: int) -> Iterator[Match]:
        found = self._look_up(roll_forms.full_form(name, ""))
        if found is not None:
            yield Match(start, end, found)

    def _before_surname(self, at: int) -> Iterator[Match]:
        """Look for "Ella Thompson", "ella van der berg", "Ella Grace Thompson"."""
        head = self._tokens[at]
        surname, middle = "", True
        for place in words_beside(self._tokens, at, 1):
            token = self._tokens[place]
            surname += letters(token.low)
            for first in _spellings(head):
                yield from self._matched(first + surname, head.start, token.end)
                if surname.endswith("s"):  # "Ella Thompsons mum"
                    yield from self._matched(first + surname[:-1], head.start, token.end - 1)
                if middle and token.is_capital:
                    yield from self._matched(first + letters(token.low), head.start, token.end)
            middle = middle and token.is_capital

    def _beside_sibling(self, at: int) -> Iterator[Match]:
        """Look for the first of "Ella and Max Thompson"."""
        head = self._tokens[at]
        if at + 2 not in self.firsts or self._tokens[at + 1].low not in _AND:
            return
        surname = ""
        for place in words_beside(self._tokens, at + 2, 1):
            surname += letters(self._tokens[place].low)
            yield from self._matched(letters(head.low) + surname, head.start, head.end)

    def _behind_surname(self, at: int) -> Iterator[Match]:
        """Look for "THOMPSON Ella" and "Thompson, Ella", where the surname begins what is said."""
        head = self._tokens[at]
        surname = ""
        for place in words_beside(self._tokens, at, -1):
            token = self._tokens[place]
            surname = letters(token.low) + surname
            if place == 0 or self._tokens[place - 1].kind != "word":
                for first in _spellings(head):
                    yield from self._matched(first + surname, token.start, head.end)

    def _in_tag(self, at: int) -> Iterator[Match]:
        """Look for a full name at the beginning or the end of a hashtag or handle, however it is written."""
        inside = []
        for token in self._tokens[at + 1 :]:
            if token.tag != self._tokens[at].low:
                break
            last = token.end - 1  # folding may have made a letter two
            inside += [(char, min(token.start + step, last)) for step, char in enumerate(token.low) if char.isalpha()]
        solid = "".join(char for char, _ in inside)
        for cut in range(_SHORTEST_SOLID, len(solid) + 1):
            yield from self._matched(solid[:cut], inside[0][1], inside[cut - 1][1] + 1)
            yield from self._matched(solid[-cut:], inside[-cut][1], inside[-1][1] + 1)


def words_beside(tokens: Sequence[Token], at: int, step: int) -> Iterator[int]:
    """Yield the places of the words that go on from the one at `at`, forwards (1) or backwards (-1), a few at most.

    A comma may part a surname from the first name behind it; a full stop may follow an initial.
    """
    place, tag = at, tokens[at].tag
    for count in range(_LONGEST):
        if step > 0 and tokens[place].possessive:
            return
        joints = {"_", "." if step > 0 and len(tokens[place].low) == 1 else "," if step < 0 and not count else "_"}
        place += step
        if 0 <= place < len(tokens) and tokens[place].low in joints:
            place += step
        if not 0 <= place < len(tokens) or tokens[place].kind != "word" or tokens[place].tag != tag:
            return
        yield place


def _spellings(token: Token) -> tuple[str, ...]:
    """Return a word's letters, and those before its hyphen: "Ella-Mae" is on the roll as Ella, perhaps."""
    whole = letters(token.low)
    front, hyphen, _ = token.low.partition("-")
    return (whole, letters(front)) if hyphen and len(front) > 1 else (whole,)
