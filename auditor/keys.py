"""Keys for single purposes, derived from the one secret: knowing one tells nothing of the others or of the secret."""

from __future__ import annotations

import hashlib
import hmac
from typing import Literal

Purpose = Literal["pseudonyms", "roll", "sessions"]


def key_for(secret: str, purpose: Purpose) -> bytes:
    """Return the 32-byte key for `purpose` (HKDF-Expand of RFC 5869 for one block, HMAC-SHA256).

    The secret is drawn at random by `auditor init`; the extraction step evens out one that a person has typed.
    """
    extracted = hmac.digest(b"school-social-auditor", secret.encode(), hashlib.sha256)
    return hmac.digest(extracted, purpose.encode() + b"\x01", hashlib.sha256)
