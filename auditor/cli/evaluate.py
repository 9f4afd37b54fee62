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
    from rich.table import Table


@click.command(
    epilog="""\b
Examples:
  auditor evaluate comments.jsonl --task comments
  auditor evaluate posts.jsonl --task naming --json

A line is one JSON object: "text" and "label" ("child_named" or "inappropriate",
else "ok"); "spans", "categories", "severity", "tags" and "id" where there are any."""
)
@click.argument("file", metavar="FILE.jsonl", type=click.Path(path_type=Path))
@click.option("--task", required=True, type=click.Choice(["naming", "comments"]), help="What the labels are about.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def command(file: Path, *, task: str, as_json: bool) -> int:
    """Judge labelled text and print precision, recall and F1."""
    from auditor.language.evaluate import evaluate

    figures = evaluate(_read_lines(file), task)
    if as_json:
        click.echo(json.dumps(figures, indent=1, ensure_ascii=False))
        return 0
    console = context.console()
    console.print(_summary(figures))
    for heading, key in (("By severity", "by_severity"), ("By category", "by_category"), ("By tag", "by_tag")):
        if figures[key]:
            console.print(_table(heading, figures[key]))
    click.echo(f"{len(figures['errors'])} of {figures['n']} texts were judged otherwise; --json lists their ids.")
    return 0


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
    for name in ("precision", "recall", "f1", "accuracy", "span_recall"):
        if name == "accuracy" or (counts["positive"] and figures[name] is not None):
            table.add_row(name.replace("_", " "), f"{figures[name]:.3f}")
    return table


def _table(heading: str, rows: dict[str, dict[str, int]]) -> Table:
    from rich.table import Table

    table = Table(box=None, title=f"\n{heading}", title_justify="left", padding=(0, 2, 0, 0))
    columns = list(next(iter(rows.values())))
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    for name, row in rows.items():
        table.add_row(plain(name), *(str(row[column]) for column in columns))
    return table
