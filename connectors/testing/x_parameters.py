"""What X accepts as parameters, endpoint by endpoint; everything else is refused with 400 and the parameter's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from connectors.testing.faults import Trick
from connectors.testing.ids import snowflake
from connectors.testing.x_problems import invalid
from connectors.testing.x_vocabulary import MEDIA_FIELDS, USAGE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from connectors.testing.faults import Call
    from connectors.testing.x_vocabulary import Vocabulary

SEARCH_REACH = timedelta(days=7)
QUERY_LENGTH = 512
ID = re.compile(r"[0-9]{1,19}")
HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
POST_OBJECTS = frozenset({"expansions", "media.fields", "poll.fields", "place.fields", "user.fields"})
LISTING = frozenset({"since_id", "until_id", "start_time", "end_time", "max_results", "pagination_token"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """What an endpoint takes: its own parameters, the range of `max_results`, and its limit per 15 minutes."""

    own: frozenset[str]
    limit: int
    least: int = 5
    default: int = 10
    user: bool = False


ENDPOINTS = {
    "users": Endpoint(own=frozenset({"ids"}), limit=300, user=True),
    "users_by": Endpoint(own=frozenset({"usernames"}), limit=300, user=True),
    "user": Endpoint(own=frozenset(), limit=300, user=True),
    "user_by": Endpoint(own=frozenset(), limit=300, user=True),
    "timeline": Endpoint(own=LISTING | {"exclude"}, limit=10000),
    "mentions": Endpoint(own=LISTING, limit=450),
    "tweets": Endpoint(own=frozenset({"ids"}), limit=3500),
    "tweet": Endpoint(own=frozenset(), limit=3500),
    "search": Endpoint(own=LISTING | {"query", "next_token", "sort_order"}, limit=450, least=10),
    "usage": Endpoint(own=frozenset({"days", "usage.fields"}), limit=50),
}
MOST = 100


class Parameters:
    """The checked parameters of one call to one endpoint; making it raises `Refused` for what X would refuse."""

    def __init__(self, call: Call, name: str, words: Vocabulary) -> None:
        """Check everything that can be checked without looking anything up."""
        self._query: Mapping[str, str] = call.query
        self._words = words
        self._endpoint = ENDPOINTS[name]
        self.call = call
        self._refuse_unknown(name)
        expansions = words.user_expansions if self._endpoint.user else words.expansions
        self.expansions = self._choice("expansions", expansions)
        self.fields = self._choice(words.fields_parameter, words.fields)
        self.user_fields = self._choice("user.fields", words.user_fields)
        self.media_fields = self._choice("media.fields", MEDIA_FIELDS)
        self.usage_fields = self._choice("usage.fields", USAGE_FIELDS)
        self.exclude = self._choice("exclude", frozenset({"replies", "retweets"}))
        self._choice("sort_order", frozenset({"recency", "relevancy"}))
        self.since = self._number("since_id")
        self.until = self._number("until_id")
        self.start = self._time("start_time")
        self.end = self._time("end_time")
        self.count = self._whole("max_results", self._endpoint.least, MOST, self._endpoint.default)
        self._whole("days", 1, 90, 7)
        if name == "search":
            self._check_search()
        if Trick.IGNORED_SINCE in call.tricks:
            self.since = self.start = None

    @property
    def search_floor(self) -> datetime:
        """Return the time before which a recent search finds nothing."""
        return self.call.now - SEARCH_REACH

    def listed(self, name: str) -> list[str]:
        """Return the 1 to 100 values of `ids` or `usernames`."""
        values = self._query.get(name, "").split(",")
        pattern = HANDLE if name == "usernames" else ID
        if not self._query.get(name):
            raise self.refusal(name, "", f"The `{name}` query parameter can not be empty")
        if len(values) > MOST:
            message = (
                f"The number of values in the `{name}` query parameter list [{len(values)}] is not between 1 and 100"
            )
            raise self.refusal(name, self._query[name], message)
        for value in values:
            if not pattern.fullmatch(value):
                message = f"The `{name}` query parameter value [{value}] does not match ^{pattern.pattern}$"
                raise self.refusal(name, value, message)
        return values

    def text(self, name: str) -> str | None:
        """Return a parameter as it came, None where it is missing."""
        return self._query.get(name)

    def refusal(self, name: str, value: str, message: str) -> Exception:
        """Return what to raise for one parameter."""
        return invalid(self._words, name, value, message)

    def _refuse_unknown(self, name: str) -> None:
        known = set(self._endpoint.own)
        if name != "usage":
            known |= {"expansions", "user.fields", self._words.fields_parameter}
        if not self._endpoint.user and name != "usage":
            known |= POST_OBJECTS
        for parameter, value in self._query.items():
            if parameter not in known:
                message = f"The query parameter [{parameter}] is not one of [{','.join(sorted(known))}]"
                raise self.refusal(parameter, value, message)

    def _choice(self, name: str, allowed: frozenset[str]) -> frozenset[str]:
        """Return a comma-separated choice, each of it allowed and none twice."""
        if name not in self._query:
            return frozenset()
        values = self._query[name].split(",")
        for value in values:
            if value not in allowed or values.count(value) > 1:
                message = f"The `{name}` query parameter value [{value}] is not one of [{','.join(sorted(allowed))}]"
                raise self.refusal(name, value, message)
        return frozenset(values)

    def _number(self, name: str) -> int | None:
        value = self._query.get(name)
        if value is not None and not ID.fullmatch(value):
            raise self.refusal(name, value, f"The `{name}` query parameter value [{value}] is not a valid id")
        return None if value is None else int(value)

    def _whole(self, name: str, least: int, most: int, default: int) -> int:
        value = self._query.get(name)
        if value is None:
            return default
        if not value.isdigit() or not least <= int(value) <= most:
            message = f"The `{name}` query parameter value [{value}] is not between {least} and {most}"
            raise self.refusal(name, value, message)
        return int(value)

    def _time(self, name: str) -> datetime | None:
        value = self._query.get(name)
        if value is None:
            return None
        if not TIME.fullmatch(value):
            message = f"The `{name}` query parameter value [{value}] is not a valid RFC 3339 time"
            raise self.refusal(name, value, message)
        return datetime.fromisoformat(value).astimezone(UTC)

    def _check_search(self) -> None:
        query = self._query.get("query", "")
        if not query:
            raise self.refusal("query", "", "The `query` query parameter can not be empty")
        if len(query) > QUERY_LENGTH:
            message = f"Query length of {len(query)} characters exceeds the limit of {QUERY_LENGTH}"
            raise self.refusal("query", query, message)
        if self.since is not None and self.start is not None:
            message = "Invalid use of 'since_id' in conjunction with 'start_time'"
            raise self.refusal("since_id", str(self.since), message)
        earliest = self.search_floor
        if self.start is not None and self.start <= earliest:
            message = f"Invalid 'start_time'. 'start_time' must be on or after {earliest.isoformat()}"
            raise self.refusal("start_time", self._query["start_time"], message)
        if self.since is not None and self.since < snowflake(earliest):
            message = (
                f"'since_id' must be a tweet id created after [{earliest.isoformat()}]. "
                f"Please use a 'since_id' that is larger than {snowflake(earliest)}"
            )
            raise self.refusal("since_id", str(self.since), message)
