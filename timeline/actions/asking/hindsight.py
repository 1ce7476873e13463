"""The database as it was known on a day: the same tables, in memory, of what had been published."""

from collections.abc import Iterator
from contextlib import contextmanager

from timeline.domain.claims.as_of import KnownThen, as_known
from timeline.storage.connecting.reader import Reader
from timeline.storage.connecting.served import ConnectionReader
from timeline.storage.reading.stored_records import read_all
from timeline.storage.schema.memory import memory_connection
from timeline.storage.writing.loader import load_fresh


@contextmanager
def open_as_of(reader: Reader, day: int) -> Iterator[tuple[Reader, list[str]]]:
    """(a reader over what was known by the end of a day, what was left out in words).

    It has the time limit of the other. What is worked out in between is ended only once it is done.
    """
    known = as_known(read_all(reader), day)
    with memory_connection() as connection:
        load_fresh(connection, known.records)
        yield ConnectionReader(connection, reader.limit), _left_out(known)


def _left_out(known: KnownThen) -> list[str]:
    said = []
    for count, why in (
        (known.claims_of_undated_sources, "no known date of publication"),
        (known.claims_of_vague_sources, "a date of publication too vague to tell"),
    ):
        if count == 1:
            said.append(f"1 claim left out: its source has {why}")
        elif count:
            said.append(f"{count} claims left out: their sources have {why}")
    return said
