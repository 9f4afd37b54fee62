"""`auditor report`: printed, written, sent once, and sent again."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import html5lib
import pytest
from sqlalchemy import update

from auditor.register import load_register
from auditor.store.engine import writing
from auditor.store.tables import MessageRow
from tests.cli.shell import auditor
from tests.mail.servers import a_post_office
from tests.registers import SCHOOL, SOUND, X_ACCOUNT, a_register
from tests.report.ground import MONDAY, NIGHT, WEEK, a_finding, a_night, an_engine, days

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from auditor.mail import SmtpServer

AS_OF = MONDAY.isoformat()
OWN_LIST = SOUND.replace(SCHOOL, SCHOOL + 'report = ["head@oakfield.example"]\n')


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Return the database of a trust whose one audit ended on Monday morning."""
    trust = load_register(a_register(tmp_path))
    (tmp_path / "auditor-data").mkdir(mode=0o700)
    engine = an_engine(tmp_path / "auditor-data")
    a_night(engine, trust)
    yield engine
    engine.dispose()


def report(folder: Path, *arguments: str, as_of: str = AS_OF, **settings: str) -> subprocess.CompletedProcess[str]:
    return auditor("report", *arguments, "--as-of", as_of, folder=folder, **settings)


def by(server: SmtpServer) -> dict[str, str]:
    """Return the settings that send through the server."""
    return {
        "SMTP_HOST": server.host,
        "SMTP_PORT": str(server.port),
        "SMTP_SECURITY": "none",
        "MAIL_FROM": "auditor@oakfield.example",
    }


@pytest.mark.usefixtures("engine")
def test_it_prints_the_last_week_that_has_ended(tmp_path: Path) -> None:
    ended = report(tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("Nothing needs you this week.\n")
    assert f"({WEEK})" in ended.stdout
    assert "Traceback" not in ended.stderr


@pytest.mark.usefixtures("engine")
def test_it_prints_a_named_week_of_one_school(tmp_path: Path) -> None:
    ended = report(tmp_path, "--week", "2026-W46", "--school", "oakfield-primary")
    assert "Oakfield Primary School, week of 9 November 2026 to 15 November 2026" in ended.stdout


def test_it_writes_three_files(tmp_path: Path, engine: Engine) -> None:
    a_finding(engine)
    ended = report(tmp_path, "--out", "reports/monday")
    assert ended.returncode == 0
    assert "report.html" in ended.stdout
    folder = tmp_path / "reports" / "monday"
    html5lib.HTMLParser(strict=True).parse((folder / "report.html").read_text(encoding="utf-8"))
    assert (folder / "report.txt").read_text(encoding="utf-8").startswith("One thing needs you.")
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["week"] == WEEK


@pytest.mark.usefixtures("engine")
def test_it_sends_each_weeks_once(tmp_path: Path) -> None:
    a_register(tmp_path, OWN_LIST)
    with a_post_office() as (office, server):
        first = report(tmp_path, "--send", **by(server))
        assert (first.returncode, first.stderr) == (0, "")
        assert first.stdout == "2 mails handed over to the mail server.\n"
        second = report(tmp_path, "--send", as_of=(MONDAY + days(1)).isoformat(), **by(server))
        assert second.returncode == 0
        assert "has gone to everybody on its lists already" in second.stdout
        assert office.recipients() == ["slt@oakfield.example", "head@oakfield.example"]
        assert [mail["Subject"] for mail in office.mails()] == [
            "Oakfield Learning Trust: week of 16 November 2026, nothing needs you",
            "Oakfield Primary School: week of 16 November 2026, nothing needs you",
        ]


@pytest.mark.usefixtures("engine")
def test_what_failed_is_named_and_goes_with_the_next(tmp_path: Path) -> None:
    a_register(tmp_path, OWN_LIST)
    with a_post_office() as (office, server):
        office.on_recipient["slt@oakfield.example"] = ["550 5.1.1 slt@oakfield.example unknown"]
        first = report(tmp_path, "--send", **by(server))
        assert first.returncode == 1
        assert "1 mail (weekly report of 2026-W47) could not be handed over" in first.stderr
        assert "slt@" not in first.stderr
        assert report(tmp_path, "--send", **by(server)).returncode == 0
        assert office.recipients() == ["head@oakfield.example", "slt@oakfield.example"]


@pytest.mark.usefixtures("engine")
def test_it_sends_the_same_again_only_when_asked(tmp_path: Path) -> None:
    with a_post_office() as (office, server):
        for arguments in (["--send"], ["--send"], ["--send", "--resend"]):
            assert report(tmp_path, *arguments, **by(server)).returncode == 0
        assert len(office.got) == 2
        assert office.got[0] == office.got[1]


def test_what_is_not_kept_any_more_cannot_be_sent_again(tmp_path: Path, engine: Engine) -> None:
    report(tmp_path, "--send")
    with writing(engine) as session:
        session.execute(update(MessageRow).values(body=None))
    ended = report(tmp_path, "--resend")
    assert ended.returncode == 0
    assert "Nothing of 2026-W47 is kept that could be sent again." in ended.stderr


@pytest.mark.usefixtures("engine")
def test_without_a_mail_server_files_are_written_and_it_says_so(tmp_path: Path) -> None:
    ended = report(tmp_path, "--send")
    assert ended.returncode == 0
    assert "reach nobody but the folder" in ended.stderr
    (file,) = (tmp_path / "auditor-data" / "outbox").iterdir()
    assert message_from_bytes(file.read_bytes(), policy=policy.default)["To"] == "slt@oakfield.example"


def test_it_sends_everything_else_that_waits(tmp_path: Path, engine: Engine) -> None:
    report(tmp_path, "--send")
    with writing(engine) as session:
        session.execute(update(MessageRow).values(state="unknown", kind="alert-safeguarding", period="run"))
    with a_post_office() as (office, server):
        ended = report(tmp_path, "--send", **by(server))
        assert ended.returncode == 0
        assert len(office.got) == 2


@pytest.mark.usefixtures("engine")
def test_it_says_first_of_all_that_no_audit_has_ended(tmp_path: Path) -> None:
    ended = report(tmp_path, as_of=(MONDAY + days(7)).isoformat())
    assert ended.stdout.startswith("No audit has ended since Sunday 29 November 2026.")


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--week", "2026-W99"], "must be an ISO week such as 2026-W47"),
        (["--week", "2026-W50"], "has not begun yet"),
        (["--send", "--week", "2026-W48"], "has not ended yet"),
        (["--school", "oakfield-primry"], "Did you mean oakfield-primary?"),
        (["--send", "--out", "reports"], "do not go together"),
        (["--send", "--school", "oakfield-primary"], "has no report list of its own"),
        (["--out", "register.toml"], "could not be written"),
        (["--nonsense"], "No such option"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_done(tmp_path: Path, arguments: list[str], told: str) -> None:
    ended = report(tmp_path, *arguments)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert told in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "auditor-data" / "outbox").exists()


@pytest.mark.usefixtures("engine")
def test_a_time_before_the_last_audit_is_refused_and_its_own_is_normal(tmp_path: Path) -> None:
    early = report(tmp_path, as_of="2026-11-22")
    assert early.returncode == 2
    assert "--as-of is before the last audit, which was as of 23 November 2026, 03:15" in early.stderr
    assert report(tmp_path, as_of=NIGHT.isoformat()).returncode == 0


@pytest.mark.usefixtures("engine")
def test_without_a_time_the_clock_counts_but_never_one_before_the_last_audit(tmp_path: Path) -> None:
    ended = auditor("report", folder=tmp_path)
    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr


def test_before_the_first_audit_it_still_answers(tmp_path: Path) -> None:
    a_register(tmp_path)
    ended = report(tmp_path)
    assert ended.returncode == 0
    assert "nothing has been read" in " ".join(ended.stdout.split())


def test_a_hundred_schools_and_no_list_of_their_own_get_one_mail(tmp_path: Path) -> None:
    schools = "".join(
        (SCHOOL + X_ACCOUNT).replace("oakfield", f"oakfield{n}").replace('"1001"', f'"{n}"') for n in range(100)
    )
    a_register(tmp_path, SOUND + schools)
    assert report(tmp_path, "--send").returncode == 0
    (file,) = (tmp_path / "auditor-data" / "outbox").iterdir()
    assert len(file.read_bytes()) < 200_000
