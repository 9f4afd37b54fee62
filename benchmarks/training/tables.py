"""The tables of `docs/detection.md`: what each left-out author's texts gave."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from auditor.language.evaluate import count, figures
from auditor.language.fusion import BOTH, PLAIN_ALONE
from auditor.language.names import fold
from benchmarks.page import keep
from benchmarks.training.left_out import f1
from benchmarks.training.texts import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model import Detection
    from benchmarks.training.left_out import Folds, Scored

Item = dict[str, Any]
PAGE = Path(__file__).parents[2] / "docs" / "detection.md"
FEWEST = 30
_FIRST_WORD = re.compile(r"[^\W\d_][\w'\u2019-]+")


def write_tables(folds: Folds) -> str:
    """Put the tables between their marks in the documentation, and return them."""
    tables = tables_of(folds)
    keep(PAGE, "measured", tables)
    return tables


def tables_of(folds: Folds) -> str:
    """Return the tables as Markdown."""
    return "\n".join(_tables(folds))


def _tables(folds: Folds) -> Iterator[str]:
    both, plain = folds[BOTH], folds[PLAIN_ALONE]
    yield "### Names\n"
    yield from _authors(both["naming"], plain["naming"])
    yield "\nNames by origin, of those who stand in `benchmarks/data/name_origins.tsv`: how many were found.\n"
    yield from _origins(both["naming"])
    yield "\n### Comments\n"
    yield from _authors(both["comments"], plain["comments"])
    merged = _merged(both["comments"], "comments")
    yield "\nBy category and by severity, hard texts alone: `n` labelled so, `flagged` found at all, `named` given that"
    yield "category, `graded` given that severity.\n"
    yield from _parts("category", merged["by_category"])
    yield ""
    yield from _parts("severity", merged["by_severity"])


def _merged(by_author: dict[str, list[Scored]], task: str) -> Item:
    return figures([judged for scored in by_author.values() for judged, _, is_plain in scored if not is_plain], task)


def _authors(both: dict[str, list[Scored]], plain: dict[str, list[Scored]]) -> Iterator[str]:
    yield "| left out | hard texts | precision | recall | F1 | AUC | F1, plain half | ordinary | flagged | urgent |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for author, scored in both.items():
        yield _row(author, scored, plain[author])
    everything = [one for scored in both.values() for one in scored]
    yield _row("**all**", everything, [one for scored in plain.values() for one in scored])


def _row(name: str, scored: list[Scored], plain: list[Scored]) -> str:
    hard = [one for one in scored if not one[2]]
    ordinary = [one for one in scored if one[2]]
    cells = [name, str(len(hard)), *_hard(hard, [one for one in plain if not one[2]])]
    amiss = sum(judged[1] is not None for judged, _, _ in ordinary)
    urgent = sum(_is_urgent(judged[1]) for judged, _, _ in ordinary)
    share = f"{100 * amiss / len(ordinary):.1f} %" if ordinary else "-"
    alarms = f"{100 * urgent / len(ordinary):.2f} %" if ordinary else "-"
    return f"| {' | '.join([*cells, str(len(ordinary)), share, alarms])} |"


def _hard(scored: list[Scored], plain: list[Scored]) -> list[str]:
    if not any(judged[0].is_positive for judged, _, _ in scored):
        return ["-"] * 5
    counts = count([judged for judged, _, _ in scored])
    truth, chances = [judged[0].is_positive for judged, _, _ in scored], [chance for _, chance, _ in scored]
    area = f"{auc(truth, chances):.3f}" if len(set(truth)) > 1 else "-"
    return [
        f"{counts['right'] / max(1, counts['flagged']):.3f}",
        f"{counts['right'] / counts['positive']:.3f}",
        f1(counts),
        area,
        f1(count([judged for judged, _, _ in plain])),
    ]


def auc(truth: list[bool], chances: list[float]) -> float:
    """Return how often a text that should be flagged gets the higher probability of two; a tie counts half."""
    right, wrong = (
        np.array([one for one, is_so in zip(chances, truth, strict=True) if is_so is side]) for side in (True, False)
    )
    wrong.sort()
    below, upto = np.searchsorted(wrong, right, "left"), np.searchsorted(wrong, right, "right")
    return float((below + upto).mean() / (2 * len(wrong)))


def _is_urgent(found: Detection | None) -> bool:
    return found is not None and found.severity == "urgent"


def _origins(by_author: dict[str, list[Scored]]) -> Iterator[str]:
    """Count, for each origin, the names in left-out texts and those of them that were found."""
    lines = (DATA / "name_origins.tsv").read_text(encoding="utf-8").splitlines()[1:]
    origin_of = {fold(name): origin for name, origin in (line.split("\t") for line in lines)}
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for (item, judged), _, _ in (one for scored in by_author.values() for one in scored):
        for start, end in item.spans:
            first = _FIRST_WORD.search(item.text[start:end])
            origin = origin_of.get(fold(first.group())) if first else None
            if origin is not None:
                there[origin] += 1
                found[origin] += judged is not None and any(
                    left < end and start < right for left, right in judged.spans
                )
    yield "| origin | names | found |"
    yield "|---|---|---|"
    for origin in sorted(there, key=lambda origin: -there[origin]):
        if there[origin] >= FEWEST:
            yield f"| {origin} | {there[origin]} | {found[origin] / there[origin]:.3f} |"


def _parts(what: str, rows: dict[str, dict[str, int]]) -> Iterator[str]:
    columns = list(next(iter(rows.values())))
    yield f"| {what} | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for name in sorted(rows):
        yield f"| {name} | {' | '.join(str(rows[name][column]) for column in columns)} |"
