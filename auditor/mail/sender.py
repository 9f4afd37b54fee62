"""Who mails come from and how they leave: a mail server, or files in the outbox folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.settings import Settings

NOBODY = "School Social Auditor <auditor@localhost>"  # in files that no server carries


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """A mail server. `security` is `starttls`, `tls` or `none`; without `username` nobody logs in.

    `timeout` is how many seconds each step may take, `patience` how many its last answer may, while it looks for
    viruses: giving up there means sending a mail twice.
    """

    host: str
    port: int
    security: str = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 30.0
    patience: float = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What mails need to leave. `address` stands in From, with or without a name; no `server`: files in `outbox`."""

    address: str = NOBODY
    reply_to: str | None = None
    server: SmtpServer | None = None
    outbox: Path = field(default_factory=lambda: Path("outbox"))

    @property
    def plain_address(self) -> str:
        """Return the address alone, as the envelope needs it."""
        return parseaddr(self.address)[1]

    @property
    def display_name(self) -> str:
        """Return the name beside the address, empty where there is none."""
        return parseaddr(self.address)[0]

    @property
    def domain(self) -> str:
        """Return what stands behind the sender's @, for Message-IDs and List-Ids."""
        return self.plain_address.rpartition("@")[2].lower() or "localhost"

    @property
    def warning(self) -> str | None:
        """Return what to say in each run where no mail server is set, None where one is."""
        if self.server is not None:
            return None
        return f"SMTP_HOST is not set: alerts and reports reach nobody but the folder {self.outbox}."


def sender_from(settings: Settings) -> Sender:
    """Return the sender that the settings describe."""
    server = None
    if settings.smtp_host:
        password = settings.smtp_password
        server = SmtpServer(
            host=settings.smtp_host,
            port=settings.mail_port,
            security=settings.smtp_security,
            username=settings.smtp_username,
            password=password.get_secret_value() if password else None,
        )
    return Sender(
        address=settings.mail_from or NOBODY,
        reply_to=settings.mail_reply_to,
        server=server,
        outbox=settings.home() / "outbox",
    )
