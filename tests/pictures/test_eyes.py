"""What is seen on drawn pictures by the real readers: words, faces and metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.language.labels import find_on_picture
from auditor.model import Known
from tests.pictures.drawn import NAME, as_file, certificate, exif_of, face, garden, needs_extra, written

if TYPE_CHECKING:
    from auditor.pictures.eyes import Eyes, Seen

pytestmark = needs_extra


@pytest.fixture(scope="module")
def eyes() -> Eyes:
    from auditor.pictures.eyes import Eyes

    return Eyes()


def names_a_child(seen: Seen) -> bool:
    return find_on_picture(seen.words, Known()) is not None


@pytest.mark.parametrize("tilted", [0.0, -14.0])
def test_a_childs_name_is_read_on_a_certificate(eyes: Eyes, tilted: float) -> None:
    seen = eyes.look(as_file(certificate(tilted=tilted)))
    assert NAME in seen.words.splitlines()
    assert names_a_child(seen)
    assert (seen.faces, seen.is_close_up, seen.tells_place, seen.tells_camera) == (0, False, False, False)


def test_names_are_read_on_pegs(eyes: Eyes) -> None:
    seen = eyes.look(as_file(written(("Aisha", "Oliver", "Zofia"))))
    assert seen.words.splitlines() == ["Aisha", "Oliver", "Zofia"]
    assert names_a_child(seen)


def test_a_certificate_without_a_name_names_nobody(eyes: Eyes) -> None:
    seen = eyes.look(as_file(certificate("our star of the week")))
    assert "star of the week" in seen.words
    assert not names_a_child(seen)


def test_nothing_is_seen_on_a_garden(eyes: Eyes) -> None:
    seen = eyes.look(as_file(garden()))
    assert (seen.faces, seen.is_close_up, seen.words) == (0, False, "")


@pytest.mark.parametrize(("share", "is_close_up"), [(0.4, True), (0.2, True), (0.1, False)])
def test_a_face_is_large_from_a_sixth_of_the_picture_on(eyes: Eyes, share: float, *, is_close_up: bool) -> None:
    seen = eyes.look(as_file(face(share)))
    assert (seen.faces, seen.is_close_up) == (1, is_close_up)


def test_two_large_faces_are_no_close_up(eyes: Eyes) -> None:
    seen = eyes.look(as_file(face(0.3, at=0.75, beside=face(0.3, at=0.25))))
    assert (seen.faces, seen.is_close_up) == (2, False)


def test_a_large_face_among_small_ones_is_a_close_up(eyes: Eyes) -> None:
    seen = eyes.look(as_file(face(0.4, at=0.7, beside=face(0.1, at=0.15))))
    assert (seen.faces, seen.is_close_up) == (2, True)


def test_metadata_are_seen(eyes: Eyes) -> None:
    seen = eyes.look(as_file(garden(), exif=exif_of(place=True, camera=True)))
    assert (seen.tells_place, seen.tells_camera) == (True, True)


def test_what_was_read_is_not_shown_by_accident(eyes: Eyes) -> None:
    assert NAME not in repr(eyes.look(as_file(certificate())))
