from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest
import tenacity

from connectors import http
from connectors.errors import AuthExpired, Transient
from connectors.http import Blocked, Door, network_failure, page_instead_of_data, storable, tried_again
from tests.connectors.recorder import recorder
from tests.connectors.world import CountingMeter

if TYPE_CHECKING:
    from pathlib import Path

    import requests

    from connectors.errors import ConnectorError

PROXY_SETTINGS = (
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
)
needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl, which makes the certificate, is not installed"
)


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXY_SETTINGS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def ask(door: Door, url: str = "https://api.twitter.com/2/users?ids=1,2", **options: object) -> requests.Response:
    with door.line(CountingMeter()) as line:
        response: requests.Response = line.session.request("GET", url, **options)  # type: ignore[arg-type]  # a test's own
        return response


def failure_of(door: Door) -> ConnectorError:
    with pytest.raises(OSError) as caught:  # noqa: PT011 - whichever kind it is
        ask(door)
    return network_failure(caught.value, door.host)


def test_a_request_goes_to_our_address_whatever_host_the_sdk_wants() -> None:
    with recorder() as server:
        assert ask(Door(f"http://{server.address}/")).json() == {}
        assert ask(Door(f"http://{server.address}/x/")).json() == {}
        assert [path for _, path, _ in server.seen] == ["/2/users?ids=1,2", "/x/2/users?ids=1,2"]
        assert {headers["Host"] for _, _, headers in server.seen} == {server.address}


def test_every_real_send_is_counted_and_the_answer_is_kept() -> None:
    with recorder() as server:
        server.answers["/broken"] = (503, {"X-Sign": "kept"}, b"later")
        meter = CountingMeter()
        with Door(f"http://{server.address}").line(meter) as line:
            line.session.get("https://any.example/broken", timeout=5)
            assert line.response is not None
            assert (line.response.status_code, line.response.headers["x-sign"]) == (503, "kept")
            line.session.get("http://other.example/fine")
            assert line.response.ok
        assert meter.requests == len(server.seen) == 2


def test_nobody_answers_and_somebody_is_too_slow() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        failure = failure_of(Door(f"http://127.0.0.1:{port}", timeout=(1, 0.1)))
        assert type(failure) is Transient
        assert "in time" in str(failure)
    failure = failure_of(Door(f"http://127.0.0.1:{port}", timeout=(1, 0.1)))
    assert type(failure) is Transient
    assert "ids" not in str(failure)


def test_the_proxy_is_asked_for_where_a_request_really_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    with recorder() as proxy, recorder() as server:
        monkeypatch.setenv("HTTP_PROXY", f"http://{proxy.address}")
        monkeypatch.setenv("NO_PROXY", "api.twitter.com,127.0.0.1")
        ask(Door("http://api.school.invalid"))
        assert [path for _, path, _ in proxy.seen] == ["http://api.school.invalid/2/users?ids=1,2"]
        ask(Door(f"http://{server.address}"))
        assert len(proxy.seen) == len(server.seen) == 1


def test_an_https_proxy_that_refuses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with recorder() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://user:secret@{proxy.address}")
        failure = failure_of(Door("https://api.school.invalid"))
        assert [(how, path) for how, path, _ in proxy.seen] == [("CONNECT", "api.school.invalid:443")]
        assert "HTTPS_PROXY" in str(failure)
        assert "secret" not in str(failure)


def test_a_netrc_never_replaces_the_token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("default login someone password else\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with recorder() as server:
        ask(Door(f"http://{server.address}"), headers={"Authorization": "Bearer ours"})
        assert server.seen[0][2]["Authorization"] == "Bearer ours"


def test_a_redirect_is_a_filters_and_is_not_followed() -> None:
    with recorder() as server:
        server.answers["/2/users"] = (302, {"Location": "http://filter.school.invalid/blocked"}, b"")
        failure = failure_of(Door(f"http://{server.address}"))
        assert isinstance(failure, Blocked)
        assert len(server.seen) == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return the paths of a certificate for 127.0.0.1 that nobody knows, and of its key."""
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    make = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    named = ["-subj", "/CN=proxy", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([*make, *named], check=True, capture_output=True)
    return str(cert), str(key)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here to make a certificate")
def test_an_inspecting_proxy_is_recognised_by_its_certificate(
    certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with recorder(context) as server:
        door = Door(f"https://{server.address}")
        failure = failure_of(door)
        assert isinstance(failure, Blocked)
        assert "allow 127.0.0.1" in str(failure)
        monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
        assert ask(door).json() == {}
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
        assert "SSL_CERT_FILE" in str(failure_of(door))


@pytest.mark.parametrize(
    ("content_type", "text", "kind"),
    [
        ("text/html", "<html>Access blocked by Smoothwall</html>", Blocked),
        ("", "\ufeff <!doctype html><title>Web Page Blocked</title>", Blocked),
        ("text/html; charset=utf-8", "<h1>502 Bad Gateway</h1>", Transient),
        ("text/html", "Sorry, you have been blocked. Cloudflare", Transient),
        ("application/json", '{"title": "Lightspeed"}', None),
        ("application/json", "", None),
    ],
)
def test_a_page_where_data_should_be(content_type: str, text: str, kind: type[ConnectorError] | None) -> None:
    found = page_instead_of_data(content_type, text, "api.x.com")
    assert type(found) is (kind or type(None))
    assert found is None or "api.x.com" in str(found)


@pytest.mark.parametrize(("error", "tries"), [(Transient("Later."), 3), (Blocked("No."), 1), (AuthExpired("No."), 1)])
def test_only_what_may_pass_is_tried_again_and_three_times_at_most(
    error: ConnectorError, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())
    asked = []

    def call() -> None:
        asked.append(1)
        raise error

    with pytest.raises(type(error)) as caught:
        tried_again(call)
    assert caught.value is error
    assert len(asked) == tries


def test_a_second_try_may_succeed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())
    failures = [Transient("Later."), Transient("Later.")]

    def call() -> str:
        if failures:
            raise failures.pop()
        return "fine"

    assert tried_again(call) == "fine"


def test_the_waits_are_of_any_length_below_a_second() -> None:
    state = tenacity.RetryCallState(tenacity.Retrying(), None, (), {})
    waits = []
    for state.attempt_number in (1, 2) * 200:
        waits.append(http.WAIT(state))
    assert 0 <= min(waits) < 0.1
    assert 0.3 < max(waits) < 1
    assert len(set(waits)) > 300


def test_words_that_no_database_holds_keep_their_length() -> None:
    assert storable("a\x00b\ud83d\udc00c") == "a\ufffdb\ufffd\ufffdc"
    assert storable("👩‍🏫 é\n\t") == "👩‍🏫 é\n\t"
