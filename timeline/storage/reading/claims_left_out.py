"""How many claims nobody can tell to have been known by some day: it is not known when their sources came out."""

from collections.abc import Collection
from itertools import islice
from typing import NamedTuple

from timeline.domain.claims.as_of import as_known
from timeline.domain.records import RecordSet
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader, Value
from timeline.storage.reading.moment import PointInTime

MOST = 10_000
"""So many are counted: their number tells how much weight an answer bears, and more would take as long as it does."""


class LeftOut(NamedTuple):
    """Claims of all that is stored; MOST + 1 stands for any more than that."""

    of_undated_sources: int
    """Whose source has no date of publication."""
    of_vague_sources: int
    """Whose source's date leaves open whether it was published by then."""


def claims_left_out(moment: PointInTime, day: int) -> LeftOut:
    """The claims that are left out of what was known by the end of a day."""
    laid_over = moment.laid_over(EventQuery())
    # Of a date that is open at both ends nothing is stored, as where there is none.
    undated = _count(moment.reader, "s.published_latest IS NULL", {}, laid_over.left_out)
    vague = "s.published_latest > :then_day AND s.published_earliest <= :then_day"
    stored = LeftOut(undated, _count(moment.reader, vague, {"then_day": day}, laid_over.left_out))
    if not laid_over.added:
        return stored
    events = {event.id: event for event in moment.authored.events(laid_over.added)}
    cited = {claim.source for event in events.values() for claim in event.claims}
    sources = {source.id: source for source in moment.authored.sources(cited)}
    known = as_known(RecordSet(sources=sources, events=events), day)
    return LeftOut(
        min(stored.of_undated_sources + known.claims_of_undated_sources, MOST + 1),
        min(stored.of_vague_sources + known.claims_of_vague_sources, MOST + 1),
    )


def _count(reader: Reader, which: str, parameters: dict[str, Value], aside: Collection[str]) -> int:
    """``aside``: events whose claims are not counted."""
    # CROSS JOIN: SQLite takes the two in this order.
    claims = f"FROM source s CROSS JOIN claim c WHERE {which} AND c.source_id = s.id"
    if aside:
        rows = reader.rows(f"SELECT c.event_id {claims}", parameters)
        return sum(1 for _ in islice((each for (each,) in rows if each not in aside), MOST + 1))
    counted = f"SELECT COUNT(*) FROM (SELECT 1 {claims} LIMIT :most) counted"
    ((count,),) = reader.rows(counted, {**parameters, "most": MOST + 1}, few=True)
    return int(count)
