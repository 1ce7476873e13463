"""Invented chronologies of any size, the same for the same seed; every name and word in them is made up.

Records come in parts, so that five million events need no more memory than five thousand. What is in
them is told by ``Mix`` and the constants here; ``docs/performance.md`` says it in words.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Membership,
    Participant,
    Place,
    RecordSet,
    Source,
)

FIRST_DAY = date(1990, 1, 1)
DAYS = 12_784
"""1990 to 2024: events lie evenly over them."""
EVENTS_A_PART = 5_000
EVENTS_A_SOURCE = 10
"""There is an article for so many events; each event cites two of those of its part."""

WORDS = {"xarel": 10_000, "xevin": 200, "xolum": 20, "xutara": 2}
"""Words of known frequency: each stands in one event of so many (0.01%, 0.5%, 5% and 50%).

An event with one of them has all that are more frequent."""
PHRASE = ("quenta", "qilor")
PHRASE_EVERY = 200
"""One event of so many has the two words of PHRASE side by side; eight times as many have them apart."""
PREFIX = "xiq"
PREFIXED = ("xiqa", "xiqeto", "xiqomir")
PREFIX_EVERY = 200
"""One event of so many has one of the PREFIXED."""

BIG_GROUP = 37
"""The actor, by rank, that six actors in ten belong to."""
GROUP_EVERY = 60
"""One actor of so many is a group."""

_FIRST_WITH_WORDS = 100
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_VOCABULARY = 20_000
_PLACE_LEVELS = ("country", "district", "town")
_TYPES = ("consult", "consult/phone", "assault", "protest", "agree", "accuse", "coerce", "aid")
_OTHER_ROLES = ("recipient", "target", "victim", "witness", "participant")
_MODALITIES = ("asserted", "alleged", "denied", "expected")
_ENDS = (31, 124, 366, 1_461, 3_653, 20_000)
"""Days of the longest interval of each kind, from 2 or from the kind before."""


class Mix(NamedTuple):
    """What kinds of dates the events have; the rest are single days."""

    name: str
    long: float
    """The share that lasts longer than a day: months, years, intervals, some open at an end."""


MIXES = {mix.name: mix for mix in (Mix("usual", 0.05), Mix("long", 0.60))}


class World:
    """A chronology of ``events`` events: its records part by part, and the ids to ask it for."""

    def __init__(self, events: int, mix: Mix = MIXES["usual"], seed: int = 1) -> None:
        self.events = events
        self.mix = mix
        self._seed = seed
        self.actors = max(2 * GROUP_EVERY, events // 40)
        self.places = max(30, events // 100)
        self._words = [_word(number) for number in range(_VOCABULARY)]
        self._word_weights = _zipf(_VOCABULARY)
        self._actor_ids = [self.actor_id(rank) for rank in range(self.actors)]
        self._actor_weights = _zipf(self.actors)
        self._place_weights = _zipf(self.places)

    def actor_id(self, rank: int) -> str:
        """The actor that is in more events than any of a greater rank, from 0 (Zipf's law)."""
        return f"{_word(rank % 900)}-{_word(rank * 7 + 11)}-{rank}"

    def event_id(self, number: int) -> str:
        """The events are numbered from 0, in the order of the parts: not that of their dates."""
        return f"event-{number:08}"

    def parts(self) -> Iterator[RecordSet]:
        """All records, what is referred to before what refers to it: groups first, events last, with their sources."""
        groups = range(BIG_GROUP, self.actors, GROUP_EVERY)
        for ranks in (groups, sorted(set(range(self.actors)) - set(groups))):
            for start in range(0, len(ranks), EVENTS_A_PART):
                actors = map(self._actor, ranks[start : start + EVENTS_A_PART])
                yield RecordSet(actors={each.id: each for each in actors})
        places = [self._place(number) for number in range(self.places)]
        for start in range(0, self.places, EVENTS_A_PART):
            yield RecordSet(places={each.id: each for each in places[start : start + EVENTS_A_PART]})
        for start in range(0, self.events, EVENTS_A_PART):
            yield self._part(start, min(start + EVENTS_A_PART, self.events))

    def _actor(self, rank: int) -> Actor:
        chance = random.Random(f"{self._seed} actor {rank}")
        name = f"{_word(rank % 900)} {_word(rank * 7 + 11)}".title()
        if rank % GROUP_EVERY == BIG_GROUP:
            above = (BIG_GROUP,) if rank == BIG_GROUP + GROUP_EVERY else ()
            kind, name = "organisation", f"League of {name}"
        else:
            groups = range(BIG_GROUP + GROUP_EVERY, self.actors, GROUP_EVERY)
            above = (BIG_GROUP,) if chance.random() < 0.6 else (groups[chance.randrange(len(groups))],)
            kind = "person"
        dated = chance.random() < 0.2
        return Actor(
            id=self.actor_id(rank),
            name=name,
            kind=kind,
            names=(f"{name} {_word(rank % 50)}",) if rank % 3 == 0 else (),
            member_of=tuple(Membership(self.actor_id(group), date="2001/2012" if dated else None) for group in above),
        )

    def _place(self, number: int) -> Place:
        countries, districts = max(2, self.places // 100), max(6, self.places // 10)
        level = (number >= countries) + (number >= countries + districts)
        within = (None, number % countries, countries + number % districts)[level]
        return Place(
            id=f"place-{number}",
            name=_word(number + 3_000).capitalize(),
            kind=_PLACE_LEVELS[level],
            within=None if within is None else f"place-{within}",
            latitude=round((number * 7.31) % 140 - 70, 3),
            longitude=round((number * 13.77) % 360 - 180, 3),
        )

    def _part(self, start: int, stop: int) -> RecordSet:
        chance = random.Random(f"{self._seed} events {start}")
        first = start // EVENTS_A_SOURCE
        sources = [
            self._source(first + number, number, chance) for number in range(max(stop // EVENTS_A_SOURCE - first, 20))
        ]
        ids = [source.id for source in sources]
        events = (self._event(number, number > start, ids, chance) for number in range(start, stop))
        return RecordSet(sources={each.id: each for each in sources}, events={each.id: each for each in events})

    def _source(self, number: int, within_part: int, chance: random.Random) -> Source:
        derived: tuple[Derivation, ...] = ()
        if within_part % 8 in (3, 4):  # the fourth takes it from the third: lineage of two steps
            derived = (Derivation("republishes", f"article-{number - 1:07}"),)
        return Source(
            id=f"article-{number:07}",
            title=" ".join(self._some_words(chance, 6)).capitalize(),
            kind="article",
            publisher=f"The {_word(number % 40).capitalize()} Gazette",
            published=_day(chance.randrange(DAYS)),
            derived_from=derived,
        )

    def _event(self, number: int, has_earlier: bool, sources: list[str], chance: random.Random) -> Event:
        words = self._some_words(chance, 20)
        _strew(words, number)
        initiator, other, named = self._three_actors(chance)
        dates = self._dates(chance)
        killed = (Figure("killed", chance.randrange(3), chance.randrange(3, 9), chance.randrange(9, 20)),)
        first, second = chance.sample(sources, 2)
        modality = chance.choices(_MODALITIES, (90, 7, 1, 2))[0]
        return Event(
            id=self.event_id(number),
            title=" ".join(words[:6]).capitalize(),
            summary=f"{' '.join(words[6:]).capitalize()}.",
            type=chance.choice(_TYPES),
            place=f"place-{chance.choices(range(self.places), cum_weights=self._place_weights)[0]}",
            date=dates[0] if dates[0] is not None and chance.random() < 0.01 else None,
            participants=(Participant(initiator, "initiator"), Participant(other, chance.choice(_OTHER_ROLES))),
            claims=(
                Claim(
                    first,
                    at=f"p. {number % 40 + 1}",
                    date=dates[0],
                    figures=killed if chance.random() < 0.3 else (),
                    participants=(Participant(named, "witness"),),
                ),
                Claim(second, date=dates[1], modality=modality),
            ),
            links=(Link("follows", self.event_id(number - 1)),) if has_earlier and number % 50 == 0 else (),
            tags=(self._words[chance.randrange(50)],) if chance.random() < 0.4 else (),
            note=" ".join(words[3:9]) if chance.random() < 0.1 else None,
        )

    def _some_words(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self._words, cum_weights=self._word_weights, k=count)

    def _three_actors(self, chance: random.Random) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < 3:
            found |= dict.fromkeys(chance.choices(self._actor_ids, cum_weights=self._actor_weights, k=3))
        return list(found)[:3]

    def _dates(self, chance: random.Random) -> tuple[str | None, str | None]:
        """The dates of both claims: 0.5% have none; of single days 3% are disputed, the rest agree or one is silent."""
        share = chance.random()
        if share < 0.005:
            return None, None
        day = chance.randrange(DAYS)
        if chance.random() < self.mix.long:
            written = _long_date(day, chance)
            return written, written if share < 0.5 else None
        written = _day(day)
        if share < 0.035:
            return written, _day(day + chance.randrange(1, 20))
        if share < 0.06:
            return f"{written}~", None
        if share < 0.1:
            return f"{written}T{chance.randrange(24):02}:{chance.randrange(60):02}:00", written
        return written, written if share < 0.7 else None


def _long_date(day: int, chance: random.Random) -> str:
    """Months, years and intervals of every length, 4% of them open at the end and 0.5% at the start."""
    share = chance.random()
    written = _day(day)
    if share < 0.005:
        return f"../{written}"
    if share < 0.045:
        return f"{written}/.."
    if share < 0.3:
        return written[:7]
    if share < 0.35:
        return written[:4]
    kind = chance.choices(range(len(_ENDS)), (40, 25, 15, 12, 6, 2))[0]
    shortest = _ENDS[kind - 1] if kind else 1
    return f"{written}/{_day(day + chance.randrange(shortest, _ENDS[kind]))}"


def _strew(words: list[str], number: int) -> None:
    """Puts the words of known frequency into an event's words, each in one event of as many as it says."""
    for position, (word, every) in enumerate(WORDS.items()):
        if number % every == _FIRST_WITH_WORDS % every:
            words[8 + position] = word
    if number % PHRASE_EVERY == 3:
        words[13:15] = PHRASE
    elif number % (PHRASE_EVERY // 8) == 4:
        words[13], words[16] = PHRASE
    if number % PREFIX_EVERY == 5:
        words[18] = PREFIXED[number // PREFIX_EVERY % len(PREFIXED)]


def _day(day: int) -> str:
    return (FIRST_DAY + timedelta(day)).isoformat()


def _word(number: int) -> str:
    """A word that can be spoken, another for each number."""
    letters = ""
    while number or len(letters) < 4:
        number, rest = divmod(number, 70)
        letters += _CONSONANTS[rest % 14] + _VOWELS[rest // 14]
    return letters


def _zipf(count: int) -> list[float]:
    """Cumulative weights: the n-th is drawn in proportion to 1/n."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))
