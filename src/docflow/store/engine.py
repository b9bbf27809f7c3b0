"""Opening the store: durable SQLite by default, PostgreSQL by URL, brought to this version."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError

from docflow.errors import StoreError

REVISION = "0002"
"""The newest migration; a store that says so needs no look at the others."""

BUSY_SECONDS = 30
"""How long one process waits for another that is writing."""


@dataclass(frozen=True, slots=True)
class Store:
    """A store that is open: its database, and the folder that holds its files."""

    engine: Engine
    folder: Path

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store and changes nothing."""
        with _in_plain_words(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing."""
        engine = self.engine.execution_options(docflow_writing=True)
        with _in_plain_words(), engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """Say what the database said, without the values it was given: they are patients' data."""
    try:
        yield
    except OperationalError as error:
        raise StoreError(
            f"The store cannot be used right now ({error.orig}). Is its disk full, or is another "
            "program holding it? `docflow doctor` says more."
        ) from None
    except SQLAlchemyError as error:
        raise StoreError(f"The store refused a change ({type(error).__name__}).") from None


def open_store(folder: Path, url: str) -> Store:
    """Open the store, making it if it is new, and bring it to this version.

    `folder` holds its files, `url` names its database in SQLAlchemy's form. Raises `StoreError`
    if it cannot be opened or was written by a newer docflow.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(f"The store's folder cannot be made: {error.strerror}.") from None
    engine = _engine(url)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _durable)
        sa.event.listen(engine, "begin", _begin)
    store = Store(engine, folder)
    _migrate(store)
    return store


def _engine(url: str) -> Engine:
    try:
        return sa.create_engine(url)
    except ArgumentError:
        raise StoreError("[store] url in docflow.toml is no address of a database.") from None
    except ModuleNotFoundError as error:
        raise StoreError(
            f"The database that [store] url names needs {error.name}, which is not installed. For "
            "PostgreSQL: pip install docflow[postgres]"
        ) from None


def _durable(connection: DBAPIConnection, _: object) -> None:
    """Every commit is on the disk before it is believed; readers never wait for a writer."""
    connection.isolation_level = None  # the driver's own transactions end at the wrong places
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    if sys.platform == "darwin":
        cursor.execute("PRAGMA fullfsync = ON")
        cursor.execute("PRAGMA checkpoint_fullfsync = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its turn at the start: a reader that turns writer half way would fail."""
    writing = connection.get_execution_options().get("docflow_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def version(store: Store) -> str:
    """The migration that the store stands at, or "" for a new one."""
    with store.reading() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return ""
        return connection.scalar(sa.text("SELECT version_num FROM alembic_version")) or ""


def _migrate(store: Store) -> None:
    if version(store) == REVISION:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with store.writing() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise StoreError(
                "The store was written by a newer docflow. Install that version; nothing was "
                "changed."
            ) from None
