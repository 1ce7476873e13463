"""Runs the migrations over the connection that the caller opened (see timeline/storage/schema/upgrading.py)."""

from alembic import context
from sqlalchemy import Connection, create_engine

from timeline.storage.schema.tables import metadata
from timeline.storage.schema.word_index import is_in_tables


def migrate(connection: Connection) -> None:
    """Runs what is asked within the caller's transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=True,
        include_name=is_in_tables,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


def migrate_developer_database() -> None:
    """For the alembic command itself: the URL of alembic.ini, or the one given with -x url=…"""
    url = context.get_x_argument(as_dictionary=True).get("url") or context.config.get_main_option("sqlalchemy.url")
    if not url:
        raise SystemExit("give a database: alembic -x url=sqlite:///build/dev.db …")
    with create_engine(url).begin() as connection:
        migrate(connection)


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    migrate_developer_database()
