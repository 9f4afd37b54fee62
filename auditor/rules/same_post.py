"""Which posts are one and the same, published on several networks: shortened, escaped, with a link or hashtags added.

Merging too much would accuse a school of posting too little, so two posts are one only where their words say so, and
never two on the same account.
"""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.language.normalise import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.model import WeekPost

# How many letters and digits two texts must share from the start before the shorter counts as the longer one cut
# short: few where a sign of cutting (…) stands at its end, many where nothing says so.
LEAST_WHEN_CUT = 12
LEAST_WHEN_NOT = 30

# Two posts on two networks, one of which was deleted with its text: near in time they may have been one.
MAYBE_WITHIN = timedelta(hours=24)

# The hash that the store keeps of an empty text (sha256).
NO_TEXT = hashlib.sha256(b"").hexdigest()

_LINK = re.compile(r"(?:https?://|www\.)\S+|\b(?:t\.co|bit\.ly|fb\.me|ow\.ly|buff\.ly|tinyurl\.com)/\S+", re.IGNORECASE)
_TAIL = re.compile(r"(?:\s*(?:[#@][\w.\-]+|via\s+@[\w.\-]+))+\s*$")
_CUT = re.compile(r"(?:…|\.{3,}|\[…\])\W*$")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as comparing sees it: its letters and digits alone, in lower case, and whether it was cut short."""

    letters: str
    is_cut: bool


def same_post(one: WeekPost, other: WeekPost) -> bool:
    """Return whether two posts of different accounts are one: the same words, also where one was cut short.

    Of a deleted text only its hash is left; posts without a word (pictures, links alone) are never the same.
    """
    if one.account == other.account:
        return one.key == other.key
    if one.text is None or other.text is None:
        return one.text_hash == other.text_hash and _has_words(one) and _has_words(other)
    return _same_words(wording(one.text), wording(other.text))


def count_distinct(posts: Sequence[WeekPost]) -> tuple[int, int]:
    """Return how many distinct posts these are, as the least and the most that it can be.

    The two differ only where a post whose text is gone may have been the twin of one on another network.
    """
    groups: list[list[WeekPost]] = []
    for post in sorted(posts, key=lambda post: (post.created_at, post.account, post.key)):
        found = _nearest(post, (group for group in groups if _belongs(post, group)))
        if found is None:
            groups.append([post])
        else:
            found.append(post)
    return len(groups) - _possible_twins(groups), len(groups)


@lru_cache(maxsize=4096)
def wording(text: str) -> Wording:
    """Return a text's own words: without links, escapes, invisible signs, and hashtags or mentions at its end."""
    plain = _LINK.sub(" ", clean(html.unescape(html.unescape(text))).text).strip()
    plain = plain if not (body := _TAIL.sub("", plain).strip()) else body
    return Wording("".join(char for char in plain.casefold() if char.isalnum()), bool(_CUT.search(plain)))


def _same_words(one: Wording, other: Wording) -> bool:
    if one.letters == other.letters:
        return bool(one.letters)
    short, long = sorted((one, other), key=lambda wording: len(wording.letters))
    least = LEAST_WHEN_CUT if short.is_cut else LEAST_WHEN_NOT
    return len(short.letters) >= least and long.letters.startswith(short.letters)


def _has_words(post: WeekPost) -> bool:
    return post.text_hash != NO_TEXT if post.text is None else bool(wording(post.text).letters)


def _belongs(post: WeekPost, group: Sequence[WeekPost]) -> bool:
    """Tell whether a post joins a group: one account's posts are never merged, so a repeat counts again."""
    if any(member.account == post.account for member in group):
        return any(same_post(post, member) for member in group if member.account == post.account)
    return any(same_post(post, member) for member in group)


def _nearest(post: WeekPost, groups: Iterable[list[WeekPost]]) -> list[WeekPost] | None:
    return min(groups, key=lambda group: abs(post.created_at - group[-1].created_at), default=None)


def _possible_twins(groups: Sequence[Sequence[WeekPost]]) -> int:
    """Count the posts alone in their group that may belong to another group, because a text is gone."""
    alone = [group[0] for group in groups if len(group) == 1]
    taken: set[tuple[str, str]] = set()
    for post in alone:
        if post.text is not None or not _has_words(post) or _name(post) in taken:
            continue
        twin = next((other for group in groups for other in group if _maybe_same(post, other, taken)), None)
        if twin is not None:
            taken |= {_name(post), _name(twin)}
    return len(taken) // 2


def _name(post: WeekPost) -> tuple[str, str]:
    return post.account, post.key


def _maybe_same(post: WeekPost, other: WeekPost, taken: set[tuple[str, str]]) -> bool:
    return (
        other.account != post.account
        and _name(other) not in taken
        and _has_words(other)
        and abs(other.created_at - post.created_at) <= MAYBE_WITHIN
    )
