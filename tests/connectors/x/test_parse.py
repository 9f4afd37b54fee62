from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.errors import SchemaDrift
from connectors.model import Form
from connectors.testing import comment, edit, elsewhere, photo, post
from connectors.testing.events import Posted
from connectors.testing.ids import snowflake
from tests.connectors.world import before, said
from tests.connectors.x.school import BOTH, School, listing, tweet

if TYPE_CHECKING:
    from connectors.testing.events import Event

SCHOOL = School()


@BOTH
def test_each_post_has_its_form(school: School) -> None:
    events: list[Event] = [
        elsewhere("theirs", before(60), "Free trees for schools", by="trees"),
        post("plain", before(50), "We planted a tree"),
        post("praise", before(40), "How kind of them", quotes="theirs"),
        post("mute", before(39), quotes="theirs"),
        post("picture", before(38), "", photo("Our new tree"), quotes="theirs"),
        Posted(key="share", at=before(37), reposts="theirs"),
        comment("mine", before(30), on="plain", text="It is an oak"),
        comment("asked", before(29), on="plain", text="Which tree?", by="parent1"),
        comment("answer", before(28), on="asked", text="An oak"),
        comment("thanks", before(27), on="theirs", text="Thank you"),
    ]
    with school.world(*events) as world:
        forms = [(said(item), item.form) for item in reversed(world.posts().posts)]
        assert forms == [
            ("We planted a tree", Form.ORIGINAL),
            ("How kind of them", Form.QUOTE),
            ("", Form.REPOST),
            (forms[3][0], Form.QUOTE),
            ("It is an oak", Form.REPLY),
            ("An oak", Form.REPLY),
            ("Thank you", Form.REPLY),
        ]


@BOTH
def test_a_long_post_is_whole_unescaped_and_its_links_are_expanded(school: School) -> None:
    text = "Fish & chips <today> " + "and cake " * 60 + "https://oakfield.example/menu?a=1&b=2"
    with school.world(post("a", before(50), text)) as world:
        (found,) = world.posts().posts
        assert found.text.startswith("Fish & chips <today> and cake")
        assert len(found.text) > 500
        assert found.links == ("https://oakfield.example/menu?a=1&b=2",)
        assert found.url == f"https://x.com/i/status/{found.native_id}"


@BOTH
def test_an_edit_has_a_new_id_and_keeps_the_first_one_and_its_time(school: School) -> None:
    events: list[Event] = [
        post("a", before(50), "Frday"),
        edit("a", before(49.8), "Friday"),
        edit("a", before(49.6), "Friday!"),
    ]
    with school.world(*events) as world:
        (found,) = world.posts().posts
        assert (found.text, found.created_at, found.edited_at) == ("Friday!", before(50), before(49.6))
        assert found.canonical_id == found.thread_id != found.native_id


def test_an_edit_whose_time_is_the_first_ones_is_read_as_well() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        edited = tweet(700, edit_history_tweet_ids=["500", "700"], conversation_id="500")
        world.stand_in.break_on_demand(listing(edited))
        (found,) = world.posts(profile=profile).posts
        assert (found.canonical_id, found.native_id) == ("500", "700")
        assert found.created_at == found.edited_at == datetime(2026, 11, 19, 8, tzinfo=UTC)


def test_where_an_edited_post_keeps_its_first_time_its_id_tells_when_it_was_edited() -> None:
    at = datetime(2026, 11, 19, 8, tzinfo=UTC)
    first, newest = snowflake(at), snowflake(at + timedelta(minutes=9))
    with SCHOOL.world() as world:
        profile = world.profile()
        edited = tweet(newest, edit_history_tweet_ids=[str(first), str(newest)], conversation_id=str(first))
        world.stand_in.break_on_demand(listing(edited))
        (found,) = world.posts(profile=profile).posts
        assert (found.created_at, found.edited_at) == (at, at + timedelta(minutes=9))


def test_a_repost_that_x_sends_though_we_want_none_is_no_post_of_the_schools() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        share = tweet(9, "RT @trees: Free trees", referenced_tweets=[{"type": "retweeted", "id": "5"}])
        world.stand_in.break_on_demand(listing(share))
        assert [item.form for item in world.posts(profile=profile).posts] == [Form.REPOST]


ODD = [
    tweet(6, id=None),
    tweet(6, id=1790000000000000001),
    tweet(6, id="12a"),
    tweet(6, created_at=None),
    tweet(6, created_at="yesterday"),
    tweet(6, created_at="2026-11-19T08:00:00"),
    tweet(6, created_at="0001-01-01T00:00:00+14:00"),
    tweet(6, text=["x"]),
    "a text",
    None,
]


@pytest.mark.parametrize("odd", ODD)
def test_an_item_of_unknown_shape_is_set_aside_by_its_shape(odd: object) -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        world.stand_in.break_on_demand(listing(tweet(9, "Nine"), odd, tweet(5, "Five")))
        reading = world.posts(profile=profile)
        assert sorted(reading.texts) == ["Five", "Nine"]
        (oddity,) = reading.oddities
        assert oddity.where == "timeline[1]"
        assert "1001" not in oddity.shape
        if isinstance(odd, dict):
            assert "author_id: str, conversation_id: str" in oddity.shape


def test_more_than_one_odd_item_in_a_hundred_is_drift_after_the_good_ones() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        world.stand_in.break_on_demand(listing(tweet(9), {"id": "8"}, {"id": "7"}))
        reading = world.posts(profile=profile)
        assert len(reading.posts) == 1
        assert len(reading.oddities) == 2
        assert isinstance(reading.failure, SchemaDrift)


def test_two_odd_items_among_two_hundred_are_no_drift() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        good = [tweet(1000 - n) for n in range(100)]
        world.stand_in.break_on_demand(listing(*good[:98], {"id": "8"}, {"id": "7"}, next_token="more"))
        world.stand_in.break_on_demand(listing(*(tweet(500 - n) for n in range(100))))
        reading = world.posts(profile=profile)
        assert (len(reading.posts), len(reading.oddities), reading.failure) == (198, 2, None)


def test_a_page_of_nothing_but_odd_items_ends_the_reading_at_once() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        world.stand_in.break_on_demand(listing({"id": "8"}, {"id": "7"}, next_token="more"))
        assert isinstance(world.posts(profile=profile).failure, SchemaDrift)
        assert len(world.stand_in.requests) == 2


def test_times_without_milliseconds_and_words_that_no_database_holds() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        world.stand_in.break_on_demand(listing(tweet(9, "a\x00b\ud83dc \ufeff", created_at="2026-11-19T08:00:00Z")))
        (found,) = world.posts(profile=profile).posts
        assert found.text == "a\ufffdb\ufffdc \ufeff"
        assert found.created_at == datetime(2026, 11, 19, 8, tzinfo=UTC)
