"""`auditor findings`: what stands open, for people, machines and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from auditor.cli import context
from auditor.errors import Problems
from auditor.model import STANDING, Severity, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.settings import Settings
    from auditor.store.listing import Listed
    from auditor.store.tables import FindingRow
    from auditor.trust import Trust

COLUMNS = ("id", "rule", "severity", "status", "school", "account", "platform", "subject", "week", "url", "categories",
           "confidence", "message", "why", "next_step", "clauses", "first_seen", "last_seen")  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - Excel obeys the wide ones too


@click.command(
    epilog="""\b
Examples:
  auditor findings --school oakfield-primary
  auditor findings --status dismissed --status resolved --since 2026-09-01 --format csv
  auditor findings --show-text fabc2def3gh4      (kept: who looked, and when)"""
)
@click.option("--school", "schools", multiple=True, metavar="ID", help="Of this school alone (may be repeated).")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Of this rule alone (may be repeated).")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in Status]),
    help="Instead of open and confirmed (may be repeated).",
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="First seen on that day or later.")
@click.option("--format", "shape", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--show-text", "text_of", metavar="ID", help="Show the text of one finding's post or comment.")
def command(
    schools: tuple[str, ...],
    rules: tuple[str, ...],
    statuses: tuple[str, ...],
    since: datetime | None,
    shape: str,
    text_of: str | None,
) -> int:
    """Show what stands open (or what the options say), the loudest first.

    No words of any post or comment are shown, save by --show-text.
    """
    from auditor.cli.stored import stored
    from auditor.store.listing import Filter, list_findings

    settings, trust = context.ground(tokens=False)
    if text_of is not None:
        if shape != "table":
            raise Problems(["--show-text prints a text as it is: leave --format out."])
        return _show_text(settings, text_of)
    _check(trust, schools, rules)
    wanted = Filter(schools=schools, rules=rules, statuses=statuses, since=_midnight(since, trust.time_zone))
    with stored(settings) as session:
        found = list_findings(session, wanted)
    if shape == "json":
        click.echo(_json(found))
    elif shape == "csv":
        click.echo(_csv(found), nl=False)
    else:
        show_table(found)
    return 0


def _midnight(day: datetime | None, time_zone: str) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day.date(), time(), tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


def _check(trust: Trust, schools: Sequence[str], rules: Sequence[str]) -> None:
    """Problems for a school or rule that does not exist: an empty list would look like good news."""
    from auditor.nearest import nearest
    from auditor.rules.catalogue import rule_ids
    from auditor.shown import plain

    known = {"school": [school.id for school in trust.schools], "rule": list(rule_ids())}
    problems = [
        f"There is no {what} {plain(name)}.{nearest(name, known[what])}"
        for what, names in (("school", schools), ("rule", rules))
        for name in names
        if name not in known[what]
    ]
    if problems:
        raise Problems(problems)


def _show_text(settings: Settings, finding_id: str) -> int:
    import getpass

    from auditor.cli.stored import stored
    from auditor.shown import plain
    from auditor.store.decisions import show_text

    with stored(settings, writes=True) as session:
        text = show_text(session, finding_id, at=context.now_from(None), os_user=getpass.getuser())
    if text is None:
        raise Problems(["No text is kept for this finding (any more): open its link instead."])
    for line in text.splitlines():
        click.echo(plain(line))
    return 0


def _json(found: Sequence[Listed]) -> str:
    from auditor.store.listing import as_json

    return json.dumps([as_json(one) for one in found], indent=1, ensure_ascii=False)


def _csv(found: Sequence[Listed]) -> str:
    """Return the findings for a spreadsheet: every cell quoted, none a formula."""
    from auditor.store.listing import as_json

    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for one in found:
        line = as_json(one)
        subject = line["subject"]
        line |= {"subject": f"{subject['kind']} {subject['id']}", "week": subject["week"], "url": subject["url"]}
        line["categories"] = " ".join(line["categories"])
        line["clauses"] = " ".join(f"{clause['pack']}:{clause['clause']}" for clause in line["clauses"])
        writer.writerow({name: _cell(line[name]) for name in COLUMNS})
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def show_table(found: Sequence[Listed]) -> None:
    """Print findings for a person: what, where, which clause and what to do next; no words of any text."""
    from rich.table import Table

    from auditor.shown import plain

    if not found:
        click.echo("No such finding stands in what was read; `auditor report` says what was not read.")
        return
    table = Table(box=None, padding=(0, 1, 1, 0))
    for heading in ("Finding", "How bad", "Where, what and what next"):
        table.add_column(heading, no_wrap=heading != "Where, what and what next", overflow="fold")
    for one in found:
        row = one.row
        clauses = ", ".join(f"{clause['pack']} {clause['clause']}" for clause in row.clauses)
        place = plain(f"{row.school} · {one.account or row.week or row.subject_kind}")
        where = f"{place} · {row.first_seen:%d %b %Y} · {row.status}"
        stands = row.status in STANDING
        then = f"Next: {row.next_step}" if stands else f"Ended: {_ended(row)}."
        lines = [where, f"{row.message} ({clauses})", then, row.url or ""]
        table.add_row(
            row.id, _shown(row.severity) if stands else row.severity, "\n".join(line for line in lines if line)
        )
    context.console().print(table)


def _ended(row: FindingRow) -> str:
    """Return why a finding ended; where no person settled it, with the last time at which it was seen to stand."""
    if row.ended_because is None:
        return "by a person"
    return f"{row.ended_because}; last seen {row.last_seen:%d %b %Y, %H:%M} UTC"


def _shown(severity: str) -> str:
    return severity.upper() if Severity(severity) is Severity.URGENT else severity
