"""Which events are compared at all: of near days those that lie near, or, where a place is not known, are else alike.

Events come in the order of their first days. Each looks at those before it whose days are not over yet (see
``same_days``): of a precise place in the cells around, of a vague one in large cells, and at all that lies within a
place or around it; where one of the two has no point on the map, by the keys of its actors and by rare words. So every
pair is met whose score is not 0 (see ``scoring.score``), but in blocks that are too full: there an event is compared
with those that share most with it, and how many were left out is counted. Of these none has the same words, days and
place: such twins are always met, up to a thousand of one kind.

What is held in memory is what may still be met.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from timeline.domain.duplicates.cells import Grid
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
    """Events under one key."""

    __slots__ = ("events", "sifted")

    def __init__(self) -> None:
        self.events: list[EventCompared] = []
        self.sifted = 0
        """The day up to which those are gone whose days were over."""

    def alive(self, now: int) -> list[EventCompared]:
        """Those whose days are not over."""
        if self.sifted < now:
            self.events = [each for each in self.events if each.until >= now]
            self.sifted = now
        return self.events


class Blocks:
    """Gives the events with which each new one is to be compared."""

    def __init__(self, *, is_across: bool = False) -> None:
        """``is_across``: only events of different sides are compared."""
        self._is_across = is_across
        self._held: dict[Hashable, _Kept] = {}
        self._waiting: dict[str, list[EventCompared]] = {"precise": [], "any": []}
        """By the first word of keys that few events are looked up by, those not yet kept under them."""
        self._has: set[str] = set()
        """The first words of the keys under which anything is kept."""
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
        found: dict[int, EventCompared] = {}
        beyond = 0
        for key in self._looked_up(event):
            kept = self._held.get(key)
            if kept is None:
                continue
            alive = kept.alive(now)
            room = MOST_LOOKED_AT - len(found)
            if len(alive) > room:
                beyond += len(alive) - room
                alive = alive[-room:] if room else []
            found.update(zip(map(id, alive), alive, strict=True))
        side = event.side if self._is_across else None
        most, least = WIDEST * event.width, event.width / WIDEST
        compared = [each for each in found.values() if each.side != side and least <= each.width <= most]
        if len(compared) > MOST_COMPARED or beyond:
            compared = self._bounded(event, compared, beyond, now)
        self._keep(event)
        self._count += 1
        if self._count % _EVENTS_BETWEEN_SWEEPS == 0:
            self._forget(now)
        return compared

    def _bounded(self, event: EventCompared, many: list[EventCompared], beyond: int, now: int) -> list[EventCompared]:
        """Of too many those that share most, and all twins."""
        kept = self._held.get(_twin_key(event))
        twins = [] if kept is None else kept.alive(now)
        if self._is_across:
            twins = [each for each in twins if each.side != event.side]
        chosen = {id(each): each for each in twins[-MOST_TWINS:]}
        words, actors = event.traits.words, {who.id for who in event.traits.actors}
        others = [each for each in many if id(each) not in chosen]
        shared = [
            (len(words & each.traits.words) + 2 * sum(who.id in actors for who in each.traits.actors), number)
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

    # --- keys ----------------------------------------------------------------------------------------

    def _keep(self, event: EventCompared) -> None:
        self._put(_twin_key(event), event)
        place, width = event.traits.place, _width_class(event.width)
        if place is not None:
            self._put(("place", width, place.id), event)
            for container in place.containers:
                self._put(("within", width, container), event)
        point = _point(event)
        if place is None or point is None:
            for key in _other_keys(event):
                self._put(("pointless", width, key), event)
        elif place.radius <= _PRECISE:
            self._put(("small", width, _SMALL.cell(*point)), event)
            self._waiting["precise"].append(event)
        else:
            self._put(("vague", width, _LARGE.cell(*point)), event)
        self._waiting["any"].append(event)

    def _put(self, key: tuple[Hashable, ...], event: EventCompared) -> None:
        kept = self._held.get(key)
        if kept is None:
            kept = self._held[key] = _Kept()
            self._has.add(str(key[0]))
        kept.events.append(event)

    def _put_waiting(self, word: str) -> None:
        """Keeps what waits under keys that are looked up only now."""
        waiting, self._waiting[word] = self._waiting[word], []
        for event in waiting:
            width = _width_class(event.width)
            if word == "any":
                for key in _other_keys(event):
                    self._put(("any", width, key), event)
            else:
                point = _point(event)
                assert point is not None
                self._put(("precise", width, _LARGE.cell(*point)), event)

    def _looked_up(self, event: EventCompared) -> Iterator[tuple[Hashable, ...]]:
        """The keys under which those are that an event is to be compared with."""
        place, point = event.traits.place, _point(event)
        is_vague = place is not None and point is not None and place.radius > _PRECISE
        if point is None:
            self._put_waiting("any")
        if is_vague:
            self._put_waiting("precise")
        for width in _classes_met(event.width):
            if place is not None:
                yield "place", width, place.id
                yield "within", width, place.id
                for container in place.containers:
                    yield "place", width, container
            if point is None or "pointless" in self._has:
                for key in _other_keys(event):
                    yield "any" if point is None else "pointless", width, key
            if place is None or point is None:
                continue
            if is_vague:
                for cell in _LARGE.near(*point, place.radius + KILOMETRES):
                    yield "precise", width, cell
            else:
                for cell in _SMALL.near(*point, _PRECISE + KILOMETRES):
                    yield "small", width, cell
            if "vague" in self._has:
                for cell in _LARGE.near(*point, WIDEST_PLACE + KILOMETRES):
                    yield "vague", width, cell

    def _forget(self, now: int) -> None:
        """Lets go of all whose days are over."""
        self._held = {key: kept for key, kept in self._held.items() if kept.alive(now)}
        for word, waiting in self._waiting.items():
            self._waiting[word] = [each for each in waiting if each.until >= now]


def _twin_key(event: EventCompared) -> tuple[Hashable, ...]:
    """What twins have in common."""
    place = event.traits.place
    where = None if place is None else (place.id, place.latitude, place.longitude)
    return "twin", event.days.first, event.days.last, where, event.traits.words


def _point(event: EventCompared) -> tuple[float, float] | None:
    place = event.traits.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


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
    """What events without a point must share one of: an actor, a name, a group, a rare word; or the name of a place."""
    yield from event.actor_keys()
    for word in event.rare:
        yield "word", word
    place = event.traits.place
    if place is not None:
        for sound in {sound for name in place.names for sound in name}:
            yield "name", sound
