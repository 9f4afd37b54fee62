from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from connectors.facebook import shape
from tests.connectors.graph import a_post

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectors.model import Post


def post_with(attachment: Mapping[str, object]) -> Post:
    return shape.post(a_post(attachments={"data": [attachment]}), "2001")


@pytest.mark.parametrize(
    ("attachment", "links"),
    [
        ({"type": "share", "unshimmed_url": "https://oak.example/a", "url": "https://l.facebook.com/x"}, ("https://oak.example/a",)),
        ({"type": "share", "url": "https://www.facebook.com/999/posts/1"}, ()),
        ({"type": "share", "url": "https://l.facebook.com/l.php?h=x"}, ()),
        ({"type": "share", "url": "http://[broken"}, ()),
        ({"type": "share", "url": "javascript:alert(1)"}, ()),
        ({"type": "share", "url": 5}, ()),
    ],
)  # fmt: skip
def test_only_addresses_outside_facebook_are_links(attachment: Mapping[str, object], links: tuple[str, ...]) -> None:
    assert post_with(attachment).links == links


@pytest.mark.parametrize(
    ("attachment", "kinds"),
    [
        ({"media_type": "photo"}, ["photo"]),
        ({"type": "cover_photo"}, ["photo"]),
        ({"type": "album", "subattachments": {"data": []}}, ["photo"]),
        ({"media_type": "video"}, ["video"]),
        ({"type": "video_autoplay"}, ["video"]),
        ({"type": "share", "media_type": "link"}, []),
        ({"type": "event", "media_type": "event"}, []),
        ({}, []),
        ({"type": "something_new"}, ["other"]),
        ({"type": "photo", "media": {"image": {"src": "http://[broken"}}}, ["photo"]),
    ],
)
def test_the_kind_of_an_attachment(attachment: Mapping[str, object], kinds: list[str]) -> None:
    assert [one.kind for one in post_with(attachment).media] == kinds
