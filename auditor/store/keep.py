"""Writing what a reading brought: items, revisions, what is gone, and the advanced cursor, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from auditor.store.content import content_hash, media_record, pseudonym, storable, text_hash
from auditor.store.pictures import with_earlier_looks, with_looks
from auditor.store.tables import AccountRow, ItemRow, RevisionRow
from connectors.model import Comment, Form, Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from auditor.collect import Collected
    from connectors.model import Profile, Sighting

AT_ONCE = 400  # ids in one query: well under every engine's limit of parameters


@dataclass(slots=True, kw_only=True)
class Kept:
    """What was new in a reading: the school's own posts, and what others wrote (visitors' posts too)."""

    posts_new: int = 0
    comments_new: int = 0
    gone: list[int] = field(default_factory=list)  # ids of item rows that vanished in this reading


def keep(session: Session, collected: Collected, *, now: datetime, key: bytes) -> Kept:
    """Write one account's reading; call it inside a transaction."""
    row = session.scalars(select(AccountRow).where(AccountRow.label == collected.label)).one()
    kept = Kept()
    if collected.profile is not None:
        _keep_profile(row, collected.profile, now)
    _keep_items(session, row, collected, kept, now=now, key=key)
    _keep_gone(session, row, collected.sightings, kept, now)
    _advance(row, collected, now)
    return kept


def _keep_profile(row: AccountRow, profile: Profile, now: datetime) -> None:
    row.native_id = profile.native_id
    row.shown_handle = storable(profile.handle) if profile.handle is not None else None
    row.shown_name = storable(profile.name)
    row.profile_read_at = now


def _keep_items(
    session: Session, row: AccountRow, collected: Collected, kept: Kept, *, now: datetime, key: bytes
) -> None:
    seen = [sighting.item for sighting in collected.sightings if sighting.item is not None]
    items = [*collected.posts, *collected.comments, *seen]
    newest = {(_kind(item), item.canonical_id): item for item in items}  # a later reading of the same item wins
    held = _held(session, row, [canonical for _, canonical in newest])
    for identity, item in newest.items():
        values = _values(item, row.platform, key)
        if isinstance(item, Post):
            values["media"] = with_looks(values["media"], collected.pictures.get(item.canonical_id, ()))
        existing = held.get(identity)
        if existing is None:
            session.add(ItemRow(account_id=row.id, first_seen=now, last_seen=now, **values))
            if isinstance(item, Post) and item.own:
                kept.posts_new += 1
            else:
                kept.comments_new += 1
        else:
            _update(session, existing, values, now)


def _kind(item: Post | Comment) -> str:
    return "post" if isinstance(item, Post) else "comment"


def _held(session: Session, row: AccountRow, ids: Sequence[str]) -> dict[tuple[str, str], ItemRow]:
    held: dict[tuple[str, str], ItemRow] = {}
    for start in range(0, len(ids), AT_ONCE):
        query = select(ItemRow).where(
            ItemRow.account_id == row.id, ItemRow.canonical_id.in_(ids[start : start + AT_ONCE])
        )
        held |= {(item.kind, item.canonical_id): item for item in session.scalars(query)}
    return held


def _values(item: Post | Comment, platform: str, key: bytes) -> dict[str, Any]:
    text = storable(item.text)
    media = media_record(item.media)
    values: dict[str, Any] = {
        "kind": _kind(item),
        "canonical_id": item.canonical_id,
        "native_id": item.native_id,
        "own": item.own,
        "parent_id": item.parent_id,
        "text": text,
        "text_hash": text_hash(text),
        "content_hash": content_hash(text, media),
        "media": media,
        "url": item.url,
        "author": pseudonym(item.author, platform, key),
        "hidden": item.hidden,
        "created_at": item.created_at,
        "edited_at": item.edited_at,
    }
    if isinstance(item, Post):
        links = [storable(link) for link in item.links]
        return values | {
            "form": item.form.value,
            "thread_id": item.thread_id,
            "links": links,
            "activity": item.activity,
        }
    form = Form.REPLY.value if item.own else "comment"
    return values | {"form": form, "thread_id": item.post_id, "links": [], "activity": None}


def _update(session: Session, row: ItemRow, values: dict[str, Any], now: datetime) -> None:
    """Bring a held item up to date; a changed text becomes a revision, and whatever changed is judged again."""
    changed = row.content_hash != values["content_hash"]
    if changed:
        session.add(
            RevisionRow(
                item_id=row.id, native_id=row.native_id, text=row.text, content_hash=row.content_hash, replaced_at=now
            )
        )
    values["media"] = with_earlier_looks(values["media"], row.media)
    newly_seen = [one.get("seen") for one in values["media"]] != [one.get("seen") for one in row.media]
    returned = row.gone_at is not None
    if changed or returned:
        row.text_deleted_at = None
    elif row.text_deleted_at is not None:
        values = values | {"text": None}  # a text deleted by retention does not come back
    if changed or returned or newly_seen or bool(row.hidden) != bool(values["hidden"]):
        row.judged_by = None
    for name, value in values.items():
        if name not in {"kind", "canonical_id", "created_at"} and getattr(row, name) != value:
            setattr(row, name, value)
    row.gone_at = row.gone_evidence = None
    row.last_seen = max(row.last_seen, now)


def _keep_gone(session: Session, row: AccountRow, sightings: Iterable[Sighting], kept: Kept, now: datetime) -> None:
    gone = {
        (found.subject.kind, found.subject.canonical_id): found.gone for found in sightings if found.gone is not None
    }
    for identity, item in _held(session, row, [canonical for _, canonical in gone]).items():
        if identity in gone and item.gone_at is None:
            item.gone_at, item.gone_evidence = now, gone[identity]
            kept.gone.append(item.id)


def _advance(row: AccountRow, collected: Collected, now: datetime) -> None:
    """Move the bookmarks of the parts that were read to their end."""
    if collected.cursors:
        row.cursors = {**row.cursors, **collected.cursors}
    if "posts" in collected.done:
        missing = [gap.end for gap in collected.gaps if gap.own_posts]
        begun = row.posts_from if row.posts_from is not None else collected.window_start
        row.posts_from = max([begun, *missing])
        row.posts_until = now
    if "comments" in collected.done:
        row.comments_until = now
