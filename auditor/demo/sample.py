"""The sample trust as its register and its platforms know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.demo import fenholme, greyfell, larkmoor, stcorvins
from connectors.testing import Diary

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHOOLS = (
    ("larkmoor", larkmoor.NAME, "larkmoorprimary", (larkmoor.ON_X, larkmoor.ON_FACEBOOK)),
    ("st-corvins", stcorvins.NAME, "stcorvins", (stcorvins.ON_X, stcorvins.ON_FACEBOOK)),
    ("fenholme", fenholme.NAME, "fenholmeacademy", (fenholme.ON_X, fenholme.ON_FACEBOOK)),
    ("greyfell", greyfell.NAME, "greyfelljunior", (greyfell.ON_X, greyfell.ON_FACEBOOK)),
)

TRUST = """\
[trust]
name = "Harrowmere Learning Trust"
time_zone = "Europe/London"
policy = "com01"
email_domains = ["harrowmere.example"]
dpia_on = 2026-09-01
[trust.recipients]
report = ["slt@harrowmere.example"]
safeguarding = ["dsl@harrowmere.example"]
admin = ["it@harrowmere.example"]
[[trust.term]]
start = 2026-09-02
end = 2026-10-23
[[trust.term]]
start = 2026-11-02
end = 2026-12-18
"""

UNREADABLE = '[[school.account]]\nplatform = "tiktok"\nhandle = "larkmoorprimary"\n'
"""An account on a network that no connector reads: it stands in every report as not checked."""


def sample_diary() -> Diary:
    """Return everything that happened on the four schools' accounts."""
    return Diary(*(account for _, _, _, accounts in SCHOOLS for account in accounts))


def token_name(native_id: str) -> str:
    """Return under which name the register expects a Page's token."""
    return f"FB_TOKEN_{native_id}"


def sample_register() -> str:
    """Return the trust's register as TOML."""
    return TRUST + "\n".join(_schools())


def _schools() -> Iterator[str]:
    for school_id, name, handle, accounts in SCHOOLS:
        yield f'[[school]]\nid = "{school_id}"\nname = "{name}"\nhandle = "{handle}"'
        yield f'report = ["head.{school_id}@harrowmere.example"]'
        for account in accounts:
            yield f'[[school.account]]\nplatform = "{account.platform}"\nhandle = "{account.handle}"'
            yield f'id = "{account.native_id}"\napproved_by = "SLT"\napproved_on = 2024-09-02'
            yield f'token = "env:{token_name(account.native_id)}"' if account.platform == "facebook" else ""
        yield UNREADABLE if school_id == "larkmoor" else ""
