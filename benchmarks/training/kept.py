"""What is kept of the authors left out: what was said of their texts, and how that was added up without them.

`folds.z` is made by `--folds`, `sums.json` by `--only sums`; the tables need nothing else. A change of text or code
makes `folds.z` stale.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path
from typing import Any

GROUPS = (
    ("ash", "elder", "kite", "alder", "yew", "pine", "walnut"),
    ("birch", "gorse", "ivy", "aspen", "holly", "sycamore", "cypress", "lime"),
    ("cedar", "hazel", "willow", "beech", "laburnum", "spruce", "mulberry", "medlar"),
    ("damson", "fir", "juniper", "larch", "rowan", "maple", "hawthorn", "poplar", "hornbeam", "tamarisk"),
)
"""Authors left out together; our own plain cases are always learned from and never measured."""
KEPT = Path(__file__).parents[1] / "folds.z"
SUMS = Path(__file__).parents[1] / "sums.json"
CODE = Path(__file__).parents[2] / "auditor" / "language"
READERS = (
    "candidates", "encoder", "famous", "grams", "hearing", "linear", "names", "normalise", "plain_signs", "roles",
    "signs", "weighing", "word_classes", "wordpieces", "words",
)  # fmt: skip
TEACHERS = (
    "encoders",
    "folds",
    "kept",
    "onnx_file",
    "pieces",
    "signs",
    "texts",
    "transformer",
    "variety",
    "vocabulary",
)
"""The code that what is kept depends on, besides the signals and the texts."""
Said = dict[str, Any]


def read_folds() -> Said:
    """Return what was kept: by task and id, and `made_from`."""
    found: Said = json.loads(zlib.decompress(KEPT.read_bytes()))
    return found


def fingerprint() -> str:
    """Return a mark of the texts and code that the kept file depends on."""
    digest = hashlib.blake2b(digest_size=8)
    texts = sorted((Path(__file__).parents[1] / "data").glob("*.jsonl"))
    code = [CODE / f"{name}.py" for name in READERS] + sorted((CODE / "signals").glob("*.py"))
    teachers = [Path(__file__).with_name(f"{name}.py") for name in TEACHERS]
    for path in [*texts, *code, *teachers]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def read_sums() -> list[Said]:
    """Return, for each group, the weights and thresholds that were learned without it."""
    found: list[Said] = json.loads(SUMS.read_text(encoding="utf-8"))
    return found


def is_stale(kept: Said) -> bool:
    """Tell whether texts or code have changed since."""
    return bool(kept["made_from"] != fingerprint())
