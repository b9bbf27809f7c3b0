import pytest
import sqlalchemy as sa

from docflow.errors import StoreError
from docflow.store import Store, record
from docflow.store.schema import record as table
from store.filled import filed


@pytest.mark.parametrize(
    "change", [sa.update(table).values(who="nobody"), sa.delete(table)], ids=["update", "delete"]
)
def test_the_record_cannot_be_changed(store: Store, change: sa.Executable) -> None:
    filed(store, b"order")
    before = record(store)
    with pytest.raises(StoreError), store.writing() as connection:
        connection.execute(change)
    assert record(store) == before
