"""Events that are one by decision: what a database holds of them, and that taking the decision away restores all."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.writing.test_loader import emptied
from tests.support.stores import contents, load
from tests.support.worlds import matches_in, merged, parts_of, worlds
from timeline.domain.claims.derive import derive
from timeline.domain.dates.written import told_from
from timeline.domain.matches import Groups, faults
from timeline.domain.records import Link, RecordSet
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.reading.stored.stored_records import kinds_of, read_all
from timeline.storage.schema.memory import memory_connection
from timeline.storage.writing.derived.rederive import rederive
from timeline.storage.writing.loader import load_fresh

few = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])


def in_memory(world: RecordSet) -> dict[str, Any]:
    with memory_connection() as connection:
        load_fresh(connection, world, derive(world))
        return contents(connection)


def is_sound(world: RecordSet) -> bool:
    return not faults(world.matches.values()) and all(fault.kind != "circle" for fault in derive(world).faults)


@settings(max_examples=20)
@given(worlds().flatmap(matches_in))
def test_what_was_written_is_read_back_equal(world: RecordSet) -> None:
    with memory_connection() as connection:
        load(connection, world)
        reader = ConnectionReader(connection)
        found = read_all(reader)
        assert found == world
        assert kinds_of(reader, list(world.events)) == dict.fromkeys(world.events, "event")
        before = contents(connection)
        assert load(connection, world).changes == 0
        rederive(connection)
        assert contents(connection) == before == in_memory(world)


@few
@given(data=st.data())
def test_whatever_comes_and_goes_the_database_is_what_a_fresh_load_makes(database: str, data: st.DataObject) -> None:
    plain = data.draw(worlds())
    with emptied(database) as connection:
        load(connection, plain)
        before = contents(connection)
        world = data.draw(matches_in(plain))
        load(connection, world)
        assert contents(connection) == in_memory(world)
        part = data.draw(parts_of(world))
        if is_sound(merged(world, part)):
            world = merged(world, part)
            load(connection, part)
            assert contents(connection) == in_memory(world)
        other = data.draw(matches_in(world._replace(matches={})))
        load(connection, other, prune=True)
        assert contents(connection) == in_memory(other)
        load(connection, plain, prune=True)
        assert contents(connection) == before


@settings(max_examples=20)
@given(worlds().flatmap(matches_in))
def test_what_is_told_is_what_one_record_with_the_claims_of_all_would_say(world: RecordSet) -> None:
    told, joined = in_memory(world), in_memory(as_one(world))
    for table in (
        "event",
        "event_span",
        "participation",
        "density",
        "stretch_count",
        "figure",
        "attribution",
        "event_tag",
    ):
        assert told[table] == joined[table], table
    resolved = slice(9, 17)  # what claims say in days
    assert [(row[:3], row[resolved]) for row in told["claim"]] == [(row[:3], row[resolved]) for row in joined["claim"]]


def as_one(world: RecordSet) -> RecordSet:
    """The same told without any decision: in place of each group one record, by the words of the model alone."""
    groups = Groups(world.matches.values())
    heads = {event_id: groups.told_as(event_id) for event_id in world.events}
    events = {}
    for event_id in world.events:
        if heads[event_id] != event_id:
            continue
        same = [world.events[each] for each in groups.of(event_id)]
        first = same[0]
        for other in same[1:]:
            for gap in ("summary", "type", "note"):
                if getattr(first, gap) is None:
                    first = first._replace(**{gap: getattr(other, gap)})
            if first.place is None:
                first = first._replace(place=other.place, latitude=other.latitude, longitude=other.longitude)
            elif first.place == other.place and first.latitude is None:
                first = first._replace(latitude=other.latitude, longitude=other.longitude)
            if first.date is None and other.date is not None:
                first = first._replace(date=other.date, date_note=other.date_note)
            first = first._replace(
                participants=tuple(dict.fromkeys((*first.participants, *other.participants))),
                claims=(*first.claims, *other.claims),
                tags=tuple(dict.fromkeys((*first.tags, *other.tags))),
                links=(*first.links, *other.links),
            )
        claims = tuple(claim._replace(date=_led(claim.date, heads)) for claim in first.claims)
        links = tuple(dict.fromkeys(Link(each.kind, heads[each.event]) for each in first.links))
        events[event_id] = first._replace(claims=claims, links=links)
    return world._replace(events=events, matches={})


def _led(date: str | None, heads: dict[str, str]) -> str | None:
    for event_id in told_from(date):
        date = str(date).replace(event_id, f"<{event_id}>")
    for event_id, head in heads.items():
        date = date and str(date).replace(f"<{event_id}>", head)
    return date
