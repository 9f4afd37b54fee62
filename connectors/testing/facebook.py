"""The Graph API as a stand-in: what a Page's token may read, and what Graph refuses.

::

    with FacebookStandIn(diary, clock=now) as facebook:
        requests.get(facebook.url + "/v25.0/2001/feed", params={"access_token": "page-token-2001"}, timeout=5)
        facebook.token_of("2001").lost = 460                    # the password was changed
        facebook.token_of("2001").scopes = frozenset(...)       # a permission was taken away

Sources: Meta's node descriptions and its guides to errors, limits, versions and tokens. Where these leave a choice:
`since` and `until` are about the time of creation; a hidden comment is shown to its Page's token and counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict, Unpack
from urllib.parse import urlencode

from connectors.testing.faults import Answer, Trick
from connectors.testing.graph_errors import GraphRefused, usage_headers
from connectors.testing.graph_reading import Reading
from connectors.testing.graph_tokens import GraphToken, bearer, check_proof, check_token, token_info
from connectors.testing.graph_vocabulary import LIVE_UNTIL
from connectors.testing.server import StandIn, json_answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from connectors.testing.diary import Diary
    from connectors.testing.faults import Call

VERSION = re.compile(r"/(v\d+\.\d+)(?=/|$)")


class FacebookDetails(TypedDict, total=False):
    """How a Graph stand-in may differ from the usual."""

    app_id: str
    app_secret: str | None
    delay: float


class FacebookStandIn(StandIn):
    """The Graph API on loopback.

    With `app_secret` every call must carry its proof. What tests may set: `shows_authors` (whether strangers' comments
    have a `from`), `most_items` (the `limit` above which Graph says that it is too much data), `used` (percent of the
    rate limit, sent as headers unless 0), `refuses_old_versions` (else a dead version resolves to the oldest live one).
    """

    platform = "facebook"

    def __init__(self, diary: Diary, *, clock: datetime, **details: Unpack[FacebookDetails]) -> None:
        """Make a stand-in that knows the token of each Page of the diary."""
        super().__init__(diary, clock=clock, delay=details.get("delay", 0.0))
        self.app_id = details.get("app_id", "424242")
        self.app_secret = details.get("app_secret")
        self.shows_authors = True
        self.most_items: int | None = None
        self.used = 0
        self.refuses_old_versions = False
        pages = diary.accounts(self.platform)
        self._tokens = {page.token: GraphToken(value=page.token, page_id=page.native_id) for page in pages}

    def token_of(self, page_id: str) -> GraphToken:
        """Return a Page's token, to be changed in place."""
        return next(token for token in self._tokens.values() if token.page_id == page_id)

    def account_of(self, call: Call) -> str | None:
        """Return the id of the Page whose token a call carries."""
        token = self._tokens.get(bearer(call) or "")
        return token.page_id if token else None

    def answer(self, call: Call) -> Answer:
        """Return what Graph answers."""
        headers: dict[str, str] = {}
        try:
            version, path = self._version(call)
            headers["facebook-api-version"] = version
            body = self._debug(call) if path == "debug_token" else self._read(call, version, path, headers)
        except GraphRefused as refused:
            challenge = {"WWW-Authenticate": 'OAuth "Facebook Platform" "invalid_token"'} if refused.lost else {}
            return json_answer(refused.body, refused.status, headers | challenge)
        return json_answer(_spoil(body, call), headers=headers)

    def _version(self, call: Call) -> tuple[str, str]:
        """Return the version that answers and the rest of the path."""
        today = call.now.date()
        live = [name for name, end in LIVE_UNTIL.items() if today < end]
        asked = VERSION.match(call.path)
        if asked is None:
            return live[0], call.path.strip("/")
        path = call.path[asked.end() :].strip("/")
        if asked[1] in live:
            return asked[1], path
        if float(asked[1][1:]) > float(live[-1][1:]):
            raise GraphRefused(2500, f"Unknown path components: {call.path}")
        if self.refuses_old_versions:
            raise GraphRefused(
                2635, f"(#2635) You are calling a deprecated version of the API. Please update to: {live[-1]}."
            )
        return live[0], path

    def _debug(self, call: Call) -> dict[str, object]:
        """Return what is known of `input_token`; an app's token, or any good one, may ask."""
        if bearer(call) != f"{self.app_id}|{self.app_secret}":
            check_token(call, self._tokens)
        wanted = call.query.get("input_token")
        if wanted is None:
            raise GraphRefused(100, "(#100) The parameter input_token is required")
        return token_info(self._tokens.get(wanted), self.app_id, call.now)

    def _read(self, call: Call, version: str, path: str, headers: dict[str, str]) -> dict[str, object]:
        token = check_token(call, self._tokens)
        check_proof(call, self.app_secret)
        if self.used:
            headers |= usage_headers(self.used, token.page_id)
        if call.method != "GET":
            raise GraphRefused(200, "(#200) Requires the pages_manage_engagement permission to manage the object")

        def address(place: str, parameters: Mapping[str, str]) -> str:
            return f"{self.url}/{version}/{place}?{urlencode(parameters)}"

        reading = Reading(
            call=call,
            state=self.diary.at(call.now, self.platform),
            token=token,
            address=address,
            authors=self.shows_authors,
            most=self.most_items,
        )
        return reading.read(path)


def _spoil(body: dict[str, object], call: Call) -> dict[str, object]:
    """Return the body as a broken platform sends it."""
    data = body.get("data")
    if Trick.EMPTY_OBJECT in call.tricks:
        return {}
    if Trick.BROKEN_ITEM in call.tricks and isinstance(data, list):
        return body | {"data": [{"message": 1234, "unheard_of": {"deep": []}}, *data[1:]]}
    return body
