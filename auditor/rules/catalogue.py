"""Which rules there are: each is one module of this package, named as its id with underscores, with one class."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from auditor import rules
from auditor.rules.base import Rule


@cache
def rule_classes() -> dict[str, type[Rule]]:
    """Return every rule's class by its id, in the order of ids."""
    return {found.id: found for module in pkgutil.iter_modules(rules.__path__) for found in _rules_in(module.name)}


def rule_ids() -> tuple[str, ...]:
    """Return every rule's id, sorted."""
    return tuple(rule_classes())


def _rules_in(module: str) -> list[type[Rule]]:
    """Return the rule that a module of this package holds: the class whose id is the module's name."""
    members = vars(importlib.import_module(f"{rules.__name__}.{module}")).values()
    return [
        member
        for member in members
        if isinstance(member, type)
        and issubclass(member, Rule)
        and getattr(member, "id", "").replace("-", "_") == module
    ]
