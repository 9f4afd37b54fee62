"""The register's shape: its tables and keys, each value checked by itself.

Nothing is required here: what must be there is checked together with everything else (`register_check`), so that
every problem can be told at once.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict

from auditor.addresses import is_address

LONGEST = 200
X_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
TOKEN = re.compile(r"env:([A-Za-z_][A-Za-z0-9_]*)")


def _one_line(text: str) -> str:
    if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in text):
        raise ValueError("must not hold line breaks or control characters")
    if not text.strip() or len(text) > LONGEST:
        raise ValueError(f"must have 1 to {LONGEST} characters")
    return text.strip()


def _word(text: str) -> str:
    if re.search(r"[\s/\\:]", text) or text.startswith((".", "-")):
        raise ValueError("must be one word without spaces, slashes and colons, such as oakfield-primary")
    return text


def _handle(text: str) -> str:
    if text.startswith("@"):
        raise ValueError("must be written without @")
    if re.search(r"\s", text):
        raise ValueError("must be one word, without spaces")
    return text


def _address(text: str) -> str:
    if not is_address(text):
        raise ValueError("must be a mail address such as office@oakfield.example")
    return text


def _domain(text: str) -> str:
    if not is_address(f"office@{text}"):
        raise ValueError("must be the part behind the @ alone, such as oakfield.example")
    return text.lower()


def _token(text: str) -> str:
    if not TOKEN.fullmatch(text):
        raise ValueError(
            'must be "env:NAME", naming where the credential is; never write a credential into the register, and '
            "replace one that has been written here"
        )
    return text


Text = Annotated[str, Strict(), AfterValidator(_one_line)]
Word = Annotated[Text, AfterValidator(_word)]
Handle = Annotated[Text, AfterValidator(_handle)]
Address = Annotated[Text, AfterValidator(_address)]
Domain = Annotated[Text, AfterValidator(_domain)]
Token = Annotated[Text, AfterValidator(_token)]
Choice = Annotated[bool, Strict()]


class Table(BaseModel):
    """A table of the register: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SpanTable(Table):
    """`[[trust.term]]`, `[[school.term]]`: school time, both days included."""

    start: date | None = None
    end: date | None = None


class ClosedTable(SpanTable):
    """`[[school.closed]]`: INSET and other closure days."""

    why: Text = ""


class RecipientsTable(Table):
    """`[trust.recipients]`."""

    report: tuple[Address, ...] = ()
    safeguarding: tuple[Address, ...] = ()
    admin: tuple[Address, ...] = ()
    allegations: tuple[Address, ...] = ()


class KnownTable(Table):
    """`[school.known]`: names that are no child's."""

    staff: tuple[Text, ...] = ()
    governors: tuple[Text, ...] = ()
    houses: tuple[Text, ...] = ()
    classes: tuple[Text, ...] = ()
    places: tuple[Text, ...] = ()
    partners: tuple[Text, ...] = ()
    things: tuple[Text, ...] = ()


class AccountTable(Table):
    """`[[school.account]]`."""

    platform: Word | None = None
    handle: Handle | None = None
    id: Text | None = None
    token: Token | None = None
    agreed_handle: Handle | None = None
    agreed_reason: Text | None = None
    approved_by: Text | None = None
    approved_on: date | None = None
    purpose: Text | None = None
    contact_email: Address | None = None
    operators: tuple[Text, ...] = ()


class SchoolTable(Table):
    """`[[school]]`."""

    id: Word | None = None
    name: Text | None = None
    handle: Handle | None = None
    report: tuple[Address, ...] = ()
    safeguarding: tuple[Address, ...] = ()
    account: tuple[AccountTable, ...] = ()
    term: tuple[SpanTable, ...] = ()
    closed: tuple[ClosedTable, ...] = ()
    known: KnownTable = KnownTable()
    pictures: Choice | None = None


class TrustTable(Table):
    """`[trust]`."""

    name: Text | None = None
    time_zone: Text = "Europe/London"
    nation: Literal["england", "wales", "scotland", "northern-ireland"] = "england"
    policy: Text | None = None
    email_domains: tuple[Domain, ...] = ()
    dpia_on: date | None = None
    pictures: Choice = False
    recipients: RecipientsTable = RecipientsTable()
    term: tuple[SpanTable, ...] = ()


class RegisterTable(Table):
    """The whole file."""

    trust: TrustTable = Field(default=TrustTable())
    school: tuple[SchoolTable, ...] = ()


TABLES: dict[str, type[Table]] = {
    "": RegisterTable,
    "trust": TrustTable,
    "trust.recipients": RecipientsTable,
    "trust.term": SpanTable,
    "school": SchoolTable,
    "school.account": AccountTable,
    "school.term": SpanTable,
    "school.closed": ClosedTable,
    "school.known": KnownTable,
}
"""Each table by its header."""

LISTS = frozenset({"school", "school.account", "school.term", "school.closed", "trust.term"})
"""The tables that are written with double brackets."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "": ("trust", "school"),
    "trust": ("name", "policy", "email_domains", "recipients"),
    "trust.recipients": ("report", "safeguarding", "admin"),
    "trust.term": ("start", "end"),
    "school": ("id", "name"),
    "school.account": ("platform", "handle"),
    "school.term": ("start", "end"),
    "school.closed": ("start", "end"),
}
"""The keys that each table must have."""
