"""Registers for tests: a small sound one, and lines to put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TRUST = """\
[trust]
name = "Oakfield Learning Trust"
policy = "com01"
email_domains = ["oakfield.example"]
[trust.recipients]
report = ["slt@oakfield.example"]
safeguarding = ["dsl@oakfield.example"]
admin = ["it@oakfield.example"]
[[trust.term]]
start = 2026-09-02
end = 2027-07-21
"""

SCHOOL = """\
[[school]]
id = "oakfield-primary"
name = "Oakfield Primary School"
"""

X_ACCOUNT = """\
[[school.account]]
platform = "x"
handle = "oakfieldprimary"
id = "1001"
"""

SOUND = TRUST + SCHOOL + X_ACCOUNT


def a_register(folder: Path, text: str = SOUND) -> Path:
    """Write `folder/register.toml` and return its path."""
    path = folder / "register.toml"
    path.write_text(text, encoding="utf-8")
    return path
