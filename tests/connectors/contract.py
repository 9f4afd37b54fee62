"""What every connector promises, tested against its platform's stand-in over real HTTP.

Inherit `Contract`, say how an account, its stand-in and its connector are made (`world.Harness`) and what the
platform's own refusals mean (`FaultContract.failures`); `test_x.py` shows how. pytest runs what is inherited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from connectors.errors import ConnectorError, SchemaDrift, Transient
from connectors.testing import close, comment, delete, edit, empty_page, photo, post, repeated_cursor
from tests.connectors.contract_faults import FaultContract
from tests.connectors.world import NOW, before, known, said

if TYPE_CHECKING:
    from connectors.model import Comment, Post
    from connectors.testing.events import Event


class Contract(FaultContract):
    """Every connector's promises."""

    many: ClassVar[int] = 130
    """More posts, and more comments under one of them, than a page of the platform's holds."""

    def month(self) -> list[Event]:
        """Return more than one page of posts, and of comments under the newest."""
        posts = [post(f"p{n}", before(2 + n * 4), f"News {n}") for n in range(self.many)]
        comments = [
            comment(f"c{n}", before(1 + n * 0.007), on="p0", text=f"Reply {n}", by=f"parent{n % 7}")
            for n in range(self.many)
        ]
        return [*posts, *comments]

    def test_the_profile_is_what_the_platform_shows_now(self) -> None:
        with self.world() as world:
            profile = world.profile()
            assert (profile.native_id, profile.handle) == (self.account().native_id, self.account().handle)
            assert not profile.protected
            assert world.meter.requests == len(world.stand_in.requests)

    def test_an_account_that_is_not_there_has_its_reason(self) -> None:
        with self.world(close(before(1))) as world:
            found = world.ask_profile()
            assert isinstance(found, ConnectorError)
            assert found.reason in {"gone", "protected", "auth_expired", "permission"}

    def test_every_page_is_read_to_the_end(self) -> None:
        with self.world(*self.month()) as world:
            reading = world.posts()
            assert reading.texts == [f"News {n}" for n in reversed(range(self.many))]
            replies = world.comments(known(reading.posts))
            assert replies.texts == [f"Reply {n}" for n in reversed(range(self.many))]
            assert world.meter.requests == len(world.stand_in.requests)

    def test_an_account_without_posts_is_read_to_its_end(self) -> None:
        with self.world() as world:
            assert world.posts().posts == []
            assert world.comments([]).comments == []

    def test_a_repeated_cursor_is_never_the_end(self) -> None:
        with self.world(*self.month()) as world:
            profile = world.profile()
            posts = world.posts(profile=profile).posts
            world.stand_in.break_on_demand(repeated_cursor(), times=None)
            assert isinstance(world.posts(profile=profile).failure, Transient | SchemaDrift)
            assert isinstance(world.comments(known(posts), profile=profile).failure, Transient | SchemaDrift)
            assert len(world.stand_in.requests) < 40

    def test_an_empty_page_with_a_next_one_is_not_the_end(self) -> None:
        with self.world(*self.month()) as world:
            profile = world.profile()
            world.stand_in.break_on_demand(empty_page())
            posts = world.posts(profile=profile).posts
            assert len(posts) == self.many
            world.stand_in.break_on_demand(empty_page())
            assert len(world.comments(known(posts), profile=profile).comments) == self.many

    def test_a_cursor_brings_what_is_new_and_what_was_edited(self) -> None:
        events: list[Event] = [
            post("a", before(30), "Swimming on Friday"),
            edit("a", before(29.7), "Swimming on Monday"),
            post("b", before(10), "A new library"),
        ]
        with self.world(*events) as world:
            world.stand_in.clock = before(29.8)
            first = world.posts()
            assert first.texts == ["Swimming on Friday"]
            world.stand_in.clock = NOW
            world.last_read = before(29.8)
            second = world.posts(first.cursor)
            assert second.texts == ["Swimming on Monday", "A new library"]
            edited = next(item for item in second.posts if "Swimming" in item.text)
            assert (edited.canonical_id, edited.created_at) == (first.posts[0].canonical_id, before(30))

    def test_a_late_comment_on_an_older_post_is_found(self) -> None:
        late = comment("late", before(3), on="old", text="Is it still on?", by="parent1")
        with self.world(
            post("old", before(24 * 20), "Fair on the 28th"), post("new", before(30), "News"), late
        ) as world:
            world.stand_in.clock = before(26)
            posts = world.posts().posts
            first = world.comments(known(posts))
            assert first.texts == []
            world.stand_in.clock, world.last_read = NOW, before(26)
            second = world.comments(known(world.posts().posts), first.cursor)
            assert second.texts == ["Is it still on?"]

    def test_comments_know_their_post_and_parent_and_show_no_author(self) -> None:
        events: list[Event] = [
            post("a", before(20), "Swimming"),
            comment("q", before(9), on="a", text="When?", by="parent1"),
            comment("r", before(8), on="q", text="At nine", by="parent2"),
        ]
        with self.world(*events) as world:
            posts = world.posts().posts
            asked, answered = sorted(world.comments(known(posts)).comments, key=lambda item: item.created_at)
            assert asked.post_id == answered.post_id == posts[0].canonical_id
            assert (asked.parent_id, answered.parent_id) == (None, asked.native_id)
            assert asked.author
            assert answered.author
            assert asked.author != answered.author
            assert asked.author not in repr(asked)

    def test_what_was_deleted_is_gone_with_evidence_and_what_stands_is_shown_again(self) -> None:
        events: list[Event] = [
            post("a", before(20), "Swimming", photo("The pool")),
            post("b", before(19), "Running"),
            comment("c", before(9), on="a", text="Lovely", by="parent1"),
            comment("d", before(8), on="a", text="Horrid", by="parent2"),
        ]
        with self.world(*events, delete("b", before(1)), delete("d", before(1))) as world:
            world.stand_in.clock = before(2)
            posts = world.posts().posts
            comments = world.comments(known(posts)).comments
            world.stand_in.clock = NOW
            found: list[Post | Comment] = [*posts, *comments]
            items = {said(item): item for item in found}
            seen = world.look_up(list(items.values()))
            for text in ("Swimming", "Lovely"):
                sighting = seen[items[text].canonical_id]
                assert sighting.gone is None
                assert sighting.item
                assert shown(sighting.item) == shown(items[text])
            for text in ("Running", "Horrid"):
                sighting = seen[items[text].canonical_id]
                assert sighting.item is None
                assert sighting.gone


def shown(item: Post | Comment) -> tuple[object, ...]:
    """Return what people see of an item."""
    return item.native_id, item.text, item.media, item.created_at, item.url
