"""The query: every filter against a plain model of it, and the plans by which it is answered."""

from collections.abc import Iterator
from math import inf
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import brute_force
from tests.support.stores import in_database, in_memory
from tests.support.worlds import ACTORS, PLACES, SOURCES, worlds
from timeline.domain.dates import edtf
from timeline.domain.dates.typed.windows import Window
from timeline.domain.in_window import PARTS, InWindow
from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Membership,
    Participant,
    Place,
    RecordSet,
    Source,
)
from timeline.query import EventQuery, Request
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.finding.find_events import WALK, find_events
from timeline.storage.reading.finding.lead import Ways, WayToFind, choose_lead, share_of_groups
from timeline.storage.schema.stored_days import LONGEST, OPEN_END

ID = 2
"""The position of the id among the columns."""


def found(reader: Reader, query: EventQuery, led_by: str | None = None) -> list[str]:
    lead = choose_lead(reader, query) if led_by is None else led_by
    statement = find_events(query, lead, dialect=reader.dialect)
    return [row[ID] for row in reader.rows(statement.sql, statement.parameters)]


def leads(query: EventQuery) -> list[str]:
    """Everything that a query can be led by."""
    asked = {"place": query.place, "type": query.type, "source": query.sources, "text": query.texts or None}
    possible = [WALK, *(lead for lead, value in asked.items() if value is not None)]
    possible += [f"actor{number}" for number in range(len(query.actors))]
    possible += [f"according_to{number}" for number in range(len(query.according_to))]
    possible += [f"tag{number}" for number in range(len(query.tags))]
    possible += ["role"] if query.roles and not query.actors else []
    possible += ["disputed"] if query.disputed else []
    return [*possible, "standing"] if query.standings and "asserted" not in query.standings else possible


def day(text: str) -> int:
    """The one day that a date means."""
    when = edtf.parse(text)
    assert when.begin_earliest is not None
    assert when.begin_earliest == when.end_latest
    return when.begin_earliest


def window(first: str | None, last: str | None) -> EventQuery:
    return within(None if first is None else day(first), None if last is None else day(last))


def within(first: int | None, last: int | None, *seconds: int | None) -> EventQuery:
    """From one day to another; the seconds of each may follow."""
    return EventQuery(window=None if (first, last) == (None, None) else Window(first, last, "", *seconds))


def at_seconds(query: EventQuery, first: int | None = None, last: int | None = None) -> EventQuery:
    """The window of a query opens and closes at these times of its days."""
    assert query.window is not None
    return query._replace(window=query.window._replace(earliest_second=first, latest_second=last))


# --- against the model ------------------------------------------------------------------------------

_DAYS = st.sampled_from(
    [
        *(day(f"2031-05-{number:02d}") for number in range(1, 13)),
        *(day(text) for text in ("2031-04-30", "2031-01-01", "2030-06-01", "2039-12-31", "1900-01-01", "-0044-03-15")),
    ]
)
_WINDOWS = st.one_of(
    st.just((None, None)),
    st.tuples(_DAYS, st.none()),
    st.tuples(st.none(), _DAYS),
    st.tuples(_DAYS, _DAYS).map(lambda days: (min(days), max(days))),
    _DAYS.map(lambda only: (only, only)),
)


_SECONDS = st.sampled_from([1, 34_199, 34_200, 34_201, 36_000, 86_398])
"""Around the times of day of the worlds' events."""


def _some(values: tuple[str, ...], least: int = 1) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=2, unique=True).map(tuple)


def _rarely(strategy: st.SearchStrategy[Any], otherwise: Any = None) -> st.SearchStrategy[Any]:
    """Mostly left out, so that several filters at once still find something."""
    return st.integers(0, 3).flatmap(lambda roll: strategy if roll == 0 else st.just(otherwise))


TEXTS = [
    "grün",
    "GRÜNE zone",
    '"grune zone"',
    '"zone grune"',
    '"grune zo*"',
    "call",
    "call plain",
    "المنطقة",
    "two lines",
    '"two lines" c*',
    "ruiz",
    "al-Ruiz -call",
    "citta OR (puerto",
    '"port city" ana',
    "puert*",
    "union call*",
    '"visit',
    "*",
    "!!!",
]


@st.composite
def queries(draw: st.DrawFn) -> EventQuery:
    """Any question about the worlds of ``support/worlds.py``."""
    from_day, to_day = draw(_WINDOWS)
    from_second = None if from_day is None else draw(_rarely(_SECONDS))
    to_second = None if to_day is None else draw(_rarely(_SECONDS))
    if from_day == to_day and from_second is not None and to_second is not None:
        from_second, to_second = sorted((from_second, to_second))
    rest: dict[str, st.SearchStrategy[Any]] = {
        "certain": _rarely(st.just(True), False),
        "in_window": _rarely(st.sampled_from(PARTS)),
        "actors": _rarely(st.lists(_some(ACTORS), min_size=1, max_size=2).map(tuple), ()),
        "roles": _rarely(_some(("initiator", "victim")), ()),
        "with_members": st.booleans(),
        "place": _rarely(st.sampled_from(PLACES)),
        "type": _rarely(st.sampled_from(["consult", "consult/phone", "assault", "con"])),
        "sources": _rarely(_some(SOURCES, 0)),
        "according_to": _rarely(_some(ACTORS), ()),
        "tags": _rarely(_some(("a tag", "b", "A TAG")), ()),
        "texts": _rarely(
            st.tuples(st.sampled_from(TEXTS)) | st.tuples(st.sampled_from(TEXTS), st.sampled_from(TEXTS)), ()
        ),
        "disputed": _rarely(st.just(True), False),
        "undated": _rarely(st.just(True), False),
        "standings": _rarely(_some(("asserted", "contested", "alleged", "expected", "denied")), ()),
        "limit": _rarely(st.integers(0, 4)),
        "offset": _rarely(st.integers(0, 3), 0),
        "reverse": st.booleans(),
    }
    assert set(Request._fields) - set(rest) == {"question", "window", "as_of", "recorded_on", "perhaps", "suspect"}, (
        "a filter that no question here asks for"
    )
    asked = within(from_day, to_day, from_second, to_second)
    return asked._replace(**draw(st.fixed_dictionaries(rest)))


def agrees_with_the_model(reader: Reader, world: RecordSet, asked: list[EventQuery]) -> None:
    for query in asked:
        expected = brute_force.answer(world, query)
        assert found(reader, query) == expected, query
        for lead in leads(query):
            assert found(reader, query, lead) == expected, (lead, query)


@settings(max_examples=40)
@given(worlds(), st.lists(queries(), min_size=8, max_size=20))
def test_any_query_finds_what_the_model_finds(world: RecordSet, asked: list[EventQuery]) -> None:
    with in_memory(world) as reader:
        agrees_with_the_model(reader, world, asked)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds(), asked=st.lists(queries(), min_size=15, max_size=25))
def test_so_do_both_databases(database: str, world: RecordSet, asked: list[EventQuery]) -> None:
    with in_database(database, world) as reader:
        agrees_with_the_model(reader, world, asked)


@settings(max_examples=20)
@given(worlds(), _WINDOWS)
def test_each_event_is_found_once_and_told_in_one_part(world: RecordSet, days: tuple[int | None, int | None]) -> None:
    with in_memory(world) as reader:
        all_ = found(reader, within(*days))
        assert len(all_) == len(set(all_))
        if days != (None, None):
            dated, under_way, perhaps = (found(reader, within(*days)._replace(in_window=part)) for part in PARTS)
            assert sorted(dated + under_way + perhaps) == sorted(all_)
            certain = set(found(reader, within(*days)._replace(certain=True)))
            assert set(under_way) <= certain <= {*dated, *under_way}


def _around_the_longest() -> Iterator[tuple[int, int]]:
    """(class, length): at the limit of each class, a day to either side of it, and far beyond all."""
    for number, longest in LONGEST.items():
        for length in (longest - 1, longest, longest + 1):
            yield number, length
    yield 7, 400_000


def test_an_event_is_found_from_its_first_day_to_its_last_however_long_it_is() -> None:
    """Looking back class by class must reach the first day of the longest event, and go no further."""
    opens = day("2031-05-01")
    events = {}
    for number, length in _around_the_longest():
        for shift, name in ((length - 1, "reaches"), (length, "misses")):
            first = opens - shift
            date = edtf.between(first, first + length - 1)
            event_id = f"{name}-{number}-{length}"
            events[event_id] = Event(event_id, "A long one", date=date)
    with in_memory(RecordSet(events=events)) as reader:
        only_that_day = set(found(reader, within(opens, opens)))
    assert only_that_day == {event_id for event_id in events if event_id.startswith("reaches")}


# --- by example -------------------------------------------------------------------------------------


def claims(*dated: tuple[str, str | None]) -> tuple[Claim, ...]:
    return tuple(Claim(source, date=date) for source, date in dated)


def by_id(*records: object) -> dict[str, object]:
    return {record.id: record for record in records}  # type: ignore[attr-defined]


WORLD = RecordSet(
    sources=by_id(  # type: ignore[arg-type]
        Source("wire", "Wire report"),
        Source("gazette", "Gazette", derived_from=(Derivation("quotes", "wire"),)),
        Source("digest", "Digest", derived_from=(Derivation("republishes", "gazette"),)),
        Source("radio", "Radio"),
    ),
    actors=by_id(  # type: ignore[arg-type]
        Actor("ana", "Ana Ruiz", member_of=(Membership("union", date="2031-05-01/2031-05-03"),)),
        Actor("ben", "Ben Vale"),
        Actor("union", "Harbour Union", member_of=(Membership("league", date="2031-05-03/.."),)),
        Actor("league", "League"),
    ),
    places=by_id(  # type: ignore[arg-type]
        Place("pier", "Pier", within="port"), Place("port", "Port", within="coast"), Place("coast", "Coast")
    ),
    events=by_id(  # type: ignore[arg-type]
        Event(
            "call",
            "Ana calls Ben",
            type="consult/phone",
            participants=(Participant("ana", "initiator"), Participant("ben", "recipient")),
            claims=claims(("digest", "2031-05-01T10:00:00")),
            tags=("talks",),
        ),
        Event(
            "meeting",
            "Ana meets the League",
            summary="In the Grüne Zone.",
            type="consult/meeting",
            place="pier",
            participants=(Participant("ana", "initiator"),),
            claims=claims(("gazette", "2031-05-02"), ("radio", "2031-05-04")),
        ),
        Event(
            "strike",
            "Strike",
            type="protest",
            place="port",
            participants=(Participant("union", "initiator"),),
            claims=(
                Claim("wire", date="2031-05-03/2031-05-06", modality="alleged", according_to=("union", "two men")),
            ),
            note="Al-Mina workers joined",
        ),
        Event(
            "raid",
            "Raid",
            type="consult-less",
            place="coast",
            claims=(
                Claim("radio", date="2031-05", according_to=("union",), participants=(Participant("ben", "victim"),)),
                Claim("wire", date="2031-05-05", modality="denied", according_to=("ana",)),
            ),
        ),
        Event("before", "Before all that", claims=claims(("radio", "../2031-05-02"))),
        Event("since", "Ever since", claims=claims(("radio", "2031-05-05/.."))),
        Event("some-day", "Some day", type="consult", claims=claims(("radio", None)), tags=("talks", "plans")),
        Event("planned", "Planned", claims=(Claim("radio", date="2031-06-01", modality="expected"),)),
    ),
)
ALL = ["raid", "call", "meeting", "before", "strike", "since", "planned", "some-day"]
"""In order: a month before its days; what has no start, on its last day."""

EXAMPLES = [
    ("everything", EventQuery(), ALL),
    ("backwards", EventQuery(reverse=True), [*ALL[-2::-1], "some-day"]),
    ("one day", window("2031-05-02", "2031-05-02"), ["raid", "meeting", "before"]),
    ("a day between two alternatives", window("2031-05-03", "2031-05-03"), ["raid", "strike"]),
    ("the other alternative", window("2031-05-04", "2031-05-04"), ["raid", "meeting", "strike"]),
    ("from a day on", window("2031-05-05", None), ["raid", "strike", "since", "planned"]),
    ("up to a day", window(None, "2031-05-01"), ["raid", "call", "before"]),
    ("long before", window("1031-01-01", "1031-01-02"), ["before"]),
    ("long after", window("9031-01-01", None), ["since"]),
    (
        "certainly within or going on",
        window("2031-05-01", "2031-05-04")._replace(certain=True),
        ["call", "meeting", "before", "strike"],
    ),
    (
        "not certainly: one date lies outside",
        window("2031-05-01", "2031-05-03")._replace(certain=True),
        ["call", "before", "strike"],
    ),
    ("certainly up to a day", window(None, "2031-05-02")._replace(certain=True), ["call", "before"]),
    ("certainly from a day on", window("2031-05-05", None)._replace(certain=True), ["strike", "since", "planned"]),
    ("certainly going on", window("2031-05-04", "2031-05-04")._replace(certain=True), ["strike"]),
    ("certainly begun", window("2031-05-06", "2031-05-07")._replace(certain=True), ["strike"]),
    ("under way", window("2031-05-04", "2031-05-05")._replace(in_window="under way"), ["strike", "since"]),
    ("some date inside", window("2031-05-01", "2031-05-03")._replace(in_window="dated"), ["call", "meeting"]),
    ("from a time on", at_seconds(window("2031-05-01", "2031-05-01"), 36_000), ["raid", "call", "before"]),
    ("from a later time on", at_seconds(window("2031-05-01", "2031-05-01"), 36_001), ["raid", "before"]),
    ("up to a time", at_seconds(window(None, "2031-05-01"), last=36_000), ["raid", "call", "before"]),
    ("up to an earlier time", at_seconds(window(None, "2031-05-01"), last=35_999), ["raid", "before"]),
    (
        "inside from a time on, which a whole day is not",
        at_seconds(window("2031-05-01", "2031-05-04"), 36_000)._replace(in_window="dated"),
        ["call", "meeting"],
    ),
    (
        "inside up to a time",
        at_seconds(window("2031-05-01", "2031-05-02"), last=36_000)._replace(in_window="dated"),
        ["call"],
    ),
    (
        "not inside, for the time is not known",
        at_seconds(window("2031-05-02", "2031-05-02"), 36_000)._replace(in_window="perhaps"),
        ["raid", "meeting", "before"],
    ),
    (
        "no date inside",
        window("2031-05-01", "2031-05-03")._replace(in_window="perhaps"),
        ["raid"],
    ),
    ("an actor, named by editor or source", EventQuery(actors=(("ben",),)), ["raid", "call"]),
    ("two actors together", EventQuery(actors=(("ben",), ("ana",))), ["call"]),
    ("one of two actors", EventQuery(actors=(("ben", "union"),)), ["raid", "call", "strike"]),
    ("an actor in a role", EventQuery(actors=(("ben",),), roles=("victim",)), ["raid"]),
    ("anyone in a role", EventQuery(roles=("victim", "recipient")), ["raid", "call"]),
    ("a group by itself", EventQuery(actors=(("union",),)), ["strike"]),
    # Ana was a member until the third; the meeting was on the second or the fourth.
    (
        "a group with members",
        EventQuery(actors=(("union",),), with_members=True),
        ["call", "meeting", "strike"],
    ),
    # Ana belonged to the league through the union on the third alone, and no date of hers is that day.
    ("a group of groups", EventQuery(actors=(("league",),), with_members=True), ["strike"]),
    ("a place", EventQuery(place="pier"), ["meeting"]),
    ("a place and what lies within", EventQuery(place="coast"), ["raid", "meeting", "strike"]),
    ("a type and its modes", EventQuery(type="consult"), ["call", "meeting", "some-day"]),
    ("one mode", EventQuery(type="consult/phone"), ["call"]),
    ("no part of a type's name", EventQuery(type="consul"), []),
    ("a source and all that goes back to it", EventQuery(sources=("wire",)), ["raid", "call", "meeting", "strike"]),
    ("a source that others do not stand on", EventQuery(sources=("digest",)), ["call"]),
    ("one of two sources", EventQuery(sources=("digest", "gazette")), ["call", "meeting"]),
    ("no source at all", EventQuery(sources=()), []),
    ("whom a source reports", EventQuery(according_to=("union",)), ["raid", "strike"]),
    ("several whom sources report", EventQuery(according_to=("union", "ana")), ["raid"]),
    ("who takes part is not reported", EventQuery(according_to=("ben",)), []),
    (
        "a group by its own word alone",
        EventQuery(according_to=("union",), actors=(("union",),), with_members=True),
        ["strike"],
    ),
    ("a word in a window", window("2031-05-05", None)._replace(according_to=("union",)), ["raid", "strike"]),
    ("a tag", EventQuery(tags=("talks",)), ["call", "some-day"]),
    ("a tag, exactly", EventQuery(tags=("talk",)), []),
    ("a word of the title", EventQuery(texts=("ANA",)), ["call", "meeting"]),
    ("a word of the summary", EventQuery(texts=("grune zone",)), ["meeting"]),
    ("a word of the note", EventQuery(texts=("mina",)), ["strike"]),
    ("words of title and note", EventQuery(texts=("strike mina",)), ["strike"]),
    ("no phrase across title and note", EventQuery(texts=('"strike mina"',)), []),
    ("a phrase", EventQuery(texts=('"the grüne ZONE"',)), ["meeting"]),
    ("a phrase in another order", EventQuery(texts=('"zone grune"',)), []),
    ("the beginning of a word", EventQuery(texts=("wor*",)), ["strike"]),
    ("no beginning without an asterisk", EventQuery(texts=("wor",)), []),
    ("a phrase with a beginning", EventQuery(texts=('"mina work*" strik*',)), ["strike"]),
    ("the name of who took part", EventQuery(texts=("ruiz",)), ["call", "meeting"]),
    ("the name that a source gives", EventQuery(texts=("vale raid",)), ["raid"]),
    ("the name of the place, not of what it lies within", EventQuery(texts=("port",)), ["strike"]),
    ("names and title together", EventQuery(texts=('"harbour union" strike',)), ["strike"]),
    ("no group by the names of its members", EventQuery(texts=("league union",)), []),
    ("signs mean nothing", EventQuery(texts=('AND "grune (zone* ^:',)), []),
    ("signs between words", EventQuery(texts=("(grune^zone)* + {meets}:",)), ["meeting"]),
    ("nothing to look for", EventQuery(texts=("*",)), []),
    ("words in a window", window("2031-05-02", "2031-05-04")._replace(texts=("ana",)), ["meeting"]),
    ("a page of words", EventQuery(texts=("ana",), limit=1, offset=1), ["meeting"]),
    ("disputed, by date or by standing", EventQuery(disputed=True), ["raid", "meeting"]),
    ("undated", EventQuery(undated=True), ["some-day"]),
    ("undated in a window", window("2031-05-01", None)._replace(undated=True), []),
    ("one standing", EventQuery(standings=("contested",)), ["raid"]),
    ("several standings", EventQuery(standings=("alleged", "expected")), ["strike", "planned"]),
    ("a page", EventQuery(limit=2, offset=1), ["call", "meeting"]),
    ("a page from the end", EventQuery(limit=2, offset=1, reverse=True), ["since", "strike"]),
    (
        "a page from the end that reaches what has no date",
        EventQuery(limit=3, offset=5, reverse=True),
        ["call", "raid", "some-day"],
    ),
    ("an actor backwards", EventQuery(actors=(("ana",),), reverse=True), ["meeting", "call"]),
    ("a tag backwards", EventQuery(tags=("talks",), reverse=True), ["call", "some-day"]),
    ("a word backwards", EventQuery(texts=("ana",), reverse=True), ["meeting", "call"]),
    ("the rest", EventQuery(offset=6), ["planned", "some-day"]),
    ("nothing, asked for", EventQuery(limit=0), []),
    ("beyond the last", EventQuery(offset=100), []),
    ("more than a database can count", EventQuery(limit=10**30, offset=10**30), []),
    ("as many as there are", EventQuery(limit=10**30), ALL),
    (
        "all filters at once",
        window("2031-05-01", "2031-05-04")._replace(
            certain=True,
            in_window="dated",
            actors=(("union",), ("ana", "ben")),
            roles=("initiator",),
            with_members=True,
            place="coast",
            type="consult",
            sources=("wire",),
            texts=("zone",),
            disputed=True,
            standings=("asserted",),
            limit=5,
            reverse=True,
        ),
        ["meeting"],
    ),
]


@pytest.fixture(scope="module")
def example() -> Iterator[Reader]:
    with in_memory(WORLD) as reader:
        yield reader


@pytest.mark.parametrize(("query", "ids"), [case[1:] for case in EXAMPLES], ids=[case[0] for case in EXAMPLES])
def test_a_filter(example: Reader, query: EventQuery, ids: list[str]) -> None:
    assert found(example, query) == ids
    assert brute_force.answer(WORLD, query) == ids


def test_every_filter_on_both_databases(database: str) -> None:
    with in_database(database, WORLD) as reader:
        told = {name: found(reader, query) for name, query, _ in EXAMPLES}
    assert told == {name: ids for name, _, ids in EXAMPLES}


@pytest.mark.parametrize(
    ("date", "counts"),
    [
        ("2031-04-30", False),
        ("2031-05-01", True),
        ("2031-05-03", True),
        ("2031-05-04", False),
        ("2031-04", False),
        ("2031", True),
        ("2031-05-03/..", True),
        ("../2031-04-30", False),
        (None, True),
    ],
)
def test_both_ends_of_a_membership_count(date: str | None, counts: bool) -> None:
    event = Event("call", "Call", date=date, participants=(Participant("ana", "initiator"),))
    with in_memory(RecordSet(actors=WORLD.actors, events={"call": event})) as reader:
        asked = EventQuery(actors=(("union",),), with_members=True)
        assert found(reader, asked) == (["call"] if counts else [])


def test_a_type_is_no_pattern(database: str) -> None:
    with in_database(database, WORLD) as reader:
        for typed in ("con%", "consul_", "CONSULT", "%", ""):
            assert found(reader, EventQuery(type=typed)) == [], typed


# --- how it is answered -----------------------------------------------------------------------------


def plan_of(reader: Reader, query: EventQuery, led_by: str = WALK) -> list[str]:
    statement = find_events(query, led_by, dialect=reader.dialect)
    return [row[3] for row in reader.rows(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)]


DAYS = window("2031-05-01", "2031-05-04")
PAGE = EventQuery(limit=50)
FILTERS = [
    EventQuery(actors=(("ana",),)),
    EventQuery(actors=(("ana", "ben"),), roles=("initiator",)),
    EventQuery(actors=(("union",),), with_members=True),
    EventQuery(roles=("victim",)),
    EventQuery(place="port"),
    EventQuery(type="consult"),
    EventQuery(sources=("wire",)),
    EventQuery(according_to=("union",)),
    EventQuery(tags=("talks",)),
    EventQuery(texts=('"grune zone" mina*',)),
    EventQuery(disputed=True),
    EventQuery(standings=("contested",)),
]


WAYS = ("SCAN", "SEARCH e ", "USE TEMP")
LISTED = "SCAN json_each VIRTUAL TABLE INDEX 1:"
"""The sources asked for, which are handed over as one list, are read."""


def merged(query: EventQuery, part: EventQuery) -> EventQuery:
    """The query with what the part asks for in addition."""
    blank = EventQuery()._asdict()
    return query._replace(**{name: value for name, value in part._asdict().items() if value != blank[name]})


def with_filters(query: EventQuery) -> list[EventQuery]:
    return [query, *(merged(query, each) for each in FILTERS)]


@pytest.mark.parametrize("query", with_filters(DAYS) + with_filters(merged(DAYS, PAGE)._replace(reverse=True)), ids=str)
def test_a_window_is_walked_branch_by_branch_in_the_order_of_lists(example: Reader, query: EventQuery) -> None:
    """No branch is sorted, so a page costs no more than it shows; each filter is asked of one event."""
    plan = [step for step in plan_of(example, query) if step[:8] in ("SCAN e", "SEARCH e ", "USE TEMP")]
    told = [step for step in plan_of(example, query) if step.startswith(WAYS) and step != LISTED]
    assert [step for step in plan if not step.startswith("SEARCH e ")] == []
    assert len(told) == 9
    assert "ix_event_order (sort_day>? AND sort_day<?)" in told[0]
    for step in told[1:8]:
        assert "ix_event_long (length_class=? AND sort_day>? AND sort_day<?)" in step
    assert "ix_event_long (length_class=? AND sort_day>?)" in told[8]


@pytest.mark.parametrize("part", [None, "under way", "perhaps"])
def test_a_window_alone_is_answered_by_the_indexes(example: Reader, part: InWindow | None) -> None:
    told = [step for step in plan_of(example, DAYS._replace(in_window=part)) if step.startswith("SEARCH e ")]
    assert len(told) == 9
    # Of what begins in the window only the few that do not end in it are looked at as rows.
    assert [step for step in told[part is not None :] if "COVERING INDEX" not in step] == []


def test_what_lies_inside_looks_back_at_the_disputed_alone(example: Reader) -> None:
    told = [step for step in plan_of(example, DAYS._replace(in_window="dated")) if step.startswith("SEARCH e ")]
    assert "COVERING INDEX ix_event_order" in told[0]
    assert len([step for step in told if "ix_event_disputed (length_class=?" in step]) == 8


@pytest.mark.parametrize("query", with_filters(PAGE), ids=str)
def test_a_list_without_a_window_is_walked_in_its_order(example: Reader, query: EventQuery) -> None:
    told = [step for step in plan_of(example, query) if step.startswith(WAYS) and step != LISTED]
    assert len(told) == 1
    assert "ix_event_order" in told[0]


@pytest.mark.parametrize("led_by", [WALK, "actor0"])
def test_a_list_that_runs_backwards_is_merged_of_its_two_parts(example: Reader, led_by: str) -> None:
    actors = (("ana",),) if led_by else ()
    plan = plan_of(example, EventQuery(actors=actors, reverse=True, limit=50), led_by)
    assert "MERGE (UNION ALL)" in plan
    # The undated alone are sorted.
    assert [step for step in plan if step.startswith(("SCAN", "CO-ROUTINE"))] == []


def test_ids_in_no_order_are_not_merged(example: Reader) -> None:
    statement = find_events(DAYS, ordered=False)
    plan = [row[3] for row in example.rows(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)]
    assert [step for step in plan if step.startswith(("MERGE", "USE TEMP"))] == []
    found = {row[2] for row in example.rows(statement.sql, statement.parameters)}
    assert found == {row[2] for row in example.rows(*find_events(DAYS))}
    assert found


def test_the_undated_are_looked_up(example: Reader) -> None:
    assert "ix_event_order (sort_day=?)" in "".join(plan_of(example, EventQuery(undated=True)))


@pytest.mark.parametrize("part", [EventQuery(), *(each for each in FILTERS if not each.actors)], ids=str)
def test_an_actor_is_walked_in_its_own_index(example: Reader, part: EventQuery) -> None:
    query = merged(EventQuery(actors=(("ana",),), limit=50), part)
    plan = plan_of(example, query, "actor0")
    assert [step for step in plan if "ix_participation_order (actor_id=?)" in step]
    assert [step for step in plan if step.startswith("USE TEMP")] == []
    plan = plan_of(example, merged(query, DAYS), "actor0")
    told = [step for step in plan if step.startswith("SEARCH p ") and "actor_id=?" in step]
    assert "ix_participation_order (actor_id=? AND sort_day>? AND sort_day<?)" in told[0]
    for step in told[1:8]:
        assert "ix_participation_long (actor_id=? AND length_class=? AND begin_earliest>? AND begin_earliest<?)" in step
    assert "ix_participation_long (actor_id=? AND length_class=?)" in told[8]
    assert [step for step in plan if step.startswith("USE TEMP")] == ["USE TEMP B-TREE FOR ORDER BY"]  # without a start


LED = [
    ("actor0", EventQuery(actors=(("union",),), with_members=True), "ix_participation_order (actor_id=?"),
    ("actor0", EventQuery(actors=(("ana", "ben"),)), "ix_participation_order (actor_id=?"),
    ("actor0", EventQuery(actors=(("ana", "ben", "cy", "dan", "eve"),)), "ix_participation_order (actor_id=?"),
    ("role", EventQuery(roles=("victim",)), "ix_participation_role (role=?)"),
    ("disputed", EventQuery(disputed=True), "ix_event_disputed_parts"),
    ("place", EventQuery(place="port"), "ix_event_place (place_id=?"),
    ("type", EventQuery(type="consult"), "ix_event_type (type=?)"),
    ("source", EventQuery(sources=("wire",)), "ix_claim_source_id_event_id (source_id=?)"),
    (
        "according_to0",
        EventQuery(according_to=("union",)),
        "ix_attribution_actor_id_event_id (actor_id=?)",
    ),
    ("tag0", EventQuery(tags=("talks",)), "ix_event_tag_tag_event_id (tag=?)"),
    ("standing", EventQuery(standings=("contested",)), "ix_event_standing (standing=?)"),
    ("text", EventQuery(texts=("grune",)), "event_words VIRTUAL TABLE INDEX"),
]


@pytest.mark.parametrize(("led_by", "query", "index"), LED, ids=[f"{case[0]} {case[2]}" for case in LED])
@pytest.mark.parametrize("days", [EventQuery(), DAYS], ids=["ever", "window"])
def test_a_filter_that_leads_uses_its_index(
    example: Reader, led_by: str, query: EventQuery, index: str, days: EventQuery
) -> None:
    plan = plan_of(example, merged(query, days), led_by)
    assert index in "\n".join(plan)
    assert [step for step in plan if step.startswith("SCAN") and "VIRTUAL" not in step and step != "SCAN k"] == []


def test_every_filter_with_an_index_is_tried_for_the_lead() -> None:
    assert {led_by for led_by, *_ in LED} == {each for query in FILTERS for each in leads(query)} - {WALK}


def test_open_ends_and_undated_events_stand_beyond_every_day_that_can_be_written() -> None:
    farthest = edtf.parse("Y1E12").end_latest
    assert farthest is not None
    assert -OPEN_END < -farthest < farthest < OPEN_END


def test_actors_of_whom_any_is_asked_for_are_merged_out_of_their_own_indexes(example: Reader) -> None:
    query = EventQuery(actors=(("ana", "ben"),), roles=("initiator",), limit=50)
    plan = plan_of(example, query, "actor0")
    assert len([step for step in plan if "COVERING INDEX ix_participation_order (actor_id=?)" in step]) == 2
    assert [step for step in plan if step.startswith(("SCAN", "USE TEMP"))] == []
    asked = query._replace(undated=True)
    assert "ix_participation_order (actor_id=? AND sort_day=?)" in "".join(plan_of(example, asked, "actor0"))


WHAT_IS_COUNTED = [
    # Two filters that each find many, and few together: the one that finds fewer, all of which is looked at.
    (EventQuery(place="port", type="consult", limit=50), {"place": 8_000, "type": 9_000}, "place"),
    # Two that find very many: the list is walked, for every fourth event fits.
    (EventQuery(place="port", type="consult", limit=50), {"place": 500_000, "type": 500_000}, WALK),
    # Farther down that list there is nothing better either; but where few fit there is.
    (EventQuery(place="port", type="consult", offset=1_000, limit=50), {"place": 500_000, "type": 500_000}, WALK),
    (EventQuery(place="port", type="consult", offset=1_000, limit=50), {"place": 20_000, "type": 30_000}, "place"),
    # An actor's events stand in order: no more of them are looked at than it takes.
    (EventQuery(actors=(("ana",),), place="port", limit=50), {"actor0": 200_000, "place": 100_000}, "actor0"),
    (EventQuery(actors=(("ana",),), place="port", limit=50), {"actor0": 200_000, "place": 90}, "place"),
    (EventQuery(actors=(("ana",),), type="aid", limit=50), {"actor0": 900, "type": 200_000}, "actor0"),
    # All that fit are asked for: the filter that finds the fewest.
    (EventQuery(place="port", type="consult"), {"place": 300_000, "type": 200_000}, "type"),
    # Words cost less to find, and more to ask.
    (EventQuery(texts=('"grune zone"',), type="consult", limit=50), {"text": 10_000, "type": 125_000}, "text"),
]


@pytest.mark.parametrize(("query", "counts", "expected"), WHAT_IS_COUNTED, ids=str)
def test_the_way_that_takes_the_fewest_looks_is_chosen(
    query: EventQuery, counts: dict[str, int], expected: str
) -> None:
    assert Ways(query, 1_000_000, 1_000_000).best(counts, ())[0] == WayToFind(expected)


def test_what_events_own_takes_a_look_more_at_each_that_is_found() -> None:
    disputed = EventQuery(disputed=True, limit=50)
    of_type, of_source = disputed._replace(type="consult"), disputed._replace(sources=("herald",))
    ways = Ways(of_type, 1_000_000, 1_000_000)
    assert ways.best({"disputed": 38_000, "type": 50_000}, ())[0] == WayToFind("disputed")
    ways = Ways(of_source, 1_000_000, 1_000_000)
    assert ways.best({"disputed": 38_000, "source": 50_000}, ())[0] == WayToFind(WALK)


def test_a_group_that_is_in_most_events_is_met_soon() -> None:
    query = EventQuery(actors=(("union",),), with_members=True, type="consult", limit=50)
    ways = Ways(query, 1_000_000, 1_000_000)
    assert ways.best({"type": 3_000}, ())[0] == WayToFind("type")
    ways.share_of_groups = 0.9
    assert ways.best({"type": 3_000}, ())[0] == WayToFind("type")
    assert ways.best({"type": 9_000}, ())[0] == WayToFind(WALK)


@pytest.mark.parametrize("roles", [(), ("host",)])
def test_how_often_a_group_is_met_is_seen_in_some_events(database: str, roles: tuple[str, ...]) -> None:
    parts = {"e-1": ("ana", "host"), "e-2": ("ana", "guest"), "e-3": ("bob", "host"), "e-4": ("bob", "guest")}
    world = RecordSet(
        actors={
            "union": Actor("union", "Union"),
            "ana": Actor("ana", "Ana", member_of=(Membership("union"),)),
            "bob": Actor("bob", "Bob"),
            "cy": Actor("cy", "Cy"),
        },
        events={
            id_: Event(id_, "Event", date="2031-05-01", participants=(Participant(*part),))
            for id_, part in parts.items()
        },
    )
    may = window("2031-05-01", "2031-05-31")._replace(with_members=True, roles=roles)
    with in_database(database, world) as reader:
        assert share_of_groups(reader, may._replace(actors=(("union",),))) == (1 if roles else 2) / 4
        assert share_of_groups(reader, may._replace(actors=(("cy",),))) == 0.5 / 4, "in none"


def test_of_a_small_window_no_more_is_walked_than_there_is() -> None:
    query = EventQuery(type="consult", tags=("talks",), limit=50)
    assert Ways(query, 1_000_000, 3_000).best({"tag0": 5_000, "type": 6_000}, ())[0] == WayToFind(WALK)


def test_of_a_small_window_a_place_is_found_by_its_days() -> None:
    query = EventQuery(place="port", type="consult", limit=50)
    assert Ways(query, 1_000_000, 3_000).best({"place": 5_000, "type": 5_000}, ())[0] == WayToFind("place")


def test_what_is_not_counted_to_its_end_does_not_lead_yet() -> None:
    query = EventQuery(place="port", type="consult", limit=50)
    best, looks = Ways(query, 1_000_000, 1_000_000).best({"place": 5_000, "type": 5_000}, {"place", "type"})
    assert (best, looks) == (WayToFind(WALK), 1_000_000)


GROUP = EventQuery(actors=(("union",),), with_members=True, limit=50)


@pytest.mark.parametrize(
    ("query", "counts", "unsettled", "passed"),
    [
        # A page of 50 and as many again are one fiftieth of what its members did: so is what has to be passed.
        (GROUP, {"actor0": 5_000}, (), 20_000),
        (GROUP._replace(limit=10, offset=40), {"actor0": 5_000}, (), 20_000),
        # What is not counted to its end is likely to be more.
        (GROUP, {"actor0": 5_000}, ("actor0",), 5_000),
        # Of a half of it another filter finds nothing.
        (GROUP._replace(type="consult"), {"actor0": 5_000, "type": 500_000}, (), 40_000),
        # As of many actors, of whom any is asked for.
        (EventQuery(actors=(tuple("abcde"),), limit=50), {"actor0": 5_000}, (), 20_000),
        # All of it is hardly more than a page, or is asked for.
        (GROUP, {"actor0": 220}, (), inf),
        (GROUP._replace(offset=1_500), {"actor0": 5_000}, (), inf),
        (GROUP._replace(limit=None), {"actor0": 5_000}, (), inf),
        (GROUP._replace(undated=True), {"actor0": 5_000}, (), inf),
    ],
)
def test_a_group_is_asked_for_as_much_of_the_list_as_is_likely_to_fill_a_page(
    query: EventQuery, counts: dict[str, int], unsettled: tuple[str, ...], passed: float
) -> None:
    assert Ways(query, 1_000_000, 1_000_000).best(counts, unsettled)[0] == WayToFind("actor0", passed)


def test_an_actor_who_is_everywhere_does_not_lead_a_page() -> None:
    events = {
        f"e-{number:04d}": Event(
            f"e-{number:04d}",
            "Event",
            date=f"2031-05-{1 + number % 28:02d}",
            participants=(Participant("ana" if number % 4 else "bob", "host"),),
        )
        for number in range(1_200)
    }
    actors = {each: Actor(each, each) for each in ("ana", "bob", "cy")}
    with in_memory(RecordSet(actors=actors, events=events)) as reader:
        may = window("2031-05-01", "2031-05-31")._replace(limit=50)
        assert choose_lead(reader, may._replace(actors=(("ana",),))) == WALK
        assert choose_lead(reader, may._replace(actors=(("cy",),))) == "actor0"
        assert choose_lead(reader, may._replace(actors=(("ana",),), limit=None)) == "actor0"
        assert choose_lead(reader, EventQuery(actors=(("ana",),), limit=50)) == "actor0"
