"""What Alembic runs for each command. The connection comes from `bot.storage.migrating`."""

from alembic import context

from bot.storage import history_tables, tables  # noqa: F401 - they fill the metadata
from bot.storage.columns import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
    # The transaction is the caller's: SQLite's DDL is part of it too.
    transactional_ddl=False,
)
context.run_migrations()
