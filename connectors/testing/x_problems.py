"""What X says when it refuses, and X's own faults for `break_on_demand`.

Bodies are problems as in RFC 7807: `title`, `detail`, `type` (its last path part is the kind), sometimes `status`.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from connectors.testing.faults import Answer, Call, Fault

if TYPE_CHECKING:
    from connectors.testing.x_vocabulary import Vocabulary

PROBLEMS = "https://api.twitter.com/2/problems/"
WINDOW = timedelta(minutes=15)


class Refused(Exception):
    """The platform refuses a request: `status` and the JSON body that says why."""

    def __init__(self, status: int, body: dict[str, object]) -> None:
        """Keep what is to be answered."""
        super().__init__(status)
        self.status = status
        self.body = body


def invalid(words: Vocabulary, parameter: str, value: str, message: str) -> Refused:
    """Return the refusal of one parameter (400)."""
    return Refused(
        400,
        {
            "errors": [{"parameters": {parameter: [value]}, "message": message}],
            "title": "Invalid Request",
            "detail": "One or more parameters to your request was invalid.",
            "type": words.problems + "invalid-request",
        },
    )


def unauthorized() -> Refused:
    """Return the refusal of a bearer (401)."""
    return Refused(401, {"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"})


def no_such_path() -> Refused:
    """Return what is said of a path that the API does not have."""
    return Refused(404, {"title": "Not Found", "type": "about:blank", "status": 404, "detail": "Not Found"})


def _about(words: Vocabulary, resource: str, parameter: str, value: str) -> dict[str, object]:
    return {
        "value": value,
        "resource_id": value,
        "resource_type": words.resource if resource == "tweet" else resource,
        "parameter": parameter,
    }


def not_found(words: Vocabulary, resource: str, parameter: str, value: str) -> dict[str, object]:
    """Return the entry of `errors` for something that is not there."""
    return _about(words, resource, parameter, value) | {
        "title": "Not Found Error",
        "detail": f"Could not find {resource} with {parameter}: [{value}].",
        "type": words.problems + "resource-not-found",
    }


def suspended(words: Vocabulary, parameter: str, value: str) -> dict[str, object]:
    """Return the entry of `errors` for a suspended user."""
    return _about(words, "user", parameter, value) | {
        "title": "Forbidden",
        "detail": f"User has been suspended: [{value}].",
        "type": words.problems + "resource-not-found",
    }


def not_authorized(words: Vocabulary, resource: str, parameter: str, value: str) -> dict[str, object]:
    """Return the entry of `errors` for something protected."""
    named = "Tweet" if resource == "tweet" else resource
    return _about(words, resource, parameter, value) | {
        "section": "data",
        "title": "Authorization Error",
        "detail": f"Sorry, you are not authorized to see the {named} with {parameter}: [{value}].",
        "type": words.problems + "not-authorized-for-resource",
    }


def _problem(name: str, status: int, body: dict[str, object], headers: dict[str, str] | None = None) -> Fault:
    kept = headers or {}
    answer = Answer(
        status=status,
        body=json.dumps(body).encode(),
        content_type="application/problem+json",
        headers=kept,
    )
    return Fault(name=name, answer=lambda _call: answer)


def x_rate_limited(reset_after: timedelta | None = WINDOW) -> Fault:
    """Answer 429; with `reset_after=None` no header says when to come back."""
    body = json.dumps(
        {"title": "Too Many Requests", "detail": "Too Many Requests", "status": 429, "type": "about:blank"}
    )

    def answer(call: Call) -> Answer:
        headers = {"x-rate-limit-limit": "300", "x-rate-limit-remaining": "0"}
        if reset_after is not None:
            headers["x-rate-limit-reset"] = str(int((call.now + reset_after).timestamp()))
        return Answer(status=429, body=body.encode(), content_type="application/problem+json", headers=headers)

    return Fault(name="rate limited", answer=answer)


def x_usage_capped() -> Fault:
    """Answer 429 because the month's cap is used up, with rate headers that show plenty left."""
    body: dict[str, object] = {
        "title": "UsageCapExceeded",
        "detail": "Usage cap exceeded: Monthly product cap",
        "type": PROBLEMS + "usage-capped",
        "period": "Monthly",
        "scope": "Product",
        "product_name": "standard-basic",
    }
    return _problem("usage capped", 429, body, {"x-rate-limit-limit": "300", "x-rate-limit-remaining": "299"})


def x_credits_depleted() -> Fault:
    """Answer 402 because no credits are left."""
    body: dict[str, object] = {
        "title": "CreditsDepleted",
        "detail": "Your account has no credits left to fulfil this request.",
        "type": "https://api.x.com/2/problems/credits",
    }
    return _problem("credits depleted", 402, body)


def x_unauthorized() -> Fault:
    """Answer 401, as for a bearer that is wrong or revoked."""
    return _problem("unauthorized", 401, unauthorized().body)


def x_forbidden() -> Fault:
    """Answer 403, as for an app that may not use this endpoint."""
    body: dict[str, object] = {
        "title": "Client Forbidden",
        "detail": "This request must be made using an approved developer account that is enrolled in the programme.",
        "reason": "client-not-enrolled",
        "required_enrollment": "Appropriate Level of API Access",
        "registration_url": "https://developer.x.com/",
        "type": PROBLEMS + "client-forbidden",
    }
    return _problem("forbidden", 403, body)


def x_unavailable() -> Fault:
    """Answer 503 as JSON, as X does when it is over capacity."""
    body: dict[str, object] = {
        "title": "Service Unavailable",
        "detail": "Service Unavailable",
        "type": "about:blank",
        "status": 503,
    }
    return _problem("unavailable", 503, body)
