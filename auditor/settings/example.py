"""`config.example.env`, written from `Settings`: `python -m auditor.settings.example > config.example.env`."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from auditor.settings import SECRETS, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """\
# Settings of the School Social Auditor. Copy this file to .env (or run `auditor init`) and set what you need: take the
# "# " away. What the environment sets wins over this file. Keep .env to yourself: chmod 600 .env
# Each secret may instead stand alone in a file, named by NAME_FILE: X_BEARER_TOKEN_FILE=/run/secrets/x
"""

GROUPS = {
    "auditor_home": "The auditor itself",
    "x_bearer_token": "X: one app-only bearer token reads every account (console.x.com, pay-per-use)",
    "facebook_graph_url": 'Facebook: the register names each Page\'s own token (token = "env:NAME"); set it here too',
    "smtp_host": "Mail",
}
"""The heading that stands before a field."""


def example_env(secret_key: str | None = None) -> str:
    """Return the file's text: every setting commented out, except the secret key where one is given."""
    return HEAD + "\n".join(_lines(secret_key)) + "\n"


def _lines(secret_key: str | None) -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        if name in GROUPS:
            yield from ("", f"# --- {GROUPS[name]} ---")
        told = f"{name.upper()}: {field.description}." + (
            f" Secret: {name.upper()}_FILE works too." if name in SECRETS else ""
        )
        yield from ("", *textwrap.wrap(told, 116, initial_indent="## ", subsequent_indent="## "))
        if name == "auditor_secret_key" and secret_key:
            yield f"AUDITOR_SECRET_KEY={secret_key}"
        else:
            yield f"# {name.upper()}={'' if field.default is None else field.default}"


if __name__ == "__main__":
    print(example_env(), end="")  # noqa: T201 - run by hand to write the file
