"""What the Graph API says when it refuses, and its own faults for `break_on_demand`.

Every body is `{"error": {"message", "type", "code", "error_subcode"?, "fbtrace_id"}}`.
"""

from __future__ import annotations

import json
from typing import TypedDict, Unpack

from connectors.testing.faults import Answer, Call, Fault

LOST_TOKEN = 190
TRACE = "AbcDefGhiJklMnoPqrStUvw"
SUBCODES = {
    458: "The user has not authorized application.",
    459: "You cannot access the app till you log in to www.facebook.com and follow the instructions given.",
    460: "The session has been invalidated because the user changed their password or Facebook has changed the session "
    "for security reasons.",
    463: "Session has expired.",
    464: "Sessions for the user are not allowed because the user is not a confirmed user.",
    467: "The session is invalid because the user logged out.",
}
OUTAGES = {1: "An unknown error has occurred.", 2: "Service temporarily unavailable"}
THROTTLES = {
    4: "(#4) Application request limit reached",
    17: "(#17) User request limit reached",
    32: "(#32) Page request limit reached",
    613: "(#613) Calls to this api have exceeded the rate limit.",
    80001: "(#80001) There have been too many calls to this Page account. Wait a bit and try again.",
}


class ErrorDetails(TypedDict, total=False):
    """What may be said of an error besides its code and message."""

    subcode: int
    kind: str
    status: int
    transient: bool


class GraphRefused(Exception):
    """Graph refuses a request: `status` and the JSON body that says why; `lost` where the token is to blame."""

    def __init__(self, code: int, message: str, **details: Unpack[ErrorDetails]) -> None:
        """Keep what is to be answered."""
        super().__init__(code)
        self.status = details.get("status", 400)
        self.lost = code == LOST_TOKEN
        self.body = error_body(code, message, **details)


def error_body(code: int, message: str, **details: Unpack[ErrorDetails]) -> dict[str, object]:
    """Return the body of an error."""
    error: dict[str, object] = {
        "message": message,
        "type": details.get("kind", "OAuthException"),
        "code": code,
        "fbtrace_id": TRACE,
    }
    if "subcode" in details:
        error["error_subcode"] = details["subcode"]
    if "transient" in details:
        error["is_transient"] = details["transient"]
    return {"error": error}


def missing(native_id: str) -> GraphRefused:
    """Return what is said of an object that is gone or not visible: nobody can tell which."""
    return GraphRefused(
        100,
        f"Unsupported get request. Object with ID '{native_id}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation. Please read the Graph API documentation at "
        "https://developers.facebook.com/docs/graph-api",
        subcode=33,
        kind="GraphMethodException",
    )


def no_field(name: str, node: str) -> GraphRefused:
    """Return the refusal of a field that a node does not have."""
    return GraphRefused(100, f"(#100) Tried accessing nonexisting field ({name}) on node type ({node})")


def bad_token(subcode: int | None = None) -> GraphRefused:
    """Return the refusal of a token; a subcode says why."""
    if subcode is None:
        return GraphRefused(LOST_TOKEN, "Invalid OAuth access token - Cannot parse access token")
    return GraphRefused(LOST_TOKEN, f"Error validating access token: {SUBCODES[subcode]}", subcode=subcode)


def no_permission(permission: str) -> GraphRefused:
    """Return the refusal of an edge for want of a permission."""
    return GraphRefused(
        10,
        f"(#10) This endpoint requires the '{permission}' permission or the 'Page Public Content Access' "
        "feature. Refer to https://developers.facebook.com/docs/apps/review/login-permissions for details.",
    )


def graph_error(code: int, message: str = "An unknown error has occurred.", **details: Unpack[ErrorDetails]) -> Fault:
    """Answer with any Graph error."""
    body = json.dumps(error_body(code, message, **details)).encode()
    status = details.get("status", 400)
    return Fault(name=f"graph {code}", answer=lambda _call: Answer(status=status, body=body))


def graph_outage(code: int = 2) -> Fault:
    """Answer with code 1 or 2: the service is down for a while."""
    return graph_error(code, OUTAGES[code], status=500, transient=True)


def graph_token_refused(subcode: int | None = 463) -> Fault:
    """Answer 190, as for a token that is expired (463), or lost in another way (458 to 467, None)."""
    refused = bad_token(subcode)
    body = json.dumps(refused.body).encode()
    return Fault(name=f"graph 190/{subcode}", answer=lambda _call: Answer(status=refused.status, body=body))


def graph_permission(permission: str = "pages_read_user_content", code: int = 10) -> Fault:
    """Answer 10 (or 200 to 299) for want of a permission."""
    return graph_error(code, f"(#{code}) This endpoint requires the '{permission}' permission.", status=403)


def graph_too_much_data() -> Fault:
    """Answer code 1 because too much was asked for at once."""
    message = "Please reduce the amount of data you're asking for, then retry your request"
    return graph_error(1, message, status=500)


def graph_throttled(code: int = 32, minutes: int = 25) -> Fault:
    """Answer a throttle's code with the headers that say how much is used and when to come back."""
    body = json.dumps(error_body(code, THROTTLES[code])).encode()

    def answer(call: Call) -> Answer:
        page = call.path.strip("/").split("/")[1:2] or ["0"]
        return Answer(status=400, body=body, headers=usage_headers(100, page[0].partition("_")[0], minutes))

    return Fault(name=f"graph throttled {code}", answer=answer)


def usage_headers(percent: int, page_id: str, minutes: int = 0) -> dict[str, str]:
    """Return both usage headers as Graph sends them; it leaves them out where next to nothing is used."""
    used = {"call_count": percent, "total_cputime": percent // 2, "total_time": percent // 2}
    page = {"type": "pages", **used, "estimated_time_to_regain_access": minutes}
    return {"X-App-Usage": json.dumps(used), "X-Business-Use-Case-Usage": json.dumps({page_id: [page]})}
