"""What follows from the records, computed anew for all that is stored: after an upgrade that tells more of it."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from timeline.domain.claims.derive import derive
from timeline.domain.records import Source
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.reading.stored.stored_records import read_all
from timeline.storage.writing import rows
from timeline.storage.writing.derived.along_links import order_along_links
from timeline.storage.writing.derived.day_counts import count_days
from timeline.storage.writing.derived.event_words import NameCache
from timeline.storage.writing.derived.stretch_counts import count_stretches
from timeline.storage.writing.write_rows import bring

_AT_A_TIME = 2_000


def rederive(connection: Connection) -> None:
    """Brings every source and event to what follows from it; nothing that people wrote changes.

    Holds all records in memory.
    """
    reader = ConnectionReader(connection)
    records = read_all(reader)
    bring(connection, rows.OF_SOURCE, records.sources, _source_rows(records.sources.values()))
    derivation = derive(records)
    names, events = NameCache(reader), list(derivation.told.values())
    for start in range(0, len(events), _AT_A_TIME):
        chunk = events[start : start + _AT_A_TIME]
        told = (
            row
            for each, names_of in names.with_names(chunk)
            for row in rows.event_rows(each, derivation.events[each.event.id], names_of)
        )
        bring(connection, rows.OF_EVENT, [each.event.id for each in chunk], told)
    order_along_links(connection, None)
    count_days(connection)
    count_stretches(connection)


def _source_rows(sources: Iterable[Source]) -> Iterator[rows.TableRow]:
    return (row for source in sources for row in rows.source_rows(source))
