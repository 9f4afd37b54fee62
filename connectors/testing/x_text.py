"""What X makes of a text: escaped, links and pictures as t.co addresses, cut at 280, answers with their @handle."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass

LIMIT = 280
REPOST_LIMIT = 140
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
TAG = re.compile(r"(?<![\w&])[#](\w*[^\W\d_]\w*)")
MENTION = re.compile(r"(?<![\w@])@([A-Za-z0-9_]{1,15})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text as X shows it: `text` cut at 280, `full` whole where it was cut (else None), with where links lead."""

    text: str
    full: str | None
    shown_from: int
    links: dict[str, str]
    pictures: dict[str, str]


def shorten(address: str) -> str:
    """Return the t.co address that stands for a link, always the same."""
    return "https://t.co/" + hashlib.sha256(address.encode()).hexdigest()[:10]


def write(text: str, *, links: tuple[str, ...], pictures: dict[str, str], answers: str | None) -> Written:
    """Return a text as X keeps it.

    `links` are attached links, `pictures` maps the address of the picture's page to its media key (all pictures of a
    post share one address), `answers` is the handle that it answers, which X puts first.
    """
    prefix = f"@{answers} " if answers and not text.startswith("@") else ""
    short: dict[str, str] = {}

    def link(found: re.Match[str]) -> str:
        short[shorten(found[0])] = found[0]
        return shorten(found[0])

    body = prefix + LINK.sub(link, html.escape(text, quote=False))
    for address in links:
        short[shorten(address)] = address
        body = f"{body} {shorten(address)}".strip()
    tail = "".join(f" {shorten(address)}" for address in pictures)
    shown = {shorten(address): key for address, key in pictures.items()}
    if len(body) > LIMIT:
        room = LIMIT - 25
        return Written(
            text=f"{body[:room].rstrip()}… {shorten(body)}",
            full=body,
            shown_from=len(prefix),
            links=short,
            pictures=shown,
        )
    return Written(text=(body + tail).strip(), full=None, shown_from=len(prefix), links=short, pictures=shown)


def entities(text: str, written: Written, people: dict[str, str]) -> dict[str, list[dict[str, object]]]:
    """Return X's entities of a text: half-open offsets in characters; `people` maps lower-case handles to user ids."""
    found: dict[str, list[dict[str, object]]] = {"hashtags": [], "mentions": [], "urls": []}
    for match in TAG.finditer(text):
        found["hashtags"].append({"start": match.start(), "end": match.end(), "tag": match[1]})
    for match in MENTION.finditer(text):
        mention: dict[str, object] = {"start": match.start(), "end": match.end(), "username": match[1]}
        if match[1].lower() in people:
            mention["id"] = people[match[1].lower()]
        found["mentions"].append(mention)
    for match in re.finditer(r"https://t\.co/[0-9a-f]{10}", text):
        found["urls"].append(_url(match, written))
    return {name: entries for name, entries in found.items() if entries}


def _url(match: re.Match[str], written: Written) -> dict[str, object]:
    url: dict[str, object] = {"start": match.start(), "end": match.end(), "url": match[0]}
    if match[0] in written.links:
        address = html.unescape(written.links[match[0]])
        url |= {"expanded_url": address, "display_url": re.sub(r"^https?://(www\.)?", "", address)[:27]}
    if match[0] in written.pictures:
        url |= {"display_url": "pic.x.com/" + match[0][-10:], "media_key": written.pictures[match[0]]}
    return url


def repost(handle: str, text: str) -> str:
    """Return the text of a repost, which X cuts at 140."""
    whole = f"RT @{handle}: {text}"
    return whole if len(whole) <= REPOST_LIMIT else whole[: REPOST_LIMIT - 1] + "…"
