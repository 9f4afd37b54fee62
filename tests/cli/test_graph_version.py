"""A Graph API version that lives no more, as whoever reads cron's mail learns of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from connectors.testing import Diary, FacebookStandIn, facebook_page
from tests.cli.shell import KEY, auditor
from tests.registers import SCHOOL, SOUND, TRUST, a_register

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAGE = '[[school.account]]\nplatform = "facebook"\nhandle = "oak"\nid = "2001"\ntoken = "env:FB_OAK"\n'
DEAD = (
    "Warning: v20.0 of Facebook's Graph API ended on 24 September 2026. Set FACEBOOK_GRAPH_VERSION to a newer version, "
    "such as v25.0."
)


def warned(folder: Path, version: str, as_of: str = "2026-11-21T12:00:00Z", **settings: str) -> list[str]:
    with FacebookStandIn(Diary(facebook_page("oak", id="2001")), clock=NOW) as facebook:
        shown = auditor(
            "audit",
            *("--as-of", as_of),
            folder=folder,
            AUDITOR_SECRET_KEY=KEY,
            FB_OAK="page-token-2001",
            FACEBOOK_GRAPH_URL=facebook.url,
            FACEBOOK_GRAPH_VERSION=version,
            **settings,
        )
    return [line for line in shown.stderr.splitlines() if "Graph API" in line]


def test_an_audit_warns_once_of_a_version_that_has_ended(tmp_path: Path) -> None:
    a_register(tmp_path, TRUST + SCHOOL + PAGE + PAGE.replace("oak", "ash").replace("2001", "2002"))
    assert warned(tmp_path, "20.0") == [DEAD]


def test_a_version_that_lives_is_no_matter(tmp_path: Path) -> None:
    a_register(tmp_path, TRUST + SCHOOL + PAGE)
    assert warned(tmp_path, "v20.0", "2026-09-23T12:00:00Z") == []
    assert warned(tmp_path, "v25.0") == []


def test_a_trust_without_a_page_is_not_troubled(tmp_path: Path) -> None:
    a_register(tmp_path, SOUND)
    assert warned(tmp_path, "v20.0", X_BEARER_TOKEN="canary", X_API_URL="http://127.0.0.1:1") == []
