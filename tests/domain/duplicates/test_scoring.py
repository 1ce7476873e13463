"""The score of two events: what it must be, whatever they are."""

from itertools import pairwise
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.traits import ACTORS, FIRST_DAY, PLACES, spans, traits
from timeline.domain.dates.when import Span
from timeline.domain.duplicates.same_actors import cast_of, casts_agree
from timeline.domain.duplicates.same_days import REACH, days_agree, days_of
from timeline.domain.duplicates.same_figures import figures_agree, types_agree
from timeline.domain.duplicates.same_place import distance, places_agree
from timeline.domain.duplicates.same_words import Rarity, words_agree, words_of
from timeline.domain.duplicates.scoring import PARTS, EventCompared, score, scored
from timeline.domain.duplicates.traits import ActorTraits, PlaceTraits, Traits, radius_of

RARITY = Rarity(words_of(title) for title in ("Attack on the harbour", "Harbour attacked", "Talks in port", "Siege"))


def value(one: Traits, other: Traits, least: float = 0.0) -> float:
    return score(EventCompared(one, RARITY), EventCompared(other, RARITY), RARITY, least)


def test_the_weights_are_a_mean() -> None:
    assert sum(part.weight for part in PARTS.values()) == pytest.approx(1.0)
    assert all(0 <= part.floor <= 1 and 0 <= part.unknown <= 1 for part in PARTS.values())


@given(one=traits(), other=traits())
def test_it_is_symmetric_bounded_and_highest_with_itself(one: Traits, other: Traits) -> None:
    found = value(one, other)
    assert 0.0 <= found <= 1.0
    assert found == pytest.approx(value(other, one))
    if one.place is not None or one.words or one.actors:  # of what says nothing but a date nothing can be said
        assert found <= value(one, one) + 1e-9


@given(one=traits(), other=traits(), least=st.floats(0.01, 1.0))
def test_what_is_below_the_least_is_0_and_nothing_else(one: Traits, other: Traits, least: float) -> None:
    whole = value(one, other)
    assert value(one, other, least) == (whole if whole >= least else 0.0)
    assert scored(one, other, RARITY).score == whole


@given(one=traits(), other=traits())
def test_it_is_the_product_of_its_parts(one: Traits, other: Traits) -> None:
    found, agreement = scored(one, other, RARITY)
    parts = [(PARTS[name], each) for name, each in agreement.items()]
    product = prod(
        (part.unknown if each is None else part.floor + (1 - part.floor) * each) ** part.weight for part, each in parts
    )
    # Without a place in common they are compared only where they share something.
    assert found == pytest.approx(product) or (agreement["place"] is None and found == 0.0)


@given(one=spans(), other=spans())
def test_dates_agree_the_less_the_farther_they_lie_apart(one: Span, other: Span) -> None:
    def moved(days: int) -> Span:
        later = [None if each is None else each + days for each in other[:4]]
        return Span(later[0], later[1], later[2], later[3], other.lasting)

    assert other.end_latest is None or other.begin_earliest is not None
    mine = days_of(one)
    away = [days_agree(mine, days_of(moved(900 + days))) for days in range(REACH + 2)]
    assert all(nearer >= farther for nearer, farther in pairwise(away))
    assert days_agree(mine, days_of(moved(5_000))) == 0.0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Span.within(1, 1), Span.within(1, 1), 1.0),
        (Span.within(1, 1), Span.within(2, 2), 0.75),
        (Span.within(1, 1), Span.within(4, 4), 0.25),
        (Span.within(1, 1), Span.within(5, 5), 0.0),
        (Span.within(1, 30), Span.within(10, 10), 0.370),
        (Span.within(1, 30), Span.within(1, 30), 0.540),
        (Span.within(1, 365), Span.within(10, 10), 0.0),  # a day and its year
        (Span.lasts((1, 1), (60, 60)), Span.lasts((1, 1), (60, 60)), 1.0),
        (Span.lasts((1, 1), (60, 60)), Span.lasts((1, 1), (200, 200)), 0.7),
        (Span.lasts((1, 1), (60, 60)), Span.within(1, 1), 0.7),  # dated by its begin
        (Span.lasts((1, 1), (60, 60)), Span.within(30, 30), 0.0),  # only in its course
        (Span.lasts((1, 1), (1, None)), Span.lasts((1, 1), (1, None)), 1.0),
        (Span.lasts((1, 1), (1, None)), Span.lasts((1, 1), (60, 60)), 0.7),
        (Span.lasts((1, 1), (3, 3)), Span.within(2, 2), 0.645),  # no longer than a week: as its days
    ],
)
def test_how_well_dates_agree(one: Span, other: Span, expected: float) -> None:
    assert days_agree(days_of(one), days_of(other)) == pytest.approx(expected, abs=0.001)


def at(latitude: float, longitude: float, radius: float = 5.0) -> PlaceTraits:
    return PlaceTraits(f"at-{latitude}-{longitude}", (), frozenset(), latitude, longitude, radius)


def test_how_well_places_agree() -> None:
    port, land, mill = PLACES["port"], PLACES["land"], PLACES["mill"]
    assert places_agree(at(33, 44), at(33, 44)) == pytest.approx(0.908, abs=0.001)
    assert places_agree(port, land) == places_agree(land, land) == pytest.approx(0.538, abs=0.001)
    near, farther = places_agree(port, at(33.3, 44.5)), places_agree(port, at(33.3, 44.7))
    assert near is not None
    assert farther is not None
    assert near > farther > 0
    assert places_agree(port, at(36, 44)) == 0.0
    assert places_agree(PLACES["unmapped"], port) == pytest.approx(0.9 / 1.147, abs=0.01)  # called alike
    assert places_agree(PLACES["nowhere"], mill) is None
    assert distance(PLACES["far"], PLACES["near-far"]) == pytest.approx(24.0, abs=1)  # over the date line
    assert radius_of("First-Order Division") == radius_of("first order division") > radius_of("town") == radius_of(None)


def actors_agree(one: list[ActorTraits], other: list[ActorTraits]) -> float | None:
    mine, theirs = (cast_of(tuple(each)) if each else None for each in (one, other))
    return casts_agree(mine, theirs)


def test_how_well_actors_agree() -> None:
    front, harbour_front, ana, union, police = ACTORS
    assert actors_agree([front], [front]) == 1.0
    assert actors_agree([front], [harbour_front]) == pytest.approx(0.8)  # a name in the other's
    assert actors_agree([ana], [union]) == pytest.approx(0.8)  # a member and its group
    assert actors_agree([ana], [police]) == 0.0
    assert actors_agree([front, police], [front]) == pytest.approx(2 / 3)
    assert actors_agree([], [front]) is None


def test_how_well_types_figures_and_words_agree() -> None:
    assert types_agree("assault", "assault") == 1.0
    assert types_agree("assault", "assault/bombing") == types_agree("assault/siege", "assault/bombing") == 0.5
    assert types_agree("assault", "consult") == 0.0
    assert types_agree(None, "consult") is None
    assert figures_agree({"killed": (4, 4)}, {"killed": (4, 6)}) == 1.0
    assert figures_agree({"killed": (1, 1)}, {"killed": (9, 12)}) == pytest.approx(0.2)
    assert figures_agree({"killed": (0, 0)}, {"killed": (0, 0)}) is None  # both say nothing
    assert figures_agree({"killed": (1, 1)}, {"wounded": (9, 12)}) is None
    rare, common = words_of("siege"), words_of("harbour")
    rarity = Rarity([rare, *[common] * 99])
    both = words_of("siege harbour")
    assert words_agree(rare, both, rarity) > words_agree(common, both, rarity)  # type: ignore[operator]
    assert words_agree(rare, common, rarity) == 0.0
    assert words_agree(frozenset(), common, rarity) is None
    assert FIRST_DAY
