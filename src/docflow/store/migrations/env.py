"""Alembic's entry: runs the steps on the connection that `open_store` hands over."""

from alembic import context

from docflow.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
