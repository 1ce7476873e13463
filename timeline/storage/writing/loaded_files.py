"""Which files the database is known to say word for word, so that they need not be read again.

For each file that was loaded a row has the digest of its content and the ids of its records. It stands only as
long as every one of these records is stored exactly as the file has it: whatever writes or removes a record takes
the row away in the same transaction. No two rows share a record, so there are never more of them than records.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Set
from typing import NamedTuple

from sqlalchemy import Connection

from timeline.storage.connecting.reader import Reader
from timeline.storage.schema import tables
from timeline.storage.writing.compare import Ids, no_ids
from timeline.storage.writing.rows import Shape
from timeline.storage.writing.write_rows import clear, delete, insert

_LOADED_FILE = Shape("loaded_file", "digest", "records")


class LoadedFile(NamedTuple):
    """A file by its content."""

    digest: str
    records: Mapping[str, Set[str]]
    """The ids of its records by kind; "kind/term" for terms. There is at least one."""


def loaded_files(reader: Reader) -> dict[str, LoadedFile]:
    """The files whose every record is stored as the file has it, by digest."""
    rows = reader.rows("SELECT digest, records FROM loaded_file", {})
    return {digest: LoadedFile(digest, _records(records)) for digest, records in rows}


def ids_of(files: Iterable[LoadedFile]) -> Ids:
    """The ids of the records of some files."""
    found = no_ids()
    for file in files:
        for kind, ids in file.records.items():
            found[kind].update(ids)
    return found


def remember(connection: Connection, reader: Reader, files: Collection[LoadedFile]) -> None:
    """Notes files whose records are stored as they have them; files that shared a record with one are forgotten."""
    held = loaded_files(reader)
    fresh = {file.digest: file for file in files}
    new = [file for file in fresh.values() if file.digest not in held]
    _forget(connection, {digest: file for digest, file in held.items() if digest not in fresh}, ids_of(new))
    insert(connection, ((_LOADED_FILE, (file.digest, _text(file))) for file in new))


class Forgetting:
    """Forgets the files that have a record which is written or removed; rows are read once, when first needed."""

    def __init__(self, connection: Connection, reader: Reader) -> None:
        self._connection = connection
        self._reader = reader
        self._left: dict[str, LoadedFile] | None = None

    def of(self, touched: Ids) -> None:
        """Forgets the files that have any of these records."""
        if not any(touched.values()):
            return
        if self._left is None:
            self._left = loaded_files(self._reader)
        for digest in _forget(self._connection, self._left, touched):
            del self._left[digest]

    def of_all(self) -> None:
        """Forgets every file."""
        clear(self._connection, tables.loaded_file)
        self._left = {}


def _forget(connection: Connection, among: Mapping[str, LoadedFile], touched: Ids) -> set[str]:
    outdated = {
        digest
        for digest, file in among.items()
        if any(not touched[kind].isdisjoint(ids) for kind, ids in file.records.items())
    }
    delete(connection, tables.loaded_file, "digest", outdated)
    return outdated


def _records(text: str) -> dict[str, frozenset[str]]:
    return {kind: frozenset(ids) for kind, ids in json.loads(text).items()}


def _text(file: LoadedFile) -> str:
    return json.dumps({kind: sorted(ids) for kind, ids in file.records.items() if ids}, ensure_ascii=False)
