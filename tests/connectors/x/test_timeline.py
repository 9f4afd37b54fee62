from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from connectors.errors import BudgetSpent, Gone, Protected, Transient
from connectors.testing import (
    answered,
    close,
    empty_page,
    ends_early,
    ignored_since,
    photo,
    post,
    protect,
    suspend,
    video,
)
from connectors.x import paging
from tests.connectors.world import MONTH, NOW, before
from tests.connectors.x.school import School, listing, problem, tweet

SCHOOL = School()
POSTS = [post(f"p{n}", before(5 + n), f"News {n}") for n in range(120)]


def test_the_first_reading_goes_back_a_month_and_the_next_only_to_the_newest_known() -> None:
    with SCHOOL.world(post("a", before(50), "One"), post("b", before(5), "Two")) as world:
        profile = world.profile()
        world.stand_in.clock = before(10)
        first = world.posts(profile=profile)
        assert first.cursor == {"since_id": first.posts[0].native_id}
        world.stand_in.clock = NOW
        assert world.posts(first.cursor, profile).texts == ["Two"]
        started, since = (served.params for served in world.stand_in.requests[1:])
        assert started["start_time"] == (before(10) - MONTH).strftime("%Y-%m-%dT%H:%M:%SZ")
        assert "since_id" not in started
        assert since["since_id"] == first.posts[0].native_id
        assert "start_time" not in since


def test_a_quiet_night_is_one_request_and_costs_nothing_even_if_full() -> None:
    with SCHOOL.world(post("a", before(50), "One", photo())) as world:
        profile = world.profile()
        cursor = world.posts(profile=profile).cursor
        asked, billed = world.meter.requests, dict(world.meter.billed_ids)
        for world.full in (False, True):
            again = world.posts(cursor, profile)
            assert again.posts == []
            assert again.cursor == cursor
        assert world.meter.requests == asked + 2
        assert world.meter.billed_ids == billed


def test_what_is_returned_is_billed_and_nobody_is_expanded() -> None:
    with SCHOOL.world(post("a", before(50), "One", photo("A tree"), video()), post("b", before(5), "Two")) as world:
        reading = world.posts()
        served = world.stand_in.requests[-1]
        assert world.meter.count("post") == served.billed["post"] == 2
        assert world.meter.count("media") == served.billed["media"] == 2
        assert served.params["expansions"] == "attachments.media_keys"
        assert served.params["exclude"] == "retweets"
        tree, film = next(item for item in reading.posts if item.media).media
        assert (tree.kind, tree.alt_text, film.kind, film.alt_text) == ("photo", "A tree", "video", None)


def test_posts_made_after_the_runs_time_are_read_again_next_time() -> None:
    with SCHOOL.world(post("a", before(5), "One"), post("b", before(1), "Two")) as world:
        profile = world.profile()
        early = replace(world.window, now=before(2), start=before(50))
        pages = list(world.connector.posts(world.account, profile, None, early, world.meter))
        items = {item.text: item for page in pages for item in page.items}
        assert set(items) == {"One", "Two"}
        assert pages[-1].cursor == {"since_id": items["One"].native_id}


@pytest.mark.parametrize("with_cursor", [True, False])
def test_a_listing_that_ignores_where_to_begin_is_left_after_one_page(with_cursor: bool) -> None:  # noqa: FBT001 - a case of the table
    old = [post(f"old{n}", before(24 * 30 + n), f"Old {n}") for n in range(300)]
    with SCHOOL.world(*old, post("a", before(50), "Known"), post("b", before(5), "New")) as world:
        profile = world.profile()
        world.stand_in.clock = before(40)
        cursor = world.posts(profile=profile).cursor if with_cursor else None
        world.stand_in.clock = NOW
        world.stand_in.requests.clear()
        world.stand_in.break_on_demand(ignored_since(), times=None)
        reading = world.posts(cursor, profile)
        assert reading.texts == (["New"] if with_cursor else ["Known", "New"])
        assert len(world.stand_in.requests) == 2


def test_a_listing_that_ends_early_is_tried_again_and_then_no_end() -> None:
    with SCHOOL.world(*POSTS) as world:
        profile = world.profile()
        world.stand_in.break_on_demand(ends_early())
        assert len(world.posts(profile=profile).posts) == 120
        world.stand_in.break_on_demand(ends_early(), times=None)
        assert isinstance(world.posts(profile=profile).failure, Transient)


def test_what_was_read_before_a_failure_is_kept() -> None:
    with SCHOOL.world(*POSTS) as world:
        profile = world.profile()
        world.stand_in.break_on_demand(answered(500, {}), match="pagination_token", times=None)
        reading = world.posts(profile=profile)
        assert len(reading.posts) == 100
        assert isinstance(reading.failure, Transient)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"meta": {}},
        {"data": {}, "meta": {"result_count": 0}},
        {"data": [tweet(5)]},
        {"data": [tweet(5)], "meta": {"result_count": 2}},
        {"data": None, "meta": {"result_count": 3}},
        {"meta": {"result_count": None}},
    ],
)
def test_a_lack_of_posts_is_never_no_posts(body: dict[str, object]) -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        world.stand_in.break_on_demand(answered(200, body), times=None)
        assert isinstance(world.posts(profile=profile).failure, Transient)


@pytest.mark.parametrize(("event", "kind"), [(suspend, Protected), (protect, Protected), (close, Gone)])
def test_an_account_that_closes_between_profile_and_posts_has_its_reason(event: object, kind: type[Exception]) -> None:
    with SCHOOL.world(post("a", before(50), "One"), event(before(1))) as world:  # type: ignore[operator]  # one of the diary's verbs
        world.stand_in.clock = before(2)
        profile = world.profile()
        world.stand_in.clock = NOW
        assert type(world.posts(profile=profile).failure) is kind


def test_a_protected_account_is_not_asked() -> None:
    with SCHOOL.world(protect(before(1))) as world:
        profile = world.profile()
        assert isinstance(world.posts(profile=profile).failure, Protected)
        assert isinstance(world.comments([], profile=profile).failure, Protected)
        assert len(world.stand_in.requests) == 1


def test_problems_beside_posts_take_nothing_away() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        body = {"data": [tweet(5)], "meta": {"result_count": 1}, "errors": [problem("resource-not-found", "4")]}
        world.stand_in.break_on_demand(answered(200, body))
        assert world.posts(profile=profile).texts == ["News"]


@pytest.mark.parametrize(("left", "size"), [(None, "100"), (5000, "100"), (30, "30"), (5, "5")])
def test_a_page_is_no_larger_than_our_own_cap_allows(left: int | None, size: str) -> None:
    with SCHOOL.world(post("a", before(5), "One")) as world:
        profile = world.profile()
        world.meter.left = left
        assert world.posts(profile=profile).texts == ["One"]
        assert world.stand_in.requests[-1].params["max_results"] == size


def test_our_own_cap_ends_the_reading_and_shuts_the_platform() -> None:
    with SCHOOL.world(*POSTS) as world:
        profile = world.profile()
        world.meter.left = 64
        reading = world.posts(profile=profile)
        assert len(reading.posts) == 64
        assert isinstance(reading.failure, BudgetSpent)
        assert reading.failure.own_cap
        asked = world.meter.requests
        world.meter.left = 1000
        assert isinstance(world.posts(profile=profile).failure, BudgetSpent)
        assert world.meter.requests == asked


def test_an_account_with_more_posts_than_x_gives_has_a_gap() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        for number in range(32):
            token = {} if number == 31 else {"next_token": f"page{number}"}
            page = [tweet(10_000 - number * 100 - n) for n in range(100)]
            world.stand_in.break_on_demand(listing(*page, **token))
        reading = world.posts(profile=profile)
        (gap,) = reading.gaps
        assert (gap.start, gap.end) == (NOW - MONTH, datetime(2026, 11, 19, 8, tzinfo=UTC))
        assert "3,200" in gap.what


def test_an_empty_first_page_is_not_the_end() -> None:
    with SCHOOL.world(post("a", before(5), "One")) as world:
        profile = world.profile()
        world.stand_in.break_on_demand(empty_page())
        assert world.posts(profile=profile).texts == ["One"]


def test_a_listing_without_an_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "PAGE_CAP", 3)
    with SCHOOL.world() as world:
        profile = world.profile()
        for number in range(4):
            world.stand_in.break_on_demand(listing(tweet(900 - number), next_token=f"page{number}"))
        reading = world.posts(profile=profile)
        assert (len(reading.posts), type(reading.failure)) == (3, Transient)
