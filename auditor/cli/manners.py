"""-v and -q, which every command understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

VERBOSITY = "auditor.verbosity"
"""Where click's context keeps it: 1 with -v, -1 with -q."""


def manners() -> list[click.Option]:
    """Return the two options."""
    return [
        click.Option(
            ["-v", "--verbose"], is_flag=True, expose_value=False, callback=_keep(1), help="Say more, on stderr."
        ),
        click.Option(
            ["-q", "--quiet"], is_flag=True, expose_value=False, callback=_keep(-1), help="Say only what went wrong."
        ),
    ]


def _keep(level: int) -> Callable[[click.Context, click.Parameter, bool], None]:
    def keep(context: click.Context, _option: click.Parameter, chosen: bool) -> None:  # noqa: FBT001 - click calls it
        if chosen:
            context.meta[VERBOSITY] = level

    return keep
