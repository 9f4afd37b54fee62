"""Who looks at pictures in one run: one process that opens them, one way to each platform's picture servers."""

from __future__ import annotations

import hashlib
import logging
from functools import partial
from typing import TYPE_CHECKING

from auditor.pictures.viewing import Viewer
from auditor.rules.unnamed_children import UnnamedChildren
from auditor.store.engine import reading
from auditor.store.pictures import held_looks
from auditor.store.queries import accounts_of, names_known
from auditor.store.rolls import load_roll
from connectors.pictures import PictureServers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.audit.platforms import Platform
    from auditor.audit.request import Installation, Planned
    from auditor.pictures.reader import PictureReader

log = logging.getLogger(__name__)


class Lookout:
    """Makes a viewer for each account whose school asks for its pictures to be looked at."""

    def __init__(self, installation: Installation, platforms: Mapping[str, Platform], reader: PictureReader) -> None:
        """Ask the policy how names are judged; `reader` is every account's."""
        self._installation = installation
        self._reader = reader
        rules = installation.pack.rules()
        self._rule = next((rule for rule in rules if isinstance(rule, UnnamedChildren)), UnnamedChildren())
        self._servers = {name: self._servers_of(platform) for name, platform in platforms.items()}

    def viewer_for(self, planned: Planned) -> Viewer | None:
        """Return who looks at an account's pictures, None where nobody is to."""
        school, account = planned.school, planned.account
        if not school.pictures:
            return None
        with reading(self._installation.engine) as session:
            known = names_known(school, accounts_of(session, school))
            roll = load_roll(session, school.id, self._installation.roll_key)
            held, closed = held_looks(session, account.label)
        stands_on = "|".join((self._rule.version, repr(known), roll.mark))
        return Viewer(
            label=account.label,
            reader=self._reader,
            servers=self._servers[account.platform],
            find=partial(self._rule.find_on_picture, known=known, rolls=roll.rolls),
            mark=hashlib.sha256(stands_on.encode()).hexdigest()[:12],
            held=held,
            closed=closed,
        )

    def _servers_of(self, platform: Platform) -> PictureServers | None:
        hosts = platform.connector.capabilities.picture_hosts
        return PictureServers(hosts, self._installation.options_for(platform.name).url) if hosts else None
