"""What was seen on pictures, as it is kept beside them: counts, yes and no, and why one was not looked at.

It stands in the item's `media`, as `seen` of a picture: `{"faces", "close_up", "place", "camera", "named", "by"}`,
where `named` is null or what the detector of children's names said (`{"probability", "signs", "facts"}`); or
`{"unseen"}`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from auditor.model import Detection, PictureFacts, PictureLook
from auditor.pictures.scope import OWN_POSTS, PICTURE
from auditor.pictures.unseen import Unseen, reason
from auditor.rules.calendar import week_of
from auditor.store.content import text_hash
from auditor.store.tables import AccountRow, ItemRow
from connectors.model import Gap, picture_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy.orm import Session

    from auditor.rules.calendar import Week

Record = dict[str, Any]

MOMENT: Final = timedelta(seconds=1)  # a gap reaches past the post that it is about


def seen_record(look: PictureLook) -> Record:
    """Return a look as it is kept."""
    if look.facts is None:
        return {"unseen": look.unseen}
    facts, named = look.facts, look.facts.named
    return {
        "faces": facts.faces,
        "close_up": facts.is_close_up,
        "place": facts.tells_place,
        "camera": facts.tells_camera,
        "named": _detection_record(named) if named is not None else None,
        "by": look.by,
    }


def _detection_record(named: Detection) -> Record:
    return {"probability": round(named.probability, 4), "signs": list(named.signs), "facts": dict(named.facts)}


def look_of(seen: Mapping[str, Any]) -> PictureLook:
    """Return a look that was kept."""
    if "unseen" in seen:
        return PictureLook(unseen=seen["unseen"])
    named = seen["named"]
    return PictureLook(
        facts=PictureFacts(
            faces=seen["faces"],
            is_close_up=seen["close_up"],
            tells_place=seen["place"],
            tells_camera=seen["camera"],
            named=_detection(named) if named is not None else None,
        ),
        by=seen["by"],
    )


def _detection(named: Mapping[str, Any]) -> Detection:
    return Detection(
        spans=(), probability=named["probability"], signs=tuple(named["signs"]), facts=dict(named["facts"])
    )


def facts_in(media: Iterable[Mapping[str, Any]]) -> tuple[PictureFacts, ...]:
    """Return what was seen on an item's pictures, as far as they were looked at."""
    looks = (look_of(record["seen"]) for record in media if "seen" in record)
    return tuple(look.facts for look in looks if look.facts is not None)


def with_looks(media: Sequence[Record], looks: Sequence[PictureLook | None]) -> list[Record]:
    """Return an item's pictures with what was seen of each in this reading; `looks` may be shorter."""
    padded = [*looks, *([None] * len(media))]
    return [
        record if look is None else record | {"seen": seen_record(look)}
        for record, look in zip(media, padded, strict=False)
    ]


def with_earlier_looks(media: Sequence[Record], held: Sequence[Record]) -> list[Record]:
    """Return an item's pictures with what was seen of the same ones before, where this reading saw nothing of them."""
    before = {_key(record, place): record["seen"] for place, record in enumerate(held) if "seen" in record}
    return [
        record
        if "seen" in record or _key(record, place) not in before
        else record | {"seen": before[_key(record, place)]}
        for place, record in enumerate(media)
    ]


def _key(record: Mapping[str, Any], place: int) -> str:
    return picture_key(record["id"], record["file"], place)


def judged_content(item: ItemRow) -> str:
    """Return what a person's decision on an item holds for: its content, and on which pictures a name was read.

    A picture that could not be looked at when somebody decided may name a child when it is.
    """
    named = [_key(record, place) for place, record in enumerate(item.media) if (record.get("seen") or {}).get("named")]
    return text_hash("\x1f".join([item.content_hash, *named])) if named else item.content_hash


def held_looks(session: Session, label: str) -> tuple[dict[str, dict[str, PictureLook]], frozenset[str]]:
    """Return an account's earlier looks by post and picture, and the posts whose texts were deleted for good."""
    query = (
        select(ItemRow.canonical_id, ItemRow.media, ItemRow.text_deleted_at)
        .join(AccountRow, AccountRow.id == ItemRow.account_id)
        .where(AccountRow.label == label, ItemRow.kind == "post", ItemRow.form.in_([form.value for form in OWN_POSTS]))
    )
    held: dict[str, dict[str, PictureLook]] = {}
    closed = set()
    for canonical, media, deleted in session.execute(query):
        held[canonical] = {
            _key(record, place): look_of(record["seen"]) for place, record in enumerate(media) if "seen" in record
        }
        if deleted is not None:
            closed.add(canonical)
    return {post: looks for post, looks in held.items() if looks}, frozenset(closed)


def unseen_pictures(session: Session, label: str, since: datetime, zone: ZoneInfo) -> list[Gap]:
    """Return by school week which pictures of an account's own posts since then were not looked at, as gaps."""
    query = (
        select(ItemRow.created_at, ItemRow.media)
        .join(AccountRow, AccountRow.id == ItemRow.account_id)
        .where(
            AccountRow.label == label,
            ItemRow.kind == "post",
            ItemRow.form.in_([form.value for form in OWN_POSTS]),
            ItemRow.created_at >= since,
            ItemRow.gone_at.is_(None),
            ItemRow.text_deleted_at.is_(None),
        )
    )
    found: dict[tuple[Week, Unseen], list[datetime]] = defaultdict(list)
    for created, media in session.execute(query.order_by(ItemRow.created_at)):
        for record in media:
            why = _why_unseen(record)
            if why is not None:
                found[week_of(created, zone), why].append(created)
    return [
        Gap(start=times[0], end=times[-1] + MOMENT, what=_told(len(times), why)) for (_, why), times in found.items()
    ]


def _why_unseen(record: Mapping[str, Any]) -> Unseen | None:
    if record["kind"] != PICTURE or record.get("theirs"):
        return None
    seen = record.get("seen")
    if seen is None:
        return Unseen.NEVER
    return reason(seen["unseen"]) if "unseen" in seen else None


def _told(number: int, why: Unseen) -> str:
    pictures = "1 picture was" if number == 1 else f"{number} pictures were"
    return f"{pictures} not looked at: {why.words}"
