"""Prints what each left-out author's texts gave: the tables of `docs/detection.md`."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sklearn.metrics import roc_auc_score

ORDINARY = ("kite", "larch")
"""Authors of harmless text alone: what is flagged of theirs is a false alarm."""
PLAIN = ("oak",)
"""Our own short plain cases: easier than what schools get."""
UNREAD = ("damson", "fir")
"""Authors none of whose misses were looked at while signs and signals were written."""


def print_folds(figures: dict[str, dict[str, Any]]) -> None:
    """Print a row an author, then all hard authors, the unread ones, and what the parts of the labels gave."""
    print("| left out | texts | precision | recall | F1 | AUC | spans found | flagged |")
    print("|---|---|---|---|---|---|---|---|")
    for author, found in figures.items():
        _print_row(author, [found])
    hard = [author for author in figures if author not in (*ORDINARY, *PLAIN)]
    _print_row("all hard authors", [figures[author] for author in hard])
    _print_row("the unread two", [figures[author] for author in hard if author in UNREAD])
    for key in ("by_category", "by_severity"):
        _print_parts(key, [figures[author] for author in hard])


def _print_row(name: str, found: list[dict[str, Any]]) -> None:
    """Print one row of one or more folds taken together."""
    total: Counter[str] = Counter()
    for one in found:
        total.update(one["counts"])
    ranked = [pair for one in found for pair in one["ranked"]]
    share = {
        "precision": _share(total["right"], total["flagged"]),
        "recall": _share(total["right"], total["positive"]),
        "f1": _share(2 * total["right"], total["flagged"] + total["positive"]),
    }
    is_mixed = len({label for _, label in ranked}) > 1
    auc = f"{roc_auc_score([label for _, label in ranked], [chance for chance, _ in ranked]):.3f}" if is_mixed else "-"
    spans = f"{_share(total['spans_found'], total['spans']):.3f}" if total["spans"] else "-"
    figures = " | ".join(f"{value:.3f}" if is_mixed else "-" for value in share.values())
    print(f"| {name} | {total['n']} | {figures} | {auc} | {spans} | {_share(total['flagged'], total['n']):.3f} |")


def _print_parts(key: str, found: list[dict[str, Any]]) -> None:
    """Print how many of each category or severity were flagged, over all these folds."""
    rows: dict[str, Counter[str]] = {}
    for one in found:
        for name, row in one[key].items():
            rows.setdefault(name, Counter()).update(row)
    if not rows:
        return
    columns = list(next(iter(rows.values())))
    print(f"\n| {key.replace('_', ' ')} | {' | '.join(columns)} |")
    print("|---" * (len(columns) + 1) + "|")
    for name in sorted(rows):
        print(f"| {name} | {' | '.join(str(rows[name][column]) for column in columns)} |")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
