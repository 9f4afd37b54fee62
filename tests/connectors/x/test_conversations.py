from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from connectors.model import KnownPost
from connectors.testing import comment, post, rename
from tests.connectors.world import NOW, before
from tests.connectors.x.nights import nights
from tests.connectors.x.school import HANDLE, School, listing

if TYPE_CHECKING:
    from connectors.testing.events import Event

SCHOOL = School()
DAY = 24.0


def test_an_ordinary_quiet_account_needs_one_search() -> None:
    posts = [post(f"p{n}", before(10 + n), f"News {n}") for n in range(12)]
    with nights(*posts, comment("c", before(9), on="p11", text="Hello", by="a")) as night:
        night.read(before(8))
        assert night.read().comments == []
        assert night.since_ids != [None]
        (query,) = night.queries
        assert len(query) <= 512
        assert query.endswith(f" OR to:{HANDLE}")
        assert query.count("conversation_id:") == 12
        assert set(query.split()) - {"OR"} == {term for term in query.split() if ":" in term}


def test_more_conversations_are_packed_into_as_few_queries_as_x_allows() -> None:
    posts = [post(f"p{n}", before(10 + n), f"News {n}") for n in range(40)]
    with nights(*posts) as night:
        night.read()
        assert [query.count("conversation_id:") for query in night.queries] == [13, 13, 13, 1]
        assert all(len(query) <= 512 for query in night.queries)
        assert sum(f"to:{HANDLE}" in query for query in night.queries) == 1


def test_what_search_no_longer_reaches_is_a_gap() -> None:
    with nights(post("a", before(20 * DAY), "Swimming")) as night:
        (first,) = night.read(before(12 * DAY)).gaps
        assert (first.start, first.end) == (before(40 * DAY), before(19 * DAY))
        assert first.what == "X search reaches back seven days"
        (missed,) = night.read().gaps
        assert (missed.start, missed.end) == (before(12 * DAY), before(7 * DAY))
        assert night.read(NOW + timedelta(days=6)).gaps == []


def test_an_account_younger_than_a_week_has_no_gap() -> None:
    with SCHOOL.world(post("a", before(20), "Swimming")) as world:
        body = {"id": "1001", "name": "x", "username": HANDLE, "created_at": "2026-11-15T08:00:00Z"}
        world.stand_in.break_on_demand(listing(body))
        profile = world.profile()
        assert world.comments([], profile=profile).gaps == []


def test_life_in_an_older_conversation_is_followed_in_the_same_night() -> None:
    events: list[Event] = [
        post("old", before(20 * DAY), "Fair on the 28th"),
        post("new", before(30), "News"),
        comment("first", before(29), on="new", text="Hello", by="p1"),
        comment("late", before(10), on="old", text="Still on?", by="p1"),
        comment("deep", before(9), on="late", text="I hope so", by="p2"),
    ]
    with nights(*events) as night:
        night.read(before(26))
        assert night.queries == [f"conversation_id:{night.known_posts()[0].thread_id} OR to:{HANDLE}"]
        assert night.read().texts == ["Still on?", "I hope so"]
        assert len(night.queries) == 2
        assert night.since_ids[1] is None
        night.read(NOW + timedelta(days=1))
        assert len(night.queries) == 1
        assert night.queries[0].count("conversation_id:") == 2


def test_a_full_reading_asks_about_every_conversation_of_the_month() -> None:
    events: list[Event] = [
        *(post(f"old{n}", before((9 + n) * DAY), f"Old {n}") for n in range(5)),
        comment("late", before(50), on="old3", text="Late", by="p1"),
        comment("deep", before(20), on="late", text="Deep", by="p2"),
    ]
    with nights(*events) as night:
        assert night.read(before(30)).texts == ["Late"]
        night.read(full=True)
        asked = {term for query in night.queries for term in query.split() if term.startswith("conversation_id:")}
        assert len(asked) == 5


def test_a_post_that_becomes_known_late_is_asked_about_from_its_beginning() -> None:
    events: list[Event] = [
        post("a", before(60), "Known"),
        comment("c1", before(55), on="a", text="One", by="p1"),
        post("b", before(45), "Known late"),
        comment("b1", before(44), on="b", text="To us", by="p1"),
        comment("b2", before(43), on="b1", text="Not to us", by="p2"),
        comment("c2", before(40), on="a", text="Two", by="p1"),
    ]
    with nights(*events) as night:
        assert night.read(before(50)).texts == ["One"]
        assert night.read(before(30), posts=False).texts == ["To us", "Two"]
        assert night.read().texts == ["To us", "Not to us"]


def test_the_handle_of_tonight_is_searched_for() -> None:
    with nights(post("a", before(20 * DAY), "Swimming"), rename(before(5), "oakfield_new")) as night:
        night.read()
        assert night.queries[-1].endswith("to:oakfield_new")


def test_a_post_without_a_conversation_of_ours_is_not_asked_about() -> None:
    with SCHOOL.world() as world:
        elsewhere_post = KnownPost(
            canonical_id="5", native_id="5", thread_id="4", created_at=datetime(2026, 11, 19, tzinfo=UTC)
        )
        world.comments([elsewhere_post])
        assert world.stand_in.requests[-1].params["query"] == f"to:{HANDLE}"
