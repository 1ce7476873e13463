"""Whether a world exists in which some statements all hold; where none does, a smallest set of them that cannot.

The unknowns are days. Every statement comes to bounds: a day is not before (or not after) a fixed one, or not before
what comes of another by a *move* (so many days later, the first day of its month; see ``moves``), which never turns
the order of days. So there is a least solution, if there is any: raise each day until all bounds hold (Bellman and
Ford's algorithm, whose moves are plain distances). There is none where a day is raised above its upper bound, or a
circle raises its own days without end. The steps that led there name the statements; of these each is left out that
it does not take.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from timeline.domain.conflicts.moves import CYCLE, Move, inverse

Node = Hashable
Reason = Hashable
"""The statement on which a bound rests."""


class Bound(NamedTuple):
    """A day is not before (not after) a fixed one."""

    node: Node
    day: int
    reason: Reason | None
    """None where it holds whatever anybody says."""
    part: str
    """Which part of the statement it is."""
    tier: int
    """How vague it is: 0 where it is not."""


class Raise(NamedTuple):
    """A day is not before what comes of another."""

    above: Node
    below: Node
    move: Move
    reason: Reason | None
    part: str
    tier: int


class Core(NamedTuple):
    """Statements that cannot all hold, of which any one left out makes a world that has all others."""

    reasons: tuple[Reason, ...]
    parts: frozenset[str]
    """The parts of statements that it took."""


class _Raised(NamedTuple):
    """Why a day is as late as it is."""

    by: Bound | Raise
    before: "_Raised | None"


class Constraints:
    """What statements come to."""

    def __init__(self) -> None:
        self.lower: dict[Node, list[Bound]] = defaultdict(list)
        self.upper: dict[Node, list[Bound]] = defaultdict(list)
        self.steps: dict[Node, list[Raise]] = defaultdict(list)
        """By the day that they begin with."""
        self.nodes: dict[Node, None] = {}

    def not_before(
        self, node: Node, day: int | None, reason: Reason | None = None, part: str = "", tier: int = 0
    ) -> None:
        """A day is at least a fixed one; None: nothing is said."""
        if day is not None:
            self.nodes[node] = None
            self.lower[node].append(Bound(node, day, reason, part, tier))

    def not_after(
        self, node: Node, day: int | None, reason: Reason | None = None, part: str = "", tier: int = 0
    ) -> None:
        """A day is at most a fixed one; None: nothing is said."""
        if day is not None:
            self.nodes[node] = None
            self.upper[node].append(Bound(node, day, reason, part, tier))

    def at_least(
        self, node: Node, other: Node, move: Move, reason: Reason | None = None, part: str = "", tier: int = 0
    ) -> None:
        """A day is at least what comes of another."""
        self.nodes |= dict.fromkeys((node, other))
        self.steps[other].append(Raise(node, other, move, reason, part, tier))

    def at_most(
        self, node: Node, other: Node, move: Move, reason: Reason | None = None, part: str = "", tier: int = 0
    ) -> None:
        """A day is at most what comes of another."""
        self.at_least(other, node, inverse(move), reason, part, tier)

    def contradictions(
        self,
        preference: Mapping[Reason, int],
        active: dict[Reason, None],
        *,
        without: Collection[str] = (),
        most_tier: int = 1,
    ) -> Iterator[tuple[int, Core]]:
        """(how vague, the contradiction) of each that is found among some statements, the clearest first.

        Of each that is found the statement that is least preferred is taken out of ``active``, and what remains is
        looked at again: so what is left in the end holds together, and every contradiction shares a statement with
        one of these. ``without``: parts of statements that do not count.
        """
        for tier in range(most_tier + 1):
            while active:
                proof = self._refuted(active, tier, without)
                if proof is None:
                    break
                found = self._smallest(proof, preference, tier, without)
                if not found.reasons:  # what holds whatever anybody says: nobody's contradiction
                    break
                yield tier, found
                del active[max(found.reasons, key=lambda each: (preference[each], repr(each)))]

    def holds(self, reasons: Collection[Reason], tier: int = 1) -> bool:
        """Whether a world exists in which these statements hold."""
        return self._of(reasons)._refuted(reasons, tier, ()) is None

    def _smallest(
        self, proof: Iterable[Bound | Raise], preference: Mapping[Reason, int], tier: int, without: Collection[str]
    ) -> Core:
        proof = list(proof)
        needed = [each for each in dict.fromkeys(part.reason for part in proof) if each is not None]
        for reason in sorted(needed, key=lambda each: (-preference[each], repr(each))):
            fewer = [each for each in needed if each != reason]
            smaller = self._of(fewer)._refuted(fewer, tier, without)
            if smaller is not None:
                proof = list(smaller)
                left = {each.reason for each in proof}
                needed = [each for each in fewer if each in left]
        return Core(tuple(needed), frozenset(each.part for each in proof if each.part))

    def _of(self, reasons: Collection[Reason]) -> "Constraints":
        """What these statements come to, without the others."""
        few = Constraints()
        wanted = {None, *reasons}
        named = {
            each.node
            for bounds in (*self.lower.values(), *self.upper.values())
            for each in bounds
            if each.reason is not None and each.reason in wanted
        }
        for steps in self.steps.values():
            for step in steps:
                if step.reason is not None and step.reason in wanted:
                    named |= {step.above, step.below}
        few.nodes = dict.fromkeys(node for node in self.nodes if node in named)
        for mine, theirs in ((few.lower, self.lower), (few.upper, self.upper)):
            for node in few.nodes:
                mine[node] = [each for each in theirs.get(node, ()) if each.reason in wanted]
        for node in few.nodes:
            few.steps[node] = [
                each for each in self.steps.get(node, ()) if each.reason in wanted and each.above in named
            ]
        return few

    # --- one look ------------------------------------------------------------------------------------

    def _refuted(self, active: Collection[Reason], tier: int, without: Collection[str]) -> list[Bound | Raise] | None:
        """What leads to a contradiction; None where a world exists."""

        def counts(each: Bound | Raise) -> bool:
            return each.tier <= tier and each.part not in without and (each.reason is None or each.reason in active)

        caps = {
            node: min((each for each in bounds if counts(each)), key=lambda each: each.day, default=None)
            for node, bounds in self.upper.items()
        }
        base = self._below_all()
        values = dict.fromkeys(self.nodes, base)
        raised: dict[Node, _Raised | None] = {}
        for node, bounds in self.lower.items():
            low = max((each for each in bounds if counts(each)), key=lambda each: each.day, default=None)
            if low is not None:
                values[node], raised[node] = low.day, _Raised(low, None)
                cap = caps.get(node)
                if cap is not None and low.day > cap.day:
                    return [low, cap]
        times: dict[Node, int] = defaultdict(int)
        waiting = deque(self.nodes)
        queued = set(waiting)
        while waiting:
            node = waiting.popleft()
            queued.discard(node)
            for step in self.steps.get(node, ()):
                if not counts(step):
                    continue
                day = step.move.of(values[node])
                above = step.above
                if day <= values[above]:
                    continue
                values[above] = day
                raised[above] = _Raised(step, raised.get(node))
                cap = caps.get(above)
                if cap is not None and day > cap.day:
                    return [*_chain(raised[above]), cap]
                times[above] += 1
                # A circle goes on raising: to look for it now and then is soon enough.
                if times[above] > 2 and times[above] & (times[above] - 1) == 0:
                    circle = _circle(raised[above])
                    if circle and _never_ends(circle, day):
                        return list(circle)
                if above not in queued:
                    queued.add(above)
                    waiting.append(above)
        return None

    def _below_all(self) -> int:
        """A day so far before all fixed ones that what is raised from it reaches none of them."""
        fixed = [each.day for bounds in (*self.lower.values(), *self.upper.values()) for each in bounds]
        margin = sum(max(step.move.most, 0) for steps in self.steps.values() for step in steps)
        return min(fixed, default=0) - margin - 1


def _chain(raised: _Raised | None) -> Iterator[Bound | Raise]:
    while raised is not None:
        yield raised.by
        raised = raised.before


def _circle(raised: _Raised | None) -> list[Raise]:
    """The steps by which a day was raised that led back to it, the last one first; none where none did."""
    found: list[Raise] = []
    first: Node = None
    for each in _chain(raised):
        if not isinstance(each, Raise):
            return []
        if not found:
            first = each.above
        found.append(each)
        if each.below == first:
            return found
    return []


def _never_ends(circle: list[Raise], day: int) -> bool:
    """Whether going round it raises a day without end: by moves of the calendar, for a whole round of that."""
    steps = circle[::-1]
    if all(step.move.is_plain for step in steps):
        return sum(step.move.least for step in steps) > 0
    start = day
    while day < start + CYCLE:
        before = day
        for step in steps:
            day = step.move.of(day)
        if day <= before:
            return False
    return True
