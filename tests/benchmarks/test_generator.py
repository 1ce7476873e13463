"""Generated chronologies: the same each time, sound, and mixed as the benchmarks say."""

from collections import Counter
from collections.abc import Iterator

import pytest

from benchmarks.generator import (
    BIG_GROUP,
    MIXES,
    PHRASE,
    PHRASE_EVERY,
    PREFIX,
    PREFIX_EVERY,
    WORDS,
    World,
)
from timeline.annotations.checking.checks import check_records
from timeline.annotations.checking.references import references
from timeline.annotations.reading.where import Where
from timeline.domain.claims.derive import derive
from timeline.domain.records import Event, RecordSet
from timeline.domain.words.names import fold

EVENTS = 10_000


def whole(parts: Iterator[RecordSet]) -> RecordSet:
    """All parts as one."""
    found = RecordSet({}, {}, {}, {})
    for part in parts:
        found = RecordSet(
            {**found.sources, **part.sources},
            {**found.actors, **part.actors},
            {**found.places, **part.places},
            {**found.events, **part.events},
        )
    return found


@pytest.fixture(scope="module")
def usual() -> RecordSet:
    return whole(World(EVENTS).parts())


def words_of(event: Event) -> list[str]:
    return fold(f"{event.title} {event.summary}").split()


def test_the_same_seed_gives_the_same_records() -> None:
    assert list(World(300, seed=7).parts()) == list(World(300, seed=7).parts())
    assert list(World(300, seed=7).parts()) != list(World(300, seed=8).parts())


@pytest.mark.parametrize("mix", MIXES)
@pytest.mark.parametrize("events", [1, 20, 6_001])
def test_there_are_as_many_events_as_asked_for_and_nothing_is_wrong_with_them(events: int, mix: str) -> None:
    records = whole(World(events, MIXES[mix]).parts())
    assert len(records.events) == events
    assert check_records(records, Where()) == []


def test_what_is_referred_to_comes_no_later() -> None:
    known: set[str] = set()
    for part in World(6_000).parts():
        known |= {record_id for _, record_id in part.ids()}
        assert {reference.id for reference in references(part)} <= known


@pytest.mark.parametrize(("mix", "long"), [("usual", 0.05), ("long", 0.60)])
def test_so_many_events_last_longer_than_a_day(mix: str, long: float) -> None:
    derived = derive(whole(World(EVENTS, MIXES[mix]).parts())).events.values()
    dates = [event.date for event in derived if event.date.status != "undated"]
    lasting = [date for date in dates if date.status != "disputed" and date.begin_earliest != date.end_latest]
    assert len(lasting) / EVENTS == pytest.approx(long, abs=0.01)
    open_ended = [date for date in lasting if date.end_latest is None]
    assert len(open_ended) / len(lasting) == pytest.approx(0.04, abs=0.015)
    assert any(date.begin_earliest is None for date in lasting) or mix == "usual"


def test_some_events_are_undated_disputed_or_decided(usual: RecordSet) -> None:
    found = Counter(event.date.status for event in derive(usual).events.values())
    assert found["undated"] / EVENTS == pytest.approx(0.005, abs=0.003)
    assert found["disputed"] / EVENTS == pytest.approx(0.03, abs=0.008)
    assert found["decided"] / EVENTS == pytest.approx(0.01, abs=0.008)


def test_each_event_has_three_participants_and_two_sources(usual: RecordSet) -> None:
    for event in usual.events.values():
        taking_part = [*event.participants, *(part for claim in event.claims for part in claim.participants)]
        assert len({part.actor for part in taking_part}) == 3
        assert len({claim.source for claim in event.claims}) == 2


def test_actors_follow_zipf(usual: RecordSet) -> None:
    world = World(EVENTS)
    taking_part = Counter(part.actor for event in usual.events.values() for part in event.participants)
    assert taking_part.most_common(1)[0][0] == world.actor_id(0)
    assert taking_part[world.actor_id(0)] / taking_part[world.actor_id(9)] == pytest.approx(10, rel=0.35)


def test_six_actors_in_ten_belong_to_the_big_group(usual: RecordSet) -> None:
    big = World(EVENTS).actor_id(BIG_GROUP)
    members = [actor for actor in usual.actors.values() if any(each.group == big for each in actor.member_of)]
    assert len(members) / len(usual.actors) == pytest.approx(0.6, abs=0.1)


def test_places_lie_in_places_in_places(usual: RecordSet) -> None:
    within = {place.id: place.within for place in usual.places.values()}
    depths = Counter(_depth(place, within) for place in within)
    assert depths.keys() == {0, 1, 2}


def _depth(place: str, within: dict[str, str | None]) -> int:
    above = within[place]
    return 0 if above is None else 1 + _depth(above, within)


def test_sources_derive_from_sources_in_two_steps(usual: RecordSet) -> None:
    derived = {source.id: [each.source for each in source.derived_from] for source in usual.sources.values()}
    assert any(derived[above] for sources in derived.values() for above in sources)


@pytest.mark.parametrize(("word", "every"), WORDS.items())
def test_words_have_the_frequency_that_is_said(usual: RecordSet, word: str, every: int) -> None:
    assert sum(word in words_of(event) for event in usual.events.values()) == EVENTS // every


def test_the_phrase_and_the_prefix_have_the_frequency_that_is_said(usual: RecordSet) -> None:
    texts = [" ".join(words_of(event)) for event in usual.events.values()]
    assert sum(" ".join(PHRASE) in text for text in texts) == EVENTS // PHRASE_EVERY
    assert sum(all(word in text.split() for word in PHRASE) for text in texts) == 9 * EVENTS // PHRASE_EVERY
    assert sum(f" {PREFIX}" in text for text in texts) == EVENTS // PREFIX_EVERY
