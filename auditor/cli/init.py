"""`auditor init`: a starting `.env` and `register.toml`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click

from auditor.cli.shown import plain
from auditor.errors import Problems

NEXT = """\
What is next:
  1. Put your trust, schools, accounts and recipients into register.toml.
  2. Put X_BEARER_TOKEN (and the token of each Page) into .env, and SMTP_HOST and MAIL_FROM.
  3. Keep a copy of AUDITOR_SECRET_KEY apart from this machine: without it old findings lose their commenters' keys,
     and pupil rolls (`auditor roll`) must be imported again.
  4. Run `auditor doctor` here: it says what is still missing. Then run `auditor audit`."""

HELP = """Write a starting .env and register.toml into DIR (here, unless given).

What is there already is never overwritten.

\b
Examples:
  auditor init
  auditor init /srv/auditor
"""


@click.command(help=HELP)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Write the two files and say what is next."""
    from auditor.resources import folder as shared
    from auditor.settings.example import example_env

    register = (shared("templates") / "register.example.toml").read_text(encoding="utf-8")
    files = {".env": (example_env(secrets.token_urlsafe(32)), 0o600), "register.toml": (register, 0o644)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = [name for name, (text, mode) in files.items() if _write(folder / name, text, mode)]
    except OSError as error:
        raise Problems([f"{plain(str(folder))} cannot be written to ({error.strerror})."]) from None
    for name in files:
        done = "Wrote" if name in written else "Left as it is, because it is there already:"
        click.echo(f"{done} {plain(str(folder / name))}")
    if written:
        click.echo(NEXT)


def _write(path: Path, text: str, mode: int) -> bool:
    """Write a new file and return True; False where there is one already."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    return True
