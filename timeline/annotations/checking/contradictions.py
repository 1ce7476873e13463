"""What cannot all be true in the records of files, each where the first of its claims stands."""

from collections.abc import Iterator

from timeline.annotations.reading.where import Where
from timeline.domain.claims.addresses import claim_addresses
from timeline.domain.claims.derive import Derived, derive
from timeline.domain.conflicts.among_records import contradictions
from timeline.domain.conflicts.conflict import Stated
from timeline.domain.records import RecordSet
from timeline.problems import ADVICE, Problem, listed
from timeline.views.findings.conflicts_told import conflict_told, in_a_line


def contradictions_told(records: RecordSet, where: Where) -> Iterator[Problem]:
    """A piece of advice for each; none while a record is flawed, for then it is not known what all of them say."""
    if where.flawed or not where.complete:
        return
    derived = derive(records)
    for conflict in contradictions(records, derived):
        statements = [each for side in conflict.sides for each in side.statements]
        places = list(dict.fromkeys(_place(each, derived, where) for each in statements))
        about = f"{listed([each.id for each in conflict.events])}: " if conflict.events else ""
        others = f"; see also {listed(f'{path}:{line}' for path, line in places[1:])}" if places[1:] else ""
        yield Problem(*places[0], f"{about}{in_a_line(conflict_told(conflict))}{others}", ADVICE)


def _place(statement: Stated, derived: Derived, where: Where) -> tuple[str, int]:
    """Where a statement stands in the files."""
    if statement.term is not None:
        return where.of(statement.term.actor, "member_of", kind="actor")
    if statement.derived is not None:
        return where.of(statement.derived.source, "derived_from", kind="source")
    if statement.link is not None:
        return where.of(statement.event, "links", kind="event")
    if statement.claim is None:
        return where.of(statement.event, "date" if statement.decided else "participants", kind="event")
    told = derived.told[statement.event]
    event_id, _, _ = statement.claim.id.partition("/")
    first = told.written_in.index(event_id) if told.written_in else 0
    return where.of_claim(event_id, _number(statement, derived) - first)


def _number(statement: Stated, derived: Derived) -> int:
    """The index of a claim among all that its event is told with: by its address."""
    told = derived.told[statement.event]
    written_in = told.written_in or (statement.event,) * len(told.event.claims)
    pairs = zip(written_in, (claim.source for claim in told.event.claims), strict=True)
    assert statement.claim is not None
    return claim_addresses(pairs).index(statement.claim.id)
