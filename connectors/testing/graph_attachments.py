"""What is attached to a post or comment on Facebook; a picture's alternative text is its `description`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectors.testing.events import Picture
    from connectors.testing.state import Item

TYPES = {"photo": "photo", "video": "video_inline", "animated_gif": "animated_image_share"}


def post_attachments(item: Item, shared: Mapping[str, str]) -> list[dict[str, object]]:
    """Return an item's attachments: its pictures (several as an album), its links, and what it shares."""
    pictures = [part for picture in item.newest.media for part in (picture.parts or (picture,))]
    found: list[dict[str, object]] = []
    if len(pictures) == 1:
        found.append(_picture(item, pictures[0], 0))
    elif pictures:
        parts = [_picture(item, picture, place) for place, picture in enumerate(pictures)]
        address = f"https://www.facebook.com/media/set/?set=pcb.{item.number}"
        found.append(
            {
                "media_type": "album",
                "type": "album",
                "title": "Photos from this post",
                "media": parts[0]["media"],
                "subattachments": {"data": parts},
                "target": {"id": str(item.number), "url": address},
                "url": address,
                "unshimmed_url": address,
            }
        )
    found += [_link(link) for link in item.links]
    if shared:
        found.append({"media_type": "link", "type": "share", "description": shared["text"], **_address(shared["url"])})
    return found


def status_type(item: Item) -> str:
    """Return how a post was made."""
    if item.by is not None:
        return "wall_post"
    if item.reposts or item.quotes or item.links:
        return "shared_story"
    kinds = {picture.kind for picture in item.newest.media}
    if kinds:
        return "added_video" if "video" in kinds else "added_photos"
    return "mobile_status_update"


def _picture(item: Item, picture: Picture, place: int) -> dict[str, object]:
    native_id = str(item.number + 1 + place)
    kind = "video" if picture.kind == "video" else "photo"
    source = picture.address or f"https://scontent.xx.fbcdn.net/{native_id}.jpg"
    image = {"height": 720, "width": 960, "src": source}
    media: dict[str, object] = {"image": image}
    if kind == "video":
        media["source"] = f"https://video.xx.fbcdn.net/{native_id}.mp4"
    address = f"https://www.facebook.com/{item.owner}/{kind}s/{native_id}"
    shown: dict[str, object] = {"media_type": kind, "type": TYPES[picture.kind], "media": media}
    if picture.alt:
        shown["description"] = picture.alt
    return shown | {"target": {"id": native_id, "url": address}, "url": address, "unshimmed_url": address}


def _link(address: str) -> dict[str, object]:
    return {"media_type": "link", "type": "share", "title": address.split("/")[2], **_address(address)}


def _address(address: str) -> dict[str, object]:
    """Return an address both ways: through Facebook's own redirect, and as it is."""
    shim = f"https://l.facebook.com/l.php?u={quote(address, safe='')}"
    return {"url": shim, "unshimmed_url": address, "target": {"url": shim}}
