"""`auditor report`: the weekly report, printed, written or sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from auditor.cli import context
from auditor.cli.shown import plain
from auditor.errors import Problems
from auditor.nearest import nearest

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from auditor.mail import Delivery, Sender
    from auditor.report.sending import Page
    from auditor.rules.calendar import Week
    from auditor.trust import Trust

EPILOG = """\b
Examples:
  auditor report                           print last week's report
  auditor report --send                    send it to everybody who has not got it yet
  auditor report --out reports             write it as HTML, text and JSON
  auditor report --week 2026-W47 --school oakfield-primary

\b
Exit codes: 0 done, 1 some mail could not be handed over (each is named), 2 nothing done"""


@click.command(epilog=EPILOG)
@click.option("--week", metavar="WEEK", help="An ISO week such as 2026-W47; without it the last one that has ended.")
@click.option("--school", metavar="ID", help="This school's page alone.")
@click.option("--send", is_flag=True, help="Send it, once to each recipient, and everything else that is unsent.")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="Write report.html, .txt and .json there.")
@click.option("--as-of", metavar="ISO", help='The time to take as "now"; not before the last audit.')
@click.option("--resend", is_flag=True, help="Send what was sent once more, the same bytes; means --send too.")
def command(
    week: str | None, school: str | None, as_of: str | None, out: Path | None, *, send: bool, resend: bool
) -> int:
    """Print, write or send the weekly report: what needs somebody, how every school stands, what was not read."""
    from auditor.mail import sender_from
    from auditor.store.engine import migrate, open_engine

    if out is not None and (send or resend):
        raise Problems(["--send and --out do not go together: run the command twice."])
    settings, trust = context.ground(needs_key=False, tokens=False)
    _know(trust, school)
    engine = open_engine(settings.database_url())
    try:
        migrate(engine)
        now = _now(engine, trust, as_of)
        the_week = _week(trust, week, now)
        if send or resend:
            return _send(engine, trust, (the_week, now, school), sender_from(settings), again=resend)
        _print_or_write(engine, trust, (the_week, now, school), out)
    finally:
        engine.dispose()
    return 0


def _know(trust: Trust, school: str | None) -> None:
    ids = [one.id for one in trust.schools]
    if school is not None and school not in ids:
        raise Problems([f"There is no school {plain(school)} in the register.{nearest(school, ids)}"])


def _now(engine: Engine, trust: Trust, as_of: str | None) -> datetime:
    """Return the time to report as of: never before the last audit's, which a clock set back could give."""
    from sqlalchemy import func, select

    from auditor.report.wording import at_time
    from auditor.store.engine import reading
    from auditor.store.tables import RunRow

    now = context.now_from(as_of, trust.time_zone)
    with reading(engine) as session:
        last: datetime | None = session.scalar(select(func.max(RunRow.as_of)))
    if last is None or now >= last:
        return now
    if as_of is None:
        return last
    when = at_time(last, ZoneInfo(trust.time_zone))
    raise Problems([f"--as-of is before the last audit, which was as of {when}: give that time or a later one."])


def _week(trust: Trust, name: str | None, now: datetime) -> Week:
    from auditor.report.weeks import last_ended, named_week

    zone = ZoneInfo(trust.time_zone)
    if name is None:
        return last_ended(now, zone)
    week = named_week(name)
    if week.start(zone) > now:
        raise Problems([f"The week {week.iso} has not begun yet."])
    return week


def _print_or_write(engine: Engine, trust: Trust, about: tuple[Week, datetime, str | None], out: Path | None) -> None:
    from auditor.report.weekly import as_json, build_report, render
    from auditor.store.engine import reading

    week, now, school = about
    with reading(engine) as session:
        report = build_report(session, trust, week.iso, now, school)
    rendered = render(report)
    if out is None:
        click.echo(rendered.text, nl=False)
        return
    as_text = json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n"
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in (("html", rendered.html), ("txt", rendered.text), ("json", as_text)):
            (out / f"report.{name}").write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Problems([f"The report could not be written to {plain(str(out))}: {error.strerror}."]) from None
    click.echo(f"Written to {plain(str(out))}: report.html, report.txt, report.json.")


def _send(
    engine: Engine, trust: Trust, about: tuple[Week, datetime, str | None], sender: Sender, *, again: bool
) -> int:
    from auditor.mail import send_unsent
    from auditor.report.sending import pages, write_again, write_pages

    week, now, school = about
    if week.end(ZoneInfo(trust.time_zone)) > now:
        raise Problems(
            [f"The week {week.iso} has not ended yet; its report is sent when it has. Print it without --send."]
        )
    wanted: list[Page] = pages(trust, week.iso, school)
    if not wanted:
        raise Problems(
            [f"The school {school} has no report list of its own in the register; the trust's list gets the whole."]
        )
    repeated = write_again(engine, wanted) if again else 0
    written = write_pages(engine, trust, week.iso, now, sender, wanted)
    delivery = send_unsent(engine, sender, now)
    if again and not repeated + written:
        context.warn(f"Nothing of {week.iso} is kept that could be sent again.")
    _tell(week, delivery, sender, is_new=bool(written) or again)
    return 1 if delivery.failed else 0


def _tell(week: Week, delivery: Delivery, sender: Sender, *, is_new: bool) -> None:
    if sender.warning:
        context.warn(sender.warning)
    for sentence in delivery.sentences():
        context.warn(sentence)
    handed_over = delivery.sent or delivery.written
    if not is_new and not delivery.failed and not handed_over:
        _say(f"The report for {week.iso} has gone to everybody on its lists already.")
    if handed_over:
        how = "handed over to the mail server" if delivery.sent else f"written to {sender.outbox}"
        _say(f"{handed_over} {'mail' if handed_over == 1 else 'mails'} {how}.")


def _say(sentence: str) -> None:
    if context.verbosity() >= 0:
        click.echo(plain(sentence))
