"""Graph objects to posts, comments and profiles. Whatever has another shape raises `Strange` and becomes an oddity.

`updated_time` moves with an edit and with each new comment; Facebook tells no edit's own time. So `edited_at` is the
latest moment at which the words may have changed. Comments have no time of change at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from connectors.facebook.attachments import Strange, attachments_of, links_of, media_of
from connectors.http import storable
from connectors.model import Comment, Form, Oddity, Post, Profile

NATIVE_ID = re.compile(r"[A-Za-z0-9_:.-]{1,128}")
FIELD_NAME = re.compile(r"[a-z_]{1,40}")
WALL_POST = "wall_post"
"""What Facebook calls a post that somebody else left on the Page."""

NONE_COUNTED = "0|"
"""How the mark of a post begins under which Facebook counts no comment."""


def profile(raw: Mapping[str, object]) -> Profile:
    """Return what a Page's object says; without a username it has no handle, unpublished it is closed to readers."""
    return Profile(
        native_id=native_id(raw),
        handle=words(raw, "username") or None,
        name=words(raw, "name"),
        description=words(raw, "about"),
        website=words(raw, "website") or None,
        protected=flag(raw, "is_published") is False,
    )


def post(raw: object, page_id: str, *, by_page: bool = True) -> Post:
    """Return one entry of a Page's timeline; `by_page` tells whose it is where it does not say so itself.

    A share without own words, and a bare story ("updated its opening hours"), is a `REPOST`: nothing of the
    school's own, but people comment under it. A link with own words is the school's own post.
    """
    if not isinstance(raw, Mapping):
        raise Strange
    found, text, own_id = attachments_of(raw), words(raw, "message"), native_id(raw)
    links = tuple(dict.fromkeys(links_of(found)))
    author = _author(raw)
    if _is_visitors(raw, author, page_id, by_page=by_page):
        form = Form.VISITOR
    else:
        form = _own_form(raw, text, is_link=bool(links))
    if form is Form.ORIGINAL and not text and not found:
        form = Form.REPOST
    created, updated = moment(raw, "created_time"), moment(raw, "updated_time")
    if created is None:
        raise Strange
    pictures = (media_of(one, caption=text, with_address=form is not Form.VISITOR) for one in found)
    theirs = form is not Form.ORIGINAL  # what a share or quote shows
    return Post(
        native_id=own_id,
        canonical_id=own_id,
        form=form,
        text=text,
        created_at=created,
        edited_at=updated if updated and updated > created else None,
        url=f"https://www.facebook.com/{own_id}",
        thread_id=own_id,
        parent_id=words(raw, "parent_id") or None,
        media=tuple(replace(picture, theirs=theirs) for picture in pictures if picture),
        links=links,
        hidden=_hidden(raw),
        activity=_activity(raw),
        author=author if form is Form.VISITOR else None,
    )


def tells_whose(raw: object) -> bool:
    """Return whether an entry itself says if the Page or a visitor wrote it; a strange one is not asked about."""
    if not isinstance(raw, Mapping):
        return True
    author = raw.get("from")
    if author is None or (isinstance(author, Mapping) and "id" not in author):
        return raw.get("status_type") == WALL_POST
    return True


def comment(raw: object, post_id: str, page_id: str) -> Comment:
    """Return a comment or reply under the post `post_id`; the Page's own is `own` and has no author."""
    if not isinstance(raw, Mapping):
        raise Strange
    own_id, author, parent = native_id(raw), _author(raw), raw.get("parent")
    created, attachment = moment(raw, "created_time"), raw.get("attachment")
    if created is None or not isinstance(parent, Mapping | None) or not isinstance(attachment, Mapping | None):
        raise Strange
    parent_id = native_id(parent) if parent else None
    text = words(raw, "message")
    picture = media_of(attachment, caption=text, with_address=False) if attachment else None
    return Comment(
        native_id=own_id,
        canonical_id=own_id,
        post_id=post_id,
        parent_id=None if parent_id == post_id else parent_id,
        text=text,
        created_at=created,
        url=f"https://www.facebook.com/{own_id}",
        media=(picture,) if picture else (),
        hidden=flag(raw, "is_hidden"),
        own=author == page_id,
        author=None if author == page_id else author,
    )


def oddity(where: str, raw: object) -> Oddity:
    """Return the shape of something strange: its fields with their types, nothing that they hold."""
    if not isinstance(raw, Mapping):
        return Oddity(where=where, shape=type(raw).__name__)
    kinds = {
        (key if isinstance(key, str) and FIELD_NAME.fullmatch(key) else "?"): type(value).__name__
        for key, value in raw.items()
    }
    return Oddity(where=where, shape=", ".join(f"{key}: {kind}" for key, kind in sorted(kinds.items())))


def moment(raw: Mapping[str, object], key: str) -> datetime | None:
    """Return a time such as `2026-11-20T02:00:00+0000` as aware UTC, None where it is left out."""
    value = raw.get(key)
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Strange
    return found.astimezone(UTC)


def words(raw: Mapping[str, object], key: str) -> str:
    """Return a text field, empty where it is left out."""
    value = raw.get(key)
    if not isinstance(value, str | None):
        raise Strange
    return storable(value or "")


def flag(raw: Mapping[str, object], key: str) -> bool | None:
    """Return a yes or no, None where Facebook does not tell."""
    value = raw.get(key)
    if not isinstance(value, bool | None):
        raise Strange
    return value


def native_id(raw: Mapping[str, object]) -> str:
    """Return an object's id, fit to stand in an address."""
    value = raw.get("id")
    found = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not NATIVE_ID.fullmatch(found):
        raise Strange
    return found


def _author(raw: Mapping[str, object]) -> str | None:
    author = raw.get("from")
    if author is None:
        return None
    if not isinstance(author, Mapping):
        raise Strange
    return native_id(author) if "id" in author else None


def _is_visitors(raw: Mapping[str, object], author: str | None, page_id: str, *, by_page: bool) -> bool:
    if author is None:
        return not by_page or words(raw, "status_type") == WALL_POST
    return author != page_id


def _own_form(raw: Mapping[str, object], text: str, *, is_link: bool) -> Form:
    parent, status_type = words(raw, "parent_id"), words(raw, "status_type")
    if not parent and status_type != "shared_story":
        return Form.ORIGINAL
    if not text:
        return Form.REPOST
    return Form.ORIGINAL if is_link and not parent else Form.QUOTE


def _hidden(raw: Mapping[str, object]) -> bool | None:
    """Return whether the public cannot see a post: hidden from the timeline, or not published."""
    hidden, published = flag(raw, "is_hidden"), flag(raw, "is_published")
    return True if published is False else hidden


def _activity(raw: Mapping[str, object]) -> str | None:
    """Return a mark that changes with each comment and edit; None where the count was not told."""
    comments = raw.get("comments")
    summary = comments.get("summary") if isinstance(comments, Mapping) else None
    total = summary.get("total_count") if isinstance(summary, Mapping) else None
    return f"{total}|{words(raw, 'updated_time')}" if isinstance(total, int) else None
