"""Reading from a server in a connection that lives: which statements are planned anew each time, and who ends it."""

import psycopg
import pytest

from tests.support.citus import plain, stand_in
from tests.support.opened import reading
from tests.support.stores import fill
from timeline.domain.dates.typed.windows import Window
from timeline.domain.records import Actor, Claim, Event, Participant, RecordSet, Source
from timeline.errors import DatabaseError
from timeline.query import EventQuery
from timeline.storage.connecting.database import open_database
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.told.entries import find_entries

RECORDS = RecordSet(
    sources={"wire": Source("wire", "Wire")},
    actors={"ana": Actor("ana", "Ana")},
    events={
        "call": Event(
            "call", "Call", claims=(Claim("wire", date="2031-05-01"),), participants=(Participant("ana", "host"),)
        )
    },
)
WINDOW = EventQuery(window=Window(1, 10**6, ""), limit=50)
OFTEN = 12


def prepared(reader: Reader, query: EventQuery) -> list[str]:
    """The statements that find events and are prepared, after so many pages."""
    for _ in range(OFTEN):
        assert [entry.id for entry in find_entries(reader, query, brief=True)] == ["call"]
    sql = "SELECT statement FROM pg_prepared_statements"
    return [text for (text,) in reader.rows(sql, {}) if "LIMIT $" in text and not text.startswith("SELECT count(")]


def test_a_page_of_all_times_is_planned_for_what_is_asked(postgres_url: str) -> None:
    """The plan for any group would find all events of one who is in every third, to sort them for one page."""
    fill(postgres_url, RECORDS)
    with reading(postgres_url) as reader:
        assert prepared(reader, EventQuery(actors=(("ana",),), with_members=True, limit=50)) == []
        assert prepared(reader, EventQuery(actors=(("ana",),), roles=("host",), limit=50)) == []


def test_a_list_that_an_index_has_in_order_is_prepared(postgres_url: str) -> None:
    fill(postgres_url, RECORDS)
    with reading(postgres_url) as reader:
        assert len(prepared(reader, EventQuery(limit=50))) == 1
        assert len(prepared(reader, EventQuery(actors=(("ana",),), limit=50))) == 2


def test_a_page_of_a_window_is_prepared_and_planned_once(postgres_url: str) -> None:
    fill(postgres_url, RECORDS)
    with reading(postgres_url) as reader:
        assert prepared(reader, WINDOW._replace(actors=(("ana",),))) != []
        planned = "SELECT custom_plans FROM pg_prepared_statements WHERE statement LIKE '%UNION ALL%'"
        assert list(reader.rows(planned, {})) == [(0,)]


def test_where_citus_plans_nothing_is_planned_once(postgres_url: str) -> None:
    """A plan for any values may be one that it refuses: it leaves it to the server to choose another."""
    stand_in(postgres_url)
    fill(postgres_url, RECORDS)
    with reading(postgres_url) as reader:
        assert list(reader.rows("SELECT current_setting('plan_cache_mode')", {})) == [("auto",)]


def test_a_connection_that_the_server_has_ended_is_replaced(postgres_url: str) -> None:
    fill(postgres_url, RECORDS)
    with open_database(postgres_url) as opened:
        with opened.reading() as first:
            ((ended,),) = first.rows("SELECT pg_backend_pid()", {}, few=True)
        with psycopg.connect(plain(postgres_url), autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
        with opened.reading() as second:
            assert [entry.id for entry in find_entries(second, WINDOW, brief=True)] == ["call"]


def test_a_connection_that_waits_holds_no_transaction_and_forgets_no_plan(postgres_url: str) -> None:
    fill(postgres_url, RECORDS)
    idle = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle' AND datname = current_database()"
    with open_database(postgres_url) as opened:
        with opened.reading() as first:
            known = prepared(first, WINDOW)
        with psycopg.connect(plain(postgres_url), autocommit=True) as other:
            assert other.execute(idle).fetchone() == (1,)
        with opened.reading() as second:
            assert known == prepared(second, WINDOW) != []


@pytest.mark.parametrize("reads_on", [True, False])
def test_a_server_that_is_lost_half_way_is_told_once(postgres_url: str, reads_on: bool) -> None:
    fill(postgres_url, RECORDS)
    with open_database(postgres_url) as opened:
        with opened.reading() as reader:
            ((ended,),) = reader.rows("SELECT pg_backend_pid()", {}, few=True)
            rows = reader.rows("SELECT generate_series(1, 5000)", {})
            assert next(rows) == (1,)
            with psycopg.connect(plain(postgres_url), autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
            if reads_on:
                with pytest.raises(DatabaseError, match="the connection to the server was lost"):
                    list(rows)
        with opened.reading() as another:
            assert [entry.id for entry in find_entries(another, WINDOW, brief=True)] == ["call"]
