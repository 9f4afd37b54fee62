"""Is this installation well? Each check is one function: settings and register in, checks out, each with a remedy."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from auditor.doctor.accounts import check_accounts
from auditor.doctor.check import Check
from auditor.doctor.machine import check_connectors, check_database, check_detectors, check_files, check_mail
from auditor.doctor.pictures import check_pictures
from auditor.doctor.rolls import check_rolls
from auditor.doctor.upkeep import check_dpia, check_graph_version, check_handles, check_policy, check_terms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from auditor.settings import Settings
    from auditor.trust import Trust

__all__ = ["Check", "examine"]


def examine(settings: Settings, trust: Trust, now: datetime) -> Iterator[Check]:
    """Yield every check of an installation whose settings and register could be read, cheapest first."""
    return chain(
        check_files(settings),
        check_connectors(),
        check_detectors(),
        check_database(settings),
        check_policy(trust),
        check_dpia(trust),
        check_rolls(settings, trust, now),
        check_pictures(trust),
        check_terms(trust, now),
        check_handles(trust),
        check_graph_version(settings, trust, now),
        check_mail(settings),
        check_accounts(settings, trust, now),
    )
