"""A small transformer that reads a whole text: six layers, eight-bit weights, run by ONNX Runtime on one core.

One text (or one window of a long text) is one call, so that no text's score depends on what is read beside it. Where
ONNX Runtime cannot be imported, `is_available` is False and the detectors judge by their other halves alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from auditor.language.normalise import normalise
from auditor.language.wordpieces import read_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.language.wordpieces import Window

CATEGORIES: Final = (
    "abuse_insult", "bullying_of_pupil", "threat", "hate", "sexual", "profanity", "defamation_of_staff",
    "personal_data", "contact_request", "self_harm_concern", "drugs_weapons", "spam_scam", "disrepute",
)  # fmt: skip
BAD, URGENT, GRAVE, MILD, NAMES = "bad", "urgent", "is:grave", "is:mild", "names"
HEADS: Final = (BAD, URGENT, *CATEGORIES, GRAVE, MILD, NAMES)
"""What the encoder says of a whole text, in the order of its output."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Log-odds: `heads` of the whole text by name, `words` as (start, end, of being a child's name) by word."""

    heads: Mapping[str, float]
    words: tuple[tuple[int, int, float], ...]

    def at(self, start: int, end: int) -> float | None:
        """Return the highest log-odds of a word within text[start:end], None where no word was read there."""
        return max((odds for left, right, odds in self.words if left < end and start < right), default=None)


@cache
def is_available() -> bool:
    """Tell whether ONNX Runtime and the weights are here."""
    if not _weights().is_file():
        return False
    try:
        import onnxruntime  # noqa: F401, PLC0415 - tried where it is first needed: it takes a tenth of a second
    except ImportError:
        return False
    return True


@lru_cache(maxsize=32)
def read(text: str, *, own: bool) -> Reading:
    """Read a text; `own` tells a school's post from somebody's comment. Asked twice in a row, it is read once."""
    windows = [_run(window) for window in read_pieces(normalise(text), text, own=own)]
    heads = {name: max(found[0][at] for found in windows) for at, name in enumerate(HEADS)}
    words: dict[tuple[int, int], float] = {}
    for _, places in windows:
        for start, end, odds in places:
            words[start, end] = max(odds, words.get((start, end), odds))
    return Reading(heads, tuple(sorted((*place, odds) for place, odds in words.items())))


def _run(window: Window) -> tuple[list[float], list[tuple[int, int, float]]]:
    """Return the heads' log-odds and each piece's for one window."""
    session, array = _session()
    heads, pieces = session.run(None, {"ids": array(window.ids), "forms": array(window.forms)})
    odds = pieces[2:-1, 0].tolist()
    return heads[0].tolist(), [(*place, one) for place, one in zip(window.places, odds, strict=True)]


@cache
def _session() -> tuple[Any, Any]:
    """Return the model, loaded once, and what turns a list into its input."""
    import numpy as np  # noqa: PLC0415 - loaded when the first text is judged
    import onnxruntime  # noqa: PLC0415 - the same

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(_weights().read_bytes(), options, providers=["CPUExecutionProvider"])
    return session, lambda numbers: np.array(numbers, dtype=np.int64)


def _weights() -> Any:  # noqa: ANN401 - a path or what stands for one in an archive
    return files("auditor.language").joinpath("data", "encoder.onnx")
