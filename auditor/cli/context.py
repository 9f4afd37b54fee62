"""What every command needs: settings, register, the one "now", and how to speak to the person in front."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from auditor.cli.manners import VERBOSITY
from auditor.cli.shown import plain
from auditor.errors import Problems

if TYPE_CHECKING:
    from rich.console import Console

    from auditor.settings import Settings
    from auditor.trust import Trust

FIRST_YEAR, LAST_YEAR = 2000, 2200


def verbosity() -> int:
    """Return 1 with -v, -1 with -q, else 0."""
    context = click.get_current_context(silent=True)
    return int(context.meta.get(VERBOSITY, 0)) if context else 0


def settings(*, needs_key: bool = True, with_home: bool = True) -> Settings:
    """Return the settings of this working folder and start the log; Problems with everything that is wrong.

    `with_home` is False for commands that leave nothing behind: then no home is made, and no log file.
    """
    from auditor import logs
    from auditor.settings import load_settings

    found = load_settings(os.environ, Path.cwd(), needs_key=needs_key)
    logs.hide(found.secrets())
    logs.start(verbosity=verbosity(), home=found.home() if with_home else None)
    for warning in found.warnings:
        warn(warning)
    return found


def trust(settings: Settings, *, tokens: bool = True) -> Trust:
    """Return the trust of the register, each account with its credential; without `tokens` none is asked for.

    Problems with everything that is wrong, credentials that are missing among it.
    """
    from auditor import logs
    from auditor.register import load_register
    from auditor.register.credentials import missing_credentials, with_credentials

    if not tokens:
        return load_register(settings.register)
    found = with_credentials(load_register(settings.register, settings.credential), settings)
    logs.hide(account.token for school in found.schools for account in school.accounts)
    missing = missing_credentials(found)
    if missing:
        raise Problems(missing)
    return found


def ground(*, needs_key: bool = True, tokens: bool = True) -> tuple[Settings, Trust]:
    """Return settings and trust; the problems of both are told at once."""
    try:
        found = settings(needs_key=needs_key)
    except Problems as wrong:
        raise Problems([*wrong.problems, *_problems_of_register(tokens=tokens)]) from None
    return found, trust(found, tokens=tokens)


def _problems_of_register(*, tokens: bool) -> tuple[str, ...]:
    """Return what is wrong with the register, as far as it can be found without sound settings."""
    from auditor.register import load_register
    from auditor.settings.environment import read_environment

    environment = read_environment(os.environ, Path.cwd())
    given = environment.plain("AUDITOR_REGISTER")
    path = Path.cwd() / Path(given[0] if given else "register.toml").expanduser()
    try:
        load_register(path, environment.credential if tokens else None)
    except Problems as wrong:
        return wrong.problems
    return ()


def now_from(as_of: str | None, time_zone: str = "UTC") -> datetime:
    """Return the run's one "now" in UTC, to the second: `--as-of`, or the clock where it is not given.

    A date alone is its first moment; a time without Z or an offset is meant in `time_zone` (the trust's).
    """
    if as_of is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(as_of.strip() if "w" not in as_of.lower() else "")  # no weeks: which day?
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(time_zone))
        moment = moment.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        told = f"--as-of must be a date or a time such as 2026-11-20 or 2026-11-20T02:00:00Z; {plain(as_of)} is not."
        raise Problems([told]) from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Problems([f"--as-of must lie between {FIRST_YEAR} and {LAST_YEAR}; {plain(as_of)} does not."])
    return moment


def say(sentence: str) -> None:
    """Print a sentence on stderr, unless -q asks for silence."""
    if verbosity() >= 0:
        click.echo(plain(sentence), err=True)


def warn(sentence: str) -> None:
    """Print a warning on stderr, also with -q."""
    click.echo(f"Warning: {plain(sentence)}", err=True)


def shows_progress(*, machine_readable: bool = False) -> bool:
    """Return whether a person watches: stderr is a terminal, and neither -q nor a machine's format was asked for."""
    return sys.stderr.isatty() and verbosity() >= 0 and not machine_readable


def console(*, stderr: bool = False) -> Console:
    """Return where tables go: 80 columns unless a wider terminal is there, colour on a terminal alone.

    Texts are taken as they are: no markup, no highlighting, no emoji codes.
    """
    from rich.console import Console

    watched = (sys.stderr if stderr else sys.stdout).isatty()
    return Console(
        stderr=stderr,
        width=None if watched else 80,
        color_system="auto" if watched else None,
        force_terminal=None if watched else False,
        markup=False,
        highlight=False,
        emoji=False,
    )
