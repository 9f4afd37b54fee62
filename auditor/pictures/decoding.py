"""Opening a picture: few formats, a bound on its size before it is unpacked; upright, in plain colours, scaled down."""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageOps

from auditor.pictures.metadata import Metadata, read_metadata
from auditor.pictures.unseen import Unseen

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS: Final = 40_000_000
"""More than any network shows. A few kilobytes can hold many times as many, and unpack to gigabytes."""

LONGEST_SIDE: Final = 2000
"""Pixels. The text reader takes no more; a network shows its pictures at 720 to 2048."""

# Pillow only warns of a picture somewhat over its own limit: here that, too, is too large.
warnings.simplefilter("error", Image.DecompressionBombWarning)


class CannotOpen(Exception):
    """A picture cannot be opened; `why` says in one word why."""

    def __init__(self, why: Unseen) -> None:
        """Keep the word."""
        super().__init__(why.value)
        self.why = why


def open_picture(data: bytes) -> tuple[Image.Image, Metadata]:
    """Return a picture's first frame, upright, as RGB and at most `LONGEST_SIDE` long, and what its metadata tell.

    Raises:
        CannotOpen: it is too large, or no picture that can be opened to its end.

    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            _check_size(opened)
            metadata = read_metadata(opened)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than needed
            upright = _upright(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _on_white(upright), metadata
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise CannotOpen(Unseen.HUGE) from None
    except CannotOpen:
        raise
    except Exception:  # noqa: BLE001 - a decoder raises whatever a broken file makes it stumble over
        raise CannotOpen(Unseen.BROKEN) from None


def _upright(opened: Image.Image) -> Image.Image:
    """Return a picture turned as its metadata say; broken metadata turn nothing."""
    try:
        return ImageOps.exif_transpose(opened)
    except Exception:  # noqa: BLE001 - Pillow raises whatever broken Exif data make it stumble over
        return opened.copy()


def _check_size(opened: Image.Image) -> None:
    """Refuse a picture by what its first bytes say of its size, before it is unpacked."""
    if opened.width * opened.height > MOST_PIXELS:
        raise CannotOpen(Unseen.HUGE)


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture without transparency: what lies on nothing lies on white paper."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return paper.convert("RGB")
