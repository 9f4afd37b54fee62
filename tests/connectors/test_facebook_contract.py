"""What every connector promises, on Facebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from connectors.errors import (
    AuthExpired,
    ConnectorError,
    PermissionMissing,
    RateLimited,
    SchemaDrift,
    Transient,
)
from connectors.facebook.client import Way
from connectors.facebook.connector import Facebook
from connectors.http import Door
from connectors.model import Account
from connectors.testing import (
    Diary,
    FacebookStandIn,
    facebook_page,
)
from connectors.testing.graph_errors import (
    graph_error,
    graph_outage,
    graph_permission,
    graph_throttled,
    graph_token_refused,
    graph_too_much_data,
)
from tests.connectors.contract import Contract
from tests.connectors.graph import NOW

if TYPE_CHECKING:
    from connectors.base import Connector, Gate
    from connectors.testing import AccountDiary, Fault
    from connectors.testing.events import Event

TOKEN = "CANARY-page-token-5512"
ACCOUNT = Account(platform="facebook", handle="oakfieldprimary", native_id="2001", token=TOKEN)


class TestContract(Contract):
    """What every connector promises, on Facebook."""

    failures: ClassVar[dict[str, tuple[Fault, type[ConnectorError]]]] = {
        "token expired": (graph_token_refused(463), AuthExpired),
        "token refused": (graph_token_refused(None), AuthExpired),
        "app limit": (graph_throttled(4), RateLimited),
        "page limit": (graph_throttled(32), RateLimited),
        "permission": (graph_permission(), PermissionMissing),
        "outage 1": (graph_outage(1), Transient),
        "outage 2": (graph_outage(2), Transient),
        "too much data": (graph_too_much_data(), Transient),
        "bad question": (graph_error(100, "(#100) Invalid parameter"), SchemaDrift),
        "503": (graph_error(2, status=503), Transient),
    }

    def account(self) -> Account:
        """Return a Page."""
        return ACCOUNT

    def diary(self, *events: Event) -> AccountDiary:
        """Return the Page's diary."""
        return facebook_page("oakfieldprimary", id="2001", name="Oakfield", token=TOKEN, diary=events)

    def stand_in(self, diary: Diary) -> FacebookStandIn:
        """Return the Graph API."""
        return FacebookStandIn(diary, clock=NOW)

    def connector(self, url: str, gate: Gate, patience: float) -> Connector:
        """Return the connector with a short patience."""
        return Facebook(Way(door=Door(url, timeout=(patience, patience)), gate=gate, version="v25.0"))
