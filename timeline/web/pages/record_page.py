"""One record: an event with its claims side by side; an actor, a place or a source with its events."""

from itertools import islice
from typing import NamedTuple

from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from timeline.actions.show import RecordInContext, show
from timeline.domain.chronology import Entry
from timeline.domain.records import Actor, Source
from timeline.views.claims_told import claim_date_lines, what_is_said, who_says_so
from timeline.views.event_parts import parts_told, roles_of
from timeline.views.events_told import NO_EVENT, UNSOURCED, corroboration_sentence
from timeline.views.records_told import Fields, actor_fields, event_fields, place_fields, source_fields
from timeline.web.answers import html, json
from timeline.web.asking import address
from timeline.web.pages.events_page import event_line
from timeline.web.pages.page import SIZE, Asking
from timeline.web.templating import linked

RECORDS = ("event", "actor", "place", "source")

_Lines = list[Markup]


class ClaimRow(NamedTuple):
    """A claim in the table below an event: the lines of each cell."""

    who: _Lines
    when: _Lines
    what: _Lines


def record_page(asking: Asking) -> Response:
    """The page, or its data. A name, or a record of another kind, leads to the page it means.

    Raises UnknownName or AmbiguousName.
    """
    with show(asking.site.database, asking.id) as shown:
        path = f"/{shown.kind}s/{shown.record.id}"
        if path != asking.path:
            return RedirectResponse(address(f"{path}.json" if asking.as_json else path), 302)
        if asking.as_json:
            return _as_json(shown)
        return _event(asking, shown.record) if isinstance(shown.record, Entry) else _other(asking, shown)


def _as_json(shown: RecordInContext) -> Response:
    from timeline.exporters.programs.json_one_record import one_record_as_json

    return json(
        one_record_as_json(
            shown.kind,
            shown.record,
            events=shown.events,
            members=shown.members,
            reported=shown.reported,
            origins=shown.origins,
        )
    )


def _fields(fields: Fields, targets: dict[str, str]) -> list[tuple[str, _Lines]]:
    """The labelled texts, in lines; the heading, which has no label, is told apart."""
    return [(label, [linked(line, targets) for line in text.split("\n")]) for label, text in fields if label and text]


def _event(asking: Asking, entry: Entry) -> Response:
    targets = {part.name: f"/actors/{part.actor}" for part in entry.participants}
    targets |= {link.event: f"/events/{link.event}" for link in entry.links}
    targets |= {} if entry.place is None else {entry.place.name: f"/places/{entry.place.id}"}
    return html(
        "event.html",
        **asking.frame(
            entry=entry,
            fields=_fields(event_fields(entry), targets),
            corroboration=corroboration_sentence(entry) if entry.claims else UNSOURCED,
            claims=_claim_rows(entry),
        ),
    )


def _claim_rows(entry: Entry) -> list[ClaimRow]:
    rows = []
    for number, claim in enumerate(entry.claims):
        named = parts_told(part for part in entry.participants if part.claim == number)
        sources = {each: f"/sources/{each}" for each in (claim.source, *claim.origins)}
        actors = {part.name: f"/actors/{part.actor}" for part in entry.participants if part.claim == number}
        voices = {each.name: f"/actors/{each.actor}" for each in claim.according_to if each.actor is not None}
        events = {event: f"/events/{event}" for event, _ in claim.told_from}
        rows.append(
            ClaimRow(
                [linked(line, sources | voices) for line in who_says_so(claim)],
                [linked(line, events) for line in claim_date_lines(claim)],
                [linked(line, actors) for line in what_is_said(claim, named)],
            )
        )
    return rows


def _other(asking: Asking, shown: RecordInContext) -> Response:
    record = shown.record
    if isinstance(record, Actor):
        fields = actor_fields(record, shown.members, shown.reported, shown.names)
        targets = {each: f"/actors/{each}" for each in (*shown.names, *(member.id for member in shown.members))}
    elif isinstance(record, Source):
        fields = source_fields(record, shown.origins, shown.names)
        targets = {each: f"/sources/{each}" for each in shown.names if each != record.id}
    else:
        fields = place_fields(record, shown.names)  # type: ignore[arg-type]
        targets = {each: f"/places/{each}" for each in shown.names}
    lines = [
        event_line(entry, roles_of(entry, record.id) if shown.kind == "actor" else "")
        for entry in islice(shown.events, SIZE)
    ]
    return html(
        "record.html",
        **asking.frame(
            kind=shown.kind,
            heading=fields[0][1],
            fields=_fields(fields, targets),
            lines=lines,
            no_event=NO_EVENT,
            all_events=address("/events", (shown.kind, record.id)),
        ),
    )
