"""The files of `cron/`: what they start, when, and that they can be read by what they are for."""

from __future__ import annotations

import re
import shutil
import subprocess
from configparser import ConfigParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from auditor.cli.group import COMMANDS
from auditor.resources import folder

if TYPE_CHECKING:
    from pathlib import Path

CRON = folder("cron")
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def test_the_crontab_names_each_day_once_and_only_by_name() -> None:
    lines = [line for line in (CRON / "crontab").read_text(encoding="utf-8").splitlines() if re.match(r"\d", line)]
    nights = [line.split(maxsplit=5) for line in lines if " audit " in f"{line} "]
    assert [night[:5] for night in nights] == [["15", "3", "*", "*", day] for day in DAYS]
    assert [night[4] for night in nights if night[5].endswith("--full")] == ["mon"]
    assert all("--wait 60" in night[5] for night in nights)
    (report,) = [line for line in lines if "report" in line]
    assert report.startswith("30 6 * * *  ")
    assert report.endswith('"$AUDITOR" report --send')


def test_the_hourly_audit_stands_there_commented_out_with_its_price() -> None:
    text = (CRON / "crontab").read_text(encoding="utf-8")
    assert re.search(r'^# 0 7-22 \* \* \*  cd "\$FOLDER" && "\$AUDITOR" audit$', text, re.MULTILINE)
    assert "$4.80" in text


@pytest.mark.parametrize("file", sorted(CRON.glob("*.service")), ids=lambda file: file.name)
def test_a_service_may_do_little(file: Path) -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    unit.read(file, encoding="utf-8")
    service = unit["Service"]
    assert (service["NoNewPrivileges"], service["ProtectSystem"], service["Type"]) == ("yes", "strict", "oneshot")
    assert (service["StateDirectory"], service["StateDirectoryMode"], service["UMask"]) == ("auditor", "0700", "0077")
    assert service["SuccessExitStatus"] == "143"


@pytest.mark.parametrize("file", sorted(CRON.glob("*.timer")), ids=lambda file: file.name)
def test_a_timer_catches_up_and_has_a_service(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "Persistent=true" in text
    assert re.search(r"^OnCalendar=\*-\*-\* (03:15|06:30):00 Europe/London$", text, re.MULTILINE)
    assert file.with_suffix(".service").exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="There is no systemd-analyze on this machine.")
@pytest.mark.parametrize("file", [*CRON.glob("*.service"), *CRON.glob("*.timer")], ids=lambda file: file.name)
def test_systemd_understands_every_line(file: Path, tmp_path: Path) -> None:
    for unit in [*CRON.glob("*.service"), *CRON.glob("*.timer")]:
        text = unit.read_text(encoding="utf-8")
        # the paths of a real installation are not here: stand-ins that are
        text = re.sub("/opt/auditor/bin/auditor", "/bin/true", text).replace("/etc/auditor", str(tmp_path))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = [shutil.which("systemd-analyze") or "", "verify", str(tmp_path / file.name)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    about_us = [line for line in shown.stderr.splitlines() if str(tmp_path) in line]
    assert about_us == []


@pytest.mark.parametrize("file", sorted(CRON.glob("*.xml")), ids=lambda file: file.name)
def test_a_windows_task_catches_up_runs_once_and_starts_a_command(file: Path) -> None:
    task = ET.parse(file).getroot()  # noqa: S314 - our own file
    assert task.findtext(f".//{TASK}StartWhenAvailable") == "true"
    assert task.findtext(f".//{TASK}MultipleInstancesPolicy") == "IgnoreNew"
    arguments = (task.findtext(f".//{TASK}Arguments") or "").split()
    assert arguments[0] in COMMANDS
    mondays = task.find(f".//{TASK}Monday") is not None
    assert mondays == ("--full" in arguments)
