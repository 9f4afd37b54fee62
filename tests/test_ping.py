"""The dead man's switch, with a real server on loopback."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from auditor import ping

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def service(answers: dict[str, int]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Serve on loopback; yields the address and what was asked: method, path, body. `answers` is by method."""
    asked: list[tuple[str, str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            asked.append((self.command, self.path, self.rfile.read(length).decode()))
            self.send_response(answers.get(self.command, 200))
            self.end_headers()

        do_POST = do_GET  # noqa: N815 - the base's name

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's signature
            """Stay silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("path", "asked"),
    [("/uuid", "/uuid/1"), ("/uuid/", "/uuid/1"), ("/{code}/end", "/1/end"), ("/push?status=up", "/push?status=up")],
)
def test_the_exit_code_is_told_with_counts(path: str, asked: str) -> None:
    with service({}) as (url, requests):
        assert ping.tell(url + path, 1, "2 of 3 accounts checked.")
    assert requests == [("POST", asked, "2 of 3 accounts checked.")]


@pytest.mark.parametrize("refusal", [404, 405, 501])
def test_a_service_that_takes_only_get_is_asked_so(refusal: int) -> None:
    with service({"POST": refusal}) as (url, requests):
        assert ping.tell(f"{url}/uuid", 0)
    assert requests[-1] == ("GET", "/uuid/0", "")


def test_a_service_that_fails_is_a_warning_without_the_address(caplog: pytest.LogCaptureFixture) -> None:
    with service({"POST": 500}) as (url, _requests):
        assert not ping.tell(f"{url}/canary", 0)
    assert "could not be told that this run ended (it answered 500)" in caplog.text
    assert "canary" not in caplog.text


def test_a_service_that_is_not_there_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    assert not ping.tell("http://127.0.0.1:1/canary", 0)
    assert "ConnectionError" in caplog.text
    assert "canary" not in caplog.text
