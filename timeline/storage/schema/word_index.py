"""What makes the words of ``event_text`` findable: an index of its own kind on each database.

It stands beside the tables, made with them and kept by the database itself. On SQLite it is a
full-text table without contents, whose numbers an own table gives to events (a row's own number may
change under VACUUM); two triggers keep both. On PostgreSQL it is an index on an expression. Both hold
the words alone, without their places: a phrase is held to the text itself, so both find the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

LEXEMES = "array_to_tsvector(array_remove(array_remove(string_to_array(text, ' '), '|'), '||'))"
"""The words of a text on PostgreSQL, without its parser and its dictionaries: we have told the words already."""

_OWN = ("event_number", "event_words", "ix_event_text_words")
SQLITE_TABLES = ("event_number", "event_words")
"""Made here, not in ``tables``; the database keeps further tables of its own under the second name."""

_ADDED = """\
CREATE TRIGGER event_text_added AFTER INSERT ON event_text BEGIN
    INSERT INTO event_number (event_id, sort_day, sort_rank, begin_earliest, end_latest)
    VALUES (new.event_id, new.sort_day, new.sort_rank, new.begin_earliest, new.end_latest);
    INSERT INTO event_words (rowid, text) VALUES (last_insert_rowid(), new.text);
END"""

_GIN = f"CREATE INDEX ix_event_text_words ON event_text USING gin ({LEXEMES})"

_CREATE = {
    "sqlite": (
        "CREATE TABLE event_number (number INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, "
        "sort_day INTEGER NOT NULL, sort_rank INTEGER NOT NULL, begin_earliest INTEGER, end_latest INTEGER) STRICT",
        # The words are folded when they are written: ASCII letters and digits, and bars between the texts.
        "CREATE VIRTUAL TABLE event_words USING fts5(text, content='', detail='none', columnsize=0, tokenize='ascii')",
        _ADDED,
        """\
CREATE TRIGGER event_text_removed AFTER DELETE ON event_text BEGIN
    INSERT INTO event_words (event_words, rowid, text)
    SELECT 'delete', number, old.text FROM event_number WHERE event_id = old.event_id;
    DELETE FROM event_number WHERE event_id = old.event_id;
END""",
    ),
    "postgresql": (_GIN,),
}

_INDEX_REST = (
    "INSERT INTO event_number (event_id, sort_day, sort_rank, begin_earliest, end_latest) "
    "SELECT event_id, sort_day, sort_rank, begin_earliest, end_latest FROM event_text t "
    "WHERE :last = 0 OR NOT EXISTS (SELECT 1 FROM event_number n WHERE n.event_id = t.event_id) "
    "ORDER BY sort_day, sort_rank, event_id",
    "INSERT INTO event_words (rowid, text) SELECT n.number, t.text "
    "FROM event_number n CROSS JOIN event_text t WHERE n.number > :last AND t.event_id = n.event_id",
)


def create_words(_table: object, connection: Connection, **_options: object) -> None:
    """To be called when ``event_text`` has been made."""
    for statement in _CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def drop_words(_table: object, connection: Connection, **_options: object) -> None:
    """To be called before ``event_text`` is dropped."""
    if connection.dialect.name == "sqlite":
        for table in SQLITE_TABLES:
            connection.exec_driver_sql(f"DROP TABLE {table}")


def is_in_tables(name: str | None, _kind: str, _parents: object) -> bool:
    """For Alembic, which compares a database to ``tables``: whether it finds this name there."""
    return not (name or "").startswith(_OWN)


@contextmanager
def indexed_at_once(connection: Connection) -> Iterator[None]:
    """For a block that writes very many events: their words are made findable at its end, which is quicker.

    On SQLite they are numbered in the order of lists then, so that what is found together lies together.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP INDEX ix_event_text_words")
        yield
        connection.exec_driver_sql(_GIN)
        return
    connection.exec_driver_sql("DROP TRIGGER event_text_added")
    yield
    ((last,),) = connection.exec_driver_sql("SELECT COALESCE(MAX(number), 0) FROM event_number")
    for statement in _INDEX_REST:
        connection.exec_driver_sql(statement, {"last": last})
    connection.exec_driver_sql(_ADDED)
