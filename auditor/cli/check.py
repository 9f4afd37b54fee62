"""`auditor check`: a draft judged before it is posted. Nothing is stored, and no word of it is repeated."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli import context
from auditor.cli.draft import read_clipboard, read_draft
from auditor.cli.rolls_here import rolls_for
from auditor.cli.shown import plain
from auditor.errors import Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.model import Finding, Item, Judgement, Known, Roll
    from auditor.rules.base import Rule
    from auditor.trust import School, Trust

FOUND = 4
USUAL_POLICY = "com01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """By what a draft is judged: policy (name or path), the school it is for, names known to be fine, pupil rolls."""

    policy: str
    school: str
    known: Known
    rolls: tuple[Roll, ...] = ()


@click.command(
    epilog="""\b
Examples:
  auditor check draft.txt                    a post without a picture
  auditor check --picture draft.txt          a post with a photo or film
  auditor check --clipboard                  what was copied last
  auditor check --reply answer.txt           an answer to a comment
  auditor check --school oakfield-primary -  typed or pasted, then Ctrl-D (Windows: Ctrl-Z)

\b
Exit codes: 0 nothing would be found, 2 the draft could not be read, 4 something would be found."""
)
@click.option("--picture", is_flag=True, help="The post (or the one that it answers) has a picture or film.")
@click.option("--reply", is_flag=True, help="It answers a comment: its tone is judged as closely as a comment's.")
@click.option("--clipboard", is_flag=True, help="Judge the text on the clipboard.")
@click.option("--school", metavar="ID", help="For this school: what its part of the register knows.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.argument("file", required=False, metavar="[FILE|-]")
def command(file: str | None, *, picture: bool, reply: bool, clipboard: bool, school: str | None, as_json: bool) -> int:
    """Judge a draft before it is posted, by the trust's policy.

    Says what would be found, where and why, without repeating a word of it. Nothing is stored or sent anywhere. Where
    there is no register, the policy com01 is used and no staff are known. Pupil rolls kept here are used; without
    --school those of all schools.
    """
    from auditor.policies import load_pack

    if clipboard and file is not None:
        raise click.UsageError("--clipboard takes the place of a file: give one of the two.")
    ground = _ground(school)
    text = read_clipboard() if clipboard else read_draft(file or "-")
    pack = load_pack(ground.policy)
    draft = _draft(text, has_picture=picture, is_reply=reply)
    judgements = _judge(draft, pack.rules(), ground)
    findings = [finding for judgement in judgements.values() for finding in judgement.findings]
    if as_json:
        told = {"pack": pack.name, "rules": list(judgements), "findings": [_as_json(one) for one in findings]}
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        for line in _told(text, findings, pack.name, is_judged=bool(judgements)):
            click.echo(plain(line))
        if judgements and not findings:
            unchecked = "Pictures, and consent to them," if ground.rolls else "Consent and pictures"
            click.echo(f"{unchecked} were not checked.")
    return FOUND if findings else 0


def _ground(school_id: str | None) -> Ground:
    """Return by what to judge: the register's policy and names where there is a register."""
    from auditor.model import Known

    trust = _trust()
    if trust is None and school_id is not None:
        raise Problems(
            ["There is no register here, so --school cannot be used; leave it out, or set AUDITOR_REGISTER."]
        )
    if trust is None:
        context.say("No register was found here: judged by the policy com01, with no names of staff known.")
        return Ground(policy=USUAL_POLICY, school="", known=Known())
    schools = [_school(trust, school_id)] if school_id is not None else list(trust.schools)
    rolls = rolls_for([school.id for school in schools])
    return Ground(policy=trust.policy, school=school_id or "", known=_known(schools), rolls=rolls)


def _trust() -> Trust | None:
    """Return the register's trust; None where there is no register and none was asked for."""
    import os

    from auditor.register import load_register
    from auditor.settings.environment import read_environment

    given = read_environment(os.environ, Path.cwd()).plain("AUDITOR_REGISTER")
    path = Path.cwd() / Path(given[0] if given else "register.toml").expanduser()
    return load_register(path) if given or path.exists() else None


def _school(trust: Trust, school_id: str) -> School:
    from auditor.nearest import nearest

    ids = [school.id for school in trust.schools]
    if school_id not in ids:
        raise Problems(
            [f"There is no school {plain(school_id)}; there are: {', '.join(ids)}.{nearest(school_id, ids)}"]
        )
    return trust.school(school_id)


def _known(schools: Iterable[School]) -> Known:
    """Return the names that any of the schools knows."""
    from dataclasses import fields

    from auditor.model import Known

    names = [school.known for school in schools]
    return Known(
        **{one.name: tuple(name for known in names for name in getattr(known, one.name)) for one in fields(Known)}
    )


def _draft(text: str, *, has_picture: bool, is_reply: bool) -> Item:
    """Return the draft as the account's own post or reply; a reply's picture is the one above it."""
    from auditor.model import Item

    return Item(
        account="draft",
        platform="draft",
        kind="comment" if is_reply else "post",
        form="reply" if is_reply else "original",
        own=True,
        id="draft",
        key="draft",
        url="",
        thread_key="draft",
        text=text,
        created_at=context.now_from(None),
        beside_picture=has_picture,
    )


def _judge(draft: Item, rules: Iterable[Rule], ground: Ground) -> dict[str, Judgement]:
    """Return what the audit would say of the draft once it is posted, by the rules for what a school writes."""
    from auditor.model import Evidence
    from auditor.rules.judge import judge_each

    evidence = Evidence(
        now=draft.created_at,
        time_zone="UTC",
        school=ground.school,
        school_name="",
        agreed_handle=None,
        items=(draft,),
        known=ground.known,
        rolls=ground.rolls,
    )
    judgements = judge_each([rule for rule in rules if rule.reads == "items"], evidence)
    return {rule: judgement for rule, judgement in judgements.items() if judgement.judged}


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "why": finding.why,
        "spans": [list(span) for span in finding.spans],
        "confidence": round(finding.confidence, 4),
        "clauses": [{"pack": clause.pack, "clause": clause.clause} for clause in finding.clauses],
    }


def _told(text: str, findings: Sequence[Finding], pack: str, *, is_judged: bool) -> Iterator[str]:
    """Yield the lines that a person reads."""
    for finding in findings:
        clauses = ", ".join(f"{clause.pack} {clause.clause}" for clause in finding.clauses)
        yield f"{finding.severity.value}: {finding.message} ({clauses})"
        yield from (f"  {_place(text, span)}" for span in finding.spans)
        yield f"  {finding.why}"
        yield f"  Mend it before it is posted; `auditor explain {finding.rule}` says how."
    if not is_judged:
        yield f"No rule of the policy {pack} is about what a school writes, so nothing was checked."
    elif not findings:
        yield f"Nothing was found in the draft under the policy {pack}."


def _place(text: str, span: tuple[int, int]) -> str:
    """Return where a stretch of the draft is, counted from 1 as editors do."""
    start, end = span
    before = text[:start]
    line = before.count("\n") + 1
    column = start - (before.rfind("\n") + 1)
    return f"line {line}, characters {column + 1} to {column + end - start}"
