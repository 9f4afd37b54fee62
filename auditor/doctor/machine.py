"""What stands on this machine or is one connection away: files, code, database, mail server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import connectors
from auditor.doctor.check import Check, failed, fine, warning
from auditor.errors import Problems
from auditor.language import encoder
from auditor.language.figures import without_encoder
from auditor.mail import sender_from
from auditor.mail.server import MailServer, NotHandedOver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def check_files(settings: Settings) -> Iterator[Check]:
    """Check that the home is there for us alone, and tell what is unwise about settings."""
    home = settings.home()
    if settings.warnings:
        for sentence in settings.warnings:
            yield warning("settings", sentence)
    else:
        yield fine("settings", f"All settings can be read; the home is {home}.")
    for name in ("x_api_url", "facebook_graph_url"):
        address = urlsplit(getattr(settings, name))
        if address.scheme == "http" and address.hostname not in LOOPBACK:
            sentence = f"{name.upper()} is not https: the credential travels where others may read it."
            yield warning("settings", sentence, f"Write {name.upper()} with https://, or leave it out.")


def check_connectors() -> Iterator[Check]:
    """Check that the package `connectors` is ours: another of that name exists, and would take its place."""
    ours = Path(__file__).parents[2]
    found = Path(connectors.__file__ or "").parents[1]
    if found == ours:
        yield fine("connectors", f"Connectors are there for {', '.join(connectors.platforms())}.")
    else:
        yield failed(
            "connectors",
            f"The package `connectors` comes from {found}, not from beside the auditor in {ours}.",
            "Install the auditor into an environment of its own, with nothing else in it.",
        )


def check_detectors() -> Iterator[Check]:
    """Check that both halves of the detectors can be used: without ONNX Runtime the plain one judges alone."""
    if encoder.is_available():
        yield fine("detectors", "Both halves of the detectors of names and comments are here.")
    else:
        yield warning(
            "detectors",
            without_encoder(),
            "Install it where the auditor is installed: pip install onnxruntime. What was judged is then judged again.",
        )


def check_database(settings: Settings) -> Iterator[Check]:
    """Check that the database answers and has the tables that this version needs; nothing is written."""
    try:
        url = settings.database_url()
        home = settings.home()
        if settings.auditor_database_url is None and not (home / "auditor.db").exists():
            yield fine("database", f"There is no database yet; the first audit makes one in {home}.")
        else:
            yield _look(url)
    except Problems as wrong:
        yield failed("database", " ".join(wrong.problems), "Mend AUDITOR_DATABASE_URL or AUDITOR_HOME.")


def _look(url: str) -> Check:
    from sqlalchemy import inspect, text  # noqa: PLC0415 - slow to import, and not always needed
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - the same

    from auditor.store.engine import HEAD, open_engine  # noqa: PLC0415 - the same

    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            known = inspect(connection).has_table("alembic_version")
            revision = connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None
    except SQLAlchemyError as error:
        why = type(getattr(error, "orig", None) or error).__name__
        to_do = "See that the database server runs and lets this user in, or that the file is a SQLite database."
        return failed("database", f"The database does not answer ({why}).", to_do)
    finally:
        engine.dispose()
    if revision in {HEAD, None}:
        return fine("database", "The database answers." if revision else "The database answers and is still empty.")
    message = f"The database has the tables of another version ({revision}; this one needs {HEAD})."
    to_do = "Back it up: the next audit brings it up to date. If it is newer, install the newer auditor."
    return warning("database", message, to_do)


class _Greeting(MailServer):
    """Goes as far as the login, and sends nothing."""

    def greet(self) -> None:
        """Connect, encrypt and log in as for a mail; NotHandedOver where that fails."""
        self._connect()
        self.close()


def check_mail(settings: Settings) -> Iterator[Check]:
    """Check that the mail server takes us; no mail is sent."""
    sender = sender_from(settings)
    if sender.server is None:
        to_do = "Set SMTP_HOST and MAIL_FROM, and what your mail server wants besides."
        yield warning("mail server", sender.warning or "", to_do)
        return
    try:
        _Greeting(sender.server, sender.plain_address).greet()
    except NotHandedOver as error:
        yield failed("mail server", str(error), "Mend SMTP_HOST, SMTP_PORT, SMTP_SECURITY or the login, as it says.")
        return
    if sender.server.security == "none" and sender.server.host not in LOOPBACK:
        to_do = "Set SMTP_SECURITY=starttls, unless the server is a relay inside the trust's own network."
        yield warning("mail server", f"{sender.server.host} takes us, but without encryption.", to_do)
        return
    yield fine("mail server", f"{sender.server.host} takes us; mails come from {sender.plain_address}.")
