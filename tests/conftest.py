"""What tests of several layers share: a migrated, empty database for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
