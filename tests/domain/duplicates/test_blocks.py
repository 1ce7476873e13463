"""Blocks find every pair that scores; what a full block leaves out is counted, and never a twin."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.traits import FIRST_DAY, PLACES, traits
from timeline.domain.dates.when import Span
from timeline.domain.duplicates import blocks
from timeline.domain.duplicates.blocks import MOST_COMPARED
from timeline.domain.duplicates.cells import Grid
from timeline.domain.duplicates.pairs import Pairs, find_pairs
from timeline.domain.duplicates.same_place import distance
from timeline.domain.duplicates.same_words import Rarity, words_of
from timeline.domain.duplicates.scoring import EventCompared, score
from timeline.domain.duplicates.traits import PlaceTraits, Traits

worlds = st.lists(traits(), max_size=9).map(
    lambda found: [each._replace(id=f"event-{n}") for n, each in enumerate(found)]
)


def in_order(events: list[Traits]) -> list[Traits]:
    ordered = sorted(events, key=lambda each: (each.span.begin_earliest or 0, each.id))
    return [each._replace(sort_key=(each.span.begin_earliest or 0, 0)) for each in ordered]


def of_all(events: list[Traits], rarity: Rarity, least: float) -> dict[frozenset[str], float]:
    """Every pair, scored."""
    pairs = ((one, other) for one, other in combinations(events, 2))
    values = {
        frozenset((one.id, other.id)): score(EventCompared(one, rarity), EventCompared(other, rarity), rarity, least)
        for one, other in pairs
    }
    return {pair: value for pair, value in values.items() if value}


def as_scores(found: Pairs) -> dict[frozenset[str], float]:
    return {frozenset((pair.first[2], pair.second[2])): pair.score for pair in found.pairs}


@given(events=worlds, least=st.sampled_from((0.0, 0.3, 0.6)))
def test_they_find_what_comparing_all_with_all_finds(events: list[Traits], least: float) -> None:
    rarity = Rarity(each.words for each in events)
    found = find_pairs(in_order(events), rarity, least)
    assert as_scores(found) == pytest.approx(of_all(events, rarity, least))
    assert found.found == len(found.pairs)
    assert found.left_out.pairs == 0
    assert [pair.score for pair in found.pairs] == sorted((pair.score for pair in found.pairs), reverse=True)


@given(events=worlds)
def test_across_finds_the_pairs_of_two_sides(events: list[Traits]) -> None:
    rarity = Rarity(each.words for each in events)

    def side_of(event_id: str) -> int | None:
        number = int(event_id.removeprefix("event-"))
        return None if number % 4 == 0 else number % 2

    found = find_pairs(in_order(events), rarity, 0.0, side_of, is_across=True)
    expected = {
        pair: value for pair, value in of_all(events, rarity, 0.0).items() if {side_of(each) for each in pair} == {0, 1}
    }
    assert as_scores(found) == pytest.approx(expected)
    within = find_pairs(in_order(events), rarity, 0.0, lambda event_id: 1 if side_of(event_id) == 1 else None)
    assert {each for pair in as_scores(within) for each in pair} <= {
        each.id for each in events if side_of(each.id) == 1
    }


def test_the_worse_pairs_go_where_there_are_too_many() -> None:
    events = in_order([_event(number, f"attack {number}", FIRST_DAY + number % 3) for number in range(12)])
    rarity = Rarity(each.words for each in events)
    every, some = find_pairs(events, rarity, 0.0), find_pairs(events, rarity, 0.0, most=7)
    assert some.pairs == every.pairs[:7]
    assert some.found == every.found == 66


def _event(number: int, title: str, day: int = FIRST_DAY) -> Traits:
    return Traits(
        f"event-{number:04}", title, Span.within(day, day), PLACES["port"], (), "assault", {}, words_of(title)
    )


def test_a_full_block_is_bounded_keeps_twins_and_says_what_it_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    most = MOST_COMPARED // 5  # nobody waits for a full one here
    monkeypatch.setattr(blocks, "MOST_COMPARED", most)
    chance = random.Random(3)
    many = most + 200
    events = [_event(number, f"car bomb number {chance.randrange(10**9)}") for number in range(many)]
    # Far apart in the list, so that each has all of the others between them.
    events[0], events[-1] = _event(0, "the same words of two"), _event(many - 1, "The same words of two")
    rarity = Rarity(each.words for each in events)
    found = find_pairs(in_order(events), rarity, 0.3)
    twins = frozenset((events[0].id, events[-1].id))
    assert found.left_out.pairs + sum(min(number, most) for number in range(many)) == many * (many - 1) / 2
    assert found.left_out.hottest[0] == (events[-1].id, many - 1)
    assert as_scores(found)[twins] == max(as_scores(found).values())


def test_a_block_that_nobody_could_look_through_keeps_twins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MOST_LOOKED_AT", 20)
    monkeypatch.setattr(blocks, "MOST_COMPARED", 10)
    events = [_event(number, f"bomb {10**6 + number}") for number in range(60)]
    events[0], events[-1] = _event(0, "the same words of two"), _event(59, "The same words of two")
    rarity = Rarity(each.words for each in events)
    found = find_pairs(in_order(events), rarity, 0.3)
    assert frozenset((events[0].id, events[-1].id)) in as_scores(found)
    assert found.left_out.pairs > 0


def test_what_is_over_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_EVENTS_BETWEEN_SWEEPS", 50)
    held = blocks.Blocks()
    rarity = Rarity()
    sizes = []
    for number in range(1_000):
        place = PLACES["nowhere"] if number % 7 == 0 else PLACES["port"]
        event = _event(number, f"attack {number}", FIRST_DAY + number)._replace(place=place)
        held.met_by(EventCompared(event, rarity))
        keys = [held._twins, *(each for shelf in held._shelves for each in vars(shelf).values())]
        waiting = (held._precise_waiting, held._any_waiting, held._twins_waiting)
        kept_now = sum(len(kept.events) for each in keys for kept in each.values())
        sizes.append(kept_now + sum(map(len, waiting)))
    assert max(sizes[500:]) <= max(sizes[:500])


@given(
    point=st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    other=st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    reach=st.sampled_from((10.0, 75.0, 550.0)),
    size=st.sampled_from((85.0, 600.0)),
)
def test_cells_near_a_point_have_all_that_lies_near(
    point: tuple[float, float], other: tuple[float, float], reach: float, size: float
) -> None:
    grid = Grid(size)
    one, another = PlaceTraits("one", (), frozenset(), *point), PlaceTraits("another", (), frozenset(), *other)
    if distance(one, another) <= reach:
        assert grid.cell(*other) in set(grid.near(*point, reach))


@given(
    point=st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    north=st.floats(-0.6, 0.6),
    east=st.floats(-40, 40),
    reach=st.sampled_from((30.0, 75.0)),
)
def test_cells_near_a_point_have_what_is_beside_it(
    point: tuple[float, float], north: float, east: float, reach: float
) -> None:
    other = max(-90.0, min(90.0, point[0] + north)), (point[1] + east * 0.02 + 180) % 360 - 180
    far = max(-90.0, min(90.0, point[0] + north)), (point[1] + east + 180) % 360 - 180
    grid = Grid(85.0)
    for each in (other, far):
        if distance(PlaceTraits("one", (), frozenset(), *point), PlaceTraits("other", (), frozenset(), *each)) <= reach:
            assert grid.cell(*each) in set(grid.near(*point, reach))


@given(
    point=st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    north=st.floats(-6, 6),
    east=st.floats(-40, 40),
    grid=st.sampled_from(((Grid(85.0), 75.0), (Grid(600.0), 550.0))),
)
def test_cells_beside_a_cell_have_what_is_near_any_point_of_it(
    point: tuple[float, float], north: float, east: float, grid: tuple[Grid, float]
) -> None:
    cells, reach = grid
    other = max(-90.0, min(90.0, point[0] + north)), (point[1] + east + 180) % 360 - 180
    if distance(PlaceTraits("one", (), frozenset(), *point), PlaceTraits("other", (), frozenset(), *other)) <= reach:
        assert cells.cell(*other) in cells.beside(*cells.cell(*point), reach)
