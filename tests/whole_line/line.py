"""The whole line as its users have it: the real command line in a process, real HTTP and real SMTP on loopback."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from connectors.testing import FacebookStandIn, XStandIn
from tests.mail.servers import a_post_office

if TYPE_CHECKING:
    import signal
    import threading
    from collections.abc import Iterator, Mapping, Sequence
    from email.message import EmailMessage

    from auditor.mail import SmtpServer
    from connectors.testing import Diary, StandIn
    from tests.mail.servers import PostOffice

CHECKOUT = Path(__file__).resolve().parents[2]
LONDON = ZoneInfo("Europe/London")
X_TOKEN = "canary-x-bearer-5c1f0e"  # every secret is a canary: it must turn up nowhere
KEY = "canary-secret-key-77d2b9aa41-long-enough-for-anybody"
LONGEST = 120  # seconds after which a command has plainly hung


def local(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """Return a time in autumn 2026 on a clock in London, in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def iso(moment: datetime) -> str:
    """Return a time as the JSON writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def page_token(native_id: str) -> str:
    """Return the canary that opens a Page."""
    return f"canary-page-token-{native_id}"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command printed
        """Return what was printed, which must be JSON and nothing else."""
        return json.loads(self.out)

    def account(self, label: str) -> dict[str, Any]:
        """Return one account's line of `audit --json`."""
        return next(line for line in self.json["accounts"] if line["account"] == label)

    def reasons(self) -> dict[str, str | None]:
        """Return why each account was not checked, None where it was."""
        return {line["account"]: line["reason"] for line in self.json["accounts"]}


@dataclass(slots=True)
class Line:
    """A trust at work: its folder, the platforms, the post office, and every word that commands have printed."""

    folder: Path
    x: XStandIn
    facebook: FacebookStandIn
    office: PostOffice
    smtp: SmtpServer
    environment: dict[str, str] = field(default_factory=dict)
    printed: list[str] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """Return where the auditor keeps its things."""
        return self.folder / "auditor-data"

    @property
    def database(self) -> Path:
        """Return the database's file."""
        return self.home / "auditor.db"

    def stand_ins(self) -> tuple[StandIn, ...]:
        """Return both platforms."""
        return (self.x, self.facebook)

    def settings(self) -> dict[str, str]:
        """Return the environment of a command: nothing of the developer's own but where programs are."""
        kept = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COV")}
        tokens = {f"FB_TOKEN_{page.native_id}": page.token for page in self.facebook.diary.accounts("facebook")}
        return {
            **kept,
            **tokens,
            "HOME": str(self.folder),
            "PYTHONPATH": str(CHECKOUT),
            "AUDITOR_SECRET_KEY": KEY,
            "X_BEARER_TOKEN": X_TOKEN,
            "X_API_URL": self.x.url,
            "FACEBOOK_GRAPH_URL": self.facebook.url,
            "SMTP_HOST": self.smtp.host,
            "SMTP_PORT": str(self.smtp.port),
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "auditor@trust.example",
            **self.environment,
        }

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command and do not wait for it."""
        command = [sys.executable, "-m", "auditor", *arguments]
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.settings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
        )

    def end(self, process: subprocess.Popen[str]) -> Ended:
        """Wait for a command."""
        out, err = process.communicate(timeout=LONGEST)
        self.printed += [out, err]
        return Ended(process.returncode, out, err)

    def auditor(self, *arguments: str) -> Ended:
        """Run a command to its end."""
        return self.end(self.begin(*arguments))

    def move_clocks(self, now: datetime) -> None:
        """Let it be `now` on both platforms."""
        for stand_in in self.stand_ins():
            stand_in.clock = now

    def audit(self, now: datetime, *options: str) -> Ended:
        """Audit as of `now`, which is the platforms' time too."""
        self.move_clocks(now)
        return self.auditor("audit", "--as-of", iso(now), "--json", *options)

    def begin_audit(self, now: datetime, *options: str) -> subprocess.Popen[str]:
        """Start an audit as of `now`."""
        self.move_clocks(now)
        return self.begin("audit", "--as-of", iso(now), "--json", *options)

    def send_report(self, now: datetime, *options: str) -> Ended:
        """Send the week's report as of `now`."""
        return self.auditor("report", "--send", "--as-of", iso(now), *options)

    def findings(self, *options: str) -> list[dict[str, Any]]:
        """Return all findings, whatever has become of them."""
        states = ("open", "confirmed", "dismissed", "resolved", "gone")
        asked = [part for state in states for part in ("--status", state)] if not options else [*options]
        found: list[dict[str, Any]] = self.auditor("findings", "--format", "json", *asked).json
        return found

    def requests(self) -> int:
        """Return how many requests both platforms have answered."""
        return sum(len(stand_in.requests) for stand_in in self.stand_ins())

    def forget_requests(self) -> None:
        """Begin both platforms' logs anew."""
        for stand_in in self.stand_ins():
            stand_in.requests.clear()

    def mails(self) -> list[EmailMessage]:
        """Return every mail that the server took, oldest first."""
        return self.office.mails()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what a query of the database gives."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as connection:
            return connection.execute(query).fetchall()


def wait_until(happened: threading.Event, what: str) -> None:
    """Wait for something; fail in words where it never comes."""
    assert happened.wait(LONGEST), f"{what} never happened"


def stop(process: subprocess.Popen[str], how: signal.Signals) -> None:
    """Send a signal to a command that this test started."""
    process.send_signal(how)


@contextmanager
def a_line(folder: Path, diary: Diary, register: str, now: datetime) -> Iterator[Line]:
    """Set a trust up: register, platforms, post office."""
    (folder / "register.toml").write_text(register, encoding="utf-8")
    with ExitStack() as stack:
        x = stack.enter_context(XStandIn(diary, clock=now, bearer=X_TOKEN))
        facebook = stack.enter_context(FacebookStandIn(diary, clock=now))
        office, smtp = stack.enter_context(a_post_office())
        yield Line(folder, x, facebook, office, smtp)


def a_register(schools: str, *, terms: Sequence[tuple[str, str]] = ()) -> str:
    """Return a register of a trust with these schools."""
    written = "\n".join(f"[[trust.term]]\nstart = {start}\nend = {end}" for start, end in terms)
    return f"""
[trust]
name = "Rowan Vale Trust"
time_zone = "Europe/London"
policy = "com01"
email_domains = ["trust.example"]
[trust.recipients]
report = ["slt@trust.example"]
safeguarding = ["dsl@trust.example"]
admin = ["it@trust.example"]
{written}
{schools}
"""


def a_school(school_id: str, name: str, *accounts: str, **lines: str) -> str:
    """Return one school of a register; `lines` are written as they are, `more` below everything else."""
    more = lines.pop("more", "")
    written = "\n".join(f"{key} = {value}" for key, value in lines.items())
    return f'\n[[school]]\nid = "{school_id}"\nname = "{name}"\n{written}\n' + "\n".join(accounts) + f"\n{more}\n"


def an_account(platform: str, handle: str, native_id: str) -> str:
    """Return one account of a register; a Page's token is where the register points to."""
    token = f'\ntoken = "env:FB_TOKEN_{native_id}"' if platform == "facebook" else ""
    return f'[[school.account]]\nplatform = "{platform}"\nhandle = "{handle}"\nid = "{native_id}"{token}'


def by_account(requests: StandIn) -> Mapping[str | None, int]:
    """Return how many requests of a log were about each account (None: about several)."""
    counts: dict[str | None, int] = {}
    for served in requests.requests:
        counts[served.account] = counts.get(served.account, 0) + 1
    return counts
