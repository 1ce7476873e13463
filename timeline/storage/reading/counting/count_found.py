"""Counts what a query finds: by what the loader has kept, by the database, or by looking at each event."""

from itertools import islice

from timeline.domain.counting.tally import Tally
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.counting.values import Wanted
from timeline.storage.reading.finding.place_in_list import Key
from timeline.storage.reading.overviews.densities import is_of_all

_AT_A_TIME = 2_000
"""Events that are looked at together."""


def count_found(reader: Reader, query: EventQuery, wanted: Wanted, tally: Tally) -> None:
    """Counts all events of a query in a tally."""
    scale, begun = tally.placing.scale, tally.placing.begun
    if scale.unit is not None and not (begun or wanted.dimensions or wanted.measure) and is_of_all(query):
        from timeline.storage.reading.counting.kept import kept_stretches

        tally.take(*kept_stretches(reader, scale.unit))
        return
    # What has a time of day is held to a window that has one too, by its own time.
    has_times = query.window is not None and query.window[3:] != (None, None)
    if wanted.measure is not None or (has_times and (begun or scale.unit is not None)):
        _count_each(reader, query, wanted, tally)
        return
    if is_of_all(query) and wanted.dimensions == ("actor",) and scale.unit is None:
        from timeline.storage.reading.counting.of_actor import count_by_actor

        count_by_actor(reader, tally)
        return
    is_of_one_actor = [len(ids) for ids in query.actors] == [1] and is_of_all(query._replace(actors=()))
    if is_of_one_actor and (not wanted.dimensions or (wanted.dimensions == ("role",) and scale.unit is None)):
        from timeline.storage.reading.counting.of_actor import count_of_actor, count_roles_of_actor

        count_one = count_roles_of_actor if wanted.dimensions else count_of_actor
        count_one(reader, query.actors[0][0], tally)
        return
    from timeline.storage.reading.counting.alike import count_alike

    count_alike(reader, query, wanted, tally)


def _count_each(reader: Reader, query: EventQuery, wanted: Wanted, tally: Tally) -> None:
    from timeline.storage.reading.counting.facts import facts_of
    from timeline.storage.reading.finding.find_events import find_events
    from timeline.storage.reading.finding.lead import choose_lead

    statement = find_events(query, choose_lead(reader, query), dialect=reader.dialect, ordered=False)
    found = reader.rows(*statement)
    while keys := [Key(*row) for row in islice(found, _AT_A_TIME)]:
        for fact in facts_of(reader, query, wanted, keys):
            tally.add(fact)
