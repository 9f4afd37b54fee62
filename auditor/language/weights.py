"""Reads the learned weights that lie in `data/`, and tells one set of rules and weights from the next."""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from functools import cache
from importlib.resources import files
from typing import Any, Final

_HERE: Final = files("auditor.language")


@cache
def load(name: str) -> dict[str, Any]:
    """Return the weights in `data/<name>.z`: JSON, numbers times a thousand."""
    found: dict[str, Any] = json.loads(zlib.decompress(_HERE.joinpath("data", f"{name}.z").read_bytes()))
    return found


def version_of(*parts: str) -> str:
    """Return a short name for these files of the package: another one as soon as rules or weights change."""
    digest = hashlib.blake2b(digest_size=6)
    for part in parts:
        digest.update(_HERE.joinpath(*part.split("/")).read_bytes())
    return digest.hexdigest()


def probability(log_odds: float) -> float:
    """Return log-odds as a probability, without overflow."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
