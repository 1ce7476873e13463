"""JSON-LD 1.1: events as schema.org has them, their dates as CIDOC CRM's time-spans, claims as attributed assertions.

One graph, streamed. Its context stands in it, so nobody has to fetch one. Every record has the address that ``record``
in the context and its id make: whoever publishes the file under an address of their own changes it there, once.
What neither vocabulary has a word for (standing, modality …) has one under ``term``.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from timeline.domain.chronology import Chronology, Entry, EntryClaim, EventDate
from timeline.domain.dates.when import Span
from timeline.domain.records import Figure
from timeline.domain.words.control_signs import escaped_in_json
from timeline.exporters.programs.iso_days import day_text
from timeline.exporters.programs.json.json_entries import Matched, defining
from timeline.views.wording.web_addresses import is_web_address

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "record": {"@id": "urn:timeline:record:", "@prefix": True},
    "term": {"@id": "urn:timeline:term:", "@prefix": True},
    "schema": "https://schema.org/",
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "wd": "http://www.wikidata.org/entity/",
}
_TIME_SPAN = {
    "crm:P82a_begin_of_the_begin": "begin_earliest",
    "crm:P81a_end_of_the_begin": "begin_latest",
    "crm:P81b_begin_of_the_end": "end_earliest",
    "crm:P82b_end_of_the_end": "end_latest",
}
_ACTOR_TYPES = {
    "person": ["schema:Person", "crm:E21_Person"],
    "state": ["schema:Country", "crm:E74_Group"],
    "office": ["schema:Organization", "crm:E39_Actor"],
}
_GROUP = ["schema:Organization", "crm:E74_Group"]

Node = dict[str, Any]


def export(chronology: Chronology, out: TextIO) -> list[str]:
    """Write one graph, a node a line: each record before the first event that needs it, then the event, its claims."""
    from orjson import dumps

    told = {"schema:name": chronology.title, "schema:description": chronology.query}
    about: dict[str, Any] = {
        "@id": "urn:timeline:chronology",
        "@type": "schema:Dataset",
        **told,
        "schema:dateCreated": chronology.made_on,
    }
    if chronology.change is not None:
        about["schema:version"] = chronology.change
    out.write(f'{{"@context":{dumps(CONTEXT).decode()},\n"@graph":[\n{_line(about)}')
    matched = Matched(chronology)
    for nodes in _nodes(chronology._replace(entries=matched.entries)):
        out.write("".join(f",\n{_line(node)}" for node in nodes))
    out.write("\n]}\n")
    return matched.left_out()


def _line(node: Node) -> str:
    from orjson import dumps

    return escaped_in_json(dumps({name: value for name, value in node.items() if value not in (None, [], ())}).decode())


def _nodes(chronology: Chronology) -> Iterator[list[Node]]:
    if chronology.records is None:
        told: Iterable[Iterable[tuple[Entry, Node]]] = ([(entry, {})] for entry in chronology.entries)
    else:
        told = defining(chronology.entries, chronology.records)
    for batch in told:
        for entry, defines in batch:
            yield [*_defined(defines), _event(entry), *(_claim(entry, claim) for claim in entry.claims)]


def _record(record_id: str) -> Node:
    return {"@id": f"record:{record_id}"}


# --- events and claims -----------------------------------------------------------------------------


def _event(entry: Entry) -> Node:
    date, place = entry.date, entry.place
    return {
        **_record(entry.id),
        "@type": ["schema:Event", "crm:E5_Event"],
        "schema:name": entry.title,
        "schema:description": entry.summary,
        "term:type": entry.type,
        "schema:startDate": _day(date.begin_earliest),
        "schema:endDate": _day(date.end_latest),
        "crm:P4_has_time-span": [_time_span(span) for span in date.spans],
        **_date_told(date),
        "schema:location": _record(place.id) if place else None,
        "schema:geo": _point(place.latitude, place.longitude) if place and place.own_point else None,
        "term:standing": entry.standing,
        "term:disputed": entry.disputed,
        "term:inWindow": entry.in_window,
        "crm:P11_had_participant": [_record(each) for each in dict.fromkeys(part.actor for part in entry.participants)],
        "term:participation": [
            {
                "@type": "term:Participation",
                "term:actor": _record(part.actor),
                "term:role": part.role,
                "term:claim": None if part.claim is None else _record(entry.claims[part.claim].id),
            }
            for part in entry.participants
        ],
        "schema:keywords": entry.tags,
        "term:note": entry.note,
        "term:dateNote": entry.date_note,
        **_by_kind((link.kind, link.event) for link in entry.links),
    }


def _by_kind(linked: Iterable[tuple[str, str]]) -> Node:
    """Other records by what they are to this one, which is a term of its own."""
    found: Node = {}
    for kind, record_id in linked:
        found.setdefault(f"term:{kind}", []).append(_record(record_id))
    return found


def _date_told(date: EventDate) -> Node:
    return {
        "term:date": date.text,
        "term:edtf": date.edtf,
        "term:dateStatus": date.status,
        "term:approximate": date.approximate or None,
        "term:uncertain": date.uncertain or None,
    }


def _time_span(span: Span) -> Node:
    days = {name: _day(getattr(span, bound)) for name, bound in _TIME_SPAN.items()}
    return {
        "@type": "crm:E52_Time-Span",
        **{name: day for name, day in days.items() if day},
        "term:lasting": span.lasting,
    }


def _day(day: int | None) -> Node | None:
    """A day as XML Schema has it: without a sign before years past 9999."""
    text = day_text(day)
    return None if text is None else {"@value": text.removeprefix("+"), "@type": "xsd:date"}


def _claim(entry: Entry, claim: EntryClaim) -> Node:
    """What a source says of an event: an assertion, with who made it and where it appears."""
    date = claim.date
    return {
        **_record(claim.id),
        "@type": ["schema:Claim", "crm:E13_Attribute_Assignment"],
        "crm:P140_assigned_attribute_to": _record(entry.id),
        "schema:about": _record(entry.id),
        "schema:appearance": _record(claim.source),
        "schema:author": [_record(each.actor) if each.actor else each.name for each in claim.according_to],
        "term:at": claim.at,
        "term:modality": claim.modality,
        "term:date": date.written if date else None,
        "term:edtf": date.edtf if date else None,
        "crm:P4_has_time-span": _time_span(date.when.span) if date and date.when else None,
        "term:figure": [_figure(each) for each in claim.figures],
        "schema:text": claim.quote,
        "term:credibility": claim.credibility,
        "term:note": claim.note,
    }


def _figure(figure: Figure) -> Node:
    told = {
        "@type": "schema:QuantitativeValue",
        "schema:name": figure.measure,
        "schema:minValue": figure.low,
        "schema:value": figure.best,
        "schema:maxValue": figure.high,
        "term:approximate": figure.approximate or None,
    }
    return {name: value for name, value in told.items() if value is not None}


# --- what they refer to ----------------------------------------------------------------------------


def _defined(defines: Node) -> Iterator[Node]:
    """The records that an event is the first to need, each from the keys of an annotation file."""
    for source_id, source in defines.get("sources", {}).items():
        yield _source(source_id, source)
    for actor_id, actor in defines.get("actors", {}).items():
        yield _actor(actor_id, actor)
    for place_id, place in defines.get("places", {}).items():
        yield _place(place_id, place)
    for kind, terms in defines.get("vocabulary", {}).items():
        for term, meaning in terms.items():
            yield {
                "@type": "schema:DefinedTerm",
                "schema:name": term,
                "schema:description": meaning,
                "schema:inDefinedTermSet": f"term:{kind}",
            }


def _source(source_id: str, source: Node) -> Node:
    derived = source.get("derived_from", [])
    return {
        **_record(source_id),
        "@type": ["schema:CreativeWork", "crm:E73_Information_Object"],
        "schema:name": source["title"],
        "schema:genre": source.get("kind"),
        "schema:publisher": source.get("publisher"),
        "schema:author": source.get("author"),
        "schema:datePublished": source.get("published"),
        "schema:url": _address(source.get("url")),
        "schema:archivedAt": _address(source.get("archive_url")),
        "term:accessed": source.get("accessed"),
        "schema:inLanguage": source.get("language"),
        "term:reliability": source.get("reliability"),
        "term:note": source.get("note"),
        "prov:wasDerivedFrom": [_record(each["source"]) for each in derived],
        **_by_kind((each["how"], each["source"]) for each in derived),
    }


def _actor(actor_id: str, actor: Node) -> Node:
    return {
        **_record(actor_id),
        "@type": _ACTOR_TYPES.get(actor.get("kind", ""), _GROUP if actor.get("kind") else ["crm:E39_Actor"]),
        "term:kind": actor.get("kind"),
        **_named(actor),
        "schema:memberOf": [
            {
                "@type": "schema:OrganizationRole",
                "schema:memberOf": _record(each["group"]),
                **{
                    name: each[key]
                    for name, key in (("schema:roleName", "office"), ("term:edtf", "date"))
                    if key in each
                },
            }
            for each in actor.get("member_of", [])
        ],
    }


def _place(place_id: str, place: Node) -> Node:
    return {
        **_record(place_id),
        "@type": ["schema:Place", "crm:E53_Place"],
        "term:kind": place.get("kind"),
        **_named(place),
        "schema:containedInPlace": _record(place["within"]) if "within" in place else None,
        "schema:geo": _point(place.get("latitude"), place.get("longitude")),
    }


def _named(record: Node) -> Node:
    wikidata = record.get("wikidata")
    return {
        "schema:name": record["name"],
        "schema:alternateName": record.get("names"),
        "schema:sameAs": {"@id": f"wd:{wikidata}"} if wikidata else None,
        "term:note": record.get("note"),
    }


def _point(latitude: float | None, longitude: float | None) -> Node | None:
    if latitude is None or longitude is None:
        return None
    return {"@type": "schema:GeoCoordinates", "schema:latitude": latitude, "schema:longitude": longitude}


def _address(address: str | None) -> Node | str | None:
    """An address as one, or as the text that it is where it can be none."""
    return {"@id": address} if address is not None and is_web_address(address) else address
