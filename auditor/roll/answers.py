"""Yes, no, or not known: the words with which management systems answer, for consent and for protection."""

from __future__ import annotations

import re

from auditor.language.names import fold
from auditor.model import Consent

_WORDS = re.compile(r"[a-z0-9✓✔]+")


def _answers(text: str) -> frozenset[str]:
    """Return answers that are written parted by commas."""
    return frozenset(part.strip() for part in text.replace("\n", " ").split(","))


_YES = _answers("""
    yes, y, true, t, 1, ✓, ✔, tick, ticked, checked, granted, given, consent given, consented, consent,
    consent granted, agreed, agree, agrees, allowed, permitted, permission given, permission granted, approved,
    accepted, accept, opted in
""")
_NO = _answers("""
    no, n, false, f, 0, none, refused, denied, declined, decline, withheld, withdrawn, revoked, rejected, not given,
    not granted, not agreed, not consented, no consent, consent refused, consent denied, consent declined,
    consent withdrawn, consent withheld, consent not given, permission denied, permission refused,
    permission not given, not permitted, not allowed, disagree, disagreed, do not agree, does not agree, opted out
""")
_UNKNOWN = _answers("""
    unknown, not known, not recorded, none recorded, no record, not asked, not sent, not returned, not received,
    not set, no response, no reply, no answer, not answered, not yet, pending, awaiting, awaiting response,
    awaiting reply, requested, outstanding, unanswered, blank, null, n a, na, not applicable, expired,
    consent pending, consent unknown
""")
_PROTECTED = _YES | _answers("""
    protected, lac, cla, plac, in care, looked after, looked after child, child looked after,
    currently looked after, previously looked after, post looked after, formerly looked after, adopted,
    adopted from care, adoption, special guardianship, special guardianship order, sgo, child arrangements order,
    cao, kinship care, foster care, fostered, in refuge, refuge, injunction, non molestation order, court order
""")
_NOT_PROTECTED = _answers("""
    no, n, false, f, 0, none, never, not protected, not looked after, not in care, not adopted, not lac,
    not applicable, n a, na
""")


def consent_in(cell: str) -> Consent | None:
    """Return what a cell says of consent, `UNKNOWN` for an empty one; None where it cannot be understood."""
    answer = _answer(cell)
    if not answer or answer in _UNKNOWN:
        return Consent.UNKNOWN
    if answer in _YES:
        return Consent.YES
    return Consent.NO if answer in _NO else None


def together(consents: list[Consent]) -> Consent:
    """Return several consents as one: all of them, or it is no agreement."""
    if Consent.NO in consents:
        return Consent.NO
    return Consent.YES if consents and Consent.UNKNOWN not in consents else Consent.UNKNOWN


def protection_in(cell: str) -> bool | None:
    """Return whether a cell marks a child as protected, False for an empty one; None where it cannot be understood."""
    answer = _answer(cell)
    if not answer or answer in _NOT_PROTECTED:
        return False
    return True if answer in _PROTECTED else None


def _answer(cell: str) -> str:
    """Return a cell in plain words; a cell of marks alone ("-", "?") is as good as empty."""
    return " ".join(_WORDS.findall(fold(cell)))
