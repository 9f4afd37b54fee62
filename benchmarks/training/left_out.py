"""Each left-out author's texts, judged as the product would by models and sums that never read the author."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.language.children import choose
from auditor.language.comments import judge_heard
from auditor.language.evaluate import count
from auditor.language.fusion import BOTH, PLAIN_ALONE, unpack
from auditor.language.hearing import Heard
from auditor.language.labelled import read_item
from auditor.language.normalise import normalise
from auditor.language.signals.all import table
from auditor.model import Detection
from benchmarks.training.kept import GROUPS, read_sums
from benchmarks.training.texts import is_ordinary, read_authors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.language.evaluate import Judged
    from auditor.language.fusion import Fusion

Item = dict[str, Any]
Scored = tuple["Judged", float, bool]
"""A judged text, the highest probability in it, and whether it is one of an ordinary week."""
Folds = dict[str, dict[str, dict[str, list[Scored]]]]
"""Scored texts by halves, by task and by author."""


def judge_folds(kept: Item) -> Folds:
    """Return all left-out texts as judged by both halves, and by the plain half alone."""
    return {halves: _judge(kept, halves) for halves in (BOTH, PLAIN_ALONE)}


def _judge(kept: Item, halves: str) -> dict[str, dict[str, list[Scored]]]:
    """Return, by task and author, each left-out text as judged with sums that were learned without its group."""
    found: dict[str, dict[str, list[Scored]]] = {"naming": {}, "comments": {}}
    for group, learned in zip(GROUPS, read_sums(), strict=True):
        sums = unpack(learned[halves])
        for task, by_author in found.items():
            judge = _judge_names if task == "naming" else _judge_comment
            for author in set(group) & set(read_authors(task)):
                items = read_authors(task)[author]
                judged = [judge(item, kept[task][item["id"]], sums) for item in items]
                by_author[author] = [
                    ((read_item(item, task), one), chance, is_ordinary(author, item))
                    for item, (one, chance) in zip(items, judged, strict=True)
                ]
    return {task: dict(sorted(by_author.items())) for task, by_author in found.items()}


def _judge_names(item: Item, possible: list[Item], sums: Fusion) -> tuple[Detection | None, float]:
    del item
    chances = [sums.chance("child", one["said"]) for one in possible]
    named = zip(possible, chances, strict=True)
    chosen = choose([(one["low"], one["titled"], chance) for one, chance in named], sums)
    spans = tuple((one["start"], one["end"]) for one, is_child in zip(possible, chosen, strict=True) if is_child)
    highest = max(chances, default=0.0)
    return Detection(spans=spans, probability=highest, signs=()) if spans else None, highest


def _judge_comment(item: Item, kept: Item, sums: Fusion) -> tuple[Detection | None, float]:
    plain = normalise(item["text"])
    heard = Heard(plain, tuple(table().search(plain.text)), kept["said"], kept["heads"])
    return judge_heard(heard, sums), max(sums.chance("bad", heard.said), sums.chance("urgent", heard.said))


def measured(folds: Folds, date: str) -> Item:
    """Return what `auditor.language.figures` reads."""
    found: Item = {"date": date, "naming": {}, "comments": {}}
    for halves, by_task in folds.items():
        for task, by_author in by_task.items():
            found[task][halves] = _figures([one for scored in by_author.values() for one in scored])
    return found


def _figures(scored: list[Scored]) -> Item:
    hard = count([judged for judged, _, is_plain in scored if not is_plain])
    ordinary = [judged for judged, _, is_plain in scored if is_plain and not judged[0].is_positive]
    urgent = [judged for judged, _, is_plain in scored if not is_plain and judged[0].severity == "urgent"]
    return {
        "hard": hard["n"],
        "ordinary": len(ordinary),
        "precision": round(hard["right"] / max(1, hard["flagged"]), 4),
        "recall": round(hard["right"] / max(1, hard["positive"]), 4),
        "f1": float(f1(hard)),
        "amiss": round(sum(found is not None for _, found in ordinary) / max(1, len(ordinary)), 4),
        "urgent_recall": round(sum(found is not None for _, found in urgent) / len(urgent), 4) if urgent else None,
    }


def f1(counts: Mapping[str, int]) -> str:
    """Return F1 to three places."""
    return f"{2 * counts['right'] / max(1, counts['flagged'] + counts['positive']):.3f}"
