"""Whether a comment is inappropriate on a school's page, why, and how soon a person must see it.

Two halves are added up (`fusion.py`): a linear model over pieces of the text and over plain signals with their context
(`linear.py`, `signals/`), and an encoder that reads the whole text (`encoder.py`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from auditor.language.fusion import BAD, URGENT, Fusion, fusion
from auditor.language.grading import Judged, categories_of, grade
from auditor.language.hearing import Heard, hear, weigh_word
from auditor.language.pieces import LONGEST_COMMENT, cut
from auditor.language.reasons import comment_reasons
from auditor.model import Detection, Known, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.language.normalise import Normalised
    from auditor.language.signals.pattern import Hit

_NOBODY: Final = Known()
_CONTRARY: Final = -2.0
"""Log-odds of the encoder. Of left-out texts with such a signal above it, 250 needed somebody and 11 did not."""
_LONG, _NEAR, _ENDS = 200, 100, ".!?\n"
"""From how many characters on a piece is long; how far round a signal its sentence is looked for, and what ends it."""
_WORD: Final = re.compile(r"\w+(?:'\w+)*")


def judge_comment(text: str, known: Known = _NOBODY, *, flag_from: float | None = None) -> Detection | None:
    """Return what is wrong with a comment, None where nothing is.

    `categories` has the primary one first; spans point into `text` as it was given; `facts["child"]` tells whether
    personal information is a child's. `known` is taken for the shape that both detectors share.
    `flag_from` is the probability from which on it is flagged, None for the detector's own; what is urgent is flagged
    anyhow.
    """
    del known
    sums = fusion().flagging_from(BAD, flag_from)
    pieces = [(offset, piece) for offset, piece in cut(text, LONGEST_COMMENT) if piece.strip()]
    judged = [found for offset, piece in pieces for found in _judge(piece, offset, sums)]
    if not judged:
        return None
    return max(judged, key=lambda one: (one.severity.rank if one.severity else 0, one.probability))


def _judge(text: str, offset: int, sums: Fusion) -> Iterator[Detection]:
    """Yield what is wrong with one piece of a text; where it is long, also with the sentence of each sure signal.

    A cry for help of six words in a long letter would else drown in the rest.
    """
    heard = hear(text)
    found = judge_heard(heard, sums, offset)
    if found is not None:
        yield found
    elif len(text) > _LONG:
        for hit in (hit for hit in heard.hits if hit.signal.sure):
            start, end = _sentence(text, *heard.plain.original(hit.start, hit.end))
            alone = judge_heard(hear(text[start:end]), sums, offset + start)
            if alone is not None:
                yield alone


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence round a stretch of a text, or as much of it as stands near."""
    before = max(text.rfind(mark, max(0, start - _NEAR), start) for mark in _ENDS)
    after = [at for mark in _ENDS if (at := text.find(mark, end, end + _NEAR)) >= 0]
    return (before + 1 if before >= 0 else max(0, start - _NEAR)), min(after, default=min(len(text), end + _NEAR))


def judge_heard(heard: Heard, sums: Fusion, offset: int = 0) -> Detection | None:
    """Add up what the halves say of a comment; `offset` is where it begins in the whole text."""
    bad, urgent = sums.chance(BAD, heard.said), sums.chance(URGENT, heard.said)
    if _is_plainly_urgent(heard):
        urgent = max(urgent, sums.thresholds[URGENT])
    if not (bad >= sums.thresholds[BAD] or urgent >= sums.thresholds[URGENT]):
        return None
    judged = Judged(heard.plain.text, heard.hits, heard.heads, bad, urgent)
    categories = categories_of(judged)
    severity = grade(judged, categories)
    return Detection(
        spans=_spans(heard.plain, judged.telling(categories), offset),
        probability=round(max(bad, urgent), 4),
        signs=comment_reasons(judged, heard.said, categories, severity),
        categories=categories,
        severity=severity,
        facts={"child": judged.is_about_child},
    )


def _is_plainly_urgent(heard: Heard) -> bool:
    """Tell whether a sure signal calls for somebody now; only an encoder that is sure of the contrary outweighs it.

    No labelled text holds a sexual remark about a pupil, so of those the encoder knows nothing.
    """
    calls = {hit.signal.category for hit in heard.hits if hit.signal.sure and hit.signal.severity is Severity.URGENT}
    return "sexual" in calls or (bool(calls) and heard.said.get("encoder", 0.0) > _CONTRARY)


def _spans(plain: Normalised, hits: list[Hit], offset: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the original that decided: the signals', else those of the heaviest words."""
    places = [(hit.start, hit.end) for hit in hits]
    if not places:
        weighed = [(weigh_word(word.group()), word.span()) for word in _WORD.finditer(plain.text)]
        heaviest = sorted(weighed, reverse=True)[:3]
        places = [span for weight, span in heaviest if weight > 0 and weight >= heaviest[0][0] / 2]
    places = places or [(0, len(plain.text))]
    found = {plain.original(start, end) for start, end in places}
    return tuple(sorted((offset + start, offset + end) for start, end in found if end > start))
