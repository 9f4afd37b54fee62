"""The pupil rolls that this folder's settings lead to, for commands that work without settings as well."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli import context
from auditor.cli.shown import plain
from auditor.errors import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from auditor.model import Roll
    from auditor.settings import Settings

NOT_USED = "No pupil roll was used"


def rolls_for(schools: Sequence[str]) -> tuple[Roll, ...]:
    """Return these schools' rolls; says so where there is one that cannot be used. Nothing is made or changed."""
    from sqlalchemy.exc import SQLAlchemyError

    from auditor import logs
    from auditor.settings import load_settings
    from auditor.store.engine import open_engine, reading

    try:
        settings = load_settings(os.environ, Path.cwd(), needs_key=False)
        logs.hide(settings.secrets())
        if not _has_database(settings):
            return ()
        engine = open_engine(settings.database_url())
        try:
            with reading(engine) as session:
                return tuple(_rolls(session, settings, schools))
        finally:
            engine.dispose()
    except Problems:
        context.warn(f"{NOT_USED}, because the settings cannot be read: run `auditor doctor`.")
    except SQLAlchemyError:
        context.warn(f"{NOT_USED}, because the database cannot be read: run `auditor doctor`.")
    return ()


def _has_database(settings: Settings) -> bool:
    home = settings.folder / settings.auditor_home.expanduser()
    return settings.auditor_database_url is not None or (home / "auditor.db").exists()


def _rolls(session: Session, settings: Settings, schools: Sequence[str]) -> Iterator[Roll]:
    from auditor.keys import key_for
    from auditor.store.rolls import kept_rolls, load_roll

    kept = [roll.school for roll in kept_rolls(session, None) if roll.school in schools]
    if kept and settings.auditor_secret_key is None:
        context.warn(f"{NOT_USED}, because AUDITOR_SECRET_KEY is not set here.")
        return
    for school in kept:
        loaded = load_roll(session, school, key_for(settings.secret_key(), "roll"))
        if loaded.unusable:
            context.warn(f"The pupil roll of {plain(school)} cannot be used: import it again (`auditor roll show`).")
        yield from loaded.rolls
