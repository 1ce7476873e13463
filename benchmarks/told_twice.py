"""Invented datasets of one world, each with its own errors, and which of their events are one.

After the way in which Donnay, Dunford, McGrath, Backer and Cunningham try out how datasets of events are integrated
("Integrating Conflict Event Data", Journal of Conflict Resolution 2019): true events, each told by several datasets
with its place and its date moved, its type put wrongly, or not at all; told twice by one, now and then; among events
that only one of them has. What is added: places of which a dataset knows but the province, dates of which it knows but
the month, actors under other names, figures that differ, and titles in the words of each.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate, combinations
from math import cos, pi, radians, sin
from typing import NamedTuple

from timeline.domain.records import Actor, Claim, Event, Figure, Participant, Place, RecordSet, Source

FIRST_DAY = date(1990, 1, 1)
DATASETS = ("amber", "birch")
"""What the ids of their events begin with."""
_CITIES = 60
"""Of a land of 5 by 5 degrees; events lie in them by Zipf's law, as conflicts do. More cities make a larger land."""
_CITIES_A_PROVINCE = 5
_EVENTS_A_CITY = 400
"""Of more events than sixty cities have so many of, there are more cities."""
EVENTS_A_PART = 5_000
_GROUPS = 14
_TYPES = {
    "assault": ("bombing", "ambush", "shelling", "raid"),
    "protest": ("march", "strike", "blockade"),
    "coerce": ("arrest", "abduction", "curfew"),
    "consult": ("meeting", "visit"),
}
_SAID = {
    "amber": ("{who} {type} {target} at {site} in {city}", "{type} by {who} against {target} near {city}"),
    "birch": ("{city}: {type} at {site}", "{site} of {city} hit, {who} blamed"),
}
_SITES = (
    *(
        "market",
        "bridge",
        "checkpoint",
        "barracks",
        "school",
        "mosque",
        "church",
        "station",
        "depot",
        "convoy",
        "court",
    ),
    *("embassy", "hospital", "refinery", "port", "quarry", "mill", "dam", "airfield", "mast", "prison", "bank"),
    *("ministry", "hotel", "bazaar", "orchard", "ferry", "granary", "pipeline"),
)
_KILOMETRES_A_DEGREE = 111.2


class Noise(NamedTuple):
    """How far datasets are off, and how often."""

    name: str
    kilometres: float = 0.0
    """A place is moved by up to so many."""
    days: int = 0
    """A date is moved by up to so many, either way."""
    wrong_type: float = 0.0
    other_mode: float = 0.0
    """The type is right, its mode another."""
    province: float = 0.0
    """Only the province is known, and the event lies in its middle."""
    month: float = 0.0
    other_name: float = 0.3
    """An actor goes by a longer name, which the other dataset does not know."""
    other_actor: float = 0.0
    missed: float = 0.3
    twice: float = 0.03


NOISES = (
    Noise("none"),
    Noise("slight", 3, 1, 0.05, 0.2, 0.03, 0.01, 0.4, 0.05),
    Noise("usual", 10, 2, 0.10, 0.3, 0.08, 0.04, 0.5, 0.10),
    Noise("strong", 25, 3, 0.20, 0.4, 0.15, 0.08, 0.6, 0.20),
)


class Site(NamedTuple):
    """A city of the invented land."""

    name: str
    province: int
    latitude: float
    longitude: float


class ToldTwice:
    """A world of ``events`` true events, as two datasets tell it; the same for the same seed."""

    def __init__(self, events: int, noise: Noise, *, days: int = 365, seed: int = 1) -> None:
        self.true_events = events
        self.noise = noise
        self._days = days
        self._seed = seed
        chance = random.Random(f"{seed} land")
        cities = max(_CITIES, events // _EVENTS_A_CITY)
        self._provinces = cities // _CITIES_A_PROVINCE
        across = 5 * (cities / _CITIES) ** 0.5
        self._cities = [
            Site(
                _name(number), number % self._provinces, 20 + chance.uniform(0, across), 30 + chance.uniform(0, across)
            )
            for number in range(cities)
        ]
        self._weights = list(accumulate(1 / rank for rank in range(1, cities + 1)))
        self._middles = [self._middle(number) for number in range(self._provinces)]

    def parts(self) -> Iterator[RecordSet]:
        """All records, what is referred to before what refers to it."""
        yield RecordSet(
            sources={name: Source(name, f"The {name} data", kind="dataset") for name in DATASETS},
            actors={each.id: each for name in DATASETS for each in self._actors(name)},
            places={each.id: each for name in DATASETS for each in self._places(name)},
        )
        for start in range(0, self.true_events, EVENTS_A_PART):
            numbers = range(start, min(start + EVENTS_A_PART, self.true_events))
            yield RecordSet(events={each.id: each for number in numbers for each in self.told(number)})

    def told(self, number: int) -> list[Event]:
        """What both datasets tell of a true event: each nothing, once or twice."""
        return [event for name in DATASETS for event in self._told_by(name, number)]

    def one(self, numbers: Iterable[int] | None = None) -> Iterator[tuple[str, str]]:
        """The ids of each two events of different datasets that are one: of all true events, or of these."""
        for number in range(self.true_events) if numbers is None else numbers:
            ids = [each.id for each in self.told(number)]
            yield from ((one, other) for one, other in combinations(ids, 2) if one.split("-")[0] != other.split("-")[0])

    # --- one event -----------------------------------------------------------------------------------

    def _told_by(self, name: str, number: int) -> Iterator[Event]:
        truth = random.Random(f"{self._seed} event {number}")
        city = truth.choices(range(len(self._cities)), cum_weights=self._weights)[0]
        day = truth.randrange(self._days)
        type_ = truth.choice([*_TYPES])
        mode, site = truth.choice(_TYPES[type_]), truth.choice(_SITES)
        who, target = truth.sample(range(_GROUPS), 2)
        killed = int(truth.expovariate(0.2))
        chance = random.Random(f"{self._seed} {name} {number}")
        if chance.random() < self.noise.missed:
            return
        for time in range(2 if chance.random() < self.noise.twice else 1):
            event_id = f"{name}-{number}{'b' * time}"
            yield self._event(event_id, name, chance, city, day, type_, mode, site, who, target, killed)

    def _event(
        self,
        event_id: str,
        name: str,
        chance: random.Random,
        city: int,
        day: int,
        type_: str,
        mode: str,
        site: str,
        who: int,
        target: int,
        killed: int,
    ) -> Event:
        noise = self.noise
        if chance.random() < noise.wrong_type:
            type_ = chance.choice([each for each in _TYPES if each != type_])
            mode = chance.choice(_TYPES[type_])
        elif chance.random() < noise.other_mode:
            mode = chance.choice(_TYPES[type_])
        if chance.random() < noise.other_actor:
            who = chance.randrange(_GROUPS)
        told = (FIRST_DAY + timedelta(max(0, day + chance.randint(-noise.days, noise.days)))).isoformat()
        at = self._cities[city]
        place, point = f"{name}-city-{city}", _moved(at, chance, noise.kilometres)
        if chance.random() < noise.province:
            place, point = f"{name}-province-{at.province}", self._middles[at.province]
        who_id, target_id = (self._actor_id(name, each, chance) for each in (who, target))
        title = chance.choice(_SAID[name]).format(
            who=_group(who), target=_group(target), type=mode, site=site, city=at.name
        )
        best = max(0, killed + chance.randint(-2, 2) if killed else 0)
        return Event(
            event_id,
            title,
            type=f"{type_}/{mode}",
            place=place,
            latitude=point[0],
            longitude=point[1],
            participants=(Participant(who_id, "initiator"), Participant(target_id, "target")),
            claims=(
                Claim(
                    name,
                    date=told[:7] if chance.random() < noise.month else told,
                    figures=(Figure("killed", best, best, best + chance.randint(0, 3)),),
                ),
            ),
        )

    def _actor_id(self, name: str, actor: int, chance: random.Random) -> str:
        return f"{name}-group-{actor}{'-long' if chance.random() < self.noise.other_name else ''}"

    def _actors(self, name: str) -> Iterator[Actor]:
        """Each group by the name that all know, and by a longer one that only this dataset has."""
        for number in range(_GROUPS):
            known = _group(number)
            yield Actor(f"{name}-group-{number}", known, kind="armed-group")
            longer = f"{_group(number % 5 + (20 if name == DATASETS[0] else 40))} {known} Front"
            yield Actor(f"{name}-group-{number}-long", longer, kind="armed-group")

    def _places(self, name: str) -> Iterator[Place]:
        for number, (north, east) in enumerate(self._middles):
            called = f"{_name(number)} province"
            yield Place(f"{name}-province-{number}", called, "province", latitude=north, longitude=east)
        for number, each in enumerate(self._cities):
            yield Place(
                f"{name}-city-{number}",
                each.name,
                "city",
                within=f"{name}-province-{each.province}",
                latitude=round(each.latitude, 4),
                longitude=round(each.longitude, 4),
            )

    def _middle(self, province: int) -> tuple[float, float]:
        cities = [each for each in self._cities if each.province == province]
        north, east = (sum(values) / len(cities) for values in zip(*(each[2:] for each in cities), strict=True))
        return round(north, 4), round(east, 4)


def _moved(site: Site, chance: random.Random, kilometres: float) -> tuple[float, float]:
    """A point up to so far from a city."""
    far, towards = chance.uniform(0, kilometres), chance.uniform(0, 2 * pi)
    north = site.latitude + far * cos(towards) / _KILOMETRES_A_DEGREE
    east = site.longitude + far * sin(towards) / (_KILOMETRES_A_DEGREE * cos(radians(site.latitude)))
    return round(north, 4), round(east, 4)


def _group(number: int) -> str:
    return _name(1_000_000 + number)


def _name(number: int) -> str:
    """A name that can be spoken, another for each number."""
    consonants, vowels = "bdfgklmnprstvz", "aeiou"
    letters, left = "", number * 37 + 11
    while left or len(letters) < 6:
        left, rest = divmod(left, 70)
        letters += consonants[rest % 14] + vowels[rest // 14]
    return letters.capitalize()
