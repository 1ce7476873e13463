"""What makes the words of ``event_text`` findable: an index of its own kind on each database.

It stands beside the tables, made with them and kept by the database itself. On SQLite it is a
full-text table without contents, whose numbers an own table gives to events, by their days (see
``word_numbers``); two triggers keep both. On PostgreSQL it is an index on an expression. SQLite's knows
where words and bars stand, and so finds phrases; PostgreSQL's knows words alone, and phrases are held to
the text itself. Both find the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from timeline.storage.schema.word_numbers import INDEXED_BEGINNING, STRETCH, stretch_sql

LEXEMES = "array_to_tsvector(array_remove(array_remove(string_to_array(text, ' '), '|'), '||'))"
"""The words of a text on PostgreSQL, without its parser and its dictionaries: we have told the words already."""

_OWN = ("event_number", "event_words", "ix_event_text_words")
SQLITE_TABLES = ("event_number", "event_words")
"""Made here, not in ``tables``; the database keeps further tables of its own under the second name."""

_NUMBERED = "event_id, sort_day, sort_rank, begin_earliest, end_latest"
# Behind the last one that stands there: not how many there are, for some may have gone.
_NEXT = (
    "SELECT COALESCE((SELECT n.number FROM event_number n WHERE n.number > s.stretch "
    f"AND n.number < s.stretch + {STRETCH} ORDER BY n.number DESC LIMIT 1), s.stretch) + 1 "
    f"FROM (SELECT {stretch_sql('new.begin_earliest', 'new.end_latest')} AS stretch) s"
)
_ADDED = f"""\
CREATE TRIGGER event_text_added AFTER INSERT ON event_text BEGIN
    INSERT INTO event_number (number, {_NUMBERED})
    VALUES (({_NEXT}), new.event_id, new.sort_day, new.sort_rank, new.begin_earliest, new.end_latest);
    INSERT INTO event_words (rowid, text) VALUES (last_insert_rowid(), new.text);
END"""

_GIN = f"CREATE INDEX ix_event_text_words ON event_text USING gin ({LEXEMES})"

_CREATE = {
    "sqlite": (
        "CREATE TABLE event_number (number INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, "
        "sort_day INTEGER NOT NULL, sort_rank INTEGER NOT NULL, begin_earliest INTEGER, end_latest INTEGER) STRICT",
        # The words are folded when they are written: ASCII letters and digits, and bars between the texts.
        "CREATE VIRTUAL TABLE event_words "
        "USING fts5(text, content='', columnsize=0, tokenize='ascii tokenchars ''|''', "
        f"prefix='{INDEXED_BEGINNING}')",
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

_INDEX_ALL = (
    "INSERT INTO event_words (event_words) VALUES ('delete-all')",
    "DELETE FROM event_number",
    # Of each stretch in the order of lists, so that what is found together lies together.
    f"INSERT INTO event_number (number, {_NUMBERED}) SELECT "
    f"s.stretch + ROW_NUMBER() OVER (PARTITION BY s.stretch ORDER BY s.sort_day, s.sort_rank, s.event_id), {_NUMBERED} "
    f"FROM (SELECT {stretch_sql('begin_earliest', 'end_latest')} AS stretch, {_NUMBERED} FROM event_text) s",
    "INSERT INTO event_words (rowid, text) SELECT n.number, t.text "
    "FROM event_number n CROSS JOIN event_text t WHERE t.event_id = n.event_id ORDER BY n.number",
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
    """For a block that writes very many events: their words are made findable at its end, which is quicker."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP INDEX ix_event_text_words")
        yield
        connection.exec_driver_sql(_GIN)
        return
    connection.exec_driver_sql("DROP TRIGGER event_text_added")
    yield
    for statement in _INDEX_ALL:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_ADDED)
