"""One person in two places on one day, too far apart for the journey between them.

Nobody can be sure of that: dates of places far apart are told by two clocks, and who is said to have been somewhere
may have been on the telephone. So such a contradiction is never told as one that cannot be, and only where a source
has the person there in the flesh: in a role and a type of event that say so (``is_there``), on one day that is exact,
at a point that is precise.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from timeline.domain.chronology import Entry, EntryParticipant, EntryPlace
from timeline.domain.conflicts.conflict import Contradiction, EventNamed, SideTaken, Stated
from timeline.domain.dates.calendar import date_from_day

FASTEST = ((1958, 1_000.0), (1919, 400.0), (1830, 80.0))
"""(since which year, kilometres an hour) of the fastest that people travelled over a day: jets, propellers, trains."""
BEFORE = 20.0
"""Before all of these: relays of horses, and ships."""
FAR = 6.0
"""A journey of more hours than this is worth a look, where nothing says at which time of the day things were."""
CLOCKS = 6.0
"""So many hours two clocks may be further apart than the sun has it: they are set by law."""

_MEETINGS = ("meeting", "visit", "summit", "talks", "conference", "negotiation", "negotiations", "dinner", "ceremony")
_AT_MEETINGS = ("initiator", "recipient", "participant", "host", "mediator", "signatory", "spokesperson")
_ANYWHERE = ("victim", "witness")
_AT_PROTESTS = ("participant",)
_REMOTE = ("phone", "call", "video", "online", "message", "letter", "envoy", "remote")
_WIDE = (
    "country", "state", "region", "province", "governorate", "district", "county", "continent", "sea", "ocean", "area",
    "desert", "river", "border",
)  # fmt: skip
"""Kinds of places that a point does not tell; as a word of the kind: "autonomous region"."""
_RADIUS = 6_371.0


class Presence(NamedTuple):
    """A person at a place on a day."""

    person: EventNamed
    role: str
    entry: Entry
    part: EntryParticipant
    place: EntryPlace
    latitude: float
    longitude: float


def is_there(event_type: str | None, role: str) -> bool:
    """Whether who takes part in an event of this type in this role was where it was.

    At meetings and visits all who take part were, at protests who joined in; of everything else only who was its
    victim or saw it. Nobody is where he telephones to.
    """
    base, _, mode = (event_type or "").partition("/")
    if any(word in _REMOTE for word in mode.split("-")):
        return False
    if role in _ANYWHERE:
        return True
    if base in ("consult", "agree") and mode in _MEETINGS:
        return role in _AT_MEETINGS
    return base == "protest" and role in _AT_PROTESTS


def day_of(entry: Entry) -> int | None:
    """The one day on which an event was, for sure; None of any other."""
    date = entry.date
    if date.status not in ("agreed", "decided") or date.approximate or date.uncertain or date.lasting:
        return None
    if entry.standing in ("expected", "denied") or date.begin_earliest != date.end_latest:
        return None
    return date.begin_earliest


def presences(entry: Entry, persons: Collection[str], wide_places: Collection[str]) -> Iterator[Presence]:
    """Who was there, of an event on one day.

    ``persons``: the ids of actors that are persons; ``wide_places``: those of places that a point does not tell.
    """
    place = entry.place
    if place is None or place.latitude is None or place.longitude is None:
        return
    if not place.own_point and place.id in wide_places:
        return
    seen = set()
    for part in entry.participants:
        says_so = part.claim is None or entry.claims[part.claim].modality in ("asserted", "alleged")
        if part.actor in persons and part.actor not in seen and says_so and is_there(entry.type, part.role):
            seen.add(part.actor)
            yield Presence(
                EventNamed(part.actor, part.name), part.role, entry, part, place, place.latitude, place.longitude
            )


def is_wide(kind: str | None) -> bool:
    """Whether places of a kind are too large for a point."""
    return kind is not None and any(word in _WIDE for word in kind.lower().replace("-", " ").split())


def too_far(there: Iterable[Presence], day: int) -> Iterator[Contradiction]:
    """The pairs of presences of one day between which the journey is too long."""
    by_person: dict[str, list[Presence]] = defaultdict(list)
    for each in there:
        by_person[each.person.id].append(each)
    for found in by_person.values():
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                if one.entry.id != other.entry.id:
                    yield from _apart(one, other, day)


def _apart(one: Presence, other: Presence, day: int) -> Iterator[Contradiction]:
    kilometres = great_circle((one.latitude, one.longitude), (other.latitude, other.longitude))
    hours = kilometres / fastest(day)
    left = _hours_left(one, other)
    by_the_clock = _clock_hour(one) is not None and _clock_hour(other) is not None
    if hours <= (left if by_the_clock else min(left, FAR)):
        return
    yield Contradiction(
        "presence",
        "hardly" if hours > left else "doubtful",
        (_side(one), _side(other)),
        (EventNamed(one.entry.id, one.entry.title), EventNamed(other.entry.id, other.entry.title)),
        person=one.person,
        day=day,
        kilometres=round(kilometres),
        hours=round(hours, 1),
    )


def _side(there: Presence) -> SideTaken:
    entry, claims = there.entry, there.entry.claims
    said = (
        [claims[there.part.claim]]
        if there.part.claim is not None
        else [each for each in claims if each.modality in ("asserted", "alleged") and each.date is not None]
    )
    told = tuple(Stated(entry.id, entry.title, claim=claim, place=there.place.name, role=there.role) for claim in said)
    return SideTaken(told or (Stated(entry.id, entry.title, place=there.place.name, role=there.role),))


def _hours_left(one: Presence, other: Presence) -> float:
    """How many hours there may have been between the two, at the most, by clocks that go by the sun or by law."""
    hours, others = _clock_hour(one), _clock_hour(other)
    by_the_sun = (one.longitude - other.longitude) / 15
    if hours is None or others is None:
        return 24 + abs(by_the_sun) + CLOCKS
    # What is further east has its hours sooner.
    return abs((hours - one.longitude / 15) - (others - other.longitude / 15)) + CLOCKS


def _clock_hour(there: Presence) -> float | None:
    date = there.entry.date
    if date.second is None or "T" not in (date.edtf or ""):
        return None
    return date.second / 3_600


def fastest(day: int) -> float:
    """Kilometres an hour of the fastest that people travelled then."""
    year = date_from_day(day)[0]
    return next((speed for since, speed in FASTEST if year >= since), BEFORE)


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points in kilometres."""
    (latitude, longitude), (latitude2, longitude2) = (map(radians, each) for each in (one, other))
    half = sin((latitude2 - latitude) / 2) ** 2
    half += cos(latitude) * cos(latitude2) * sin((longitude2 - longitude) / 2) ** 2
    return 2 * _RADIUS * asin(min(1.0, sqrt(half)))
