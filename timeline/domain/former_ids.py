"""Records that came to have another id: what names them by a former one is brought to the id that they have now.

A record keeps its former ids (``was``), and each goes on finding it: in files that were written before, in what is
imported again, in what people type. No id is the former one of two records, nor of any while another record has it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from timeline.domain.dates.written import WrittenDate, told_from, written
from timeline.domain.records import (
    NAMES_RECORDS,
    Actor,
    Claim,
    Condition,
    Event,
    Match,
    Place,
    Question,
    RecordSet,
    Source,
)

Record = TypeVar("Record", Source, Actor, Place, Event, Question)

CurrentIds = Mapping[str, str]
"""By former ids, the ids that their records have now."""


def former_ids(records: RecordSet) -> dict[str, str]:
    """By all former ids of some records, the ids that these have now; of two that claim one, the later goes first."""
    kinds: tuple[Mapping[str, Source | Actor | Place | Event | Question], ...] = (
        *(records.sources, records.actors, records.places, records.events, records.questions),
    )
    return {old: record.id for of_kind in kinds for record in of_kind.values() for old in record.was}


def with_current_ids(records: RecordSet, current: CurrentIds) -> RecordSet:
    """The records with what they name by former ids named by the ids of now; what has none is the very same object.

    Relative dates, too. The records themselves keep their ids, and the order that they have.
    """
    if not current:
        return records
    return records._replace(
        sources={key: source_with(each, current) for key, each in records.sources.items()},
        actors={key: actor_with(each, current) for key, each in records.actors.items()},
        places={key: place_with(each, current) for key, each in records.places.items()},
        events={key: event_with(each, current) for key, each in records.events.items()},
        matches=matches_with(records.matches.values(), current),
        questions={key: question_with(each, current) for key, each in records.questions.items()},
    )


def renamed(record: Record, new: str) -> Record:
    """The record under another id, its former one in front of those that it had before; of these none is the new."""
    found: Record = record._replace(id=new, was=(record.id, *(each for each in record.was if each != new)))
    return found


def as_renamed(record: Record, now: Record) -> Record:
    """The record by the id that it has now, or has again; where that is new, its own is a former one."""
    if record.id in now.was:
        return renamed(record, now.id)
    found: Record = record._replace(id=now.id, was=tuple([each for each in record.was if each != now.id]))
    return found


def renames_among(gone: Mapping[str, Any], come: Mapping[str, Any]) -> dict[str, str]:
    """Of records of one kind that went and that came, by id, those that are the same: by new ids the old ones.

    So it is where the one was called like the other before, or was called so then.
    """
    former = {old: new for new, record in come.items() for old in record.was}
    found: dict[str, str] = {}
    for old, record in gone.items():
        new = former.get(old) or next((each for each in record.was if each in come), None)
        if new is not None:
            found.setdefault(new, old)
    return found


def without_former_ids(record: Any) -> Any:
    """The record without what it was called before: that is nothing it says, and no import takes it back."""
    return record._replace(was=()) if getattr(record, "was", ()) else record  # a term was never called otherwise


def names_by_time(record: Record, former: Sequence[tuple[str, str]]) -> Iterator[Record]:
    """The record as it was told before each rename of what it names, or of itself: the latest first, none as it is.

    ``former``: (id, the one that its record has now) of every former id, the latest first.
    """
    then = {each: each for each in (record.id, *ids_named(record))}
    for old, now in former:
        if now in then:
            then[now] = old
            changed = {each: was for each, was in then.items() if each != was}
            told = record_with(record, changed)
            of_then = then[record.id]
            if of_then in record.was:
                told = told._replace(id=of_then, was=record.was[record.was.index(of_then) + 1 :])
            yield told


def record_with(record: Record, current: CurrentIds) -> Record:
    """A source, actor, place, event or question with what it names by former ids named by the ids of now."""
    found: Record = _WITH[type(record)](record, current)
    return found


def source_with(source: Source, current: CurrentIds) -> Source:
    """A source, with what it names by a former id named by the id of now."""
    derived_from = _each(source.derived_from, "source", current)
    return source if derived_from is source.derived_from else source._replace(derived_from=derived_from)


def actor_with(actor: Actor, current: CurrentIds) -> Actor:
    """An actor, likewise."""
    member_of = _each(actor.member_of, "group", current)
    return actor if member_of is actor.member_of else actor._replace(member_of=member_of)


def place_with(place: Place, current: CurrentIds) -> Place:
    """A place, likewise."""
    within = None if place.within is None else current.get(place.within)
    return place if within is None else place._replace(within=within)


def question_with(question: Question, current: CurrentIds) -> Question:
    """A question, likewise."""
    asks = _all(question.asks, lambda each: _condition_with(each, current))
    return question if asks is question.asks else question._replace(asks=asks)


def _condition_with(condition: Condition, current: CurrentIds) -> Condition:
    now = current.get(condition.value) if condition.filter in NAMES_RECORDS else None
    return condition if now is None else condition._replace(value=now)


def matches_with(matches: Iterable[Match], current: CurrentIds) -> dict[str, Match]:
    """Decisions, likewise, by what they are known by then; one that is left with a single event decides nothing."""
    told = (match_with(each, current) for each in matches)
    return {each.id: each for each in told if len(each.events) > 1}


def match_with(match: Match, current: CurrentIds) -> Match:
    """A decision, likewise; each event once."""
    if not any(each in current for each in match.events):
        return match
    return match._replace(events=tuple(dict.fromkeys(current.get(each, each) for each in match.events)))


def event_with(event: Event, current: CurrentIds) -> Event:
    """An event, likewise."""
    place = event.place if event.place is None else current.get(event.place, event.place)
    participants = _each(event.participants, "actor", current)
    links = _each(event.links, "event", current)
    claims = _all(event.claims, lambda claim: _claim_with(claim, current))
    told = place, participants, links, claims
    if all(
        new is old for new, old in zip(told, (event.place, event.participants, event.links, event.claims), strict=True)
    ):
        return event
    return event._replace(place=place, participants=participants, links=links, claims=claims)


def _claim_with(claim: Claim, current: CurrentIds) -> Claim:
    source = current.get(claim.source, claim.source)
    according_to = _all(claim.according_to, lambda each: current.get(each, each))
    participants = _each(claim.participants, "actor", current)
    date = claim.date if claim.date is None else _date_with(claim.date, current)
    told = source, according_to, participants, date
    was = claim.source, claim.according_to, claim.participants, claim.date
    if all(new is old for new, old in zip(told, was, strict=True)):
        return claim
    return claim._replace(source=source, according_to=according_to, participants=participants, date=date)


def _date_with(date: str, current: CurrentIds) -> str:
    """The date; where it is told from events by former ids, its text with those of now."""
    former = [each for each in told_from(date) if each in current]
    if not former:
        return date
    return _in_text(date, {each: current[each] for each in former})


def _in_text(date: str, current: CurrentIds) -> WrittenDate:
    # An id stands between spaces, commas and the ends of the text, in letters of any case.
    ids = "|".join(re.escape(each) for each in current)
    found = re.sub(
        rf"(?<![^\s])(?:{ids})(?![^\s,])", lambda match: current[match[0].lower()], str(date), flags=re.IGNORECASE
    )
    return written(found)


def _each(items: tuple[Any, ...], field: str, current: CurrentIds) -> tuple[Any, ...]:
    """A list of what names a record, one by one."""
    if not any(getattr(each, field) in current for each in items):
        return items
    return tuple([each._replace(**{field: current.get(getattr(each, field), getattr(each, field))}) for each in items])


def _all(items: tuple[Any, ...], new: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The list with each item made new; itself where none is another then."""
    if not items:
        return items
    found = tuple([new(each) for each in items])
    return items if all(one is other for one, other in zip(found, items, strict=True)) else found


def ids_named(record: Source | Actor | Place | Event | Question) -> set[str]:
    """The ids of all records that one names; of whom it reports, words among them too."""
    if isinstance(record, Source):
        return {each.source for each in record.derived_from}
    if isinstance(record, Actor):
        return {each.group for each in record.member_of}
    if isinstance(record, Place):
        return set() if record.within is None else {record.within}
    if isinstance(record, Question):
        return {each.value for each in record.asks if each.filter in NAMES_RECORDS}
    found = {each.actor for each in record.participants} | {each.event for each in record.links}
    if record.place is not None:
        found.add(record.place)
    for claim in record.claims:
        found |= {claim.source, *claim.according_to, *told_from(claim.date)}
        found |= {each.actor for each in claim.participants}
    return found


_WITH: Mapping[Any, Callable[[Any, CurrentIds], Any]] = {
    Source: source_with,
    Actor: actor_with,
    Place: place_with,
    Event: event_with,
    Question: question_with,
}
