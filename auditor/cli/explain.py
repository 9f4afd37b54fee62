"""`auditor explain`: a rule's handbook page."""

from __future__ import annotations

import click

from auditor.cli.shown import plain
from auditor.errors import Problems


@click.command(
    epilog="""\b
Examples:
  auditor explain                      the rules
  auditor explain unnamed-children     what it looks for, why, what to do"""
)
@click.argument("rule", required=False, metavar="[RULE]")
@click.option("--markdown", is_flag=True, help="Print the page of docs/rules.")
def command(rule: str | None, *, markdown: bool) -> int:
    """Show a rule's handbook page; without RULE, list the rules."""
    from auditor.nearest import nearest
    from auditor.rules.catalogue import rule_classes
    from auditor.rules.handbook import page_of

    known = rule_classes()
    if rule is None:
        for name, found in known.items():
            click.echo(f"{name:<24}{page_of(found).title}")
        return 0
    if rule not in known:
        raise Problems([f"There is no rule {plain(rule)}; there are: {', '.join(known)}.{nearest(rule, known)}"])
    page = page_of(known[rule])
    if markdown:
        click.echo(page.as_markdown(), nl=False)
        return 0
    click.echo(page.as_text())
    click.echo(_asked_by(rule))
    return 0


def _asked_by(rule: str) -> str:
    """Return which clauses of the shipped packs ask for a rule."""
    from auditor.policies import load_pack, pack_names

    asking = {
        name: [clause.clause for clause in load_pack(name).clauses if any(use.rule == rule for use in clause.uses)]
        for name in pack_names()
    }
    told = [f"{name} {', '.join(clauses)}" for name, clauses in asking.items() if clauses]
    return f"Asked for by: {'; '.join(told) or 'no shipped policy'}."
