"""One account's requests through facebook-sdk: gate, proof, three tries, errors rebuilt without foreign words.

facebook-sdk 3.1.0 refuses every live Graph version at construction and has no timeout; it loses the HTTP status, the
headers and the subcode of an error, raises `KeyError` at an answer without a content type, and its exceptions (like
those of requests) carry the token, which stands in the query string. So the version is set afterwards, the line's
adapter brings timeouts and the address and keeps what the SDK drops, and nothing that it raises gets out.
"""

from __future__ import annotations

import hashlib
import hmac
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import quote

import facebook
import requests
from urllib3.exceptions import HTTPError

from connectors.errors import AuthExpired, PermissionMissing, SchemaDrift, Transient
from connectors.facebook.errors import Answer, PageTokenNeeded, TooMuchData, UnknownPart
from connectors.facebook.fields import without
from connectors.facebook.learnt import Learnt
from connectors.facebook.page_tokens import PageTokens
from connectors.facebook.refusals import refusal
from connectors.facebook.usage import exhausted
from connectors.http import network_failure, tried_again

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from connectors.base import Gate, Meter
    from connectors.errors import ConnectorError
    from connectors.http import Door, Line
    from connectors.model import Account

FOREIGN = (
    facebook.GraphAPIError,
    OSError,  # requests' own are all of this kind
    HTTPError,
    HTTPException,
    LookupError,  # an answer without a content type; an unknown character set
    ValueError,
    TypeError,
    AttributeError,
    RecursionError,  # JSON nested too deep
)
MOST_UNKNOWN_FIELDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What all requests of the connector share."""

    door: Door
    gate: Gate
    version: str
    app_secret: str = field(default="", repr=False)
    page_tokens: PageTokens = field(default_factory=PageTokens, repr=False)
    learnt: Learnt = field(default_factory=Learnt)

    @contextmanager
    def graph(self, account: Account, meter: Meter, page_id: str = "") -> Iterator[Graph]:
        """Open the Graph API for one piece of work with one account's token, for the Page `page_id` where known."""
        if not account.token:
            raise AuthExpired(f'There is no token for {account.key}: name one in the register (token = "env:…").')
        with self.door.line(meter) as line:
            yield Graph(self, line, account.token, page_id)


class Graph:
    """The Graph API for one token. One thread's; `served_version` is the version that answered last."""

    def __init__(self, way: Way, line: Line, token: str, page_id: str) -> None:
        """Prepare facebook-sdk without sending anything."""
        self._way = way
        self._line = line
        self._token = token
        self._page_id = page_id
        self.credential = hashlib.sha256(token.encode()).hexdigest()
        self.version = way.version
        self._sdk = facebook.GraphAPI(way.page_tokens.of(self.credential, page_id) or token, session=line.session)
        self._sdk.version = way.version
        self._unknown: set[tuple[str, str]] = set()

    @property
    def served_version(self) -> str:
        """Return the Graph version that answered last, as `v25.0`, empty where it was not told."""
        told = self._kept().headers.get("facebook-api-version", "").strip()
        return f"v{told.lstrip('v')}" if told else ""

    def get(self, path: str, endpoint: str, *, is_list: bool = False, **args: str) -> dict[str, object]:
        """Return the object at `path`; `endpoint` is its family's name for the gate, without `endpoint:`.

        With `is_list` an answer without a list in `data` is an outage: it never means that there is nothing.
        Fields that this Graph version does not have are left out, once learnt for the rest of this work.

        Raises:
            ConnectorError: one of `connectors.errors`, or `TooMuchData` where a smaller page is asked for.

        """
        for _ in range(MOST_UNKNOWN_FIELDS):
            try:
                answer = tried_again(partial(self._once, path, endpoint, self._known(endpoint, args), is_list=is_list))
            except UnknownPart as error:
                if without(args.get("fields", ""), error.part) == args.get("fields", ""):
                    raise
                self._unknown.add((endpoint, error.part))
            except PageTokenNeeded:
                if not self._page_id or self._sdk.access_token != self._token:
                    raise
                self._exchange()
            else:
                if is_list:
                    self._way.learnt.keep_listed(self.credential, path)
                return answer
        raise SchemaDrift("Facebook knows hardly any of our fields: set FACEBOOK_GRAPH_VERSION to one that is live.")

    def one(self, native_id: str, endpoint: str, **args: str) -> dict[str, object]:
        """Return one object by id or username; what is too much data for one object counts as an outage."""
        try:
            return self.get(quote(native_id, safe=""), endpoint, is_list=False, **args)
        except TooMuchData:
            too_much = Transient("Facebook could not answer about a single item; it is asked again in the next run.")
        raise too_much

    def several(self, native_ids: Sequence[str], endpoint: str, **args: str) -> dict[str, object]:
        """Return objects by their ids; refused as a whole where one of them is missing.

        The same question as that of facebook-sdk's `get_objects`.
        """
        return self.get("", endpoint, is_list=False, ids=",".join(native_ids), **args)

    def has_listed(self, path: str) -> bool:
        """Return whether the list at `path` was given to this token in this run."""
        return self._way.learnt.has_listed(self.credential, path)

    @property
    def one_by_one(self) -> bool:
        """Return whether this Graph API is known not to understand `several`."""
        return self._way.learnt.one_by_one

    def ask_one_by_one(self) -> None:
        """Remember for all accounts that `several` is not understood."""
        self._way.learnt.keep_one_by_one()

    def inspect(self) -> dict[str, object]:
        """Return what Facebook tells of the token itself (`debug_token`)."""
        return self.one("debug_token", "debug_token", input_token=self._token)

    def _exchange(self) -> None:
        """Act as the Page from here on: some answers are given to a Page's own token alone.

        A system user's token, or a person's, shows it to whoever may act for the Page.
        """
        token = self.one(self._page_id, "page", fields="access_token").get("access_token")
        if not isinstance(token, str) or not token:
            raise PermissionMissing(
                "The token does not act for this Page: give the system user the Page as an asset, or put the Page's "
                "own token in the register."
            )
        self._way.page_tokens.keep(self.credential, self._page_id, token)
        self._sdk.access_token = token

    def _proof(self) -> dict[str, str]:
        """Return the app secret's proof of the token that is sent, nothing without a secret."""
        secret, token = self._way.app_secret.encode(), str(self._sdk.access_token).encode()
        return {"appsecret_proof": hmac.new(secret, token, hashlib.sha256).hexdigest()} if secret else {}

    def _known(self, endpoint: str, args: Mapping[str, str]) -> dict[str, str]:
        asked = dict(args)
        for family, name in self._unknown:
            if family == endpoint and "fields" in asked:
                asked["fields"] = without(asked["fields"], name)
        return asked

    def _once(self, path: str, endpoint: str, args: Mapping[str, str], *, is_list: bool) -> dict[str, object]:
        """Send one request, unless the gate is shut; shut it where the answer says so."""
        self._way.gate.check(self.credential, f"endpoint:{endpoint}")
        answer, failure = self._asked(path, args)
        for error in (failure, exhausted(self._kept().headers)):
            if error is not None:
                self._way.gate.shut(error, self.credential)
        if failure is not None:
            raise failure
        if is_list and not isinstance(answer.get("data"), list):
            raise Transient("Facebook gave an answer without a list; it is asked again in the next run.")
        return answer

    def _asked(self, path: str, args: Mapping[str, str]) -> tuple[dict[str, object], ConnectorError | None]:
        """Return the answer, or what its failure means: raised later, so that no foreign exception hangs on it."""
        try:
            answer = self._sdk.get_object(path, **args, **self._proof())
        except facebook.GraphAPIError as error:
            return {}, refusal(error.result, self._kept())
        except FOREIGN as error:
            return {}, self._breakdown(error)
        told = self._kept()
        if told.status != requests.codes.ok or "json" not in told.content_type:
            return {}, refusal(answer, told)
        if not isinstance(answer, dict) or not answer:
            return {}, Transient("Facebook gave an empty answer; it is asked again in the next run.")
        return answer, None

    def _breakdown(self, error: Exception) -> ConnectorError:
        """Return what an exception other than facebook-sdk's own means; a body that is no JSON is judged as it came."""
        told = self._kept()
        unreadable = isinstance(error, ValueError) and told.status is not None
        if isinstance(error, OSError) and not unreadable:
            return network_failure(error, told.host)
        return refusal(None, told)

    def _kept(self) -> Answer:
        """Return what facebook-sdk dropped of the newest answer; a body that broke off is no text."""
        response = self._line.response
        if response is None:
            return Answer(host=self._way.door.host)
        try:
            text = response.content[:20_000].decode(errors="replace")
        except (RuntimeError, *FOREIGN):
            text = ""
        return Answer(
            host=self._way.door.host,
            status=response.status_code,
            headers=response.headers,
            content_type=response.headers.get("content-type", ""),
            text=text,
        )
