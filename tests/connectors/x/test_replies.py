from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from connectors.errors import BudgetSpent, SchemaDrift, Transient
from connectors.testing import comment, edit, elsewhere, ends_early, post
from tests.connectors.world import before, said
from tests.connectors.x.nights import nights
from tests.connectors.x.school import BOTH, School, listing, tweet

if TYPE_CHECKING:
    from connectors.testing.events import Event

SCHOOL = School()
DAY = 24.0


@BOTH
def test_replies_of_every_depth_are_found_and_our_own_are_not_comments(school: School) -> None:
    events: list[Event] = [
        post("a", before(30), "Swimming"),
        comment("q", before(20), on="a", text="When?", by="parent1"),
        comment("own", before(19), on="q", text="At nine"),
        comment("deep", before(18), on="own", text="Thanks", by="parent1"),
        comment("aside", before(17), on="deep", text="Me too", by="parent2"),
    ]
    with nights(*events, school=school) as night:
        reading = night.read()
        assert reading.texts == ["When?", "Thanks", "Me too"]
        assert {item.post_id for item in reading.comments} == {night.known_posts()[0].canonical_id}
        assert not any(item.own for item in reading.comments)
        assert len(night.queries) == 1


def test_the_next_night_reads_only_what_is_newer() -> None:
    events: list[Event] = [
        post("a", before(50), "Swimming"),
        comment("one", before(40), on="a", text="One", by="p"),
        comment("two", before(10), on="a", text="Two", by="p"),
    ]
    with nights(*events) as night:
        (one,) = night.read(before(26)).comments
        assert night.read().texts == ["Two"]
        assert night.since_ids == [one.native_id]
        assert "start_time" not in night.world.stand_in.requests[0].params
        again = night.read()
        assert again.comments == []
        assert again.cursor == night.cursor


def test_what_is_returned_is_billed_and_no_author_is_expanded() -> None:
    with nights(post("a", before(30), "Swimming"), comment("q", before(20), on="a", text="When?", by="p")) as night:
        night.read()
        (served,) = night.world.stand_in.requests
        assert set(night.world.meter.billed_ids["post"]) >= set(served.billed_ids["post"])
        assert "expansions" not in served.params
        assert night.world.meter.count("media") == 0


@pytest.mark.parametrize(("age", "used"), [(6.9 * DAY, True), (6.97 * DAY, False), (9 * DAY, False)])
def test_a_bookmark_beyond_the_searchs_reach_is_not_used(age: float, used: bool) -> None:  # noqa: FBT001 - a case of the table
    events: list[Event] = [
        post("a", before(10 * DAY), "Swimming"),
        comment("c", before(age), on="a", text="Old", by="p"),
    ]
    with nights(*events) as night:
        night.read(before(age - 0.1))
        reading = night.read()
        assert reading.failure is None
        assert (night.since_ids[0] is not None) is used
        assert "start_time" not in night.world.stand_in.requests[0].params


def test_who_answers_us_elsewhere_is_read_and_what_others_say_there_is_not() -> None:
    events: list[Event] = [
        elsewhere("theirs", before(40), "Who has a pool?", by="council"),
        comment("own", before(39), on="theirs", text="We have"),
        comment("to-us", before(38), on="own", text="Lucky you", by="p1"),
        comment("among", before(37), on="to-us", text="Indeed", by="p2"),
    ]
    with nights(*events) as night:
        reading = night.read()
        assert reading.texts == ["Lucky you"]
        assert reading.comments[0].post_id != reading.comments[0].parent_id
        assert reading.comments[0].parent_id is not None


def test_an_edited_post_keeps_its_conversation_and_an_edited_reply_its_first_id() -> None:
    events: list[Event] = [
        post("a", before(30), "Swmming"),
        edit("a", before(29.9), "Swimming"),
        comment("c", before(20), on="a", text="Whn?", by="p"),
        edit("c", before(19.8), "When?"),
    ]
    with nights(*events) as night:
        (found,) = night.read().comments
        assert said(found) == "When?"
        assert found.parent_id is None
        assert found.post_id == night.known_posts()[0].canonical_id != night.known_posts()[0].native_id
        assert found.canonical_id != found.native_id
        assert (found.created_at, found.edited_at) == (before(20), before(19.8))


def test_the_older_of_two_versions_never_replaces_the_newer() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        history = {"edit_history_tweet_ids": ["50", "70"], "author_id": "7", "in_reply_to_user_id": "1001"}
        newest, oldest = tweet(70, "New", **history), tweet(50, "Old", **history)
        world.stand_in.break_on_demand(listing(newest, oldest))
        assert world.comments([], profile=profile).texts == ["New"]


def test_the_bookmark_stays_behind_what_was_made_after_the_runs_time() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        to_us = {"author_id": "7", "in_reply_to_user_id": "1001"}
        later = tweet(90, "Later", created_at="2026-11-20T02:00:01Z", **to_us)
        world.stand_in.break_on_demand(listing(later, tweet(80, "Before", **to_us)))
        reading = world.comments([], profile=profile)
        assert sorted(reading.texts) == ["Before", "Later"]
        assert reading.cursor == {"since_id": "80", "since_at": "2026-11-19T08:00:00+00:00", "asked": []}


def test_a_search_that_ends_early_is_no_end_and_keeps_the_old_bookmark() -> None:
    comments = [comment(f"c{n}", before(1 + n / 10), on="a", text=f"Reply {n}", by="p") for n in range(40)]
    with nights(post("a", before(30), "Swimming"), *comments) as night:
        night.read(before(6))
        kept = night.cursor
        night.world.stand_in.break_on_demand(ends_early(), match="search", times=None)
        reading = night.read()
        assert isinstance(reading.failure, Transient)
        assert night.cursor == kept


def test_odd_replies_are_set_aside_and_many_are_drift() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        world.stand_in.break_on_demand(listing(tweet(9, author_id="7"), {"id": "8", "author_id": "7"}))
        reading = world.comments([], profile=profile)
        assert (len(reading.comments), len(reading.oddities), reading.failure) == (1, 1, None)
        world.stand_in.break_on_demand(listing(tweet(9, author_id="7"), {"id": "8"}, {"id": "7"}))
        assert isinstance(world.comments([], profile=profile).failure, SchemaDrift)


@pytest.mark.parametrize(("left", "size"), [(30, "30"), (10, "10"), (9, None)])
def test_a_search_is_no_larger_than_our_own_cap_allows(left: int, size: str | None) -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        world.meter.left = left
        reading = world.comments([], profile=profile)
        if size is None:
            assert isinstance(reading.failure, BudgetSpent)
            assert len(world.stand_in.requests) == 1
        else:
            assert world.stand_in.requests[-1].params["max_results"] == size


@pytest.mark.parametrize(
    "cursor",
    [
        {"since_id": "12a", "since_at": "2026-11-19T08:00:00+00:00"},
        {"since_id": "12", "since_at": "yesterday"},
        {"since_id": "12"},
        {"since_at": "2026-11-19T08:00:00+00:00"},
        {},
    ],
)
def test_a_damaged_cursor_is_read_as_none(cursor: dict[str, object]) -> None:
    with SCHOOL.world() as world:
        assert world.comments([], cursor).failure is None
        assert "since_id" not in world.stand_in.requests[-1].params


def test_what_is_neither_ours_nor_to_us_is_left_out() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        stranger = tweet(90, "To somebody else", author_id="7", in_reply_to_user_id="8", conversation_id="5")
        share = tweet(89, "RT", author_id="7", referenced_tweets=[{"type": "retweeted", "id": "5"}])
        world.stand_in.break_on_demand(listing(stranger, share))
        assert world.comments([], profile=profile).comments == []
        assert world.meter.billed_ids["post"] == ["90", "89"]
