"""The parts of an event in words: who took part, where it was, what it hangs together with.

Of each there is what a document says, and what stands below an event by itself.
"""

from collections.abc import Iterable, Mapping

from timeline.domain.chronology import Entry, EntryLink, EntryParticipant, EntryPlace
from timeline.views.events.claims_told import according_to
from timeline.views.wording.safe_texts import inline
from timeline.views.wording.sentences import capitalised, with_details

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
