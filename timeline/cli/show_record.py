"""A record as ``show`` prints it: as text of some width, and as one JSON object."""

from collections.abc import Iterator
from typing import Any

from timeline.actions.show import Shown
from timeline.cli.phrases import counted, title_said, when_column, when_said
from timeline.cli.table import Column, render, wrap
from timeline.domain.chronology import Entry, EntryClaim
from timeline.domain.claims.figures import figure_text
from timeline.domain.dates.prose import in_words
from timeline.domain.records import Actor, Place, Source
from timeline.exporters.programs.json_entries import entry_as_json

_LABEL = 14
_Fields = list[tuple[str, str | None]]


def as_text(shown: Shown, width: int) -> Iterator[str]:
    """The lines of a record, at most ``width`` cells wide."""
    record = shown.record
    if isinstance(record, Entry):
        yield from _event(record, shown.names, width)
        return
    if isinstance(record, Actor):
        yield from _fields(_actor_fields(record, shown), width)
    elif isinstance(record, Source):
        yield from _fields(_source_fields(record, shown), width)
    else:
        yield from _fields(_place_fields(record, shown), width)
    first = next(shown.events, None)
    yield ""
    if first is None:
        yield "No event."
        return
    columns = (when_column(width), Column("EVENT"))
    yield from render(columns, _event_rows(first, shown), width)


def as_json(shown: Shown) -> dict[str, object]:
    """An event as ``events --format json`` has it; another record with its fields and its events' ids."""
    record = shown.record
    if isinstance(record, Entry):
        return entry_as_json(record)
    found: dict[str, object] = {"kind_of_record": shown.kind, **_plain(record)}
    if shown.kind == "actor":
        found["members"] = [member._asdict() for member in shown.members]
    if shown.kind == "source":
        found["origins"] = list(shown.origins)
    return found | {"events": [entry.id for entry in shown.events]}


def _plain(value: Any) -> Any:
    """Records as maps, lists as lists."""
    if hasattr(value, "_asdict"):
        return {name: _plain(each) for name, each in value._asdict().items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _event_rows(first: Entry, shown: Shown) -> Iterator[tuple[str, str]]:
    entry: Entry | None = first
    while entry is not None:
        role = ""
        if shown.kind == "actor":
            roles = dict.fromkeys(part.role for part in entry.participants if part.actor == shown.record.id)
            role = f" ({', '.join(roles)})" if roles else ""
        yield when_said(entry), f"{title_said(entry)}{role}\n{entry.id}"
        entry = next(shown.events, None)


# --- an event --------------------------------------------------------------------------------------


def _event(entry: Entry, names: dict[str, str], width: int) -> Iterator[str]:
    yield from _fields(_event_fields(entry), width)
    if not entry.claims:
        yield ""
        yield from wrap("No source says so: it rests on the editor.", width)
        return
    yield ""
    yield from wrap(_corroborated(entry), width)
    yield ""
    columns = (
        Column("WHO SAYS SO", max(22, width // 4)),
        Column("WHEN", max(18, width // 5)),
        Column("WHAT"),
    )
    yield from render(columns, (_claim_row(number, entry, names) for number in range(len(entry.claims))), width)


def _event_fields(entry: Entry) -> _Fields:
    place = entry.place
    coordinates = ""
    if place is not None and place.latitude is not None and place.longitude is not None:
        point = f"{place.latitude:g}, {place.longitude:g}"
        coordinates = f", at {point}" if place.own_point else f" ({point})"
    editors = [f"{part.name} ({part.role})" for part in entry.participants if part.source is None]
    return [
        ("", entry.title),
        ("id", entry.id),
        ("date", when_said(entry)),
        ("why", entry.date_note),
        ("standing", entry.standing),
        ("type", entry.type),
        ("place", None if place is None else f"{place.name}{coordinates}"),
        ("who", "; ".join(editors)),
        ("summary", entry.summary),
        ("links", "; ".join(f"{link.kind} {link.title} ({link.event})" for link in entry.links)),
        ("tags", ", ".join(entry.tags)),
        ("note", entry.note),
    ]


def _corroborated(entry: Entry) -> str:
    disagreement = {"disputed": " They disagree on the date.", "decided": " The editor has decided the date."}
    sources, origins = counted(entry.source_count, "source"), counted(entry.origin_count, "origin")
    return f"{sources}, {origins}.{disagreement.get(entry.date.status, '')}"


def _claim_row(number: int, entry: Entry, names: dict[str, str]) -> tuple[str, str, str]:
    claim = entry.claims[number]
    who = [claim.publisher or claim.title]
    if claim.at:
        who.append(claim.at)
    who.append(claim.source)
    if claim.origins != (claim.source,):
        who.append("origin: " + ", ".join(names.get(origin, origin) for origin in claim.origins))
    return "\n".join(who), _claim_date(claim), "\n".join(_claim_lines(number, entry))


def _claim_date(claim: EntryClaim) -> str:
    if claim.date is None:
        return "gives no date"
    written, edtf = claim.date.written, claim.date.edtf
    if edtf is None:
        return f"{written}\n(cannot be resolved)"
    words = in_words(edtf)
    return words if written == edtf else f"{words}\n({written})"


def _claim_lines(number: int, entry: Entry) -> Iterator[str]:
    claim = entry.claims[number]
    yield claim.modality
    for figure in claim.figures:
        yield f"{figure.measure}: {figure_text(figure)}"
    parts = [f"{part.name} ({part.role})" for part in entry.participants if part.claim == number]
    if parts:
        yield "names " + "; ".join(parts)
    if claim.credibility is not None:
        yield f"credibility {claim.credibility}"
    if claim.quote:
        yield f"“{claim.quote}”"
    if claim.note:
        yield claim.note


# --- others ----------------------------------------------------------------------------------------


def _actor_fields(actor: Actor, shown: Shown) -> _Fields:
    groups = [
        _membership(f"{shown.names.get(each.group, each.group)} ({each.group})", each.office, each.date)
        for each in actor.member_of
    ]
    members = [_membership(f"{name} ({member})", office, date) for member, name, office, date in shown.members]
    return [
        ("", actor.name),
        ("id", actor.id),
        ("kind", actor.kind),
        ("names", "; ".join(actor.names)),
        ("member of", "\n".join(groups)),
        ("members", "\n".join(members)),
        ("wikidata", actor.wikidata),
        ("note", actor.note),
    ]


def _membership(who: str, office: str | None, date: str | None) -> str:
    said = who if office is None else f"{who}, {office}"
    return said if date is None else f"{said}, {in_words(date)}"


def _source_fields(source: Source, shown: Shown) -> _Fields:
    derived = [
        f"{each.how} {shown.names.get(each.source, each.source)} ({each.source})" for each in source.derived_from
    ]
    origins = (
        "itself" if shown.origins == (source.id,) else ", ".join(shown.names.get(each, each) for each in shown.origins)
    )
    return [
        ("", source.title),
        ("id", source.id),
        ("kind", source.kind),
        ("publisher", source.publisher),
        ("author", source.author),
        ("published", None if source.published is None else in_words(source.published)),
        ("url", source.url),
        ("archived", source.archive_url),
        ("accessed", None if source.accessed is None else in_words(source.accessed)),
        ("language", source.language),
        ("derived from", "\n".join(derived)),
        ("origin", origins),
        ("reliability", source.reliability),
        ("note", source.note),
    ]


def _place_fields(place: Place, shown: Shown) -> _Fields:
    coordinates = None if place.latitude is None else f"{place.latitude:g}, {place.longitude:g}"
    return [
        ("", place.name),
        ("id", place.id),
        ("kind", place.kind),
        ("names", "; ".join(place.names)),
        (
            "within",
            None if place.within is None else f"{shown.names.get(place.within, place.within)} ({place.within})",
        ),
        ("coordinates", coordinates),
        ("wikidata", place.wikidata),
        ("note", place.note),
    ]


def _fields(fields: _Fields, width: int) -> Iterator[str]:
    """Labelled values, the empty ones left out; the one without a label is the heading."""
    for label, value in fields:
        if not value:
            continue
        if not label:
            yield from wrap(value, width)
            continue
        for number, line in enumerate(wrap(value, width - _LABEL)):
            yield f"{label if number == 0 else '':{_LABEL}}{line}"
