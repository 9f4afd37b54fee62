"""What `auditor findings` says of what ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.register import load_register
from tests.cli.shell import KEY, auditor
from tests.registers import a_register
from tests.report.ground import NIGHT, a_finding, a_night, an_engine

if TYPE_CHECKING:
    from pathlib import Path


def test_a_hidden_one_says_so_and_when_it_was_last_seen(tmp_path: Path) -> None:
    trust = load_register(a_register(tmp_path))
    (tmp_path / "auditor-data").mkdir(mode=0o700)
    engine = an_engine(tmp_path / "auditor-data")
    a_night(engine, trust)
    a_finding(engine, status="resolved", ended_because="hidden, not removed", last_seen=NIGHT)
    a_finding(engine, status="resolved")
    engine.dispose()
    shown = " ".join(
        auditor("findings", "--status", "resolved", folder=tmp_path, AUDITOR_SECRET_KEY=KEY).stdout.split()
    )
    assert "Ended: hidden, not removed; last seen 23 Nov 2026, 03:15 UTC." in shown
    assert "Ended: by a person." in shown
