"""A question that takes too long is ended, on both databases, and the next one is answered."""

from contextlib import ExitStack
from itertools import islice

import pytest

from tests.support.stores import fill
from timeline.actions.asking.worked_out import WorkedOut
from timeline.domain.records import Claim, Event, RecordSet, Source
from timeline.errors import TookTooLong
from timeline.query import EventQuery
from timeline.storage.connecting.database import open_database
from timeline.storage.reading.stored.authored import StoredRecords

COUNTED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT {} FROM n"
FOR_EVER = COUNTED.format(10**9, "COUNT(*)")
ROWS = COUNTED.format(10**9, "i")
SAID = r"^this took longer than 0\.3 s and was ended: "


@pytest.fixture
def filled(database: str) -> str:
    fill(database, RecordSet())
    return database


def test_a_statement_that_takes_too_long_is_ended(filled: str) -> None:
    with open_database(filled) as opened:
        with pytest.raises(TookTooLong, match=SAID), opened.reading(time_limit=0.3) as reader:
            list(reader.rows(FOR_EVER, {}, few=True))
        # The same connection serves the next question, which may take its time.
        with opened.reading() as reader:
            assert list(reader.rows(COUNTED.format(1_000_000, "COUNT(*)"), {})) == [(1_000_000,)]


def test_rows_that_come_for_too_long_are_ended(filled: str) -> None:
    """SQLite gives rows as it finds them; a server has found all before the first."""
    with open_database(filled) as opened:
        with pytest.raises(TookTooLong, match=SAID), opened.reading(time_limit=0.3) as reader:
            for _ in reader.rows(ROWS, {}):
                pass
        with opened.reading() as reader:
            assert list(islice(reader.rows(COUNTED.format(5_000, "i"), {}), 2)) == [(1,), (2,)]


def test_several_statements_share_the_time(filled: str) -> None:
    short = COUNTED.format(1_000, "COUNT(*)")
    with open_database(filled) as opened:
        with opened.reading(time_limit=60) as reader:
            assert list(reader.rows(short, {})) == [(1_000,)]

        def asks_on() -> None:
            with opened.reading(time_limit=0.3) as reader:
                while True:
                    list(reader.rows(short, {}, few=True))

        with pytest.raises(TookTooLong, match=SAID):
            asks_on()


def test_what_was_known_then_has_the_same_limit(filled: str) -> None:
    wire = Source("wire", "Wire", published="2020-01-01")
    fill(filled, RecordSet({"wire": wire}, events={"call": Event("call", "Call", claims=(Claim("wire"),))}))
    with open_database(filled) as opened, opened.reading(time_limit=0.3) as reader, ExitStack() as kept_open:
        world = WorkedOut(StoredRecords(reader), 740_000, reader.limit, kept_open)
        with pytest.raises(TookTooLong, match=SAID):
            world.find(EventQuery(), ["call"], lambda then, _: list(then.rows(FOR_EVER, {})))
