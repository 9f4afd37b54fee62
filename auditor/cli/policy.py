"""`auditor policy`: every clause of a pack and how it is checked, and what is wrong with the policy itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from auditor.cli import context
from auditor.cli.shown import plain
from auditor.errors import Problems

if TYPE_CHECKING:
    from auditor.policies.pack import Pack


@click.command(
    epilog="""\b
Examples:
  auditor policy                    the packs
  auditor policy com01              every clause and how it is checked
  auditor policy com01 --lint       what is wrong with the policy itself
  auditor policy ./our-policy.toml  a pack of your own"""
)
@click.argument("pack", required=False, metavar="[PACK]")
@click.option("--lint", "is_lint", is_flag=True, help="Say what is wrong with the policy itself.")
@click.option("--as-of", metavar="ISO", help="Judge its dates as on that day instead of today (with --lint).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--markdown", is_flag=True, help="Print the page of docs/policies.")
def command(pack: str | None, *, is_lint: bool, as_of: str | None, as_json: bool, markdown: bool) -> int:
    """Show every clause of a policy pack and how it is checked; without PACK, the packs.

    PACK is a pack's name or the path of a file. No settings or register are needed.
    """
    from auditor.policies import load_pack

    if pack is None:
        if is_lint or markdown:
            raise Problems(["Name the pack, such as: auditor policy com01 --lint"])
        _list(as_json=as_json)
        return 0
    loaded = load_pack(pack)
    if is_lint:
        _lint(loaded, as_of, as_json=as_json)
    else:
        _show(loaded, as_json=as_json, markdown=markdown)
    return 0


def _list(*, as_json: bool) -> None:
    from auditor.policies import load_pack, pack_names

    packs = [load_pack(name) for name in pack_names()]
    if as_json:
        click.echo(json.dumps([{"pack": pack.name, "title": pack.title} for pack in packs], indent=1))
        return
    for pack in packs:
        click.echo(f"{pack.name:<10}  {pack.title}")
    click.echo("\n`auditor policy NAME` shows every clause and how it is checked.")


def _show(pack: Pack, *, as_json: bool, markdown: bool) -> None:
    from auditor.policies import page

    if as_json:
        click.echo(json.dumps(page.as_json(pack), indent=1, ensure_ascii=False))
    else:
        for line in (page.as_markdown(pack) if markdown else page.as_text(pack)).splitlines():
            click.echo(plain(line))


def _lint(pack: Pack, as_of: str | None, *, as_json: bool) -> None:
    from auditor.policies.lint import lint

    today = context.now_from(as_of).date()
    flaws = lint(pack, today)
    if as_json:
        click.echo(json.dumps([asdict(flaw) for flaw in flaws], indent=1, ensure_ascii=False))
        return
    for flaw in flaws:
        place = f"clause {flaw.clause}" if flaw.clause else "the whole policy"
        click.echo(plain(f"{flaw.problem} ({place}): {flaw.message}"))
    if not flaws:
        click.echo("Nothing was found wrong with the policy's dates, laws, networks, lists, retention and routes.")
