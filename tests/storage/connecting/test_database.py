"""One database asked from many threads: right answers, each of one moment, and nothing left open."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest

from tests.support.opened import load_paths
from tests.support.stores import fill
from timeline.actions.answer import answer
from timeline.domain.chronology import Entry
from timeline.domain.dates.typed.windows import Window
from timeline.domain.records import Claim, Event, Place, RecordSet, Source
from timeline.errors import DatabaseError, NoDatabase
from timeline.query import Request
from timeline.storage.connecting.database import Database, open_database
from timeline.storage.connecting.reader import Reader

T = TypeVar("T")
EVENTS = 700
THREADS = 8


def world(title: str = "Event") -> RecordSet:
    """Enough events that they come in several parts, all with one title."""
    ids = [f"event-{number:04d}" for number in range(EVENTS)]
    return RecordSet(
        sources={"wire": Source("wire", "Wire", published="2031-06-01")},
        places={f"place-{number:04d}": Place(f"place-{number:04d}", title) for number in range(3_000)},
        events={each: Event(each, title, claims=(Claim("wire", date=_date(each)),)) for each in ids},
    )


def _date(event_id: str) -> str:
    return f"2031-05-{int(event_id[-4:]) % 28 + 1:02d}"


@pytest.fixture
def filled(database: str) -> str:
    fill(database, world())
    return database


@pytest.fixture
def opened(filled: str) -> Iterator[Database]:
    with open_database(filled) as found:
        yield found


def in_another_thread(do: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1) as other:
        return other.submit(do).result()


def places(reader: Reader) -> Iterator[tuple[str, str]]:
    return ((str(id_), str(name)) for id_, name in reader.rows("SELECT id, name FROM place ORDER BY id", {}))


def told(database: Database, request: Request) -> list[Entry]:
    with answer(database, request) as found:
        return list(found.entries)


DAY = Window(earliest_day=None, latest_day=10**6, text="any")
REQUESTS = [
    Request(),
    Request(limit=20, offset=40),
    Request(reverse=True),
    Request(sources=("wire",)),
    Request(as_of=DAY),
]


def test_many_threads_get_what_one_gets(opened: Database) -> None:
    expected = [told(opened, each) for each in REQUESTS]
    assert [len(each) for each in expected] == [EVENTS, 20, EVENTS, EVENTS, EVENTS]
    together = threading.Barrier(THREADS)

    def ask(number: int) -> list[tuple[int, list[Entry]]]:
        together.wait()
        order = [(number + step) % len(REQUESTS) for step in range(len(REQUESTS))]
        return [(each, told(opened, REQUESTS[each])) for each in order]

    with ThreadPoolExecutor(THREADS) as threads:
        for answers in threads.map(ask, range(THREADS)):
            for number, found in answers:
                assert found == expected[number]


@pytest.mark.parametrize("request_", REQUESTS, ids=["all", "page", "reverse", "source", "as of"])
def test_an_answer_is_read_on_in_other_threads(opened: Database, request_: Request) -> None:
    expected = told(opened, request_)
    with answer(opened, request_) as found:
        first = [next(found.entries) for _ in range(10)]
        second = in_another_thread(lambda: [next(found.entries) for _ in range(10)])
        sources = in_another_thread(lambda: found.sources(["wire"]))
        assert first + second + list(found.entries) == expected
    assert list(sources) == ["wire"]


def test_two_answers_are_read_in_turns(opened: Database) -> None:
    expected = told(opened, Request())
    with answer(opened, Request()) as one, answer(opened, Request(reverse=True)) as other:
        pairs = list(zip(one.entries, other.entries, strict=True))
    assert [each for each, _ in pairs] == expected
    assert {each.id for _, each in pairs} == {each.id for each in expected}


def test_several_threads_share_one_reader(opened: Database) -> None:
    """One after the other is served: none gets the rows of another."""
    with opened.reading() as reader:
        expected = list(places(reader))
        with ThreadPoolExecutor(THREADS) as threads:
            for found in threads.map(lambda _: list(places(reader)), range(THREADS)):
                assert found == expected


def test_a_block_begun_in_one_thread_is_ended_in_another(opened: Database) -> None:
    block = opened.reading()
    reader = in_another_thread(block.__enter__)
    assert len(list(places(reader))) == 3_000
    in_another_thread(lambda: block.__exit__(None, None, None))
    with pytest.raises(DatabaseError, match="this answer is closed"):
        reader.rows("SELECT 1", {})


def test_readers_see_the_old_or_the_new_state(opened: Database, filled: str) -> None:
    """The titles of one answer are all alike, whatever is loaded meanwhile."""
    titles = [f"Edition {number}" for number in range(4)]
    done = threading.Event()
    seen: set[str] = set()

    def read() -> int:
        asked = 0
        while not done.is_set() or not asked:
            with opened.reading() as reader:
                rows = reader.rows("SELECT DISTINCT title FROM event UNION SELECT DISTINCT name FROM place", {})
                (title,) = (each for (each,) in rows)
                assert {name for _, name in places(reader)} == {title}
            seen.add(str(title))
            asked += 1
        return asked

    with ThreadPoolExecutor(3) as threads:
        readers = [threads.submit(read) for _ in range(3)]
        try:
            for title in titles:
                fill(filled, world(title))
        finally:
            done.set()
        assert all(each.result() for each in readers)
        with opened.reading() as reader:
            assert {name for _, name in places(reader)} == {titles[-1]}
    assert seen <= {"Event", *titles}


def test_a_question_sees_what_was_written_since_the_last(opened: Database, filled: str) -> None:
    assert {each.title for each in told(opened, Request())} == {"Event"}
    fill(filled, world("Later"))
    assert {each.title for each in told(opened, Request())} == {"Later"}


def test_idle_connections_hold_up_no_writer(opened: Database, filled: str, tmp_path: Path) -> None:
    told(opened, Request())
    (tmp_path / "a.yaml").write_text("places: {pier: {name: Pier}}\n", encoding="utf-8")
    assert load_paths(filled, [tmp_path / "a.yaml"]).problems == []


def test_an_answer_left_half_way_holds_up_no_writer(opened: Database, filled: str) -> None:
    with opened.reading() as reader:
        rows = places(reader)
        next(rows)
    fill(filled, RecordSet())
    with pytest.raises(DatabaseError, match="this answer is closed"):
        list(rows)


def test_a_file_that_took_the_place_of_another_is_read(tmp_path: Path) -> None:
    path, other = tmp_path / "timeline.db", tmp_path / "other.db"
    fill(str(path), world("Old"))
    fill(str(other), world("New"))
    with open_database(str(path)) as opened:
        assert {each.title for each in told(opened, Request())} == {"Old"}
        other.replace(path)
        assert {each.title for each in told(opened, Request())} == {"New"}
        path.unlink()
        with pytest.raises(NoDatabase):
            told(opened, Request())


def test_to_open_asks_nothing_of_the_database(sqlite_url: str) -> None:
    with open_database(sqlite_url) as opened:
        with pytest.raises(NoDatabase):
            told(opened, Request())
        fill(sqlite_url, world())
        assert len(told(opened, Request())) == EVENTS


def test_what_was_closed_says_so(filled: str) -> None:
    opened = open_database(filled)
    with answer(opened, Request()) as found:
        next(found.entries)
        in_another_thread(opened.close)
        with pytest.raises(DatabaseError, match="this answer is closed"):
            list(found.entries)
    with pytest.raises(DatabaseError, match="has been closed: open it again"):
        told(opened, Request())
    opened.close()


def connections(database: str) -> int:
    """How many connections to a database are open: of this process to a file, of anybody else to a server's."""
    if "://" in database:
        with psycopg.connect(database.replace("+psycopg", "")) as connection:
            sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            row = connection.execute(sql).fetchone()
            return int(row[0]) if row else 0
    links = (f"/proc/self/fd/{each}" for each in os.listdir("/proc/self/fd"))
    return sum(os.path.realpath(link) == os.path.realpath(database) for link in links)


def settled(database: str, wanted: int) -> bool:
    """Whether so many are open; a server takes a moment to see one go."""
    pause = threading.Event()
    return any(connections(database) == wanted or pause.wait(0.05) for _ in range(100))


def test_closing_closes_all(filled: str) -> None:
    """Also what threads have used that have ended, and what somebody still reads from."""
    assert settled(filled, 0)
    opened = open_database(filled)
    together = threading.Barrier(20)

    def ask() -> None:
        with opened.reading() as reader:
            together.wait()
            assert len(list(places(reader))) == 3_000

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert 0 < connections(filled) <= 8, "some are kept, not one for each thread that ever was"
    half_way = opened.reading()
    rows = places(half_way.__enter__())
    next(rows)
    opened.close()
    assert settled(filled, 0)
    half_way.__exit__(None, None, None)
    del rows
    gc.collect()


def test_connections_are_used_again(opened: Database, filled: str) -> None:
    for _ in range(5):
        in_another_thread(lambda: told(opened, Request(limit=1)))
    assert connections(filled) == 1
