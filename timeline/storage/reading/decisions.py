"""What was decided on events that are the same, or are not, as far as a question asks for it."""

from collections import defaultdict
from collections.abc import Collection

from timeline.domain.records import Match
from timeline.storage.connecting.reader import Reader, Value, among


def told_as(reader: Reader, event_id: str) -> str | None:
    """The event that another is told as; None where it is told by itself, or there is none of that id."""
    sql = "SELECT told_as FROM matched_event WHERE id = :id AND position > 0"
    return next((str(head) for (head,) in reader.rows(sql, {"id": event_id}, few=True)), None)


def told_with_others(reader: Reader) -> set[str]:
    """The events that are told with others: few, for people decide on each."""
    return {str(head) for (head,) in reader.rows("SELECT told_as FROM matched_event WHERE position > 0", {}, few=True)}


def decisions_on(reader: Reader, ids: Collection[str]) -> list[Match]:
    """The decisions on any of these events, by what they are known by."""
    parameters: dict[str, Value] = {}
    named = f"SELECT decision FROM event_match_member WHERE member_id {among(reader, 'ids', sorted(ids), parameters)}"
    members: dict[str, list[str]] = defaultdict(list)
    for decision, event_id in reader.rows(
        f"SELECT decision, member_id FROM event_match_member WHERE decision IN ({named}) ORDER BY decision, position",
        parameters,
        few=True,
    ):
        members[decision].append(event_id)
    rows = reader.rows(
        f"SELECT decision, kind, by, why FROM event_match WHERE decision IN ({named}) ORDER BY decision",
        parameters,
        few=True,
    )
    return [Match(kind, tuple(members[decision]), by, why) for decision, kind, by, why in rows]
