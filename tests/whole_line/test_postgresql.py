"""The same nights on PostgreSQL leave what they leave on SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.store.conftest import postgresql  # noqa: F401 - the fixture that starts a server
from tests.whole_line.line import Line, a_line, iso
from tests.whole_line.small_trust import ALERTED, NEXT_NIGHT, NIGHT, REGISTER, REPORTED, small_diary

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


def _play(folder: Path, url: str | None) -> tuple[list[tuple[str, ...]], list[str]]:
    """Let two nights and a report happen; return the findings and who was told."""
    folder.mkdir()
    with a_line(folder, small_diary(), REGISTER, NIGHT) as line:
        if url:
            line.environment["AUDITOR_DATABASE_URL"] = url
        for night in (NIGHT, NEXT_NIGHT):
            assert line.audit(night).code == 0
        assert line.send_report(NIGHT.replace(day=23, hour=6)).code == 0
        _check_review(line)
        told = [(one["id"], one["severity"], one["status"], one["first_seen"]) for one in line.findings()]
        return sorted(told), sorted(line.office.recipients())


def _check_review(line: Line) -> None:
    found = next(one for one in line.findings() if one["rule"] == "unnamed-children")
    words = ["--as", "dismissed", "--reason", "Her mother asked for it", "--by", "Head"]
    assert line.auditor("review", found["id"], *words).code == 0
    assert line.audit(NEXT_NIGHT).json["findings"]["open"] == 1


def test_both_databases_end_alike(tmp_path: Path, postgresql: str) -> None:  # noqa: F811 - pytest hands the fixture over
    server = make_url(postgresql).set(drivername="postgresql+psycopg")
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CREATE DATABASE whole_line"))
    url = server.set(database="whole_line").render_as_string(hide_password=False)
    findings, told = _play(tmp_path / "postgresql", url)
    assert (findings, told) == _play(tmp_path / "sqlite", None)
    assert told == sorted([*ALERTED, *REPORTED])
    assert {first_seen for *_, first_seen in findings} == {iso(NIGHT)}
    assert not (tmp_path / "postgresql" / "auditor-data" / "auditor.db").exists()
