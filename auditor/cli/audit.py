"""`auditor audit`: the nightly run and the run on request."""

from __future__ import annotations

import json
import sys
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Self

import click

from auditor.cli import context
from auditor.errors import Problems
from auditor.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.audit import Installation, Outcome, Request
    from auditor.settings import Settings

NEW_AND_GRAVE = 4


@click.command(
    epilog="""\b
Examples:
  auditor audit                                  everything, as cron does each night
  auditor audit --school oakfield-primary        one school, now
  auditor audit --account x:oakfieldprimary --mail-to head@oakfield.example
  auditor audit --full                           ask again for everything of the last 30 days"""
)
@click.option("--school", "schools", multiple=True, metavar="ID", help="Read this school alone (may be repeated).")
@click.option(
    "--account", "accounts", multiple=True, metavar="PLATFORM:HANDLE", help="Read this account alone (may be repeated)."
)
@click.option("--as-of", metavar="ISO", help="The run's one time; without it, now.")
@click.option("--full", is_flag=True, help="Ask again for everything of the last 30 days.")
@click.option("--no-alerts", is_flag=True, help="Hold alerts back for the next run without this.")
@click.option(
    "--wait", type=click.IntRange(0, 24 * 60), default=0, metavar="MINUTES", help="Come back when a rate limit resets."
)
@click.option("--mail-to", metavar="ADDRESS", help="Send this run's page to one address of the trust's domains.")
@click.option(
    "--fail-on", type=click.Choice([level.value for level in Severity]), help="Exit 4 where a finding like that is new."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    schools: tuple[str, ...],
    accounts: tuple[str, ...],
    as_of: str | None,
    wait: int,
    mail_to: str | None,
    fail_on: str | None,
    *,
    full: bool,
    no_alerts: bool,
    as_json: bool,
) -> int:
    """Read the accounts, judge what is new, record what is found, and tell at once what cannot wait."""
    from auditor.audit import Request, run
    from auditor.audit.installation import installation_from

    settings, trust = context.ground()
    if mail_to is not None:
        _check_address(mail_to, trust.email_domains)
    installation = installation_from(settings, trust)
    with _Progress(shown=context.shows_progress(machine_readable=as_json)) as progress:
        request = Request(
            now=context.now_from(as_of, trust.time_zone),
            schools=tuple(dict.fromkeys(schools)),
            accounts=tuple(dict.fromkeys(accounts)),
            full=full,
            alerts=not no_alerts,
            wait=timedelta(minutes=wait),
            on_account=progress.advance,
        )
        outcome = run(installation, request)
    _warn_of_version(installation, settings, request)
    code = outcome.exit_code()
    if mail_to is not None:
        code = max(code, _mail_page(installation, request, outcome, mail_to))
    if fail_on is not None and any(Severity(row.severity).rank >= Severity(fail_on).rank for row in outcome.new):
        code = NEW_AND_GRAVE
    _tell(installation, request, outcome, as_json=as_json)
    _ping(settings, code, outcome)
    return code


def _warn_of_version(installation: Installation, settings: Settings, request: Request) -> None:
    """Warn where a Page is read through a version of the Graph API that lives no more."""
    from auditor.settings.graph import NEWER_NEEDED, dead_graph_version

    accounts = (account for school in installation.trust.schools for account in school.accounts)
    dead = dead_graph_version(settings.facebook_graph_version, request.now.date())
    if dead and any(account.platform == "facebook" for account in accounts):
        context.warn(f"{dead} {NEWER_NEEDED}")


class _Progress:
    """A bar on a terminal; nothing in cron."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self.advance: Callable[[int, int], None] = lambda _done, _all: None

    def __enter__(self) -> Self:
        if self._shown:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            self._bar = Progress(
                TextColumn("Reading accounts"), BarColumn(), MofNCompleteColumn(),
                console=context.console(stderr=True), transient=True,
            )  # fmt: skip
            task = self._bar.add_task("accounts", total=None)
            self._bar.start()
            self.advance = lambda done, total: self._bar.update(task, completed=done, total=total)
        return self

    def __exit__(self, *_ended: object) -> None:
        if self._shown:
            self._bar.stop()


def _check_address(address: str, domains: tuple[str, ...]) -> None:
    from auditor.addresses import recipient_problem

    problem = recipient_problem(address, domains)
    if problem:
        raise Problems([f"--mail-to: {problem}"])


def _mail_page(installation: Installation, request: Request, outcome: Outcome, address: str) -> int:
    """Send this run's page to one address; 1 where it could not be handed over."""
    from auditor.mail import send_unsent
    from auditor.report.adhoc import write_page
    from auditor.store.engine import writing

    with writing(installation.engine) as session:
        write_page(session, installation.trust, outcome.run, request.now, address, installation.sender)
    delivery = send_unsent(installation.engine, installation.sender, request.now)
    for sentence in delivery.sentences():
        context.warn(sentence)
    return 1 if delivery.failed else 0


def _tell(installation: Installation, request: Request, outcome: Outcome, *, as_json: bool) -> None:
    """Say what came of it: JSON, the page for a person at a terminal, or a line in cron."""
    if outcome.created_database:
        context.say(
            f"A new database was made: {outcome.created_database}. If there was one before, it is not this one: "
            "check AUDITOR_HOME and AUDITOR_DATABASE_URL."
        )
    if installation.sender.warning:
        context.warn(installation.sender.warning)
    for sentence in (*outcome.notes, *outcome.undelivered):
        context.warn(sentence)
    if as_json:
        click.echo(json.dumps(outcome.as_json(), indent=1, ensure_ascii=False))
    elif sys.stdout.isatty():
        _show_page(installation, request, outcome)
    else:
        _lines(outcome)


def _show_page(installation: Installation, request: Request, outcome: Outcome) -> None:
    from auditor.report.adhoc import build_page, page_text
    from auditor.store.engine import reading

    with reading(installation.engine) as session:
        click.echo(page_text(build_page(session, installation.trust, outcome.run, request.now)))


def _lines(outcome: Outcome) -> None:
    """Print one line for a quiet night, and one more for each account that could not be read."""
    from auditor.shown import plain

    checked = sum(1 for line in outcome.coverages if line.reason is None)
    posts = sum(line.posts_new for line in outcome.coverages)
    comments = sum(line.comments_new for line in outcome.coverages)
    spent = sum(line.cost_micros for line in outcome.coverages) / 1_000_000
    click.echo(
        f"{outcome.as_of.astimezone(UTC):%Y-%m-%d %H:%M} UTC: {checked} of {len(outcome.coverages)} accounts checked, "
        f"{posts} new posts, {comments} new comments; {len(outcome.new)} new findings, {outcome.standing} open, "
        f"{outcome.ended} ended; ${spent:.2f} spent."
    )
    for line in outcome.coverages:
        if line.reason is not None:
            click.echo(f"Not checked: {plain(line.planned.account.label)} ({line.reason}). {plain(line.detail or '')}")
        for gap in (*line.gaps, *line.unseen):
            click.echo(
                f"Not covered: {plain(line.planned.account.label)}, {gap.start:%d %b %Y %H:%M} to "
                f"{gap.end:%d %b %Y %H:%M} UTC: {plain(gap.what)}."
            )


def _ping(settings: Settings, code: int, outcome: Outcome) -> None:
    from auditor import ping

    if settings.auditor_ping_url is None:
        return
    checked = sum(1 for line in outcome.coverages if line.reason is None)
    counts = f"{checked} of {len(outcome.coverages)} accounts checked; {len(outcome.new)} new findings."
    ping.tell(settings.auditor_ping_url.get_secret_value(), code, counts)
