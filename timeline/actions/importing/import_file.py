"""Import a file that another tool wrote: into the database, or as annotation files to review."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from timeline.actions.history.wrote import Said, who_wrote
from timeline.actions.importing.import_parts import Gathered, IntoDatabase, Sink
from timeline.actions.importing.problem_groups import ProblemGroups, RowLines
from timeline.actions.importing.rejects import Rejects
from timeline.annotations.writing.writer import is_free, write_folder
from timeline.domain.claims.derive import derive
from timeline.domain.comparing.merge import Side
from timeline.domain.dates import calendar
from timeline.domain.history import Change, Signature
from timeline.domain.records import RecordSet
from timeline.errors import TimelineError, UsageFault
from timeline.importers.items import Imported, Input, Opened, Rejected
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.recognise import format_of
from timeline.importers.registry import Format
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.naming.names_held import names_held
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.compare import MOST_NAMED, LoadReport, Removal
from timeline.storage.writing.imported.imports import Edited, Importing, ImportQuestion
from timeline.storage.writing.transaction.session import write_session

Told = Callable[[int], None]
"""Told, now and then, how many rows have been read."""
_ROWS_BETWEEN_TELLING = 1_000


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What is to be imported, and how."""

    path: Path
    format: str | None = None
    """A name of FORMATS; None: by the file's content."""
    encoding: str | None = None
    mapping: Path | None = None
    limit: int | None = None
    """So many rows, from the start of the file."""
    dry_run: bool = False
    rejects: Path | None = None
    """Bad rows go here and the rest is imported; None: with a bad row, nothing is."""
    side: Side | None = None
    prunes: bool = False
    """What imports of such files have written and nothing uses any more is removed."""
    tells_all: bool = False
    """Every piece of advice by itself, not only the first of each kind."""
    most_named: int | None = MOST_NAMED
    """So many records of each sort are named in the report; None: all."""

    @property
    def file(self) -> Input:
        """The file, and how it is to be read."""
        return Input(self.path, self.encoding, self.mapping)


def refuse_contradictions(request: ImportRequest, folder: Path | None, name: Callable[[str], str]) -> None:
    """Raises UsageFault where parts of a request cannot be meant together; ``name`` writes a part as it is asked for.

    ``folder``: where annotation files are to be written, instead of the database.
    """
    if folder is not None and request.side is not None:
        raise UsageFault(f"{name(request.side.value)} is for the database: {name('to')} writes new files")
    if request.prunes and folder is not None:
        raise UsageFault(f"{name('prune_imports')} removes records of the database: {name('to')} writes new files")
    if request.prunes and request.limit is not None:
        rows = f"the rows past {name('limit')} may use them"
        raise UsageFault(f"{name('prune_imports')} removes records of the database: {rows}")


@dataclass(slots=True)
class ImportOutcome:
    """What came of an import; where there are problems, or records in question, nothing was changed."""

    format: Format
    notes: tuple[str, ...] = ()
    problems: ProblemGroups = field(default_factory=ProblemGroups)
    advice: ProblemGroups = field(default_factory=ProblemGroups)
    edited: Edited = field(default_factory=Edited)
    wrote: list[tuple[Change | None, ...]] = field(default_factory=list)
    """Of each question on what was edited, who wrote what stands here, field by field."""
    report: LoadReport | None = None
    """None where nothing was imported, or it went to a folder."""
    written: list[Path] | None = None
    """The annotation files, where it went to a folder."""
    unused: Removal | None = None
    """What imports of such files have written and this one has left without use; None where it has left nothing so."""
    events: int = 0
    """Rows (or whatever the format has) that made an event."""
    unreadable: dict[str, RowLines] = field(default_factory=dict)
    """By column: cells that could not be read, and are kept in notes."""
    undated: int = 0
    """Of the events, those without a date."""
    rejected: int = 0
    keepable: int = 0
    """Of the rejected rows, those that ``unreadable: note`` in the map would keep."""
    rejects_written: bool = False

    @property
    def landed(self) -> bool:
        """Whether the file was taken in (or, in a dry run, would have been)."""
        return not self.problems.shown and not self.edited.in_question


class _Refused(Exception):
    """Leaves the transaction without a trace; what is wrong stands in the outcome."""


def import_file(
    database: Database, request: ImportRequest, signature: Signature, told: Told = lambda _: None
) -> ImportOutcome:
    """Imports a file into a database, in one transaction; makes the database if there is none.

    Raises Unreadable, DatabaseError or TimelineError; nothing is changed then.
    """
    outcome = ImportOutcome(format_of(request.file, request.format))
    with _rejects(request) as rejects:
        try:
            with write_session(database.address, dry_run=request.dry_run) as (connection, _):
                reader = ConnectionReader(connection)
                kind = outcome.format
                log = ChangeLog(connection, signature, "import")
                importing = Importing(
                    connection, log, kind.origin, request.side, request.most_named, defines=kind.defines
                )
                sink = IntoDatabase(importing, reader, str(request.path))
                outcome.edited = importing.edited
                naming = Naming(*names_held(reader))
                _read(request, naming, sink, outcome, rejects, told)
                importing.remember(naming.taken)
                outcome.notes += _points_moved(importing.points_moved)
                if not outcome.landed:
                    outcome.wrote = [_who_wrote(reader, each) for each in outcome.edited.questions]
                    raise _Refused
                _see_to_what_is_unused(request, importing, sink, outcome)
                outcome.report = importing.finish()
        except _Refused:
            return outcome
        outcome.rejects_written = rejects is not None and not request.dry_run and rejects.publish()
    return outcome


def _who_wrote(reader: Reader, question: ImportQuestion) -> tuple[Change | None, ...]:
    said = [Said(each.path, each.before) for each in question.fields]
    return tuple(who_wrote(reader, question.kind, question.id, said, 0))


def _see_to_what_is_unused(
    request: ImportRequest, importing: Importing, sink: IntoDatabase, outcome: ImportOutcome
) -> None:
    """Removes it where that is asked for; names it where the import may have left it so."""
    is_partial = request.limit is not None  # what the rest of the file names is not known
    if is_partial or not (request.prunes or importing.report.changed.get("event")):
        return
    unused = importing.unused(sink.has_named)
    if request.prunes:
        importing.remove(unused)
    elif unused.records:
        outcome.unused = unused


def _points_moved(places: int) -> tuple[str, ...]:
    if not places:
        return ()
    which = "1 place has" if places == 1 else f"{places:,} places have"
    return (f"{which} no coordinates any more: an earlier version took them from a row, now each event has its own",)


def import_to_folder(folder: Path, request: ImportRequest, told: Told = lambda _: None) -> ImportOutcome:
    """Writes what a file holds as annotation files, for a person to review and load.

    Raises Unreadable, and TimelineError where the folder is not empty.
    """
    outcome = ImportOutcome(format_of(request.file, request.format))
    if not is_free(folder):
        raise TimelineError(f"{folder} is not an empty folder: name a new one, so that nothing of yours is replaced")
    with _rejects(request) as rejects:
        gathered = Gathered(str(request.path))
        _read(request, Naming(), gathered, outcome, rejects, told)
        if not outcome.landed:
            return outcome
        records = gathered.records()
        outcome.written = [] if request.dry_run else write_folder(records, folder, year_of=_years(records))
        outcome.rejects_written = rejects is not None and not request.dry_run and rejects.publish()
    return outcome


def _rejects(request: ImportRequest) -> "AbstractContextManager[Rejects | None]":
    return nullcontext() if request.rejects is None else Rejects(request.rejects, request.path)


def _read(
    request: ImportRequest,
    naming: Naming,
    sink: Sink,
    outcome: ImportOutcome,
    rejects: Rejects | None,
    told: Told,
) -> None:
    """The file from its start to its end, into the sink."""
    file = request.file
    opened = outcome.format.importer().open_file(file, naming)
    outcome.notes = opened.notes
    if request.tells_all:
        outcome.advice.is_grouped = False
    if rejects is not None:
        rejects.begin(opened)
    for number, item in enumerate(_within(opened, request.limit), start=1):
        if isinstance(item, Rejected):
            _reject(item, outcome, rejects)
        else:
            outcome.events += 1
            outcome.undated += item.event.date is None and not any(claim.date for claim in item.event.claims)
            outcome.advice.add(item.advice)
            for column in item.unreadable:
                outcome.unreadable.setdefault(column, RowLines()).add(item.line)
            outcome.problems.add(sink.add(item))
        if number % _ROWS_BETWEEN_TELLING == 0:
            told(number)
    outcome.problems.add(sink.finish())
    outcome.notes += file.taken_out.told()
    if rejects is not None and not request.dry_run:
        rejects.complete()


def _within(opened: Opened, limit: int | None) -> "islice[Imported | Rejected]":
    return islice(opened.items, limit)


def _reject(item: Rejected, outcome: ImportOutcome, rejects: Rejects | None) -> None:
    outcome.rejected += 1
    outcome.keepable += item.is_keepable
    if rejects is None:
        outcome.problems.add(item.problems)
    else:
        rejects.add(item)


def _years(records: RecordSet) -> Callable[[str], str]:
    """The year under which each event is filed: that of its first day, or of its last where it has no first."""
    dated = derive(records).events

    def year_of(event_id: str) -> str:
        date = dated[event_id].date
        day = date.begin_earliest if date.begin_earliest is not None else date.end_latest
        return "undated" if day is None else calendar.year_text(day)

    return year_of
