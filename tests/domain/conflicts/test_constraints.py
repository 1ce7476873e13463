"""Bounds between days: whether a world exists, and a smallest set of statements that has none."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.conflicts.constraints import Constraints, Core
from timeline.domain.conflicts.moves import Move, days, distance, inverse, then, unit_begin, unit_end, weekday

moves = st.one_of(
    st.integers(-400, 400).map(days),
    st.builds(distance, st.integers(-30, 30), st.sampled_from(["day", "week", "month", "year"])),
    st.builds(unit_begin, st.sampled_from(["day", "week", "month", "year"]), st.integers(-2, 2)),
    st.builds(unit_end, st.sampled_from(["day", "week", "month", "year"]), st.integers(-2, 2)),
    st.builds(weekday, st.sampled_from(["monday", "sunday"]), st.sampled_from(["before", "after"])),
)
some_day = st.integers(-800_000, 800_000)


@given(moves, some_day, some_day)
def test_a_move_keeps_the_order_of_days_and_its_bounds(move: Move, one: int, other: int) -> None:
    first, last = sorted((one, other))
    assert move.of(first) <= move.of(last)
    assert move.least <= move.of(one) - one <= move.most


@given(st.one_of(moves, st.builds(then, moves, moves)), some_day)
def test_the_inverse_is_the_first_day_that_reaches(move: Move, day: int) -> None:
    first = inverse(move).of(day)
    assert move.of(first) >= day > move.of(first - 1)


def cores(bounds: Constraints, *reasons: str) -> list[tuple[int, Core]]:
    return list(bounds.contradictions(dict.fromkeys(reasons, 0), dict.fromkeys(reasons)))


def test_a_bound_against_a_bound() -> None:
    bounds = Constraints()
    bounds.not_before("x", 5, "late")
    bounds.not_after("x", 4, "early")
    bounds.not_after("x", 9, "whatever")
    assert [(tier, {*core.reasons}) for tier, core in cores(bounds, "late", "early", "whatever")] == [
        (0, {"late", "early"})
    ]
    assert bounds.holds(["late", "whatever"])


def test_a_circle_without_a_fixed_day() -> None:
    bounds = Constraints()
    for above, below in (("a", "b"), ("b", "c"), ("c", "a")):
        bounds.at_least(above, below, days(1), f"{above} after {below}")
    bounds.at_least("d", "a", days(1), "d after a")
    found = cores(bounds, "a after b", "b after c", "c after a", "d after a")
    assert [{*core.reasons} for _, core in found] == [{"a after b", "b after c", "c after a"}]


def test_a_circle_of_the_calendar_ends_where_there_is_a_day_for_it() -> None:
    bounds = Constraints()
    bounds.at_least("friday", "monday", days(4), "four days later")
    bounds.at_most("friday", "monday", unit_end("week"), "in one week")
    assert cores(bounds, "four days later", "in one week") == []
    bounds.at_least("friday", "monday", days(7), "a week later")
    ((_, core),) = cores(bounds, "four days later", "in one week", "a week later")
    assert {*core.reasons} == {"in one week", "a week later"}


def test_a_circle_that_grows_with_every_year_never_ends() -> None:
    bounds = Constraints()
    bounds.at_least("a", "b", distance(1, "month"), "a month later")
    bounds.at_least("b", "a", distance(-27, "day"), "27 days before at the most")
    bounds.not_before("a", 740_000, "some day")
    ((_, core),) = cores(bounds, "a month later", "27 days before at the most", "some day")
    assert {*core.reasons} == {"a month later", "27 days before at the most"}


def test_the_clearest_is_found_first_and_vague_parts_only_after() -> None:
    bounds = Constraints()
    bounds.not_before("x", 5, "late", tier=1)
    bounds.not_after("x", 4, "early")
    bounds.not_before("y", 5, "later")
    bounds.not_after("y", 4, "sooner")
    assert [tier for tier, _ in cores(bounds, "late", "early", "later", "sooner")] == [0, 1]
