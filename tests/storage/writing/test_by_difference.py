"""What people wrote is never deleted to be written again: a load touches the rows and columns that differ."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from tests.support.stores import contents, load
from timeline.annotations.reading.read_files import read_paths
from timeline.domain.dates.when import Span
from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Membership,
    Participant,
    Place,
    RecordSet,
    Source,
    Term,
)
from timeline.storage.connecting.address import read_address
from timeline.storage.schema.memory import memory_connection
from timeline.storage.schema.tables import metadata
from timeline.storage.writing import rows
from timeline.storage.writing.transaction.session import write_session

SEEDS = Path(__file__).parents[3] / "seeds"

_SQLITE = """\
CREATE TEMP TRIGGER spy_{table}_{what} AFTER {what} ON main.{table} BEGIN
    INSERT INTO touched SELECT '{table}', '{what}', '' WHERE '{what}' <> 'UPDATE';
    {columns}
END"""
_POSTGRESQL = """\
CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO touched SELECT TG_TABLE_NAME, TG_OP, n.key FROM jsonb_each(to_jsonb(NEW)) n
        WHERE n.value IS DISTINCT FROM to_jsonb(OLD) -> n.key;
    ELSE
        INSERT INTO touched VALUES (TG_TABLE_NAME, TG_OP, '');
    END IF;
    RETURN NULL;
END $$"""

Touched = Counter[tuple[str, str, str]]
"""How often (a table, INSERT, UPDATE or DELETE, the column that an update changed)."""


@contextmanager
def touched(connection: Connection) -> Iterator[Touched]:
    """Counts what the block does to rows, as the database itself sees it."""
    found: Touched = Counter()
    names = [table.name for table in metadata.sorted_tables]
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("CREATE TEMP TABLE touched (name, what, field)")
        for table in names:
            told = "".join(
                f"INSERT INTO touched SELECT '{table}', 'UPDATE', '{column}' WHERE old.{column} IS NOT new.{column};"
                for column in metadata.tables[table].columns.keys()  # noqa: SIM118
            )
            for what in ("INSERT", "UPDATE", "DELETE"):
                columns = told if what == "UPDATE" else ""
                connection.exec_driver_sql(_SQLITE.format(table=table, what=what, columns=columns))
    else:
        connection.exec_driver_sql("CREATE TEMP TABLE touched (name text, what text, field text)")
        connection.exec_driver_sql(_POSTGRESQL)
        for table in names:
            connection.exec_driver_sql(
                f"CREATE TRIGGER spy AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION spy()"
            )
    yield found
    found.update(tuple(row) for row in connection.execute(text("SELECT name, what, field FROM touched")))


@pytest.fixture
def connection(database: str) -> Iterator[Connection]:
    """A transaction on an empty database that had its first load before; undone afterwards."""
    with write_session(read_address(database)) as (connection, _):
        load(connection, RecordSet())
    with write_session(read_address(database)) as (connection, _):
        load(connection, read_paths([SEEDS]).records)
    with write_session(read_address(database), dry_run=True) as (connection, _):
        yield connection


_OWNED_BY_PEOPLE = {"event", "claim", "participation", "figure", "event_link", "event_tag"}
_DERIVED = {
    "event": set(rows._DERIVED_OF_EVENT),
    "claim": set(rows._DERIVED_OF_CLAIM),
    "participation": {*Span._fields, "length_class", "sort_day", "sort_rank"},
}


def test_a_corrected_publication_date_touches_derived_columns_alone(connection: Connection) -> None:
    seeds = read_paths([SEEDS]).records
    dated = Counter(
        claim.source
        for event in seeds.events.values()
        for claim in event.claims
        if claim.date is not None and "publication" in claim.date and seeds.sources[claim.source].published
    )
    source = seeds.sources[dated.most_common(1)[0][0]]
    corrected = seeds._replace(sources={**seeds.sources, source.id: source._replace(published="2019-02-03")})
    with touched(connection) as found:
        report = load(connection, corrected)
    assert report.redated > 3
    assert not [key for key in found if key[0] in _OWNED_BY_PEOPLE and key[1] != "UPDATE"]
    for table, columns in _DERIVED.items():
        assert {field for name, what, field in found if (name, what) == (table, "UPDATE")} <= columns
    assert found["claim", "UPDATE", "begin_earliest"] > 0
    own = {("source", "UPDATE", column) for column in ("published", "published_earliest", "published_latest")}
    assert {key for key in found if key[0] == "source"} == own
    assert contents(connection) == fresh(corrected)


_KEPT_OF_ONE = {(table, "INSERT", ""): 1 for table in ("change", "change_record", "change_block")}
"""The change is kept: itself, the one record that it touched, and what stood there before."""


def test_an_edited_note_touches_one_row(connection: Connection) -> None:
    seeds = read_paths([SEEDS]).records
    event = next(event for event in seeds.events.values() if len(event.claims) > 2)
    claims = list(event.claims)
    claims[1] = claims[1]._replace(note="Seen again, and it is so.")
    edited = RecordSet(events={event.id: event._replace(claims=tuple(claims))})
    with touched(connection) as found:
        load(connection, edited)
    assert found == {("claim", "UPDATE", "note"): 1} | _KEPT_OF_ONE


def fresh(records: RecordSet) -> dict[str, list[tuple[object, ...]]]:
    with memory_connection() as connection:
        load(connection, records)
        return contents(connection)


HERALD, GAZETTE = Source("herald", "Herald", publisher="Herald"), Source("gazette", "Gazette")
PIER = Place("pier", "Pier", names=("Mole",))
ANA, UNION = Actor("ana", "Ana Ruiz", member_of=(Membership("union", "clerk"),)), Actor("union", "Union")
ONE = Claim("herald", date="2031-05-02", figures=(Figure("killed", 1, 2, 3, approximate=True),), note="one")
TWO = Claim("gazette", date="2031-06", participants=(Participant("ana", "victim"),))
TALKS = Event("talks", "Talks", claims=(ONE, TWO), tags=("a", "b"), links=(Link("follows", "talks-2"),), place="pier")
TERM = Term("roles", "clerk", "writes")
WORLD = RecordSet(
    {"herald": HERALD, "gazette": GAZETTE},
    {"ana": ANA, "union": UNION},
    {"pier": PIER},
    {"talks": TALKS, "talks-2": Event("talks-2", "More")},
    {("roles", "clerk"): TERM, ("roles", "envoy"): Term("roles", "envoy", "is sent")},
)

_WORDS = {("event_text", "INSERT"), ("event_text", "DELETE")}
"""The index of words follows what comes and goes."""
_RECOUNTED = {("event", "UPDATE")}
"""Sources are counted and dates are found with the event."""

CHANGES: list[tuple[str, dict[str, Any], set[tuple[str, str]]]] = [
    ("a claim comes", {"claims": (ONE, TWO, Claim("herald", note="more"))}, {("claim", "INSERT")}),
    ("the last claim goes", {"claims": (ONE,)}, {("claim", "DELETE"), ("participation", "DELETE"), *_WORDS}),
    ("a figure is another", {"claims": (ONE._replace(figures=(Figure("killed", 4),)), TWO)}, {("figure", "UPDATE")}),
    ("a tag goes", {"tags": ("a",)}, {("event_tag", "DELETE")}),
    ("a link is another", {"links": (Link("part-of", "talks-2"),)}, {("event_link", "UPDATE")}),
    ("a title", {"title": "Talks again"}, {("event", "UPDATE"), *_WORDS}),
    ("a note of the editor", {"date_note": "why"}, {("event", "UPDATE")}),
    ("no place", {"place": None}, {("event", "UPDATE"), *_WORDS}),
]


@pytest.mark.parametrize(("change", "wanted"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_a_change_of_an_event_touches_what_differs(change: dict[str, Any], wanted: set[tuple[str, str]]) -> None:
    with memory_connection() as connection:
        load(connection, WORLD)
        after = WORLD._replace(events={**WORLD.events, "talks": TALKS._replace(**change)})
        with touched(connection) as found:
            load(connection, after)
        # What follows from the claims stands in other tables, and is derived.
        written = {key[:2] for key in found if key[0] in {*_OWNED_BY_PEOPLE, "event_text"}}
        assert written - _RECOUNTED == wanted - _RECOUNTED
        assert contents(connection) == fresh(after)


def test_a_change_of_other_records_touches_what_differs() -> None:
    after = WORLD._replace(
        sources={**WORLD.sources, "herald": HERALD._replace(derived_from=(Derivation("quotes", "gazette"),))},
        actors={**WORLD.actors, "ana": ANA._replace(member_of=(Membership("union", "chair"),))},
        places={"pier": PIER._replace(note="long")},
        terms={**WORLD.terms, ("roles", "clerk"): TERM._replace(meaning="reads")},
    )
    with memory_connection() as connection:
        load(connection, WORLD)
        with touched(connection) as found:
            load(connection, after)
        assert contents(connection) == fresh(after)
    for name in ("source", "actor", "place", "event", "claim", "actor_name", "place_name", "name_key"):
        assert not [key for key in found if key[0] == name and key[1] != "UPDATE"]
    assert found["membership", "UPDATE", "office"] == found["vocabulary", "UPDATE", "meaning"] == 1
    assert found["source_derivation", "INSERT", ""] == found["place", "UPDATE", "note"] == 1
    assert not [key for key in found if key[0] in ("membership", "vocabulary", "source_derivation") and "DELETE" in key]
