"""`auditor register learn`: names that people said are no child's, proposed for the register, and masked here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import context
from auditor.cli.manners import manners
from auditor.cli.shown import plain
from auditor.errors import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from auditor.model import Roll
    from auditor.settings import Settings
    from auditor.store.learning import Lessons, Proposal
    from auditor.trust import School, Trust


@click.group(
    epilog="""\b
Examples:
  auditor register learn --school oakfield-primary
  auditor register learn --school oakfield-primary --write"""
)
def command() -> None:
    """Let the register learn from what people decided.

    `auditor register COMMAND --help` tells more of each command.
    """


@command.command(
    params=manners(),
    epilog="""\b
Examples:
  auditor register learn --school oakfield-primary            what is proposed, masked
  auditor register learn --school oakfield-primary --write    add it to the register
  auditor register learn --school oakfield-primary --paste known.toml

\b
Exit codes: 0 done, also where nothing is proposed; 2 nothing done.""",
)
@click.option("--school", "school_id", required=True, metavar="ID", help="At this school.")
@click.option("--write", is_flag=True, help="Add the names to the register file.")
@click.option(
    "--paste",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write what to paste into the register to FILE, which only you can read.",
)
def learn(school_id: str, *, write: bool, paste: Path | None) -> int:
    """Propose names for [school.known], so that they are not taken for a child's again.

    From findings of unnamed-children that were dismissed for good with --because adult, place or thing, while their
    texts are kept. Names are shown by their initials alone: `auditor findings --show-text ID` shows a text. Never
    proposed is what a confirmed finding (or one with consent) holds, what is on the pupil roll, and a single word that
    children bear as well.
    """
    import getpass

    from auditor.cli.stored import stored
    from auditor.store.learning import learn as learn_from
    from auditor.store.learning import note_learnt

    if write and paste is not None:
        raise click.UsageError("--write and --paste are two ways to the same end: give one of them.")
    settings, trust = context.ground(tokens=False)
    school = _school(trust, school_id)
    with stored(settings, writes=write or paste is not None) as session:
        lessons = learn_from(session, school, _rolls(session, settings, school))
        for line in _told(lessons, school, asks=not (write or paste)):
            click.echo(plain(line))
        if lessons.proposals and (write or paste):
            _keep(settings, school, lessons, paste)
            note_learnt(session, lessons.proposals, at=context.now_from(None), os_user=getpass.getuser())
    return 0


def _school(trust: Trust, school_id: str) -> School:
    from auditor.nearest import nearest

    ids = [school.id for school in trust.schools]
    if school_id not in ids:
        raise Problems([f"There is no school {plain(school_id)}.{nearest(school_id, ids)}"])
    return trust.school(school_id)


def _rolls(session: Session, settings: Settings, school: School) -> tuple[Roll, ...]:
    """Return the school's pupil roll; Problems where it has one that cannot be used: a pupil's name might slip in."""
    from auditor.keys import key_for
    from auditor.store.rolls import load_roll

    loaded = load_roll(session, school.id, key_for(settings.secret_key(), "roll"))
    if loaded.unusable:
        again = f"auditor roll import FILE --school {school.id}"
        raise Problems(
            [f"The pupil roll of {school.id} cannot be used, so nothing is proposed: import it again ({again})."]
        )
    return loaded.rolls


def _told(lessons: Lessons, school: School, *, asks: bool) -> Iterator[str]:
    """Yield what is proposed and what is not, in lines for a person."""
    number = len(lessons.proposals)
    if number:
        yield f"For [school.known] of {school.id}, {_counted(number, 'name is', 'names are')} proposed:"
    else:
        yield f"Nothing is proposed for {school.id}."
    for one in lessons.proposals:
        yield f"  {_line(one)}"
    yield from _left_out(lessons)
    if not (number or lessons.known or lessons.held or lessons.on_roll or lessons.childs or lessons.gone):
        yield "No finding was dismissed for good with --because adult, place or thing, so there is nothing to learn."
    if number and asks:
        yield "If one of them is a child's, review its finding anew. To add them, run it again with --write."


def _line(one: Proposal) -> str:
    times = {1: "once", 2: "twice"}.get(len(one.findings), f"{len(one.findings)} times")
    article = "an" if one.because == "adult" else "a"
    words = _counted(len(one.masked.split()), "word", "words")
    told = f"{one.masked} ({words}), dismissed {times} as {article} {one.because}: {one.list_name}"
    return f"{told} ({', '.join(one.findings)})"


def _left_out(lessons: Lessons) -> Iterator[str]:
    for number, why in (
        (lessons.known, "in the register already"),
        (lessons.held, "held by a finding that was settled as a child's"),
        (lessons.on_roll, "on the pupil roll"),
        (lessons.childs, "of one word that a child may bear too; add it by hand if no pupil does"),
    ):
        if number:
            yield f"Left out: {_counted(number, 'name', 'names')} {why}."
    if lessons.gone:
        findings = _counted(lessons.gone, "dismissed finding", "dismissed findings")
        yield f"Not learnt from: {findings}, because the text is deleted or changed by now."
    if lessons.unread and lessons.proposals:
        findings = _counted(lessons.unread, "finding", "findings")
        yield f"Not compared: the names in {findings} settled as a child's, because the text is deleted by now."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _by_list(proposals: Sequence[Proposal]) -> dict[str, list[str]]:
    """Return the names by the list that they are for."""
    names: dict[str, list[str]] = {}
    for proposal in proposals:
        names.setdefault(proposal.list_name, []).append(proposal.written)
    return names


def _keep(settings: Settings, school: School, lessons: Lessons, paste: Path | None) -> None:
    """Add the names to the register; where it cannot be added to, write what to paste to a file in the home."""
    from auditor.register.additions import add_to_register

    names = _by_list(lessons.proposals)
    if paste is None:
        try:
            add_to_register(settings.register, school.id, names)
        except (OSError, ValueError) as problem:
            reason = getattr(problem, "strerror", None) or str(problem)
            context.warn(f"{settings.register.name} was left as it is: {reason}.")
            paste = settings.home() / f"known-{school.id}.toml"
        else:
            added = _counted(len(lessons.proposals), "name was", "names were")
            click.echo(f"{added} added to {plain(settings.register.name)}; the next audit judges by it.")
            return
    _write_paste(settings, school, names, paste)


def _write_paste(settings: Settings, school: School, names: dict[str, list[str]], file: Path) -> None:
    from auditor.cli.private import write_private
    from auditor.register.additions import to_paste

    if file.exists() and file.samefile(settings.register):
        raise Problems(["--paste names the register itself; give it another file, or use --write."])
    try:
        write_private(file, to_paste(settings.register, school.id, names))
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "the system refuses it"
        raise Problems([f"{plain(str(file))} cannot be written to: {reason}."]) from None
    click.echo(f"What to paste into the register stands in {plain(str(file))}, which only you can read.")
