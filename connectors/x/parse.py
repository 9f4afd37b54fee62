"""One item of X's, read with suspicion: what has no id, time or text that we know is set aside as an oddity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from connectors.http import storable
from connectors.model import Comment, Form, Media, Oddity, Post
from connectors.x.shapes import as_list, as_object, is_id, shape_of, text_or_none, when
from connectors.x.vocabulary import either

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from connectors.x.vocabulary import JsonObject

ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
SNOWFLAKE_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
SLACK = timedelta(seconds=5)
POST_LINK = re.compile(r"https://(?:www\.)?(?:x|twitter)\.com/[^/]+/(?:web/)?status/([0-9]{1,19})(?:\?.*)?")
KINDS = {"photo": "photo", "video": "video", "animated_gif": "video"}
KEY_KINDS = {"3": "photo", "7": "video", "13": "video", "16": "video"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What X says of one post or reply, before we know whose it is.

    `versions` are all ids of its edit history, oldest first; `refers` maps `replied_to`, `quoted` and `retweeted` to
    the id they name; `links` are expanded addresses without those of its own media; `words` is what is left of the
    text without links and mentions.
    """

    native_id: str
    versions: tuple[str, ...]
    text: str
    words: str
    created_at: datetime
    edited_at: datetime | None
    thread_id: str
    author: str | None
    answers_user: str | None
    refers: Mapping[str, str]
    media_keys: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def canonical_id(self) -> str:
        """Return the id that survives edits."""
        return self.versions[0]

    @property
    def at(self) -> datetime:
        """Return when this version was written."""
        return self.edited_at or self.created_at

    @property
    def number(self) -> int:
        """Return the id as a number: X's ids grow with time."""
        return int(self.native_id)

    @property
    def url(self) -> str:
        """Return a link built from the id alone."""
        return f"https://x.com/i/status/{self.native_id}"


def read_item(value: object, where: str) -> Item | Oddity:
    """Return the item in `value`, or its shape where it is not one."""
    if not isinstance(value, dict):
        return Oddity(where=where, shape=type(value).__name__)
    native_id, created = value.get("id"), when(value.get("created_at"))
    note = as_object(either(value, "note_tweet"))
    text = note.get("text") if isinstance(note.get("text"), str) else value.get("text")
    if not is_id(native_id) or created is None or not isinstance(text, str):
        return Oddity(where=where, shape=shape_of(value))
    versions = tuple(filter(is_id, as_list(either(value, "edit_history_tweet_ids")))) or (native_id,)
    created_at, edited_at = _times(created, native_id, versions[0])
    urls = [as_object(url) for url in as_list(as_object(note.get("entities") or value.get("entities")).get("urls"))]
    links = tuple(_links(urls, versions))
    shown = plain(text)
    return Item(
        native_id=native_id,
        versions=versions,
        text=shown,
        words=_own_words(shown),
        created_at=created_at,
        edited_at=edited_at,
        thread_id=_id_or_none(value.get("conversation_id")) or versions[0],
        author=_id_or_none(value.get("author_id")),
        answers_user=_id_or_none(value.get("in_reply_to_user_id")),
        refers=_references(either(value, "referenced_tweets"), links),
        media_keys=tuple(map(str, as_list(as_object(value.get("attachments")).get("media_keys")))),
        links=links,
    )


def post_of(item: Item, media: Mapping[str, Media]) -> Post:
    """Return an item of the account's own timeline as a post."""
    pictures = tuple(media.get(key) or _unseen(key) for key in item.media_keys)
    return Post(
        native_id=item.native_id,
        canonical_id=item.canonical_id,
        form=_form(item, pictures),
        text=item.text,
        created_at=item.created_at,
        edited_at=item.edited_at,
        url=item.url,
        thread_id=item.thread_id,
        parent_id=item.refers.get("replied_to"),
        media=pictures,
        links=item.links,
    )


def comment_of(item: Item, post_id: str, post_ids: Iterable[str]) -> Comment:
    """Return an item as a comment in the conversation of the post `post_id`, which all of `post_ids` name."""
    parent = item.refers.get("replied_to")
    return Comment(
        native_id=item.native_id,
        canonical_id=item.canonical_id,
        post_id=post_id,
        parent_id=None if parent in {post_id, item.thread_id, *post_ids} else parent,
        text=item.text,
        created_at=item.created_at,
        edited_at=item.edited_at,
        url=item.url,
        media=tuple(map(_unseen, item.media_keys)),
        author=item.author,
    )


def read_media(body: JsonObject) -> dict[str, Media]:
    """Return the expanded media of an answer by media key."""
    found = (as_object(entry) for entry in as_list(as_object(body.get("includes")).get("media")))
    return {
        key: Media(
            kind=KINDS.get(str(entry.get("type")), "other"),
            native_id=key,
            alt_text=text_or_none(entry.get("alt_text")),
            url=text_or_none(entry.get("url")),
        )
        for entry in found
        if isinstance(key := entry.get("media_key"), str)
    }


def _form(item: Item, pictures: Iterable[Media]) -> Form:
    """Return how a post came about; whatever stands in another's conversation is a reply."""
    if "retweeted" in item.refers:
        return Form.REPOST
    if "replied_to" in item.refers or item.thread_id not in item.versions:
        return Form.REPLY
    if "quoted" in item.refers:
        return Form.QUOTE if item.words or any(picture.alt_text for picture in pictures) else Form.REPOST
    return Form.ORIGINAL


def _times(created: datetime, native_id: str, first_id: str) -> tuple[datetime, datetime | None]:
    """Return when the first version was written, and when the newest was where it is another.

    X does not say which of the two `created_at` is after an edit. Its ids are times (milliseconds, shifted by 22
    bits): they tell, wherever one of them agrees with `created_at`.
    """
    if native_id == first_id:
        return created, None
    first, newest = (SNOWFLAKE_EPOCH + timedelta(milliseconds=int(number) >> 22) for number in (first_id, native_id))
    if abs(newest - created) < SLACK:
        return first, created
    return created, newest if abs(first - created) < SLACK else created


def plain(text: str) -> str:
    """Return a text as people see it: X escapes three characters."""
    return storable(re.sub("&(?:amp|lt|gt);", lambda found: ENTITIES[found[0]], text))


def _own_words(text: str) -> str:
    """Return what is left of a text without links, mentions and signs."""
    return re.sub(r"https?://\S+|@\w+|[\W_]+", " ", text).strip()


def _links(urls: Iterable[Mapping[str, object]], versions: tuple[str, ...]) -> Iterable[str]:
    """Yield the expanded addresses, without those that X adds for the item's own media."""
    for url in urls:
        address = text_or_none(url.get("expanded_url")) or text_or_none(url.get("url"))
        if address and "media_key" not in url and not any(f"/status/{number}/" in address for number in versions):
            yield address


def _references(value: object, links: Iterable[str]) -> dict[str, str]:
    """Return what an item refers to; where X leaves that out (vocabulary of Posts), a link to a post is a quote."""
    quoted = [link[1] for link in map(POST_LINK.fullmatch, links) if link]
    if not isinstance(value, list):
        return {"quoted": quoted[-1]} if quoted else {}
    found = {str(entry.get("type")): entry.get("id") for entry in map(as_object, as_list(value))}
    return {name: number for name, number in found.items() if is_id(number)}


def _unseen(key: str) -> Media:
    """Return a medium of which we know the key alone; its first digits tell what it is."""
    return Media(kind=KEY_KINDS.get(key.partition("_")[0], "other"), native_id=key)


def _id_or_none(value: object) -> str | None:
    return value if is_id(value) else None
