"""Children's names among the words on a picture: in a certificate's sentence, or alone on a peg, a tray, a label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from auditor.language.children import find_children
from auditor.language.names import births, fold, ordinary
from auditor.model import Detection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.model import Known, Roll

FRAME: Final = "Name label: "
"""Said before a line that stands alone: the detector reads a name by what stands round it, and here nothing does."""

MOST_WORDS: Final = 3
SELDOM: Final = 3
"""How often at most, on the scale of `Ordinary`, a name is an ordinary word too: "lily" (3) is not, "autumn" (5) is."""

SURE: Final = 0.85
"""The probability from which a line that stands alone counts: nothing round it speaks for a child."""

ALONE: Final = "it stands alone, as on a label"


def find_on_picture(
    words: str, known: Known, *, rolls: Iterable[Roll] = (), flag_from: float | None = None
) -> Detection | None:
    """Return whether the words on a picture (one line under the other) name a child; without spans.

    Short lines are read as labels too, unless what looks like a name there is an ordinary word ("Autumn", "Hope"): on a
    wall of a school it mostly is one.
    """
    in_use = tuple(rolls)
    found = [find_children(words, known, own=True, rolls=in_use, flag_from=flag_from)] if words.strip() else []
    for line in _labels(words):
        label = find_children(FRAME + line, known, own=True, rolls=in_use, flag_from=flag_from)
        if label is not None and label.probability >= SURE and _is_sure(FRAME + line, label):
            found.append(Detection(spans=(), probability=label.probability, signs=(ALONE,), facts=label.facts))
    return _together([one for one in found if one is not None])


def _labels(words: str) -> Iterator[str]:
    for line in dict.fromkeys(words.splitlines()):
        if 0 < len(line.split()) <= MOST_WORDS:
            yield line.strip()


def _is_sure(text: str, label: Detection) -> bool:
    """Tell whether a word of the name is known as a first name and as nothing else, or a roll knows it."""
    if label.facts.get("protected", False) or label.facts.get("surname", False):
        return True
    parts = [fold(part.strip(".,'\u2019")) for start, end in label.spans for part in text[start:end].split()]
    return any(births(part) is not None and ordinary(part).lower <= SELDOM for part in parts)


def _together(found: list[Detection]) -> Detection | None:
    if not found:
        return None
    best = max(found, key=lambda one: (one.facts.get("protected", False), one.probability))
    return Detection(
        spans=(),
        probability=max(one.probability for one in found),
        signs=best.signs,
        facts={fact: any(one.facts.get(fact, False) for one in found) for fact in best.facts},
    )
