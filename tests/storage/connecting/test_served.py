"""Reading from a server in a connection that lives: which statements are planned anew each time."""

from tests.support.opened import reading
from tests.support.stores import fill
from timeline.domain.dates.typed.windows import Window
from timeline.domain.records import Actor, Claim, Event, Participant, RecordSet, Source
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.entries import find_entries

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
    return [text for (text,) in reader.rows(sql, {}) if "LIMIT $" in text]


def test_a_page_of_all_times_is_planned_for_who_is_asked(postgres_url: str) -> None:
    """The plan for any actor would find all events of one who is in every third, to sort them for one page."""
    fill(postgres_url, RECORDS)
    with reading(postgres_url) as reader:
        assert prepared(reader, EventQuery(actors=(("ana",),), limit=50)) == []
        assert prepared(reader, EventQuery(limit=50)) == []


def test_a_page_of_a_window_is_prepared(postgres_url: str) -> None:
    fill(postgres_url, RECORDS)
    with reading(postgres_url) as reader:
        assert prepared(reader, WINDOW._replace(actors=(("ana",),))) != []
