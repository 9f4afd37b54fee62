"""`auditor completion`: what lets a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

HELP = """Print what lets SHELL complete commands and options.

\b
bash:  auditor completion bash > ~/.local/share/bash-completion/completions/auditor
zsh:   auditor completion zsh > "${fpath[1]}/_auditor"
fish:  auditor completion fish > ~/.config/fish/completions/auditor.fish
"""


@click.command(help=HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of one shell."""
    from auditor.cli.group import auditor

    completion = get_completion_class(shell)
    if completion is not None:
        click.echo(completion(auditor, {}, "auditor", "_AUDITOR_COMPLETE").source())
