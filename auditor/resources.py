"""Where the folders are that stand beside the code: `templates` and `cron`."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the folder `templates` or `cron`: inside the package in a wheel, beside it in a checkout.

    FileNotFoundError where the installation is damaged.
    """
    for place in (_PACKAGE / "_shared" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"The folder {name} is missing from this installation; install the auditor again.")
