"""What a write does, kept as a change: the ids that it adds, and what stood there of all that it changes or removes.

Its parts are written as they come, the change itself when all is done, so that a load of any size needs no more memory
for it than a batch.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from hashlib import blake2b
from json import dumps
from typing import Any, NamedTuple

from sqlalchemy import Connection

from timeline.domain.comparing.fingerprint import fingerprint
from timeline.domain.history import RECORD_KINDS, Change, Count, Signature, digest_of, instant_text, plain_count
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.history.packing import packed_ids, packed_images, unpacked_ids
from timeline.storage.reading.stored.stored_records import CHUNK
from timeline.storage.writing.rows import Shape
from timeline.storage.writing.write_rows import insert

_CHANGE = Shape(
    "change",
    *("id", "at", "author", "message", "command", "verb", "undoes", "begins", "counts", "digest", "previous_digest"),
)
_ADDED = Shape("change_added", "change_id", "part", "kind", "first_id", "last_id", "count", "ids")
_RECORD = Shape("change_record", "kind", "record_id", "change_id", "op", "block_id", "place_in_block", "digest")
_BLOCK = Shape("change_block", "id", "change_id", "images")

_IN_A_BLOCK = 250
_SORTED_TOGETHER = 100_000
"""New ids that wait to be sorted: who looks for one has as many rows to look into as there are such batches."""
_IN_A_ROW = 1_000
_OF_CHANGE = "SELECT {} FROM {} WHERE change_id = :change AND kind = :kind"


class _Before(NamedTuple):
    """A record's state before the change."""

    kind: str
    id: str
    op: str
    state: Any
    """The record; of what is none, a text."""


class ChangeLog:
    """Keeps one change, within the caller's transaction, who alone writes meanwhile; of nothing there is none."""

    def __init__(
        self, connection: Connection, signature: Signature, verb: str = "load", undoes: int | None = None
    ) -> None:
        self._connection = connection
        self._reader = ConnectionReader(connection)
        self._signature = signature
        self._verb = verb
        self._undoes = undoes
        self._last: _Last | None = None
        self._added: dict[str, list[str]] = defaultdict(list)
        self._before: list[_Before] = []
        self._counts: dict[str, list[int]] = {kind: [0, 0, 0, 0] for kind in RECORD_KINDS}
        self._touched: set[str] = set()
        """Kinds of which something is kept already."""
        self._parts = 0
        self._blocks = 0
        self._digests = blake2b(digest_size=20), blake2b(digest_size=20), blake2b(digest_size=20)
        """Of the rows of new ids, of the blocks, and of the records in them."""

    def added(self, kind: str, ids: Collection[str]) -> None:
        """Keeps that these were not there before."""
        if not ids:
            return
        self._begin()
        self._touched.add(kind)
        self._count(kind, 0, len(ids))
        waiting = self._added[kind]
        waiting += ids
        if len(waiting) >= _SORTED_TOGETHER:
            self._write_added(kind)

    def changed(self, kind: str, before: Mapping[str, Any]) -> None:
        """Keeps what records (or texts) said that say something else now, by id."""
        self._keep(kind, "changed", before)

    def removed(self, kind: str, before: Mapping[str, Any]) -> None:
        """Keeps what was there and is gone, by id."""
        self._keep(kind, "removed", before)

    def renamed(self, kind: str, number: int) -> None:
        """So many of those that were added are records that were removed under another id."""
        for which, by in ((0, -number), (2, -number), (3, number)):
            self._count(kind, which, by)

    def number(self) -> int:
        """The number that the change is going to have, once something is kept."""
        assert self._last is not None
        return self._last.id + 1

    def finish(self) -> int | None:
        """Writes the change itself; gives its number, or None where nothing was kept."""
        if self._last is None:
            return None
        for kind in sorted(self._added):
            self._write_added(kind)
        self._write_block()
        last, signature = self._last, self._signature
        counts = tuple(Count(kind, *counted) for kind, counted in self._counts.items() if any(counted))
        change = Change(
            last.id + 1,
            *signature[:-1],
            signature.command,
            self._verb,
            self._undoes,
            last.begins,
            counts,
            "",
            last.digest,
        )
        digest = digest_of(change, [each.digest() for each in self._digests])
        at, counted = instant_text(change.at), dumps([plain_count(each) for each in counts])
        insert(
            self._connection,
            [(_CHANGE, (change.id, at, *change[2:7], int(change.begins), counted, digest, last.digest))],
        )
        return change.id

    def _begin(self) -> None:
        if self._last is None:
            self._last = _last(self._reader)

    def _keep(self, kind: str, op: str, before: Mapping[str, Any]) -> None:
        if not before:
            return
        self._begin()
        fresh = before.keys() - self._known_already(kind, before)
        self._touched.add(kind)
        self._count(kind, 1 if op == "changed" else 2, len(fresh))
        for record_id in sorted(fresh):
            self._before.append(_Before(kind, record_id, op, before[record_id]))
            if len(self._before) == _IN_A_BLOCK:
                self._write_block()

    def _known_already(self, kind: str, ids: Collection[str]) -> set[str]:
        """Those that this change has touched: a later part of a load may come to a record again."""
        if kind not in self._touched or self._last is None:
            return set()
        known = {each.id for each in self._before if each.kind == kind and each.id in ids}
        known |= set(self._added[kind]).intersection(ids)
        of_change: dict[str, Value] = {"kind": kind, "change": self._last.id + 1}
        wanted = sorted(ids)
        for start in range(0, len(wanted), CHUNK):
            parameters = dict(of_change)
            listed = in_list("id", wanted[start : start + CHUNK], parameters)
            sql = f"{_OF_CHANGE.format('record_id', 'change_record')} AND record_id IN {listed}"
            known.update(each for (each,) in self._reader.rows(sql, parameters, few=True))
        for (packed,) in self._reader.rows(_OF_CHANGE.format("ids", "change_added"), of_change):
            known.update(set(unpacked_ids(packed)).intersection(ids))
        return known

    def _count(self, kind: str, which: int, number: int) -> None:
        if kind in self._counts:
            self._counts[kind][which] += number

    def _write_added(self, kind: str) -> None:
        assert self._last is not None
        ids, self._added[kind] = sorted(self._added[kind]), []
        rows = []
        for start in range(0, len(ids), _IN_A_ROW):
            chunk = ids[start : start + _IN_A_ROW]
            packed = packed_ids(chunk)
            self._parts += 1
            self._digests[0].update(f"{self._parts} {kind} {len(packed)} ".encode() + packed)
            row = (self._last.id + 1, self._parts, kind, chunk[0], chunk[-1], len(chunk), packed)
            rows.append((_ADDED, row))
        insert(self._connection, rows)

    def _write_block(self) -> None:
        if not self._before:
            return
        assert self._last is not None
        kept, self._before = self._before, []
        self._blocks += 1
        block, change = self._last.block + self._blocks, self._last.id + 1
        packed = packed_images([each.state for each in kept])
        self._digests[1].update(f"{len(packed)} ".encode() + packed)
        rows = []
        for place, each in enumerate(kept):
            digest = fingerprint(each.state)
            self._digests[2].update(f"{each.kind} {each.id} {each.op} {place} {digest}\n".encode())
            rows.append((_RECORD, (each.kind, each.id, change, each.op, block, place, digest)))
        insert(self._connection, [(_BLOCK, (block, change, packed)), *rows])


class _Last(NamedTuple):
    """What stood there when a change began."""

    id: int
    """Of the last change; 0 where there is none."""
    digest: str
    block: int
    """The number of the last block."""
    begins: bool
    """Whether there are records and no change."""


def _last(reader: Reader) -> _Last:
    found = next(iter(reader.rows("SELECT id, digest FROM change ORDER BY id DESC LIMIT 1", {}, few=True)), None)
    ((block,),) = reader.rows("SELECT COALESCE(MAX(id), 0) FROM change_block", {}, few=True)
    if found is not None:
        return _Last(found[0], found[1], block, begins=False)
    return _Last(0, "", block, begins=any(_is_any(reader, each) for each in _TABLES))


_TABLES = ("source", "actor", "place", "event", "question", "vocabulary")


def _is_any(reader: Reader, table: str) -> bool:
    return any(True for _ in reader.rows(f"SELECT 1 FROM {table} LIMIT 1", {}, few=True))
