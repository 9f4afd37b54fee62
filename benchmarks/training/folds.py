"""What the halves of both detectors say of authors whom they never read: kept in `benchmarks/folds.z`.

Authors are left out in groups. For each group everything is learned from all other authors, word lists and encoder
too, and the product's own code then reads the texts of the group.
"""

from __future__ import annotations

import json
import zlib
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from auditor.language import encoder, hearing, names, weighing
from auditor.language.linear import Linear
from benchmarks.training.encoders import encoder_without
from benchmarks.training.kept import GROUPS, KEPT, fingerprint
from benchmarks.training.pieces import learn_pieces
from benchmarks.training.signs import learn_signs, word_list
from benchmarks.training.texts import PLAIN, read_authors

if TYPE_CHECKING:
    from collections.abc import Iterator

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Possible:
    """A possible name of a left-out text, as `weighing` found it."""

    start: int
    end: int
    low: str
    titled: bool
    said: dict[str, float]


def make_folds(processes: int) -> None:
    """Learn without each group in turn and keep what is said of its texts."""
    missing = set(read_authors("naming")) | set(read_authors("comments"))
    missing -= {author for group in GROUPS for author in group} | set(PLAIN)
    if missing:
        raise SystemExit(f"These authors stand in no group of kept.py: {', '.join(sorted(missing))}.")
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(judge_group, GROUPS))
    kept: Said = {"made_from": fingerprint(), "comments": {}, "naming": {}}
    for one in found:
        for task in ("comments", "naming"):
            kept[task].update(one[task])
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    KEPT.write_bytes(zlib.compress(text.encode(), 9))


def judge_group(group: tuple[str, ...]) -> Said:
    """Learn from all authors but a group and return what is said of the group's texts."""
    with without(frozenset(group)):
        return {
            "comments": {
                item["id"]: _heard(item) for author, item in _items("comments") if author in group and item["text"]
            },
            "naming": {item["id"]: _possible(item) for author, item in _items("naming") if author in group},
        }


@contextmanager
def without(group: frozenset[str]) -> Iterator[None]:
    """Let the product judge, for a while, by lists and models that never read these authors."""
    path = encoder_without(group)
    signs, words = learn_signs(group), word_list(group)
    linear = Linear(learn_pieces(group))
    with ExitStack() as stack:
        stack.enter_context(patch.object(names, "_ordinary_words", lambda: words))
        stack.enter_context(patch.object(weighing, "_model", lambda: signs))
        stack.enter_context(patch.object(hearing, "_linear", lambda: linear))
        stack.enter_context(patch.object(encoder, "_weights", lambda: path))
        _forget_encoder()
        yield
    _forget_encoder()


def _forget_encoder() -> None:
    """Let the encoder be loaded anew: its file is another one from here on."""
    for cached in (encoder.is_available, encoder._session, encoder.read):  # noqa: SLF001 - its own caches
        cached.cache_clear()


def _items(task: str) -> Iterator[tuple[str, Said]]:
    return ((author, item) for author, items in read_authors(task).items() for item in items)


def _heard(item: Said) -> Said:
    heard = hearing.hear(item["text"])
    return {
        "said": _short(heard.said),
        "heads": _short(heard.heads),
        "read": _short(encoder.read(item["text"], own=False).heads),
    }


def _possible(item: Said) -> list[Said]:
    _, found = weighing.weigh(item["text"], own=item["kind"] == "post")
    return [
        asdict(Possible(one.start, one.end, one.candidate.low, "p:title" in one.signs, _short(one.said)))
        for one in found
    ]


def _short(said: Any) -> dict[str, float]:  # noqa: ANN401 - any mapping of names to log-odds
    return {name: round(value, 2) for name, value in said.items()}
