"""Running the migrations over an open connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

if TYPE_CHECKING:
    from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Run every migration that the database has not seen."""
    config = Config()
    config.set_main_option("script_location", "auditor.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
