"""Handles: what each network can hold, and the fair short forms of a school's name where no handle is agreed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network whose handles a school can choose: its shown name, the shortest and longest handle, the signs allowed.

    All of them hold lower-case letters and digits; `signs` are allowed besides. `ends_at` is the sign after which a
    handle names the server and no longer the school.
    """

    name: str
    longest: int
    shortest: int = 1
    signs: str = ""
    ends_at: str = ""

    def chosen_part(self, shown: str) -> str:
        """Return the part of a shown handle that the school chose, without @ and the server's name."""
        bare = shown.strip().removeprefix("@")
        return bare.partition(self.ends_at)[0] if self.ends_at else bare

    def holds(self, handle: str) -> bool:
        """Return whether the network can hold this handle."""
        fits = self.shortest <= len(handle) <= self.longest
        return fits and all((char.isascii() and char.isalnum()) or char in self.signs for char in handle)


# Lengths as the networks' own help pages state them; none shows a school another limit than anybody else.
NETWORKS = {
    "bluesky": Network(name="Bluesky", shortest=3, longest=18, signs="-", ends_at="."),
    "facebook": Network(name="Facebook", shortest=5, longest=50, signs="."),
    "instagram": Network(name="Instagram", longest=30, signs="._"),
    "mastodon": Network(name="Mastodon", longest=30, signs="_", ends_at="@"),
    "threads": Network(name="Threads", longest=30, signs="._"),
    "tiktok": Network(name="TikTok", shortest=2, longest=24, signs="._"),
    "x": Network(name="X", shortest=4, longest=15, signs="_"),
    "youtube": Network(name="YouTube", shortest=3, longest=30, signs="._-"),
}

# What may be left out of a school's name in a handle, each kind by itself.
_KIND = {"school", "academy", "college", "centre"}
_FAITH = {"anglican", "catholic", "ce", "cofe", "hindu", "islamic", "jewish", "methodist", "muslim", "rc", "sikh"}
_FAITH |= {"churchofengland", "romancatholic"}
_STATUS = {"aided", "community", "controlled", "foundation", "free", "independent", "special", "va", "vc", "voluntary"}
_STAGE = {"first", "form", "grammar", "high", "infant", "infants", "junior", "juniors", "lower", "middle", "nursery"}
_STAGE |= {"prep", "preparatory", "primary", "secondary", "sixth", "upper"}
_OMISSIBLE = (_KIND, _FAITH, _STATUS, _STAGE)

_APOSTROPHES = "'\u2018\u2019\u02bc`"
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_ONE_WORD = (
    (re.compile(r"\bc of e\b"), "cofe"),
    (re.compile(r"\bchurch of england\b"), "churchofengland"),
    (re.compile(r"\broman catholic\b"), "romancatholic"),
)
_SHORTER = {"churchofengland": "cofe", "romancatholic": "rc", "saint": "st"}
_LEAST_INITIALS = 2


def derived_handles(school_name: str) -> tuple[str, ...]:
    """Return the fair short forms of a school's name as handles, shortest first; none where it has no Latin letter.

    Lower-case letters and digits of the name in their order. Left out may be, each by itself: the kind (School,
    Academy), the faith (Catholic, Church of England), the status (Community, VA), the stage (Primary), a place after a
    comma, `The` and `and`; what is left out may stand as initials at the end (St Brannock's CPS).
    """
    head, _, place = school_name.partition(",")
    found: set[str] = set()
    for text in {head, f"{head} {place}"}:
        for words in _spellings(_words(text)):
            found |= _forms(words)
    return tuple(sorted(found, key=lambda form: (len(form), form)))


def _words(name: str) -> tuple[str, ...]:
    """Split a name into plain lower-case words without accents and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char) and char not in _APOSTROPHES)
    plain = _NO_LETTER.sub(" ", bare)
    for pattern, word in _ONE_WORD:
        plain = pattern.sub(word, plain)
    return tuple(plain.split())


def _spellings(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the words as they are, with long words short (Saint, Church of England), and without `the` and `and`."""
    found = {words, tuple(_SHORTER.get(word, word) for word in words)}
    for dropped in ({"the"}, {"and"}):
        found |= {tuple(word for word in spelling if word not in dropped) for spelling in found}
    return found


def _forms(words: tuple[str, ...]) -> set[str]:
    """Return the handles of one spelling. The first word always stands: in `High Street School` High is no stage."""
    groups = [_group(words, index) for index in range(len(words))]
    forms = set()
    for left_out in product((False, True), repeat=len(_OMISSIBLE)):
        forms.add(
            "".join(word for word, group in zip(words, groups, strict=True) if group is None or not left_out[group])
        )
    core = "".join(word for word, group in zip(words, groups, strict=True) if group is None)
    generic = [(word, group) for word, group in zip(words, groups, strict=True) if group is not None]
    for initials in (
        "".join(word[0] for word, _ in generic if word != "and"),
        "".join(word[0] for word, group in generic if word != "and" and group != _OMISSIBLE.index(_FAITH)),
    ):
        if len(initials) >= _LEAST_INITIALS:
            forms.add(core + initials)
    return forms - {""}


def _group(words: tuple[str, ...], index: int) -> int | None:
    """Return which group of omissible words a word belongs to; `and` goes with the word after it, None for a name."""
    if index == 0:
        return None
    word = words[index]
    if word == "and" and index + 1 < len(words):
        return _group(words, index + 1)
    return next((number for number, group in enumerate(_OMISSIBLE) if word in group), None)
