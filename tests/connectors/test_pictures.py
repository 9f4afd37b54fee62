"""Pictures come from their platform's own servers, whole and in bounds, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import requests

from connectors.http import Door
from connectors.pictures import NotFetched, PictureServers
from connectors.testing import PictureStandIn
from connectors.testing.faults import Answer, Wire
from connectors.testing.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOOPBACK = "http://127.0.0.1:9"
X = "https://api.x.com"
HOSTS = ("pbs.twimg.com", ".fbcdn.net")
DATA = b"a picture's bytes" * 1000


class Counted:
    """A meter that counts requests."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.requests = 0

    def request(self) -> None:
        self.requests += 1

    def billed(self, kind: str, ids: Sequence[str]) -> None:
        raise AssertionError(kind, ids)

    def allowance(self, kind: str) -> int | None:
        raise AssertionError(kind)


@pytest.fixture
def host() -> Iterator[PictureStandIn]:
    with PictureStandIn({"/star.jpg": DATA}) as stand_in:
        yield stand_in


def why_not(address: str, servers: PictureServers | None = None) -> str:
    with pytest.raises(NotFetched) as caught:
        (servers or PictureServers(HOSTS, LOOPBACK)).fetch(address, Counted())
    return caught.value.why


def test_a_picture_is_fetched_and_counted(host: PictureStandIn) -> None:
    meter = Counted()
    assert PictureServers(HOSTS, LOOPBACK).fetch(f"{host.url}/star.jpg?oh=signed&x=1", meter) == DATA
    assert (meter.requests, host.asked) == (1, ["/star.jpg"])


@pytest.mark.parametrize(
    "address",
    [
        "http://pbs.twimg.com/media/a.jpg",
        "https://pbs.twimg.com.evil.example/media/a.jpg",
        "https://evil.example/pbs.twimg.com/a.jpg",
        "https://evilfbcdn.net/a.jpg",
        "https://fbcdn.net/a.jpg",
        "https://user:password@pbs.twimg.com/a.jpg",
        "https://pbs.twimg.com@evil.example/a.jpg",
        "https://pbs.twimg.com:8443/a.jpg",
        "https://pbs.twimg.com:port/a.jpg",
        "https://127.0.0.1/a.jpg",
        "http://127.0.0.1:8080/a.jpg",
        "https://[::1]/a.jpg",
        "https://[pbs.twimg.com/a.jpg",
        "file:///etc/passwd",
        "//pbs.twimg.com/a.jpg",
        "pbs.twimg.com",
        "",
    ],
)
def test_an_address_that_is_not_the_platforms_is_never_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Door, "send", lambda *_args, **_kwargs: pytest.fail("It was asked."))
    assert why_not(address, PictureServers(HOSTS, X)) == "foreign"


@pytest.mark.parametrize("address", ["https://PBS.twimg.com/media/a.jpg", "https://scontent-lhr8-1.xx.fbcdn.net:443/a"])
def test_the_platforms_own_servers_are_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def send(_door: Door, request: requests.PreparedRequest, *_args: object, **_kwargs: object) -> requests.Response:
        asked.append(str(request.url))
        raise requests.ConnectionError

    monkeypatch.setattr(Door, "send", send)
    assert why_not(address, PictureServers(HOSTS, X)) == "unreachable"
    assert len(asked) == 3


def test_beside_a_stand_in_nothing_outside_this_machine_is_asked() -> None:
    assert why_not("https://pbs.twimg.com/media/a.jpg") == "foreign"


def test_a_redirect_is_not_followed(host: PictureStandIn) -> None:
    host.answers["/moved.jpg"] = Answer(status=302, headers={"Location": f"{host.url}/star.jpg"})
    assert why_not(f"{host.url}/moved.jpg") == "foreign"
    assert host.asked == ["/moved.jpg"]


@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_a_refusal_is_asked_once(host: PictureStandIn, status: int) -> None:
    host.answers["/star.jpg"] = Answer(status=status)
    assert why_not(f"{host.url}/star.jpg") == "gone"
    assert len(host.asked) == 1


@pytest.mark.parametrize("answer", [Answer(status=503), Answer(status=429), replace(picture(DATA), wire=Wire.RESET)])
def test_a_passing_fault_is_tried_again(host: PictureStandIn, answer: Answer) -> None:
    host.answers["/star.jpg"] = answer
    assert why_not(f"{host.url}/star.jpg") == "unreachable"
    assert len(host.asked) == 3


def test_half_a_picture_is_none(host: PictureStandIn) -> None:
    host.answers["/star.jpg"] = replace(picture(DATA), wire=Wire.SHORT)
    assert why_not(f"{host.url}/star.jpg") == "unreachable"


def test_a_web_page_in_the_pictures_place_is_none(host: PictureStandIn) -> None:
    host.answers["/star.jpg"] = Answer(body=b"<html>Blocked", content_type="text/html; charset=utf-8")
    assert why_not(f"{host.url}/star.jpg") == "unreachable"


def test_packed_bytes_are_not_unpacked(host: PictureStandIn) -> None:
    host.answers["/star.jpg"] = replace(picture(DATA), headers={"Content-Encoding": "gzip"})
    assert why_not(f"{host.url}/star.jpg") == "unreachable"


def test_a_file_that_says_that_it_is_huge_is_not_read(host: PictureStandIn) -> None:
    assert why_not(f"{host.url}/star.jpg", PictureServers(HOSTS, LOOPBACK, most=len(DATA) - 1)) == "huge"


def test_a_server_that_dawdles_is_given_up(host: PictureStandIn) -> None:
    host.answers["/star.jpg"] = replace(picture(DATA), pause=1.0)
    assert why_not(f"{host.url}/star.jpg", PictureServers(HOSTS, LOOPBACK, seconds=0.3)) == "slow"


def test_a_server_that_falls_silent_is_given_up(host: PictureStandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.pictures.TIMEOUT", (5.0, 0.2))
    host.answers["/star.jpg"] = replace(picture(DATA), pause=2.0)
    assert why_not(f"{host.url}/star.jpg") == "slow"
    assert len(host.asked) == 1


def test_a_failure_tells_no_address(host: PictureStandIn) -> None:
    with pytest.raises(NotFetched) as caught:
        PictureServers(HOSTS, LOOPBACK).fetch(f"{host.url}/secret.jpg?oh=canary", Counted())
    assert caught.value.__cause__ is None
    assert "canary" not in f"{caught.value!r} {caught.value.args}"
