"""`auditor demo`: the whole line without settings, beside whatever settings there are, without a word too much."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from email.message import EmailMessage

CHECKOUT = Path(__file__).resolve().parents[2]
CANARIES = ("Poppy", "Haldane", "useless", "fat cow", "inkfriend_leo", "Bitter Ben", "sour_sid_77", "£500")


EARLIER = "20261021T021500Z-admin-it-harrowmere-example.eml"


def demo(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the demo in `folder` as a stranger would, with nothing set but what is given."""
    kept = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COV")}
    return subprocess.run(
        [sys.executable, "-m", "auditor", "demo", *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(CHECKOUT), "HOME": str(folder / "home"), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def mails_in(folder: Path) -> list[EmailMessage]:
    """Return the mails, oldest first."""
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("2026*.eml"))]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return where a demo played among somebody's own settings, and how it ended."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / ".env").write_text("AUDITOR_NO_SUCH_NAME=1\nX_API_URL=https://elsewhere.example\n", encoding="utf-8")
    (folder / "register.toml").write_text("this is no register", encoding="utf-8")
    (folder / "home").mkdir()
    (folder / "auditor-demo" / "mails").mkdir(parents=True)
    (folder / "auditor-demo" / "mails" / EARLIER).write_text("of an earlier demo")
    (folder / "auditor-demo" / "mails" / "kept.eml").write_text("somebody's own")
    leaks = {"http_proxy": "http://127.0.0.1:9", "AUDITOR_HOME": str(folder / "mine"), "SMTP_HOST": "127.0.0.1"}
    return folder, demo(folder, **leaks)


def test_it_needs_nothing_and_touches_nothing_else(shown: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, ended = shown
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    assert sorted(path.name for path in folder.iterdir()) == [".env", "auditor-demo", "home", "register.toml"]
    assert list((folder / "home").iterdir()) == []
    assert sorted(path.name for path in (folder / "auditor-demo").iterdir()) == ["mails", "report.html", "report.txt"]


def test_it_ends_with_the_table_and_three_lines(shown: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, ended = shown
    lines = ended.stdout.rstrip().splitlines()
    assert "URGENT" in ended.stdout
    assert all(len(line) <= 80 for line in lines[:-3])
    assert "report.html" in lines[-3]
    assert "mails" in lines[-2]
    assert lines[-1]


def test_the_story_is_told_to_whom_it_concerns(shown: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    """Who was told what at once, by night; the weekly reports come besides."""
    folder, _ = shown
    alerts = [
        path.name for path in sorted((folder / "auditor-demo" / "mails").glob("2026*.eml")) if "T06" not in path.name
    ]
    told = [re.sub(r"^2026(\d{4})T\w+?-|-harrowmere-example\.eml$", r"\1 ", name).strip() for name in alerts]
    assert [line for line in told if "report-slt" not in line and "school-report" not in line] == [
        "1014 alert-report-head-fenholme",
        "1014 alert-report-head-st-corvins",
        "1018 admin-it",
        "1022 alert-report-head-larkmoor",
        "1104 alert-safeguarding-dsl",
        "1106 alert-report-head-greyfell",
    ]


def test_the_last_report_says_what_needs_somebody(shown: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = shown
    report = (folder / "auditor-demo" / "report.txt").read_text(encoding="utf-8")
    assert "Harrowmere Learning Trust" in report
    assert "2 of 3 posts" in report
    assert "GreyfellJuniors" in report
    assert "tiktok:larkmoorprimary" in report
    assert "StCorvins_Sch on X is not" not in report  # renamed in October


def test_no_name_no_words_and_no_commenter_are_shown(shown: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, ended = shown
    texts = {"output": ended.stdout + ended.stderr}
    texts |= {name: (folder / "auditor-demo" / name).read_text("utf-8") for name in ("report.html", "report.txt")}
    for number, mail in enumerate(mails_in(folder / "auditor-demo" / "mails")):
        parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
        texts[f"mail {number}"] = "\n".join([*(str(value) for value in mail.values()), *parts])
    assert len(texts) > 30
    for canary in CANARIES:
        assert [place for place, text in texts.items() if canary in text] == []


def test_it_takes_the_place_of_an_earlier_demo_and_leaves_what_is_not_its_own(
    shown: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, _ = shown
    names = {path.name for path in (folder / "auditor-demo" / "mails").iterdir()}
    assert EARLIER not in names
    assert (folder / "auditor-demo" / "mails" / "kept.eml").read_text() == "somebody's own"


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ended = demo(tmp_path, "--out", "file/demo")
    assert ended.returncode == 2
    assert "--out" in ended.stderr
    assert "Traceback" not in ended.stderr
