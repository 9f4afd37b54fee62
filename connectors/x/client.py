"""One question to X and its answer: through tweepy, past the gate, counted, tried again, sorted when refused.

tweepy 4.17 sets no timeout, hard-codes its host, loses headers, repeats a 429 without end when it is told to wait, and
builds its exceptions from whatever the body holds; so it is given our line, never waits, and hands over the answer.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, TypeVar

import requests
import tweepy

from connectors.errors import AuthExpired, BudgetSpent, ConnectorError, Transient
from connectors.http import Door, network_failure, page_instead_of_data, tried_again
from connectors.x.errors import refusal
from connectors.x.vocabulary import LISTED_POSTS, TWEETS, JsonObject, refused, speak

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import TypeAlias

    from connectors.base import Gate, Meter
    from connectors.http import Line

    Call: TypeAlias = Callable[["Client"], requests.Response]

T = TypeVar("T")

TWEEPY_FALLS = (tweepy.TweepyException, ValueError, TypeError, KeyError, AttributeError)
"""What tweepy raises on an answer with an error status: its own, or what an odd body or header trips it with."""


class Client(tweepy.Client):  # type: ignore[misc]  # tweepy has no types
    """tweepy's client on our line, asking in one of X's vocabularies and handing over the answer as it came."""

    def __init__(self, token: str, line: Line, words: int) -> None:
        super().__init__(bearer_token=token, return_type=requests.Response, wait_on_rate_limit=False)
        self.session = line.session
        self._words = words

    def request(
        self,
        method: str,
        route: str,
        params: dict[str, object] | None = None,
        json: object = None,
        user_auth: bool = False,  # noqa: FBT001, FBT002 - the signature is tweepy's
    ) -> requests.Response:
        """Send one request with its fields in our vocabulary."""
        response: requests.Response = super().request(method, route, speak(params or {}, self._words), json, user_auth)
        return response


class Reader:
    """Asks X, for all accounts and threads of one connector."""

    def __init__(self, door: Door, gate: Gate) -> None:
        """Begin with the vocabulary that X documents; what X turns out to speak is remembered."""
        self._door = door
        self._gate = gate
        self._words = TWEETS

    def ask(
        self,
        token: str,
        meter: Meter,
        family: str,
        call: Call,
        read: Callable[[JsonObject], T],
        *,
        now: datetime | None = None,
    ) -> T:
        """Return what `read` makes of X's answer to `call`.

        `family` names the kind of request, as its rate limit does. `read` may raise too: what it finds passing is
        tried again. Raises any of `connectors.errors`.
        """
        if not re.fullmatch(r"[!-~]+", token):
            raise AuthExpired(
                "There is no usable bearer token for this account: set X_BEARER_TOKEN to the app's bearer token."
            )
        credential = named(token)

        def once() -> T:
            self._gate.check(credential, f"endpoint:{family}")
            with self._door.line(meter) as line:
                answer = self._answer(token, line, call)
            try:
                body = self._body(answer, family, now)
                return read(body)
            except ConnectorError as failure:
                self._gate.shut(failure, credential)
                raise

        return tried_again(once)

    def afford(self, token: str, meter: Meter, kind: str, least: int = 1, most: int = 100) -> int:
        """Return how many resources may be asked for at once, at most `most`.

        Raises:
            BudgetSpent: our own monthly cap leaves fewer than `least`.

        """
        left = meter.allowance(kind)
        if left is None:
            return most
        if left < least:
            spent = BudgetSpent(
                "Our own monthly budget for X is used up: reading goes on when the month turns, or raise "
                "X_MONTHLY_BUDGET_USD.",
                own_cap=True,
            )
            self._gate.shut(spent, named(token))
            raise spent
        return min(left, most)

    def _answer(self, token: str, line: Line, call: Call) -> requests.Response | ConnectorError:
        """Ask in the vocabulary that X speaks, trying the next one where it refuses."""
        answer: requests.Response | ConnectorError = Transient("X was not asked.")
        for words in range(self._words, LISTED_POSTS + 1):
            answer = self._sent(Client(token, line, words), line, call)
            if isinstance(answer, ConnectorError) or not refused(answer, words):
                break
        if isinstance(answer, requests.Response) and answer.ok:
            self._words = max(self._words, words)
        return answer

    def _sent(self, client: Client, line: Line, call: Call) -> requests.Response | ConnectorError:
        """Return X's answer whatever tweepy thinks of it, or what it means that there was none.

        Nothing is raised from here, so that no exception of ours drags along one with a token in its frames.
        """
        try:
            return call(client)
        except OSError as error:
            return network_failure(error, self._door.host)
        except TWEEPY_FALLS:
            if line.response is not None:
                return line.response
        return Transient("X could not be asked; it is asked again in the next run.")

    def _body(self, answer: requests.Response | ConnectorError, family: str, now: datetime | None) -> JsonObject:
        """Return the object in a good answer; raises what any other answer means."""
        if isinstance(answer, ConnectorError):
            raise answer
        body = _parsed(answer.content)
        if not answer.ok:
            raise refusal(answer, body or {}, self._door.host, family, now)
        if body is None:
            page = page_instead_of_data(answer.headers.get("Content-Type", ""), answer.text, self._door.host)
            raise page or Transient("X sent an answer that breaks off; it is asked again in the next run.")
        return body


def named(token: str) -> str:
    """Return a credential's name for the gate: never the credential itself."""
    return hashlib.sha256(token.encode()).hexdigest()[:16]


def _parsed(content: bytes) -> JsonObject | None:
    """Return the JSON object in a body, None where there is none."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None
