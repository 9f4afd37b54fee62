"""What `doctor` finds on the machine: files, code, database, mail server."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from sqlalchemy import text

import connectors
from auditor.doctor.machine import check_connectors, check_database, check_detectors, check_files, check_mail
from auditor.settings import load_settings
from auditor.store.engine import migrate, open_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from auditor.doctor.check import Check
    from auditor.settings import Settings


def settings_of(folder: Path, **environ: str) -> Settings:
    return load_settings({"AUDITOR_SECRET_KEY": "k9" * 20, **environ}, folder)


def the(checks: Iterable[Check]) -> Check:
    (check,) = checks
    assert bool(check.what_to_do or "; run: " in check.message) == (check.status != "ok")
    return check


def test_a_sound_home_is_fine(tmp_path: Path) -> None:
    check = the(check_files(settings_of(tmp_path)))
    assert (check.status, check.message) == ("ok", f"All settings can be read; the home is {tmp_path}/auditor-data.")


def test_what_others_can_read_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("", encoding="utf-8")
    (tmp_path / ".env").chmod(0o644)
    check = the(check_files(settings_of(tmp_path)))
    assert check.status == "warning"
    assert f"chmod 600 {tmp_path}/.env" in check.message


def test_an_address_without_encryption_is_a_warning_except_on_loopback(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, X_API_URL="http://x.example", FACEBOOK_GRAPH_URL="http://127.0.0.1:1")
    warnings = [check for check in check_files(settings) if check.status == "warning"]
    assert "X_API_URL is not https" in the(warnings).message


def test_both_halves_of_the_detectors_are_fine() -> None:
    assert the(check_detectors()).status == "ok"


@pytest.mark.usefixtures("no_runtime")
def test_without_onnx_runtime_a_warning_says_what_is_lost() -> None:
    check = the(check_detectors())
    assert check.status == "warning"
    assert "the plain half of the detectors judges alone: of texts that name a child it finds" in check.message
    assert "pip install onnxruntime" in check.what_to_do


def test_our_connectors_are_recognised() -> None:
    check = the(check_connectors())
    assert check.status == "ok"
    assert "facebook, x" in check.message


def test_another_package_called_connectors_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connectors, "__file__", str(tmp_path / "connectors" / "__init__.py"))
    check = the(check_connectors())
    assert check.status == "failed"
    assert str(tmp_path) in check.message


def test_before_the_first_audit_there_is_no_database_and_none_is_made(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    check = the(check_database(settings))
    assert check.status == "ok"
    assert "the first audit makes one" in check.message
    assert not (settings.home() / "auditor.db").exists()


def test_a_database_of_this_version_is_fine_and_an_older_one_a_warning(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    engine = open_engine(settings.database_url())
    migrate(engine)
    assert the(check_database(settings)).message == "The database answers."
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()
    check = the(check_database(settings))
    assert check.status == "warning"
    assert "the tables of another version (0000; this one needs" in check.message
    assert "Back it up" in check.what_to_do


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://u:canary@127.0.0.1:1/n", "nonsense://canary", "sqlite:////nowhere/canary/file.db"]
)
def test_a_database_that_does_not_answer_is_a_failure_without_its_password(url: str, tmp_path: Path) -> None:
    check = the(check_database(settings_of(tmp_path, AUDITOR_DATABASE_URL=url)))
    assert check.status == "failed"
    assert "canary" not in check.message + check.what_to_do


def test_a_file_that_is_no_database_is_a_failure(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    (settings.home() / "auditor.db").write_text("no database at all, but long enough to be looked at " * 50)
    assert the(check_database(settings)).status == "failed"


class Quiet:
    """Counts mails, which must not come."""

    def __init__(self) -> None:
        self.mails = 0

    async def handle_DATA(self, *_message: object) -> str:  # noqa: N802 - the name is aiosmtpd's
        """Count a mail."""
        self.mails += 1
        return "250 OK"


@pytest.fixture
def mail_server() -> Iterator[tuple[Controller, Quiet]]:
    handler = Quiet()

    def knows(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
        return AuthResult(success=getattr(data, "password", b"") == b"right", handled=False)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        handler, hostname="127.0.0.1", port=port, authenticator=knows, auth_require_tls=False, auth_required=False
    )
    controller.start()
    yield controller, handler
    controller.stop()


def test_without_a_mail_server_mails_reach_nobody(tmp_path: Path) -> None:
    check = the(check_mail(settings_of(tmp_path)))
    assert check.status == "warning"
    assert f"the folder {tmp_path}/auditor-data/outbox" in check.message


@pytest.mark.parametrize(("password", "status"), [("right", "ok"), ("canary", "failed")])
def test_the_login_is_tried_and_no_mail_sent(
    password: str, status: str, mail_server: tuple[Controller, Quiet], tmp_path: Path
) -> None:
    controller, handler = mail_server
    settings = settings_of(
        tmp_path, SMTP_HOST="127.0.0.1", SMTP_PORT=str(controller.port), SMTP_SECURITY="none", MAIL_FROM="a@b.example",
        SMTP_USERNAME="u", SMTP_PASSWORD=password,
    )  # fmt: skip
    check = the(check_mail(settings))
    assert check.status == status
    assert "canary" not in check.message
    assert handler.mails == 0


def test_a_server_elsewhere_without_encryption_is_a_warning(
    mail_server: tuple[Controller, Quiet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.doctor.machine.LOOPBACK", frozenset())
    server = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(mail_server[0].port), "SMTP_SECURITY": "none"}
    check = the(check_mail(settings_of(tmp_path, MAIL_FROM="a@b.example", **server)))
    assert (check.status, check.message) == ("warning", "127.0.0.1 takes us, but without encryption.")


def test_encryption_that_the_server_lacks_is_a_failure(mail_server: tuple[Controller, Quiet], tmp_path: Path) -> None:
    settings = settings_of(tmp_path, SMTP_HOST="127.0.0.1", SMTP_PORT=str(mail_server[0].port), MAIL_FROM="a@b.example")
    check = the(check_mail(settings))
    assert check.status == "failed"
    assert "STARTTLS" in check.message


def test_a_mail_server_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    check = the(check_mail(settings_of(tmp_path, SMTP_HOST="127.0.0.1", SMTP_PORT="1", MAIL_FROM="a@b.example")))
    assert check.status == "failed"
    assert "127.0.0.1:1 cannot be reached" in check.message
