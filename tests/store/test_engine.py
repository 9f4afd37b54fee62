"""The database: made from empty, brought up to date, refused in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from auditor.errors import Problems
from auditor.store.engine import HEAD, migrate, open_engine
from auditor.store.tables import Base

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


def test_an_empty_database_is_made_once(database_url: str) -> None:
    engine = open_engine(database_url)
    assert migrate(engine) is True
    assert migrate(engine) is False
    assert {"item", "finding", "message"} <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_the_migrations_make_exactly_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_newest_migration_is_the_one_the_code_expects() -> None:
    config = Config()
    config.set_main_option("script_location", "auditor.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_sqlite_is_opened_with_care(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        read = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "secure_delete")
        }
    assert read == {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1}
    engine.dispose()


@pytest.mark.parametrize("address", ["", "nonsense", "mysql://localhost/x", "oracle+nothing://x"])
def test_an_address_that_cannot_be_used_is_a_sentence(address: str) -> None:
    with pytest.raises(Problems, match="AUDITOR_DATABASE_URL"):
        open_engine(address)


def test_a_folder_that_is_not_there_is_a_sentence() -> None:
    engine = open_engine("sqlite:////no/such/folder/a.db")
    with pytest.raises(Problems, match="could not be opened"):
        migrate(engine)


def test_a_password_stays_out_of_the_sentence() -> None:
    engine = open_engine("postgresql://auditor:canary-secret@127.0.0.1:1/none")
    with pytest.raises(Problems) as told:
        migrate(engine)
    assert "canary-secret" not in str(told.value)
