"""Opening the database: SQLite with safe pragmas, or PostgreSQL; migrated to the newest tables."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from auditor.errors import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

BUSY_MS = 30_000
HEAD = "0003"  # the newest migration; a test holds it against the folder
ADDRESSES = (
    "Check AUDITOR_DATABASE_URL and AUDITOR_HOME: sqlite:///file.db or postgresql://user:password@host/name "
    '(PostgreSQL needs its extra: pip install "school-social-auditor[postgresql]").'
)


def open_engine(url: str) -> Engine:
    """Return an engine for `url`; Problems where the URL cannot be used at all."""
    try:
        parsed = make_url(url)
        if parsed.drivername in {"postgresql", "postgres"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(parsed, hide_parameters=True)  # an exception must not show texts
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise Problems(
            [f"AUDITOR_DATABASE_URL is no database address that can be used ({type(error).__name__}). {ADDRESSES}"]
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - a raw sqlite3 connection
    # The driver's own transaction handling would commit before DDL and begin late; SQLAlchemy's recipe turns it off.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's connection
    # A transaction that begins by reading and goes on to write fails at once where another has written meanwhile;
    # one that takes the write lock first waits its turn.
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def reading(engine: Engine) -> Session:
    """Return a session that only reads: it neither waits for a writer nor holds one up."""
    return Session(engine.execution_options(reads_only=True))


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Give a session whose block is one transaction: all of it is kept, or nothing."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def migrate(engine: Engine) -> bool:
    """Bring the tables up to the newest shape, in one transaction; True where they were made new.

    Problems where the database refuses. Alembic is imported only where something has to be done.
    """
    try:
        with engine.connect() as connection:
            revision = _revision(connection)
        if revision == HEAD:
            return False
        from auditor.store.upgrade import upgrade  # noqa: PLC0415 - Alembic is slow to import

        with engine.begin() as connection:
            upgrade(connection)
    except SQLAlchemyError as error:
        raise Problems(
            [f"The database could not be opened or brought up to date ({type(error).__name__}). {ADDRESSES}"]
        ) from error
    return revision is None


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return cast("str | None", connection.scalar(text("SELECT version_num FROM alembic_version")))
