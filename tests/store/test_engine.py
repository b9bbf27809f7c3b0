from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from docflow.errors import StoreError
from docflow.store import Store, open_store, version
from docflow.store.engine import REVISION
from docflow.store.schema import metadata


def test_the_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_new_store_stands_at_the_newest_migration(store: Store) -> None:
    assert version(store) == REVISION


def test_opening_a_store_again_changes_nothing(store: Store, tmp_path: Path, url: str) -> None:
    again = open_store(tmp_path / "store", url)
    assert version(again) == REVISION
    again.close()


def test_a_store_of_a_newer_docflow_is_refused(store: Store, tmp_path: Path, url: str) -> None:
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer docflow"):
        open_store(tmp_path / "store", url)


def test_every_commit_is_on_the_disk(tmp_path: Path) -> None:
    store = open_store(tmp_path, f"sqlite:///{tmp_path / 'd.db'}")
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()


def test_a_refused_change_is_reported_without_the_values(store: Store) -> None:
    table = metadata.tables["decisions"]
    with pytest.raises(StoreError) as caught, store.writing() as connection:
        connection.execute(sa.insert(table).values(case="none", field="Laura Schmidt"))
    assert "Laura" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(tmp_path / "file" / "store", "sqlite://")


@pytest.mark.parametrize(
    ("url", "said"), [("nonsense", "no address"), ("mssql+pymssql://h/d", "not installed")]
)
def test_a_database_that_cannot_be_reached_is_said_plainly(
    url: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match=said):
        open_store(tmp_path, url)


def test_a_damaged_store_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "d.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError):
        open_store(tmp_path, f"sqlite:///{tmp_path / 'd.db'}")
