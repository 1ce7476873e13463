"""An office outside its term, and one office that two persons hold at once.

That somebody held an office a membership says, with its dates: it names the ``office`` in a group, or its group is an
actor of kind *office*. That an office was *used* in an event the model says in one way alone: an actor of kind office
takes part. Where the event also names a person in the same role who belongs to that office, and only by dated terms
all of which the event certainly lies outside, that is worth a look: no more, for the office may have been another's
then, and the person there on his own account.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from timeline.domain.chronology import Entry
from timeline.domain.conflicts.conflict import Contradiction, EventNamed, SideTaken, Stated, TermHeld
from timeline.domain.dates.when import Span
from timeline.domain.dates.written import written
from timeline.domain.records import Actor, Membership
from timeline.domain.words.names import fold


def outside_terms(entry: Entry, actors: Mapping[str, Actor]) -> Iterator[Contradiction]:
    """Offices that take part in an event beside somebody who held them at another time."""
    spans = entry.date.spans
    if not spans or entry.date.approximate or entry.date.uncertain:
        return
    parts = [(part, actors[part.actor]) for part in entry.participants if part.actor in actors]
    for office, actor in parts:
        if actor.kind != "office":
            continue
        holders = [(part, who) for part, who in parts if who.id != actor.id and part.role == office.role]
        terms = {who.id: [each for each in who.member_of if each.group == actor.id] for _, who in holders}
        if any(_may_hold(each, spans) for held in terms.values() for each in held):
            continue
        for part, who in holders:
            if terms[who.id]:
                said = entry.claims if part.claim is None else (entry.claims[part.claim],)
                told = tuple(Stated(entry.id, entry.title, claim=claim, role=part.role) for claim in said)
                sides = [SideTaken(told or (Stated(entry.id, entry.title, role=part.role),))]
                sides += [SideTaken((Stated(term=_term(who, actor, each)),)) for each in terms[who.id]]
                yield Contradiction(
                    "office",
                    "doubtful",
                    tuple(sides),
                    (EventNamed(entry.id, entry.title),),
                    person=EventNamed(who.id, who.name),
                )


def held_at_once(holders: Iterable[tuple[Actor, Membership]], groups: Mapping[str, Actor]) -> Iterator[Contradiction]:
    """Offices that two persons held on one day, for sure, by terms that are dated; by office.

    The last day of the one may be the first of the other.
    """
    found: dict[tuple[str, str], list[tuple[Actor, Membership, Span]]] = defaultdict(list)
    for actor, member in holders:
        group = groups.get(member.group)
        if actor.kind not in ("person", None) or member.date is None or group is None:
            continue
        if member.office is None and group.kind != "office":
            continue
        when = written(member.date).when()
        if not (when.approximate or when.uncertain):
            found[member.group, fold(member.office or "")].append((actor, member, when.span))
    for (group_id, _), terms in sorted(found.items()):
        for number, (one, first, span) in enumerate(terms):
            for other, second, span2 in terms[number + 1 :]:
                if one.id != other.id and _both(span, span2):
                    group = groups[group_id]
                    sides = tuple(
                        SideTaken((Stated(term=_term(*each)),))
                        for each in ((one, group, first), (other, group, second))
                    )
                    yield Contradiction("office", "doubtful", sides, person=EventNamed(one.id, one.name))


def _both(one: Span, other: Span) -> bool:
    """Whether both certainly went on on more than one day."""
    if not (one.lasting and other.lasting):
        return False
    begins, ends = (one.begin_latest, other.begin_latest), (one.end_earliest, other.end_earliest)
    if None in begins or None in ends:
        return False
    return min(day for day in ends if day is not None) > max(day for day in begins if day is not None)


def _may_hold(member: Membership, spans: Collection[Span]) -> bool:
    """Whether an event may lie within a term."""
    if member.date is None:
        return True
    term = written(member.date).when().span
    return any(span.overlaps(term.begin_earliest, term.end_latest) for span in spans)


def _term(actor: Actor, group: Actor, member: Membership) -> TermHeld:
    return TermHeld(actor.id, actor.name, group.id, group.name, member.office, member.date)
