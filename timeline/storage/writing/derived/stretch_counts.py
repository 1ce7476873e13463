"""How many events begin and end to count in each day, week, month …, kept as events come and go."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, and_

from timeline.domain.chronology import EventDate
from timeline.domain.counting.placing import Placing, Stays, TimeScale, stays_of
from timeline.domain.counting.units import UNITS, first_day_of, number_of
from timeline.domain.dates.when import Span
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.reading.stored.stored_records import CHUNK
from timeline.storage.reading.told.entry_rows import SPAN
from timeline.storage.schema.stored_days import OPEN_END, OPEN_START, read_span
from timeline.storage.schema.tables import stretch_count
from timeline.storage.writing.rows import Shape, TableRow
from timeline.storage.writing.write_rows import clear, insert

_Counts = list[int]
_COLUMNS = ("certain_begun", "certain_ended", "possible_begun", "possible_ended")
_SHAPE = Shape("stretch_count", "unit", "first_day", *_COLUMNS)
_MOST_DATES = 50_000
"""So many different dates are held before they are counted."""
_SPANS = ", ".join(SPAN)


def count_stretches(connection: Connection) -> None:
    """Counts all that is stored anew."""
    reader = ConnectionReader(connection)
    clear(connection, stretch_count)
    counts = StretchCounts(connection, reader)
    counts.come_by_spans(_stored(reader))
    counts.finish()


def _stored(reader: Reader) -> Iterator[tuple[tuple[Span, ...], int]]:
    """(the spans of events, how many have these)."""
    alike = f"SELECT {_SPANS}, COUNT(*) FROM event WHERE span_count = 1 GROUP BY {_SPANS}"
    for *span, count in reader.rows(alike, {}):
        yield (read_span(*span),), count
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for event_id, *span in reader.rows(f"SELECT event_id, {_SPANS} FROM event_span ORDER BY event_id, position", {}):
        spans[event_id].append(read_span(*span))
    yield from ((tuple(each), 1) for each in spans.values())


class StretchCounts:
    """What a load adds to the stretches of time and takes away from them; written by ``finish``."""

    def __init__(self, connection: Connection, reader: Reader) -> None:
        self._connection = connection
        self._reader = reader
        self._dates: Counter[tuple[Span, ...]] = Counter()
        self._placings = {unit: Placing(TimeScale(unit)) for unit in UNITS}
        self._changes: dict[str, dict[int, _Counts]] = {unit: {} for unit in UNITS}
        """By unit and first day of a stretch what is added to its counts."""

    def leave(self, ids: Iterable[str]) -> None:
        """Takes stored events away that are about to be removed, or written anew."""
        wanted = sorted(ids)
        several: list[str] = []
        sql = f"SELECT id, span_count, {_SPANS} FROM event WHERE begin_earliest IS NOT NULL AND id IN {{}}"
        for event_id, count, *span in _of_each(self._reader, sql, wanted):
            if count > 1:
                several.append(event_id)
            else:
                self._dates[(read_span(*span),)] -= 1
        spans: defaultdict[str, list[Span]] = defaultdict(list)
        sql = f"SELECT event_id, {_SPANS} FROM event_span WHERE event_id IN {{}} ORDER BY event_id, position"
        for event_id, *span in _of_each(self._reader, sql, several):
            spans[event_id].append(read_span(*span))
        self.come_by_spans((tuple(each), -1) for each in spans.values())

    def come(self, dates: Iterable[EventDate]) -> None:
        """Adds events by their dates."""
        self.come_by_spans((date.spans, 1) for date in dates if date.spans)

    def come_by_spans(self, spans: Iterable[tuple[tuple[Span, ...], int]]) -> None:
        """Adds so many events of these spans each."""
        for each, count in spans:
            self._dates[each] += count
        if len(self._dates) > _MOST_DATES:
            self._place()

    def finish(self) -> None:
        """Writes the stretches whose counts have changed."""
        self._place()
        for unit, changes in self._changes.items():
            days = sorted(day for day, counts in changes.items() if any(counts))
            for start in range(0, len(days), CHUNK):
                self._write(unit, days[start : start + CHUNK], changes)
            changes.clear()

    def _write(self, unit: str, days: Sequence[int], changes: Mapping[int, _Counts]) -> None:
        columns = stretch_count.c
        here = and_(columns.unit == unit, columns.first_day.in_(days))
        parameters: dict[str, Value] = {"unit": unit}
        sql = f"SELECT first_day, {', '.join(_COLUMNS)} FROM stretch_count WHERE unit = :unit AND first_day IN "
        before = {
            day: counts
            for day, *counts in self._reader.rows(sql + in_list("day", days, parameters), parameters, few=True)
        }
        if before:
            self._connection.execute(stretch_count.delete().where(here))
        told: list[TableRow] = []
        for day in days:
            counts = _added(before.get(day), changes[day])
            if any(counts):
                told.append((_SHAPE, (unit, day, *counts)))
        insert(self._connection, told)

    def _place(self) -> None:
        for spans, count in self._dates.items():
            if not count:
                continue
            day = _one_day(spans)
            if day is not None:
                self._add_day(day, count)
                continue
            for unit, placing in self._placings.items():
                self._add(unit, stays_of(placing.of_spans(spans)), count)
        self._dates.clear()

    def _add_day(self, day: int, count: int) -> None:
        """The same for a date of a single day, as most are: it is certainly in one stretch of each unit."""
        for unit, changes in self._changes.items():
            counts = changes.setdefault(_first_day(unit, day), [0, 0, 0, 0])
            counts[0] += count
            counts[1] += count

    def _add(self, unit: str, where: Stays, count: int) -> None:
        changes = self._changes[unit]
        for ranges, at in (((where.certain,) if where.certain else (), 0), (where.possible, 2)):
            for first, last in ranges:
                for number, column in ((first, at), (last, at + 1)):
                    counts = changes.setdefault(_day(unit, number), [0, 0, 0, 0])
                    counts[column] += count


def _one_day(spans: tuple[Span, ...]) -> int | None:
    """The day of a date that is one day and no other."""
    if len(spans) > 1:
        return None
    ((first, begun, ending, last, _),) = spans
    return first if first == begun == ending == last else None


@lru_cache(maxsize=100_000)
def _first_day(unit: str, day: int) -> int:
    """The first day of the stretch that a day lies in."""
    return first_day_of(unit, number_of(unit, day))


def _day(unit: str, number: float) -> int:
    """The first day of a stretch, as stored."""
    if number == float("inf"):
        return OPEN_END
    return OPEN_START if number == float("-inf") else first_day_of(unit, int(number))


def _added(some: Sequence[int] | None, more: _Counts) -> _Counts:
    return more if some is None else [one + other for one, other in zip(some, more, strict=True)]


def _of_each(reader: Reader, sql: str, wanted: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query for these keys, some at a time."""
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("key", wanted[start : start + CHUNK], parameters)
        yield from reader.rows(sql.format(listed), parameters, few=True)
