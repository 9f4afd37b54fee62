"""Pictures that the tests draw themselves: a certificate, labels, a face that is nobody's, and files that are none."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PIL import Image

LACKING = [name for name in ("cv2", "PIL", "rapidocr") if find_spec(name) is None]
needs_extra = pytest.mark.skipif(
    bool(LACKING), reason='The extra is not installed: pip install "school-social-auditor[pictures]".'
)

NAME = "Ella Thompson"
SIZE = (1200, 900)


def certificate(name: str = NAME, *, tilted: float = 0.0) -> Image.Image:
    """Return a photo-like picture of a certificate on a table."""
    from PIL import Image

    lines = ("CERTIFICATE", "awarded to", name, "for excellent work in Year 4", "Mrs Price, Headteacher")
    paper = written(lines, (820, 560)).rotate(tilted, expand=True, fillcolor=(120, 96, 70))
    table = Image.new("RGB", SIZE, (120, 96, 70))
    table.paste(paper, ((SIZE[0] - paper.width) // 2, (SIZE[1] - paper.height) // 2))
    return table


def written(lines: tuple[str, ...], size: tuple[int, int] = SIZE) -> Image.Image:
    """Return a sheet of paper with these lines on it."""
    from PIL import Image, ImageDraw, ImageFont

    sheet = Image.new("RGB", size, (255, 252, 240))
    draw = ImageDraw.Draw(sheet)
    step = size[1] / (len(lines) + 1)
    font = ImageFont.load_default(size=min(56, step * 0.6))
    for place, line in enumerate(lines, start=1):
        draw.text((size[0] / 2, place * step), line, fill=(20, 20, 60), font=font, anchor="mm")
    return sheet


def face(share: float, *, at: float = 0.5, beside: Image.Image | None = None) -> Image.Image:
    """Return a drawn face from the front, so wide that it takes `share` of the picture's shorter side."""
    from PIL import Image, ImageDraw, ImageFilter

    picture = beside.copy() if beside is not None else Image.new("RGB", SIZE, (190, 200, 210))
    draw = ImageDraw.Draw(picture)
    width = min(SIZE) * share
    height = width * 1.35
    x, y = SIZE[0] * at, SIZE[1] / 2

    def oval(left: float, top: float, right: float, bottom: float, colour: tuple[int, int, int]) -> None:
        draw.ellipse((x + left * width, y + top * height, x + right * width, y + bottom * height), fill=colour)

    draw.rectangle((x - width, y + height * 0.48, x + width, SIZE[1]), fill=(40, 60, 120))
    oval(-0.58, -0.62, 0.58, 0.3, (60, 40, 25))
    oval(-0.5, -0.5, 0.5, 0.5, (224, 180, 150))
    for side in (-0.22, 0.22):
        oval(side - 0.13, -0.155, side + 0.13, -0.02, (170, 125, 100))
        oval(side - 0.13, -0.13, side + 0.13, -0.1, (60, 40, 25))
        oval(side - 0.09, -0.115, side + 0.09, -0.045, (245, 245, 245))
        oval(side - 0.042, -0.116, side + 0.042, -0.044, (30, 20, 15))
    oval(-0.08, -0.05, 0.08, 0.14, (206, 160, 130))
    oval(-0.1, 0.11, 0.1, 0.17, (170, 120, 95))
    oval(-0.18, 0.24, 0.18, 0.32, (150, 70, 70))
    return picture.filter(ImageFilter.GaussianBlur(width * 0.02))


def garden() -> Image.Image:
    """Return a picture of nothing in particular: soft patches of colour."""
    from PIL import Image

    patches = Image.new("RGB", (6, 4))
    patches.putdata(
        [((place * 37) % 160 + 40, (place * 53) % 150 + 60, (place * 29) % 120 + 50) for place in range(24)]
    )
    return patches.resize(SIZE, Image.Resampling.BICUBIC)


def as_file(picture: Image.Image, kind: str = "JPEG", *, exif: Image.Exif | None = None) -> bytes:
    """Return a picture as the bytes of a file."""
    stream = io.BytesIO()
    picture.save(stream, kind, **({"exif": exif} if exif is not None else {}))
    return stream.getvalue()


def exif_of(*, place: bool = False, camera: bool = False, orientation: int | None = None) -> Image.Exif:
    """Return Exif data as a camera writes them."""
    from PIL import ExifTags, Image

    exif = Image.Exif()
    if orientation is not None:
        exif[ExifTags.Base.Orientation] = orientation
    if place:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps.update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
    if camera:
        exif.get_ifd(ExifTags.IFD.Exif)[0xA431] = "canary-serial-4417"
    return exif


def bomb(side: int) -> bytes:
    """Return a small file that would unpack to a picture of `side` by `side`."""
    from PIL import Image

    return as_file(Image.new("1", (side, side)), "PNG")
