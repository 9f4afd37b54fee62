"""Pupil rolls for tests: one readable line makes a pupil. Every name is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language.roll_forms import school_key
from auditor.model import Consent, Roll
from auditor.roll import Pupil, names_of

if TYPE_CHECKING:
    from pathlib import Path

SECRET = b"k" * 32
KEY = school_key(SECRET, "oakfield-primary")


def a_pupil(
    first: str, surname: str = "", called: str = "", *, consent: str = "unknown", protected: bool = False
) -> Pupil:
    """Return one pupil of a roll."""
    return Pupil(
        firsts=(first,),
        called=(called,) if called else (),
        surnames=(surname,) if surname else (),
        consent=Consent(consent),
        protected=protected,
    )


def a_roll(*pupils: Pupil, consent_excuses: bool = False) -> Roll:
    """Return the roll of these pupils as judging has it."""
    return Roll(key=KEY, names=names_of(pupils, KEY), consent_excuses=consent_excuses)


def a_csv(folder: Path, *lines: str, encoding: str = "utf-8", name: str = "pupils.csv") -> Path:
    """Write a file of these lines, as Windows ends them, and return its path."""
    path = folder / name
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path
