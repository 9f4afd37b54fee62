"""`auditor doctor`: is everything well, and if not, what to do."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from auditor.cli import context
from auditor.errors import Problems

if TYPE_CHECKING:
    from auditor.doctor.check import Check
    from auditor.settings import Settings
    from auditor.trust import Trust

HELP = """Check settings, register, database, credentials and mail server, and say what to do.

Nothing is changed and no mail is sent. The exit code is 0 where nothing failed
(warnings included), 1 where something did, 2 where settings or register cannot be
read.

\\b
Examples:
  auditor doctor
  auditor doctor --json
"""

COLOURS = {"ok": "green", "warning": "yellow", "failed": "red"}
SOMETHING_FAILED = 1


@click.command(help=HELP)
@click.option("--json", "as_json", is_flag=True, help="Print a list of checks as JSON.")
def command(*, as_json: bool) -> int:
    """Examine the installation and print what each check says."""
    from auditor.doctor import examine

    found, code = [], 0
    try:
        settings, _trust = context.ground(tokens=False)
    except Problems as wrong:
        if not as_json:
            raise
        found, code = _unreadable(wrong), wrong.exit_code
    else:
        lacking = _lacking(settings)
        for check in (*lacking, *examine(settings, _as_far_as_possible(settings), context.now_from(None))):
            found.append(check)
            if not as_json:
                _print(check)
        code = (
            Problems.exit_code if lacking else SOMETHING_FAILED if any(one.status == "failed" for one in found) else 0
        )
    if as_json:
        click.echo(json.dumps([asdict(check) for check in found], indent=1, ensure_ascii=False))
    else:
        counts = {status: sum(check.status == status for check in found) for status in COLOURS}
        click.echo(f"{counts['failed']} failed, {counts['warning']} to mend, {counts['ok']} fine.")
    return code


def _unreadable(wrong: Problems) -> list[Check]:
    from auditor.doctor.check import failed

    return [failed("settings and register", problem, "Mend what the sentence names.") for problem in wrong.problems]


def _lacking(settings: Settings) -> list[Check]:
    """Return a check for each credential that the register calls for and nobody gives."""
    try:
        context.trust(settings)
    except Problems as wrong:
        return _unreadable(wrong)
    return []


def _as_far_as_possible(settings: Settings) -> Trust:
    """Return the trust with those credentials that are there, so that everything else can be looked at."""
    from auditor import logs
    from auditor.register import load_register
    from auditor.register.credentials import with_credentials

    def look_up(name: str) -> str:
        try:
            return settings.credential(name) or ""
        except Problems:
            return ""

    trust = with_credentials(load_register(settings.register, look_up), settings)
    logs.hide(account.token for school in trust.schools for account in school.accounts)
    return trust


def _print(check: Check) -> None:
    status = click.style(f"{check.status:8}", fg=COLOURS[check.status])
    click.echo(status + _indented(f"{check.check}: {check.message}").lstrip())
    if check.what_to_do:
        click.echo(_indented(f"What to do: {check.what_to_do}"))


def _indented(text: str) -> str:
    margin = " " * 8
    return textwrap.fill(text, 80, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)
