"""`auditor schedule`: the nightly work without cron."""

from __future__ import annotations

import click

from auditor.cli import context

HELP = """Do the nightly work from a process that keeps running, for machines without cron.

\b
It runs, in the trust's time zone,
  auditor audit --wait 60           every night at 03:15, on Mondays with --full
  auditor report --send             every day at 06:30 (each week's is sent once)
A report that could not be handed over is tried again after 15 minutes, 1 hour
and 4 hours. Ctrl-C and SIGTERM end a running audit cleanly, then the scheduler.

\b
Examples:
  auditor schedule
  auditor schedule --now            begin with an audit at once
"""

SIGNALLED = 128


@click.command(help=HELP)
@click.option("--now", "audit_first", is_flag=True, help="Begin with an audit at once.")
def command(*, audit_first: bool) -> int:
    """Run the scheduler until a signal ends it; the exit code is the signal's (130 or 143)."""
    settings, trust = context.ground()
    from auditor.scheduler import Scheduler

    context.say(f"{trust.name}: audit at 03:15 and report at 06:30, {trust.time_zone} time. Ctrl-C stops.")
    context.say(f"The log is {settings.home() / 'auditor.log'}")
    return SIGNALLED + Scheduler(trust.time_zone).run(audit_first=audit_first)
