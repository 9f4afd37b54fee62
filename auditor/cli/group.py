"""The table of commands, and the group that imports a command only when it is used."""

from __future__ import annotations

from importlib import import_module

import click
from click.shell_completion import CompletionItem

from auditor import __version__
from auditor.cli.manners import manners
from auditor.cli.shown import plain
from auditor.nearest import nearest

COMMANDS = {
    "init": "Write a starting .env and register.toml.",
    "doctor": "Check settings, register, database, credentials and mail server.",
    "audit": "Read the accounts, judge them, tell what cannot wait.",
    "findings": "Show what stands open.",
    "review": "Keep a person's decision on a finding.",
    "register": "Let the register learn from people's decisions.",
    "check": "Judge a draft before it is posted.",
    "roll": "Keep a school's pupil roll, as hashes alone.",
    "report": "Print, write or send the weekly report.",
    "policy": "Show a policy pack's clauses and how each is checked.",
    "explain": "Show a rule's handbook page.",
    "evaluate": "Measure the detection on labelled text.",
    "schedule": "Do the nightly work from a long-running scheduler.",
    "demo": "Show the whole line on a sample trust, without any settings.",
    "completion": "Print what lets a shell complete commands.",
}
"""Each command, in the order of a school's first weeks; its code is `auditor.cli.<name>:command`."""

EPILOG = """\b
Examples:
  auditor demo                             see it work, without settings
  auditor init                             begin: .env and register.toml
  auditor audit --school oakfield-primary  read one school now
  auditor findings                         what still needs somebody
  auditor report --send                    send last week's report

\b
Exit codes:
  0    done, every account checked
  1    done, but some account or mail failed (each is named)
  2    nothing done: settings, register or usage
  3    another audit is running
  4    what --fail-on asks about is new, or a draft would be found
  70   a fault of the auditor's own (the log is named)
  130, 143   stopped by Ctrl-C or SIGTERM

Settings come from the environment, then from .env in the working folder."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and help, and nothing else of them until one is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and return one command; -v and -q are understood behind its name as well."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"auditor.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - each module's contract; mypy cannot see it
        command.name = cmd_name
        taken = {option for parameter in command.params for option in parameter.opts}
        command.params += [option for option in manners() if not taken & set(option.opts)]
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` names; a usage error with the nearest name where there is none."""
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            ctx.fail(f"There is no command {plain(args[0])}.{nearest(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the table, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command's name from the table, without importing a command."""
        names = [CompletionItem(name, help=text) for name, text in COMMANDS.items() if name.startswith(incomplete)]
        return names + click.Command.shell_complete(self, ctx, incomplete)


@click.command(cls=LazyGroup, epilog=EPILOG, params=manners(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="auditor", message="%(prog)s %(version)s")
def auditor() -> None:
    """Read a trust's official social-media accounts and judge them by the trust's own policy.

    `auditor COMMAND --help` tells more of each command.
    """
