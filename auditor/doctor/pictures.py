"""Whether pictures can be looked at, where the register asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.doctor.check import Check, failed, fine, warning
from auditor.pictures.reader import INSTALL, PictureReader
from auditor.shown import plain
from connectors import connector_for, platforms
from connectors.base import Gate, Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.trust import Trust


def check_pictures(trust: Trust) -> Iterator[Check]:
    """Check that the extra works, by starting it; nothing is said where no school asks for pictures."""
    schools = [school for school in trust.schools if school.pictures]
    if not schools:
        return
    with PictureReader() as reader:
        trouble = reader.trouble()
    if trouble:
        to_do = f"Install the extra where the auditor is installed: {INSTALL}. Every report says that nobody looks."
        yield failed("pictures", trouble, to_do)
    else:
        asked = f"{len(schools)} of {len(trust.schools)} schools ask for it"
        yield fine("pictures", f"Pictures can be looked at; {asked}.")
    used = {account.platform for school in schools for account in school.accounts}
    without = sorted(name for name in used & set(platforms()) if not _has_pictures(name))
    if without:
        message = f"The pictures of these networks cannot be looked at yet: {plain(', '.join(without))}."
        yield warning("pictures", message, "Every report says so; a person looks at them.")


def _has_pictures(platform: str) -> bool:
    return bool(connector_for(platform)(Options(url=""), Gate()).capabilities.picture_hosts)
