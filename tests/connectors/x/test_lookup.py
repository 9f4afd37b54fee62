from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from connectors.errors import BudgetSpent
from connectors.model import Comment, Post, Subject
from connectors.testing import Diary, XStandIn, answered, comment, edit, photo, post, protect, suspend, x_account
from tests.connectors.world import NOW, before, known, said
from tests.connectors.x.school import BOTH, HANDLE, TOKEN, School, problem, tweet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectors.model import Sighting
    from connectors.testing.events import Event
    from tests.connectors.world import World

SCHOOL = School()


def subject(number: int, kind: str = "comment") -> Subject:
    return Subject(kind=kind, native_id=str(number), canonical_id=str(number), post_id="1", own=kind == "post")


def sightings(world: World, *subjects: Subject) -> Sequence[Sighting]:
    profile = world.profile()
    return list(world.connector.look_up(world.account, profile, subjects, world.meter))


@BOTH
def test_posts_come_with_their_pictures_and_comments_without(school: School) -> None:
    events: list[Event] = [
        post("a", before(30), "Swimming", photo("The pool")),
        comment("c", before(20), on="a", text="Lovely", by="p"),
    ]
    with school.world(*events) as world:
        posts = world.posts().posts
        comments = world.comments(known(posts)).comments
        world.stand_in.requests.clear()
        seen = world.look_up([*posts, *comments])
        assert [sighting.item for sighting in seen.values()] == [*posts, *comments]
        assert isinstance(seen[posts[0].canonical_id].item, Post)
        assert isinstance(seen[comments[0].canonical_id].item, Comment)
        _, own, others = world.stand_in.requests
        assert own.params["expansions"] == "attachments.media_keys"
        assert "expansions" not in others.params
        assert (own.billed, others.billed) == ({"post": 1, "media": 1}, {"post": 1})


def test_a_hundred_are_asked_in_one_request() -> None:
    with SCHOOL.world() as world:
        assert len(sightings(world, *(subject(n) for n in range(1, 231)))) == 230
        assert [len(r.params["ids"].split(",")) for r in world.stand_in.requests[1:]] == [100, 100, 30]


@BOTH
def test_the_newest_version_is_shown(school: School) -> None:
    events: list[Event] = [post("a", before(30), "Swmming"), edit("a", before(29.9), "Swimming")]
    with school.world(*events) as world:
        world.stand_in.clock = before(29.95)
        posts = world.posts().posts
        world.stand_in.clock = NOW
        found = world.look_up(posts)[posts[0].canonical_id].item
        assert found is not None
        assert (said(found), found.canonical_id) == ("Swimming", posts[0].canonical_id)
        assert found.native_id != posts[0].native_id


def test_a_closed_authors_comment_is_out_of_sight_and_a_closed_own_post_is_not_called_gone() -> None:
    events: list[Event] = [
        post("a", before(30), "Swimming"),
        comment("c", before(20), on="a", text="Lovely", by="critic"),
        comment("d", before(19), on="a", text="Horrid", by="banned"),
    ]
    others = [
        x_account("critic", id="7", diary=[protect(before(5))]),
        x_account("banned", id="8", diary=[suspend(before(5))]),
    ]
    diary = Diary(x_account(HANDLE, id="1001", diary=[*events, protect(before(5))]), *others)
    with XStandIn(diary, clock=before(6), bearer=TOKEN) as x:
        world = SCHOOL.connected(x)
        profile = world.profile()
        posts = world.posts(profile=profile).posts
        comments = world.comments(known(posts), profile=profile).comments
        x.clock = NOW
        seen = world.look_up([*posts, *comments], profile)
        assert posts[0].canonical_id not in seen
        assert {seen[item.canonical_id].gone for item in comments} == {
            "it is not visible any more because its author's account is protected or suspended"
        }


def test_what_x_says_nothing_of_is_left_out() -> None:
    with SCHOOL.world() as world:
        profile = world.profile()
        body = {"data": [tweet(5), {"id": "6"}], "errors": [problem("resource-not-found", "7"), problem("odd", "8")]}
        world.stand_in.break_on_demand(answered(200, body))
        found = world.connector.look_up(world.account, profile, [subject(n) for n in (4, 5, 6, 7, 8)], world.meter)
        assert {sighting.subject.native_id: sighting.gone for sighting in found} == {
            "5": None,
            "7": "X says that it does not exist any more",
        }
        assert world.meter.billed_ids["post"] == ["5", "6"]


def test_our_own_cap_bounds_a_look_up() -> None:
    with SCHOOL.world(post("a", before(3), "One"), post("b", before(2), "Two"), post("c", before(1), "Three")) as world:
        profile = world.profile()
        subjects = [subject(int(item.native_id), "post") for item in world.posts(profile=profile).posts]
        world.meter.left = 2
        looked_up = world.connector.look_up(world.account, profile, subjects, world.meter)
        assert [next(looked_up).gone, next(looked_up).gone] == [None, None]
        with pytest.raises(BudgetSpent):
            next(looked_up)
        assert len(world.stand_in.requests[-1].params["ids"].split(",")) == 2
