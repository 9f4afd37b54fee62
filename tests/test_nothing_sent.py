"""What the auditor builds on reports to nobody: no library keeps a number of this machine or a queue to be sent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.pictures.reader import PictureReader
from tests.pictures.drawn import as_file, garden, needs_extra

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

ROOT = Path(__file__).parents[1]
JUDGE = """
from auditor.language.children import find_children
from auditor.language.comments import judge_comment
import onnxruntime
find_children("Well done to Ella Thompson in Year 4!")
judge_comment("What a lovely garden!")
"""


def written(home: Path) -> Iterable[str]:
    return sorted(str(file.relative_to(home)) for file in home.rglob("*") if file.is_file())


def test_judging_writes_nothing_into_the_users_home(tmp_path: Path) -> None:
    settings = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    settings.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run([sys.executable, "-c", JUDGE], env=settings, check=True, timeout=120)
    assert written(tmp_path) == []


@needs_extra
def test_looking_at_a_picture_writes_nothing_into_the_users_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with PictureReader() as reader:
        reader.look(as_file(garden()))
        assert reader.trouble() == ""
    assert written(tmp_path) == []
