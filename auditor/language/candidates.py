"""The stretches of a text that could be somebody's name."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.language.names import Births, Ordinary, births, ordinary
from auditor.language.roles import PARTICLES, words_of
from auditor.language.words import Token, split_words

_NOT_NAMED = Births(0, 0, 0, 0, 0)
LONGEST = 4
_ALSO_SURNAMES = words_of(
    "brown green white black gray grey hill hills wood woods hall cook baker bell young king knight field fields marsh reed stone wells"
    " bush page rice sharp short small long strong day cross banks price bishop fisher hunter mason carter cooper turner walker butler"
    " porter parker miller taylor potter weaver fox wolf bird nightingale swan lamb bull waters rivers brooks lake forest parks lane"
    " temple west north east south winter winters snow frost moon power savage gold silver steel booth dean pope abbott monk chambers"
    " love joy best good swift bright wise moody noble bond cash crown crane finch drake little rose mills bridges ford castle barber"
    " carpenter chapman clark clarke farmer gardener glover harper major marshall palmer piper shepherd skinner slater spencer stewart"
    " tanner tyler ward webster archer bowman brewer church daly farrow hope hurst lord may peacock rowe rush sparrow spring tucker"
)
"""Ordinary words that are surnames too: taken as one right behind a first name, with a capital."""


@dataclass(slots=True)
class Candidate:
    """Tokens `first` to `last` (both included) as one name, with what the lists say of its first word."""

    first: int
    last: int
    start: int
    end: int
    born: Births
    word: Ordinary
    low: str


@dataclass(slots=True)
class Reading:
    """A text as tokens and candidates. `shouted` is True where its letters are nearly all capitals."""

    tokens: list[Token]
    candidates: list[Candidate]
    shouted: bool


def read(text: str) -> Reading:
    """Return the tokens of a cleaned text and whatever in it may be a name."""
    tokens = split_words(text)
    letters = sum(map(str.isalpha, text))
    shouted = letters > 8 and sum(map(str.isupper, text)) > 0.7 * letters  # noqa: PLR2004
    candidates: list[Candidate] = []
    at = 0
    while at < len(tokens):
        last = _run_end(tokens, at, shouted=shouted)
        if last < at:
            at += 1
            continue
        candidates.append(_candidate(tokens, at, last))
        at = last + 1
    return Reading(tokens, candidates, shouted)


def add_candidate(reading: Reading, first: int, last: int) -> None:
    """Take the tokens `first` to `last` for a possible name too; the candidates stay in order."""
    reading.candidates.append(_candidate(reading.tokens, first, last))
    reading.candidates.sort(key=lambda candidate: candidate.first)


def _candidate(tokens: list[Token], first: int, last: int) -> Candidate:
    head = next((token for token in tokens[first : last + 1] if len(token.low) > 1), tokens[first])
    end = tokens[last].end
    born = births(head.low) or _NOT_NAMED
    return Candidate(first, last, tokens[first].start, end, born, ordinary(head.low), head.low)


def _run_end(tokens: list[Token], at: int, *, shouted: bool) -> int:
    """Return the last token of the name that begins at `at`; `at - 1` where none does."""
    head = tokens[at]
    if _is_initial(head) and not shouted:
        after = at + 1 + _is_mark(tokens, at + 1, ".")
        while after < len(tokens) and _is_initial(tokens[after]):  # "J. R. Okafor"
            after += 1 + _is_mark(tokens, after + 1, ".")
        if (
            after < len(tokens)
            and tokens[after].is_capital
            and not _is_initial(tokens[after])
            and may_be_name(tokens[after])
        ):
            return _extend(tokens, after, shouted=shouted)
        return at - 1
    if not may_be_name(head, shouted=shouted) or _opens_sentence(tokens, at, shouted=shouted):
        return at - 1
    return _extend(tokens, at, shouted=shouted)


def _opens_sentence(tokens: list[Token], at: int, *, shouted: bool) -> bool:
    """Tell whether a word that is mostly no name stands before a plain first name ("Will Amelia ...")."""
    head = tokens[at]
    if at + 1 >= len(tokens) or ordinary(head.low).lower < 5:  # noqa: PLR2004 - in sixteen texts
        return False
    after = tokens[at + 1]
    return after.kind == "word" and after.is_capital and not shouted and births(after.low) is not None


def _extend(tokens: list[Token], last: int, *, shouted: bool) -> int:
    """Take in surnames, particles and an initial behind the name's word `last`."""
    style = tokens[last].is_capital
    for _ in range(LONGEST - 1):
        step = last + 1
        if step >= len(tokens) or tokens[last].possessive or tokens[step].tag != tokens[last].tag:
            break
        if tokens[last].tag == "#" and births(tokens[step].low) is None:
            break
        if tokens[step].low == "_":
            step += 1
        elif tokens[step].low in PARTICLES and not tokens[step].is_capital and step + 1 < len(tokens):
            step += 1 + (step + 2 < len(tokens) and tokens[step + 1].low in PARTICLES)
        if step >= len(tokens) or not _continues(tokens[step], style=style, shouted=shouted):
            break
        last = step
        if _is_initial(tokens[step]):
            break
    return last


def _continues(token: Token, *, style: bool, shouted: bool) -> bool:
    """Tell whether a token may be the surname or initial of the name before it."""
    if token.kind != "word" or token.is_capital != style:
        return False
    if _is_initial(token):
        return True
    if style and not shouted:
        return may_be_name(token) or token.low in _ALSO_SURNAMES
    return may_be_name(token, shouted=shouted) or (ordinary(token.low) == Ordinary() and len(token.low) > 3)  # noqa: PLR2004


def _is_initial(token: Token) -> bool:
    return token.kind == "word" and len(token.text) == 1 and token.text.isupper() and token.low not in {"i", "a"}


def _is_mark(tokens: list[Token], at: int, mark: str) -> bool:
    return at < len(tokens) and tokens[at].low == mark


def may_be_name(token: Token, *, shouted: bool = False) -> bool:
    """Tell whether a word could be a name by itself: by the lists, or by a capital on a word that is in none."""
    if token.kind != "word" or len(token.low) < 2:  # noqa: PLR2004 - single letters are initials
        return False
    born, word = births(token.low), ordinary(token.low)
    common = max(born[:3]) if born else 0
    if token.is_capital and not shouted:
        if word.lower >= 2:  # noqa: PLR2004 - in two texts
            return common >= word.lower + (2 if word.lower > 6 else 0)  # noqa: PLR2004
        return True
    if word.lower >= 7 or not token.low.isascii():  # noqa: PLR2004 - in sixty-four texts: will, may
        return not token.low.islower()
    return common >= max(4, word.lower + 2 if word.lower > 1 else 0)
