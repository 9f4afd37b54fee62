"""Pupil rolls as they are kept: one row a school, its names packed as keyed hashes, replaced whole.

Each form of a name takes seventeen bytes, in the order of the hashes: sixteen of hash (`auditor.language.roll_forms`)
and one that holds consent (bits 0 and 1: not known, no, yes), whether few bear it (bit 2) and whether one of its
bearers is protected (bit 3).
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, inspect, select

from auditor.language import roll_forms
from auditor.model import Consent, Roll, RollName
from auditor.store.tables import RollRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

_PACKED: Final = struct.Struct(f"{roll_forms.HASH_BYTES}sB")
_CONSENTS: Final = (Consent.UNKNOWN, Consent.NO, Consent.YES)
_RARE, _PROTECTED = 4, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A roll that was just read: when and by whom, what it counts, and its names by hash."""

    at: datetime
    by: str
    pupils: int
    with_surname: int
    protected: int
    consents: Mapping[Consent, int]
    names: Mapping[bytes, RollName]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRoll:
    """What may be told of a school's roll. `trouble` says why it cannot be used, None where it can."""

    school: str
    imported_at: datetime
    imported_by: str
    pupils: int
    with_surname: int
    protected: int
    consents: Mapping[str, int]
    trouble: str | None


OTHER_KEY: Final = "it was imported under another AUDITOR_SECRET_KEY"
OTHER_FORMS: Final = "it was imported by another version of the auditor"


def replace_roll(session: Session, school: str, key: bytes, roll: Import) -> None:
    """Put a school's roll in the place of any before; `key` is the trust's key for rolls."""
    session.execute(delete(RollRow).where(RollRow.school == school))
    session.add(
        RollRow(
            school=school,
            imported_at=roll.at,
            imported_by=roll.by,
            forms=roll_forms.VERSION,
            key_check=roll_forms.key_check(roll_forms.school_key(key, school)),
            pupils=roll.pupils,
            with_surname=roll.with_surname,
            protected=roll.protected,
            consents={consent.value: number for consent, number in roll.consents.items()},
            names=_pack(roll.names),
        )
    )


def forget_roll(session: Session, school: str) -> bool:
    """Delete a school's roll; False where it has none."""
    row = session.get(RollRow, school)
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None


def kept_rolls(session: Session, key: bytes | None) -> list[KeptRoll]:
    """Return what may be told of every roll, by school; none where the database has no such table yet.

    Without a `key` it is not known whether they were made with the one in use.
    """
    if not inspect(session.connection()).has_table(RollRow.__tablename__):
        return []
    return [
        KeptRoll(
            school=row.school,
            imported_at=row.imported_at,
            imported_by=row.imported_by,
            pupils=row.pupils,
            with_surname=row.with_surname,
            protected=row.protected,
            consents=row.consents,
            trouble=_trouble(row, roll_forms.school_key(key, row.school)) if key is not None else None,
        )
        for row in session.scalars(select(RollRow).order_by(RollRow.school))
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A school's roll ready for judging: none, or one with a mark that changes when anything in it does.

    `unusable` tells that there is a roll, but not one that can be used.
    """

    rolls: tuple[Roll, ...] = ()
    mark: str = ""
    unusable: bool = False


def load_roll(session: Session, school: str, key: bytes) -> Loaded:
    """Return a school's roll; `key` is the trust's key for rolls."""
    row = session.get(RollRow, school)
    if row is None:
        return Loaded()
    own_key = roll_forms.school_key(key, school)
    mark = hashlib.blake2b(row.names, key=row.key_check, digest_size=8).hexdigest()
    if _trouble(row, own_key) is not None:
        return Loaded(mark=mark, unusable=True)
    return Loaded(rolls=(Roll(key=own_key, names=_unpack(row.names)),), mark=mark)


def _trouble(row: RollRow, own_key: bytes) -> str | None:
    if row.key_check != roll_forms.key_check(own_key):
        return OTHER_KEY
    return OTHER_FORMS if row.forms != roll_forms.VERSION else None


def _pack(names: Mapping[bytes, RollName]) -> bytes:
    return b"".join(_PACKED.pack(digest, _code(names[digest])) for digest in sorted(names))


def _code(name: RollName) -> int:
    return _CONSENTS.index(name.consent) + _RARE * name.rare + _PROTECTED * name.protected


def _unpack(packed: bytes) -> dict[bytes, RollName]:
    return {digest: _NAMES[code] for digest, code in _entries(packed)}


def _entries(packed: bytes) -> Iterable[tuple[bytes, int]]:
    return _PACKED.iter_unpack(packed)


_NAMES: Final = tuple(
    RollName(protected=bool(code & _PROTECTED), rare=bool(code & _RARE), consent=_CONSENTS[min(code & 3, 2)])
    for code in range(16)
)
