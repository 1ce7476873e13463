"""How many claims nobody can tell to have been known by some day: it is not known when their sources came out."""

from typing import NamedTuple

from timeline.storage.connecting.reader import Reader, Value

MOST = 10_000
"""So many are counted: their number tells how much weight an answer bears, and more would take as long as it does."""


class LeftOut(NamedTuple):
    """Claims of all that is stored; MOST + 1 stands for any more than that."""

    of_undated_sources: int
    """Whose source has no date of publication."""
    of_vague_sources: int
    """Whose source's date leaves open whether it was published by then."""


def claims_left_out(reader: Reader, day: int) -> LeftOut:
    """The claims that are left out of what was known by the end of a day."""
    # Of a date that is open at both ends nothing is stored, as where there is none.
    undated = _count(reader, "s.published_latest IS NULL", {})
    vague = "s.published_latest > :then_day AND s.published_earliest <= :then_day"
    return LeftOut(undated, _count(reader, vague, {"then_day": day}))


def _count(reader: Reader, which: str, parameters: dict[str, Value]) -> int:
    # CROSS JOIN: SQLite takes the two in this order.
    claims = f"SELECT 1 FROM source s CROSS JOIN claim c WHERE {which} AND c.source_id = s.id LIMIT :most"
    counted = f"SELECT COUNT(*) FROM ({claims}) counted"
    ((count,),) = reader.rows(counted, {**parameters, "most": MOST + 1}, few=True)
    return int(count)
