"""What each participation repeats of those before it in its event, found by comparing them all."""

from collections import defaultdict

from timeline.storage.connecting.reader import Reader

_ALL = "SELECT event_id, position, actor_id, role, repeats FROM participation ORDER BY event_id, position"


def are_told(reader: Reader) -> int:
    """Holds every participation to what it repeats; how many repeat anything."""
    before: dict[str, list[tuple[str, str]]] = defaultdict(list)
    count = 0
    for event_id, position, actor, role, repeats in reader.rows(_ALL, {}):
        repeats_actor = any(actor == other for other, _ in before[event_id])
        repeats_role = (actor, role) in before[event_id]
        assert repeats == repeats_actor + repeats_role, (event_id, position)
        before[event_id].append((actor, role))
        count += repeats_actor
    return count
