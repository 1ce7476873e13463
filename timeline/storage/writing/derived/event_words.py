"""What ``--text`` looks in, kept right: the words of an event, and the names of who took part and of where it was."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection

from timeline.domain.matches import Told
from timeline.domain.words.search_words import search_text
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored.stored_records import CHUNK, matched_events
from timeline.storage.writing.rows import EVENT_TEXT, TableRow, event_names, names_in, own_words, places_named
from timeline.storage.writing.write_rows import bring

Names = Mapping[str, Sequence[str]]
"""Folded names, sorted, by the id of an actor or place."""


def stored_names(reader: Reader, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The names of these actors and places, as the database finds them; empty where there is none."""
    found: dict[str, list[str]] = {record_id: [] for record_id in ids}
    for listed, parameters in _chunks(ids):
        for record_id, key in reader.rows(
            "SELECT record_id, key FROM name_key WHERE is_whole = 1 AND kind IN ('actor', 'place') "
            f"AND record_id IN {listed} ORDER BY record_id, key",
            parameters,
        ):
            found[record_id].append(key)
    return {record_id: tuple(keys) for record_id, keys in found.items()}


class NameCache:
    """The names of actors and places, read once each."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._names: dict[str, tuple[str, ...]] = {}

    def with_names(self, events: Iterable[Told]) -> Iterator[tuple[Told, Names]]:
        """Events as they are told, each with the names that it needs; actors and places must have been written."""
        waiting = iter(events)
        while chunk := list(islice(waiting, CHUNK)):
            names = self.of({record_id for event in chunk for record_id in event_names(event)})
            for event in chunk:
                yield event, names

    def forget(self, ids: Collection[str]) -> None:
        """To be called when these actors and places have been written anew."""
        for record_id in ids:
            self._names.pop(record_id, None)

    def of(self, ids: Collection[str]) -> Names:
        """The names of these actors and places, and perhaps of others."""
        missing = set(ids) - self._names.keys()
        if missing:
            self._names |= stored_names(self._reader, missing)
        return self._names


def events_naming(reader: Reader, ids: Collection[str]) -> set[str]:
    """The stored events in which these actors take part, or that were at these places."""
    found: set[str] = set()
    for listed, parameters in _chunks(ids):
        for sql in (
            f"SELECT event_id FROM participation WHERE actor_id IN {listed}",
            f"SELECT id FROM event WHERE place_id IN {listed}",
            f"SELECT told_as FROM matched_event WHERE place_id IN {listed}",
        ):
            found.update(event_id for (event_id,) in reader.rows(sql, parameters))
    return found


def rewrite_texts(connection: Connection, event_ids: Collection[str]) -> None:
    """Writes anew what stored events are found by, after a change of names."""
    reader = ConnectionReader(connection)
    names = NameCache(reader)
    for listed, parameters in _chunks(event_ids):
        rows = list(_texts(reader, names, listed, parameters))
        bring(connection, [EVENT_TEXT], [str(row[0]) for _, row in rows], rows)


def _texts(reader: Reader, names: NameCache, listed: str, parameters: dict[str, Value]) -> Iterator[TableRow]:
    actors: dict[str, set[str]] = defaultdict(set)
    sql = f"SELECT event_id, actor_id FROM participation WHERE event_id IN {listed}"
    for event_id, actor_id in reader.rows(sql, parameters):
        actors[event_id].add(actor_id)
    events = list(
        reader.rows(
            "SELECT id, sort_day, sort_rank, begin_earliest, end_latest, place_id, title, summary, note "
            f"FROM event WHERE id IN {listed} ORDER BY id",
            parameters,
        )
    )
    others = {head: same[1:] for head, same in matched_events(reader, [row[0] for row in events]).items()}
    named = {row[0]: [*sorted(actors[row[0]]), *places_named(row[5], others.get(row[0], ()))] for row in events}
    names_of = names.of({each for ids in named.values() for each in ids})
    for event_id, *days, _, title, summary, note in events:
        texts = (title, summary, note, *own_words(*others.get(event_id, ())))
        yield EVENT_TEXT, (event_id, *days, search_text(names_in(named[event_id], names_of), texts))


def _chunks(ids: Collection[str]) -> Iterator[tuple[str, dict[str, Value]]]:
    """IN lists with their parameters."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        yield in_list("id", wanted[start : start + CHUNK], parameters), parameters
