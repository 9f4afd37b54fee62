"""Reading one account: what is asked, what is kept when a part fails."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from auditor.collect import Assignment, HeldItem, collect_account
from connectors.base import Capabilities, Terms
from connectors.errors import AuthExpired, ConnectorError, Gone, PermissionMissing, Transient
from connectors.model import Account, Comment, Form, KnownPost, Page, Post, Profile, Sighting, Subject
from tests.build import NOW, a_comment, a_post, a_profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from connectors.base import Meter
    from connectors.model import Credential, Window

DAY = timedelta(days=1)


class NoMeter:
    """A meter that counts nothing."""

    def request(self) -> None:
        """Do nothing."""

    def billed(self, kind: str, ids: Sequence[str]) -> None:
        """Do nothing."""

    def allowance(self, kind: str) -> int | None:
        """Return that there is no cap."""
        return None if kind else 0


@dataclass
class Scripted:
    """A connector that answers from a script and remembers what it was asked."""

    platform: str = "x"
    capabilities: Capabilities = Capabilities(relisted=True)  # noqa: RUF009 - frozen
    terms: Terms = Terms()  # noqa: RUF009 - frozen
    listed: tuple[Post, ...] = ()
    written: tuple[Comment, ...] = ()
    still_there: tuple[Post | Comment, ...] = ()
    fails: Mapping[str, ConnectorError] = field(default_factory=dict)
    followed: list[str] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)

    def profiles(self, accounts: Sequence[tuple[Account, Meter]]) -> Mapping[str, Profile | ConnectorError]:
        """Return one profile for all."""
        return {account.key: a_profile() for account, _ in accounts}

    def posts(
        self, _account: Account, _profile: Profile, _cursor: object, _window: Window, _meter: Meter
    ) -> Iterator[Page[Post]]:
        """Yield what is listed, then fail or end."""
        yield Page(items=self.listed)
        self._fail("posts")
        yield Page(cursor={"since": "1"})

    def comments(
        self,
        _account: Account,
        _profile: Profile,
        _cursor: object,
        _window: Window,
        posts: Sequence[KnownPost],
        _meter: Meter,
    ) -> Iterator[Page[Comment]]:
        """Yield what others wrote, then fail or end."""
        self.followed = [post.canonical_id for post in posts]
        self._fail("comments")
        yield Page(items=self.written, cursor={"since": "2"})

    def look_up(
        self, _account: Account, _profile: Profile, subjects: Sequence[Subject], _meter: Meter
    ) -> Iterator[Sighting]:
        """Yield what is still there; the rest is gone."""
        self.looked_up = [subject.canonical_id for subject in subjects]
        there = {item.canonical_id: item for item in self.still_there}
        for subject in subjects:
            item = there.get(subject.canonical_id)
            yield Sighting(subject=subject, item=item, gone=None if item else "It does not exist.")

    def credential(self, _account: Account, _meter: Meter) -> Credential:
        """Be asked by nobody."""
        raise NotImplementedError

    def _fail(self, part: str) -> None:
        if part in self.fails:
            raise self.fails[part]


def an_assignment(*held: HeldItem, **changes: object) -> Assignment:
    account = Account(platform="x", handle="oakfieldprimary", native_id="1001")
    begun = {"posts_from": NOW - 28 * DAY, "posts_until": NOW - DAY, "comments_until": NOW - DAY} if held else {}
    values = {"account": account, "label": account.key, "now": NOW, "first_start": NOW - 28 * DAY, "held_items": held}
    return Assignment(**values | begun | changes)  # type: ignore[arg-type]


def held(item: Post | Comment, *, watched: bool = False) -> HeldItem:
    kind = "post" if isinstance(item, Post) else "comment"
    subject = Subject(kind=kind, native_id=item.native_id, canonical_id=item.canonical_id, own=item.own)
    return HeldItem(subject=subject, created_at=item.created_at, watched=watched)


def test_a_whole_reading_is_done_with_its_cursors() -> None:
    connector = Scripted(listed=(a_post(),), written=(a_comment(),))
    read = collect_account(an_assignment(), connector, a_profile(), NoMeter())
    assert (len(read.posts), len(read.comments), read.failure) == (1, 1, None)
    assert read.done == {"posts", "comments"}
    assert read.cursors == {"posts": {"since": "1"}, "comments": {"since": "2"}}


def test_what_was_read_before_a_failure_is_kept_without_a_cursor() -> None:
    connector = Scripted(listed=(a_post(),), fails={"posts": Transient("Down.")})
    read = collect_account(an_assignment(), connector, a_profile(), NoMeter())
    assert (len(read.posts), read.done, read.cursors) == (1, set(), {})
    assert read.failure is not None
    assert read.failure.reason == "transient"
    assert connector.followed == []


@pytest.mark.parametrize("part", ["posts", "comments"])
def test_a_missing_permission_leaves_the_rest_to_be_read(part: str) -> None:
    connector = Scripted(listed=(a_post(),), written=(a_comment(),), fails={part: PermissionMissing("No.")})
    read = collect_account(an_assignment(), connector, a_profile(), NoMeter())
    assert read.done == {"posts", "comments"} - {part}
    assert read.failure is not None
    assert read.failure.reason == "permission"


@pytest.mark.parametrize("failure", [Gone("Gone."), AuthExpired("Refused.")])
def test_without_a_profile_nothing_is_asked(failure: ConnectorError) -> None:
    connector = Scripted(listed=(a_post(),))
    read = collect_account(an_assignment(), connector, failure, NoMeter())
    assert (read.failure, read.posts, read.profile) == (failure, [], None)


def test_a_protected_account_keeps_its_profile_and_is_not_read() -> None:
    read = collect_account(an_assignment(), Scripted(listed=(a_post(),)), a_profile(protected=True), NoMeter())
    assert read.profile is not None
    assert read.failure is not None
    assert (read.failure.reason, read.posts) == ("protected", [])


def test_comments_are_followed_for_thirty_days_and_through_an_outage() -> None:
    posts = [a_post(canonical_id=str(days), created_at=NOW - days * DAY) for days in (1, 29, 31, 45)]
    known = tuple(
        KnownPost(canonical_id=post.canonical_id, native_id="n", thread_id="t", created_at=post.created_at)
        for post in posts
    )
    connector = Scripted()
    collect_account(an_assignment(held(posts[0]), held_posts=known), connector, a_profile(), NoMeter())
    assert connector.followed == ["1", "29", "31"]  # the last reading was a day ago: 31 days is that day's 30
    after_outage = an_assignment(held(posts[0]), held_posts=known, comments_until=NOW - 16 * DAY)
    collect_account(after_outage, connector, a_profile(), NoMeter())
    assert connector.followed == ["1", "29", "31", "45"]


def test_the_accounts_replies_to_others_are_not_followed() -> None:
    connector = Scripted(listed=(a_post(form=Form.REPLY),))
    collect_account(an_assignment(), connector, a_profile(), NoMeter())
    assert connector.followed == []


def test_a_missing_post_is_asked_for_where_listings_are_whole() -> None:
    there, missing = a_post(canonical_id="1"), a_post(canonical_id="2")
    connector = Scripted(listed=(there,))
    read = collect_account(an_assignment(held(there), held(missing)), connector, a_profile(), NoMeter())
    assert connector.looked_up == ["2"]
    assert [sighting.gone for sighting in read.sightings] == ["It does not exist."]


def test_a_missing_post_is_not_asked_for_after_a_failed_listing() -> None:
    missing = held(a_post(canonical_id="2"))
    connector = Scripted(fails={"posts": PermissionMissing("No.")})
    collect_account(an_assignment(missing), connector, a_profile(), NoMeter())
    assert connector.looked_up == []


def test_open_findings_are_asked_for_unless_just_read() -> None:
    read, unread = a_comment(canonical_id="1"), a_comment(canonical_id="2")
    connector = Scripted(written=(read,), capabilities=Capabilities())
    collect_account(
        an_assignment(held(read, watched=True), held(unread, watched=True)), connector, a_profile(), NoMeter()
    )
    assert connector.looked_up == ["2"]


@pytest.mark.parametrize(("relisted", "asked"), [(False, ["1"]), (True, ["1", "2"])])
def test_full_asks_for_posts_again_and_for_comments_only_where_that_costs_nothing(
    *, relisted: bool, asked: list[str]
) -> None:
    post, comment = a_post(canonical_id="1"), a_comment(canonical_id="2")
    connector = Scripted(capabilities=Capabilities(relisted=relisted), still_there=(post, comment))
    collect_account(an_assignment(held(post), held(comment), full=True), connector, a_profile(), NoMeter())
    assert connector.looked_up == asked


def older_posts() -> list[Post]:
    return [a_post(canonical_id=str(days), created_at=NOW - days * DAY) for days in (2, 3, 4)]


def test_a_listing_that_ends_early_is_no_listing() -> None:
    posts = older_posts()
    connector = Scripted(listed=(a_post(),), still_there=tuple(posts))
    read = collect_account(an_assignment(*map(held, posts)), connector, a_profile(), NoMeter())
    assert read.failure is not None
    assert read.failure.reason == "transient"
    assert "posts" not in read.done
    assert "posts" not in read.cursors


def test_posts_that_were_deleted_do_not_make_a_listing_doubtful() -> None:
    read = collect_account(
        an_assignment(*map(held, older_posts())), Scripted(listed=(a_post(),)), a_profile(), NoMeter()
    )
    assert (read.failure, "posts" in read.done, len(read.sightings)) == (None, True, 3)


def test_a_hidden_post_does_not_make_a_listing_doubtful() -> None:
    posts = [replace(post, hidden=True) for post in older_posts()]
    connector = Scripted(listed=(a_post(),), still_there=tuple(posts))
    assert collect_account(an_assignment(*map(held, posts)), connector, a_profile(), NoMeter()).failure is None


def test_a_first_reading_goes_back_as_far_as_it_may_and_later_ones_not_further() -> None:
    assert an_assignment().window("posts").start == NOW - 28 * DAY
    later = an_assignment(posts_from=NOW - 29 * DAY, posts_until=NOW - DAY)
    assert later.window("posts").start == NOW - 29 * DAY
    grown = an_assignment(posts_from=NOW - 200 * DAY, posts_until=NOW - DAY)
    assert grown.window("posts").start == NOW - 30 * DAY
    after_outage = an_assignment(posts_from=NOW - 200 * DAY, posts_until=NOW - 60 * DAY)
    assert after_outage.window("posts").start == NOW - 62 * DAY
