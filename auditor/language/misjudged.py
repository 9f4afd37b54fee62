"""The labelled texts that the detectors judged otherwise, one JSON object a line, for somebody to read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from auditor.language.evaluate import is_misjudged
from auditor.language.labelled import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.language.evaluate import Judged


def misjudged_lines(judged: Iterable[Judged], task: str) -> Iterator[str]:
    """Yield a line for each text that was judged otherwise than it is labelled, in the order of the file.

    `label` is the file's, `found` what the detector says instead; `probability` is null and `signs` empty where it
    found nothing. `text`, `tags` and the words of `spans` are those of the file.
    """
    for one in judged:
        if is_misjudged(one):
            yield json.dumps(_told(one, task), ensure_ascii=False)


def _told(one: Judged, task: str) -> dict[str, Any]:
    item, found = one
    bad, harmless = LABELS[task]
    return {
        "id": item.id,
        "label": bad if item.is_positive else harmless,
        "found": harmless if found is None else bad,
        "probability": round(found.probability, 4) if found is not None else None,
        "signs": list(found.signs) if found is not None else [],
        "spans": [[start, end, item.text[start:end]] for start, end in found.spans] if found is not None else [],
        "categories": list(found.categories) if found is not None else [],
        "severity": found.severity.value if found is not None and found.severity is not None else None,
        "tags": list(item.tags),
        "text": item.text,
    }
