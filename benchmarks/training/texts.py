"""The labelled texts, read by author; and the word lists that are made from them."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.language.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parents[1] / "data"
SHIPPED = Path(__file__).parents[2] / "auditor" / "language" / "data"
ORDINARY = ("kite", "larch", "willow")
"""Authors of harmless text alone: what is flagged of theirs is a false alarm."""
PLAIN = ("oak",)
"""Our own short plain cases: easier than what schools get."""
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\u2019][sS]?$")
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def read_authors(task: str) -> dict[str, list[dict[str, Any]]]:
    """Return the labelled items of `task` (`naming` or `comments`) by author."""
    return {
        path.stem.partition("-")[2]: [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        for path in sorted(DATA.glob(f"{task}-*.jsonl"))
    }


def weight_of(author: str, task: str) -> float:
    """Return how much an author's texts count in training.

    Our own plain cases (oak) must come out right, rare as they are; posts as they ordinarily come stand against many
    authors half of whose posts are near misses.
    """
    if author == "oak":
        return 3.0
    return 1.5 if author in ORDINARY and task == "naming" else 1.0


def is_ordinary(author: str, item: dict[str, Any]) -> bool:
    """Tell whether an item is one of those that a harmless week consists of."""
    return author in ORDINARY or (item["label"] == "ok" and "everyday" in item["tags"])


def write_first_names() -> None:
    """Write the reduced list of first names: births by period as log2, and the best rank before 1994."""
    lines = []
    for row in (DATA / "uk_first_names.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, *numbers = row.split("\t")
        old, middle, young, rank = map(int, numbers)
        if old + middle + young >= 5 or rank:  # noqa: PLR2004 - rarer ones tell less than their capital does
            band = 0 if not rank else 4 if rank <= 10 else 3 if rank <= 25 else 2 if rank <= 50 else 1  # noqa: PLR2004
            code = "".join(BASE36[(n + 1).bit_length() - 1] for n in (young, middle, old))
            code += f"{band}{10 * young // (old + middle + young + 1)}"
            lines.append((fold(name), code))
    write_lines("first_names.z", dict(sorted(lines, key=lambda line: (line[0], line[1]))))


def write_weights(name: str, model: dict[str, Any]) -> None:
    """Write learned weights as compressed JSON, the same bytes for the same weights."""
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (SHIPPED / f"{name}.z").write_bytes(zlib.compress(text.encode(), 9))


def write_lines(name: str, lines: dict[str, str]) -> None:
    """Write a compressed list of `word<tab>digits`."""
    text = "".join(f"{word}\t{code}\n" for word, code in sorted(lines.items()))
    (SHIPPED / name).write_bytes(zlib.compress(text.encode(), 9))


def count_words(items: Iterable[dict[str, Any]]) -> tuple[Counter[str], Counter[str]]:
    """Count, over texts, the words outside children's names: in lower case, and with a capital."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for item in items:
        for low, is_capital in _words_of(item["text"], item.get("spans") or []):
            (capital if is_capital else lower)[low] += 1
    return lower, capital


def _words_of(text: str, spans: list[Any]) -> set[tuple[str, bool]]:
    """Return a text's words outside `spans`, folded, each with whether it has a capital."""
    bare = (
        _POSSESSIVE.sub("", match.group())
        for match in _WORD.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end, _ in spans)
    )
    return {(fold(word), word[:1].isupper()) for word in bare}
