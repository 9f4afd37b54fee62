"""The connector against the full stand-in: what a night reads, costs and keeps to itself."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from connectors import connector_for
from connectors.base import Gate, Options
from connectors.errors import (
    ConnectorError,
    RateLimited,
    Transient,
)
from connectors.model import Account, Form, KnownPost, Profile, Subject, Window
from connectors.testing import (
    Diary,
    FacebookStandIn,
    album,
    comment,
    delete,
    edit,
    elsewhere,
    facebook_page,
    hide,
    photo,
    post,
    video,
)
from connectors.testing.graph_errors import (
    graph_throttled,
    graph_token_refused,
    graph_too_much_data,
)
from tests.connectors.graph import NOW, CountingMeter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from connectors.base import Connector
    from connectors.model import Comment, Page, Post
    from connectors.testing import Fault

TOKEN = "CANARY-page-token-5512"
SECRET = "CANARY-app-secret-7731"
CANARIES = (TOKEN, SECRET, "Maisie", "trouble_parent")
ACCOUNT = Account(platform="facebook", handle="oakfieldprimary", native_id="2001", token=TOKEN)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
EVENTS = (
    elsewhere("fair", NOW - 6 * DAY, "The town's fair", by="Town"),
    post("hall", NOW - 5 * DAY, "Our new hall.", album(photo("The hall"), photo("Maisie on the stage"))),
    comment("nice", NOW - 5 * DAY + HOUR, on="hall", by="trouble_parent", text="Well done Maisie!"),
    comment("thanks", NOW - 5 * DAY + 2 * HOUR, on="nice", text="Thank you."),
    post("film", NOW - 4 * DAY, "", video("A race")),
    post("share", NOW - 3 * DAY, "", reposts="fair"),
    post("quote", NOW - 3 * DAY + HOUR, "See you there.", quotes="fair"),
    post("lost", NOW - 2 * DAY, "Found: Maisie's coat?", by="trouble_parent"),
    comment("rude", NOW - 2 * DAY + HOUR, on="hall", by="trouble_parent", text="Rubbish."),
    hide("rude", NOW - 2 * DAY + 2 * HOUR),
)


@pytest.fixture
def facebook() -> Iterator[FacebookStandIn]:
    diary = Diary(facebook_page("oakfieldprimary", id="2001", name="Oakfield", token=TOKEN, diary=EVENTS))
    with FacebookStandIn(diary, clock=NOW, app_secret=SECRET) as stand_in:
        yield stand_in


def connected(facebook: FacebookStandIn) -> Connector:
    options = Options(url=facebook.url, extra={"version": "v25.0", "app_secret": SECRET})
    return connector_for("facebook")(options, Gate())


class Night:
    """One night's reading; the cursors of the night before come in."""

    posts_cursor: Mapping[str, object]
    comments_cursor: Mapping[str, object]

    def __init__(self, facebook: FacebookStandIn, before: Night | None = None, *, full: bool = False) -> None:
        """Read everything at the stand-in's clock."""
        connector, self.meter = connected(facebook), CountingMeter()
        now = facebook.clock
        window = Window(now=now, start=now - 30 * DAY, full=full, last_read=now - DAY if before else None)
        self.profile = connector.profiles([(ACCOUNT, self.meter)])[ACCOUNT.key]
        assert isinstance(self.profile, Profile)
        read: tuple[Mapping[str, object] | None, Mapping[str, object] | None]
        read = (before.posts_cursor, before.comments_cursor) if before else (None, None)
        posts = list(connector.posts(ACCOUNT, self.profile, read[0], window, self.meter))
        self.posts: dict[str, Post] = {item.native_id: item for page in posts for item in page.items}
        held = [known(item) for item in self.posts.values()]
        comments = list(connector.comments(ACCOUNT, self.profile, read[1], window, held, self.meter))
        self.comments: dict[str, Comment] = {item.native_id: item for page in comments for item in page.items}
        self.posts_cursor, self.comments_cursor = stored(posts), stored(comments)
        self.gaps = [gap for page in posts for gap in page.gaps] + [gap for page in comments for gap in page.gaps]


def known(item: Post) -> KnownPost:
    return KnownPost(
        canonical_id=item.canonical_id,
        native_id=item.native_id,
        thread_id=item.thread_id,
        created_at=item.created_at,
        activity=item.activity,
    )


def stored(pages: Sequence[Page[Any]]) -> Mapping[str, object]:
    found: Mapping[str, object] = json.loads(json.dumps(pages[-1].cursor))
    return found


def test_a_first_night_reads_everything_that_the_page_shows(facebook: FacebookStandIn) -> None:
    night = Night(facebook)
    key = {facebook.diary.id_of(name, "facebook"): name for name in ("hall", "film", "share", "quote", "lost")}
    assert {key[native_id]: item.form for native_id, item in night.posts.items()} == {
        "hall": Form.ORIGINAL,
        "film": Form.ORIGINAL,
        "share": Form.REPOST,
        "quote": Form.QUOTE,
        "lost": Form.VISITOR,
    }
    hall = night.posts[facebook.diary.id_of("hall", "facebook")]
    assert [(picture.kind, picture.alt_text) for picture in hall.media] == [
        ("photo", "The hall"),
        ("photo", "Maisie on the stage"),
    ]
    nice, thanks, rude = (facebook.diary.id_of(name, "facebook") for name in ("nice", "thanks", "rude"))
    assert (night.comments[thanks].own, night.comments[thanks].parent_id) == (True, nice)
    assert (night.comments[rude].hidden, night.comments[nice].hidden) == (True, False)
    assert night.comments[nice].post_id == hall.canonical_id
    assert night.gaps == []


def test_a_quiet_night_costs_two_requests(facebook: FacebookStandIn) -> None:
    first = Night(facebook)
    facebook.clock += DAY
    second = Night(facebook, first)
    assert second.meter.requests == 2
    assert second.meter.bills == []
    assert second.posts == first.posts
    assert second.comments == {}
    facebook.clock += DAY
    assert Night(facebook, second).meter.requests == 2


def test_a_late_comment_and_an_edit_cost_one_request_each(facebook: FacebookStandIn) -> None:
    first = Night(facebook)
    facebook.diary.add(
        "facebook",
        "2001",
        comment("late", NOW + HOUR, on="film", by="another", text="Good race."),
        edit("hall", NOW + HOUR, "Our new hall and library."),
    )
    facebook.clock += DAY
    second = Night(facebook, first)
    assert second.meter.requests == 4
    assert facebook.diary.id_of("late", "facebook") in second.comments
    hall = second.posts[facebook.diary.id_of("hall", "facebook")]
    assert (hall.text, hall.edited_at) == ("Our new hall and library.", NOW + HOUR)


def test_a_full_reading_shows_what_was_hidden_since(facebook: FacebookStandIn) -> None:
    first = Night(facebook)
    facebook.diary.add("facebook", "2001", hide("nice", NOW + HOUR), delete("rude", NOW + HOUR))
    facebook.clock += DAY
    second = Night(facebook, first, full=True)
    nice, rude = (facebook.diary.id_of(name, "facebook") for name in ("nice", "rude"))
    assert second.comments[nice].hidden
    assert rude not in second.comments


def test_looking_up_tells_gone_hidden_and_changed(facebook: FacebookStandIn) -> None:
    night = Night(facebook)
    assert isinstance(night.profile, Profile)
    facebook.diary.add("facebook", "2001", hide("nice", NOW + HOUR), delete("lost", NOW + HOUR))
    facebook.clock += DAY
    ids = {name: facebook.diary.id_of(name, "facebook") for name in ("lost", "nice", "hall")}
    subjects = [
        Subject(kind="post", native_id=ids["lost"], canonical_id=ids["lost"]),
        Subject(kind="comment", native_id=ids["nice"], canonical_id=ids["nice"], post_id=ids["hall"]),
    ]
    lost, nice = connected(facebook).look_up(ACCOUNT, night.profile, subjects, CountingMeter())
    assert (lost.item, bool(lost.gone)) == (None, True)
    assert nice.item is not None
    assert (nice.gone, nice.item.hidden) == (None, True)


def test_smaller_pages_are_asked_for_where_facebook_wants_them(facebook: FacebookStandIn) -> None:
    facebook.most_items = 25
    assert len(Night(facebook).posts) == 5
    facebook.most_items = 3
    with pytest.raises(Transient):
        Night(facebook)


def test_a_token_is_inspected_with_its_end(facebook: FacebookStandIn) -> None:
    told = connected(facebook).credential(ACCOUNT, CountingMeter())
    assert told.scopes == ("pages_read_engagement", "pages_read_user_content", "pages_show_list")
    assert told.expires_at == facebook.token_of("2001").data_access_expires_at
    assert told.warnings == ()


def test_an_old_version_is_warned_of(facebook: FacebookStandIn) -> None:
    options = Options(url=facebook.url, extra={"version": "v20.0", "app_secret": SECRET})
    told = connector_for("facebook")(options, Gate()).credential(ACCOUNT, CountingMeter())
    assert any("v21.0" in warning for warning in told.warnings)


def test_a_throttled_page_waits_as_long_as_it_is_told(facebook: FacebookStandIn) -> None:
    facebook.break_on_demand(graph_throttled(32, minutes=25))
    found = connected(facebook).profiles([(ACCOUNT, CountingMeter())])[ACCOUNT.key]
    assert isinstance(found, RateLimited)
    assert found.wait == timedelta(minutes=25)


@pytest.mark.parametrize(
    "fault", [graph_token_refused(460), graph_throttled(4), graph_too_much_data()], ids=lambda fault: fault.name
)
def test_neither_logs_nor_failures_hold_a_token_a_text_or_a_name(
    facebook: FacebookStandIn, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    caplog.set_level(logging.DEBUG)
    night = Night(facebook)
    assert isinstance(night.profile, Profile)
    facebook.break_on_demand(fault, times=None)
    connector, meter = connected(facebook), CountingMeter()
    window = Window(now=NOW, start=NOW - 30 * DAY)
    failures: list[BaseException] = []
    held = [known(item) for item in night.posts.values()]
    for read in (
        lambda: list(connector.posts(ACCOUNT, night.profile, None, window, meter)),
        lambda: list(connector.comments(ACCOUNT, night.profile, None, window, held, meter)),
        lambda: connector.credential(ACCOUNT, meter),
    ):
        try:
            read()
        except ConnectorError as error:
            failures.append(error)
    assert failures
    shown = caplog.text + "".join("".join(traceback.format_exception(error)) for error in failures)
    assert [canary for canary in CANARIES if canary in shown] == []
