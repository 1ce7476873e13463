"""All events of one actor, who may be in a quarter of all there are, and all by actor: counted by participations.

The indexes of actors have all that is told here, and the mark of a participation spares comparing it with others.
"""

from collections import Counter
from collections.abc import Iterator

from timeline.domain.counting.placing import CERTAIN, Place
from timeline.domain.counting.tally import Tally
from timeline.storage.connecting.reader import Reader, Value
from timeline.storage.reading.counting.places import days_of, several_placed
from timeline.storage.schema.stored_days import LAST_RANK, OPEN_END, OPEN_START, UNDATED_SORT

_HIS = "FROM participation p WHERE p.actor_id = :actor"
_EACH = f"{_HIS} AND p.repeats = 0"
"""Each of the actor's events, once."""
# Of a single day, or of none, are those of a rank of 0 or more, but for what has no start: see
# ``stored_days.sort_keys``.
_SINGLE = f"{_EACH} AND p.sort_rank >= 0 AND p.sort_rank < {LAST_RANK}"
# The stretches in which any event begins, as the loader keeps them: in those between nothing begins.
_STRETCHES = (
    f"SELECT k.first_day, LEAD(k.first_day, 1, {OPEN_END}) OVER (ORDER BY k.first_day) AS next_day "
    f"FROM stretch_count k WHERE k.unit = :unit AND k.first_day > {OPEN_START} AND k.first_day < {OPEN_END}"
)
# By a day of each stretch: SQLite counts what is not to be grouped twice as fast. Of several machines each counts its
# own, for which no stretch may be looked up.
_SINGLE_DAYS = {
    "sqlite": (
        f"SELECT s.first_day, (SELECT COUNT(*) {_SINGLE} AND p.sort_day >= s.first_day AND p.sort_day < s.next_day) "
        f"FROM ({_STRETCHES}) s"
    ),
    "postgresql": f"SELECT p.sort_day, COUNT(*) {_SINGLE} AND p.sort_day < {UNDATED_SORT} GROUP BY p.sort_day",
}
# An actor's longer events stand in the order of the index of all longer events, which has their inner days: each is
# found beside the one before. What has no start is sorted by its last day there.
_LONGER = (
    f"SELECT CASE WHEN e.span_count > 1 THEN e.id END, {', '.join(days_of('peep'))} FROM "
    "participation p CROSS JOIN event e WHERE p.actor_id = :actor AND p.length_class <> 0 AND p.repeats = 0 "
    "AND e.length_class <> 0 AND e.length_class = p.length_class AND e.sort_day = "
    f"CASE WHEN p.begin_earliest = {OPEN_START} THEN p.end_latest ELSE p.begin_earliest END "
    "AND e.sort_rank = p.sort_rank AND e.id = p.event_id"
)

_BY_ROLE = f"SELECT p.role, p.repeats, COUNT(*) {_HIS} AND p.repeats < 2 GROUP BY p.role, p.repeats"
_IN_SEVERAL_ROLES = f"SELECT COUNT(DISTINCT p.event_id) {_HIS} AND p.repeats = 1"


_BY_ACTOR = "SELECT p.actor_id, COUNT(*) FROM participation p WHERE p.repeats = 0 GROUP BY p.actor_id"
_HAVING_ACTORS = (
    "SELECT COUNT(*), COUNT(CASE WHEN d.actors > 1 THEN 1 END) FROM "
    "(SELECT COUNT(*) AS actors FROM participation p WHERE p.repeats = 0 GROUP BY p.event_id) d"
)
"""How many events have any actor, and how many several."""


def count_by_actor(reader: Reader, tally: Tally) -> None:
    """Counts all events by who took part, and by nothing else."""
    ((events,),) = reader.rows("SELECT COUNT(*) FROM event", {}, few=True)
    ((some, several),) = reader.rows(_HAVING_ACTORS, {}, few=True)
    tally.add_events(CERTAIN, (True,), several)
    tally.add_events(CERTAIN, (False,), events - several)
    for actor, count in reader.rows(_BY_ACTOR, {}):
        tally.add_part((0,), (actor,), CERTAIN, count)
    if events > some:
        tally.add_part((0,), (None,), CERTAIN, events - some)


def count_roles_of_actor(reader: Reader, actor: str, tally: Tally) -> None:
    """Counts all events of an actor by the roles in them, and by nothing else."""
    parameters: dict[str, Value] = {"actor": actor}
    events, by_role = 0, Counter[str]()
    for role, repeats, count in reader.rows(_BY_ROLE, parameters, few=True):
        by_role[role] += count
        events += 0 if repeats else count
    ((several,),) = reader.rows(_IN_SEVERAL_ROLES, parameters, few=True)
    tally.add_events(CERTAIN, (True,), several)
    tally.add_events(CERTAIN, (False,), events - several)
    for role, count in by_role.items():
        tally.add_part((0,), (role,), CERTAIN, count)


def count_of_actor(reader: Reader, actor: str, tally: Tally) -> None:
    """Counts all events of an actor, by nothing but time."""
    parameters: dict[str, Value] = {"actor": actor}
    unit = tally.placing.scale.unit
    if unit is None:
        ((count,),) = reader.rows(f"SELECT COUNT(*) {_EACH}", parameters, few=True)
        tally.add_events(CERTAIN, (), count)
        return
    counted: Counter[Place | None] = Counter()
    for day, count in reader.rows(_SINGLE_DAYS[reader.dialect], {**parameters, "unit": unit}):
        if count:
            counted[tally.placing.of_days(day, day, day, day)] += count
    undated = f"SELECT COUNT(*) {_EACH} AND p.sort_day = {UNDATED_SORT}"
    ((counted[None],),) = reader.rows(undated, parameters, few=True)
    counted.update(_longer(reader, parameters, tally))
    for place, count in counted.items():
        if count:
            tally.add_events(place, (), count)


def _longer(reader: Reader, parameters: dict[str, Value], tally: Tally) -> Iterator[Place]:
    placing, several = tally.placing, list[tuple[str, tuple[int | None, ...]]]()
    of_days = placing.of_days
    for of_several, begin_earliest, begin_latest, end_earliest, end_latest in reader.rows(_LONGER, parameters):
        if of_several is None:
            yield of_days(begin_earliest, begin_latest, end_earliest, end_latest)
        else:
            several.append((of_several, (begin_earliest, begin_latest, end_earliest, end_latest)))
    for _, place in several_placed(reader, placing, several):
        yield place
