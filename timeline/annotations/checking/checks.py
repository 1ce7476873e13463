"""Checks across files: what records say of one another. One function a rule; none raises."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.annotations.checking.advice import advise
from timeline.annotations.checking.called import Called
from timeline.annotations.checking.former import former_id_problems
from timeline.annotations.checking.references import Reference, named_by, references, with_relative_dates
from timeline.annotations.reading.where import SECTION_OF, Where
from timeline.annotations.vocabulary import EVENT_TYPES, ROLES, is_known_role, is_known_type
from timeline.domain.claims.derive import derive
from timeline.domain.dates.relative.relation import PUBLICATION
from timeline.domain.matches import Groups, faults, written
from timeline.domain.records import Event, Match, RecordSet
from timeline.domain.words.near_names import NearNames
from timeline.problems import Problem, listed, quoted

__all__ = ["Known", "advise", "check_records"]

_NEAR_PUBLICATION = NearNames([PUBLICATION])
_ARTICLES = {
    "source": "a source",
    "actor": "an actor",
    "place": "a place",
    "event": "an event",
    "question": "a question",
}
_VOCABULARIES: Mapping[str, tuple[str, Iterable[str], Callable[[str, Collection[str]], bool]]] = {
    "type": ("types", EVENT_TYPES, is_known_type),
    "role": ("roles", ROLES, is_known_role),
}
"""By filter, the vocabulary of its values, the terms that are built in, and what tells whether a term is known."""
_RELATIONS = {"source": "derived_from", "actor": "member_of", "place": "within"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a database holds already, so that files loaded into it may refer to it."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    """The kind of record (source, actor, place, event, question) that each id is."""
    terms: Collection[tuple[str, str]] = ()
    """(types, roles or measures; term), those built in left out."""
    above: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """For each source, actor or place the ids that it derives from, belongs to or lies in."""
    called: Mapping[str, Collection[str]] = field(default_factory=dict)
    """For each text that stands where an actor's id should, and is none, the actors of that name."""
    matches: Mapping[str, Match] = field(default_factory=dict)
    """All decisions on events that are the same, or are not."""
    former: Mapping[str, str] = field(default_factory=dict)
    """By ids that records had before, the ids that they have now."""
    lost: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By the id that a renamed record has in the files, what it was called before and they leave out."""


def check_records(records: RecordSet, where: Where, known: Known | None = None) -> list[Problem]:
    """All that is wrong between records, sorted by path and line.

    Ids that nothing defines or that are of another kind, ids and terms defined twice, former ids that are another
    record's, unknown types and roles, circles. The records name one another by the ids that they have now. Where a
    file could not be read to its end, what is unknown may be defined there: then nothing is said of unknown ids and
    terms.
    """
    known = known or Known()
    problems = [
        *_defined_twice(where),
        *_defined_as_another_kind(where, known),
        *former_id_problems(records, where, known),
        *_wrong_references(records, where, known),
        *_circles(records, where, known),
        *_decisions_that_do_not_fit(records, where, known),
        *_circles_of_dates(records, where),
    ]
    if where.complete:
        problems += _unknown_types(records, where, known)
        problems += _unknown_roles(records, where, known)
        problems += _unknown_words_asked(records, where, known)
    return sorted(set(problems))


def _defined_twice(where: Where) -> Iterator[Problem]:
    """The same id of the same kind, or the same term, in two files."""
    for kind, key, (path, line) in where.again:
        if kind in SECTION_OF:
            first = _place_text(where.of(key, kind=kind))
            yield Problem(path, line, f"{kind} {key} is defined already, at {first}: keep one of the two")
        elif kind == "match":
            first = _place_text(where.of(key, kind=kind))
            yield Problem(path, line, f"this match is made already, at {first}: keep one of the two")
        else:
            first = _place_text(where.of_term(kind, key))
            name = f"{kind.removesuffix('s')} {quoted(key)}"
            yield Problem(path, line, f"{name} is declared already, at {first}: keep one of the two")


def _defined_as_another_kind(where: Where, known: Known) -> Iterator[Problem]:
    """One id for two records: all kinds share one namespace."""
    for record_id, kind in where.defined().items():
        for other in where.kinds_of(record_id)[1:]:
            path, line = where.of(record_id, kind=other)
            first = _place_text(where.of(record_id, kind=kind))
            message = f"{record_id} is {_ARTICLES[kind]} already, at {first}: give one of the two another id"
            yield Problem(path, line, message)
        held = known.kinds.get(record_id, kind)
        if held != kind:
            path, line = where.of(record_id)
            message = f"{record_id} is {_ARTICLES[held]} in the database: give this {kind} another id"
            yield Problem(path, line, message)


def _place_text(location: tuple[str, int]) -> str:
    path, line = location
    return f"{path}:{line}" if line else path


def _wrong_references(records: RecordSet, where: Where, known: Known) -> Iterator[Problem]:
    """Ids that nothing defines, or that are a record of another kind."""
    kinds = {**known.kinds, **where.defined(), **{record_id: kind for kind, record_id in records.ids()}}
    several = {record_id for record_id in where.defined() if len(where.kinds_of(record_id)) > 1}
    near: dict[str, NearNames] = {}
    called: Called | None = None
    # Most events name what is there, and to say where something is named takes longer.
    there = {(kind, record_id) for record_id, kind in kinds.items()}
    doubtful = {key: each for key, each in records.events.items() if not there.issuperset(named_by(each))}
    for reference in references(records._replace(events=doubtful)):
        found = kinds.get(reference.id)
        if found == reference.kind or reference.id in several or not reference.id:
            continue
        if found is not None:
            message = f"{reference.id} is {_ARTICLES[found]}, not {_ARTICLES[reference.kind]}: {reference.named}"
            yield _at(reference, where, message)
        elif where.complete:
            if reference.kind not in near:
                same_kind = (record_id for record_id, kind in kinds.items() if kind == reference.kind)
                near[reference.kind] = NearNames(same_kind)
            hint = near[reference.kind].hint(reference.id) or f"define it under {SECTION_OF[reference.kind]}"
            if reference.is_attribution:
                called = called or Called(records.actors.values())
                hint = _whom_it_means(
                    reference.id, {*called.any(reference.id), *known.called.get(reference.id, ())}, hint
                )
            elif reference.keys[-1] == "date":
                hint = _NEAR_PUBLICATION.hint(reference.id) or hint
            message = f"unknown {reference.kind} {quoted(reference.id)} in {reference.named}: {hint}"
            yield _at(reference, where, _told_from_no_event(reference, records) or message)


def _whom_it_means(text: str, called: Collection[str], hint: str) -> str:
    """What to write in place of a text that says whom a source reports, and is no actor's id."""
    if len(called) == 1:
        return f"write {next(iter(called))}, the id of the actor of that name"
    if called:
        return f"write the id of one of the actors of that name: {listed(sorted(called), 'or')}"
    return hint if hint.startswith("did you mean") else f"{hint}, or write words: two at least, or “{text}”"


def _told_from_no_event(reference: Reference, records: RecordSet) -> str | None:
    """What is wrong with a date that is told from a day, not from an event: ``after sunday``."""
    if reference.kind != "event" or reference.keys[0] != "claims":
        return None
    from timeline.domain.dates.typed.loose_relative import hint_for  # only who errs pays for the hints

    date = records.events[reference.owner].claims[int(reference.keys[1])].date
    hint = hint_for(date) if date is not None else None
    return f"{reference.named}: {quoted(date)} is told from no event: {hint}" if date is not None and hint else None


def _at(reference: Reference, where: Where, message: str) -> Problem:
    path, line = where.of(reference.owner, *reference.keys, kind=reference.owner_kind)
    return Problem(path, line, message)


def _unknown_types(records: RecordSet, where: Where, known: Known) -> Iterator[Problem]:
    """Event types that are neither built in nor declared."""
    declared = _declared("types", records, known)
    near: NearNames | None = None
    for event in records.events.values():
        if event.type is None or is_known_type(event.type, declared):
            continue
        near = near or NearNames([*EVENT_TYPES, *declared])
        base, slash, mode = event.type.partition("/")
        nearest = near.nearest(event.type) or near.nearest(base)
        whole = f"{nearest}{slash}{mode}" if nearest and "/" not in nearest else nearest
        hint = f"did you mean {quoted(whole)}?" if whole else _how_to_declare("types", EVENT_TYPES, declared)
        path, line = where.of(event.id, "type", kind="event")
        yield Problem(path, line, f"unknown type {quoted(event.type)} of event {event.id}: {hint}")


def _unknown_roles(records: RecordSet, where: Where, known: Known) -> Iterator[Problem]:
    """Roles that are neither built in nor declared."""
    declared = _declared("roles", records, known)
    near: NearNames | None = None
    for event in records.events.values():
        for role, keys in _roles(event):
            if not role or is_known_role(role, declared):
                continue
            near = near or NearNames([*ROLES, *declared])
            hint = near.hint(role) or _how_to_declare("roles", ROLES, declared)
            path, line = where.of(event.id, *keys, kind="event")
            yield Problem(path, line, f"unknown role {quoted(role)} in event {event.id}: {hint}")


def _unknown_words_asked(records: RecordSet, where: Where, known: Known) -> Iterator[Problem]:
    """Types and roles that a question asks for and nothing can have."""
    for question in records.questions.values():
        for filter_, value in question.asks:
            if filter_ not in _VOCABULARIES:
                continue
            kind, built_in, is_known = _VOCABULARIES[filter_]
            declared = _declared(kind, records, known)
            if is_known(value, declared):
                continue
            hint = NearNames([*built_in, *declared]).hint(value) or _how_to_declare(kind, built_in, declared)

            path, line = where.of(question.id, "asks", filter_, kind="question")
            yield Problem(path, line, f"unknown {filter_} {quoted(value)} in question {question.id}: {hint}")


def _roles(event: Event) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for participant in event.participants:
        yield participant.role, ("participants", participant.actor)
    for index, claim in enumerate(event.claims):
        for participant in claim.participants:
            yield participant.role, ("claims", index, "participants", participant.actor)


def _declared(kind: str, records: RecordSet, known: Known) -> set[str]:
    return {term for each, term in (*records.terms, *known.terms) if each == kind}


def _how_to_declare(kind: str, built_in: Iterable[str], declared: Iterable[str]) -> str:
    words = listed([*built_in, *sorted(declared)][:40])
    return f"{kind} are {words}; declare others under vocabulary"


def _circles(records: RecordSet, where: Where, known: Known) -> Iterator[Problem]:
    """Sources that derive from themselves, groups that belong to and places that lie in themselves."""
    above: dict[str, Sequence[str]] = {
        **known.above,
        **{source.id: [derivation.source for derivation in source.derived_from] for source in records.sources.values()},
        **{actor.id: [member.group for member in actor.member_of] for actor in records.actors.values()},
        **{place.id: [place.within] if place.within else [] for place in records.places.values()},
    }
    kinds = {**known.kinds, **{record_id: kind for kind, record_id in records.ids()}}
    for circle in find_circles(above):
        first = next((record_id for record_id in circle if where.kinds_of(record_id)), None)
        kind = kinds.get(circle[0], "")
        # One that the database alone holds cannot be mended in these files.
        if first is None or kind not in _RELATIONS:
            continue
        start = circle.index(first)
        names = " -> ".join([*circle[start:], *circle[:start], first])
        path, line = where.of(first, _RELATIONS[kind], kind=kind)
        yield Problem(path, line, f"{_RELATIONS[kind]} runs in a circle: {names}: take one of these out")


def find_circles(above: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Circles in a graph of ids, each from its smallest id on; of those that overlap, at least one."""
    circles = []
    done: set[str] = set()
    for start in sorted(above):
        path: list[str] = []
        depth: dict[str, int] = {}
        pending = [(start, iter(above[start]))] if start not in done else []
        if pending:
            path.append(start)
            depth[start] = 0
        while pending:
            current, following = pending[-1]
            target = next(following, None)
            if target is None:
                pending.pop()
                path.pop()
                del depth[current]
                done.add(current)
            elif target in depth:
                circle = path[depth[target] :]
                smallest = circle.index(min(circle))
                circles.append(circle[smallest:] + circle[:smallest])
            elif target in above and target not in done:
                depth[target] = len(path)
                path.append(target)
                pending.append((target, iter(above[target])))
    return circles


def _decisions_that_do_not_fit(records: RecordSet, where: Where, known: Known) -> Iterator[Problem]:
    """Decisions by which an event would be two others, itself by a circle, or the same as what it is not."""
    held = {key: match for key, match in known.matches.items() if key not in records.matches}
    of_files = {fault.match.id for fault in faults(records.matches.values())}
    for match, message in faults([*held.values(), *records.matches.values()]):
        if match.id in of_files:
            yield Problem(*where.of(match.id, kind="match"), message)
            continue
        # What the database alone holds cannot be mended in these files, but taken away.
        groups = Groups([*held.values(), match])
        about = groups.wholly(match.events)
        beside = [each for each in held.values() if not about.isdisjoint(each.events)]
        named = (
            match
            if match.id in records.matches
            else next((each for each in records.matches.values() if not about.isdisjoint(each.events)), None)
        )
        if named is not None:
            holds = listed([written(each) for each in beside])
            way_out = f"the database still holds {holds}, and `timeline load --prune` removes what no file has"
            yield Problem(*where.of(named.id, kind="match"), f"{message} ({way_out})")


def _circles_of_dates(records: RecordSet, where: Where) -> Iterator[Problem]:
    """Relative dates that are told from one another."""
    for fault in derive(with_relative_dates(records)).faults:
        if fault.kind == "circle":
            path, line = where.of_claim(fault.event, fault.claim, "date")
            yield Problem(path, line, fault.message)
