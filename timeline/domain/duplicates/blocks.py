"""Which events are compared at all: of near days those that lie near, or, where a place is not known, are else alike.

Events come in the order of their first days. Each looks at those before it whose days are not over yet (see
``same_days``): of those on the map at all that were kept for the cell that it lies in, which is what lies near enough
to any point of it (small cells for precise places, large ones where one of two is vague), and at all that lies within
its place or around it; where one of the two has no point on the map, by the keys of its actors and by rare words. So
every pair is met whose score is not 0 (see ``scoring.score``), but in blocks that are too full: there an event is
compared with those that share most with it, and how many were left out is counted. Of these none has the same words,
days and place: such twins are always met, up to a thousand of one kind.

What is held in memory is what may still be met.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from timeline.domain.duplicates.cells import Cell, Grid
from timeline.domain.duplicates.same_days import REACH, WIDEST
from timeline.domain.duplicates.same_place import REACH as KILOMETRES
from timeline.domain.duplicates.scoring import EventCompared
from timeline.domain.duplicates.traits import WIDEST as WIDEST_PLACE

MOST_COMPARED = 300
"""With so many an event is compared at most; of more, with those that share most actors and words with it."""
MOST_LOOKED_AT = 3_000
"""Of so many it is looked at what they share; what of a block is beyond that is met where it is a twin."""
MOST_TWINS = 1_000
"""Events of the same words, days and place that are compared with one another."""
_PRECISE = 25.0
"""Kilometres: what is known as well as that lies in the small cells."""
_SMALL, _LARGE = Grid(85.0), Grid(600.0)
_WIDTHS = (8, 64, 512)
"""Days of the widest date of each class; what is wider is of the last."""
_NARROWEST = (1, *(widest + 1 for widest in _WIDTHS))
_HOT_TOLD = 5
_EVENTS_BETWEEN_SWEEPS = 20_000


class PairsLeftOut(NamedTuple):
    """What was not compared, for its block was too full."""

    pairs: int = 0
    hottest: tuple[tuple[str, int], ...] = ()
    """(the id of an event, how many it would have had to be compared with) of the fullest blocks, fullest first."""


class _Kept:
    """Events under one key, in the order in which they came."""

    __slots__ = ("events",)

    def __init__(self) -> None:
        self.events: list[EventCompared] = []

    def some(self, now: int) -> list[EventCompared]:
        """All whose days are not over, and few others: of dates of one width those that came first end first."""
        events = self.events
        if events and events[0].until < now:
            over = next((number for number, each in enumerate(events) if each.until >= now), len(events))
            del events[:over]
        return events

    def alive(self, now: int) -> list[EventCompared]:
        """Those whose days are not over; the others are let go of."""
        self.events = [each for each in self.events if each.until >= now]
        return self.events


_Keys = defaultdict[Hashable, _Kept]


class _Shelf:
    """Events whose dates are about as wide, by what they are looked up by."""

    def __init__(self) -> None:
        self.precise_near: _Keys = defaultdict(_Kept)
        """What is precise, by each small cell of which it may be near to any point."""
        self.vague_near: _Keys = defaultdict(_Kept)
        """What is vague, by each large cell likewise."""
        self.precise_in: _Keys = defaultdict(_Kept)
        """What is precise, by the large cell that it lies in: for what is vague, which reaches how far it does."""
        self.at: _Keys = defaultdict(_Kept)
        """By the place."""
        self.within: _Keys = defaultdict(_Kept)
        """By each place that theirs lies within."""
        self.pointless: _Keys = defaultdict(_Kept)
        """What has no point on the map, by all that it may have in common with others."""
        self.any: _Keys = defaultdict(_Kept)
        """Everything likewise: for what has no point."""

    def forget(self, now: int) -> None:
        """Lets go of all whose days are over."""
        for keys in (
            *(self.precise_near, self.vague_near, self.precise_in),
            *(self.at, self.within, self.pointless, self.any),
        ):
            _forget(keys, now)


class Blocks:
    """Gives the events with which each new one is to be compared."""

    def __init__(self, *, is_across: bool = False) -> None:
        """``is_across``: only events of different sides are compared."""
        self._is_across = is_across
        self._shelves = [_Shelf() for _ in _NARROWEST]
        self._twins: _Keys = defaultdict(_Kept)
        # Kept by what few are looked up by only when one of these few comes.
        self._precise_waiting: list[EventCompared] = []
        self._any_waiting: list[EventCompared] = []
        self._twins_waiting: list[EventCompared] = []
        self._count = 0
        self._left_out = 0
        self._hottest: Counter[str] = Counter()

    @property
    def left_out(self) -> PairsLeftOut:
        """What was not compared so far."""
        return PairsLeftOut(self._left_out, tuple(self._hottest.most_common(_HOT_TOLD)))

    def met_by(self, event: EventCompared) -> list[EventCompared]:
        """Those that came before it and are to be compared with it, each once; from now on it is met, too.

        Events come in the order of the first of their days.
        """
        now = event.days.first - REACH
        compared, beyond = self._found(event, now)
        if len(compared) > MOST_COMPARED or beyond:
            compared = self._bounded(event, compared, beyond, now)
        self._keep(event)
        self._count += 1
        if self._count % _EVENTS_BETWEEN_SWEEPS == 0:
            self._forget(now)
        return compared

    def _found(self, event: EventCompared, now: int) -> tuple[list[EventCompared], int]:
        """Those whose days and places may agree with its, and how many were not looked at."""
        side = event.side if self._is_across else None
        near: list[EventCompared] = []
        others: list[EventCompared] = []
        beyond = 0
        if event.has_point:
            x, y, z, nearest = event.x, event.y, event.z, event.nearest
            for kept in self._on_the_map(event):
                some, left = _last(kept, now, MOST_LOOKED_AT - len(near))
                beyond += left
                near += [
                    each
                    for each in some
                    if each.side != side
                    and each.until >= now
                    and ((along := x * each.x + y * each.y + z * each.z) >= nearest or along >= each.nearest)
                ]
        for kept in self._by_other_keys(event):
            some, left = _last(kept, now, MOST_LOOKED_AT - len(near) - len(others))
            beyond += left
            others += [each for each in some if each.side != side and each.until >= now]
        return (list(dict.fromkeys(near + others)) if others else near), beyond

    def _bounded(self, event: EventCompared, many: list[EventCompared], beyond: int, now: int) -> list[EventCompared]:
        """Of too many those that share most, and all twins."""
        most, least = WIDEST * event.width, event.width / WIDEST
        many = [each for each in many if least <= each.width <= most]
        twins = self._twins_of(event, now)
        if self._is_across:
            twins = [each for each in twins if each.side != event.side]
        chosen = {id(each): each for each in twins[-MOST_TWINS:]}
        words, actors = event.words, {who.id for who in event.traits.actors}
        others = [each for each in many if id(each) not in chosen]
        shared = [
            (len(words & each.words) + 2 * sum(who.id in actors for who in each.traits.actors), number)
            for number, each in enumerate(others)
        ]
        shared.sort(key=lambda each: (-each[0], each[1]))
        for _, number in shared[: max(0, MOST_COMPARED - len(chosen))]:
            chosen[id(others[number])] = others[number]
        met = len(many) + beyond
        self._left_out += max(0, met - len(chosen))
        if met > len(chosen):
            self._hottest[event.traits.id] = met
            if len(self._hottest) > 1_000:
                self._hottest = Counter(dict(self._hottest.most_common(_HOT_TOLD)))
        return list(chosen.values())

    def _twins_of(self, event: EventCompared, now: int) -> list[EventCompared]:
        for each in self._twins_waiting:
            self._twins[_twin_key(each)].events.append(each)
        self._twins_waiting = []
        kept = self._twins.get(_twin_key(event))
        return [] if kept is None else kept.alive(now)

    # --- keys ----------------------------------------------------------------------------------------

    def _keep(self, event: EventCompared) -> None:
        self._twins_waiting.append(event)
        self._any_waiting.append(event)
        shelf, place = self._shelves[_width_class(event.width)], event.place
        if place is not None:
            shelf.at[place.id].events.append(event)
            for container in place.containers:
                shelf.within[container].events.append(event)
        if not event.has_point:
            for key in _other_keys(event):
                shelf.pointless[key].events.append(event)
        elif _is_precise(event):
            self._precise_waiting.append(event)
            for cell in _SMALL.beside(*_SMALL.cell(*_point(event)), _PRECISE + KILOMETRES):
                shelf.precise_near[cell].events.append(event)
        else:
            for cell in _LARGE.beside(*_LARGE.cell(*_point(event)), WIDEST_PLACE + KILOMETRES):
                shelf.vague_near[cell].events.append(event)

    def _on_the_map(self, event: EventCompared) -> Iterator[_Kept]:
        """Where those are kept that may lie near it; no event in two."""
        point = _point(event)
        is_precise = _is_precise(event)
        if is_precise:
            near: tuple[Cell, ...] = (_SMALL.cell(*point),)
        else:
            assert event.place is not None
            near = _LARGE.near(*point, event.place.radius + KILOMETRES)
            self._keep_precise()
        large = _LARGE.cell(*point)
        for width in _classes_met(event.width):
            shelf = self._shelves[width]
            precise = shelf.precise_near if is_precise else shelf.precise_in
            for cell in near:
                if cell in precise:
                    yield precise[cell]
            if large in shelf.vague_near:
                yield shelf.vague_near[large]

    def _by_other_keys(self, event: EventCompared) -> Iterator[_Kept]:
        """Where those are kept of which a place holds the other, or that have something else in common with it."""
        place, has_point = event.place, event.has_point
        if not has_point:
            self._keep_any()
        for width in _classes_met(event.width):
            shelf = self._shelves[width]
            if place is not None:
                if place.id in shelf.within:
                    yield shelf.within[place.id]
                for container in place.containers:
                    if container in shelf.at:
                        yield shelf.at[container]
            others = shelf.pointless if has_point else shelf.any
            if others:
                for key in _other_keys(event):
                    if key in others:
                        yield others[key]

    def _keep_precise(self) -> None:
        for each in self._precise_waiting:
            self._shelves[_width_class(each.width)].precise_in[_LARGE.cell(*_point(each))].events.append(each)
        self._precise_waiting = []

    def _keep_any(self) -> None:
        for each in self._any_waiting:
            shelf = self._shelves[_width_class(each.width)]
            for key in _other_keys(each):
                shelf.any[key].events.append(each)
        self._any_waiting = []

    def _forget(self, now: int) -> None:
        """Lets go of all whose days are over."""
        for shelf in self._shelves:
            shelf.forget(now)
        _forget(self._twins, now)
        self._precise_waiting, self._any_waiting, self._twins_waiting = (
            [each for each in waiting if each.until >= now]
            for waiting in (self._precise_waiting, self._any_waiting, self._twins_waiting)
        )


def _last(kept: _Kept, now: int, room: int) -> tuple[list[EventCompared], int]:
    """Those that came last, as many as there is room for, and how many there are before them."""
    some = kept.some(now)
    if len(some) <= room:
        return some, 0
    some = kept.alive(now)
    left = max(len(some) - max(room, 0), 0)
    return some[left:], left


def _forget(keys: _Keys, now: int) -> None:
    for key in [key for key, kept in keys.items() if not kept.alive(now)]:
        del keys[key]


def _twin_key(event: EventCompared) -> tuple[Hashable, ...]:
    """What twins have in common."""
    place = event.place
    where = None if place is None else (place.id, place.latitude, place.longitude)
    return "twin", event.days.first, event.days.last, where, event.words


def _point(event: EventCompared) -> tuple[float, float]:
    """Degrees north and east of what has a point."""
    place = event.place
    assert place is not None
    assert place.latitude is not None
    assert place.longitude is not None
    return place.latitude, place.longitude


def _is_precise(event: EventCompared) -> bool:
    return event.place is not None and event.place.radius <= _PRECISE


@lru_cache(maxsize=4_096)
def _width_class(width: int) -> int:
    return sum(width > widest for widest in _WIDTHS)


@lru_cache(maxsize=4_096)
def _classes_met(width: int) -> range:
    """The classes of width in which something may agree with what is so many days wide."""
    first = next((number for number, widest in enumerate(_WIDTHS) if WIDEST * widest >= width), len(_WIDTHS))
    last = max(number for number, narrowest in enumerate(_NARROWEST) if narrowest <= WIDEST * width)
    return range(first, last + 1)


def _other_keys(event: EventCompared) -> Iterable[Hashable]:
    """What events without a point must share one of: an actor, a name, a group, a rare word, a place or its name."""
    yield from event.actor_keys()
    for word in event.rare:
        yield "word", word
    place = event.place
    if place is not None:
        yield "place", place.id
        for sound in {sound for name in place.names for sound in name}:
            yield "name", sound
