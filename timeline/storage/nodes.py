"""What PostgreSQL's extension Citus makes of a database."""

from sqlalchemy import Connection, text


def is_citus(connection: Connection) -> bool:
    """Whether this database has the extension."""
    return bool(connection.execute(text("SELECT count(*) FROM pg_extension WHERE extname = 'citus'")).scalar_one())


def is_distributed(connection: Connection) -> bool:
    """Whether the events of this database are spread already."""
    if not is_citus(connection):
        return False
    sql = "SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = to_regclass('event')"
    return bool(connection.execute(text(sql)).scalar_one())
