"""The schema's version: bring a database up to date, tell which it has."""

from sqlalchemy import Connection, inspect, text

from timeline.errors import DatabaseError
from timeline.storage.connecting.version import HEAD, KNOWN, VERSION_TABLE, are_ours, strange
from timeline.storage.schema.tables import loaded_file


def upgrade(connection: Connection, label: str) -> str | None:
    """Brings the database up to date within the caller's transaction; gives the version it had.

    None: it was empty. Raises DatabaseError where it is newer than this release or holds tables of
    something else.
    """
    before = current(connection, label)
    if before == HEAD:
        return before
    refuse(connection, label, before)
    from timeline.storage.schema.migrating import migrate  # imports Alembic: only who migrates pays for it

    migrate(connection, HEAD)
    # What a file says may be more now than what was stored of it.
    connection.execute(text(f"DELETE FROM {loaded_file.name}"))
    return before


def refuse(connection: Connection, label: str, before: str | None) -> None:
    """Raises DatabaseError where our tables cannot be made here, or not be brought up to date."""
    tables = set(inspect(connection).get_table_names())
    if before is not None and before not in KNOWN and are_ours(tables):
        raise DatabaseError(strange(label, [before]))
    schema = None
    if connection.dialect.name == "postgresql":
        schema = _writable_schema(connection, label)
    # A database that was taken back to nothing keeps Alembic's own table, empty.
    is_strange = before not in KNOWN and (before is not None or tables - {VERSION_TABLE, *_extensions(connection)})
    if is_strange:
        advice = "name another database with --db"
        if schema is not None:
            advice += ", or run CREATE SCHEMA timeline and add ?options=-csearch_path=timeline to the URL"
        raise DatabaseError(f"{label} holds tables of something else: {advice}")


def keep_to_schema(connection: Connection, label: str) -> str | None:
    """Lets the caller's transaction see and make tables in one schema alone, that of ``schema_of``; None for a file.

    Else what stands further down the search_path would be taken for ours, by Alembic first of all.
    """
    if connection.dialect.name != "postgresql":
        return None
    schema = schema_of(connection, label)
    connection.execute(text("SELECT set_config('search_path', quote_ident(current_schema()), true)"))
    return schema


def schema_of(connection: Connection, label: str) -> str:
    """The schema of a server's database in which our tables are, or will be: the first one of its search_path.

    Raises DatabaseError where there is none.
    """
    schema, path = connection.execute(text("SELECT current_schema(), current_setting('search_path')")).one()
    if schema is None:
        wanted = str(path).split(",")[-1].strip()
        raise DatabaseError(
            f"{label}: there is no schema {path}: run CREATE SCHEMA {wanted}, or name another in the URL"
        )
    return str(schema)


def _writable_schema(connection: Connection, label: str) -> str:
    schema = schema_of(connection, label)
    sql = "SELECT has_schema_privilege(current_schema(), 'CREATE'), current_user"
    allowed, user = connection.execute(text(sql)).one()
    if not allowed:
        raise DatabaseError(
            f"{label}: {user} may not make tables in schema {schema}: have its owner run "
            f"GRANT CREATE ON SCHEMA {schema} TO {user}, or make a schema of your own and add "
            "?options=-csearch_path=NAME to the URL"
        )
    return schema


def _extensions(connection: Connection) -> set[str]:
    """The tables that extensions of the server have put here (PostGIS has one); they are nobody's data."""
    if connection.dialect.name != "postgresql":
        return set()
    sql = (
        "SELECT c.relname FROM pg_depend d JOIN pg_class c ON c.oid = d.objid WHERE d.deptype = 'e' "
        "AND d.classid = 'pg_class'::regclass AND c.relnamespace = current_schema()::regnamespace"
    )
    return set(connection.execute(text(sql)).scalars())


def current(connection: Connection, label: str) -> str | None:
    """The version that the database has; None where it has none. Raises DatabaseError where it has several."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = [str(each) for each in connection.scalars(text(f"SELECT version_num FROM {VERSION_TABLE}"))]
    if len(found) > 1:
        raise DatabaseError(strange(label, found))
    return found[0] if found else None
