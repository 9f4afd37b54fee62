"""What a picture's metadata give away: where it was taken, and whose camera took it. Only whether, never what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PIL import ExifTags

if TYPE_CHECKING:
    from PIL import Image

PLACE: Final = (ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude)
SERIALS: Final = (0xA430, 0xA431, 0xA435)
"""Exif 2.3: CameraOwnerName, BodySerialNumber, LensSerialNumber."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Whether there is a place, and whether there is a camera's serial number or an owner's name."""

    tells_place: bool = False
    tells_camera: bool = False


def read_metadata(picture: Image.Image) -> Metadata:
    """Return what an opened picture's Exif data tell; data that cannot be read tell nothing to others either."""
    try:
        exif = picture.getexif()
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        camera = exif.get_ifd(ExifTags.IFD.Exif)
    except Exception:  # noqa: BLE001 - Pillow raises whatever broken Exif data make it stumble over
        return Metadata()
    return Metadata(
        tells_place=all(tag in place for tag in PLACE),
        tells_camera=any(str(camera.get(tag) or "").strip("\0 ") for tag in SERIALS),
    )
