"""The same text told a little otherwise each time it is read, so that the encoder learns the place and not the word.

Children get other names, people with a title other surnames; some texts lose their capitals or full stops, some
comments get a slip of the thumb. What a text is labelled stays as it was.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

from benchmarks.training.texts import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable

Item = dict[str, Any]
RENAMED, RETITLED, TOUCHED = 0.5, 0.3, 0.1
"""How often a text's children, a titled person are renamed; how often a text is touched otherwise, each way."""
_NAME = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Miss|Ms|Mx|Dr|Sir|Madame|Coach|Cllr|Fr|Father|Rev|Sister)\.? "
    r"(?P<name>[A-Z][a-z\u00c0-\u017f'\u2019-]+)"
)
_STOPS = re.compile(r"[.,!?]+(?=\s|$)")
_OFTEN = 3
_LISTED = 0.5


class Variety:
    """Tells texts otherwise; the same way for the same seed."""

    def __init__(self, posts: Iterable[Item], seed: int) -> None:
        """Take names from the spans and titles of these labelled posts, and from the list of first names."""
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._listed, self._weights, self._known = _first_names()
        first: dict[str, str] = {}
        last: dict[str, str] = {}
        for item in posts:
            for _, _, name in item["spans"]:
                words = name.split()
                if self._is_first(words):
                    first.setdefault(words[0].lower(), _capital(words[0]))
                if len(words) == 2 and _is_name(words[1]):  # noqa: PLR2004 - first name and surname
                    last.setdefault(words[1].lower(), _capital(words[1]))
            for match in _TITLED.finditer(item["text"]):
                last.setdefault(match["name"].lower(), match["name"])
        self._first, self._last = list(first.values()), list(last.values())

    def tell(self, item: Item, task: str) -> Item:
        """Return a labelled item otherwise, or as it was."""
        chance = self._random.random
        if task == "naming":
            item = self._rename(item)
        else:
            if chance() < TOUCHED:
                item = {**item, "text": self._slip(item["text"])}
            if chance() < TOUCHED:
                item = {**item, "text": _STOPS.sub("", item["text"]) or item["text"]}
        lower = item["text"].lower()
        return {**item, "text": lower} if chance() < TOUCHED and len(lower) == len(item["text"]) else item

    def _rename(self, item: Item) -> Item:
        put: dict[tuple[int, int], str] = {}
        chosen: dict[str, str] = {}
        spans = [(start, end) for start, end, _ in item["spans"]]
        if spans and self._random.random() < RENAMED:
            for start, end, name in item["spans"]:
                if _stands_alone(item["text"], start, end):
                    put[start, end] = self._another(name, chosen)
        for match in _TITLED.finditer(item["text"]):
            place = match.span("name")
            if not _overlaps(spans, *place) and self._random.random() < RETITLED:
                put[place] = chosen.setdefault("title " + match["name"], self._random.choice(self._last))
        return _with(item, put) if put else item

    def _another(self, name: str, chosen: dict[str, str]) -> str:
        """Return another name of the same shape; the same one for the same name of one text."""
        words = name.split(" ")
        is_first = self._is_first(words)
        for at, word in enumerate(words):
            if _is_name(word) and (at or is_first):
                if word.lower() not in chosen:
                    chosen[word.lower()] = self._random.choice(self._last) if at else self._first_name()
                words[at] = _cased_as(word, chosen[word.lower()])
        return " ".join(words)

    def _is_first(self, words: list[str]) -> bool:
        """Tell whether the first of a child's names is a first name: a surname or nickname alone is none."""
        return _is_name(words[0]) and (len(words) > 1 or words[0].lower() in self._known)

    def _first_name(self) -> str:
        if self._random.random() < _LISTED:
            return self._random.choices(self._listed, self._weights)[0]
        return self._random.choice(self._first)

    def _slip(self, text: str) -> str:
        """Leave out, double or swap a letter in one word of ten or so."""
        words = re.split(r"(\s+)", text)
        long = [at for at, word in enumerate(words) if len(word) > _OFTEN and word.isalpha()]
        for at in self._random.sample(long, min(len(long), 1 + len(long) // 12)):
            word, place = words[at], self._random.randrange(1, len(words[at]) - 1)
            head, here, after, tail = word[:place], word[place], word[place + 1], word[place + 2 :]
            words[at] = head + self._random.choice((after, after + here, here + here + after)) + tail
        return "".join(words)


def _first_names() -> tuple[list[str], list[float], set[str]]:
    """Return first names that more children than grown-ups bear, their weights, and all first names in lower case.

    A weight is the root of the births since 2008.
    """
    names, weights, known = [], [], set()
    for row in (DATA / "uk_first_names.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, old, _, young, _ = row.split("\t")
        known.add(name.lower())
        if int(young) >= _OFTEN and int(young) > int(old):
            names.append(name)
            weights.append(int(young) ** 0.5)
    return names, weights, known


def _with(item: Item, put: dict[tuple[int, int], str]) -> Item:
    """Return an item with other words at some places, and spans that fit."""
    text, spans, done = "", [], 0
    labelled = {(start, end) for start, end, _ in item["spans"]}
    for start, end in sorted(labelled | put.keys()):
        text += item["text"][done:start]
        new = put.get((start, end), item["text"][start:end])
        if (start, end) in labelled:
            spans.append([len(text), len(text) + len(new), new])
        text += new
        done = end
    return {**item, "text": text + item["text"][done:], "spans": spans}


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a name is no part of a hashtag, handle or file name."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum() or before in {"#", "@", "_"} or after == "_")


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(left < end and start < right for left, right in spans)


def _is_name(word: str) -> bool:
    return len(word) > 1 and _NAME.fullmatch(word) is not None


def _capital(word: str) -> str:
    return word if word[0].isupper() else word.capitalize()


def _cased_as(old: str, new: str) -> str:
    if old.islower():
        return new.lower()
    return new.upper() if old.isupper() else new
