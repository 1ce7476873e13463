"""Where events are by the days that stand at them: of several spans by their hull, and by each where that is needed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from timeline.domain.counting.placing import Place, Placing
from timeline.domain.dates.when import Span
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.reading.told.entry_rows import SPAN
from timeline.storage.schema.stored_days import OPEN_END, OPEN_START, read_span

_AT_A_TIME = 2_000
"""Events whose spans are looked up together."""

_DAYS = tuple(zip(SPAN[:4], (OPEN_START, OPEN_END, OPEN_START, OPEN_END), strict=True))
"""Their columns, and what stands there for an open one."""


def days_of(tables: str) -> tuple[str, ...]:
    """The four days as SQL, NULL where they are open; ``tables``: the one in which each stands, of one letter."""
    return tuple(f"NULLIF({x}.{column}, {opened})" for x, (column, opened) in zip(tables, _DAYS, strict=True))


def several_placed(
    reader: Reader, placing: Placing, hulls: Iterable[tuple[str, Sequence[int | None] | None]]
) -> Iterator[tuple[str, Place]]:
    """(the event, where it is) of events of several spans, by the four days of their hulls, or by none; in no order."""
    untold: list[str] = []
    for event_id, days in hulls:
        place = None if days is None else placing.of_days(*days)
        if place is not None and placing.is_told_by_hull(place):
            yield event_id, place
        else:
            untold.append(event_id)
    rest = iter(untold)
    while ids := list(islice(rest, _AT_A_TIME)):
        for event_id, spans in _spans(reader, ids).items():
            yield event_id, placing.of_spans(spans)


def _spans(reader: Reader, ids: list[str]) -> dict[str, list[Span]]:
    parameters: dict[str, Value] = {}
    listed = among(reader, "ids", ids, parameters)
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    sql = f"SELECT event_id, {', '.join(SPAN)} FROM event_span WHERE event_id {listed}"
    for event_id, *span in reader.rows(sql, parameters):
        spans[event_id].append(read_span(*span))
    return spans
