"""Rows go in as they are, on both databases, and what waited for the end is there at the end."""

import pytest
from sqlalchemy import inspect

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import read_address
from timeline.storage.schema.tables import metadata
from timeline.storage.writing.rows import EVENT, EVENT_TAG, NAME_KEY, PLACE, PLACE_NAME, Row, TableRow
from timeline.storage.writing.transaction.session import write_session
from timeline.storage.writing.write_rows import delete, insert

ODD = ["tab\there", "line\nbreak", "back\\slash", "\\N", "", "quote\"'", "\r\n", "ا\u0301🙂", "\\.", "{a,b}", "NULL"]


def place(record_id: str, name: str, latitude: float | None = None) -> TableRow:
    return PLACE, (record_id, name, None, None, latitude, None, None, None)


def event(record_id: str) -> list[TableRow]:
    values = {
        **dict.fromkeys(column.name for column in metadata.tables["event"].columns),
        "id": record_id,
        "title": "Call",
        "status": "undated",
        "approximate": 0,
        "uncertain": 0,
        "span_count": 0,
        "sort_day": 0,
        "sort_rank": 0,
        "standing": "asserted",
        "source_count": 0,
        "origin_count": 0,
    }
    row: Row = tuple(values[column] for column in EVENT.columns)
    return [(EVENT, row), (EVENT_TAG, (record_id, 0, "tag"))]


def written(database: str, *rows: TableRow) -> list[tuple[object, ...]]:
    with write_session(read_address(database)) as (connection, _):
        insert(connection, rows)
    with write_session(read_address(database)) as (connection, _):
        found = connection.exec_driver_sql("SELECT id, name, latitude FROM place ORDER BY id")
        return [tuple(row) for row in found]


def test_texts_and_numbers_come_out_as_they_went_in(database: str) -> None:
    rows = [place(f"p{number:02}", text, 0.1 * number) for number, text in enumerate(ODD)]
    names: list[TableRow] = [(PLACE_NAME, (f"p{number:02}", 0, text)) for number, text in enumerate(ODD)]
    assert written(database, *rows, *names) == [(row[0], row[1], row[4]) for _, row in rows]
    with write_session(read_address(database)) as (connection, _):
        found = connection.exec_driver_sql("SELECT name FROM place_name ORDER BY place_id")
        assert list(found.scalars()) == ODD


@pytest.mark.parametrize(
    "rows",
    [
        [(PLACE_NAME, ("nowhere", 0, "Name"))],
        [(NAME_KEY, ("a", "place", "key", 1))] * 2,
        [(EVENT_TAG, ("nothing", 0, "tag"))],
    ],
    ids=["no such place", "twice", "no such event"],
)
def test_what_the_database_refuses_is_told_in_one_line(database: str, rows: list[TableRow]) -> None:
    written(database, place("a", "A"))
    with pytest.raises(DatabaseError) as caught:
        written(database, place("b", "B"), *rows)
    assert "\n" not in str(caught.value)
    assert written(database) == [("a", "A", None)]


def test_what_an_event_owns_goes_with_it_in_a_first_load_too(database: str) -> None:
    with write_session(read_address(database)) as (connection, _):
        insert(connection, [*event("a"), *event("b")])
        delete(connection, metadata.tables["event"], "id", ["a"])
        insert(connection, event("a"))
        delete(connection, metadata.tables["event"], "id", ["b"])
    with write_session(read_address(database)) as (connection, _):
        delete(connection, metadata.tables["event"], "id", ["none"])
        assert connection.exec_driver_sql("SELECT event_id FROM event_tag").scalars().all() == ["a"]


def test_indexes_and_foreign_keys_are_there_after_a_first_load(database: str) -> None:
    with write_session(read_address(database)) as (connection, _):
        insert(connection, event("a"))
    with write_session(read_address(database)) as (connection, _):
        inspector = inspect(connection)
        for table in metadata.sorted_tables:
            wanted = {str(index.name) for index in table.indexes}
            # An index on an expression stands beside the tables, not in them.
            found = {str(index["name"]) for index in inspector.get_indexes(table.name)} - {"ix_event_text_words"}
            assert found == wanted
            keys = {str(key["name"]) for key in inspector.get_foreign_keys(table.name)}
            assert keys == {str(key.name) for key in table.foreign_key_constraints}


def test_a_first_load_that_breaks_a_foreign_key_makes_no_database(sqlite_url: str, postgres_url: str) -> None:
    for database in (sqlite_url, postgres_url):
        with pytest.raises(DatabaseError):
            written(database, *event("a"), (EVENT_TAG, ("nothing", 0, "tag")))
        with write_session(read_address(database)) as (_, before):
            assert before is None
