"""What the rules get to see of a school."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from auditor.language.children import find_children
from auditor.store.engine import reading, writing
from auditor.store.queries import accounts_of, gather
from auditor.trust import OfficialAccount
from tests.store.ground import SCHOOL, TRUST, Night

if TYPE_CHECKING:
    from sqlalchemy import Engine

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


@pytest.mark.parametrize("handle", ["GreyfellJuniors", "Greyfell_Juniors", "greyfelljuniors"])
def test_a_schools_own_handle_is_no_childs_name(engine: Engine, handle: str) -> None:
    """On X each reply begins with the handle that it answers, whatever way that one is written."""
    Night(engine, NOW)
    school = replace(SCHOOL, accounts=(OfficialAccount(platform="x", handle="oakfieldprimary"),))
    with writing(engine) as session:
        accounts_of(session, school)["x:oakfieldprimary"].shown_handle = handle
    with reading(engine) as session:
        known = gather(session, TRUST, school, accounts_of(session, school), (), NOW).known
    assert find_children(f"@{handle} Ours are already in the lost pile.", known, own=False) is None
    assert find_children("Well done to Ella Thompson in Year 4!", known, own=True) is not None
