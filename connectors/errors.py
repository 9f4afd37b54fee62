"""What may go wrong outside, sorted by what happens next.

::

    ConnectorError
    ├── AuthExpired        stop the account, tell who reconnects
    ├── PermissionMissing  read and judge the rest; the account is not checked
    ├── RateLimited        come back at `until`, never loop
    ├── BudgetSpent        stop the platform, probe once each run
    ├── Transient          three tries with jitter, then the next run
    ├── Gone               only with evidence
    ├── Protected          the account is there but closed to readers
    └── SchemaDrift        the platform's answer has a shape that we do not know

Every foreign exception is mapped to one of these at the connector's edge. A message is a whole sentence that
says what to do; it never holds a token, a URL with a query, or an item's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from datetime import timedelta


class Stopped(BaseException):
    """The caller is stopping the run: raised by a meter before a request, mapped to nothing, caught by nobody here."""


class ConnectorError(Exception):
    """The root: a failure of the outside.

    Attributes:
        reason: the word used in `not_checked` (INTERFACE, "JSON").
        gate: what else the same failure stops: a name such as `"credential"` (everything read with this
            credential), `"endpoint:search"` (that family of requests with this credential), `"platform"`
            (every account of the platform), or None (this account alone).

    """

    reason: ClassVar[str] = "transient"

    def __init__(self, message: str, *, gate: str | None = None) -> None:
        """Keep the sentence and the reach of the failure."""
        super().__init__(message)
        self.gate = gate


class AuthExpired(ConnectorError):
    """The credential is refused: expired, revoked or wrong."""

    reason = "auth_expired"


class PermissionMissing(ConnectorError):
    """The credential is accepted but may not read this part."""

    reason = "permission"


class RateLimited(ConnectorError):
    """Too many requests; `wait` is how long from now the platform wants to be left alone."""

    reason = "rate_limited"

    def __init__(self, message: str, *, wait: timedelta, gate: str | None = None) -> None:
        """Keep how long to wait: a duration, because no clock of ours is trusted to equal the platform's."""
        super().__init__(message, gate=gate)
        self.wait = wait


class BudgetSpent(ConnectorError):
    """The platform's credits or monthly cap, or our own cap, are used up.

    Attributes:
        own_cap: True where our own monthly cap (not the platform) said stop: then nothing is asked until the
            month turns; else the platform is probed once each run.

    """

    reason = "budget_exhausted"

    def __init__(self, message: str, *, own_cap: bool = False, gate: str | None = "platform") -> None:
        """Keep who said stop."""
        super().__init__(message, gate=gate)
        self.own_cap = own_cap


class Transient(ConnectorError):
    """An outage that will pass: reset, timeout, cut or empty body, HTML 5xx, a listing that ends early."""

    reason = "transient"


class Gone(ConnectorError):
    """The account or item is not there any more, and there is evidence for it."""

    reason = "gone"


class Protected(ConnectorError):
    """The account exists but is protected, suspended or withheld."""

    reason = "protected"


class SchemaDrift(ConnectorError):
    """The platform's answer has a shape that we do not know."""

    reason = "schema_drift"
