"""Pairs found in a database: against comparing all with all; what is left out, across imports, as of earlier days."""

from collections.abc import Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.reading.finding.test_find_events import queries
from tests.support import brute_force
from tests.support.command import Run
from tests.support.stores import fill
from tests.support.worlds import matches_in, worlds
from timeline.actions.duplicates.find_duplicates import Duplicates, DuplicatesRequest, find_duplicates
from timeline.domain.duplicates.scoring import EventCompared, score
from timeline.domain.duplicates.traits import Traits
from timeline.domain.matches import Groups
from timeline.domain.records import Event, RecordSet
from timeline.errors import TookTooLong, UnknownName, UsageFault
from timeline.query import EventQuery, Request, asked
from timeline.storage.connecting.database import Database, open_database
from timeline.storage.reading.duplicates.traits_read import find_traits, word_rarity

# Names that nothing has are refused, and these worlds may have none.
NARROWED = queries().map(
    lambda query: (
        EventQuery(window=query.window, certain=query.certain and query.window is not None)
        if query.has_window
        else EventQuery(standings=query.standings)
    )
)


def find(database: str | Database, **more: Any) -> Duplicates:
    wanted = DuplicatesRequest(Request())._replace(**more)
    if isinstance(database, Database):
        return find_duplicates(database, wanted)
    with open_database(database) as opened:
        return find_duplicates(opened, wanted)


def ids(found: Duplicates) -> list[frozenset[str]]:
    return [frozenset((pair.first.id, pair.second.id)) for pair in found.pairs]


# --- against comparing all with all ----------------------------------------------------------------------


def wholes_above(events: Mapping[str, Event], groups: Groups) -> set[tuple[str, str]]:
    """(part, whole) of all events, directly or through others, by what they are told as."""
    above = {
        (groups.told_as(event.id), groups.told_as(link.event))
        for event in events.values()
        for link in event.links
        if link.kind == "part-of"
    }
    while more := {(one, far) for one, near in above for each, far in above if each == near} - above:
        above |= more
    return above


def expected(opened: Database, world: RecordSet, query: EventQuery, least: float) -> dict[frozenset[str], float]:
    """By comparing all that the model finds with all."""
    groups = Groups(world.matches.values())
    apart = {
        frozenset(map(groups.told_as, pair))
        for match in world.matches.values()
        if match.kind == "not_same"
        for pair in combinations(match.events, 2)
    }
    linked = {frozenset(pair) for pair in wholes_above(world.events, groups)}
    with opened.reading() as reader:
        rarity = word_rarity(reader)
        traits: list[Traits] = list(find_traits(reader, query))
        compared = [EventCompared(each, rarity) for each in traits if each.is_compared]
    values = {
        frozenset((one.traits.id, other.traits.id)): score(one, other, rarity, least)
        for one, other in combinations(compared, 2)
    }
    return {pair: value for pair, value in values.items() if value and pair not in apart and pair not in linked}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(world=worlds().flatmap(matches_in), query=NARROWED, least=st.sampled_from((0.0, 0.4)))
def test_they_are_what_comparing_all_with_all_finds(
    database: str, world: RecordSet, query: EventQuery, least: float
) -> None:
    fill(database, world)
    with open_database(database) as opened:
        for each in (query, EventQuery()):
            found = find(opened, events=Request._make(each), least=least)
            wanted = expected(opened, world, each, least)
            assert {frozenset((pair.first.id, pair.second.id)): pair.score for pair in found.pairs} == pytest.approx(
                wanted, abs=0.001
            )
            assert found.found == len(wanted)
            if not world.matches:  # the model does not tell several as one
                assert found.compared + found.not_compared == len(brute_force.answer(world, each))


# --- what is left out ------------------------------------------------------------------------------------

PORT = """\
sources:
  gazette: {title: Port news, publisher: The Gazette, published: 2031-05-02}
  herald: {title: Harbour news, publisher: The Herald, published: 2031-06-10}
actors:
  front: {kind: armed-group, name: Harbour Front}
  guard: {kind: armed-group, name: Port Guard}
places:
  port: {name: Port City, kind: city, latitude: 1.5, longitude: 103.2}
events:
  siege:
    title: The Harbour Front besieges the port
    type: assault
    place: port
    participants: {front: initiator}
    claims: [{source: gazette, date: 2031-05-01, figures: {killed: 40}}]
  port-attacked:
    title: Port attacked by the Harbour Front
    type: assault/siege
    place: port
    participants: {front: initiator, guard: target}
    claims: [{source: herald, date: 2031-05-01, figures: {killed: 4 to 6}}, {source: gazette, date: 2031-05-01}]
  pier-burned:
    title: The pier burns
    type: assault
    place: {id: port, latitude: 1.51, longitude: 103.21}
    participants: {front: initiator}
    claims: [{source: herald, date: 2031-05-02, figures: {killed: 3}}]
  talks:
    title: Talks in the capital
    claims: [{source: gazette}]
"""


@pytest.fixture
def port(tmp_path: Path, run: Run, database: str) -> str:
    (tmp_path / "port.yaml").write_text(PORT)
    assert run("load", str(tmp_path / "port.yaml"), db=database).exit_code == 0
    return database


def also(tmp_path: Path, run: Run, database: str, text: str) -> None:
    (tmp_path / "more.yaml").write_text(text)
    done = run("load", str(tmp_path / "more.yaml"), db=database)
    assert done.exit_code == 0, done.output


def test_a_pair_has_a_score_reasons_and_what_may_be_a_whole(port: str) -> None:
    found = find(port)
    assert ids(found) == [{"siege", "port-attacked"}, {"siege", "pier-burned"}, {"port-attacked", "pier-burned"}]
    best = found.pairs[0]
    assert best.first.id == "port-attacked", "it has more sources"
    assert best.reasons == (
        "same day",
        "same place",
        "both name Harbour Front",
        "both assault",
        "killed 4 to 6 and 40",
        "both say front, harbour, port",
    )
    assert best.agreement["date"] == 1.0
    assert found.pairs[1].reasons[:2] == ("1 day apart", "2 km apart")
    assert (found.compared, found.not_compared, found.decided, found.linked) == (3, 1, 0, 0)
    # It may hold one other alone: that is no sign of a whole.
    assert [pair.whole for pair in found.pairs] == [None, None, None]


def test_what_holds_several_is_proposed_as_their_whole(port: str, tmp_path: Path, run: Run) -> None:
    also(
        tmp_path,
        run,
        port,
        "events: {gate-burned: {title: The gate burns, type: assault, place: port, participants: {front: initiator}, "
        "claims: [{source: herald, date: 2031-05-01, figures: {killed: 2}}]}}",
    )
    found = find(port)
    wholes = {frozenset((pair.first.id, pair.second.id)): pair.whole for pair in found.pairs}
    assert wholes[frozenset(("siege", "gate-burned"))] == wholes[frozenset(("siege", "port-attacked"))] == "siege"
    assert wholes[frozenset(("siege", "pier-burned"))] is None  # of another day


def test_what_is_decided_or_a_part_is_left_out(port: str, tmp_path: Path, run: Run) -> None:
    also(tmp_path, run, port, "matches: [{not_same: [siege, pier-burned]}]")
    found = find(port)
    assert ids(found) == [{"siege", "port-attacked"}, {"port-attacked", "pier-burned"}]
    assert (found.found, found.decided) == (2, 1)
    also(tmp_path, run, port, "matches: [{same: [siege, port-attacked]}]")
    found = find(port)
    assert (ids(found), found.compared, found.decided) == ([], 2, 1)  # by what they are told as

    with open_database(port) as opened:
        before = find_duplicates(opened, DuplicatesRequest(asked({"recorded_on": "change 2"}, date(2031, 6, 1))))
        assert ids(before) == [{"siege", "port-attacked"}, {"port-attacked", "pier-burned"}]
        as_of = find_duplicates(opened, DuplicatesRequest(asked({"as_of": "2031-05-02"}, date(2031, 6, 1))))
        assert (as_of.compared, ids(as_of)) == (1, [])


def test_a_part_of_a_part_is_left_out(port: str, tmp_path: Path, run: Run) -> None:
    linked = PORT.replace("    title: The pier burns\n", "    title: The pier burns\n    links: {part-of: talks}\n")
    linked = linked.replace("    title: Talks in", "    links: {part-of: siege}\n    title: Talks in")
    also(tmp_path, run, port, linked)
    found = find(port)
    assert ids(found) == [{"siege", "port-attacked"}, {"port-attacked", "pier-burned"}]
    assert found.linked == 1
    # Also where what lies between is not among the events that are asked for.
    with open_database(port) as opened:
        narrowed = find_duplicates(opened, DuplicatesRequest(asked({"actor": "front"}, date(2031, 6, 1))))
    assert (ids(narrowed), narrowed.linked) == (ids(found), 1)


def test_a_page_and_a_bound_on_events(port: str) -> None:
    every = find(port)
    second = find(port, offset=1, limit=1)
    assert second.pairs == every.pairs[1:2]
    assert second.found == 3
    assert every.is_all
    some = find(port, most_events=2)
    assert (len(some.pairs), some.is_all) == (1, False)
    assert find(port, most_events=4).is_all
    narrowed = find(port, events=asked({"on": "2031-05-01"}, date(2031, 6, 1)))
    assert ids(narrowed) == [{"siege", "port-attacked"}]
    with pytest.raises(TookTooLong), open_database(port) as opened:
        find_duplicates(opened, DuplicatesRequest(Request()), time_limit=0.0)


# --- imports ---------------------------------------------------------------------------------------------

TABLE = """\
number,day,what,where,north,east,who,dead
1,2031-05-01,Siege of the port,Port City,1.5,103.2,Harbour Front,4
2,2031-05-02,The pier burns,Port City,1.5,103.2,Harbour Front,3
3,2031-06-01,Talks,Port City,1.5,103.2,Harbour Front,0
"""
MAP = """\
name: NAME
table: {title: TITLE}
id: number
title: what
date: day
place: {name: where, latitude: north, longitude: east}
participants: {who: initiator}
figures: {killed: dead}
"""


def imported(tmp_path: Path, run: Run, database: str, name: str) -> None:
    (tmp_path / f"{name}.csv").write_text(TABLE)
    (tmp_path / f"{name}.yaml").write_text(MAP.replace("NAME", name).replace("TITLE", f"The {name} data"))
    done = run("import", str(tmp_path / f"{name}.csv"), "--map", str(tmp_path / f"{name}.yaml"), db=database)
    assert done.exit_code == 0, done.output


def test_across_imports_and_within_one(port: str, tmp_path: Path, run: Run) -> None:
    with pytest.raises(UsageFault, match="nothing here was imported"):
        find(port, across=())
    for name in ("sea-watch", "gulf"):
        imported(tmp_path, run, port, name)
    all_ = find(port, across=())
    assert all_.datasets == ("gulf", "sea-watch", "written")
    assert all(len({each.partition("-")[0] for each in pair}) == 2 for pair in ids(all_))
    two = find(port, across=("sea-watch", "gulf"))
    assert {frozenset((f"sea-watch-{number}", f"gulf-{number}")) for number in "123"} <= set(ids(two))
    assert two.compared == 6
    assert two.pairs[0].score > 0.85
    written = find(port, across=("written", "gulf"))
    assert {"pier-burned", "gulf-2"} in ids(written)
    assert written.pairs[0].second.id.startswith("gulf-"), "what people wrote is told first"
    within = find(port, within="gulf")
    assert set(ids(within)) == {frozenset(("gulf-1", "gulf-2"))}
    # Any beginning of ids is a dataset.
    assert find(port, within="pier").compared == 1
    with pytest.raises(UnknownName, match='did you mean "gulf"'):
        find(port, within="guf")
    with pytest.raises(UnknownName, match="there is gulf, sea-watch and written"):
        find(port, across=("gulf", "acled"))
    for wrong in (
        {"across": ("gulf",)},
        {"across": ("gulf", "gulf")},
        {"across": (), "within": "gulf"},
        {"least": 1.5},
    ):
        with pytest.raises(UsageFault):
            find(port, **wrong)
    with pytest.raises(UsageFault, match="undated"):
        find(port, events=Request(undated=True))
