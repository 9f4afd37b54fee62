"""A rich diary, and the two stand-ins serving it on the evening of 20 November 2026."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from connectors.testing import (
    Diary,
    FacebookStandIn,
    XStandIn,
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
    withhold,
    x_account,
)
from tests.connectors.testing.reader import Reader, Served, Start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectors.testing.events import Event


def day(number: int, hour: int = 12, minute: int = 0) -> datetime:
    """Return a time in November 2026."""
    return datetime(2026, 11, number, hour, minute, tzinfo=UTC)


NOW = day(20, 18)


def story() -> list[Event]:
    """Return a fortnight on one account, with a bit of everything."""
    return [
        elsewhere("council", day(9), "Roads near the school are closed. " * 6, by="council"),
        post(
            "hall", day(10), "Our new hall & stage <today> #Oakfield https://oakfield.example/hall", photo("The hall")
        ),
        comment("nice", day(10, 13), on="hall", by="parent1", text="Lovely!"),
        comment("reply", day(10, 14), on="nice", text="Thank you"),
        comment("deep", day(10, 15), on="reply", by="parent2", text="See you there", media=(photo(),)),
        post("open", day(16), "Open evening on Thursday", photo(), photo("A poster")),
        edit("open", day(16, 12, 10), "Open evening on Friday"),
        comment("rude", day(16, 13), on="open", by="parent3", text="Rubbish"),
        hide("rude", day(17)),
        post("long", day(17), "word " * 80),
        post("film", day(17, 13), "Sports day", video("Children running")),
        post("shared", day(18), reposts="council"),
        post("quoted", day(18, 13), "Please mind the roads", quotes="council"),
        post("link", day(18, 14), "Term dates", links=("https://oakfield.example/dates",)),
        post("asked", day(19), "@oakfieldprimary when is the fair?", by="parent4"),
        post("mistake", day(19, 13), "Wrong picture"),
        comment("lost", day(19, 14), on="mistake", by="parent1", text="Which picture?"),
        delete("mistake", day(19, 15)),
        post("album", day(20), "Three of many", album(photo("One"), photo("Two"), photo())),
        withhold(day(20, 13), "DE", key="album"),
    ]


@pytest.fixture
def diary() -> Diary:
    return Diary(
        x_account(
            "oakfieldprimary", id="1001", name="Oakfield Primary", website="https://oakfield.example", diary=story()
        ),
        x_account("riverside", id="1002", diary=[post("river", day(19), "Hello @oakfieldprimary")]),
        facebook_page("oakfieldprimary", id="2001", name="Oakfield Primary School", diary=story()),
        facebook_page(None, id="2002", name="Riverside", diary=[post("river", day(19), "Hello")]),
    )


@pytest.fixture
def start() -> Iterator[Start]:
    """Return a function that starts a stand-in and gives a reader with its credential; all are stopped afterwards."""
    started: list[Reader[XStandIn] | Reader[FacebookStandIn]] = []

    def begin(stand_in: Served) -> Reader[Served]:
        reader = Reader(stand_in.start())
        if isinstance(stand_in, XStandIn):
            reader.session.headers["Authorization"] = f"Bearer {stand_in.bearer}"
        else:
            reader.always["access_token"] = "page-token-2001"
        started.append(reader)
        return reader

    yield begin
    for reader in started:
        reader.session.close()
        reader.stand_in.stop()


@pytest.fixture
def x(diary: Diary, start: Start) -> Reader[XStandIn]:
    return start(XStandIn(diary, clock=NOW))


@pytest.fixture
def new_x(diary: Diary, start: Start) -> Reader[XStandIn]:
    return start(XStandIn(diary, clock=NOW, vocabulary="post"))


@pytest.fixture
def facebook(diary: Diary, start: Start) -> Reader[FacebookStandIn]:
    return start(FacebookStandIn(diary, clock=NOW))
