"""Load annotation files into a database, whole or not at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from timeline.actions.loading.current_ids import loses_a_former_id, resolved, with_records
from timeline.actions.loading.stale_copies import StaleCopy, location_of, stale_copies
from timeline.actions.loading.three_ways import (
    Compared,
    EditConflict,
    Stayed,
    base_fault,
    compare_three_ways,
    newer_records,
    pruned_conflicts,
)
from timeline.annotations.checking.advice import advise_on_news, matches_left
from timeline.annotations.checking.checks import Known, check_records
from timeline.annotations.checking.gaps import gaps
from timeline.annotations.checking.references import attributions
from timeline.annotations.reading.based_on import FILE, KEY, BasedOn
from timeline.annotations.reading.read_files import Reading, read_paths
from timeline.annotations.reading.where import Where
from timeline.domain.claims.attribution import is_actor
from timeline.domain.comparing.merge import Side
from timeline.domain.comparing.twins import twins
from timeline.domain.history import Signature
from timeline.domain.records import Match, RecordSet
from timeline.errors import DatabaseError, NoDatabase, TimelineError
from timeline.problems import Problem
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.stored.held_records import actors_called, terms_held
from timeline.storage.reading.stored.stored_records import kinds_of, read_matches
from timeline.storage.reading.stored.twins_held import likely_twins
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.compare import (
    MOST_NAMED,
    Ids,
    LoadReport,
    Removal,
    Removed,
    Stored,
    by_kind,
    is_empty,
    no_ids,
    unnamed,
)
from timeline.storage.writing.loaded_files import LoadedFile, ids_of, loaded_files, remember
from timeline.storage.writing.loader import Loader
from timeline.storage.writing.pruning import imported, pruned
from timeline.storage.writing.reach import referring
from timeline.storage.writing.renaming.renames import Rename
from timeline.storage.writing.transaction.session import write_session


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load: a report; or problems, stale copies or conflicts, and nothing was changed."""

    problems: list[Problem]
    """Sorted by path and line."""
    report: LoadReport | None
    """None where nothing was loaded."""
    stale: list[StaleCopy] = field(default_factory=list)
    """Records that are older than the database; where there are any, nothing was loaded."""
    conflicts: list[EditConflict] = field(default_factory=list)
    """What a dumped folder and the database have both changed; where there is any, nothing was loaded."""
    stayed: list[Stayed] = field(default_factory=list)
    """What the database alone has changed since a folder was dumped, and is not as its files say."""
    missing: list[Removed] = field(default_factory=list)
    """What the dump had and the folder no longer has, where nothing is pruned."""
    advice: list[Problem] = field(default_factory=list)
    """What is probably a mistake in what was added or changed."""


class _Refused(Exception):
    """Nothing may land: ends the transaction."""

    def __init__(self, loaded: Loaded) -> None:
        super().__init__()
        self.loaded = loaded


class Outdated(TimelineError):
    """The database has changed since a load was prepared, and what was said of it is no longer true."""


class Wishes(NamedTuple):
    """What a load may do beside adding and changing."""

    prune: bool = False
    """Remove what the files do not hold."""
    prune_imports: bool = False
    """Of that also what imports have written."""
    revert: bool = False
    """Take records back to what they said before a change."""
    side: Side | None = None
    """Who is right where a dumped folder and the database have both changed one thing."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Files that were read and checked; the database has not been touched, and nobody waits for it.

    Files whose every record the database is known to hold as they have it were not read again. Whatever is wrong,
    or may be, is looked for in all files: nothing is ever said that is not what reading them all comes to.
    """

    database: Database
    paths: Sequence[Path]
    reading: Reading
    known: Sequence[LoadedFile]
    """The files that were not read again."""
    problems: list[Problem]
    """Sorted by path and line; where there are any, nothing can land."""
    removal: Removal | None
    """What pruning would take away now; None where nothing is pruned."""
    wishes: Wishes
    renames: Sequence[Rename] = ()
    """What the database holds by an id that the files give as a former one."""

    def land(self, signature: Signature, *, dry_run: bool = False, most_named: int | None = MOST_NAMED) -> Loaded:
        """Brings the database to what the files say, in one transaction; a dry run then undoes it.

        ``signature``: who loads, for the history.

        Raises DatabaseError or TimelineError: Outdated where pruning would by now take away something else than
        ``removal`` says. Nothing is changed then, and a database that was made is gone again.
        """
        if self.problems:
            return Loaded(self.problems, None)
        try:
            return self._land(signature, dry_run, most_named)
        except _Refused as refused:
            return refused.loaded
        except (DatabaseError, Outdated):
            raise
        except TimelineError:
            if not self.known:
                raise
        everything = _of_all(self.database, self.paths, read_paths(self.paths), self.wishes)
        everything = replace(everything, removal=self.removal)
        return everything.land(signature, dry_run=dry_run, most_named=most_named)

    def _land(self, signature: Signature, dry_run: bool, most_named: int | None) -> Loaded:
        records = self.reading.records
        known = ids_of(self.known)
        wanted = _wanted(records, known, self.renames)
        with write_session(self.database.address, dry_run=dry_run) as (connection, before):
            reader = ConnectionReader(connection)
            if self.known and not {file.digest for file in self.known} <= loaded_files(reader).keys():
                raise TimelineError("files that were not read again are not what the database holds any more")
            held_kinds = kinds_of(reader, [each.old for each in self.renames])
            is_outdated = any(held_kinds.get(each.old) != each.kind for each in self.renames)
            if is_outdated or (
                self.removal is not None
                and _removal(reader, self.reading, known, self.wishes, self.renames) != self.removal
            ):
                raise Outdated("the database has changed in the meantime, and nothing was loaded: load again")
            loader = Loader(connection, ChangeLog(connection, signature), most_named)
            loader.rename(self.renames)
            stored = Stored(reader, records, removing=self.removal is not None)
            compared = self._compared(reader, stored)
            news = _some(compared.records, loader.add(compared.records, stored, removal=self.removal))
            report = loader.finish()
            report.leave({kind: len(ids) for kind, ids in known.items()})
            remember(connection, reader, self._as_stored(compared.apart))
            matches = read_matches(reader)
            others = likely_twins(reader, news.events) if before is not None else []
            advice = advise_on_news(
                news,
                self.reading.where,
                terms=terms_held(reader),
                called=actors_called(reader, _words_for_actors(news), whole=True),
                found_twins=[each for each in twins([*others, *news.events.values()]) if each.event in news.events],
                matches=matches,
            )
            left = _left(matches, wanted)
            advice = sorted({*advice, *matches_left(left, self.reading.where)})
            return Loaded([], report, advice=advice, stayed=compared.stayed, missing=compared.missing)

    def _compared(self, reader: Reader, stored: Stored) -> Compared:
        """What is to be loaded. Raises _Refused where that would lose what somebody has written."""
        records, where, based = self.reading.records, self.reading.where, self.reading.based_on
        changed = stored.changed(by_kind(records))
        wanted = _wanted(records, ids_of(self.known), self.renames)
        if based is not None and is_empty(reader):
            based = None
        fault = None if based is None else base_fault(reader, based)
        if based is not None and fault is not None:
            if any(changed.values()) or (self.wishes.prune and unnamed(reader, wanted).records):
                what = f"{KEY}: {fault}: take {FILE} out to compare the folder with what stands here alone"
                raise _Refused(Loaded([Problem(based.path, based.line, what)], None))
            based = None
        if not self.wishes.revert:
            stale = stale_copies(reader, _outside(records, changed, where, based), where)
            if stale:
                raise _Refused(Loaded([], None, stale))
        if based is None:
            return Compared(records, [], [], no_ids(), [])
        compared = compare_three_ways(reader, records, changed, where, stored, based, self.wishes.side)
        if self.wishes.prune and self.wishes.side is None:
            compared.conflicts.extend(pruned_conflicts(reader, based, wanted))
        if compared.conflicts:
            raise _Refused(Loaded([], None, conflicts=compared.conflicts))
        if compared.stayed:
            beside = _without(resolved(reader, compared.records).known, self.removal)
            problems = [*check_records(compared.records, where, beside), *_gaps(compared.records, where, beside)]
            if problems:
                raise _Refused(Loaded(problems, None))
        if not self.wishes.prune:
            missing = pruned(reader, wanted, imports=True, newer=newer_records(reader, based, wanted, None))
            compared.missing.extend(missing.records)
        return compared

    def _as_stored(self, apart: Ids) -> list[LoadedFile]:
        """The files whose records are stored as they have them."""
        return [
            LoadedFile(digest, ids)
            for digest, ids in self.reading.files.items()
            if ids and all(apart[kind].isdisjoint(those) for kind, those in ids.items())
        ]


def prepare_load(
    database: Database,
    paths: Sequence[Path],
    *,
    prune: bool = False,
    prune_imports: bool = False,
    revert: bool = False,
    side: Side | None = None,
) -> Prepared:
    """Reads files and folders as one whole and checks them.

    They may refer to what the database holds, unless ``prune`` is to take away all that they do not name: what imports
    have written stays then, but with ``prune_imports``. ``revert``: records may be taken back to what they said before
    a change; ``side``: who is right where a dumped folder and the database have both changed one thing. Raises
    DatabaseError.
    """
    wishes = Wishes(prune, prune_imports, revert, side)
    with _reader_of(database) as reader:
        held_files = {} if reader is None else loaded_files(reader)
    reading = read_paths(paths, held_files)
    if side is not None and reading.based_on is None and not reading.problems:
        raise TimelineError(
            f"{side.value} is for a folder that was dumped, and none of these has a {FILE}: "
            "here the files are right where they differ, and who lost something by that can undo it"
        )
    if reading.known:
        prepared = _without_known(database, paths, reading, [held_files[each] for each in reading.known], wishes)
        if prepared is not None:
            return prepared
        reading = read_paths(paths)
    return _of_all(database, paths, reading, wishes)


def load_paths(
    database: Database, paths: Sequence[Path], signature: Signature, *, dry_run: bool = False, **wishes: Any
) -> Loaded:
    """Reads files and folders as one whole, checks them, and brings the database to what they say: see above."""
    return prepare_load(database, paths, **wishes).land(signature, dry_run=dry_run)


def _of_all(database: Database, paths: Sequence[Path], reading: Reading, wishes: Wishes) -> Prepared:
    """Of files that were all read."""
    with _reader_of(database) as reader:
        records, known, renames, current = resolved(reader, reading.records)
        reading = with_records(reading, records, current)
        if reader is not None and wishes.prune:
            known = _staying(reader, known, no_ids(), wishes)
        problems = sorted({*reading.problems, *check_records(records, reading.where, known)})
        removal = None
        if wishes.prune and not problems:
            removal = Removal([]) if reader is None else _removal(reader, reading, no_ids(), wishes, renames)
    return Prepared(database, paths, reading, [], problems, removal, wishes, renames)


def _without_known(
    database: Database, paths: Sequence[Path], reading: Reading, files: Sequence[LoadedFile], wishes: Wishes
) -> Prepared | None:
    """Of files of which some are known, for the database holds what they say; None where all have to be read.

    That is where anything is wrong, for it may be so with a known file, or be told with a line of one.
    """
    records, known = reading.records, ids_of(files)
    several = sum(len(ids) for file in files for ids in file.records.values()) > sum(map(len, known.values()))
    if reading.problems or several or any(not known[kind].isdisjoint(ids) for kind, ids in by_kind(records).items()):
        return None
    with database.reading() as reader:
        if loses_a_former_id(reader, records):
            return None
        records, beside, renames, current = resolved(reader, records)
        reading = with_records(reading, records, current)
        if wishes.prune:
            beside = _staying(reader, beside, known, wishes)
        if renames or check_records(records, reading.where, beside):
            return None
        if not wishes.prune and _left(beside.matches.values(), _wanted(records, known, ())):
            return None
        removal = _removal(reader, reading, known, wishes, ()) if wishes.prune else None
        if removal is not None and _leaves_gaps(reader, removal, known):
            return None
    return Prepared(database, paths, reading, files, [], removal, wishes)


def _staying(reader: Reader, beside: Known, known: Ids, wishes: Wishes) -> Known:
    """What the database will hold beside the records: what is known of files, and what pruning leaves."""
    staying = known if wishes.prune_imports else {kind: known[kind] | ids for kind, ids in imported(reader).items()}
    return _only(beside, staying)


def _removal(reader: Reader, reading: Reading, known: Ids, wishes: Wishes, renames: Sequence[Rename]) -> Removal:
    """What pruning takes away; ``known``: ids of files that were not read."""
    wanted, based = _wanted(reading.records, known, renames), reading.based_on
    newer = None
    if based is not None and base_fault(reader, based) is None:
        newer = newer_records(reader, based, wanted, wishes.side)
    return pruned(reader, wanted, imports=wishes.prune_imports, newer=newer)


def _wanted(records: RecordSet, known: Ids, renames: Sequence[Rename]) -> dict[str, Set[str]]:
    """The ids of records and of what known files have, by kind; and those that are renamed to some of them."""
    return {
        kind: known[kind] | ids.keys() | {each.old for each in renames if each.kind == kind}
        for kind, ids in by_kind(records).items()
    }


def _outside(records: RecordSet, changed: Ids, where: Where, based: BasedOn | None) -> dict[str, dict[str, Any]]:
    """The changed records, but for those of a folder that says what it is based on."""
    wanted = by_kind(records)
    return {
        kind: {
            each: wanted[kind][each]
            for each in ids
            if based is None or not based.covers(location_of(where, kind, each)[0])
        }
        for kind, ids in changed.items()
    }


def _gaps(records: RecordSet, where: Where, beside: Known) -> Iterator[Problem]:
    """What would name a record that files define, and that stays removed."""
    kinds = {**beside.kinds, **{record_id: kind for kind, record_id in records.ids()}}
    for gap in gaps(records, kinds, [*beside.terms, *records.terms]):
        what = f"{gap.named} names {gap.kind} {gap.id}, which the database no longer has"
        at = where.of(gap.owner, kind=gap.owner_kind)
        yield Problem(*at, f"{what}: take it out, or let the files decide, and it comes back")


def _without(known: Known, removal: Removal | None) -> Known:
    """What the database holds but for what is removed."""
    if removal is None:
        return known
    gone = removal.ids()
    kinds = {record_id: kind for record_id, kind in known.kinds.items() if record_id not in gone[kind]}
    terms = [(kind, term) for kind, term in known.terms if f"{kind}/{term}" not in gone["term"]]
    return replace(known, kinds=kinds, terms=terms)


def _left(matches: Iterable[Match], wanted: Mapping[str, Set[str]]) -> list[Match]:
    """The decisions that the database holds on events of the files, and that these do not have."""
    return [each for each in matches if each.id not in wanted["match"] and wanted["event"] >= {*each.events}]


def _only(beside: Known, known: Ids) -> Known:
    """What the database holds of these alone; the rest of it is about to go."""
    return Known(
        kinds={record_id: kind for record_id, kind in beside.kinds.items() if record_id in known[kind]},
        terms=[(kind, term) for kind, term in beside.terms if f"{kind}/{term}" in known["term"]],
        above={below: above for below, above in beside.above.items() if any(below in ids for ids in known.values())},
        called=beside.called,
        matches={key: match for key, match in beside.matches.items() if key in known["match"]},
        former=beside.former,
        lost=beside.lost,
    )


def _leaves_gaps(reader: Reader, removal: Removal, known: Ids) -> bool:
    """Whether known files name what is to be removed, as far as can be seen without them."""
    removed = removal.ids()
    if any(not each.startswith("measures/") for each in removed["term"]):
        return True
    referring_ = referring(reader, removed)
    return any(not referring_.isdisjoint(ids) for ids in known.values())


@contextmanager
def _reader_of(database: Database) -> Iterator[Reader | None]:
    """A reader over the database; None where there is none yet."""
    with ExitStack() as stack:
        try:
            reader = stack.enter_context(database.reading())
        except NoDatabase:
            reader = None
        yield reader


def _some(records: RecordSet, ids: Ids) -> RecordSet:
    """The records with these ids."""
    return RecordSet(
        sources={key: each for key, each in records.sources.items() if key in ids["source"]},
        actors={key: each for key, each in records.actors.items() if key in ids["actor"]},
        places={key: each for key, each in records.places.items() if key in ids["place"]},
        events={key: each for key, each in records.events.items() if key in ids["event"]},
        matches={key: each for key, each in records.matches.items() if key in ids["match"]},
        questions={key: each for key, each in records.questions.items() if key in ids["question"]},
    )


def _words_for_actors(records: RecordSet) -> set[str]:
    """The words with which claims say whom their sources report."""
    return {each for *_, each in attributions(records) if not is_actor(each)}
