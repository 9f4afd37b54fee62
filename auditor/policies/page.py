"""A pack as people read it: every clause and how it is checked, as text, as Markdown, as JSON."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Any

from auditor.policies.pack import HOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.policies.pack import Pack, PackClause

MEANS = {
    "decided": "a program decides",
    "flagged": "a program flags, people decide",
    "recorded": "a program proves that a record exists",
    "people": "people alone",
}


def as_json(pack: Pack) -> dict[str, Any]:
    """Return the pack as `auditor policy PACK --json` prints it."""
    return {
        "pack": pack.name,
        "title": pack.title,
        "version": pack.version,
        "next_review": pack.next_review.isoformat() if pack.next_review else None,
        "clauses": [
            {
                "clause": clause.clause,
                "heading": clause.heading,
                "text": clause.text,
                "how": clause.how,
                "rules": _rules(clause),
                "why": clause.reason,
            }
            for clause in pack.clauses
        ],
    }


def as_text(pack: Pack, width: int = 80) -> str:
    """Return the pack for a terminal."""
    lines = textwrap.wrap(f"{pack.name}: {pack.title}", width) + textwrap.wrap(_dates(pack), width)
    lines += textwrap.wrap(_summary(pack), width)
    for heading, clauses in groupby(pack.clauses, key=lambda clause: clause.heading):
        lines += ["", heading]
        for clause in clauses:
            how = f"{clause.clause}: {_how(clause)}"
            lines += textwrap.wrap(how, width, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False)
            for text in (clause.text, f"Why: {clause.reason}" if clause.reason else ""):
                lines += textwrap.wrap(text, width, initial_indent="      ", subsequent_indent="      ")
    return "\n".join(lines)


def as_markdown(pack: Pack) -> str:
    """Return the pack as `docs/policies/` holds it."""
    parts = [f"# {pack.name}: {pack.title}", f"{_dates(pack)} {_summary(pack)}"]
    for heading, clauses in groupby(pack.clauses, key=lambda clause: clause.heading):
        rows = [f"| {clause.clause} | {_cell(clause.text)} | {_cell(_judged(clause))} |" for clause in clauses]
        parts += [f"## {heading}", "\n".join(["| clause | what it asks | how it is checked |", "|---|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def _dates(pack: Pack) -> str:
    approved = f"approved {pack.approved}" if pack.approved else "approval not dated"
    review = f"next review by {pack.next_review.isoformat()}" if pack.next_review else "no date for a next review"
    return f"Version {pack.version}, {approved}, {review}."


def _summary(pack: Pack) -> str:
    counts = {how: sum(clause.how == how for clause in pack.clauses) for how in HOW}
    told = [f"{count} {how} ({MEANS[how]})" for how, count in counts.items() if count]
    return f"{len(pack.clauses)} clauses: {', '.join(told)}."


def _listed(rules: Sequence[str]) -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(rules[:-1]), *rules[-1:]]))


def _how(clause: PackClause) -> str:
    rules = _rules(clause)
    return f"{clause.how} by {_listed(rules)}" if rules else MEANS[clause.how]


def _judged(clause: PackClause) -> str:
    rules = _listed([f"[{rule}](../rules/{rule}.md)" for rule in _rules(clause)])
    return f"{clause.how} by {rules}" if rules else f"{MEANS[clause.how]}: {clause.reason}"


def _rules(clause: PackClause) -> list[str]:
    return [use.rule for use in clause.uses]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
