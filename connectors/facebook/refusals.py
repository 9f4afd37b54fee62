"""What Facebook's refusals mean: codes and subcodes of the Graph API, mapped to what happens next.

Codes from Meta's "Handle errors" and "Rate limits" pages; those seen in the wild alone (2500, 803, 12, 800xx) are
marked in `docs/platforms.md`. Nothing of Facebook's own words goes into a message: they may hold a token or a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from connectors.errors import AuthExpired, ConnectorError, Gone, PermissionMissing, RateLimited, SchemaDrift, Transient
from connectors.facebook.errors import Answer, Missing, PageTokenNeeded, TooMuchData, UnknownPart
from connectors.facebook.usage import regain_time
from connectors.http import Blocked, page_instead_of_data

APP_LIMIT = frozenset({4})
LIMITS = frozenset({17, 32, 341, 613, *range(80000, 80015)})
AUTH = frozenset({102, 104, 190, 452, *range(458, 468)})
OUTAGE = frozenset({-2, -1, 1, 2})
PERMISSION = frozenset({3, 10, *range(200, 300)})
MISSING_SUBCODE = 33
PAGE_TOKEN, PAGE_TOKEN_SUBCODE = frozenset({190, 210}), 2069032
BAD_REQUEST, UNAUTHORISED, FORBIDDEN, NOT_FOUND, TOO_MANY, SERVER_ERROR = 400, 401, 403, 404, 429, 500
APP_UNKNOWN, MISSING_ALIAS, MOVED, BLOCKED_FOR_POLICY, INVALID = 101, 803, 21, 368, 100

WHY_REFUSED = {
    458: "the app was removed from the account that made it",
    459: "the account that made it must first pass a check at facebook.com",
    460: "the password of the account that made it was changed",
    463: "it has expired",
    464: "the account that made it must be confirmed at facebook.com",
    467: "it was revoked",
}
SCOPES = re.compile(r"\b(pages_[a-z_]{4,40}|business_management|Page Public (?:Content|Metadata) Access)\b")
UNKNOWN_PART = re.compile(r"nonexisting field \((\w{1,60})\)|Unknown path components: /?(\w{1,60})", re.IGNORECASE)
TRACE = re.compile(r"[A-Za-z0-9_-]{8,32}")


def refusal(payload: object, answer: Answer) -> ConnectorError:
    """Return what an error body means; anything that is not one of the Graph API's is judged by its HTTP status."""
    error = payload.get("error") if isinstance(payload, Mapping) else None
    if not isinstance(error, Mapping):
        return judged_by_status(answer)
    code, message = _number(error.get("code")), str(error.get("message", ""))
    return (
        _too_much(message)
        or _limit(code, error, answer)
        or _credential(code, error, message)
        or _outage(code, error, answer)
        or _missing(code, error, message)
        or _permission(code, error, message)
        or _question(code, error, message)
        or judged_by_status(answer)
    )


def judged_by_status(answer: Answer) -> ConnectorError:
    """Return what an answer without a Graph error means: a web filter, an outage, or a server that speaks otherwise."""
    page = page_instead_of_data(answer.content_type, answer.text, answer.host)
    if isinstance(page, Blocked):
        return page
    if answer.status == TOO_MANY:
        return _limited(answer, "credential", "")
    if answer.status == NOT_FOUND:
        return UnknownPart("")
    return page or _bare_status(answer)


def _bare_status(answer: Answer) -> ConnectorError:
    """Return what an HTTP status means that has neither a Graph error nor a web page beside it."""
    if answer.status == UNAUTHORISED:
        return AuthExpired(f"{answer.host} refused the token: make a new one.", gate="credential")
    if answer.status == FORBIDDEN:
        return PermissionMissing(f"{answer.host} does not let this token read this.")
    if answer.status is not None and BAD_REQUEST <= answer.status < SERVER_ERROR:
        return SchemaDrift(f"{answer.host} refused our question (HTTP {answer.status}) without saying why.")
    return Transient(f"{answer.host} did not give a whole answer; it is asked again in the next run.")


def _too_much(message: str) -> ConnectorError | None:
    if "reduce the amount of data" in message.lower():
        return TooMuchData("Facebook wants a smaller page.")
    return None


def _limit(code: int | None, error: Mapping[str, object], answer: Answer) -> ConnectorError | None:
    if code in APP_LIMIT:
        return _limited(answer, "platform", _detail(error))
    if code in LIMITS or (code is None and answer.status == TOO_MANY):
        return _limited(answer, "credential", _detail(error))
    return None


def _limited(answer: Answer, gate: str, detail: str) -> RateLimited:
    whom = "the whole app" if gate == "platform" else "this Page or token"
    return RateLimited(
        f"Facebook has had too many requests for {whom}; reading goes on when it allows it again.{detail}",
        wait=regain_time(answer.headers),
        gate=gate,
    )


def _credential(code: int | None, error: Mapping[str, object], message: str) -> ConnectorError | None:
    if code in PAGE_TOKEN and (
        "page access token" in message.lower() or _number(error.get("error_subcode")) == PAGE_TOKEN_SUBCODE
    ):
        return PageTokenNeeded(_detail(error))
    if "appsecret_proof" in message or "app secret proof" in message.lower():
        return AuthExpired(
            "Facebook asks for a proof made with the app's secret, or refuses ours: set FACEBOOK_APP_SECRET to the "
            f"secret of the app that the token belongs to.{_detail(error)}",
            gate="credential",
        )
    if code == APP_UNKNOWN:
        return AuthExpired(
            f"Meta does not know the app that made this token any more: check it at developers.facebook.com."
            f"{_detail(error)}",
            gate="credential",
        )
    if code in AUTH or "active access token must be used" in message:
        why = WHY_REFUSED.get(_number(error.get("error_subcode")) or code or 0, "it is wrong, expired or revoked")
        return AuthExpired(
            f"Facebook refuses the token: {why}. Make a new Page or system-user token and put it in its place."
            f"{_detail(error)}",
            gate="credential",
        )
    return None


def _outage(code: int | None, error: Mapping[str, object], answer: Answer) -> ConnectorError | None:
    if code in OUTAGE or error.get("is_transient") is True or (answer.status or 0) >= SERVER_ERROR:
        return Transient(f"Facebook has a passing fault; it is asked again in the next run.{_detail(error)}")
    return None


def _missing(code: int | None, error: Mapping[str, object], message: str) -> ConnectorError | None:
    unsupported = _number(error.get("error_subcode")) == MISSING_SUBCODE or "does not exist, cannot be" in message
    if (code == INVALID and unsupported) or code == MISSING_ALIAS:
        return Missing(_detail(error))
    if code == MOVED:
        return Gone(
            f"Facebook has moved this Page to another id: put the new id in the register.{_detail(error)}",
        )
    return None


def _permission(code: int | None, error: Mapping[str, object], message: str) -> ConnectorError | None:
    if code == BLOCKED_FOR_POLICY:
        return PermissionMissing(
            f"Facebook has blocked the account behind the token for a time: a person must look at its support inbox "
            f"at facebook.com.{_detail(error)}"
        )
    named = sorted(set(SCOPES.findall(message)))
    if code in PERMISSION or (code == INVALID and (named or "permission" in message.lower())):
        which = ", ".join(named) or "pages_read_engagement and pages_read_user_content"
        return PermissionMissing(f"The token may not read this part: give it {which}.{_detail(error)}")
    return None


def _question(code: int | None, error: Mapping[str, object], message: str) -> ConnectorError | None:
    part = UNKNOWN_PART.search(message)
    if part is not None:
        return UnknownPart(part[1] or part[2], _detail(error))
    if code in {12, 2500} or (code == INVALID and "unsupported get request" in message.lower()):
        return UnknownPart("", _detail(error))
    if code is not None:
        return SchemaDrift(
            "Facebook refused our question in a way that we do not know: set FACEBOOK_GRAPH_VERSION to a version that "
            f"is live, and report this if it stays.{_detail(error)}"
        )
    return None


def _detail(error: Mapping[str, object]) -> str:
    """Return Meta's numbers for whoever asks its support: code, subcode and trace, never its words."""
    parts = [f"code {_number(error.get('code'))}"]
    if subcode := _number(error.get("error_subcode")):
        parts.append(f"subcode {subcode}")
    if TRACE.fullmatch(trace := str(error.get("fbtrace_id", ""))):
        parts.append(f"trace {trace}")
    return f" Facebook's {', '.join(parts)}."


def _number(value: object) -> int | None:
    if isinstance(value, str) and value.lstrip("-").isdecimal():
        return int(value[:12])
    return value if isinstance(value, int) and not isinstance(value, bool) else None
