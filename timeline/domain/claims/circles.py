"""Circles in a graph of what needs what first."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

_Node = TypeVar("_Node")


def tangles(graph: Mapping[_Node, Collection[_Node]]) -> list[set[_Node]]:
    """The strongly connected parts that hold a circle: of these nodes, and of no others, each leads back to itself.

    Tarjan's algorithm, without recursion. Every node stands in the graph as a key.
    """
    found: list[set[_Node]] = []
    number: dict[_Node, int] = {}
    lowest: dict[_Node, int] = {}
    open_nodes: dict[_Node, None] = {}
    for start in graph:
        path: list[tuple[_Node, Iterator[_Node]]] = []
        following: _Node | None = start if start not in number else None
        while following is not None or path:
            if following is not None:
                number[following] = lowest[following] = len(number)
                open_nodes[following] = None
                path.append((following, iter(graph[following])))
            node, targets = path[-1]
            following = next((target for target in targets if target not in number or target in open_nodes), None)
            if following in number:
                lowest[node] = min(lowest[node], number[following])
                following = None
            elif following is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == number[node]:
                    part = _taken_from(open_nodes, node)
                    if len(part) > 1 or node in graph[node]:
                        found.append(part)
    return found


def _taken_from(open_nodes: dict[_Node, None], last: _Node) -> set[_Node]:
    """The nodes that were opened last, down to this one; they are closed by it."""
    part = set()
    while last not in part:
        part.add(open_nodes.popitem()[0])
    return part


def shortest_circle(graph: Mapping[_Node, Collection[_Node]], start: _Node) -> list[_Node]:
    """The nodes of a shortest circle through a node, from it on; of several always the same. [] where there is none."""
    came_from: dict[_Node, _Node] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for target in sorted(graph[node]):  # type: ignore[type-var]
            if target == start:
                circle = [node]
                while circle[-1] != start:
                    circle.append(came_from[circle[-1]])
                return circle[::-1]
            if target not in came_from:
                came_from[target] = node
                waiting.append(target)
    return []
