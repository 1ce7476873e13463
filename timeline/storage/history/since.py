"""What changes have touched since a moment, and what stood there before them."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from timeline.domain.history import RECORD_KINDS
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.history.packing import unpacked_ids
from timeline.storage.history.states import Touch, states_before


class Since(NamedTuple):
    """What was touched after a change, by kind of record."""

    then: Mapping[str, Mapping[str, Any]]
    """What stood there and has been changed or removed since, as it was then, by id."""
    added: Mapping[str, Collection[str]]
    """Ids of what did not stand there then."""

    def is_touched(self, kind: str, record_id: str) -> bool:
        """Whether it was another then, or not there."""
        return record_id in self.then[kind] or record_id in self.added[kind]

    def touched(self, kind: str) -> set[str]:
        """All of a kind."""
        return {*self.then[kind], *self.added[kind]}

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was."""
        return not any(self.then[kind] or self.added[kind] for kind in RECORD_KINDS)


def touched_since(reader: Reader, change: int) -> Since:
    """What changes above a number have touched (0: since history began).

    Of what came to be since no more is held than the ids: they may be many.
    """
    parameters: dict[str, Value] = {"after": change}
    kinds = in_list("kind", RECORD_KINDS, parameters)
    later = f"WHERE change_id > :after AND kind IN {kinds} ORDER BY change_id"
    first: dict[tuple[str, str], Touch] = {}
    columns = "kind, record_id, change_id, op, block_id, place_in_block, digest"
    for row in reader.rows(f"SELECT {columns} FROM change_record {later}", parameters):
        touch = Touch(*row)
        first.setdefault((touch.kind, touch.id), touch)
    added: dict[str, set[str]] = {kind: set() for kind in RECORD_KINDS}
    for kind, number, packed in reader.rows(f"SELECT kind, change_id, ids FROM change_added {later}", parameters):
        # What was removed and came again stood there then.
        added[kind].update(
            each
            for each in unpacked_ids(packed)
            if (earlier := first.get((kind, each))) is None or earlier.change > number
        )
    then: dict[str, dict[str, Any]] = {kind: {} for kind in RECORD_KINDS}
    stood = [touch for touch in first.values() if touch.id not in added[touch.kind]]
    for touch, state in states_before(reader, stood).items():
        then[touch.kind][touch.id] = state
    return Since(then, added)
