"""What tests of several layers share: a migrated, empty database for each test; a machine without ONNX Runtime."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

import pytest

from auditor.language import encoder
from tests.report.ground import an_engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Return an engine on an empty, migrated SQLite database."""
    opened = an_engine(tmp_path)
    yield opened
    opened.dispose()


@pytest.fixture
def no_runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let ONNX Runtime fail to import, as on a machine for which there is none."""
    plainly = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:  # noqa: ANN401 - the import machinery's own types
        if name == "onnxruntime":
            raise ImportError(name)
        return plainly(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    encoder.is_available.cache_clear()
    yield
    monkeypatch.undo()
    encoder.is_available.cache_clear()
