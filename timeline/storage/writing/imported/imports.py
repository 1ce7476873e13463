"""A file's records -> database, beside what people have written there since.

Of every record that an import writes, its digest is kept. So three texts can be compared: what the
file said last time (the digest), what it says now, and what stands here. Where only the file has
changed, the database follows; where only the database has, it keeps what people wrote; where both
have, somebody must decide.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import Connection

from timeline.domain.comparing.changes import Difference, differences
from timeline.domain.comparing.fingerprint import fingerprint, is_digest_of, is_earlier
from timeline.domain.comparing.joined import joined
from timeline.domain.comparing.merge import Side
from timeline.domain.former_ids import names_by_time, without_former_ids
from timeline.domain.history import MARK, TAKEN
from timeline.domain.records import Event, Place, RecordSet
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.reader import Reader, Value, in_list
from timeline.storage.history.states import states_now
from timeline.storage.reading.naming.former_ids import former_ids_held
from timeline.storage.reading.stored.stored_records import CHUNK, KINDS, kinds_of
from timeline.storage.schema import tables
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.compare import ALL_KINDS, MOST_NAMED, LoadReport, Removal, Stored, by_kind, record_set
from timeline.storage.writing.imported.unused import unused_imports
from timeline.storage.writing.loader import Loader
from timeline.storage.writing.renaming.renames import Rename
from timeline.storage.writing.rows import Shape
from timeline.storage.writing.write_rows import bring, delete, insert

_EVENT_IMPORT = Shape("event_import", "event_id", "digest")
_RECORD_IMPORT = Shape("record_import", "record_id", "digest")
_IMPORT_NAME = Shape("import_name", "key", "record_id")

_QUESTIONS_TOLD = 20
"""Records in question of which it is told what differs; of more only their ids."""

Marks = dict[str, str]
"""By record id: the kind of file that wrote it, a space, and its digest then."""


class Verdict(Enum):
    """What is to be done with a record of a file."""

    WRITE = 1
    """It is new, or the file alone has changed it."""
    LEAVE = 2
    """The database says the same, or the record was never an import's."""
    KEEP = 3
    """It was edited here; the file says what it said last time, or ours goes first."""
    ASK = 4
    """It was edited here, and the file says something new."""


class ImportQuestion(NamedTuple):
    """A record that was edited here, and of which the file says something else."""

    kind: str
    id: str
    fields: tuple[Difference, ...]
    """From what stands here to what the file says."""


@dataclass(slots=True)
class Edited:
    """Records that were edited here since the last import, by id."""

    kept: list[str] = field(default_factory=list)
    in_question: list[str] = field(default_factory=list)
    """With any of these, nothing may land."""
    questions: list[ImportQuestion] = field(default_factory=list)
    """The first of these, with what differs."""


class Importing:
    """Brings a database to what a file says, part after part, in the caller's one transaction."""

    def __init__(
        self,
        connection: Connection,
        log: ChangeLog,
        origin: str,
        side: Side | None = None,
        most_named: int | None = MOST_NAMED,
        *,
        defines: bool = False,
    ) -> None:
        """``origin`` names the kind of file: what files of another kind have brought, these only refer to.

        ``defines``: its files say all of sources, actors and places. Others only name them, now and then of
        another kind: what several say of one is joined, so that none takes back what another has said.
        """
        self._connection = connection
        self._origin = origin
        self._reader = ConnectionReader(connection)
        self._log = log
        self._loader = Loader(connection, log, most_named)
        self._side = side
        self._defines = defines
        self.edited = Edited()
        self._former_ids: list[tuple[str, str]] | None = None
        self.points_moved = 0
        """Places that an earlier version had given the coordinates of a row, and that gave them up to their events."""

    def add(self, records: RecordSet) -> None:
        """Writes what the file alone has changed; notes what people have edited."""
        stored = Stored(self._reader, records)
        marks = _read_marks(self._reader, stored)
        writing: dict[str, dict[str, Any]] = {}
        fresh: dict[str, Marks] = {"event": {}, "record": {}}
        left = dict.fromkeys(ALL_KINDS, 0)
        for kind, wanted in by_kind(records).items():
            writing[kind] = {}
            for record_id, record in wanted.items():
                before = stored.records[kind].get(record_id)
                said = self._said(kind, _with_former_ids(kind, record, before), before, marks)
                verdict = self._judge(kind, said, before, marks)
                if verdict is Verdict.WRITE:
                    writing[kind][record_id] = said
                    self.points_moved += kind == "place" and not self._defines and _gives_up_its_point(said, before)
                else:
                    left[kind] += 1
                # Also of an event that was kept: else the same question would be put each time.
                is_kept = verdict is Verdict.KEEP and not self._only_names(kind)
                is_said = verdict is Verdict.WRITE or is_kept or self._confirms(kind, said, before, marks)
                if is_said and kind in KINDS:  # of a term or a match that is there a file never says something else
                    mark = f"{self._origin} {fingerprint(without_former_ids(said))}"
                    if marks.get(record_id) != mark and self._is_ours(kind, marks.get(record_id)):
                        fresh["event" if kind == "event" else "record"][record_id] = mark
        self._loader.add(record_set(writing), stored)
        for kind, number in left.items():
            self.report.left[kind] = self.report.left.get(kind, 0) + number
        self._write_marks(fresh, marks, stored)

    def rename(self, renames: Collection[Rename]) -> None:
        """Gives records the ids that the file has for them, where it says what they were called before."""
        self._loader.rename(renames)
        self._former_ids = None

    def unused(self, is_named: Callable[[str], bool]) -> Removal:
        """What imports of this kind of file have written and nothing uses any more, but for what the file names."""
        return unused_imports(self._reader, self._origin, is_named)

    def remove(self, removal: Removal) -> None:
        """Takes away records that nothing uses."""
        self._loader.add(RecordSet(), removal=removal)

    @property
    def report(self) -> LoadReport:
        """What has been done so far; records that were kept count as left."""
        return self._loader.report

    def finish(self) -> LoadReport:
        """Makes the database whole; gives what was done."""
        return self._loader.finish()

    def remember(self, taken: Mapping[str, str]) -> None:
        """Keeps which records names were taken for, by digests of the names.

        Names that only rejected rows have were taken for nothing; a record that is gone no longer counts.
        """
        held = kinds_of(self._reader, set(taken.values()))
        before = {key: now for (_, key), now in states_now(self._reader, [(TAKEN, key) for key in taken]).items()}
        kept = {key: record_id for key, record_id in taken.items() if record_id in held}
        stood = {key: record_id for key, record_id in before.items() if record_id is not None}
        other = {key: record_id for key, record_id in stood.items() if kept.get(key) != record_id}
        self._log.added(TAKEN, kept.keys() - stood.keys())
        self._log.changed(TAKEN, {key: each for key, each in other.items() if key in kept})
        self._log.removed(TAKEN, {key: each for key, each in other.items() if key not in kept})
        delete(self._connection, tables.import_name, "key", other.keys())
        insert(self._connection, ((_IMPORT_NAME, each) for each in sorted(kept.items() - stood.items())))

    def _said(self, kind: str, record: Any, before: Any, marks: Mapping[str, str]) -> Any:
        """What a file says of a record, together with what files like it have said."""
        if kind in ("event", "term", "match") or self._defines or before in (None, record) or self._side is Side.THEIRS:
            return record
        return joined(before, record) if _is_said(_digest(marks.get(record.id)), before) else record

    def _confirms(self, kind: str, said: Any, before: Any, marks: Mapping[str, str]) -> bool:
        """Whether a record stands here as an import has written it, or may be taken for that.

        What people wrote in a file's own words stays theirs where the file only names it.
        """
        if said != before or kind in ("term", "match"):
            return False
        mark = marks.get(said.id)
        return kind == "event" or (mark is not None and (self._defines or _is_said(_digest(mark), before)))

    def _judge(self, kind: str, record: Any, before: Any, marks: Mapping[str, str]) -> Verdict:
        if before is None:
            return Verdict.WRITE
        if record == before or kind in ("term", "match"):
            return Verdict.LEAVE
        mark = marks.get(record.id)
        if kind != "event" and (mark is None or not self._is_ours(kind, mark)):
            return Verdict.LEAVE  # people, or another kind of file, wrote this one: the file only refers to it
        said = _digest(mark)
        if self._side is Side.THEIRS or _is_said(said, before):
            return Verdict.WRITE
        if self._side is Side.OURS or self._only_names(kind) or self._was_said(said, record, before):
            self.edited.kept.append(record.id)
            return Verdict.KEEP
        self.edited.in_question.append(record.id)
        if len(self.edited.questions) < _QUESTIONS_TOLD:
            self.edited.questions.append(ImportQuestion(kind, record.id, (*differences(before, record),)))
        return Verdict.ASK

    def _was_said(self, stored: str, record: Any, before: Any) -> bool:
        """Whether the file says what it said last time, by whatever ids; if long ago, but for an event's point."""
        told = [record]
        if is_earlier(stored) and isinstance(record, Event):
            pointless = record._replace(latitude=None, longitude=None)
            told += [pointless._replace(place=place) for place in (record.place, before.place)]
        return any(_is_said(stored, each) for each in told) or any(
            _is_said(stored, each) for one in told for each in names_by_time(one, self._former())
        )

    def _former(self) -> list[tuple[str, str]]:
        """Every former id with the one that its record has now, the latest first; read when first needed."""
        if self._former_ids is None:
            self._former_ids = [(each.id, each.record) for each in former_ids_held(self._reader)]
        return self._former_ids

    def _only_names(self, kind: str) -> bool:
        """Whether a file says of such records no more than a name: then it never says something new of one."""
        return kind in ("actor", "place") and not self._defines

    def _is_ours(self, kind: str, mark: str | None) -> bool:
        """Whether a record may be this kind of file's: what was written first by another stays the other's."""
        return kind == "event" or mark is None or mark.startswith(f"{self._origin} ")

    def _write_marks(self, fresh: Mapping[str, Marks], before: Mapping[str, str], stored: Stored) -> None:
        """Writes marks; those of new records come and go with them, and are kept in no other way."""
        held = {record_id for kind in KINDS for record_id in stored.records[kind]}
        for written in fresh.values():
            self._log.changed(MARK, {each: before[each] for each in written.keys() & before.keys()})
            self._log.added(MARK, (written.keys() - before.keys()) & held)
        for shape, kind in ((_EVENT_IMPORT, "event"), (_RECORD_IMPORT, "record")):
            marks = sorted(fresh[kind].items())
            stale = fresh[kind].keys() & before.keys()
            bring(self._connection, [shape], stale, ((shape, mark) for mark in marks if mark[0] in stale))
            insert(self._connection, ((shape, mark) for mark in marks if mark[0] not in stale))


def _with_former_ids(kind: str, record: Any, before: Any) -> Any:
    """The record with what it is stored to have been called before: a file may know of more, and takes nothing back."""
    if kind == "term" or before is None or before.was == record.was:
        return record
    return record._replace(was=(*before.was, *(each for each in record.was if each not in before.was)))


def _is_said(stored: str, record: Any) -> bool:
    """Whether a digest that was kept is that of a record."""
    return is_digest_of(stored, without_former_ids(record))


def _gives_up_its_point(place: Place, before: Place | None) -> bool:
    return before is not None and before.latitude is not None and place.latitude is None


def _digest(mark: str | None) -> str:
    return "" if mark is None else mark.partition(" ")[2]


def _read_marks(reader: Reader, stored: Stored) -> Marks:
    found: Marks = {}
    for table, column, kinds in (
        ("event_import", "event_id", ("event",)),
        ("record_import", "record_id", ("source", "actor", "place")),
    ):
        wanted = sorted(record_id for kind in kinds for record_id in stored.records[kind])
        for start in range(0, len(wanted), CHUNK):
            parameters: dict[str, Value] = {}
            listed = in_list("id", wanted[start : start + CHUNK], parameters)
            found.update(_pairs(reader, f"SELECT {column}, digest FROM {table} WHERE {column} IN {listed}", parameters))
    return found


def _pairs(reader: Reader, sql: str, parameters: dict[str, Value]) -> Iterable[tuple[str, str]]:
    return ((str(record_id), str(digest)) for record_id, digest in reader.rows(sql, parameters, few=True))
