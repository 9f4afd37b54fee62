"""`auditor demo`: the whole line on a sample trust, with stand-in platforms and no settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import context
from auditor.errors import Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from auditor.audit import Installation
    from auditor.demo.stage import Stage
    from auditor.report.weekly import Rendered

MARK = re.compile(r"-[0-9a-f]{8}(?=\.eml$)")  # at the end of a mail's file name; it differs each time
EARLIER = "2026*-harrowmere-example.eml"  # mails of an earlier demo: nobody else's have such names


@click.command(
    epilog="""\b
Examples:
  auditor demo
  auditor demo --out somewhere/else"""
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("auditor-demo"),
    show_default=True,
    metavar="DIR",
    help="Where the report and the mails go.",
)
def command(out: Path) -> int:
    """Audit a made-up trust of four schools through five weeks, night by night, and write its report and mails.

    Needs no settings, no keys and no internet, and touches nothing but DIR.
    """
    from auditor import logs
    from auditor.audit.installation import installation_from
    from auditor.demo.stage import Stage

    logs.start(verbosity=min(context.verbosity(), 0))
    _make(out)
    with Stage() as stage:
        installation = installation_from(stage.settings, stage.trust)
        try:
            for now in _shown(_moments(), watched=context.shows_progress()):
                _play(stage, installation, now)
            _write(out, _last_report(installation), _mails(installation))
            _show(installation)
        finally:
            installation.engine.dispose()
    _say_where_to_look(out)
    return 0


def _make(out: Path) -> None:
    """Make the folder and see that it can be written to, before anybody waits."""
    try:
        (out / "mails").mkdir(parents=True, exist_ok=True)
        (out / "report.html").write_text("", encoding="utf-8")
    except OSError as error:
        raise Problems(
            [f"Nothing can be written to {out} ({error.strerror}); name another folder with --out."]
        ) from None


def _moments() -> list[datetime]:
    """Return when something is started: each night's audit and each Monday's report."""
    from auditor.demo.days import MONDAYS, NIGHTS

    return sorted((*NIGHTS, *MONDAYS))


def _shown(moments: list[datetime], *, watched: bool) -> Iterator[datetime]:
    """Yield the moments; on a terminal a bar moves along."""
    if not watched:
        yield from moments
        return
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, console=context.console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(moments))
        for now in moments:
            bar.update(task, description=f"Night of {now:%d %B %Y}")
            yield now
            bar.advance(task)


def _play(stage: Stage, installation: Installation, now: datetime) -> None:
    """Do what cron does at that moment."""
    from auditor.audit import Request, run
    from auditor.demo.days import NIGHTS

    stage.move_clocks(now)
    if now in NIGHTS:
        run(installation, Request(now=now))
    else:
        _send_report(installation, now)


def _send_report(installation: Installation, now: datetime) -> None:
    from zoneinfo import ZoneInfo

    from auditor.mail import send_unsent
    from auditor.report.sending import pages, write_pages
    from auditor.report.weeks import last_ended

    trust, engine, sender = installation.trust, installation.engine, installation.sender
    week = last_ended(now, ZoneInfo(trust.time_zone)).iso
    write_pages(engine, trust, week, now, sender, pages(trust, week))
    send_unsent(engine, sender, now)


def _last_report(installation: Installation) -> Rendered:
    from auditor.demo.days import MONDAYS, WEEK
    from auditor.report.weekly import build_report, render
    from auditor.store.engine import reading

    with reading(installation.engine) as session:
        return render(build_report(session, installation.trust, WEEK, MONDAYS[-1]))


def _mails(installation: Installation) -> list[Path]:
    return sorted(installation.sender.outbox.glob("*.eml"))


def _write(out: Path, report: Rendered, mails: Iterable[Path]) -> None:
    """Write report and mails in the place of what an earlier demo wrote."""
    try:
        (out / "report.html").write_text(report.html, encoding="utf-8", newline="\n")
        (out / "report.txt").write_text(report.text, encoding="utf-8", newline="\n")
        for earlier in (out / "mails").glob(EARLIER):
            earlier.unlink()
        for mail in mails:
            (out / "mails" / MARK.sub("", mail.name)).write_bytes(mail.read_bytes())
    except OSError as error:
        raise Problems([f"The demo could not be written to {out}: {error.strerror}."]) from None


def _show(installation: Installation) -> None:
    """Print the findings that stand, as `auditor findings` does."""
    from auditor.cli.findings import show_table
    from auditor.store.engine import reading
    from auditor.store.listing import Filter, list_findings

    with reading(installation.engine) as session:
        show_table(list_findings(session, Filter()))


def _say_where_to_look(out: Path) -> None:
    click.echo(f"Open {out / 'report.html'}: what the senior leaders get each Monday.")
    click.echo(f"Open the mails in {out / 'mails'}: who was told what, and in which night.")
    click.echo("In the table: the urgent line was mailed to the safeguarding lead within the same night.")
