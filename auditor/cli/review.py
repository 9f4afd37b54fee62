"""`auditor review`: a person's decision on a finding, kept with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.cli import context
from auditor.errors import Problems
from auditor.model import Because, Status

if TYPE_CHECKING:
    from datetime import datetime

CHOICES = [Status.CONFIRMED.value, Status.DISMISSED.value, Status.RESOLVED.value]


@click.command(
    epilog="""\b
Examples:
  auditor review fabc2def3gh4 --as confirmed --reason "A pupil; the post is taken down" --by "A. Head"
  auditor review fabc2def3gh4 --as dismissed --because adult --reason "A governor" --by "A. Head"
  auditor review fabc2def3gh4 --as dismissed --reason "Handle is taken" --until 2027-07-31 --by IT"""
)
@click.argument("finding")
@click.option("--as", "decided", required=True, type=click.Choice(CHOICES), help="What was decided.")
@click.option("--reason", required=True, help="Why; kept for good.")
@click.option(
    "--because",
    type=click.Choice([because.value for because in Because]),
    help="Of a dismissal, in one word: the name is an adult's, a place's or a thing's; the family agreed to it; or"
    " nothing is wrong.",
)
@click.option("--by", required=True, metavar="NAME", help="Who decided.")
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The last day on which a dismissal holds."
)
@click.option("--hold", is_flag=True, help="Keep the text as evidence, whatever its age.")
def command(
    finding: str, decided: str, reason: str, because: str | None, by: str, until: datetime | None, *, hold: bool
) -> int:
    """Record a decision: confirmed (it stands and somebody acts), dismissed (nothing is wrong) or resolved (done).

    A dismissal holds until the text or its pictures change, or until the day given. From those that say --because
    adult, place or thing, `auditor register learn` proposes names for the register.
    """
    import getpass

    from auditor.cli.stored import stored
    from auditor.store.decisions import Decision, decide

    said = {"--reason": reason, "--by": by}
    problems = [f"{name} must say something." for name, value in said.items() if not value.strip()]
    if until is not None and decided == Status.CONFIRMED.value:
        problems.append("--until goes with dismissed or resolved: a confirmed finding stands until it is put right.")
    if because is not None and decided != Status.DISMISSED.value:
        problems.append("--because goes with dismissed: it says why nothing has to be done.")
    if problems:
        raise Problems(problems)
    settings = context.settings()
    with stored(settings, writes=True) as session:
        row = decide(
            session,
            finding,
            Decision(
                decided=Status(decided),
                reason=reason.strip(),
                by=by.strip(),
                os_user=getpass.getuser(),
                at=context.now_from(None),
                until=until.date() if until else None,
                hold=hold,
                because=Because(because) if because else None,
            ),
        )
        identity = row.id
    told = f" until {until:%d %B %Y}" if until else ""
    if until is not None and until.date() < context.now_from(None).date():
        context.warn("That day has passed, so the next audit may open the finding again.")
    context.say(f"Finding {identity} is {decided}{told}." + (" Its text is kept as evidence." if hold else ""))
    return 0
