"""The outside world made uniform: one connector a platform, found by its name.

This package imports nothing from `auditor` and can be read alone. `connectors.base` is the contract,
`connectors.model` what passes through it, `connectors.errors` what may go wrong.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from connectors.base import ConnectorFactory

NOT_PLATFORMS = frozenset({"base", "errors", "http", "model", "pictures", "testing"})


def platforms() -> tuple[str, ...]:
    """Return the names of all platforms that have a connector, sorted; nothing is imported."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name not in NOT_PLATFORMS))


def connector_for(platform: str) -> ConnectorFactory:
    """Return the factory of `platform`'s connector, importing its module (and so its SDK) only now.

    Raises:
        LookupError: there is no connector of that name.

    """
    if platform not in platforms():
        message = f"There is no connector for {platform!r}; there are: {', '.join(platforms())}."
        raise LookupError(message)
    factory: ConnectorFactory = importlib.import_module(f"connectors.{platform}").connect
    return factory
