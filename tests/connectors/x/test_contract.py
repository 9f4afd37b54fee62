from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from connectors.errors import AuthExpired, BudgetSpent, PermissionMissing, RateLimited, SchemaDrift, Transient
from connectors.testing import (
    answered,
    x_credits_depleted,
    x_forbidden,
    x_rate_limited,
    x_unauthorized,
    x_unavailable,
    x_usage_capped,
)
from tests.connectors.contract import Contract
from tests.connectors.x.school import School

if TYPE_CHECKING:
    from connectors.errors import ConnectorError
    from connectors.testing import Fault


class TestX(School, Contract):
    """X keeps every connector's promises, in the vocabulary that it documents."""

    failures: ClassVar[dict[str, tuple[Fault, type[ConnectorError]]]] = {
        "401": (x_unauthorized(), AuthExpired),
        "402": (x_credits_depleted(), BudgetSpent),
        "429 cap": (x_usage_capped(), BudgetSpent),
        "429 reset": (x_rate_limited(), RateLimited),
        "429 bare": (x_rate_limited(None), RateLimited),
        "403": (x_forbidden(), PermissionMissing),
        "503": (x_unavailable(), Transient),
        "400": (answered(400, {"title": "Invalid Request", "errors": [{"message": "no"}]}), SchemaDrift),
        "422": (answered(422, ["no object"]), SchemaDrift),
    }
