"""A record as ``show`` prints it, in lines of some width."""

from collections.abc import Iterable, Iterator
from itertools import chain

from timeline.actions.show import RecordInContext
from timeline.cli.printing.table import Column, render, when_column, wrap
from timeline.cli.printing.totals import Counted, more_line, page_line
from timeline.domain.chronology import Entry
from timeline.domain.records import Actor, Question, Source
from timeline.views.events.claims_told import claim_date_lines, what_is_said, who_says_so
from timeline.views.events.dates_told import date_marked
from timeline.views.events.event_parts import parts_told, roles_of
from timeline.views.events.events_told import NO_EVENT, UNSOURCED, corroboration_sentence, title_marked
from timeline.views.records.records_told import (
    Fields,
    actor_fields,
    event_fields,
    place_fields,
    question_fields,
    source_fields,
)
from timeline.views.wording.sentences import number_told

_LABEL = 14
_COUNTED = 1_001
"""So far events that are not shown are counted."""


def as_text(shown: RecordInContext, width: int, offset: int = 0) -> Iterator[str]:
    """The lines of a record, at most ``width`` cells wide; ``offset``: so many of its events are left out before."""
    record = shown.record
    if isinstance(record, Entry):
        yield from _event(shown, record, width)
        return
    if isinstance(record, Question):
        yield from _labelled(question_fields(record, shown.names), width)
        yield ""
        yield f"timeline events @{record.id}"
        return
    if isinstance(record, Actor):
        fields = actor_fields(record, shown.members, shown.reported, shown.names)
    elif isinstance(record, Source):
        fields = source_fields(record, shown.origins, shown.names)
    else:
        fields = place_fields(record, shown.names)
    yield from _labelled(fields, width)
    yield ""
    yield from _events(shown, width, offset)


def _events(shown: RecordInContext, width: int, offset: int) -> Iterator[str]:
    """A page of the events of a record, and how many there are besides."""
    entries = iter(shown.events)
    first = next(entries, None)
    count = 0
    if first is not None:
        events = Counted(chain([first], entries))
        yield from render((when_column(width), Column("EVENT")), _event_rows(events, shown), width)
        count = events.count
    more = shown.count(offset + count + _COUNTED) - offset - count
    if more <= 0 and not offset:
        if not count:
            yield NO_EVENT
        return
    if count:
        yield ""
    if more > 0:
        yield more_line(count, number_told(more, more < _COUNTED), offset, "event")
    else:
        yield page_line(count, offset + count + more, offset, "event")


def _event_rows(events: Iterable[Entry], shown: RecordInContext) -> Iterator[tuple[str, str]]:
    for entry in events:
        role = roles_of(entry, shown.record.id) if shown.kind == "actor" else ""
        yield date_marked(entry.date), f"{title_marked(entry)}{role}\n{entry.id}"


def _event(shown: RecordInContext, entry: Entry, width: int) -> Iterator[str]:
    yield from _labelled(event_fields(entry, shown.matches), width)
    yield ""
    if not entry.claims:
        yield from wrap(UNSOURCED, width)
        return
    yield from wrap(corroboration_sentence(entry), width)
    yield ""
    columns = (
        Column("WHO SAYS SO", max(22, width // 4)),
        Column("WHEN", max(18, width // 5)),
        Column("WHAT"),
    )
    yield from render(columns, _claim_rows(entry), width)


def _claim_rows(entry: Entry) -> Iterator[tuple[str, str, str]]:
    for number, claim in enumerate(entry.claims):
        named = parts_told(part for part in entry.participants if part.claim == number)
        cells = who_says_so(claim), claim_date_lines(claim), what_is_said(claim, named)
        who, when, what = map("\n".join, cells)
        yield who, when, what


def _labelled(fields: Fields, width: int) -> Iterator[str]:
    """Labelled values, the empty ones left out; the one without a label is the heading."""
    for label, value in fields:
        if not value:
            continue
        if not label:
            yield from wrap(value, width)
            continue
        for number, line in enumerate(wrap(value, width - _LABEL)):
            yield f"{label if number == 0 else '':{_LABEL}}{line}"
