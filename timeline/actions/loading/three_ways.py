"""A folder that a dump wrote, with what was edited in it, beside what was edited in the database since the dump.

Three states of each record are compared: what the dump found, what the files say, and what the database says. What only
the files have changed lands, what only the database has changed stays, and where both have changed one thing, and not
alike, somebody must decide.
"""

from collections.abc import Container, Mapping
from typing import Any, NamedTuple

from timeline.actions.history.wrote import Said, last_change, who_wrote
from timeline.actions.loading.stale_copies import location_of
from timeline.annotations.checking.references import references
from timeline.annotations.reading.based_on import BasedOn
from timeline.annotations.reading.where import Where
from timeline.domain.comparing.changes import Difference, differences
from timeline.domain.comparing.merge import EditClash, Side, merge
from timeline.domain.former_ids import as_renamed, record_with
from timeline.domain.history import RECORD_KINDS, Change
from timeline.domain.records import RecordSet
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.changes_kept import newest_change, read_change
from timeline.storage.history.earlier_states import earlier_states
from timeline.storage.history.states import first_touches, next_touches, states_after, states_before
from timeline.storage.reading.naming.former_ids import former_ids_held
from timeline.storage.reading.stored.stored_records import KINDS
from timeline.storage.writing.compare import Ids, Removed, Stored, by_kind, no_ids, record_set, unnamed

_Key = tuple[str, str]


class Stayed(NamedTuple):
    """A record that the database has changed since the dump, and that stays so, at least in part."""

    kind: str
    id: str
    fields: list[Difference]
    """From what the files say to what the database says; empty where it is gone."""
    is_gone: bool
    """Whether it was removed."""
    change: Change | None
    """The last one that touched it."""
    wrote: tuple[Change | None, ...]
    """Of each of the fields, the change that made the database say so."""


class EditConflict(NamedTuple):
    """A record that the files and the database have changed since the dump, and not alike."""

    path: str
    line: int
    kind: str
    id: str
    what: str
    """``edited``; ``gone``: removed from the database, and the files say something new of it; ``pruned``: no longer in
    the files, and changed in the database."""
    fields: tuple[EditClash, ...]
    """Of what is edited: each thing, with the texts of both."""
    change: Change | None
    """The last one that touched it in the database."""
    wrote: tuple[Change | None, ...]
    """Of each of the fields, the change that made the database say so."""


class Compared(NamedTuple):
    """What comes of it."""

    records: RecordSet
    """What is to be loaded."""
    stayed: list[Stayed]
    conflicts: list[EditConflict]
    """Where there are any, nothing may land."""
    apart: Ids
    """Records that will not be as the files say."""
    missing: list[Removed]
    """What the dump had and the files do not hold, where that stays."""


def base_fault(reader: Reader, based: BasedOn) -> str | None:
    """Why a folder cannot be compared with what this database said then; None where it can."""
    newest = newest_change(reader)
    if based.number > newest:
        what = f"the newest of this database is {newest}" if newest else "this database has none"
        return f"based on change {based.number}, and {what}: it is of another database, or of a later state of this one"
    change = read_change(reader, based.number) if based.number else None
    if change is not None and not change.digest.startswith(based.digest):
        return f"based on change {based.number} of another database: that of this one has another digest"
    return None


def compare_three_ways(
    reader: Reader, records: RecordSet, changed: Ids, where: Where, stored: Stored, based: BasedOn, side: Side | None
) -> Compared:
    """Compares what the files say with what the database says; ``changed``: where that is not the same."""
    comparing = _Comparing(reader, records, where, stored, side)
    comparing.compare(changed, based)
    return comparing.result()


def newer_records(reader: Reader, based: BasedOn, wanted: Mapping[str, Container[str]], side: Side | None) -> Ids:
    """What was written since the dump, and is not to be pruned; ``wanted``: what the files hold, by kind.

    Where the files are right, of what they no longer hold only what the dump did not have.
    """
    found = no_ids()
    for (kind, record_id), touch in first_touches(reader, based.number, kinds=RECORD_KINDS).items():
        if side is not Side.THEIRS or touch.op == "added" or record_id in wanted[kind]:
            found[kind].add(record_id)
    return found


def pruned_conflicts(reader: Reader, based: BasedOn, wanted: Mapping[str, Container[str]]) -> list[EditConflict]:
    """Records that the dump had and the files no longer hold, and that were changed since."""
    since = first_touches(reader, based.number, kinds=RECORD_KINDS)
    edited = {key for key, touch in since.items() if touch.op != "added"}
    return [
        EditConflict(based.path, based.line, kind, record_id, "pruned", (), last_change(reader, kind, record_id), ())
        for kind, record_id, _ in unnamed(reader, wanted).records
        if (kind, record_id) in edited
    ]


class _Comparing:
    """One comparison."""

    def __init__(self, reader: Reader, records: RecordSet, where: Where, stored: Stored, side: Side | None) -> None:
        self._reader = reader
        self._where = where
        self._stored = stored
        self._side = side
        self._wanted = {kind: dict(those) for kind, those in by_kind(records).items()}
        self._gone: dict[_Key, Any] = {}
        self._stayed: list[Stayed] = []
        self._conflicts: list[EditConflict] = []
        self._apart = no_ids()
        self._after = 0

    def compare(self, changed: Ids, based: BasedOn) -> None:
        """Goes through all that the database has changed since, too; what it has not lands as it is."""
        self._after = based.number
        keys = [
            (kind, each)
            for kind, ids in changed.items()
            for each in sorted(ids)
            if based.covers(location_of(self._where, kind, each)[0])
        ]
        touched = next_touches(self._reader, based.number, keys)
        bases = states_before(self._reader, touched.values())
        files: Mapping[str, dict[str, Any]] = {kind: {} for kind in self._wanted}
        for kind, record_id in touched:
            files[kind][record_id] = self._wanted[kind][record_id]
        later = {key for key, touch in earlier_states(self._reader, files).items() if touch.change > based.number}
        by_current_ids = self._by_current_ids({key: bases[touch] for key, touch in touched.items()}, files)
        for key in sorted(touched):
            record = files[key[0]][key[1]]
            # What the files say may have been loaded since, and changed again: then they have changed nothing.
            self._compare(key, record if key in later else by_current_ids[key], record)
        self._bring_back()

    def _by_current_ids(self, bases: Mapping[_Key, Any], files: Mapping[str, Mapping[str, Any]]) -> dict[_Key, Any]:
        """What the dump found, by the ids that records have now: the files name them so, and so does the database."""
        former = {each.id: each.record for each in former_ids_held(self._reader)}
        if not former:
            return dict(bases)
        olds = {
            (key[0], old): key
            for key, base in bases.items()
            if base is None and key[0] in KINDS
            for old in files[key[0]][key[1]].was
        }
        found = dict(bases)
        for at, base in states_after(self._reader, self._after, olds.keys()).items():
            key = olds[at]
            if base is not None and found[key] is None:
                found[key] = as_renamed(base, files[key[0]][key[1]])
        return {
            key: base if base is None or key[0] not in KINDS else record_with(base, former)
            for key, base in found.items()
        }

    def result(self) -> Compared:
        conflicts = sorted(self._conflicts, key=lambda each: each[:4])
        return Compared(record_set(self._wanted), self._stayed, conflicts, self._apart, [])

    def _compare(self, key: _Key, base: Any, record: Any) -> None:
        kind, record_id = key
        now = self._stored.records[kind].get(record_id)
        if now is None:
            if base is None:
                return
            if base == record or self._side is Side.OURS:
                self._gone[key] = record
                del self._wanted[kind][record_id]
            elif self._side is None:
                self._conflict(key, "gone")
            return
        merged = merge(base, record, now, self._side)
        if merged.conflicts:
            self._conflict(key, "edited", merged.conflicts)
        self._wanted[kind][record_id] = merged.record
        if merged.record != record:
            self._apart[kind].add(record_id)
            fields = differences(record, merged.record)
            wrote = self._wrote(key, [Said(each.path, each.after) for each in fields])
            change = last_change(self._reader, kind, record_id)
            self._stayed.append(Stayed(kind, record_id, fields, False, change, wrote))

    def _bring_back(self) -> None:
        """What was removed and is named by what is to be written: somebody must decide, or it comes back."""
        named: set[_Key] = set()
        while self._gone:
            changed = self._stored.changed(self._wanted)
            writing = {kind: {each: self._wanted[kind][each] for each in ids} for kind, ids in changed.items()}
            fresh = {(each.kind, each.id) for each in references(record_set(writing))} & self._gone.keys() - named
            if not fresh or self._side is Side.OURS:
                break
            for key in sorted(fresh):
                if self._side is None:
                    named.add(key)
                    self._conflict(key, "gone")
                else:
                    self._wanted[key[0]][key[1]] = self._gone.pop(key)
        for kind, record_id in self._gone:
            self._apart[kind].add(record_id)
            change = last_change(self._reader, kind, record_id)
            self._stayed.append(Stayed(kind, record_id, [], True, change, ()))

    def _conflict(self, key: _Key, what: str, fields: tuple[EditClash, ...] = ()) -> None:
        at = location_of(self._where, *key)
        wrote = self._wrote(key, [Said(each.path, each.ours) for each in fields])
        self._conflicts.append(EditConflict(*at, *key, what, fields, last_change(self._reader, *key), wrote))

    def _wrote(self, key: _Key, said: list[Said]) -> tuple[Change | None, ...]:
        return tuple(who_wrote(self._reader, *key, said, self._after)) if said else ()
