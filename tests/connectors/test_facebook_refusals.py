from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from connectors.errors import AuthExpired, ConnectorError, Gone, PermissionMissing, RateLimited, SchemaDrift, Transient
from connectors.facebook.errors import Answer, Missing, PageTokenNeeded, TooMuchData, UnknownPart
from connectors.facebook.refusals import refusal
from connectors.facebook.usage import exhausted
from connectors.http import Blocked

if TYPE_CHECKING:
    from collections.abc import Mapping

CANARY = "EAABcanary-Maisie"
UNSUPPORTED = (
    "Unsupported get request. Object with ID '1' does not exist, cannot be loaded due to missing permissions, or does "
    "not support this operation."
)


def meaning(error: Mapping[str, object], headers: Mapping[str, str] | None = None, status: int = 400) -> ConnectorError:
    payload = {"error": {"message": f"(#0) {CANARY}", "fbtrace_id": "AbCdEf12345", **error}}
    answer = Answer(host="graph.facebook.com", status=status, headers=headers or {}, content_type="application/json")
    return refusal(payload, answer)


@pytest.mark.parametrize(
    ("error", "kind", "gate"),
    [
        ({"code": 190}, AuthExpired, "credential"),
        *(({"code": 190, "error_subcode": code}, AuthExpired, "credential") for code in (458, 459, 460, 463, 464, 467)),
        ({"code": 102}, AuthExpired, "credential"),
        ({"code": 190, "error_subcode": 2069032}, PageTokenNeeded, None),
        ({"code": 190, "message": "This method must be called with a Page Access Token"}, PageTokenNeeded, None),
        ({"code": 210, "message": "A page access token is required"}, PageTokenNeeded, None),
        ({"code": 467}, AuthExpired, "credential"),
        ({"code": 104, "message": "An access token is required"}, AuthExpired, "credential"),
        ({"code": 101, "message": "Error validating application"}, AuthExpired, "credential"),
        ({"code": 2500, "message": "An active access token must be used to query"}, AuthExpired, "credential"),
        ({"code": 100, "message": "Invalid appsecret_proof provided in the API argument"}, AuthExpired, "credential"),
        ({"code": 3}, PermissionMissing, None),
        ({"code": 10}, PermissionMissing, None),
        ({"code": 200}, PermissionMissing, None),
        ({"code": 283}, PermissionMissing, None),
        ({"code": 299}, PermissionMissing, None),
        ({"code": 368}, PermissionMissing, None),
        ({"code": 100, "message": "requires the 'pages_read_engagement' permission"}, PermissionMissing, None),
        ({"code": 4}, RateLimited, "platform"),
        ({"code": 4, "is_transient": True}, RateLimited, "platform"),
        *(({"code": code}, RateLimited, "credential") for code in (17, 32, 341, 613, 80001, 80002)),
        ({"code": 1}, Transient, None),
        ({"code": 2, "is_transient": True}, Transient, None),
        ({"code": 960, "is_transient": True}, Transient, None),
        ({"code": 1, "error_subcode": 99, "message": "Please reduce the amount of data you're asking for"},
         TooMuchData, None),
        ({"code": 100, "error_subcode": 33}, Missing, None),
        ({"code": 100, "message": UNSUPPORTED}, Missing, None),
        ({"code": 803}, Missing, None),
        ({"code": 21}, Gone, None),
        ({"code": 2500, "message": "Unknown path components: /feed"}, UnknownPart, None),
        ({"code": 12}, UnknownPart, None),
        ({"code": 100, "message": "(#100) Tried accessing nonexisting field (feed) on node type (Page)"},
         UnknownPart, None),
        ({"code": 100}, SchemaDrift, None),
        ({"code": 9999}, SchemaDrift, None),
        ({"code": "190"}, AuthExpired, "credential"),
        ({}, SchemaDrift, None),
    ],
)  # fmt: skip
def test_each_code_has_its_meaning(error: dict[str, object], kind: type[ConnectorError], gate: str | None) -> None:
    found = meaning(error)
    assert type(found) is kind
    assert found.gate == gate
    assert CANARY not in str(found)


def test_a_5xx_with_an_unknown_code_is_an_outage() -> None:
    assert type(meaning({"code": 4711}, status=500)) is Transient


def test_metas_numbers_are_told_for_its_support() -> None:
    assert "code 190, subcode 463, trace AbCdEf12345" in str(meaning({"code": 190, "error_subcode": 463}))
    assert "expired" in str(meaning({"code": 190, "error_subcode": 463}))


def test_a_trace_that_is_none_is_not_told() -> None:
    assert CANARY not in str(meaning({"code": 190, "fbtrace_id": f"{CANARY} {CANARY}"}))


def test_the_missing_permission_is_named() -> None:
    found = meaning({"code": 10, "message": f"requires 'pages_read_user_content' for {CANARY}"})
    assert "pages_read_user_content" in str(found)


def test_an_unknown_field_is_named_to_the_program_and_not_in_the_sentence() -> None:
    found = meaning({"code": 100, "message": "Tried accessing nonexisting field (unshimmed_url) on node type (X)"})
    assert isinstance(found, UnknownPart)
    assert found.part == "unshimmed_url"
    assert "unshimmed_url" not in str(found)


def business(minutes: int, per_cent: int = 100) -> dict[str, str]:
    row = {"type": "pages", "call_count": per_cent, "total_cputime": 1, "total_time": 2,
           "estimated_time_to_regain_access": minutes}  # fmt: skip
    return {"X-Business-Use-Case-Usage": json.dumps({"2001": [row], "2002": [{**row, "call_count": 1}]})}


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        (business(17), timedelta(minutes=17)),
        (business(0), timedelta(hours=1)),
        ({}, timedelta(hours=1)),
        ({"X-Business-Use-Case-Usage": "nonsense"}, timedelta(hours=1)),
        ({"X-Business-Use-Case-Usage": "[]"}, timedelta(hours=1)),
        ({"X-Business-Use-Case-Usage": '{"1": [5, {"estimated_time_to_regain_access": "soon"}]}'}, timedelta(hours=1)),
        (business(10**8), timedelta(days=1)),
        ({"Retry-After": "120"}, timedelta(minutes=2)),
    ],
)
def test_the_wait_is_what_the_headers_say_or_an_hour(headers: dict[str, str], wait: timedelta) -> None:
    found = meaning({"code": 32}, headers)
    assert isinstance(found, RateLimited)
    assert found.wait == wait


@pytest.mark.parametrize(
    ("headers", "gate"),
    [
        ({}, None),
        ({"X-App-Usage": '{"call_count": 94, "total_cputime": 0, "total_time": 20}'}, None),
        ({"X-App-Usage": '{"call_count": 1, "total_cputime": 95, "total_time": 20}'}, "platform"),
        ({"X-Page-Usage": '{"call_count": 1, "total_cputime": 0, "total_time": 99.5}'}, "credential"),
        (business(5, per_cent=94), None),
        (business(5, per_cent=95), "credential"),
        ({"X-App-Usage": "not json"}, None),
        ({"X-App-Usage": '{"call_count": "lots"}'}, None),
    ],
)
def test_a_nearly_spent_allowance_stops_the_next_request(headers: dict[str, str], gate: str | None) -> None:
    found = exhausted(headers)
    assert (found.gate if found else None) == gate


@pytest.mark.parametrize(
    ("status", "content_type", "text", "kind"),
    [
        (401, "application/json", "", AuthExpired),
        (403, "application/json", "{}", PermissionMissing),
        (404, "text/html", "<html>no</html>", UnknownPart),
        (429, "text/html", "<html>slow down</html>", RateLimited),
        (422, "application/json", "{}", SchemaDrift),
        (400, "application/json", "", SchemaDrift),
        (502, "text/html", "<html>Bad gateway</html>", Transient),
        (403, "text/html", "<html>Forbidden</html>", Transient),
        (403, "text/html", "<html>Blocked by Smoothwall</html>", Blocked),
        (200, "text/html", "<html>This web page has been blocked</html>", Blocked),
        (200, "text/plain", "hello", Transient),
        (200, "", "", Transient),
        (None, "", "", Transient),
    ],
)
def test_answers_without_a_graph_error_are_judged_by_their_status(
    status: int | None, content_type: str, text: str, kind: type[ConnectorError]
) -> None:
    answer = Answer(host="graph.facebook.com", status=status, content_type=content_type, text=text)
    for payload in (None, {}, {"error": "text"}, "Maintype was not text, image, or querystring"):
        assert type(refusal(payload, answer)) is kind
