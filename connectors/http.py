"""The one way out to a platform: where requests go, how long they may take, who pays, and what answers in its place.

An SDK keeps its own `requests.Session`; its host is hard-coded and it sets no timeout. So each connector keeps one
`Door` (address, timeouts, connection pool; shared by all threads) and opens a `Line` through it for each piece of
work: a session whose every real send is counted on one account's meter.

::

    door = Door(options.url)
    with door.line(meter) as line:
        client.session = line.session            # or GraphAPI(token, session=line.session)
        answer = tried_again(lambda: ask(client))
        line.response                            # the newest answer, where the SDK loses status and headers
"""

from __future__ import annotations

import logging
import os
import re
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import requests
import tenacity
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.utils import get_environ_proxies

from connectors.errors import ConnectorError, Transient

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType
    from typing import Self

    from requests import PreparedRequest, Response

    from connectors.base import Meter

T = TypeVar("T")

TIMEOUT = (5.0, 30.0)
"""Seconds to connect, and seconds without a byte."""

TRIES = 3
WAIT = tenacity.wait_random_exponential(multiplier=0.25, max=0.9)
"""Full jitter: a wait of any length up to half a second, then up to 0.9 seconds."""

POOL_SIZE = 32
CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")

# Makers of the web filters met in schools, and the words of a block page that no platform's own error page uses.
FILTER_SIGNS = re.compile(
    r"smoothwall|securly|lightspeed|netsweeper|fortiguard|fortinet|fortigate|sophos|zscaler|umbrella|opendns|iboss|"
    r"contentkeeper|watchguard|barracuda|forcepoint|websense|bluecoat|blue coat|untangle|impero|safetynet|"
    r"web ?filter|content filter|internet filter|filtering policy|web ?page (?:has been )?blocked|site (?:is )?blocked|"
    r"access to this (?:web ?)?(?:site|page) (?:has been|is) (?:blocked|denied)|captive portal",
    re.IGNORECASE,
)


UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Blocked(Transient):
    """Something in the school's own network answered in the platform's place; trying again at once is no use."""


def _hush(*loggers: str) -> None:
    """Keep libraries from logging URLs, headers and bodies, which they do at DEBUG: tokens and texts are in them."""
    for name in loggers:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))


class Door(HTTPAdapter):
    """Sends whatever host an SDK wants to `url`, with timeouts and without retries of its own.

    `HTTPS_PROXY`, `NO_PROXY` and `SSL_CERT_FILE` are asked about the address where a request really goes.
    """

    def __init__(self, url: str, *, timeout: tuple[float, float] = TIMEOUT, quiet: tuple[str, ...] = ()) -> None:
        """Open the pool towards `url`; `quiet` names the SDK's loggers that would print tokens or texts."""
        super().__init__(pool_connections=4, pool_maxsize=POOL_SIZE, max_retries=0)
        self.url = url.rstrip("/")
        self.host = urlsplit(self.url).hostname or self.url
        self.timeout = timeout
        _hush("urllib3", *quiet)

    def line(self, meter: Meter) -> Line:
        """Return a line whose requests are counted on `meter`; one thread's, for one piece of work."""
        return Line(self, meter)

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the signature is that of requests' own adapter
        timeout: object = None,
        verify: bool | str = True,  # noqa: FBT001, FBT002 - as above
        cert: object = None,
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002 - those of the address that the SDK believed in
    ) -> Response:
        """Send `request` to our address."""
        asked = urlsplit(request.url or "")
        request.url = self.url + asked.path + (f"?{asked.query}" if asked.query else "")
        named = next((os.environ[name] for name in CERTIFICATES if os.environ.get(name)), verify)
        return super().send(
            request,
            stream=stream,
            timeout=timeout or self.timeout,  # type: ignore[arg-type]  # passed on as it came
            verify=named if verify is True else verify,
            cert=cert,  # type: ignore[arg-type]  # passed on as it came
            proxies=get_environ_proxies(request.url),
        )


class Line(BaseAdapter):
    """A session through a door for one account's work.

    Attributes:
        session: give it to the SDK.
        response: the newest answer as it came, None before the first and after a failure without one; it holds
            what an SDK's exceptions lose (status, headers, body). It stays inside the connector.

    """

    def __init__(self, door: Door, meter: Meter) -> None:
        """Make a session that reaches nothing but the door: no redirects, no `.netrc`, no cookies kept."""
        super().__init__()
        self._door = door
        self._meter = meter
        self.response: Response | None = None
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.max_redirects = 0
        self.session.mount("https://", self)
        self.session.mount("http://", self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()

    def send(self, request: PreparedRequest, *args: object, **kwargs: object) -> Response:
        """Count and send `request`, and remember the answer."""
        self.response = None
        self._meter.request()
        self.response = self._door.send(request, *args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        return self.response

    def close(self) -> None:
        """Leave the pool open: it is the door's."""


def tried_again(call: Callable[[], T]) -> T:
    """Return what `call` returns, tried three times in all with full jitter where it raises `Transient`.

    The waits stay under a second. What a filter in our own network blocked is not tried again.
    """
    tries = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(TRIES),
        wait=WAIT,
        retry=tenacity.retry_if_exception(
            lambda error: isinstance(error, Transient) and not isinstance(error, Blocked)
        ),
        reraise=True,
    )
    return tries(call)


def storable(text: str) -> str:
    """Return `text` with what no database can hold (half a surrogate pair, NUL) replaced, its length unchanged."""
    return UNSTORABLE.sub("\ufffd", text)


def blocked(host: str) -> Blocked:
    """Return the sentence about a web filter or an inspecting proxy in front of `host`."""
    return Blocked(
        f"Something in your network, such as a web filter or an inspecting proxy, answered in place of {host}: ask "
        f"whoever runs it to allow {host} without inspection, or name its certificate in SSL_CERT_FILE."
    )


def network_failure(error: OSError, host: str) -> ConnectorError:
    """Return what an exception of `requests` (all are `OSError`) means; its text, with the URL in it, is dropped."""
    if isinstance(error, requests.TooManyRedirects):
        return blocked(host)
    if isinstance(error, requests.exceptions.SSLError) and "CERTIFICATE_VERIFY_FAILED" in str(error):
        return blocked(host)
    if isinstance(error, requests.exceptions.ProxyError):
        return Transient(
            f"The proxy named in HTTPS_PROXY could not be reached, or refused {host}: check its address, and ask "
            f"whoever runs it to allow {host}."
        )
    if isinstance(error, requests.Timeout):
        return Transient(f"{host} did not answer in time; it is asked again in the next run.")
    if isinstance(error, requests.RequestException):
        return Transient(f"The connection to {host} failed; it is asked again in the next run.")
    return Transient("The certificates named in SSL_CERT_FILE cannot be read: check the path.")


def page_instead_of_data(content_type: str, text: str, host: str) -> ConnectorError | None:
    """Return what it means that a web page came where data should be; None where it is no web page."""
    if "html" not in content_type.lower() and text.lstrip("\ufeff \t\r\n")[:1] != "<":
        return None
    if FILTER_SIGNS.search(text[:20_000]):
        return blocked(host)
    return Transient(f"{host} answered with a web page instead of data; it is asked again in the next run.")
