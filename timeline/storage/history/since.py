"""What changes have touched since a moment, and what stood there before them.

Either may be nearly all there is. So of what came since the ids are held as they are packed, and of what has been
changed since the places of its states: both are unpacked as they are asked for, and some of them kept.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from timeline.domain.history import RECORD_KINDS
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.history.packing import Images, enclosed_ids, unpacked_ids

_BLOCKS_HELD = 16
_ROWS_HELD = 2_000
"""Of a thousand ids each."""


class Since(NamedTuple):
    """What was touched after a change, by kind of record."""

    then: Mapping[str, "StatesThen"]
    """What stood there and has been changed or removed since, as it was then, by id."""
    added: Mapping[str, Collection[str]]
    """Ids of what did not stand there then."""

    def is_touched(self, kind: str, record_id: str) -> bool:
        """Whether it was another then, or not there."""
        return record_id in self.then[kind] or record_id in self.added[kind]


class _State(NamedTuple):
    """The first change of a record since, and where it keeps what stood there before."""

    change: int
    block: int
    place: int


class StatesThen(Mapping[str, Any]):
    """Records as they were then, by id; each is unpacked when it is asked for."""

    def __init__(self, kind: str, states: Mapping[str, _State], block_of: Callable[[int], Images]) -> None:
        self._kind = kind
        self._states = states
        self._block_of = block_of

    def __getitem__(self, record_id: str) -> Any:
        state = self._states[record_id]
        return self._block_of(state.block).state(self._kind, state.place)

    def dates(self, ids: Collection[str]) -> Iterator[tuple[str, list[str]]]:
        """(id, the dates that it and its claims had) of those of these ids that are there, of events."""
        for each in self._in_order(each for each in ids if each in self._states):
            state = self._states[each]
            yield each, self._block_of(state.block).dates(state.place)

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._states

    def __iter__(self) -> Iterator[str]:
        return iter(self._in_order(self._states))

    def _in_order(self, ids: Iterable[str]) -> list[str]:
        """By where they stand: whoever goes through all of them unpacks each block once."""
        return sorted(ids, key=lambda each: self._states[each][1:])

    def __len__(self) -> int:
        return len(self._states)


class AddedSince(Collection[str]):
    """The ids of what did not stand there then, unpacked row by row as they are looked for."""

    def __init__(self, states: Mapping[str, _State]) -> None:
        """``states``: what changes found there since, of the same kind."""
        self._states = states
        self._runs: list[_Run] = []
        self._unpacked = lru_cache(_ROWS_HELD)(enclosed_ids)
        self._count = 0

    def add(self, change: int, first: str, count: int, packed: bytes) -> None:
        """A row of ids, in the order in which they were written: of each change sorted, some thousands at a time."""
        run = self._runs[-1] if self._runs else None
        if run is None or run.change != change or run.firsts[-1] > first:
            run = _Run(change, [], [])
            self._runs.append(run)
        run.firsts.append(first)
        run.packed.append(packed)
        self._count += count

    def __contains__(self, record_id: object) -> bool:
        if not isinstance(record_id, str):
            return False
        for run in self._runs:
            at = bisect_right(run.firsts, record_id) - 1
            if at >= 0 and f"\n{record_id}\n".encode() in self._unpacked(run.packed[at]):
                return self._is_new(record_id, run.change)
        return False

    def __iter__(self) -> Iterator[str]:
        for run in self._runs:
            for packed in run.packed:
                yield from (each for each in unpacked_ids(packed) if self._is_new(each, run.change))

    def __len__(self) -> int:
        """At most so many."""
        return self._count

    def _is_new(self, record_id: str, change: int) -> bool:
        """What was removed and came again stood there then."""
        state = self._states.get(record_id)
        return state is None or state.change > change


class _Run(NamedTuple):
    """Ids that were sorted together, in rows."""

    change: int
    firsts: list[str]
    packed: list[bytes]


def touched_since(reader: Reader, change: int) -> Since:
    """What changes above a number have touched (0: since history began)."""
    parameters: dict[str, Value] = {"after": change}
    kinds = in_list("kind", RECORD_KINDS, parameters)
    later = f"WHERE change_id > :after AND kind IN {kinds} ORDER BY change_id"
    found: dict[str, dict[str, _State]] = {kind: {} for kind in RECORD_KINDS}
    columns = "kind, record_id, change_id, block_id, place_in_block"
    for kind, record_id, *state in reader.rows(f"SELECT {columns} FROM change_record {later}", parameters):
        found[kind].setdefault(record_id, _State(*state))
    added = {kind: AddedSince(found[kind]) for kind in RECORD_KINDS}
    columns = "kind, change_id, first_id, count, ids"
    for kind, *row in reader.rows(f"SELECT {columns} FROM change_added {later}, part", parameters):
        added[kind].add(*row)

    @lru_cache(_BLOCKS_HELD)
    def block_of(number: int) -> Images:
        sql = "SELECT images FROM change_block WHERE id = :id"
        ((packed,),) = reader.rows(sql, {"id": number}, few=True)
        return Images(packed)

    then = {}
    for kind, states in found.items():
        new = added[kind]
        stood = {each: state for each, state in states.items() if each not in new} if len(new) else states
        then[kind] = StatesThen(kind, stood, block_of)
    return Since(then, added)
