"""`auditor doctor` as an IT manager sees it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from connectors.testing import Diary, XStandIn, x_account
from tests.cli.shell import KEY, auditor
from tests.registers import SOUND, a_register

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WELL = SOUND.replace("end = 2027-07-21", "end = 2199-07-21").replace(
    "[trust.recipients]", "dpia_on = 2026-10-01\n[trust.recipients]"
)


def test_a_fresh_installation_is_told_what_is_missing(tmp_path: Path) -> None:
    auditor("init", folder=tmp_path)
    shown = auditor("doctor", folder=tmp_path)
    assert shown.returncode == 2
    assert "X_BEARER_TOKEN is needed, because the register has accounts on X" in " ".join(shown.stdout.split())
    assert "What to do: Set SMTP_HOST and MAIL_FROM" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80
    assert "Traceback" not in shown.stderr


def test_a_sound_one_has_warnings_at_most_and_ends_with_0(tmp_path: Path) -> None:
    a_register(tmp_path, WELL)
    with XStandIn(Diary(x_account("oakfieldprimary", id="1001")), clock=NOW, bearer="canary-bearer") as x:
        settings = {"AUDITOR_SECRET_KEY": KEY, "X_BEARER_TOKEN": "canary-bearer", "X_API_URL": x.url}
        shown = auditor("doctor", folder=tmp_path, **settings)
        machine = auditor("doctor", "--json", folder=tmp_path, **settings)
    assert (shown.returncode, machine.returncode) == (0, 0)
    assert shown.stdout.splitlines()[-1] == "0 failed, 1 to mend, 9 fine."
    checks = json.loads(machine.stdout)
    assert {frozenset(check) for check in checks} == {frozenset({"check", "status", "message", "what_to_do"})}
    assert {check["status"] for check in checks} == {"ok", "warning"}
    assert "canary" not in shown.stdout + shown.stderr + machine.stdout + machine.stderr
    assert not (tmp_path / "auditor-data" / "auditor.db").exists()


def test_something_that_failed_ends_with_1(tmp_path: Path) -> None:
    a_register(tmp_path, WELL)
    shown = auditor(
        "doctor",
        "--json",
        folder=tmp_path,
        AUDITOR_SECRET_KEY=KEY,
        X_BEARER_TOKEN="canary",
        X_API_URL="http://127.0.0.1:1",
    )
    assert shown.returncode == 1
    (failed,) = [check for check in json.loads(shown.stdout) if check["status"] == "failed"]
    assert failed["check"] == "credential of x:oakfieldprimary"


def test_settings_that_cannot_be_read_end_with_2_in_either_form(tmp_path: Path) -> None:
    a_register(tmp_path, "[trust]\nnme = 1\n")
    machine = auditor("doctor", "--json", folder=tmp_path, AUDITOR_KEEP_POSTS="many")
    assert machine.returncode == 2
    told = [check["message"] for check in json.loads(machine.stdout)]
    assert "Environment: AUDITOR_KEEP_POSTS must be a whole number from 0 to 36500." in told
    assert any("line 2: nme is not a key of [trust]." in sentence for sentence in told)
    shown = auditor("doctor", folder=tmp_path, AUDITOR_KEEP_POSTS="many")
    assert shown.returncode == 2
    assert set(shown.stderr.splitlines()) == set(told)


def test_warnings_go_to_stderr_beside_json(tmp_path: Path) -> None:
    a_register(tmp_path, WELL)
    (tmp_path / ".env").write_text(f"AUDITOR_SECRET_KEY={KEY}\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o644)
    shown = auditor("doctor", "--json", folder=tmp_path, X_BEARER_TOKEN="canary", X_API_URL="http://127.0.0.1:1")
    assert json.loads(shown.stdout)
    assert f"Warning: {tmp_path}/.env can be read by other users" in shown.stderr


def test_what_is_there_is_looked_at_although_a_credential_is_missing(tmp_path: Path) -> None:
    page = '[[school.account]]\nplatform = "facebook"\nhandle = "oak"\nid = "2001"\ntoken = "env:FB_OAK"\n'
    a_register(tmp_path, WELL + page + page.replace("oak", "ash").replace("2001", "2002").replace("FB_OAK", "FB_ASH"))
    with XStandIn(Diary(x_account("oakfieldprimary", id="1001")), clock=NOW, bearer="canary-bearer") as x:
        settings = {"AUDITOR_SECRET_KEY": KEY, "X_BEARER_TOKEN": "canary-bearer", "X_API_URL": x.url}
        shown = auditor("doctor", "--json", folder=tmp_path, FB_ASH_FILE="nowhere", **settings)
    assert shown.returncode == 2
    checks = {check["check"]: check for check in json.loads(shown.stdout)}
    assert checks["credential of x:oakfieldprimary"]["status"] == "ok"
    assert checks["credential of facebook:oak"]["status"] == "failed"
    told = [check["message"] for check in json.loads(shown.stdout) if check["check"] == "settings and register"]
    assert any("FB_OAK is not set" in sentence for sentence in told)
    assert any("the file that FB_ASH_FILE names" in sentence for sentence in told)
