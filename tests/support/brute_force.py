"""The query answered the slow and obvious way: every event of a world looked at, one filter after another."""

from collections.abc import Callable, Iterator, Mapping
from math import inf
from typing import NamedTuple

from timeline.domain.chronology import EventDate
from timeline.domain.claims.derive import DerivedEvent, derive
from timeline.domain.dates import edtf
from timeline.domain.dates.when import Span
from timeline.domain.records import Event, Participant, RecordSet
from timeline.domain.words import names
from timeline.domain.words.search_words import Phrase, joined, read_search
from timeline.query import EventQuery

Days = tuple[float, float]
"""The first and the last day; infinite where open."""

ALWAYS: Days = (-inf, inf)


def answer(world: RecordSet, query: EventQuery) -> list[str]:
    """The ids that a query finds in a world, in their order."""
    derived = derive(world).events
    fitting = [event for event in world.events.values() if _fits(Case(world, query, event, derived[event.id]))]
    places = {event_id: place_in_order(each.date) for event_id, each in derived.items()}
    steps = _steps(world, places)
    ordered = sorted(
        (event.id for event in fitting),
        key=lambda event_id: (places[event_id], steps.get(event_id, 0), event_id),
        reverse=query.reverse,
    )
    ordered.sort(key=lambda event_id: derived[event_id].date.status == "undated")
    end = None if query.limit is None else query.offset + query.limit
    return ordered[query.offset : end]


def place_in_order(date: EventDate) -> tuple[float, float, float, float]:
    """Where an event stands but for its links: by its first day, the wider first, the surer first, by its time.

    What has no start stands by its last day, after all else of that day.
    """
    if date.status == "undated":
        return inf, inf, inf, inf
    first, last = _days(Span.within(date.begin_earliest, date.end_latest))
    if first == -inf:
        return last, inf, 0, 0
    at_no_time = -1 if date.second is None or first != last else date.second
    return first, -last, 2 * date.approximate + date.uncertain, at_no_time


def _behind(event: str, before: dict[str, set[str]], left: set[str]) -> set[str]:
    """All that an event comes after, directly or through others."""
    found: set[str] = set()
    while more := {other for each in (found or {event}) for other in before[each] & left} - found:
        found |= more
    return found


def _hangs_on_no_other(event: str, before: dict[str, set[str]], left: set[str]) -> bool:
    """Whether an event is in a circle of which nothing comes after what is outside."""
    return all(event in _behind(other, before, left) for other in _behind(event, before, left))


def _steps(world: RecordSet, places: Mapping[str, tuple[float, ...]]) -> dict[str, int]:
    """How many events of the same date each stands behind, along its links; in a circle, the least id comes first."""
    before = {
        event.id: {
            link.event for link in event.links if link.event != event.id and places.get(link.event) == places[event.id]
        }
        for event in world.events.values()
    }
    steps: dict[str, int] = {}
    while len(steps) < len(before):
        left = before.keys() - steps.keys()
        free = sorted(each for each in left if not before[each] & left)
        for each in free or [min(each for each in left if _hangs_on_no_other(each, before, left))]:
            steps[each] = max((steps[other] + 1 for other in before[each] & steps.keys()), default=0)
    return steps


class Case(NamedTuple):
    """An event of a world, and the query that it may fit."""

    world: RecordSet
    query: EventQuery
    event: Event
    derived: DerivedEvent


def _fits(case: Case) -> bool:
    return all(fits(case) for field, fits in MODEL.items() if case.query.asks(field))


def _days(span: Span) -> Days:
    return (
        -inf if span.begin_earliest is None else span.begin_earliest,
        inf if span.end_latest is None else span.end_latest,
    )


def _moments(span: Span, date: EventDate) -> tuple[tuple[float, float], tuple[float, float]]:
    """The first and the last (day, second) on which it may have been: all of its days, where no one time is written."""
    first, last = _days(span)
    if date.second is not None and "T" in (date.edtf or ""):
        return (first, date.second), (last, date.second)
    return (first, 0), (last, 86_400)


def _or_end(second: int | None) -> int:
    return 86_400 if second is None else second


def _in_window(query: EventQuery, date: EventDate) -> bool:
    if query.window is None:
        return True
    from_day, to_day, _, from_second, to_second = query.window
    opens = (-inf, 0) if from_day is None else (from_day, from_second or 0)
    closes = (inf, 86_400) if to_day is None else (to_day, _or_end(to_second))
    spans = [_moments(span, date) for span in date.spans]
    if not any(first <= closes and last >= opens for first, last in spans):
        return False
    inner = [_moments(Span.within(span.end_earliest, span.begin_latest), date) for span in date.spans]
    was_then = all(begun <= closes and ending >= opens for ending, begun in inner)
    if query.certain and not was_then:
        return False
    how = "perhaps"
    if any(opens <= first and last <= closes for first, last in spans):
        how = "dated"
    elif was_then:
        how = "under way"
    return query.in_window in (None, how)


def _has_actors(world: RecordSet, query: EventQuery, event: Event, date: EventDate) -> bool:
    parts = [*event.participants, *(part for claim in event.claims for part in claim.participants)]
    if query.roles:
        parts = [part for part in parts if part.role in query.roles]
    if not query.actors:
        return not query.roles or bool(parts)
    return all(any(_is_one_of(world, query, part, wanted, date) for part in parts) for wanted in query.actors)


def _is_one_of(
    world: RecordSet, query: EventQuery, part: Participant, wanted: tuple[str, ...], date: EventDate
) -> bool:
    if part.actor in wanted:
        return True
    return query.with_members and any(
        group in wanted and _may_share_a_day(date, membership)
        for group, membership in _memberships(world, part.actor, ALWAYS)
    )


def _memberships(world: RecordSet, actor: str, within: Days) -> Iterator[tuple[str, Days]]:
    """Every way from an actor up to a group, with the days that all memberships on the way share."""
    for membership in world.actors[actor].member_of:
        when = None if membership.date is None else edtf.parse(membership.date)
        days = ALWAYS if when is None else _days(when.span)
        shared = max(days[0], within[0]), min(days[1], within[1])
        if shared[0] <= shared[1]:
            yield membership.group, shared
            yield from _memberships(world, membership.group, shared)


def _may_share_a_day(date: EventDate, days: Days) -> bool:
    return date.status == "undated" or any(
        first <= days[1] and last >= days[0] for first, last in map(_days, date.spans)
    )


def _containers(world: RecordSet, place: str | None) -> Iterator[str]:
    while place is not None:
        yield place
        place = world.places[place].within


def _goes_back(world: RecordSet, source: str, wanted: tuple[str, ...]) -> bool:
    return source in wanted or any(
        _goes_back(world, derivation.source, wanted) for derivation in world.sources[source].derived_from
    )


def _says(world: RecordSet, event: Event, texts: tuple[str, ...]) -> bool:
    """Every phrase stands in one of the event's texts, or in a name of who took part or of where it was."""
    said = [event.title, event.summary, event.note]
    parts = [*event.participants, *(part for claim in event.claims for part in claim.participants)]
    named = [world.actors[part.actor] for part in parts] + ([world.places[event.place]] if event.place else [])
    said += [name for record in named for name in (record.name, *record.names)]
    told = [names.fold(each).split() for each in said if each]
    phrases = read_search(joined(texts))
    return bool(phrases) and all(any(_has_phrase(words, phrase) for words in told) for phrase in phrases)


def _has_phrase(words: list[str], phrase: Phrase) -> bool:
    length = len(phrase.words)
    for start in range(len(words) - length + 1):
        *whole, last = words[start : start + length]
        *wanted, last_wanted = phrase.words
        if whole == wanted and (last.startswith(last_wanted) if phrase.is_begun else last == last_wanted):
            return True
    return False


MODEL: dict[str, Callable[[Case], bool]] = {
    "window": lambda it: _in_window(it.query, it.derived.date),
    "actors": lambda it: _has_actors(it.world, it.query, it.event, it.derived.date),
    "roles": lambda it: _has_actors(it.world, it.query, it.event, it.derived.date),
    "place": lambda it: (it.query.place or "") in _containers(it.world, it.event.place),
    "type": lambda it: it.query.type in (it.event.type, (it.event.type or "").partition("/")[0]),
    "sources": lambda it: any(_goes_back(it.world, claim.source, it.query.sources or ()) for claim in it.event.claims),
    "according_to": lambda it: (
        set(it.query.according_to) <= {each for claim in it.event.claims for each in claim.according_to}
    ),
    "tags": lambda it: set(it.query.tags) <= set(it.event.tags),
    "texts": lambda it: _says(it.world, it.event, it.query.texts),
    "disputed": lambda it: bool(it.derived.disputed),
    "undated": lambda it: it.derived.date.status == "undated",
    "standings": lambda it: it.derived.standing in it.query.standings,
}
"""What each field of a query asks of an event."""
