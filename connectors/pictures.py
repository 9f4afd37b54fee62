"""Fetching a picture of an account's own: from its platform's picture servers alone, whole or not at all, in memory.

An address comes from the platform's answer and is not trusted: it must be https on one of the platform's own hosts.
Where a platform's requests are moved to a stand-in on loopback, its pictures must lie on loopback too. Redirects are
not followed, and whatever is too large or too slow is given up.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from connectors.errors import ConnectorError, Transient
from connectors.http import Door, network_failure, tried_again

if TYPE_CHECKING:
    from collections.abc import Sequence

    from requests import Response

    from connectors.base import Meter

MOST_BYTES = 20_000_000
SECONDS = 20.0
TIMEOUT = (5.0, 10.0)
"""Seconds to connect, and seconds without a byte."""

CHUNK = 65_536
HEADERS = {"Accept": "image/*", "Accept-Encoding": "identity"}  # nothing that could swell while it is unpacked


class NotFetched(Exception):
    """A picture was not fetched.

    `why` is `foreign` (its address is none of the platform's own), `gone` (the server does not have it), `huge`,
    `slow` or `unreachable`. The text holds no address.
    """

    def __init__(self, why: str) -> None:
        """Keep the word."""
        super().__init__(why)
        self.why = why


class PictureServers:
    """The way to one platform's pictures, shared by all threads.

    `hosts` are the platform's own: exact names, or `.name` for every host below that name. `url` is where the
    platform's other requests go.
    """

    def __init__(self, hosts: Sequence[str], url: str, *, seconds: float = SECONDS, most: int = MOST_BYTES) -> None:
        """Open nothing yet."""
        self._hosts = tuple(hosts)
        self._on_loopback = _is_loopback(urlsplit(url).hostname)
        self._seconds = seconds
        self._most = most
        self._lock = threading.Lock()
        self._doors: dict[str, Door] = {}

    def fetch(self, address: str, meter: Meter) -> bytes:
        """Return the picture that lies at `address`; every request is counted on `meter`.

        Raises:
            NotFetched: it could not be had.

        """
        door = self._door(address)
        until = time.monotonic() + self._seconds
        with door.line(meter) as line:
            try:
                return tried_again(lambda: self._take(line.session, address, door.host, until))
            except ConnectorError:
                raise NotFetched("unreachable") from None

    def _door(self, address: str) -> Door:
        origin = self._origin(address)
        with self._lock:
            return self._doors.setdefault(origin, Door(origin, timeout=TIMEOUT))

    def _origin(self, address: str) -> str:
        """Return scheme and host of an address that may be asked; NotFetched where it may not."""
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise NotFetched("foreign") from None
        host = (parts.hostname or "").lower()
        if "@" in parts.netloc or not self._is_own(parts, host, port):
            raise NotFetched("foreign")
        return f"{parts.scheme}://{host}" + (f":{port}" if port else "")

    def _is_own(self, parts: SplitResult, host: str, port: int | None) -> bool:
        if self._on_loopback:
            return parts.scheme in {"http", "https"} and _is_loopback(host)
        own = any(host == name or (name.startswith(".") and host.endswith(name)) for name in self._hosts)
        return parts.scheme == "https" and own and port in {None, 443}

    def _take(self, session: requests.Session, address: str, host: str, until: float) -> bytes:
        try:
            with session.get(address, headers=HEADERS, stream=True, allow_redirects=False) as response:
                _check(response, self._most)
                return self._read(response, until)
        except requests.TooManyRedirects:  # a line follows none
            raise NotFetched("foreign") from None
        except (OSError, HTTPError) as error:  # whatever requests raises is an OSError
            if isinstance(error, requests.Timeout) or _timed_out(error):
                raise NotFetched("slow") from None
            if isinstance(error, OSError):
                raise network_failure(error, host) from None
            raise Transient("The picture broke off.") from None

    def _read(self, response: Response, until: float) -> bytes:
        found = bytearray()
        for chunk in response.iter_content(CHUNK):
            found += chunk
            if len(found) > self._most:
                raise NotFetched("huge")
            if time.monotonic() > until:
                raise NotFetched("slow")
        return bytes(found)


def _check(response: Response, most: int) -> None:
    """Refuse whatever is no picture, before its body is read."""
    status = response.status_code
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Transient("The picture's server cannot answer now.")
    if status != HTTPStatus.OK:
        raise NotFetched("gone")
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > most:
        raise NotFetched("huge")
    packed = response.headers.get("Content-Encoding", "identity").lower() not in {"", "identity"}
    if packed or response.headers.get("Content-Type", "").lower().startswith("text/"):
        raise NotFetched("unreachable")  # something else answered in the server's place, such as a web filter


def _timed_out(error: Exception) -> bool:
    """Tell whether a body stopped coming, which requests calls a failed connection."""
    return any(isinstance(part, ReadTimeoutError) for part in error.args)


def _is_loopback(host: str | None) -> bool:
    if host is None:
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
