"""The forms in which a pupil's name may stand in a text, and their keyed hashes: all that is kept of a pupil roll.

A form is plain letters behind a word that says which kind it is, so that a first name's hash is never a full name's.
Spaces, hyphens and apostrophes are left out: "Ella-Mae O'Brien", "ella mae obrien" and "#EllaMaeOBrien" are one form.
"""

from __future__ import annotations

import hashlib
from typing import Final

from auditor.language.names import fold
from auditor.language.normalise import clean

VERSION: Final = 1
"""Which forms there are: a roll that was made by another version cannot be matched and must be imported again."""

HASH_BYTES: Final = 16


def letters(word: str) -> str:
    """Return the letters of a word or name: lower case, without accents, spaces, hyphens and apostrophes."""
    folded = fold(word)
    return folded if folded.isalpha() else "".join(filter(str.isalpha, folded))


def clean_name(name: str) -> str:
    """Return a name as a register has it in the spelling in which texts are read, without invisible characters."""
    return " ".join(clean(name).text.split())


def full_form(first: str, surname: str) -> str:
    """Return the form of a first name and a surname, in letters."""
    return f"full {first}{surname}"


def first_form(first: str) -> str:
    """Return the form of a first name alone."""
    return f"first {first}"


def initial_after(first: str, surname: str) -> str:
    """Return the form of a first name and the surname's initial."""
    return f"after {first} {surname[:1]}"


def initial_before(first: str, surname: str) -> str:
    """Return the form of a first name's initial and the surname."""
    return f"before {first[:1]} {surname}"


def hashed(key: bytes, form: str) -> bytes:
    """Return a form's keyed hash of `HASH_BYTES` bytes."""
    return hashlib.blake2b(form.encode(), key=key, digest_size=HASH_BYTES).digest()


def school_key(key: bytes, school: str) -> bytes:
    """Return one school's own key, so that the same name at two schools has two hashes."""
    return hashlib.blake2b(school.encode(), key=key, digest_size=32).digest()


def key_check(key: bytes) -> bytes:
    """Return the value by which a roll knows the school's key that made it; it tells nothing of the key."""
    return hashed(key, "check")
