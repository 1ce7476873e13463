"""Circles in graphs, beside those that networkx finds."""

import networkx
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.claims.circles import shortest_circle, tangles

graphs = st.integers(0, 9).flatmap(
    lambda last: st.lists(st.sets(st.integers(0, last), max_size=4), min_size=last + 1, max_size=last + 1)
)


@given(graphs)
def test_tangles_are_the_strongly_connected_parts_with_a_circle(edges: list[set[int]]) -> None:
    graph = dict(enumerate(edges))
    parts = networkx.strongly_connected_components(networkx.DiGraph(graph))
    expected = {frozenset(part) for part in parts if len(part) > 1 or graph[next(iter(part))] & part}
    found = tangles(graph)
    assert {frozenset(part) for part in found} == expected
    assert len(found) == len(expected)


@given(graphs)
def test_a_shortest_circle_is_one_and_there_is_no_shorter(edges: list[set[int]]) -> None:
    graph = dict(enumerate(edges))
    known = networkx.DiGraph(graph)
    for node in graph:
        circle = shortest_circle(graph, node)
        lengths = [networkx.shortest_path_length(known, target, node) + 1 for target in graph[node] & known.nodes
                   if networkx.has_path(known, target, node)]  # fmt: skip
        assert len(circle) == min(lengths, default=0)
        if circle:
            assert circle[0] == node
            assert all(after in graph[before] for before, after in zip(circle, [*circle[1:], node], strict=True))


def test_a_long_circle_is_found_without_recursion() -> None:
    graph = {number: [(number + 1) % 20_000] for number in range(20_000)}
    (part,) = tangles(graph)
    assert len(part) == 20_000
    assert shortest_circle(graph, 7) == [*range(7, 20_000), *range(7)]
