"""Which pictures are looked at, which are not asked for at all, and what is left of each."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from auditor.model import Detection, PictureFacts, PictureLook
from auditor.pictures.eyes import Seen
from auditor.pictures.unseen import Unseen
from auditor.pictures.viewing import AT_MOST_IN_A_ROW, Viewer
from connectors.model import Form, Media, Post, Sighting, Subject
from connectors.pictures import NotFetched
from tests.build import LABEL, a_comment, a_post, a_reading

if TYPE_CHECKING:
    from auditor.collect import Collected

SEEN = Seen(faces=1, is_close_up=True, tells_place=False, tells_camera=False, words="Ella")
NAMED = Detection(spans=((0, 4),), probability=0.9, signs=("a first name alone",))


class World:
    """Servers, reader and meter in one: it remembers what it was asked for, and fails as it is told."""

    def __init__(self, *, trouble: str = "", fails: str = "", shows: Seen | Unseen = SEEN) -> None:
        """Show `shows` on every picture; servers answer with the failure `fails`."""
        self.asked: list[str] = []
        self._trouble, self._fails, self._shows = trouble, fails, shows

    def fetch(self, address: str, _meter: object) -> bytes:
        self.asked.append(address)
        if self._fails:
            raise NotFetched(self._fails)
        return b"data"

    def trouble(self) -> str:
        return self._trouble

    def look(self, _data: bytes) -> Seen | Unseen:
        return self._shows


def a_picture(number: int = 1, **values: object) -> Media:
    usual = Media(kind="photo", native_id=f"3_{number}", url=f"https://pbs.twimg.com/media/{number}.jpg")
    return replace(usual, **values)  # type: ignore[arg-type]  # any field


def find(words: str) -> Detection | None:
    return NAMED if "Ella" in words else None


def view(world: World, *items: Post, collected: Collected | None = None, **values: object) -> Collected:
    collected = collected or a_reading(*items)
    usual = {"label": LABEL, "reader": world, "servers": world, "find": find, "mark": "m1"}
    Viewer(**{**usual, **values}).view(collected, world)  # type: ignore[arg-type]  # the world stands for all three
    return collected


def test_of_a_picture_no_word_is_left() -> None:
    collected = view(World(), a_post(media=(a_picture(),)))
    (look,) = collected.pictures["100"]
    assert look == PictureLook(facts=PictureFacts(faces=1, is_close_up=True, named=replace(NAMED, spans=())), by="m1")
    assert "Ella" not in repr(collected.pictures)


@pytest.mark.parametrize("form", [Form.REPOST, Form.REPLY, Form.VISITOR])
def test_only_the_schools_own_posts_are_looked_at(form: Form) -> None:
    world = World()
    assert view(world, a_post(form=form, media=(a_picture(),))).pictures == {}
    assert world.asked == []


@pytest.mark.parametrize("media", [a_picture(kind="video"), a_picture(kind="other"), a_picture(theirs=True)])
def test_only_its_own_photos_are_looked_at(media: Media) -> None:
    world = World()
    assert view(world, a_post(media=(media,))).pictures == {}
    assert world.asked == []


def test_media_in_comments_are_never_fetched() -> None:
    world = World()
    view(world, collected=a_reading(a_comment(media=(a_picture(),)), a_comment(own=True, media=(a_picture(),))))
    assert world.asked == []


def test_a_picture_is_looked_at_once() -> None:
    world = World()
    held = {"100": {"3_1": PictureLook(facts=PictureFacts(), by="m0")}}
    collected = view(world, a_post(media=(a_picture(1), a_picture(2))), held=held)
    assert world.asked == ["https://pbs.twimg.com/media/2.jpg"]
    assert [look is None for look in collected.pictures["100"]] == [True, False]


def test_a_name_is_read_again_when_the_school_knows_more() -> None:
    held = {"100": {"3_1": PictureLook(facts=PictureFacts(named=NAMED), by="m0")}}
    world = World(shows=replace(SEEN, words=""))
    (look,) = view(world, a_post(media=(a_picture(),)), held=held).pictures["100"]
    assert look is not None
    assert look.facts is not None
    assert look.facts.named is None


def test_a_name_that_cannot_be_read_again_stays_as_it_was() -> None:
    held = {"100": {"3_1": PictureLook(facts=PictureFacts(named=NAMED), by="m0")}}
    assert view(World(fails="gone"), a_post(media=(a_picture(),)), held=held).pictures == {}


def test_a_picture_that_failed_before_is_tried_again() -> None:
    world = World()
    view(world, a_post(media=(a_picture(),)), held={"100": {"3_1": PictureLook(unseen="slow")}})
    assert len(world.asked) == 1


def test_a_post_whose_text_was_deleted_is_not_looked_at_again() -> None:
    world = World()
    view(world, a_post(media=(a_picture(),)), closed=frozenset({"100"}))
    assert world.asked == []


def test_a_post_that_was_looked_up_is_looked_at() -> None:
    post = a_post(media=(a_picture(),))
    subject = Subject(kind="post", native_id="100", canonical_id="100", own=True)
    collected = view(World(), collected=a_reading(sightings=[Sighting(subject=subject, item=post)]))
    assert set(collected.pictures) == {"100"}


@pytest.mark.parametrize(
    ("world", "values", "why"),
    [
        (World(fails="gone"), {}, Unseen.GONE),
        (World(fails="huge"), {}, Unseen.HUGE),
        (World(shows=Unseen.BROKEN), {}, Unseen.BROKEN),
        (World(trouble="The extra is missing."), {}, Unseen.TOOLS),
        (World(), {"servers": None}, Unseen.NETWORK),
    ],
)
def test_why_a_picture_was_not_looked_at_is_kept(
    world: World, values: dict[str, object], why: Unseen, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        collected = view(world, a_post(media=(a_picture(),)), collected=None, **values)
    assert collected.pictures["100"] == (PictureLook(unseen=why.value),)
    assert caplog.messages == [f"A picture of {LABEL} 100 was not looked at: {why.words}."]


def test_a_picture_without_an_address_was_not_looked_at() -> None:
    collected = view(World(), a_post(media=(a_picture(url=None),)))
    assert collected.pictures["100"] == (PictureLook(unseen="foreign"),)


def test_nothing_is_fetched_that_nobody_could_look_at() -> None:
    world = World(trouble="The extra is missing.")
    view(world, a_post(media=(a_picture(),)))
    assert world.asked == []


def test_a_server_that_does_not_answer_is_not_asked_for_ever() -> None:
    world = World(fails="unreachable")
    pictures = tuple(a_picture(number) for number in range(AT_MOST_IN_A_ROW + 4))
    collected = view(world, a_post(media=pictures))
    assert len(world.asked) == AT_MOST_IN_A_ROW
    assert collected.pictures["100"] == (PictureLook(unseen="unreachable"),) * len(pictures)


def test_the_same_failure_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        view(World(fails="gone"), a_post(media=(a_picture(),)), held={"100": {"3_1": PictureLook(unseen="gone")}})
    assert caplog.messages == []


def test_every_reason_has_words() -> None:
    assert all(why.words for why in Unseen)
