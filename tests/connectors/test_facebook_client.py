"""What facebook-sdk and requests do wrong stays inside the connector."""

from __future__ import annotations

import hashlib
import hmac
import logging
import traceback
from http.client import HTTPException
from typing import TYPE_CHECKING

import facebook
import pytest
import requests
import tenacity
import urllib3.exceptions

from connectors import http
from connectors.base import Gate, Options
from connectors.errors import (
    AuthExpired,
    ConnectorError,
    Gone,
    SchemaDrift,
    Transient,
)
from connectors.facebook import connect
from connectors.model import Account, Profile
from connectors.testing import connection_reset, cut_json, empty_body, empty_object, html_page, slow_body
from tests.connectors.graph import (
    ACCOUNT,
    PAGE,
    TOKEN,
    WINDOW,
    CountingMeter,
    Reply,
    ScriptedGraph,
    connected,
    refused,
    until_it_fails,
)

if TYPE_CHECKING:
    from connectors.testing import Fault

A_PAGE = {"id": "2001", "name": "Oakfield Primary School", "username": "oakfieldprimary"}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WAIT", tenacity.wait_none())


def kinds(root: type[BaseException]) -> list[type[BaseException]]:
    return [root, *(kind for child in root.__subclasses__() for kind in kinds(child))]


def made(kind: type[BaseException]) -> BaseException:
    """Return an exception of any signature that holds the token."""
    error = kind.__new__(kind)
    error.args = (f"https://graph.facebook.com/v25.0/me?access_token={TOKEN}",)
    return error


FOREIGN = [
    *(made(kind) for kind in kinds(requests.RequestException)),
    *(made(kind) for kind in kinds(urllib3.exceptions.HTTPError)),
    *(made(kind) for kind in kinds(HTTPException)),
    facebook.GraphAPIError(f"Maintype was not text {TOKEN}"),
    facebook.GraphAPIError({"error": {"message": TOKEN}}),
    facebook.GraphAPIError({"error": TOKEN}),
    facebook.GraphAPIError({"error_description": TOKEN}),
    KeyError("content-type"),
    ValueError(TOKEN),
    UnicodeDecodeError("utf-8", TOKEN.encode(), 0, 1, TOKEN),
    ConnectionResetError(TOKEN),
    TimeoutError(TOKEN),
    RecursionError(TOKEN),
    AttributeError(TOKEN),
    TypeError(TOKEN),
]


def told(error: BaseException) -> str:
    """Return everything that a log could show of an exception, hidden causes included."""
    shown = "".join(traceback.format_exception(error))
    while (cause := error.__cause__ or error.__context__) is not None:
        shown += repr(cause) + str(cause)
        error = cause
    return shown


@pytest.mark.parametrize("foreign", FOREIGN, ids=lambda error: type(error).__name__)
def test_every_foreign_exception_becomes_one_of_ours_without_its_words(
    foreign: BaseException, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise foreign

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(requests.Session, "request", fail)
    connector = connect(Options(url="http://127.0.0.1:1"), Gate())
    _, error = until_it_fails(connector.posts(ACCOUNT, PAGE, None, WINDOW, CountingMeter()))
    assert isinstance(error, ConnectorError)
    assert error.__context__ is None
    assert TOKEN not in told(error) + caplog.text


def test_the_profile_of_a_page_costs_one_request() -> None:
    with ScriptedGraph(page=[A_PAGE]) as graph:
        meter = CountingMeter()
        found = connected(graph).profiles([(ACCOUNT, meter)])
        assert found == {
            "facebook:oakfieldprimary": Profile(
                native_id="2001", handle="oakfieldprimary", name="Oakfield Primary School"
            )
        }
        assert (meter.requests, meter.bills, graph.paths()) == (1, [], ["2001"])


def test_without_an_id_the_page_is_asked_for_by_its_username() -> None:
    with ScriptedGraph(page=[A_PAGE]) as graph:
        account = Account(platform="facebook", handle="oak field/../me", token=TOKEN)
        graph.script["item"] = [A_PAGE]
        found = connected(graph).profiles([(account, CountingMeter())])
        assert isinstance(found[account.key], Profile)
        assert graph.paths() == ["oak field/../me"]
        assert graph.requests[0].path.startswith("/v25.0/oak")


def test_each_page_fails_for_itself() -> None:
    with ScriptedGraph(page=[A_PAGE], item=[refused(100, 33)]) as graph:
        lost = Account(platform="facebook", handle="closed", native_id="2009", token="other")
        found = connected(graph).profiles([(ACCOUNT, CountingMeter()), (lost, CountingMeter())])
        assert isinstance(found[ACCOUNT.key], Profile)
        assert isinstance(found[lost.key], Gone)


def test_an_account_without_a_token_says_so_and_asks_nothing() -> None:
    with ScriptedGraph() as graph:
        bare = Account(platform="facebook", handle="oakfieldprimary")
        (error,) = connected(graph).profiles([(bare, CountingMeter())]).values()
        assert isinstance(error, AuthExpired)
        assert graph.calls == []


@pytest.mark.parametrize("version", ["v24.0", "24.0"])
def test_a_live_version_is_asked_for_and_the_proof_is_sent_beside_the_token(version: str) -> None:
    with ScriptedGraph(page=[A_PAGE]) as graph:
        connected(graph, version=version, app_secret="s3cret").profiles([(ACCOUNT, CountingMeter())])
        assert graph.requests[0].path == "/v24.0/2001"
        (_, query), proof = graph.calls[0], hmac.new(b"s3cret", TOKEN.encode(), hashlib.sha256).hexdigest()
        assert (query["access_token"], query["appsecret_proof"]) == (TOKEN, proof)


def test_without_a_secret_there_is_no_proof() -> None:
    with ScriptedGraph(page=[A_PAGE]) as graph:
        connected(graph).profiles([(ACCOUNT, CountingMeter())])
        assert "appsecret_proof" not in graph.calls[0][1]


def test_a_version_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"must look like v25\.0"):
        connect(Options(url="", extra={"version": "latest"}), Gate())


@pytest.mark.parametrize(
    "fault",
    [
        html_page(503),
        empty_body(),
        cut_json(),
        cut_json(honest_length=False),
        connection_reset(),
        html_page(200, "<html>maintenance</html>"),
    ],
    ids=lambda fault: fault.name,
)
def test_a_passing_fault_is_tried_again_and_each_try_is_counted(fault: Fault) -> None:
    with ScriptedGraph(page=[A_PAGE]) as graph:
        graph.break_on_demand(fault, times=2)
        meter = CountingMeter()
        (found,) = connected(graph).profiles([(ACCOUNT, meter)]).values()
        assert isinstance(found, Profile)
        assert meter.requests == 3


@pytest.mark.parametrize("body", [{}, True, [], None, "text", 5, Reply({}, status=503), refused(1), refused(2)])
def test_a_lasting_fault_is_given_up_after_three_tries(body: object) -> None:
    with ScriptedGraph(page=[body]) as graph:
        meter = CountingMeter()
        (found,) = connected(graph).profiles([(ACCOUNT, meter)]).values()
        assert isinstance(found, Transient)
        assert meter.requests == 3


def test_a_body_without_a_type_and_a_body_too_deep_are_outages() -> None:
    deep = Reply(b'{"a":' * 100_000, content_type="application/json")
    for body in (Reply(A_PAGE, content_type="image/png"), Reply(A_PAGE, content_type=""), deep, Reply(b"\xff{}")):
        with ScriptedGraph(page=[body]) as graph:
            (found,) = connected(graph).profiles([(ACCOUNT, CountingMeter())]).values()
            assert isinstance(found, Transient)


def test_a_block_page_of_the_schools_filter_is_recognised_and_not_asked_again() -> None:
    with ScriptedGraph(page=[A_PAGE]) as graph:
        graph.break_on_demand(html_page(200, "<html>Smoothwall: access to this site is blocked</html>"), times=None)
        meter = CountingMeter()
        (found,) = connected(graph).profiles([(ACCOUNT, meter)]).values()
        assert "web filter" in str(found)
        assert meter.requests == 1


def test_a_profile_of_unknown_shape_is_schema_drift() -> None:
    with ScriptedGraph(page=[{"id": {"deep": 1}}]) as graph:
        (found,) = connected(graph).profiles([(ACCOUNT, CountingMeter())]).values()
        assert isinstance(found, SchemaDrift)


def test_a_slow_body_is_waited_for() -> None:
    with ScriptedGraph(page=[A_PAGE]) as graph:
        graph.break_on_demand(slow_body(0.05))
        (found,) = connected(graph).profiles([(ACCOUNT, CountingMeter())]).values()
        assert isinstance(found, Profile)


def test_an_empty_object_is_never_a_page() -> None:
    with ScriptedGraph(page=[{}]) as graph:
        graph.break_on_demand(empty_object())
        (found,) = connected(graph).profiles([(ACCOUNT, CountingMeter())]).values()
        assert isinstance(found, Transient)


def test_nothing_secret_is_shown_of_the_connector_itself() -> None:
    with ScriptedGraph() as graph:
        connector = connected(graph, app_secret="s3cret")
        assert "s3cret" not in repr(connector) + repr(vars(connector))
