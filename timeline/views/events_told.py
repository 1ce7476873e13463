"""An event in words: what a line of a list says of it, and its parts as documents and terminal tell them."""

from collections.abc import Callable, Iterable, Mapping

from timeline.domain.chronology import Entry, EntryLink, EntryParticipant, EntryPlace
from timeline.views.dates_told import agreement_sentence
from timeline.views.safe_texts import inline
from timeline.views.sentences import capitalised, counted, counted_or_no, with_details

UNSOURCED = "No source says so: it rests on the editor."
"""What stands below an event by itself in place of its claims; a document has "no source cited"."""
NO_EVENT = "No event."
"""What stands below a record in place of its events."""


def title_marked(entry: Entry) -> str:
    """The title in a list, marked with the standing where that is not plain ``asserted``."""
    return entry.title if entry.standing == "asserted" else f"{entry.title} [{entry.standing}]"


# How many sources, and how many that do not take their content from another: in a list a line each, and origins only
# where there may be fewer; below an event by itself in a sentence; in a document beside the numbers of the sources,
# which say by themselves that there is one.


def _sources_and_origins(entry: Entry, count: Callable[[int, str], str]) -> list[str]:
    return [count(entry.source_count, "source"), count(entry.origin_count, "origin")]


def corroboration_lines(entry: Entry) -> str:
    """ "4 sources," and "2 origins" below it."""
    both = _sources_and_origins(entry, counted_or_no)
    return ",\n".join(both if entry.source_count > 1 else both[:1])


def corroboration_sentence(entry: Entry) -> str:
    """ "4 sources, 2 origins. They disagree on the date."."""
    return f"{', '.join(_sources_and_origins(entry, counted_or_no))}. {agreement_sentence(entry.date)}".rstrip()


def corroboration(entry: Entry) -> str | None:
    """ "4 sources, 2 origins"; None where there is one source."""
    if entry.source_count == 0:
        return "no source cited"
    return None if entry.source_count == 1 else ", ".join(_sources_and_origins(entry, counted))


# Who


def part_told(part: EntryParticipant, *said_by: str) -> str:
    """A part of an actor: "Ana Ruiz (initiator)"; with the source that says so, where it is to be told."""
    return with_details(part.name, part.role, *said_by)


def parts_told(parts: Iterable[EntryParticipant]) -> str:
    """Parts of actors that one editor or one claim names: "Ana Ruiz (initiator); Tomás Vale (recipient)"."""
    return "; ".join(map(part_told, parts))


def roles_of(entry: Entry, actor: str) -> str:
    """The roles of an actor in an event, beside the event's title: " (initiator, host)"; "" where it has none."""
    roles = dict.fromkeys(part.role for part in entry.participants if part.actor == actor)
    return with_details("", *roles) if roles else ""


def participants_told(parts: Iterable[EntryParticipant], names: Mapping[str, str]) -> str:
    """All participants in a document: each actor once, with its roles and who says so where the editor does not."""
    actors: dict[tuple[str, str], dict[str, list[str | None]]] = {}
    for part in parts:
        actors.setdefault((part.actor, part.name), {}).setdefault(part.role, []).append(part.source)
    return "; ".join(
        with_details(inline(name), *(_role_told(role, said_by, names) for role, said_by in roles.items()))
        for (_, name), roles in actors.items()
    )


def _role_told(role: str, said_by: list[str | None], names: Mapping[str, str]) -> str:
    if None in said_by:
        return inline(role)
    from timeline.views.claims_told import according_to  # a line of a list tells of no claim

    sources = [names.get(source, source) for source in said_by if source is not None]
    return according_to(inline(role), list(dict.fromkeys(sources)))


# Where


def point_told(latitude: float | None, longitude: float | None) -> str | None:
    """A point on the map in degrees: "1.5, 103.2"; None where there is none."""
    return None if latitude is None or longitude is None else f"{latitude:g}, {longitude:g}"


def place_told(place: EntryPlace) -> str:
    """The place in a document: its name; with the event's own point, which no list of places could tell."""
    name = inline(place.name)
    point = point_told(place.latitude, place.longitude)
    return with_details(name, point) if place.own_point and point else name


def place_and_point(place: EntryPlace) -> str:
    """The place of an event by itself: its name and its point, or the event's own: "Port City, at 1.5, 103.2"."""
    point = point_told(place.latitude, place.longitude)
    if point is None:
        return place.name
    return f"{place.name}, at {point}" if place.own_point else with_details(place.name, point)


# Beside what


def links_told(links: Iterable[EntryLink]) -> str:
    """The links of an event by itself: "follows The call (call); part-of The talks (talks)"."""
    return "; ".join(f"{link.kind} {with_details(link.title, link.event)}" for link in links)


def links_by_kind(links: Iterable[EntryLink]) -> dict[str, str]:
    """The links in a document, by their kind as a label: "Part of" to the titles of the events."""
    titles: dict[str, list[str]] = {}
    for link in links:
        titles.setdefault(link.kind, []).append(inline(link.title))
    return {capitalised(kind.replace("-", " ")): "; ".join(each) for kind, each in titles.items()}
