"""A night, the same night again, and a report on PostgreSQL: as on SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.store.conftest import postgresql  # noqa: F401 - the fixture that starts a server
from tests.whole_line.line import a_line
from tests.whole_line.small_trust import ALERTED, NIGHT, REGISTER, REPORTED, small_diary

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


def test_postgresql_serves_the_whole_line(tmp_path: Path, postgresql: str) -> None:  # noqa: F811 - pytest hands it over
    server = make_url(postgresql).set(drivername="postgresql+psycopg")
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CREATE DATABASE whole_line"))
    url = server.set(database="whole_line").render_as_string(hide_password=False)
    with a_line(tmp_path, small_diary(), REGISTER, NIGHT) as line:
        line.environment["AUDITOR_DATABASE_URL"] = url
        first, again = line.audit(NIGHT), line.audit(NIGHT)
        assert (first.code, again.code) == (0, 0)
        assert first.json["findings"] == {"new": 2, "open": 2, "resolved": 0}
        assert again.json["findings"] == {"new": 0, "open": 2, "resolved": 0}
        assert line.send_report(NIGHT.replace(day=23, hour=6)).code == 0
        assert sorted(line.office.recipients()) == sorted([*ALERTED, *REPORTED])
        assert {(one["severity"], one["status"]) for one in line.findings()} == {("high", "open"), ("urgent", "open")}
        assert not line.database.exists()
