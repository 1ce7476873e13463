"""Advice: what may be loaded as it is, and is probably not meant. One function a rule; none raises."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from timeline.annotations.checking.called import Called
from timeline.annotations.checking.contradictions import contradictions_told
from timeline.annotations.checking.references import attributions, references, with_relative_dates
from timeline.annotations.reading.where import Where
from timeline.annotations.vocabulary import MEASURES, known_measure_beside
from timeline.domain.claims.attribution import is_actor
from timeline.domain.claims.derive import derive
from timeline.domain.comparing.twins import Twin, twins
from timeline.domain.matches import Groups, written
from timeline.domain.records import Match, RecordSet
from timeline.problems import ADVICE, Problem, quoted


def advise(records: RecordSet, where: Where) -> list[Problem]:
    """What an editor may want to look at again, sorted by path and line; nothing of it is an error."""
    used = {(reference.kind, reference.id) for reference in references(records)}
    advice = [
        *_events_without_claim(records, where),
        *_events_without_type(records, where),
        *_decided_without_reason(records, where),
        *_unused(records, where, used),
        *_relative_dates_without_ground(records, where),
        *_said_wrongly(records, where, records.terms),
        *_names_for_ids(records, where, Called(records.actors.values()).exactly),
        *_twins(twins(records.events.values()), where, records.matches.values()),
        *contradictions_told(records, where),
    ]
    return sorted(set(advice))


def advise_on_news(
    news: RecordSet,
    where: Where,
    *,
    terms: Collection[tuple[str, str]],
    called: Mapping[str, Collection[str]],
    found_twins: Iterable[Twin],
    matches: Collection[Match] = (),
) -> list[Problem]:
    """What is probably a mistake in records that are new or have changed, sorted by path and line.

    Not what is only missing, and what only all records together can show: that is for ``advise``. ``terms``: every
    (kind, term) that chronologies have declared; ``called``: the actors whose names the news has for words that
    say whom a source reports; ``matches``: all decisions on events that are the same, or are not.
    """
    names = _names_for_ids(news, where, lambda words: called.get(words, ()))
    return sorted({*_said_wrongly(news, where, terms), *names, *_twins(found_twins, where, matches)})


def _said_wrongly(records: RecordSet, where: Where, terms: Collection[tuple[str, str]]) -> Iterator[Problem]:
    """What each record says, and probably does not mean."""
    yield from _low_above_high(records, where)
    yield from _links_to_itself(records, where)
    yield from _several_lines(records, where)
    yield from _measures_beside_known_ones(records, where, terms)


def _advice(location: tuple[str, int], message: str) -> Problem:
    return Problem(*location, message, ADVICE)


def _events_without_claim(records: RecordSet, where: Where) -> Iterator[Problem]:
    for event in records.events.values():
        if not event.claims and event.id not in where.flawed:
            message = f"event {event.id} has no claim: say which source has it"
            yield _advice(where.of(event.id, kind="event"), message)


def _events_without_type(records: RecordSet, where: Where) -> Iterator[Problem]:
    for event in records.events.values():
        if event.type is None and event.id not in where.flawed:
            message = f"event {event.id} has no type: filters by type will miss it"
            yield _advice(where.of(event.id, kind="event"), message)


def _decided_without_reason(records: RecordSet, where: Where) -> Iterator[Problem]:
    for event in records.events.values():
        if event.date is not None and event.date_note is None and event.id not in where.flawed:
            message = f"event {event.id} has a date of the editor's and no date_note: say why"
            yield _advice(where.of(event.id, "date", kind="event"), message)


def _unused(records: RecordSet, where: Where, used: set[tuple[str, str]]) -> Iterator[Problem]:
    """Records that nothing refers to; what a flawed record refers to is not known."""
    if where.flawed or not where.complete:
        return
    reasons = {
        "source": (records.sources, "is cited by no claim, and no source derives from it"),
        "actor": (records.actors, "takes part in no event, and no claim rests on it"),
        "place": (records.places, "is the place of no event, and no place lies within it"),
    }
    for kind, (ids, reason) in reasons.items():
        for record_id in ids:
            if (kind, record_id) not in used and not _is_member(kind, record_id, records):
                yield _advice(where.of(record_id, kind=kind), f"{kind} {record_id} {reason}")


def _is_member(kind: str, record_id: str, records: RecordSet) -> bool:
    """Members of a group serve a purpose without an event: queries for the group's members find them."""
    return kind == "actor" and bool(records.actors[record_id].member_of)


def _relative_dates_without_ground(records: RecordSet, where: Where) -> Iterator[Problem]:
    """Relative dates that lead to no date, and the events that stay undated for it."""
    if where.flawed:
        return
    for fault in derive(with_relative_dates(records)).faults:
        if fault.kind != "circle":
            yield _advice(where.of_claim(fault.event, fault.claim, "date"), fault.message)


def _low_above_high(records: RecordSet, where: Where) -> Iterator[Problem]:
    for event in records.events.values():
        for index, claim in enumerate(event.claims):
            for figure in claim.figures:
                numbers = [each for each in (figure.low, figure.best, figure.high) if each is not None]
                if numbers != sorted(numbers):
                    location = where.of_claim(event.id, index, "figures", figure.measure)
                    message = f"figure {quoted(figure.measure)} of event {event.id} does not ascend"
                    yield _advice(location, message)


def _measures_beside_known_ones(
    records: RecordSet, where: Where, terms: Collection[tuple[str, str]]
) -> Iterator[Problem]:
    """Measures that split what another one counts; each is told once, where it stands first."""
    declared = [term for kind, term in terms if kind == "measures"]
    first: dict[str, tuple[str, int]] = {}
    for event in records.events.values():
        for index, claim in enumerate(event.claims):
            for figure in claim.figures:
                first.setdefault(figure.measure, (event.id, index))
    for measure, (event_id, index) in first.items():
        known = known_measure_beside(measure, declared)
        if known is not None:
            meaning = f" ({MEASURES[known]})" if known in MEASURES else ""
            message = (
                f"measure {quoted(measure)} stands beside the known {quoted(known)}{meaning}: write {known}, "
                f"or declare {measure} under vocabulary with what sets it apart"
            )
            yield _advice(where.of_claim(event_id, index, "figures", measure), message)


def _names_for_ids(records: RecordSet, where: Where, called: Callable[[str], Collection[str]]) -> Iterator[Problem]:
    """Words that say whom a source reports, and are the name of an actor."""
    for event_id, number, index, each in attributions(records):
        found = () if is_actor(each) else called(each)
        if len(found) == 1:
            message = (
                f"according_to of claim {number + 1} of event {event_id} has a name of actor {next(iter(found))} for "
                f"words: write the id, and queries for the actor find it"
            )
            yield _advice(where.of_claim(event_id, number, "according_to", index), message)


def _twins(found: Iterable[Twin], where: Where, matches: Collection[Match]) -> Iterator[Problem]:
    """Twins of which nobody has said that they are the same, or are not."""
    groups = Groups(matches)
    for twin in found:
        if twin.earlier in groups.of(twin.event) or any({*twin} <= {*match.events} for match in matches):
            continue
        message = (
            f"event {twin.event} has the title, the day and the claims of event {twin.earlier}: if it is the same "
            f"under another id, write `was: [{twin.earlier}]` in {twin.event}, and leave the other out of the files"
        )
        yield _advice(where.of(twin.event, kind="event"), message)


def matches_left(matches: Iterable[Match], where: Where) -> list[Problem]:
    """Decisions that a database still holds, while the files that were loaded have their events and not them."""
    return [
        _advice(
            where.of(match.events[0], kind="event"),
            f"the database still holds {written(match)}, which none of these files has: `timeline load --prune` takes "
            "away what no file has",
        )
        for match in matches
    ]


def _links_to_itself(records: RecordSet, where: Where) -> Iterator[Problem]:
    for event in records.events.values():
        if any(link.event == event.id for link in event.links):
            yield _advice(where.of(event.id, "links", kind="event"), f"event {event.id} is linked to itself")


def _several_lines(records: RecordSet, where: Where) -> Iterator[Problem]:
    """Titles and names that break over lines, as those written with | do; lists show them badly."""
    titles: Iterable[tuple[str, str, str, str]] = (
        *(("source", source.id, "title", source.title) for source in records.sources.values()),
        *(("actor", actor.id, "name", actor.name) for actor in records.actors.values()),
        *(("place", place.id, "name", place.name) for place in records.places.values()),
        *(("event", event.id, "title", event.title) for event in records.events.values()),
    )
    for kind, record_id, key, text in titles:
        if "\n" in text:
            message = f"{key} of {kind} {record_id} has a line break: write it on one line"
            yield _advice(where.of(record_id, key, kind=kind), message)
