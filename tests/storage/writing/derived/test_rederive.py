"""A database of an older version, brought up to date, holds what a new one would hold."""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.storage.schema.test_upgrading import opened
from tests.support.stores import contents, contents_of, load
from timeline.annotations.reading.read_files import read_paths
from timeline.domain.records import Claim, Event, Figure, Link, RecordSet, Source
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.engine import make_engine
from timeline.storage.connecting.version import HEAD
from timeline.storage.schema import upgrading
from timeline.storage.schema.migrating import migrate_back
from timeline.storage.writing.derived.rederive import rederive
from timeline.storage.writing.transaction.session import write_session

SEEDS = Path(__file__).parents[4] / "seeds"
SOURCES = {
    "wire": Source("wire", "Wire", published="2020-09-26"),
    "herald": Source("herald", "Herald", published="2020-10"),
}
WORLD = RecordSet(
    sources=SOURCES,
    events={
        event.id: event
        for event in (
            Event("policy", "A policy", claims=(Claim("wire", date="2018/.."),)),
            Event(
                "campaign",
                "A campaign",
                claims=(
                    Claim("wire", date="2020-06/2020-10-08", figures=(Figure("killed", best=900),)),
                    Claim("herald", date="2020-07-15", figures=(Figure("killed", low=1200),)),
                    Claim("herald", date="about same month as publication", modality="denied"),
                ),
                links=(Link("part-of", "war"),),
            ),
            Event("war", "A war", claims=(Claim("wire", date="2020-06/2020-08"), Claim("herald", date="2021/2022"))),
            Event("b-call", "A call", claims=(Claim("wire", date="2020-09-20T10:00:00"),)),
            Event("a-answer", "An answer", claims=(Claim("herald", date="same day as b-call"),)),
            Event(
                "a-reply",
                "A reply",
                claims=(Claim("herald", date="2020-09-20T10:00:00"),),
                links=(Link("responds-to", "b-call"),),
            ),
            Event("plan", "A plan"),
        )
    },
)


@pytest.fixture(params=["a small world", "the seeds"])
def world(request: pytest.FixtureRequest) -> RecordSet:
    return WORLD if request.param == "a small world" else read_paths([SEEDS]).records


def test_an_older_database_is_computed_anew(database: str, world: RecordSet) -> None:
    """From the version that knew outer days alone; it had no place for questions, nor for whom claims report."""
    told = world._replace(
        questions={},
        events={
            event.id: event._replace(claims=tuple(claim._replace(according_to=()) for claim in event.claims))
            for event in world.events.values()
        },
    )
    with write_session(read_address(database)) as (connection, _):
        load(connection, told)
    expected = contents_of(database)
    with opened(database) as connection:
        migrate_back(connection, "0006")
        columns = connection.execute(text("SELECT * FROM event")).keys()
        assert {"earliest_day", "latest_day", "sort_second"} <= set(columns)
    with write_session(read_address(database), bring_up_to_date=True) as (_, before):
        assert before == "0006"
    assert contents_of(database) == expected
    with opened(database) as connection:
        assert upgrading.current(connection, database) == HEAD


def test_what_follows_is_mended_and_what_people_wrote_is_kept(database: str, world: RecordSet) -> None:
    with write_session(read_address(database)) as (connection, _):
        load(connection, world)
    expected = contents_of(database)
    with make_engine(read_address(database)).begin() as connection:
        for statement in (
            "UPDATE event SET begin_latest = NULL, end_earliest = NULL, lasting = NULL, sort_rank = 0, disputed = NULL",
            "UPDATE claim SET begin_latest = NULL, end_earliest = NULL, lasting = NULL, date_edtf = NULL",
            "UPDATE participation SET begin_latest = NULL, end_earliest = NULL, lasting = NULL, sort_rank = 0",
            "DELETE FROM event_span",
        ):
            connection.execute(text(statement))
        assert contents(connection) != expected
        rederive(connection)
    assert contents_of(database) == expected
