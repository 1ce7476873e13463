"""What events are compared by, read for many at a time (see ``domain.duplicates``)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from timeline.domain.duplicates.same_words import Rarity, words_of
from timeline.domain.duplicates.traits import ActorTraits, PlaceTraits, Traits, radius_of
from timeline.domain.words.names import acronym, other_names, sounds
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.reading.finding.find_events import find_events
from timeline.storage.reading.finding.lead import choose_lead
from timeline.storage.reading.finding.place_in_list import Key
from timeline.storage.schema.stored_days import read_span

_AT_A_TIME = 2_000
_SAMPLED = 20_000
"""Of so many events, spread evenly over the list, it is counted in how many each word stands."""
_EVENT_COLUMNS = (
    "e.id, e.title, e.summary, e.type, e.place_id, e.latitude, e.longitude, "
    "e.begin_earliest, e.begin_latest, e.end_earliest, e.end_latest, e.lasting"
)
_ACTORS = "SELECT p.event_id, p.actor_id FROM participation p WHERE p.event_id {} AND p.repeats = 0"
_FIGURES = (
    "SELECT f.event_id, f.measure, MIN(COALESCE(f.low, f.best, f.high)), MAX(COALESCE(f.high, f.best, f.low)) "
    "FROM figure f JOIN claim c ON c.event_id = f.event_id AND c.position = f.claim_position "
    "WHERE f.event_id {} AND c.modality <> 'denied' GROUP BY f.event_id, f.measure"
)
_PARTS = "SELECT x.event_id, x.target_id FROM event_link x WHERE x.event_id {} AND x.kind = 'part-of'"

_span = lru_cache(maxsize=65_536)(read_span)
"""Many events are of one date."""


class Referred(NamedTuple):
    """Actors and places that events name, by id, as they are compared; read once."""

    actors: dict[str, ActorTraits]
    places: dict[str, PlaceTraits]

    @classmethod
    def none_yet(cls) -> "Referred":
        """Where nothing has been read."""
        return cls({}, {})


def find_traits(reader: Reader, query: EventQuery, most: int | None = None) -> Iterator[Traits]:
    """What the events of a query are compared by, in the order of lists; of no more than the first ``most``."""
    found = find_events(query._replace(limit=most), choose_lead(reader, query), dialect=reader.dialect)
    keys = (Key(*row) for row in reader.rows(*found))
    referred = Referred.none_yet()
    while some := list(islice(keys, _AT_A_TIME)):
        yield from read_traits(reader, some, referred)


def read_traits(reader: Reader, keys: Sequence[Key], referred: Referred) -> list[Traits]:
    """What the events of these keys are compared by, in their order; an id of none is left out."""
    parameters: dict[str, Value] = {}
    of_these = among(reader, "ids", [key.id for key in keys], parameters)
    rows = {
        row[0]: row for row in reader.rows(f"SELECT {_EVENT_COLUMNS} FROM event e WHERE e.id {of_these}", parameters)
    }
    actors, parts = (_gathered(reader.rows(sql.format(of_these), parameters)) for sql in (_ACTORS, _PARTS))
    figures: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for event_id, measure, low, high in reader.rows(_FIGURES.format(of_these), parameters):
        figures[event_id][measure] = (low, high)
    _learn_actors(reader, {actor for named in actors.values() for actor in named}, referred.actors)
    _learn_places(reader, {row[4] for row in rows.values() if row[4] is not None}, referred.places)
    known = referred.actors
    return [
        _traits(
            rows[key.id],
            key,
            tuple([known[actor] for actor in sorted(actors[key.id])]) if key.id in actors else (),
            figures.get(key.id, {}),
            tuple(sorted(parts[key.id])) if key.id in parts else (),
            referred.places,
        )
        for key in keys
        if key.id in rows
    ]


def _gathered(rows: Iterable[tuple[Any, ...]]) -> dict[str, set[str]]:
    """The second of each row, each once, by the first."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in rows:
        found[one].add(other)
    return found


def word_rarity(reader: Reader) -> Rarity:
    """How rare words are in the database: of a sample that is the same each time."""
    ids = [event_id for (event_id,) in reader.rows("SELECT id FROM event ORDER BY sort_day, sort_rank, id", {})]
    return Rarity(words_of(*texts) for texts in _texts(reader, ids[:: len(ids) // _SAMPLED + 1]))


def _texts(reader: Reader, ids: list[str]) -> Iterator[tuple[str | None, ...]]:
    for start in range(0, len(ids), _AT_A_TIME):
        parameters: dict[str, Value] = {}
        listed = among(reader, "ids", ids[start : start + _AT_A_TIME], parameters)
        yield from reader.rows(f"SELECT e.title, e.summary FROM event e WHERE e.id {listed}", parameters)


def _traits(
    row: tuple[Any, ...],
    key: Key,
    actors: tuple[ActorTraits, ...],
    figures: dict[str, tuple[float, float]],
    parts_of: tuple[str, ...],
    places: dict[str, PlaceTraits],
) -> Traits:
    event_id, title, summary, type_, place_id, latitude, longitude, *days = row
    place = None if place_id is None else places[place_id]
    if place is not None and latitude is not None:
        place = place.at(latitude, longitude)
    return Traits(
        event_id,
        title,
        _span(*days),
        place,
        actors,
        type_,
        figures,
        words_of(title, summary),
        parts_of,
        (key.sort_day, key.sort_rank),
    )


def _learn_actors(reader: Reader, ids: set[str], known: dict[str, ActorTraits]) -> None:
    new = sorted(ids - known.keys())
    if not new:
        return
    parameters: dict[str, Value] = {}
    of_these = among(reader, "ids", new, parameters)
    names: dict[str, list[str]] = defaultdict(list)
    for sql in (
        f"SELECT id, name FROM actor WHERE id {of_these}",
        f"SELECT actor_id, name FROM actor_name WHERE actor_id {of_these} ORDER BY actor_id, position",
    ):
        for actor_id, name in reader.rows(sql, parameters):
            names[actor_id].append(name)
    groups: dict[str, set[str]] = defaultdict(set)
    for actor_id, group in reader.rows(
        f"SELECT member_id, group_id FROM group_member WHERE member_id {of_these}", parameters
    ):
        groups[actor_id].add(group)
    for actor_id in new:
        known[actor_id] = ActorTraits(
            actor_id, _sounds(names[actor_id], acronyms=True), frozenset(groups[actor_id] - {actor_id})
        )


def _learn_places(reader: Reader, ids: set[str], known: dict[str, PlaceTraits]) -> None:
    new = sorted(ids - known.keys())
    if not new:
        return
    parameters: dict[str, Value] = {}
    of_these = among(reader, "ids", new, parameters)
    rows = list(reader.rows(f"SELECT id, name, kind, latitude, longitude FROM place WHERE id {of_these}", parameters))
    names: dict[str, list[str]] = {place_id: [name] for place_id, name, *_ in rows}
    for place_id, name in reader.rows(
        f"SELECT place_id, name FROM place_name WHERE place_id {of_these} ORDER BY place_id, position", parameters
    ):
        names[place_id].append(name)
    containers: dict[str, set[str]] = defaultdict(set)
    for place_id, container in reader.rows(
        f"SELECT place_id, container_id FROM place_within WHERE place_id {of_these}", parameters
    ):
        containers[place_id].add(container)
    for place_id, _, kind, latitude, longitude in rows:
        known[place_id] = PlaceTraits(
            place_id,
            _sounds(names[place_id], acronyms=False),
            frozenset(containers[place_id] - {place_id}),
            latitude,
            longitude,
            radius_of(kind),
        )


def _sounds(names: Iterable[str], *, acronyms: bool) -> tuple[frozenset[str], ...]:
    """How names sound, each once; what several words may be shortened to is a name, too."""
    every = [*names, *(other for name in names for other in other_names(name))] if acronyms else names
    found = [sounds(name) for name in every]
    if acronyms:
        found += [frozenset((short,)) for name in every if (short := acronym(name)) is not None]
    return tuple(dict.fromkeys(name for name in found if name))
