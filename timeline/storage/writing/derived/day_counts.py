"""How many events began and ended on each day, kept as events come and go."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, text

from timeline.domain.chronology import EventDate
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored.stored_records import CHUNK
from timeline.storage.schema.stored_days import first_day, last_day
from timeline.storage.schema.tables import density
from timeline.storage.writing.rows import Shape
from timeline.storage.writing.write_rows import clear, delete, insert

_DENSITY = Shape("density", "day", "begun", "ended")
_COUNTED = (
    "INSERT INTO density (day, begun, ended) SELECT d.day, SUM(d.begun), SUM(d.ended) FROM "
    "(SELECT begin_earliest AS day, 1 AS begun, 0 AS ended FROM event WHERE begin_earliest IS NOT NULL "
    "UNION ALL SELECT end_latest, 0, 1 FROM event WHERE end_latest IS NOT NULL) d GROUP BY d.day"
)


def count_days(connection: Connection) -> None:
    """Counts all that is stored anew."""
    clear(connection, density)
    connection.execute(text(_COUNTED))


class DayCounts:
    """What a load adds to the days and takes away from them; written by ``finish``."""

    def __init__(self, connection: Connection, reader: Reader) -> None:
        self._connection = connection
        self._reader = reader
        self._begun: Counter[int] = Counter()
        self._ended: Counter[int] = Counter()

    def leave(self, ids: Iterable[str]) -> None:
        """Takes stored events away that are about to be removed, or written anew."""
        for first, last in _of_each(
            self._reader,
            "SELECT begin_earliest, end_latest FROM event WHERE begin_earliest IS NOT NULL AND id IN {}",
            sorted(ids),
        ):
            self._begun[first] -= 1
            self._ended[last] -= 1

    def come(self, dates: Iterable[EventDate]) -> None:
        """Adds events by their dates."""
        begun, ended = self._begun, self._ended
        for date in dates:
            if date.spans:
                begun[first_day(date.begin_earliest)] += 1
                ended[last_day(date.end_latest)] += 1

    def finish(self) -> None:
        """Writes the days whose counts have changed."""
        days = sorted({day for counts in (self._begun, self._ended) for day, count in counts.items() if count})
        before = {}
        for day, begun, ended in _of_each(self._reader, "SELECT day, begun, ended FROM density WHERE day IN {}", days):
            before[day] = begun, ended
        delete(self._connection, density, "day", before.keys())
        told = []
        for day in days:
            begun, ended = before.get(day, (0, 0))
            begun, ended = begun + self._begun[day], ended + self._ended[day]
            if begun or ended:
                told.append((_DENSITY, (day, begun, ended)))
        insert(self._connection, told)
        self._begun.clear()
        self._ended.clear()


def _of_each(reader: Reader, sql: str, wanted: Sequence[str | int]) -> Iterator[tuple[int, ...]]:
    """The rows of a query for these keys, some at a time."""
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("key", wanted[start : start + CHUNK], parameters)
        yield from reader.rows(sql.format(listed), parameters, few=True)
