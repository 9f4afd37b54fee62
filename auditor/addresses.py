"""What counts as a mail address."""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import TYPE_CHECKING

from auditor.shown import plain

if TYPE_CHECKING:
    from collections.abc import Collection

# One plain address as mail systems of schools use them: no quoting, no comments, no line breaks, ASCII before the @.
_PLAIN = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_LOCAL_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[\w-]{1,63}")


def is_address(text: str) -> bool:
    """Return whether `text` is one plain mail address, without a display name."""
    local = text.partition("@")[0]
    well_dotted = not (local.startswith(".") or local.endswith(".") or ".." in local)
    return well_dotted and _PLAIN.fullmatch(text) is not None and _can_be_asked_for(text.rpartition("@")[2])


def _can_be_asked_for(domain: str) -> bool:
    """Return whether the domain has a form in ASCII (IDNA), in which alone a mail server is looked up."""
    try:
        domain.encode("idna")
    except UnicodeError:
        return False
    return True


def domain(address: str) -> str:
    """Return what stands behind the @, in lower case."""
    return address.rpartition("@")[2].lower()


def sender(text: str) -> str:
    """Return `text` if it is an address, with or without a display name; ValueError with a sentence's end if not."""
    _name, address = parseaddr(text)
    if not text.isprintable() or not (is_address(address) or _LOCAL_NAME.fullmatch(address)):
        raise ValueError("must be a mail address such as auditor@trust.example")
    return text


def recipient_problem(address: str, domains: Collection[str]) -> str | None:
    """Return what forbids mail to `address`, as a sentence; None where it may go there."""
    if not is_address(address):
        return f"{plain(address)} is not a mail address such as office@oakfield.example."
    if domain(address) not in domains:
        return f"Mail may not go to {address}: its domain is not in email_domains."
    return None
