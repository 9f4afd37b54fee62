"""The tone of what an account writes itself: whether it insults, demeans, threatens or swears at anybody.

An answer reads like a comment, so the detector of comments judges it; but an answer to abuse speaks of abuse, so it
must be fairly sure. A post does not read like one, and the learned half takes much of a school's ordinary news for
abuse: of a post, only plain signals that are sure and strong swearing count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from auditor.language import comments
from auditor.language.normalise import normalise
from auditor.language.pieces import cut
from auditor.language.signals.all import table
from auditor.model import Detection, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.language.signals.pattern import Signal

    Place = tuple[Signal, tuple[int, int]]

TONE: Final = frozenset({"abuse_insult", "bullying_of_pupil", "hate", "profanity", "sexual", "threat"})
"""The categories of comments that are a matter of tone where the account itself is the writer."""

_PLAINLY: Final = 0.9
_FAIRLY_SURE: Final = 0.8


def judge_tone(text: str, *, is_answer: bool) -> Detection | None:
    """Return what is wrong with the tone of an account's own words, None where nothing is; primary category first."""
    found = comments.judge_comment(text) if is_answer else None
    if found is not None and found.probability >= _FAIRLY_SURE and TONE.intersection(found.categories[:1]):
        return found
    places = sorted(_plain_words(text), key=lambda place: -place[0].severity.rank)
    if not places:
        return None
    return Detection(
        spans=tuple(sorted({span for _, span in places})),
        probability=_PLAINLY,
        signs=tuple(dict.fromkeys(signal.says for signal, _ in places)),
        categories=tuple(dict.fromkeys(signal.category for signal, _ in places)),
        severity=max((signal.severity for signal, _ in places), key=_rank),
    )


def _plain_words(text: str) -> Iterator[Place]:
    """Yield the signals that are sure, and strong swearing, with their places in the text."""
    for offset, piece in cut(text):
        plain = normalise(piece)
        for hit in table().search(plain.text):
            signal = hit.signal
            if signal.category in TONE and (signal.sure or signal.category == "profanity"):
                start, end = plain.original(hit.start, hit.end)
                yield signal, (offset + start, offset + end)


def _rank(severity: Severity) -> int:
    return severity.rank
