"""What cannot all be true of events that hang together, against every world there is."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import combinations, combinations_with_replacement

from hypothesis import given, note, settings
from hypothesis import strategies as st

from timeline.domain.chronology import Entry, EntryClaim
from timeline.domain.claims.derive import derive
from timeline.domain.conflicts.conflict import Contradiction
from timeline.domain.conflicts.in_dispute import dates_in_dispute, hangs_on_others
from timeline.domain.conflicts.linked import in_links
from timeline.domain.dates.calendar import day_from_date, iso_day
from timeline.domain.dates.relative.meaning import NothingLeft, resolve
from timeline.domain.dates.relative.relation import Anchor
from timeline.domain.dates.when import Span, When
from timeline.domain.dates.written import written
from timeline.domain.records import Claim, Event, Link, RecordSet, Source
from timeline.domain.told_records import entries_of

FIRST = day_from_date(2031, 5, 1)  # a Thursday
DAYS = range(FIRST, FIRST + 4)
UNIVERSE = range(FIRST - 4, FIRST + 8)  # whatever is told from these days lies in there
SOURCES = {name: Source(name, name, published=iso_day(FIRST + at)) for name, at in (("s", 1), ("t", 4), ("u", 6))}
NAMES = ("a", "b", "c")

Unit = tuple[str, int] | tuple[str, str, str]
"""A claim (event, number) or a link (event, kind, other)."""
World = dict[str, tuple[int, int]]


# --- the definition --------------------------------------------------------------------------------------


def units_of(entries: Mapping[str, Entry]) -> list[Unit]:
    claims: list[Unit] = [(entry.id, number) for entry in entries.values() for number, _ in enumerate(entry.claims)]
    return claims + [(entry.id, link.kind, link.event) for entry in entries.values() for link in entry.links]


def is_satisfiable(entries: Mapping[str, Entry], units: Collection[Unit], *, tells: bool = True) -> bool:
    """Whether a world exists in which these claims and links all hold; ``tells``: none of them told too early."""
    alone = {
        event_id: [
            days
            for days in combinations_with_replacement(UNIVERSE, 2)
            if all(
                holds(entries, unit, {event_id: days}, tells) for unit in units if needs(entries, unit) == {event_id}
            )
        ]
        for event_id in entries
    }
    together = [unit for unit in units if len(needs(entries, unit)) > 1]
    # Those that are told from others last.
    return next(worlds(entries, sorted(entries), together, alone, {}, tells), None) is not None


def worlds(
    entries: Mapping[str, Entry],
    left: list[str],
    units: list[Unit],
    alone: Mapping[str, list[tuple[int, int]]],
    world: World,
    tells: bool,
) -> Iterator[World]:
    if not left:
        yield world
        return
    for days in alone[left[0]]:
        wider = world | {left[0]: days}
        ready = [unit for unit in units if needs(entries, unit) <= wider.keys()]
        if all(holds(entries, unit, wider, tells) for unit in ready):
            yield from worlds(entries, left[1:], [unit for unit in units if unit not in ready], alone, wider, tells)


def needs(entries: Mapping[str, Entry], unit: Unit) -> set[str]:
    """The events that it speaks of."""
    event_id, rest = unit[0], unit[1:]
    if len(rest) == 2:
        return {event_id, str(rest[1])}
    claim = claim_of(entries, unit)
    relative = None if claim.date is None else written(claim.date.written).relative()
    return {event_id, *(() if relative is None else relative.events)}


def claim_of(entries: Mapping[str, Entry], unit: Unit) -> EntryClaim:
    return entries[unit[0]].claims[int(unit[1])]


def holds(entries: Mapping[str, Entry], unit: Unit, world: World, tells: bool) -> bool:
    begin, end = world[unit[0]]
    if len(unit) == 3:
        other_begin, other_end = world[unit[2]]
        return end >= other_begin and (unit[1] != "part-of" or begin <= other_end)
    claim = claim_of(entries, unit)
    if claim.modality == "denied":
        return True
    (published,) = {written(claim.published or "").when().begin_earliest}
    assert published is not None
    tells = tells and claim.modality != "expected"
    if tells and begin > published + 1:
        return False
    if claim.date is None or claim.modality == "expected":
        return True
    span = meant(claim, published, world)
    if span is None:
        return False
    if tells and span.begin_earliest is not None and span.begin_earliest > published + 1:
        return False
    if span.lasting:
        return between(span.begin_earliest, begin, span.begin_latest) and between(
            span.end_earliest, end, span.end_latest
        )
    if any(lasts(each) for each in entries[unit[0]].claims):
        return between(None, begin, span.end_latest) and between(span.begin_earliest, end, None)
    return between(span.begin_earliest, begin, None) and between(None, end, span.end_latest)


def meant(claim: EntryClaim, published: int, world: World) -> Span | None:
    """The days that a claim means in a world."""
    assert claim.date is not None
    relative = written(claim.date.written).relative()
    return meaning(claim.date.written, published, tuple([world[each] for each in relative.events] if relative else ()))


@cache
def meaning(date: str, published: int, days: tuple[tuple[int, int], ...]) -> Span | None:
    relative = written(date).relative()
    if relative is None:  # what has no end was still so when its source came out
        return written(date).when().as_published(Span.within(published, published)).span
    anchors = {Anchor(): When("", Span.within(published, published))}
    for event_id, (begin, end) in zip(relative.events, days, strict=True):
        anchors[Anchor(event=event_id)] = When("", Span(begin, begin, end, end))
    try:
        return resolve(relative, anchors).span
    except NothingLeft:
        return None


def lasts(claim: EntryClaim) -> bool:
    if claim.date is None or claim.modality == "denied":
        return False
    relative = written(claim.date.written).relative()
    if relative is None:
        return written(claim.date.written).when().span.lasting
    return " to " in claim.date.written


def between(first: int | None, day: int, last: int | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


# --- cases -----------------------------------------------------------------------------------------------


def dates(others: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    day = st.sampled_from(DAYS).map(iso_day)
    pair = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(sorted)
    plain = [
        day,
        day,
        pair.map(lambda each: f"[{iso_day(each[0])}..{iso_day(each[1])}]"),
        pair.map(lambda each: f"{iso_day(each[0])}/{iso_day(each[1])}"),
        pair.map(lambda each: f"{iso_day(each[0])}/.."),
        st.just("same day as publication"),
        st.just("before publication"),
        st.none(),
    ]
    told = [
        st.builds("{} {} {}".format, st.sampled_from(["1 day after", "after", "before", "1 day before"]),
                  st.sampled_from(others), st.just("")).map(str.strip),
        st.sampled_from(others).map("same day as {}".format),
        st.sampled_from(others).map("same week as {}".format),
        st.sampled_from(others).map("during {}".format),
        st.just(f"monday before {NAMES[0]}"),
        st.sampled_from(others).map("later in the week of {}".format),
        st.sampled_from(others).map("{} to publication".format),
        st.sampled_from(others).map("after {}, before publication".format),
    ] if others else []  # fmt: skip
    return st.one_of(*plain, *told)


@st.composite
def records(draw: st.DrawFn) -> RecordSet:
    """Two or three events; each may be told from those before it, and linked to any."""
    names = NAMES[: draw(st.integers(2, 3))]
    events = {}
    for number, name in enumerate(names):
        claims = [
            Claim(draw(st.sampled_from(sorted(SOURCES))), date=draw(dates(names[:number])), modality=modality)
            for modality in draw(st.lists(st.sampled_from(["asserted", "asserted", "alleged", "denied", "expected"]),
                                          min_size=1, max_size=2))
        ]  # fmt: skip
        links = [
            Link(draw(st.sampled_from(["follows", "responds-to", "part-of"])), draw(st.sampled_from(names)))
            for _ in range(draw(st.integers(0, 1)))
        ]
        events[name] = Event(
            name, name, claims=tuple(claims), links=tuple(link for link in links if link.event != name)
        )
    return RecordSet(sources=SOURCES, events=events)


def told(world: RecordSet) -> str:
    """A case in few words."""
    claims = {
        event.id: [(each.source, each.date and str(each.date), each.modality) for each in event.claims]
        for event in world.events.values()
    }
    return "; ".join(f"{event.id}: {claims[event.id]} {event.links}" for event in world.events.values())


def conflicts_of(entries: Mapping[str, Entry]) -> list[Contradiction]:
    own = [entry for entry in entries.values() if not hangs_on_others(entry, entries)]
    return [*(each for entry in own for each in dates_in_dispute(entry)), *in_links(entries)]


def named(conflict: Contradiction, entries: Mapping[str, Entry]) -> list[Unit]:
    """The claims and links that a conflict names."""
    found: list[Unit] = []
    for side in conflict.sides:
        for each in side.statements:
            if each.claim is not None:
                found.append((each.event, entries[each.event].claims.index(each.claim)))
            elif each.link is not None:
                found.append((each.event, each.link.kind, each.link.other))
    return found


@settings(max_examples=60)
@given(records())
def test_what_is_called_a_contradiction_is_one_and_where_there_is_one_one_is_found(world: RecordSet) -> None:
    entries = entries_of(world, derive(world))
    found = conflicts_of(entries)
    everything = units_of(entries)
    note(told(world))
    if is_satisfiable(entries, everything):
        assert [each for each in found if each.kind != "date" or each.sureness == "cannot"] == []
    else:
        assert found
    for conflict in found:
        units = named(conflict, entries)
        if conflict.kind == "date":
            continue
        tells = conflict.kind == "publication"
        assert not is_satisfiable(entries, units, tells=tells)
        for fewer in combinations(units, len(units) - 1):
            assert is_satisfiable(entries, fewer, tells=tells)
