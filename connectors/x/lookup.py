"""What has become of single posts and replies: `/2/tweets?ids=`, up to a hundred in one request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from connectors.errors import Gone, Protected, Transient
from connectors.model import Sighting
from connectors.x.errors import problem_of, problems
from connectors.x.paging import bill
from connectors.x.parse import Item, comment_of, post_of, read_item, read_media
from connectors.x.shapes import as_list
from connectors.x.vocabulary import MEDIA_EXPANSIONS, MEDIA_FIELDS, TWEET_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from requests import Response

    from connectors.errors import ConnectorError
    from connectors.model import Comment, Media, Post, Subject
    from connectors.x.client import Client
    from connectors.x.visit import Visit
    from connectors.x.vocabulary import JsonObject

FAMILY = "lookup"
GONE = "X says that it does not exist any more"
CLOSED_AUTHOR = "it is not visible any more because its author's account is protected or suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What X answered: the items and what is wrong with others by id, and the items' media by key."""

    items: Mapping[str, Item]
    missing: Mapping[str, ConnectorError]
    media: Mapping[str, Media]


def look_up(visit: Visit, subjects: Sequence[Subject]) -> Iterator[Sighting]:
    """Yield what each subject is now, or the evidence that it is gone; one of which X says nothing is left out.

    The account's own posts are asked for with their pictures' descriptions; what others wrote without.
    """
    for kind in ("post", "comment"):
        left = [subject for subject in subjects if subject.kind == kind]
        while left:
            size = visit.afford()
            asked, left = left[:size], left[size:]
            yield from _sightings(visit, asked, own=kind == "post")


def _sightings(visit: Visit, subjects: Sequence[Subject], *, own: bool) -> Iterator[Sighting]:
    """Yield the sightings of one request, and of a second one where some have a newer version than we know."""
    found = _ask(visit, [subject.native_id for subject in subjects], own=own)
    later = sorted({item.versions[-1] for item in found.items.values()} - found.items.keys())
    newer = _ask(visit, later, own=own) if later else found
    for subject in subjects:
        item, failure = found.items.get(subject.native_id), found.missing.get(subject.native_id)
        if item is not None:
            newest = newer.items.get(item.versions[-1], item)
            yield Sighting(subject=subject, item=_as_kind(newest, subject, {**found.media, **newer.media}))
        elif isinstance(failure, Gone):
            yield Sighting(subject=subject, gone=GONE)
        elif isinstance(failure, Protected) and not own:
            yield Sighting(subject=subject, gone=CLOSED_AUTHOR)


def _as_kind(item: Item, subject: Subject, media: Mapping[str, Media]) -> Post | Comment:
    """Return the item as what the subject is."""
    if subject.kind == "post":
        return post_of(item, media)
    return comment_of(item, subject.post_id or item.thread_id, ())


def _ask(visit: Visit, ids: Sequence[str], *, own: bool) -> Found:
    """Return what one request tells of `ids`."""
    pictures = {"expansions": MEDIA_EXPANSIONS, "media_fields": MEDIA_FIELDS} if own else {}

    def call(client: Client) -> Response:
        asked: Response = client.get_tweets(list(ids), tweet_fields=TWEET_FIELDS, **pictures)
        return asked

    return visit.ask(FAMILY, call, lambda body: _read(body, visit))


def _read(body: JsonObject, visit: Visit) -> Found:
    """Return the answer sorted, and billed."""
    bill(body, visit.meter)
    if not isinstance(body.get("data"), list) and not problems(body):
        raise Transient("X sent an empty object where a list should be; it is asked again in the next run.")
    read = [read_item(value, f"{FAMILY}[{place}]") for place, value in enumerate(as_list(body.get("data")))]
    missing = ((problem.get("resource_id") or problem.get("value"), problem) for problem in problems(body))
    return Found(
        items={item.native_id: item for item in read if isinstance(item, Item)},
        missing={str(name): problem_of(problem, FAMILY) for name, problem in missing},
        media=read_media(body),
    )
