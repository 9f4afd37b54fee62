"""`auditor roll`: a school's pupil roll is imported, shown by its counts, and forgotten. No name is ever printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import context
from auditor.cli.manners import manners
from auditor.cli.shown import plain
from auditor.errors import Problems
from auditor.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy.orm import Session

    from auditor.roll import ReadRoll
    from auditor.settings import Settings
    from auditor.store.rolls import KeptRoll
    from auditor.trust import School, Trust


class RollGroup(click.Group):
    """The three commands; an unknown one is answered with the nearest."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` names; a usage error in our own words where there is none."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            ctx.fail(f"There is no command roll {plain(args[0])}.{nearest(args[0], self.commands)}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=RollGroup,
    epilog="""\b
Examples:
  auditor roll import pupils.csv --school oakfield-primary --preview
  auditor roll show
  auditor roll forget --school oakfield-primary""",
)
def command() -> None:
    """Keep a school's pupil roll, so that a pupil's name in a post or comment is known for certain.

    The roll is kept only as keyed hashes of forms of names: nothing in the database, a mail or an output names a
    pupil. `auditor roll COMMAND --help` tells more of each command.
    """


@command.command(
    "import",
    params=manners(),
    short_help="Read a CSV in place of the school's roll before.",
    epilog="""\b
Examples:
  auditor roll import pupils.csv --school oakfield-primary --preview
  auditor roll import pupils.csv --school oakfield-primary
  auditor roll import export.csv --school oakfield-primary \\
    --map "first=Legal forename,last=Legal surname,preferred=Known as" \\
    --map "consent=Name on social media,protected=In care"

\b
Exit codes: 0 stored (or previewed), 2 nothing stored, and it is said why.""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--school", metavar="ID", help="Whose roll it is; may be left out where the trust has one school.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="ROLE=COLUMN[,…]",
    help="Which column holds what: first, last, name (whole names), preferred, consent, protected. What is not given"
    " is taken by the headings of SIMS, Arbor and Bromcom. COLUMN may be none.",
)
@click.option("--preview", is_flag=True, help="Say what would be stored, by counts, and store nothing.")
def import_roll(file: Path, *, school: str | None, mapping: tuple[str, ...], preview: bool) -> int:
    """Read FILE, a CSV from SIMS, Arbor, Bromcom or any other system, in place of the school's roll before.

    First names and surnames are needed. A consent column is read only where it is given, or plainly about names;
    answers are yes, no or not known, and only yes is an agreement. A row with yes under protected (looked after,
    adopted, in refuge) makes every mention of that child urgent. FILE is only read: delete it afterwards.
    """
    from auditor.cli.roll_told import told_of, warnings_about
    from auditor.roll import given_columns, read_roll

    settings, trust = context.ground(needs_key=not preview, tokens=False)
    chosen = _school(trust, school)
    read = read_roll(file, given_columns(mapping))
    for line in told_of(read, chosen, trust):
        click.echo(plain(line))
    for warning in warnings_about(read, chosen, trust):
        context.warn(warning)
    if preview:
        click.echo("This is a preview: nothing was stored.")
        return 0
    _store(read, chosen, settings)
    return 0


@command.command(
    "show",
    params=manners(),
    short_help="Show which schools have a roll, and its counts.",
    epilog="""\b
Examples:
  auditor roll show
  auditor roll show --json""",
)
@click.option("--json", "as_json", is_flag=True, help="Print a list of rolls as JSON.")
def show(*, as_json: bool) -> int:
    """Show which schools have a roll, since when, and its counts; never a name."""
    from auditor.cli.roll_told import as_json as described
    from auditor.cli.roll_told import shown
    from auditor.keys import key_for
    from auditor.store.rolls import kept_rolls

    settings, trust = context.ground(tokens=False)
    with _session(settings) as session:
        rolls = kept_rolls(session, key_for(settings.secret_key(), "roll"))
    if as_json:
        click.echo(json.dumps([described(roll) for roll in rolls], indent=1))
        return 0
    for line in shown(rolls, trust):
        click.echo(plain(line))
    return 0


@command.command(
    "forget",
    params=manners(),
    short_help="Delete a school's roll.",
    epilog="""\b
Examples:
  auditor roll forget --school oakfield-primary
  auditor roll forget --school oakfield-primary --school elm-primary""",
)
@click.option("--school", "schools", metavar="ID", multiple=True, required=True, help="Whose roll; may be repeated.")
def forget(schools: tuple[str, ...]) -> int:
    """Delete the roll of a school, also of one that is not on the register any more."""
    from auditor.store.rolls import forget_roll, kept_rolls

    settings = context.settings(needs_key=False)
    with _session(settings, writes=True) as session:
        there = [roll.school for roll in kept_rolls(session, None)]
        missing = [school for school in schools if school not in there]
        if missing:
            raise Problems([_no_roll(school, there) for school in missing])
        for school in dict.fromkeys(schools):
            forget_roll(session, school)
    for school in dict.fromkeys(schools):
        click.echo(plain(f"The pupil roll of {school} is deleted. Back-ups may hold it still."))
    click.echo("The next audit judges again, without it, what texts are kept.")
    return 0


def _school(trust: Trust, school_id: str | None) -> School:
    """Return the school that was asked for, or the only one; Problems where that is not clear."""
    ids = [school.id for school in trust.schools]
    if school_id is None and len(ids) == 1:
        return trust.schools[0]
    if school_id is None:
        raise Problems([f"Say whose roll it is with --school; there are: {', '.join(map(plain, ids))}."])
    if school_id not in ids:
        raise Problems([f"The register has no school {plain(school_id)}.{nearest(school_id, ids)}"])
    return trust.school(school_id)


def _no_roll(school: str, there: list[str]) -> str:
    others = f"there are rolls of: {', '.join(map(plain, there))}" if there else "there is none at all"
    return f"There is no roll of {plain(school)}; {others}.{nearest(school, there)}"


def _store(read: ReadRoll, school: School, settings: Settings) -> None:
    """Put the roll in the place of the one before and say so."""
    import getpass

    from auditor.cli.roll_told import replaced
    from auditor.keys import key_for
    from auditor.language.roll_forms import school_key
    from auditor.roll import names_of
    from auditor.store.rolls import Import, kept_rolls, replace_roll

    key = key_for(settings.secret_key(), "roll")
    roll = Import(
        at=context.now_from(None),
        by=getpass.getuser(),
        pupils=len(read.pupils),
        with_surname=read.with_surname,
        protected=read.protected,
        consents=read.consents(),
        names=names_of(read.pupils, school_key(key, school.id)),
    )
    with _session(settings, writes=True) as session:
        before = next((kept for kept in kept_rolls(session, key) if kept.school == school.id), None)
        replace_roll(session, school.id, key, roll)
    for line in replaced(before, roll):
        click.echo(plain(line))
    for warning in _fewer(before, roll.pupils, roll.protected):
        context.warn(warning)


def _fewer(before: KeptRoll | None, pupils: int, protected: int) -> Iterator[str]:
    """Say where a new roll has so much less than the one before that the wrong file may have been taken."""
    if before is None:
        return
    if protected < before.protected:
        yield f"{before.protected} pupils were protected before, {protected} are now. Is that so?"
    if 2 * pupils < before.pupils:
        yield f"The roll before had {before.pupils} pupils, this one has {pupils}. Is it the right file?"


def _session(settings: Settings, *, writes: bool = False) -> AbstractContextManager[Session]:
    """Give a session on the database, brought up to date."""
    from contextlib import contextmanager

    from auditor.store.engine import migrate, open_engine, reading, writing

    @contextmanager
    def session() -> Iterator[Session]:
        engine = open_engine(settings.database_url())
        migrate(engine)
        try:
            with writing(engine) if writes else reading(engine) as opened:
                yield opened
        finally:
            engine.dispose()

    return session()
