"""What is kept, for commands that show or change it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import select

from auditor.cli import context
from auditor.store.engine import migrate, open_engine, reading, writing
from auditor.store.tables import RunRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from auditor.settings import Settings


@contextmanager
def stored(settings: Settings, *, writes: bool = False) -> Iterator[Session]:
    """Give a session on the database, brought up to date; warns where no audit has ended in it yet."""
    engine = open_engine(settings.database_url())
    migrate(engine)
    with writing(engine) if writes else reading(engine) as session:
        if session.scalar(select(RunRow.id).where(RunRow.finished).limit(1)) is None:
            context.warn("No audit has ended yet, so nothing is known: run `auditor audit` first.")
        yield session
    engine.dispose()
