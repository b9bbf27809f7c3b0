"""A store in a temporary folder; DOCFLOW_TEST_POSTGRES names an empty PostgreSQL to try too."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from docflow.store import Store, open_store
from docflow.store.schema import metadata

POSTGRES = os.environ.get("DOCFLOW_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{(tmp_path / 'store' / 'docflow.db').as_posix()}"
        return
    yield POSTGRES
    engine = sa.create_engine(POSTGRES)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(sa.text("DROP TABLE alembic_version"))
        connection.execute(sa.text("DROP FUNCTION record_only_grows"))
    engine.dispose()


@pytest.fixture
def store(tmp_path: Path, url: str) -> Iterator[Store]:
    opened = open_store(tmp_path / "store", url)
    yield opened
    opened.close()
