"""What every connector promises when its platform, or the line to it, breaks; inherited through `contract.Contract`."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING, ClassVar

import pytest
import tenacity

from connectors import http
from connectors.errors import ConnectorError, Transient
from connectors.http import TRIES, Blocked
from connectors.testing import (
    broken_item,
    comment,
    connection_reset,
    cut_json,
    empty_body,
    empty_object,
    html_page,
    post,
    slow_body,
)
from tests.connectors.world import Harness, before, known, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from connectors.testing import Fault
    from connectors.testing.events import Event
    from tests.connectors.world import World

CANARY = "Maisie-canary-q7"
PASSING = {
    "html-503": html_page(503),
    "empty-body": empty_body(),
    "cut-json": cut_json(),
    "short-body": cut_json(honest_length=False),
    "reset": connection_reset(),
    "slow-body": slow_body(1.5),
    "empty-object": empty_object(),
}
FILTER_PAGE = "<html><head><title>Smoothwall</title></head><body>This site is blocked by your school.</body></html>"
HOSTILE = (
    "<script>alert('x')</script> & \"quotes\"",
    '=HYPERLINK("http","x")',
    "Subject: x\r\nBcc: everyone at evil example",
    "\u202eevil\u202c \u200bzero\u200dwidth\u2066",
    "{{ 7*7 }} {% raw %} ${x} %s %(token)s",
    "'; DROP TABLE items; --",
    "&amp;lt; 5 &lt; 6 &eacute;",
    "👩‍👩‍👧‍👦 " + "é" * 120,
)


class FaultContract(Harness):
    """The failures that every platform shares, and `failures`: its own refusals and what they mean, by name."""

    failures: ClassVar[dict[str, tuple[Fault, type[ConnectorError]]]] = {}

    @pytest.fixture(autouse=True)
    def _no_waiting(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Try again at once: the waits are tested beside `tried_again`."""
        monkeypatch.setattr(http, "WAIT", tenacity.wait_none())

    def week(self) -> list[Event]:
        """Return a post and its comment, whose words must never be seen in a log."""
        return [
            post("a", before(20), f"Well done {CANARY}"),
            comment("c", before(9), on="a", text=f"Hello {CANARY}", by=CANARY),
        ]

    def attempts(self, world: World) -> Iterator[tuple[str, Callable[[], ConnectorError | None]]]:
        """Yield every way to ask, as a function that returns its failure."""
        profile = world.profile()
        posts = world.posts(profile=profile).posts
        comments = world.comments(known(posts), profile=profile).comments

        def profile_fails() -> ConnectorError | None:
            found = world.ask_profile()
            return found if isinstance(found, ConnectorError) else None

        def look_up_fails() -> ConnectorError | None:
            return caught(lambda: world.look_up([*posts, *comments], profile))

        yield "profiles", profile_fails
        yield "posts", lambda: world.posts(profile=profile).failure
        yield "comments", lambda: world.comments(known(posts), profile=profile).failure
        yield "look_up", look_up_fails
        yield "credential", lambda: caught(lambda: world.connector.credential(world.account, world.meter))

    @pytest.mark.parametrize("name", PASSING)
    def test_a_passing_fault_is_tried_again_within_the_run(self, name: str) -> None:
        with self.world(*self.week(), patience=0.5) as world:
            for _, attempt in self.attempts(world):
                world.stand_in.break_on_demand(PASSING[name])
                asked = world.meter.requests
                assert attempt() is None
                assert world.meter.requests > asked + 1
            assert world.meter.requests == len(world.stand_in.requests)

    @pytest.mark.parametrize("name", PASSING)
    def test_a_lasting_fault_is_transient_after_three_tries(self, name: str) -> None:
        with self.world(*self.week(), patience=0.2) as world:
            attempts = dict(self.attempts(world))
            world.stand_in.break_on_demand(PASSING[name], times=None)
            for how in ("posts", "comments"):
                asked = world.meter.requests
                failure = attempts[how]()
                assert type(failure) is Transient
                assert world.meter.requests == asked + TRIES

    def test_every_refusal_of_the_platform_has_its_class_and_nothing_else_leaks(self) -> None:
        for name, (fault, kind) in self.failures.items():
            for place in range(5):
                with self.world(*self.week()) as world:
                    how, attempt = list(self.attempts(world))[place]
                    world.stand_in.break_on_demand(fault, times=None)
                    failure = attempt()
                    assert type(failure) is kind, (name, how, failure)
                    assert_plain(str(failure))

    def test_a_web_filter_is_recognised_and_the_host_to_allow_is_named(self) -> None:
        for status in (200, 403):
            with self.world(*self.week()) as world:
                attempts = list(self.attempts(world))
                world.stand_in.break_on_demand(html_page(status, FILTER_PAGE), times=None)
                for _, attempt in attempts:
                    asked = world.meter.requests
                    failure = attempt()
                    assert type(failure) is Blocked
                    assert "127.0.0.1" in str(failure)
                    assert world.meter.requests == asked + 1

    def test_one_odd_item_is_set_aside_and_the_rest_is_read(self) -> None:
        events = [post(f"p{n}", before(10 + n), f"News {CANARY} {n}") for n in range(5)]
        with self.world(*events) as world:
            profile = world.profile()
            world.stand_in.break_on_demand(broken_item(), times=1)
            reading = world.posts(profile=profile)
            assert len(reading.posts) == 4
            (oddity,) = reading.oddities
            assert oddity.where
            assert oddity.shape
            assert CANARY not in repr(oddity)

    def test_hostile_words_come_out_as_they_went_in(self) -> None:
        posts = [post(f"p{n}", before(10 + n), text) for n, text in enumerate(HOSTILE)]
        comments = [comment(f"c{n}", before(1 + n / 9), on="p0", text=t, by="p") for n, t in enumerate(HOSTILE)]
        with self.world(*posts, *comments) as world:
            reading = world.posts()
            assert {said(item) for item in reading.posts} == set(HOSTILE)
            assert {said(item) for item in world.comments(known(reading.posts)).comments} == set(HOSTILE)

    def test_no_secret_and_no_words_in_any_failure_or_log(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        faults = {**PASSING, **{name: fault for name, (fault, _) in self.failures.items()}}
        faults["filter"] = html_page(200, FILTER_PAGE)
        for fault in faults.values():
            with self.world(*self.week(), patience=0.2) as world:
                for _, attempt in list(self.attempts(world)):
                    world.stand_in.break_on_demand(fault, times=None)
                    self.assert_discreet(attempt())
                    world.stand_in.mend()
        self.assert_discreet_text(caplog.text)

    def assert_discreet(self, failure: ConnectorError | None) -> None:
        """Fail where a failure, or anything that stands behind it, tells a secret or an item's words."""
        if failure is not None:
            self.assert_discreet_text("".join(traceback.format_exception(failure)) + repr(failure))
            assert failure.__cause__ is None
            assert not isinstance(failure.__context__, OSError)

    def assert_discreet_text(self, text: str) -> None:
        """Fail where a text tells a secret or an item's words."""
        assert self.account().token not in text
        assert CANARY not in text


def caught(call: Callable[[], object]) -> ConnectorError | None:
    """Return the failure of a call, None where it has none."""
    try:
        call()
    except ConnectorError as failure:
        return failure
    return None


def assert_plain(sentence: str) -> None:
    """Fail where a message is no whole sentence, or holds a link with a query."""
    assert sentence[0].isupper() or sentence.startswith(("graph.", "api.", "127."))
    assert sentence.endswith(".")
    assert "?" not in sentence
