"""`auditor evaluate`: how well the shipped detection does on labelled text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli import context
from auditor.cli.shown import plain
from auditor.errors import Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from auditor.language.evaluate import Judged
    from auditor.language.tally import Tally


@click.command(
    epilog="""\b
Examples:
  auditor evaluate comments.jsonl --task comments
  auditor evaluate posts.jsonl --task naming --json
  auditor evaluate posts.jsonl --task naming --errors misjudged.jsonl

A line is one JSON object: "text" and "label" ("child_named" or "inappropriate",
else "ok"); "spans", "categories", "severity", "tags" and "id" where there are any."""
)
@click.argument("file", metavar="FILE.jsonl", type=click.Path(path_type=Path))
@click.option("--task", required=True, type=click.Choice(["naming", "comments"]), help="What the labels are about.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@click.option(
    "--errors",
    "errors",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the misjudged texts to FILE, for reading.",
)
def command(file: Path, *, task: str, as_json: bool, errors: Path | None) -> int:
    """Judge labelled text and print precision, recall and F1.

    With --errors each text that was judged otherwise than it is labelled is written to FILE, one JSON object a line,
    with what was found, how sure and by which signs. Only you can read that file.
    """
    from auditor.language.evaluate import figures, judge_labelled

    judged = judge_labelled(_read_lines(file), task)
    found = figures(judged, task)
    if errors is not None:
        _write_errors(errors, file, judged, task)
    if as_json:
        click.echo(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        _print_tables(judged, found)
        wrong = f"{len(found['errors'])} of {found['n']} texts were judged otherwise"
        click.echo(f"{wrong}." if errors is not None else f"{wrong}; --errors FILE writes them down.")
    if errors is not None:
        context.say(f"The misjudged texts are in {errors}: delete it when they have been read.")
    return 0


def _print_tables(judged: Sequence[Judged], found: dict[str, Any]) -> None:
    from auditor.language.tally import tallies

    console = context.console()
    console.print(_summary(found))
    for tally in tallies(judged, found["task"]):
        console.print(_table(tally))
    click.echo("\nn: texts labelled so · found: rightly flagged · false alarms: wrongly flagged")


def _write_errors(errors: Path, file: Path, judged: Sequence[Judged], task: str) -> None:
    """Write the misjudged texts; Problems where they cannot be, or would take the labelled file's place."""
    from auditor.cli.private import write_private
    from auditor.language.misjudged import misjudged_lines

    if errors.exists() and errors.samefile(file):
        raise Problems(["--errors names the labelled file itself; give it another file."])
    try:
        write_private(errors, misjudged_lines(judged, task))
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "the system refuses it"
        raise Problems([f"{plain(str(errors))} cannot be written to: {reason}."]) from None


def _read_lines(file: Path) -> list[str]:
    """Return the file's lines; Problems where it cannot be read as text.

    A line ends with a line feed alone: the other line separators may stand inside a JSON string.
    """
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as problem:
        raise Problems([f"{plain(str(file))} cannot be read: {problem.strerror or 'unknown reason'}."]) from None
    except UnicodeDecodeError:
        raise Problems(
            [f"{plain(str(file))} is no text in UTF-8; save it as UTF-8 with one JSON object a line."]
        ) from None


def _summary(figures: dict[str, Any]) -> Table:
    """Return the figures of the whole; those that mean nothing here, such as the recall of nothing, are left out."""
    from rich.table import Table

    counts = figures["counts"]
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_row("task", figures["task"])
    table.add_row("texts", f"{counts['n']}, of which {counts['positive']} should be found")
    table.add_row("flagged", f"{counts['flagged']}, of which {counts['right']} rightly")
    harmless, wrongly = counts["n"] - counts["positive"], counts["flagged"] - counts["right"]
    if harmless:
        table.add_row("harmless", f"{harmless}, of which {wrongly} were flagged ({wrongly / harmless:.1%})")
    for name in ("precision", "recall", "f1", "accuracy", "span_recall"):
        if name == "accuracy" or (counts["positive"] and figures[name] is not None):
            table.add_row(name.replace("_", " "), f"{figures[name]:.3f}")
    return table


def _table(tally: Tally) -> Table:
    from rich.table import Table

    table = Table(box=None, title=f"\n{tally.heading}", title_justify="left", padding=(0, 2, 0, 0))
    table.add_column("", overflow="fold")
    for column in tally.columns:
        table.add_column(column, justify="right")
    for name, *cells in tally.rows:
        table.add_row(plain(name), *cells)
    return table
