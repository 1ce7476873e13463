"""One record: an event with its claims side by side; an actor, a place, a source or a question with its events."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from timeline.actions.history.log import LogRequest, log
from timeline.actions.lists.paging import Page, page
from timeline.actions.show import RecordInContext, show
from timeline.domain.chronology import Entry
from timeline.domain.dates.calendar import iso_day
from timeline.domain.records import NAMES_RECORDS, Actor, Place, Question, Source
from timeline.errors import UsageFault
from timeline.query import Request
from timeline.views.events.claims_told import claim_date_lines, what_is_said, who_says_so
from timeline.views.events.event_parts import parts_told, roles_of
from timeline.views.events.events_told import NO_EVENT, UNSOURCED, corroboration_sentence
from timeline.views.records.records_told import (
    Fields,
    actor_fields,
    event_fields,
    place_fields,
    question_fields,
    source_fields,
)
from timeline.web.answers import html, json
from timeline.web.asking import LOOK_BACK, Asked, Given, address, looking_back, read_request, without
from timeline.web.pages.events_page import PLACES, event_line, page_addresses
from timeline.web.pages.log_page import ChangeLine, change_line
from timeline.web.pages.page import MOST, SIZE, Asking, Pager
from timeline.web.templating import linked

if TYPE_CHECKING:
    from timeline.domain.recorded_on import RecordedOn

RECORDS = ("event", "actor", "place", "source", "question")

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
    asked = Asked(asking.query, *PLACES)
    back = _Back.of(asking, looking_back(asked.filters))
    limit = asking.site.time_limit
    with show(asking.site.database, asking.id, recorded_on=back.recorded_on, time_limit=limit) as shown:
        path = f"/{shown.kind}s/{shown.record.id}"
        if path != asking.path:
            return RedirectResponse(back.to(f"{path}.json" if asking.as_json else path), 302)
        _refuse_filters(asking, path, without(asked.filters, LOOK_BACK))
        if isinstance(shown.record, Entry):
            return _as_json(shown, ()) if asking.as_json else _event(asking, shown, shown.record, back)
        if not asking.as_json:
            return _other(asking, shown, _events(asking, shown, SIZE, asked.others, back), back)
        found = _events(asking, shown, MOST, asked.others, back)
        return _as_json(shown, found.entries, **page_addresses(found, asking, back.given))


class _Back(NamedTuple):
    """When the record is looked at, and its page's links lead to: an earlier moment, or now."""

    given: Given
    recorded_on: "RecordedOn | None"

    @classmethod
    def of(cls, asking: Asking, given: Given) -> "_Back":
        return cls(given, read_request(asking.site.database, given).recorded_on)

    def to(self, path: str, *more: tuple[str, str]) -> str:
        return address(path, *more, *self.given)

    @property
    def told(self) -> str:
        return "" if self.recorded_on is None else f"As recorded {self.recorded_on.told}."


def _refuse_filters(asking: Asking, path: str, given: Given) -> None:
    read_request(asking.site.database, given[:1])  # what is no filter is refused, with the nearest there is
    if given:
        raise UsageFault(f"{path} shows one record: {address('/events', *given)} narrows a list down")


def _events(asking: Asking, shown: RecordInContext, size: int, places: dict[str, str], back: _Back) -> Page:
    """A page of the events of a record; an actor's with its roles in them."""
    own = {"actor": Request(actors=((shown.record.id,),)), "place": Request(place=shown.record.id)}
    if shown.kind == "question":
        request = read_request(asking.site.database, [("question", shown.record.id), *back.given])
    else:
        request = own.get(shown.kind) or Request(sources=(shown.record.id,))
        request = request._replace(recorded_on=back.recorded_on)
    is_brief = asking.as_json or shown.kind != "actor"
    limit = asking.site.time_limit
    return page(asking.site.database, request, size=size, brief=is_brief, time_limit=limit, **places)


def _as_json(shown: RecordInContext, events: Iterable[Entry], **more: str | None) -> Response:
    from timeline.exporters.programs.json.json_one_record import one_record_as_json

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


def _event(asking: Asking, shown: RecordInContext, entry: Entry, back: _Back) -> Response:
    targets = {part.name: back.to(f"/actors/{part.actor}") for part in entry.participants}
    targets |= {link.event: back.to(f"/events/{link.event}") for link in entry.links}
    targets |= {} if entry.place is None else {entry.place.name: back.to(f"/places/{entry.place.id}")}
    first, last = entry.date.begin_earliest, entry.date.end_latest
    then: dict[str, str] = {}
    if first is not None and last is not None:
        days = ("from", iso_day(first)), ("to", iso_day(last))
        around = ("from", iso_day(first - _AROUND)), ("to", iso_day(last + _AROUND))
        then = {
            "days": f"{first - _AROUND}..{last + _AROUND}",
            "beside": back.to("/events", *days),
            "window": back.to("/window.json", *around),
            "density": back.to("/density.json", *around),
        }
    return html(
        "event.html",
        **asking.frame(
            **_changes(asking, entry.id),
            back=back,
            then=then,
            entry=entry,
            fields=_fields(event_fields(entry, shown.matches), targets),
            corroboration=corroboration_sentence(entry) if entry.claims else UNSOURCED,
            claims=_claim_rows(entry, back),
        ),
    )


def _changes(asking: Asking, record_id: str) -> dict[str, object]:
    """The newest changes of a record, and where all of them are."""
    request = LogRequest(record=record_id, limit=_CHANGES)
    with log(asking.site.database, request, time_limit=asking.site.time_limit) as found:
        lines: list[ChangeLine] = [change_line(each) for each in found.logged]
    return {"changed": lines, "all_changes": address("/log", ("record", record_id))}


def _claim_rows(entry: Entry, back: _Back) -> list[ClaimRow]:
    rows = []
    for number, claim in enumerate(entry.claims):
        named = parts_told(part for part in entry.participants if part.claim == number)
        sources = {each: back.to(f"/sources/{each}") for each in (claim.source, *claim.origins)}
        actors = {part.name: back.to(f"/actors/{part.actor}") for part in entry.participants if part.claim == number}
        voices = {each.name: back.to(f"/actors/{each.actor}") for each in claim.according_to if each.actor is not None}
        events = {event: back.to(f"/events/{event}") for event, _ in claim.told_from}
        rows.append(
            ClaimRow(
                [linked(line, sources | voices) for line in who_says_so(claim)],
                [linked(line, events) for line in claim_date_lines(claim)],
                [linked(line, actors) for line in what_is_said(claim, named)],
            )
        )
    return rows


def _other(asking: Asking, shown: RecordInContext, found: Page, back: _Back) -> Response:
    record = shown.record
    if isinstance(record, Actor):
        fields = actor_fields(record, shown.members, shown.reported, shown.names)
        named = (*shown.names, *(member.id for member in shown.members))
        targets = {each: back.to(f"/actors/{each}") for each in named}
    elif isinstance(record, Source):
        fields = source_fields(record, shown.origins, shown.names)
        targets = {each: back.to(f"/sources/{each}") for each in shown.names if each != record.id}
    elif isinstance(record, Question):
        fields = question_fields(record, shown.names)
        kinds = {each.value: NAMES_RECORDS[each.filter] for each in record.asks if each.filter in NAMES_RECORDS}
        targets = {each: back.to(f"/{kinds[each]}s/{each}") for each in shown.names}
    else:
        assert isinstance(record, Place)
        fields = place_fields(record, shown.names)
        targets = {each: back.to(f"/places/{each}") for each in shown.names}
    roles = [roles_of(entry, record.id) if shown.kind == "actor" else "" for entry in found.entries]
    lines = [event_line(entry, back.given, beside) for entry, beside in zip(found.entries, roles, strict=True)]
    pager = Pager(
        None if found.previous is None else back.to(asking.path, ("before", found.previous)),
        None if found.next is None else back.to(asking.path, ("after", found.next)),
    )
    return html(
        "record.html",
        **asking.frame(
            **_changes(asking, record.id),
            back=back,
            kind=shown.kind,
            heading=fields[0][1],
            fields=_fields(fields, targets),
            lines=lines,
            pager=pager,
            no_event=NO_EVENT,
            all_events=back.to("/events", (shown.kind, record.id)),
            window=back.to("/window.json", (shown.kind, record.id)),
            density=back.to("/density.json", (shown.kind, record.id)),
        ),
    )
