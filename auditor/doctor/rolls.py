"""Whether the pupil rolls that are kept can be used, and are of today's pupils."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from auditor.doctor.check import Check, failed, fine, warning
from auditor.errors import Problems
from auditor.keys import key_for
from auditor.shown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from auditor.settings import Settings
    from auditor.store.rolls import KeptRoll
    from auditor.trust import Trust

YEAR = timedelta(days=365)


def check_rolls(settings: Settings, trust: Trust, now: datetime) -> Iterator[Check]:
    """Check every school's roll; nothing is said where no school has any."""
    rolls = _rolls(settings)
    schools = [school.id for school in trust.schools]
    for roll in rolls:
        name, again = f"pupil roll of {plain(roll.school)}", f"auditor roll import FILE --school {plain(roll.school)}"
        if roll.school not in schools:
            to_do = f"Delete it: auditor roll forget --school {plain(roll.school)}"
            yield warning(name, "It is of no school on the register.", to_do)
        elif roll.trouble is not None:
            message = f"It cannot be used, because {roll.trouble}: protected children are not recognised."
            yield failed(name, message, f"Import it again: {again}")
        elif roll.imported_at < now - YEAR:
            day = f"{roll.imported_at.day} {roll.imported_at:%B %Y}"
            message = f"It was imported on {day}: those who came since are not on it, and those who left still are."
            yield warning(name, message, f"Import today's: {again}")
    usable = [roll for roll in rolls if roll.trouble is None and roll.school in schools]
    if usable:
        yield fine("pupil rolls", _told(usable, schools))


def _told(rolls: Sequence[KeptRoll], schools: Sequence[str]) -> str:
    pupils, protected = sum(roll.pupils for roll in rolls), sum(roll.protected for roll in rolls)
    having = {roll.school for roll in rolls}
    without = [plain(school) for school in schools if school not in having]
    rest = f" None that can be used: {', '.join(without)}." if without else ""
    return f"{len(having)} of {len(schools)} schools, {pupils} pupils, {protected} of them protected.{rest}"


def _rolls(settings: Settings) -> Sequence[KeptRoll]:
    """Return the rolls that are kept; none where the database cannot be read, which another check tells."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - slow to import, and not always needed

    from auditor.store.engine import open_engine, reading  # noqa: PLC0415 - the same
    from auditor.store.rolls import kept_rolls  # noqa: PLC0415 - the same

    try:
        if settings.auditor_database_url is None and not (settings.home() / "auditor.db").exists():
            return ()
        engine = open_engine(settings.database_url())
        try:
            with reading(engine) as session:
                return kept_rolls(session, key_for(settings.secret_key(), "roll"))
        finally:
            engine.dispose()
    except (Problems, SQLAlchemyError):
        return ()
