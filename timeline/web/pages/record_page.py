"""One record: an event with its claims side by side; an actor, a place or a source with its events."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from timeline.actions.history.log import LogRequest, log
from timeline.actions.paging import Page, page
from timeline.actions.show import RecordInContext, show
from timeline.domain.chronology import Entry
from timeline.domain.dates.calendar import iso_day
from timeline.domain.records import Actor, Place, Source
from timeline.errors import UsageFault
from timeline.query import Request
from timeline.views.claims_told import claim_date_lines, what_is_said, who_says_so
from timeline.views.event_parts import parts_told, roles_of
from timeline.views.events_told import NO_EVENT, UNSOURCED, corroboration_sentence
from timeline.views.records_told import Fields, actor_fields, event_fields, place_fields, source_fields
from timeline.web.answers import html, json
from timeline.web.asking import Asked, address, read_request
from timeline.web.pages.events_page import PLACES, event_line, page_addresses
from timeline.web.pages.log_page import ChangeLine, change_line
from timeline.web.pages.page import MOST, SIZE, Asking, Pager
from timeline.web.templating import linked

RECORDS = ("event", "actor", "place", "source")

_CHANGES = 5
"""The newest changes of a record, on its page."""
_AROUND = 15
"""Days before and after an event that its timeline shows."""
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
    with show(asking.site.database, asking.id, time_limit=asking.site.time_limit) as shown:
        path = f"/{shown.kind}s/{shown.record.id}"
        if path != asking.path:
            return RedirectResponse(address(f"{path}.json" if asking.as_json else path), 302)
        if isinstance(shown.record, Entry):
            return _as_json(shown, ()) if asking.as_json else _event(asking, shown, shown.record)
        asked = Asked(asking.query, *PLACES)
        read_request(asked.filters[:1])  # what else is asked is refused, with the nearest there is
        if asked.filters:
            raise UsageFault(f"{path} shows one record: {address('/events', *asked.filters)} narrows a list down")
        if not asking.as_json:
            return _other(asking, shown, _events(asking, shown, SIZE, asked.others))
        found = _events(asking, shown, MOST, asked.others)
        return _as_json(shown, found.entries, **page_addresses(found, asking, []))


def _events(asking: Asking, shown: RecordInContext, size: int, places: dict[str, str]) -> Page:
    """A page of the events of a record; an actor's with its roles in them."""
    own = {"actor": Request(actors=((shown.record.id,),)), "place": Request(place=shown.record.id)}
    request = own.get(shown.kind) or Request(sources=(shown.record.id,))
    is_brief = asking.as_json or shown.kind != "actor"
    limit = asking.site.time_limit
    return page(asking.site.database, request, size=size, brief=is_brief, time_limit=limit, **places)


def _as_json(shown: RecordInContext, events: Iterable[Entry], **more: str | None) -> Response:
    from timeline.exporters.programs.json_one_record import one_record_as_json

    told = one_record_as_json(
        shown.kind,
        shown.record,
        events=events,
        members=shown.members,
        reported=shown.reported,
        origins=shown.origins,
    )
    return json({**told, **more})


def _fields(fields: Fields, targets: dict[str, str]) -> list[tuple[str, _Lines]]:
    """The labelled texts, in lines; the heading, which has no label, is told apart."""
    return [(label, [linked(line, targets) for line in text.split("\n")]) for label, text in fields if label and text]


def _event(asking: Asking, shown: RecordInContext, entry: Entry) -> Response:
    targets = {part.name: f"/actors/{part.actor}" for part in entry.participants}
    targets |= {link.event: f"/events/{link.event}" for link in entry.links}
    targets |= {} if entry.place is None else {entry.place.name: f"/places/{entry.place.id}"}
    first, last = entry.date.begin_earliest, entry.date.end_latest
    then: dict[str, str] = {}
    if first is not None and last is not None:
        days = ("from", iso_day(first)), ("to", iso_day(last))
        around = ("from", iso_day(first - _AROUND)), ("to", iso_day(last + _AROUND))
        then = {
            "days": f"{first - _AROUND}..{last + _AROUND}",
            "beside": address("/events", *days),
            "window": address("/window.json", *around),
            "density": address("/density.json", *around),
        }
    return html(
        "event.html",
        **asking.frame(
            **_changes(asking, entry.id),
            then=then,
            entry=entry,
            fields=_fields(event_fields(entry, shown.matches), targets),
            corroboration=corroboration_sentence(entry) if entry.claims else UNSOURCED,
            claims=_claim_rows(entry),
        ),
    )


def _changes(asking: Asking, record_id: str) -> dict[str, object]:
    """The newest changes of a record, and where all of them are."""
    request = LogRequest(record=record_id, limit=_CHANGES)
    with log(asking.site.database, request, time_limit=asking.site.time_limit) as found:
        lines: list[ChangeLine] = [change_line(each) for each in found.logged]
    return {"changed": lines, "all_changes": address("/log", ("record", record_id))}


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


def _other(asking: Asking, shown: RecordInContext, found: Page) -> Response:
    record = shown.record
    if isinstance(record, Actor):
        fields = actor_fields(record, shown.members, shown.reported, shown.names)
        targets = {each: f"/actors/{each}" for each in (*shown.names, *(member.id for member in shown.members))}
    elif isinstance(record, Source):
        fields = source_fields(record, shown.origins, shown.names)
        targets = {each: f"/sources/{each}" for each in shown.names if each != record.id}
    else:
        assert isinstance(record, Place)
        fields = place_fields(record, shown.names)
        targets = {each: f"/places/{each}" for each in shown.names}
    lines = [event_line(entry, roles_of(entry, record.id) if shown.kind == "actor" else "") for entry in found.entries]
    pager = Pager(
        None if found.previous is None else address(asking.path, ("before", found.previous)),
        None if found.next is None else address(asking.path, ("after", found.next)),
    )
    return html(
        "record.html",
        **asking.frame(
            **_changes(asking, record.id),
            kind=shown.kind,
            heading=fields[0][1],
            fields=_fields(fields, targets),
            lines=lines,
            pager=pager,
            no_event=NO_EVENT,
            all_events=address("/events", (shown.kind, record.id)),
            window=address("/window.json", (shown.kind, record.id)),
            density=address("/density.json", (shown.kind, record.id)),
        ),
    )
