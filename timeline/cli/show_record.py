"""A record as ``show`` prints it, in lines of some width."""

from collections.abc import Iterator

from timeline.actions.show import RecordInContext
from timeline.cli.table import Column, render, when_column, wrap
from timeline.domain.chronology import Entry
from timeline.domain.records import Actor, Question, Source
from timeline.views.claims_told import claim_date_lines, what_is_said, who_says_so
from timeline.views.dates_told import date_marked
from timeline.views.event_parts import parts_told, roles_of
from timeline.views.events_told import NO_EVENT, UNSOURCED, corroboration_sentence, title_marked
from timeline.views.records_told import Fields, actor_fields, event_fields, place_fields, question_fields, source_fields

_LABEL = 14


def as_text(shown: RecordInContext, width: int) -> Iterator[str]:
    """The lines of a record, at most ``width`` cells wide."""
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
    events = iter(shown.events)
    first = next(events, None)
    yield ""
    if first is None:
        yield NO_EVENT
        return
    columns = (when_column(width), Column("EVENT"))
    yield from render(columns, _event_rows(first, events, shown), width)


def _event_rows(first: Entry, others: Iterator[Entry], shown: RecordInContext) -> Iterator[tuple[str, str]]:
    entry: Entry | None = first
    while entry is not None:
        role = roles_of(entry, shown.record.id) if shown.kind == "actor" else ""
        yield date_marked(entry.date), f"{title_marked(entry)}{role}\n{entry.id}"
        entry = next(others, None)


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
