"""Linked events of one date: what comes after another stands behind it, whatever runs in a circle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.link_order import steps_along

Pairs = list[tuple[str, str]]

_EVENTS = st.sampled_from("abcdefg")
PAIRS = st.lists(st.tuples(_EVENTS, _EVENTS), max_size=12)


def reached(event: str, pairs: Pairs) -> set[str]:
    """All that an event comes after, directly or through others; itself, where it is in a circle."""
    found = {other for each, other in pairs if each == event}
    while more := {other for each, other in pairs if each in found} - found:
        found |= more
    return found


def hangs_on_no_other(event: str, pairs: Pairs) -> bool:
    return all(event in reached(other, pairs) for other in reached(event, pairs))


def by_definition(pairs: Pairs) -> dict[str, int]:
    """Where nothing is in a circle, the longest way back; a circle is cut at its least event, the first ones first."""
    links = [(event, other) for event, other in pairs if event != other]
    steps: dict[str, int] = {}
    names = {each for pair in links for each in pair}
    while left := names - steps.keys():
        open_links = [(event, other) for event, other in links if {event, other} <= left]
        free = [each for each in left if each not in {event for event, _ in open_links}]
        for each in free or [min(each for each in left if hangs_on_no_other(each, open_links))]:
            steps[each] = max(
                (steps[other] + 1 for event, other in links if event == each and other in steps), default=0
            )
    return steps


@given(PAIRS)
def test_steps_are_those_of_the_definition(pairs: Pairs) -> None:
    assert steps_along(pairs) == by_definition(pairs)


@given(PAIRS)
def test_what_comes_after_another_stands_behind_it_unless_both_are_in_a_circle(pairs: Pairs) -> None:
    steps = steps_along(pairs)
    for event, other in pairs:
        if event not in reached(other, pairs) and event != other:
            assert steps[event] > steps[other]


@given(PAIRS.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs + pairs[:3]))))
def test_neither_the_order_of_links_nor_one_told_twice_changes_anything(told: tuple[Pairs, Pairs]) -> None:
    assert steps_along(told[0]) == steps_along(told[1])


@pytest.mark.parametrize(
    ("pairs", "steps"),
    [
        ([], {}),
        ([("a", "a")], {}),
        ([("a", "b")], {"b": 0, "a": 1}),
        ([("c", "b"), ("b", "a")], {"a": 0, "b": 1, "c": 2}),
        ([("c", "b"), ("b", "a"), ("c", "a")], {"a": 0, "b": 1, "c": 2}),
        ([("a", "b"), ("b", "a")], {"a": 0, "b": 1}),
        ([("a", "c"), ("c", "b"), ("b", "a")], {"a": 0, "b": 1, "c": 2}),
        ([("a", "c"), ("b", "c"), ("c", "b")], {"b": 0, "c": 1, "a": 2}),  # a only hangs on the circle
        ([("a", "b"), ("a", "d"), ("b", "c"), ("c", "b"), ("d", "a")], {"b": 0, "c": 1, "a": 1, "d": 2}),  # two circles
    ],
)
def test_by_example(pairs: Pairs, steps: dict[str, int]) -> None:
    assert steps_along(pairs) == steps


def test_a_long_chain_takes_no_depth() -> None:
    names = [f"e{number:05d}" for number in range(3000)]
    steps = steps_along([*zip(names[1:], names, strict=False)])
    assert [steps[name] for name in names] == list(range(3000))
