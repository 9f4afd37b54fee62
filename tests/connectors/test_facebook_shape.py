from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from connectors.facebook import shape
from connectors.facebook.attachments import Strange
from connectors.model import Form, Media
from tests.connectors.graph import a_comment, a_post

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = "2001"


def attached(*attachments: Mapping[str, object]) -> dict[str, object]:
    return {"data": list(attachments)}


def a_photo(description: str | None = None, number: int = 1) -> dict[str, object]:
    return {
        "media_type": "photo",
        "type": "photo",
        "description": description,
        "url": "https://www.facebook.com/photo.php?fbid=9",
        "target": {"id": f"90{number}"},
        "media": {"image": {"src": f"https://scontent.example/v/hall-{number}.jpg?x=1", "height": 1, "width": 1}},
    }


def test_a_post_is_read_with_aware_times_and_a_link_built_from_its_id() -> None:
    post = shape.post(
        a_post(created_time="2026-11-20T02:00:00+0000", updated_time="2026-11-20T04:30:00+0100"),
        PAGE,
    )
    assert post.created_at == datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    assert post.edited_at == datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
    assert post.edited_at.tzinfo is UTC
    assert post.url == "https://www.facebook.com/2001_1"
    assert (post.thread_id, post.form, post.own, post.author) == ("2001_1", Form.ORIGINAL, True, None)


@pytest.mark.parametrize(
    ("details", "form"),
    [
        ({}, Form.ORIGINAL),
        ({"message": None, "attachments": attached(a_photo())}, Form.ORIGINAL),
        ({"from": {"id": "777"}}, Form.VISITOR),
        ({"from": {"id": "777"}, "parent_id": "5_6", "status_type": "shared_story"}, Form.VISITOR),
        ({"from": None, "status_type": "wall_post"}, Form.VISITOR),
        ({"from": None}, Form.ORIGINAL),
        ({"from": {"name": "Oakfield"}}, Form.ORIGINAL),
        ({"parent_id": "5_6", "message": ""}, Form.REPOST),
        ({"parent_id": "5_6", "message": None}, Form.REPOST),
        ({"parent_id": "5_6"}, Form.QUOTE),
        ({"status_type": "shared_story", "message": ""}, Form.REPOST),
        ({"status_type": "shared_story"}, Form.QUOTE),
        ({"message": None, "story": "Oakfield updated its opening hours."}, Form.REPOST),
    ],
)
def test_the_form_of_a_post(details: dict[str, object], form: Form) -> None:
    assert shape.post(a_post(**details), PAGE).form is form


def test_a_link_with_own_words_is_the_schools_own_post() -> None:
    link: dict[str, object] = {
        "media_type": "link",
        "type": "share",
        "title": "Term dates",
        "url": "https://l.facebook.com/l.php?u=https%3A%2F%2Foakfield.example%2Fdates&h=x",
    }
    post = shape.post(a_post(status_type="shared_story", attachments=attached(link)), PAGE)
    assert post.form is Form.ORIGINAL
    assert post.links == ("https://oakfield.example/dates",)
    assert post.media == ()


def test_the_pictures_of_an_album_stand_in_its_place_with_their_descriptions() -> None:
    album: dict[str, object] = {
        "media_type": "album",
        "type": "album",
        "title": "Photos from Oakfield's post",
        "media": {"image": {"src": "https://scontent.example/v/hall-1.jpg"}},
        "subattachments": attached(a_photo("The hall", 1), a_photo("The library", 2)),
    }
    assert shape.post(a_post(attachments=attached(album)), PAGE).media == (
        Media(
            kind="photo",
            native_id="901",
            alt_text="The hall",
            file_name="hall-1.jpg",
            url="https://scontent.example/v/hall-1.jpg?x=1",
        ),
        Media(
            kind="photo",
            native_id="902",
            alt_text="The library",
            file_name="hall-2.jpg",
            url="https://scontent.example/v/hall-2.jpg?x=1",
        ),
    )


def test_a_caption_repeated_as_description_is_no_description() -> None:
    (picture,) = shape.post(a_post(message="Well done", attachments=attached(a_photo("Well done"))), PAGE).media
    assert picture.alt_text is None


def test_a_film_keeps_its_title_and_description() -> None:
    film = {"media_type": "video", "type": "video_inline", "title": "Sports day", "description": "A race"}
    (video,) = shape.post(a_post(attachments=attached(film)), PAGE).media
    assert (video.kind, video.alt_text) == ("video", "Sports day. A race")


def test_a_visitors_post_keeps_its_author_and_no_address_of_its_picture() -> None:
    post = shape.post(a_post(**{"from": {"id": "777"}, "attachments": attached(a_photo("A gate"))}), PAGE)
    assert (post.author, post.own) == ("777", False)
    assert "777" not in repr(post)
    (picture,) = post.media
    assert (picture.alt_text, picture.url, picture.file_name) == ("A gate", None, None)


@pytest.mark.parametrize(
    ("hidden", "published", "expected"),
    [(True, True, True), (False, True, False), (False, False, True), (None, None, None)],
)
def test_hidden_says_whether_the_public_cannot_see_it(
    hidden: bool | None,  # noqa: FBT001 - a table of cases
    published: bool | None,  # noqa: FBT001 - a table of cases
    expected: bool | None,  # noqa: FBT001 - a table of cases
) -> None:
    assert shape.post(a_post(is_hidden=hidden, is_published=published), PAGE).hidden is expected


def test_activity_moves_with_the_count_and_with_the_time() -> None:
    def mark(total: int, updated: str) -> str | None:
        return shape.post(a_post(comments={"summary": {"total_count": total}}, updated_time=updated), PAGE).activity

    quiet = mark(2, "2026-11-20T02:00:00+0000")
    assert quiet is not None
    assert quiet == mark(2, "2026-11-20T02:00:00+0000")
    assert quiet != mark(3, "2026-11-20T02:00:00+0000")
    assert quiet != mark(2, "2026-11-20T02:00:01+0000")
    assert shape.post(a_post(comments=None), PAGE).activity is None


def test_a_reply_names_the_comment_that_it_answers() -> None:
    reply = shape.comment(a_comment(parent={"id": "1_7"}), "2001_1", PAGE)
    top = shape.comment(a_comment(), "2001_1", PAGE)
    under_the_post = shape.comment(a_comment(parent={"id": "2001_1"}), "2001_1", PAGE)
    assert (reply.parent_id, top.parent_id, under_the_post.parent_id) == ("1_7", None, None)
    assert reply.url == "https://www.facebook.com/1_1"
    assert (reply.post_id, reply.own, reply.author, reply.hidden) == ("2001_1", False, "777", False)
    assert "777" not in repr(reply)


def test_the_pages_own_comment_has_no_author() -> None:
    own = shape.comment(a_comment(**{"from": {"id": "2001"}, "is_hidden": True}), "2001_1", PAGE)
    assert (own.own, own.author, own.hidden) == (True, None, True)


def test_a_comment_without_from_is_somebody_elses() -> None:
    comment = shape.comment(a_comment(**{"from": None}), "2001_1", PAGE)
    assert (comment.own, comment.author) == (False, None)


def test_a_comments_picture_is_told_without_its_address() -> None:
    comment = shape.comment(a_comment(message=None, attachment=a_photo("A drawing")), "2001_1", PAGE)
    assert comment.media == (Media(kind="photo", native_id="901", alt_text="A drawing"),)


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert shape.comment(a_comment(message="a\ud800b\x00c"), "2001_1", PAGE).text == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(
    "broken",
    [
        {"id": None},
        {"id": "../../me"},
        {"id": ["2001_1"]},
        {"message": 7},
        {"created_time": None},
        {"created_time": 1790000000},
        {"created_time": "yesterday"},
        {"created_time": "2026-11-20T02:00:00"},
        {"updated_time": []},
        {"from": "777"},
        {"is_hidden": "false"},
        {"attachments": []},
        {"attachments": {"data": ["photo"]}},
        {"parent_id": 5},
    ],
)
def test_a_post_of_unknown_shape_is_strange(broken: dict[str, object]) -> None:
    with pytest.raises(Strange):
        shape.post(a_post(**broken), PAGE)


@pytest.mark.parametrize("broken", [{"id": 1.5}, {"parent": "1_7"}, {"attachment": "photo"}, {"created_time": None}])
def test_a_comment_of_unknown_shape_is_strange(broken: dict[str, object]) -> None:
    with pytest.raises(Strange):
        shape.comment(a_comment(**broken), "2001_1", PAGE)


@pytest.mark.parametrize("raw", [None, "text", 5, []])
def test_what_is_no_object_is_strange(raw: object) -> None:
    with pytest.raises(Strange):
        shape.post(raw, PAGE)
    with pytest.raises(Strange):
        shape.comment(raw, "2001_1", PAGE)


def test_an_oddity_names_fields_and_types_and_repeats_nothing() -> None:
    oddity = shape.oddity("a post", {"id": 5, "message": ["Maisie Smith"], "Maisie": "Smith"})
    assert oddity.shape == "?: str, id: int, message: list"
    assert shape.oddity("a post", "Maisie").shape == "str"


def test_a_page_without_username_has_no_handle() -> None:
    profile = shape.profile({"id": "2001", "name": "Oakfield", "about": "A school", "website": "https://oak.example"})
    assert (profile.handle, profile.name, profile.website) == (None, "Oakfield", "https://oak.example")


@pytest.mark.parametrize(("published", "closed"), [(True, False), (False, True), (None, False)])
def test_an_unpublished_page_is_closed_to_readers(
    published: bool | None,  # noqa: FBT001 - a table of cases
    closed: bool,  # noqa: FBT001 - a table of cases
) -> None:
    assert shape.profile({"id": "2001", "is_published": published}).protected is closed
