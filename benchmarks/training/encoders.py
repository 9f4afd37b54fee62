"""The encoders that were learned here, kept in `.cache/encoders` until a text or the way of learning changes.

One takes most of an hour on one core; what reads with them (lists, signals, sums) changes more often.
"""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.training.texts import read_authors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.training.transformer import Lesson

Item = dict[str, Any]
KEPT = Path(__file__).parents[2] / ".cache" / "encoders"
TEACHERS = ("onnx_file", "transformer", "variety")
"""The code that an encoder depends on, besides its lessons."""
SEED = 0


def learn_encoders(left_out: Iterable[frozenset[str]], processes: int) -> None:
    """Learn one encoder for each group of authors to leave out, side by side; what is kept already is left alone."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for done in [pool.submit(encoder_without, group) for group in left_out]:
            done.result()


def encoder_without(group: frozenset[str]) -> Path:
    """Return the file of an encoder that never read these authors: the kept one, else one that is learned now."""
    import torch  # noqa: PLC0415 - these need the extra `train`

    from benchmarks.training.onnx_file import write_onnx  # noqa: PLC0415
    from benchmarks.training.transformer import lesson, teach  # noqa: PLC0415

    torch.set_num_threads(1)  # one process a core: more is learned than by one encoder on several
    items = [
        (task, item)
        for task in ("naming", "comments")
        for author, items in read_authors(task).items()
        for item in (items if author not in group else ())
    ]
    path = KEPT / f"{_mark([lesson(item, task) for task, item in items])}.onnx"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        write_onnx(teach(items, SEED), unfinished)
        unfinished.replace(path)
    return path


def _mark(lessons: list[Lesson]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for name in TEACHERS:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    for one in lessons:
        digest.update(json.dumps([one.task, one.ids, one.forms, one.truth, SEED]).encode())
    return digest.hexdigest()
