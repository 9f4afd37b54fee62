"""X's query language, as far as the recent search of a self-serve app knows it; the rest is refused.

Terms beside each other are joined by AND, which binds closer than OR; `-` negates; brackets group. What stands alone
must be able to: `is:`, `has:` and `lang:` need company, and a query of nothing but negations is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from connectors.testing.state import Item
    from connectors.testing.x_view import Person, View

TOKEN = re.compile(r'-?\(|\)|-?(?:[A-Za-z_]+:)?"[^"]*"|[^\s()]+')
ALONE = frozenset(
    {"from", "to", "conversation_id", "in_reply_to_tweet_id", "quotes_of_tweet_id", "retweets_of_tweet_id", "url"}
)
IN_COMPANY = {
    "is": frozenset({"retweet", "reply", "quote", "verified", "nullcast"}),
    "has": frozenset({"links", "images", "media", "mentions", "hashtags", "video_link", "videos", "cashtags"}),
    "lang": frozenset({"en", "cy", "gd", "und"}),
}


class BadQueryError(Exception):
    """The query is not one that the search understands; the message says why, as X does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A leaf (`operator` with `value`; operator "" is a word) or a branch (`and`, `or` over `parts`)."""

    operator: str
    value: str = ""
    parts: tuple[Term, ...] = ()
    negated: bool = False

    @property
    def stands_alone(self) -> bool:
        """Return whether this could be a whole query."""
        if self.negated:
            return False
        if self.operator == "and":
            return any(part.stands_alone for part in self.parts)
        if self.operator == "or":
            return all(part.stands_alone for part in self.parts)
        return self.operator not in IN_COMPANY


def parse(query: str) -> Term:
    """Return a query's tree.

    Raises:
        BadQueryError: it is empty, unbalanced, uses an unknown operator, or cannot stand alone.

    """
    tokens = TOKEN.findall(query)
    term, rest = _either(tokens)
    if rest:
        raise BadQueryError(f"extraneous input '{rest[0]}' expecting <EOF>")
    if not term.stands_alone:
        raise BadQueryError("Query must include at least one stand-alone operator that is not negated.")
    return term


def _either(tokens: list[str]) -> tuple[Term, list[str]]:
    first, rest = _all(tokens)
    parts = [first]
    while rest and rest[0] == "OR":
        part, rest = _all(rest[1:])
        parts.append(part)
    return (Term(operator="or", parts=tuple(parts)) if len(parts) > 1 else first), rest


def _all(tokens: list[str]) -> tuple[Term, list[str]]:
    parts = []
    rest = tokens
    while rest and rest[0] not in {"OR", ")"}:
        part, rest = _unit(rest)
        parts.append(part)
    if not parts:
        raise BadQueryError(f"no viable alternative at input '{rest[0] if rest else '<EOF>'}'")
    return (Term(operator="and", parts=tuple(parts)) if len(parts) > 1 else parts[0]), rest


def _unit(tokens: list[str]) -> tuple[Term, list[str]]:
    word, rest = tokens[0], tokens[1:]
    if word not in {"(", "-("}:
        return _leaf(word), rest
    inner, rest = _either(rest)
    if not rest or rest[0] != ")":
        raise BadQueryError("missing ')' at '<EOF>'")
    return Term(operator="and", parts=(inner,), negated=word == "-("), rest[1:]


def _leaf(token: str) -> Term:
    negated, bare = token.startswith("-"), token.removeprefix("-")
    operator, colon, value = bare.partition(":")
    if not colon or not operator.isidentifier():
        return Term(operator="", value=bare.strip('"').lower(), negated=negated)
    known = operator in ALONE or value in IN_COMPANY.get(operator, ())
    if not known:
        raise BadQueryError(
            f"Reference to invalid operator '{operator}'. Operator is not available in current product or product "
            "packaging. Please refer to complete available operator list at https://docs.x.com."
        )
    return Term(operator=operator, value=value.strip('"').removeprefix("@").lower(), negated=negated)


class Search:
    """A query put to one view of X."""

    def __init__(self, view: View, query: str) -> None:
        """Read the query; raises BadQueryError."""
        self._view = view
        self._term = parse(query)

    def results(self) -> list[Item]:
        """Return what is found, newest first."""
        found = [item for item in self._candidates(self._term) if self._matches(self._term, item)]
        unique = {item.key: item for item in found}
        return sorted(unique.values(), key=lambda item: item.number, reverse=True)

    def _candidates(self, term: Term) -> list[Item]:
        """Return a list that holds at least every match: a conversation's where the query names conversations."""
        if term.operator == "conversation_id" and not term.negated:
            return self._view.conversations.get(term.value, [])
        if term.operator == "to" and not term.negated:
            return self._view.mentions.get(self._view.handles.get(term.value, term.value), [])
        if term.operator == "or" and not term.negated:
            return [item for part in term.parts for item in self._candidates(part)]
        if term.operator == "and" and not term.negated:
            return min((self._candidates(part) for part in term.parts), key=len)
        return self._view.searchable

    def _matches(self, term: Term, item: Item) -> bool:
        if term.operator == "and":
            holds = all(self._matches(part, item) for part in term.parts)
        elif term.operator == "or":
            holds = any(self._matches(part, item) for part in term.parts)
        else:
            holds = self._holds(term, item)
        return holds is not term.negated

    def _holds(self, term: Term, item: Item) -> bool:
        view = self._view
        tests: dict[str, Callable[[], bool]] = {
            "from": lambda: _is(view.author(item), term.value),
            "to": lambda: _is(view.answered(item), term.value),
            "conversation_id": lambda: view.conversation(item) == term.value,
            "in_reply_to_tweet_id": lambda: self._refers(item, "replied_to", term.value),
            "quotes_of_tweet_id": lambda: self._refers(item, "quoted", term.value),
            "retweets_of_tweet_id": lambda: False,
            "url": lambda: any(term.value in link.lower() for link in item.links),
            "lang": lambda: term.value == "en",
            "is": lambda: {"reply": item.parent, "quote": item.quotes}.get(term.value) is not None,
            "has": lambda: bool(item.newest.media) if term.value in {"images", "media"} else bool(item.links),
            "": lambda: term.value in item.newest.text.lower(),
        }
        return tests[term.operator]()

    def _refers(self, item: Item, kind: str, native_id: str) -> bool:
        return any(found == kind and seen == native_id for found, _, seen in self._view.references(item))


def _is(person: Person | None, value: str) -> bool:
    return person is not None and value in {person.handle.lower(), person.native_id}
