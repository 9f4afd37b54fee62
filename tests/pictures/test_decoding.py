"""Files from outside: what is a picture is opened upright and in bounds, whatever else is refused in one word."""

from __future__ import annotations

import pytest

from auditor.pictures.unseen import Unseen
from tests.pictures.drawn import as_file, bomb, certificate, exif_of, garden, needs_extra, written

pytestmark = needs_extra


def refused(data: bytes) -> Unseen:
    from auditor.pictures.decoding import CannotOpen, open_picture

    with pytest.raises(CannotOpen) as caught:
        open_picture(data)
    return caught.value.why


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_formats_of_networks_are_opened(kind: str) -> None:
    from auditor.pictures.decoding import open_picture

    picture, _ = open_picture(as_file(garden(), kind))
    assert (picture.mode, picture.size) == ("RGB", garden().size)


def test_a_large_picture_is_scaled_down() -> None:
    from auditor.pictures.decoding import LONGEST_SIDE, open_picture

    picture, _ = open_picture(as_file(garden().resize((4800, 3600))))
    assert max(picture.size) == LONGEST_SIDE


def test_a_picture_is_turned_upright() -> None:
    from auditor.pictures.decoding import open_picture

    picture, _ = open_picture(as_file(garden(), exif=exif_of(orientation=6)))
    assert picture.size == garden().size[::-1]


def test_what_lies_on_nothing_lies_on_white() -> None:
    from PIL import Image

    from auditor.pictures.decoding import open_picture

    picture, _ = open_picture(as_file(Image.new("RGBA", (60, 40), (0, 0, 0, 0)), "PNG"))
    assert picture.getpixel((30, 20)) == (255, 255, 255)


@pytest.mark.parametrize("side", [6_500, 10_000, 20_000])  # over our limit, over Pillow's warning, over Pillow's limit
def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused(side: int) -> None:
    data = bomb(side)
    assert len(data) < 100_000
    assert refused(data) is Unseen.HUGE


@pytest.mark.parametrize(
    "data", [b"", b"<html>Not found</html>", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\x10\0\0\0WEBPVP8 "]
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refused(data) is Unseen.BROKEN


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_breaks_off_is_refused(kind: str) -> None:
    data = as_file(certificate(), kind)
    assert refused(data[: len(data) // 2]) is Unseen.BROKEN


def test_other_formats_are_refused() -> None:
    assert refused(as_file(written(("a",)), "TIFF")) is Unseen.BROKEN


@pytest.mark.parametrize(("place", "camera"), [(False, False), (True, False), (False, True), (True, True)])
def test_metadata_are_told_as_yes_or_no(*, place: bool, camera: bool) -> None:
    from auditor.pictures.decoding import open_picture

    _, metadata = open_picture(as_file(garden(), exif=exif_of(place=place, camera=camera)))
    assert (metadata.tells_place, metadata.tells_camera) == (place, camera)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")  # in the process apart it goes nowhere
@pytest.mark.parametrize("broken", [b"\xff\xff\xff\xff", b"\0\0\0\x08\xff\xff"])
def test_broken_metadata_do_not_hide_the_picture(broken: bytes) -> None:
    from auditor.pictures.decoding import open_picture

    data = as_file(garden(), exif=exif_of(place=True, orientation=6))
    begin = data.index(b"Exif\0\0") + 10  # behind the byte order: where the first directory is
    picture, _ = open_picture(data[:begin] + broken + data[begin + len(broken) :])
    assert max(picture.size) == max(garden().size)
