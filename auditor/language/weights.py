"""Reads the learned weights that lie in `data/`, and tells one set of rules and weights from the next."""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_HERE: Final = files("auditor.language")


def load(name: str) -> dict[str, Any]:
    """Read the weights in `data/<name>.z`: JSON, numbers times a thousand."""
    found: dict[str, Any] = json.loads(zlib.decompress(_HERE.joinpath("data", f"{name}.z").read_bytes()))
    return found


@cache
def version() -> str:
    """Return a short name for all rules, lists and weights of this package: another one as soon as any changes.

    What was judged under another version is judged again; without ONNX Runtime the version is another one too.
    """
    digest = hashlib.blake2b(digest_size=6)
    for part in sorted(_parts(_HERE), key=lambda part: part.name):
        digest.update(part.read_bytes())
    return digest.hexdigest() + ("" if find_spec("onnxruntime") else "-plain")


def _parts(folder: Traversable) -> Iterator[Traversable]:
    """Yield the code and data files of a folder and of those within."""
    for part in folder.iterdir():
        if part.is_dir() and part.name != "__pycache__":
            yield from _parts(part)
        elif part.name.endswith((".py", ".z", ".onnx")):
            yield part


def probability(log_odds: float) -> float:
    """Return log-odds as a probability, without overflow."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
