"""A timeline from Python, for notebooks and scripts: the same actions as the command line's, and no others.

What there is to know of it stands in docs/python.md. Mistakes raise TimelineError, whose text is what the command line
prints; what it says beside an answer is a TimelineWarning.
"""

from collections.abc import Iterator
from datetime import date
from os import PathLike, fspath
from types import TracebackType
from typing import TYPE_CHECKING, Any, Unpack, cast

from timeline.actions.answer import answer, open_moment
from timeline.actions.asking.saved_questions import list_questions, request_of
from timeline.errors import TimelineError, TimelineWarning, UnknownName, UsageFault
from timeline.query import KEYWORDS, Filters, NarrowingFilters, Request
from timeline.storage.connecting.database import Database, open_database

if TYPE_CHECKING:  # what only some calls need is imported by them
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from timeline.actions.duplicates.find_duplicates import Duplicates
    from timeline.actions.history.log import Logged, Touched
    from timeline.actions.loading.check import Checked
    from timeline.actions.loading.report import ImportReport, Report
    from timeline.actions.rename import RenameReport
    from timeline.actions.show import RecordInContext
    from timeline.domain.chronology import Entry
    from timeline.domain.comparing.merge import Side
    from timeline.domain.conflicts.conflict import Contradiction
    from timeline.domain.counting.counted import CountTable
    from timeline.domain.history import Signature
    from timeline.domain.records import Question
    from timeline.exporters.registry import FiltersAndOptions
    from timeline.storage.reading.overviews.lists import Listed

    AnyPath = str | PathLike[str]

_TO_USER = 3
"""Frames between a warning and the line of the user that it is about."""


def open(database: "AnyPath", *, write: bool = False) -> "Timeline":
    """Opens a database: a path, or the URL of a PostgreSQL server; for reading only unless ``write``.

    To be closed, best by ``with``. Opened for writing it need not be there yet: a load or an import makes it. Raises
    DatabaseError, or NoDatabase where there is none to read.
    """
    opened = open_database(fspath(database))
    if not write:
        with opened.reading():  # what cannot be read is told now
            pass
    return Timeline(opened, write=write)


def check(*paths: "AnyPath") -> "Checked":
    """Checks annotation files and folders as one whole, without a database.

    Gives their ``records``, the ``problems`` for which a load would refuse them, and ``advice``; raises TimelineError
    where a path cannot be read at all.
    """
    from timeline.actions.loading.check import check_paths

    return check_paths(_paths(paths, "check"))


class Timeline:
    """An open database; see ``open``. It may be used by several threads at once.

    What it gives is of the moment at which it was asked.
    """

    def __init__(self, database: Database, *, write: bool) -> None:
        self._database = database
        self._writes = write

    def __enter__(self) -> "Timeline":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<timeline {self._database.address.label}{', open for writing' if self._writes else ''}>"

    def close(self) -> None:
        """Closes the database; what is still being read from it ends with a TimelineError."""
        self._database.close()

    # --- asking --------------------------------------------------------------------------------------

    def events(self, **filters: Unpack[Filters]) -> "Events":
        """The events that filters find, in chronological order, undated ones last: all without any.

        The filters are those of ``timeline events``, by name and as texts; a list where the command line repeats one.
        Raises TimelineError for what cannot be asked together and for a name that fits no record or several.
        """
        return Events(self, filters)

    def event(self, event_id: str, *, recorded_on: str | date | None = None) -> "Entry":
        """The event of this id, as it was ``recorded_on`` a day or after a change. Raises UnknownName for none."""
        from timeline.domain.chronology import Entry

        shown = self._shown(event_id, recorded_on)
        if not isinstance(shown.record, Entry):
            raise UnknownName(f'"{event_id}" is the {shown.kind} {shown.record.id}, and no event: show() tells of it')
        return shown.record

    def show(self, wanted: str, *, recorded_on: str | date | None = None) -> "RecordInContext":
        """Everything about the record of an id, or the actor or place of a name: itself, and its events.

        ``recorded_on``: as the filter of this name, a day or "change 12".

        Raises UnknownName (with the nearest) or AmbiguousName (with all that fit).
        """
        shown = self._shown(wanted, recorded_on)
        if shown.kind == "event":
            return shown._replace(events=())
        of_it: dict[str, Filters] = {
            "actor": {"actor": shown.record.id},
            "source": {"source": shown.record.id},
            "place": {"place": shown.record.id},
        }
        events = Events(self, of_it[shown.kind] | {"recorded_on": recorded_on})
        return shown._replace(events=events, count=lambda most: min(events.count(), most))

    def _shown(self, wanted: str, recorded_on: str | date | None) -> "RecordInContext":
        """The record, its events left aside."""
        from timeline.actions.show import show

        then = _request(self._database, {"recorded_on": recorded_on}).recorded_on
        with show(self._database, wanted, recorded_on=then) as shown:
            _warn(shown.notes, _TO_USER + 1)
            return shown

    def actors(self, word: str | None = None) -> "list[Listed]":
        """The actors by id, each with how many events it has, and their days; with a word, those it is part of."""
        return self._listed("actor", word)

    def sources(self, word: str | None = None) -> "list[Listed]":
        """The sources by id, each with how many events it has, and their days; with a word, those it is part of."""
        return self._listed("source", word)

    def places(self, word: str | None = None) -> "list[Listed]":
        """The places by id, each with how many events it has, and their days; with a word, those it is part of."""
        return self._listed("place", word)

    def _listed(self, kind: str, word: str | None) -> "list[Listed]":
        from timeline.actions.lists.listing import list_kind

        listing = list_kind(self._database, kind, word)
        _warn(listing.notes, _TO_USER + 1)
        return listing.found

    def questions(self) -> "list[Question]":
        """The saved questions, by name; each is asked with ``question=`` its id."""
        return list_questions(self._database)

    def table(self, name: str, /, **filters: Unpack[Filters]) -> dict[str, list[Any]]:
        """A table of what filters find, as columns for pandas, Polars or DuckDB: a list of values for each name.

        ``events``, ``claims``, ``participants`` and ``figures`` have a row for each of these in the events found,
        ``sources``, ``actors`` and ``places`` for each that these events name, with all that those derive from,
        belong to or lie in; without filters, for each that there is. Days are ``datetime.date``, and None where that
        has none, beside ISO 8601 texts; open ends are None. Raises TimelineError as ``events`` does.
        """
        from timeline.actions.tables import read_table

        with answer(self._database, _request(self._database, filters), steady=True) as found:
            _warn(found.notes)
            return read_table(found, name)

    def count(
        self,
        by: "str | Sequence[str] | None" = None,
        *,
        level: "str | Sequence[str] | None" = None,
        sum: str | None = None,
        begun: bool = False,
        limit: int | None = None,
        offset: int = 0,
        reverse: bool = False,
        **filters: Unpack[NarrowingFilters],
    ) -> "CountTable":
        """How many events the filters find: in all, or ``by`` one or two of day, week, month, quarter, year, decade,
        actor, role, type, place, source, origin, standing, tag.

        Gives ``rows``, each with what it is of, what is certain and what is only possible; the ``total``, and ``notes``
        on why rows do not add up to it; ``table()`` is for pandas. ``level``: the kind of the places that are told, or
        "mode" for types as they are written; ``sum``: a measure whose figures are added up; ``begun``: what lasted
        counts only where it began; ``limit``, ``offset`` and ``reverse`` are of rows. Raises UsageFault for what
        cannot be counted so, and what ``events`` raises.
        """
        from timeline.actions.counting.asked import read_asked
        from timeline.actions.counting.count_events import count

        request = _request(self._database, cast(Filters, filters))
        asked = read_asked(
            {
                "by": by,
                "level": level,
                "sum": sum,
                "begun": begun,
                "limit": limit,
                "offset": offset,
                "reverse": reverse,
            },
            request,
        )
        found = count(self._database, request, asked)
        _warn(found.notes)
        return found.counted

    def duplicates(
        self,
        *,
        across: "bool | tuple[str, str] | Sequence[str]" = False,
        within: str | None = None,
        least: float | None = None,
        limit: int | None = None,
        offset: int = 0,
        **filters: Unpack[NarrowingFilters],
    ) -> "Duplicates":
        """Pairs of events that may be one, best first, with a score from 0 to 1 and the reasons; it decides nothing.

        A pair is found where both of its events are found by the filters. ``across``: only pairs of two imports, by
        what the ids of their events begin with, or with True of any two; ``within``: only of one. ``least``: the lowest
        score. Raises UnknownName for an import that is none, UsageFault, and what ``events`` raises.
        """
        from timeline.actions.duplicates.find_duplicates import DuplicatesRequest, find_duplicates
        from timeline.domain.duplicates.scoring import LEAST

        asked = DuplicatesRequest(
            _request(self._database, cast(Filters, filters)),
            None if across is False else () if across is True else tuple(across),
            within,
            LEAST if least is None else least,
            limit,
            offset,
        )
        found = find_duplicates(self._database, asked)
        _warn(found.notes)
        return found

    def conflicts(
        self,
        *,
        kind: "str | Sequence[str] | None" = None,
        limit: int | None = None,
        offset: int = 0,
        **filters: Unpack[NarrowingFilters],
    ) -> "list[Contradiction]":
        """What cannot all be true, the surest first: what any event that the filters find is part of.

        ``kind``: one or several of date, figures, standing, part-of, order, publication, presence and office. Raises
        TimelineError as ``events`` does, UsageFault for another kind.
        """
        from timeline.actions.conflicts.find_conflicts import conflicts, read_kinds

        kinds = read_kinds((kind,) if isinstance(kind, str) else kind or ())
        request = _request(self._database, cast(Filters, filters))
        with conflicts(self._database, request, kinds, limit=limit, offset=offset) as found:
            _warn(found.notes)
            return list(found.conflicts)

    # --- history -------------------------------------------------------------------------------------

    def log(
        self,
        wanted: str | None = None,
        *,
        from_: "str | date | None" = None,
        to: "str | date | None" = None,
        author: str | None = None,
        limit: int | None = None,
    ) -> "list[Logged]":
        """The changes, newest first: each with its ``change`` and, for a record, what it did to that (``touched``).

        ``wanted``: the id of a record that is there or was, or the name of an actor or place. ``from_`` and ``to``:
        days as people type them, both included, by the clock of this machine; ``author``: a part of a name, in any
        usual spelling. Raises UnknownName or AmbiguousName.
        """
        from timeline.actions.history.log import LogRequest, log

        asked = LogRequest(wanted, _moments(from_)[0], _moments(to)[1], author, limit)
        with log(self._database, asked) as found:
            _warn(found.notes)
            return list(found.logged)

    def diff(
        self, first: "int | str | date", second: "int | str | date | None" = None, *, only: "Sequence[str]" = ()
    ) -> "list[Touched]":
        """What differs between two states, by kind and id: each record that came, says something else, or went.

        A state is the number of a change (after it; 0: before the first) or a day or moment as people type it (at its
        end, by the clock of this machine); the second is that of now where it is left out. ``only``: ids or names of
        records. Raises UsageFault, UnknownName or AmbiguousName.
        """
        from timeline.actions.history.diff import diff

        until = None if second is None else str(second)
        with diff(self._database, str(first), until, date.today(), only=only) as found:
            _warn(found.notes)
            return list(found.touched())

    def verify(self) -> list[tuple[int, str]]:
        """(the number of a change, what is wrong with it) of each that is not what it was when it landed."""
        from timeline.actions.history.log import broken

        return broken(self._database)[1]

    def save(
        self,
        name: str,
        *,
        title: str | None = None,
        note: str | None = None,
        replace: bool = False,
        author: str | None = None,
        message: str | None = None,
        **filters: "Unpack[NarrowingFilters]",
    ) -> "Question":
        """Keeps what filters ask under a name, to be asked again with ``question=`` it; dates as they are written.

        ``replace``: in the place of the question of that name; ``author`` and ``message`` as with ``load``. Raises
        TimelineError where there is one that asks something else, or the name is another record's.
        """
        from timeline.actions.save_question import save_question

        by = _signature(author, message, _call("save", name))
        database = self._writable("save")
        done = save_question(
            database, name, cast(Filters, filters), by, date.today(), title=title, note=note, replace=replace
        )
        _warn(done.notes)
        return done.question

    def forget(self, name: str, *, author: str | None = None, message: str | None = None) -> "Question":
        """Takes a saved question away; gives it. Raises UnknownName, with the nearest, where there is none."""
        from timeline.actions.save_question import forget_question

        by = _signature(author, message, _call("forget", name))
        return forget_question(self._writable("forget"), name, by).question

    def undo(
        self,
        change: int,
        *,
        force: bool = False,
        dry_run: bool = False,
        author: str | None = None,
        message: str | None = None,
    ) -> "Report":
        """Takes a change back: a new change puts back all that it added, changed and removed.

        ``force``: also where something has been written since; a ``dry_run`` says what would happen; ``author`` and
        ``message`` as with ``load``. Raises CannotUndo, with all ``conflicts`` and ``gaps``, and UnknownName; nothing
        is changed then.
        """
        from timeline.actions.history.refusal import CannotUndo
        from timeline.actions.history.undoing import undo_change
        from timeline.actions.loading.report import undo_report

        database = self._writable("undo")
        by = _signature(author, message, f"undo({change}{', force=True' if force else ''})")
        done = undo_change(database, change, by, force=force, dry_run=dry_run, most_named=None)
        if done.report is None:
            raise CannotUndo(done)
        return undo_report(done.report, dry_run=dry_run)

    # --- files ---------------------------------------------------------------------------------------

    def export(
        self,
        path: "AnyPath",
        *,
        format: str | None = None,
        title: str | None = None,
        made_on: date | None = None,
        **chosen: "Unpack[FiltersAndOptions]",
    ) -> None:
        """Writes a chronology of the events that filters find to a file, whole or not at all.

        The format follows from the suffix unless it is named; ``timeline formats`` lists them. ``made_on``: the day to
        print as the one it was made on, today where it is left out. Beside the filters, what may be chosen about a
        format has the names of the options of ``timeline export``. Raises TimelineError, UsageFault where the format
        has no such option; warns of what the format could not carry.
        """
        from pathlib import Path

        from timeline.actions.export import DEFAULT_TITLE, options_given, whole_file, write_chronology
        from timeline.exporters.registry import format_for_file, format_named

        file = Path(path)
        format_ = format_named(format) if format else format_for_file(file.name)
        filters = dict(chosen)
        options = options_given(format_, filters, KEYWORDS.name)
        day = (made_on or date.today()).isoformat()
        with answer(
            self._database,
            _request(self._database, cast(Filters, filters)),
            in_parts=format_.for_people,
            brief_claims=format_.has_brief_claims(options),
            steady=True,
        ) as found:
            _warn(found.notes)
            with whole_file(file) as out:
                left_out = write_chronology(found, out, format_, made_on=day, title=title or DEFAULT_TITLE, **options)
        _warn(left_out)

    def dump(self, folder: "AnyPath") -> None:
        """Writes the database to a folder as annotation files that load back equal.

        The files of an earlier dump are replaced, others stay. Raises TimelineError where the folder holds YAML files
        that no dump wrote.
        """
        from pathlib import Path

        from timeline.actions.dump import dump_folder

        dump_folder(self._database, Path(folder))

    # --- writing -------------------------------------------------------------------------------------

    def load(
        self,
        *paths: "AnyPath",
        dry_run: bool = False,
        revert: bool = False,
        ours: bool = False,
        theirs: bool = False,
        prune: bool = False,
        prune_imports: bool = False,
        author: str | None = None,
        message: str | None = None,
    ) -> "Report":
        """Loads annotation files and folders as one whole, or nothing of them; makes the database if there is none.

        ``author`` and ``message``: who changes it, and why, for the history; without an author TIMELINE_AUTHOR, else
        git's user, else the account's name.

        Says what it did. ``prune`` also removes, without asking, what the files do not hold, with ``prune_imports``
        also what imports wrote; ``revert`` also takes records back to what they said before a change; ``ours`` and
        ``theirs``: who is right, the database or the files, where both have changed one thing since a folder was
        dumped; a ``dry_run`` says what would happen. Raises InvalidFiles, with all ``problems``, EditedTwice, with the
        ``conflicts`` of files and database, StaleFiles, with the ``copies`` that are older than the database, and
        other TimelineErrors; nothing is changed then.
        """
        from timeline.actions.loading.invalid_files import EditedTwice, InvalidFiles, StaleFiles
        from timeline.actions.loading.load import prepare_load
        from timeline.actions.loading.report import load_report

        database = self._writable("load")
        by = _signature(author, message, _call("load", *map(str, paths)))
        if prune_imports and not prune:
            raise UsageFault("prune_imports goes with prune: it says that what imports wrote goes, too")
        prepared = prepare_load(
            database,
            _paths(paths, "load"),
            prune=prune,
            prune_imports=prune_imports,
            revert=revert,
            side=_side(ours=ours, theirs=theirs),
        )
        done = prepared.land(by, dry_run=dry_run, most_named=None)
        if done.stale:
            raise StaleFiles(done.stale)
        if done.conflicts:
            raise EditedTwice(done.conflicts)
        if done.report is None:
            raise InvalidFiles(*done.problems)
        return load_report(done.report, done.advice, dry_run=dry_run, stayed=done.stayed, missing=done.missing)

    def import_(
        self,
        path: "AnyPath",
        *,
        map: "AnyPath | None" = None,
        format: str | None = None,
        encoding: str | None = None,
        limit: int | None = None,
        skip_bad: "AnyPath | None" = None,
        ours: bool = False,
        theirs: bool = False,
        prune_imports: bool = False,
        to: "AnyPath | None" = None,
        dry_run: bool = False,
        author: str | None = None,
        message: str | None = None,
    ) -> "ImportReport":
        """Imports a file that another tool wrote, whole or not at all; makes the database if there is none.

        The format follows from its content unless it is named; a table or JSON of other programs needs a ``map``
        (a file), and one is guessed, written and told where there is none. ``limit``: only so many rows; ``skip_bad``:
        a file for bad rows, so that the rest is imported; ``ours``, ``theirs``: who is right where a record was edited
        here; ``prune_imports``: removes what earlier imports of such files wrote and nothing uses any more; ``to``: a
        folder for annotation files to review, instead of the database; ``author`` and ``message`` as
        with ``load``. Raises TimelineError, whose text has every
        fault, and for a table without a map the guess; nothing is changed then.
        """
        from pathlib import Path

        from timeline.actions.importing.import_file import (
            ImportRequest,
            import_file,
            import_to_folder,
            refuse_contradictions,
        )
        from timeline.actions.importing.outcome_lines import map_lines, outcome_lines
        from timeline.actions.importing.propose_map import propose_map
        from timeline.actions.loading.report import import_report

        file, folder = Path(path), None if to is None else Path(to)
        request = ImportRequest(
            path=file,
            format=format,
            encoding=encoding,
            mapping=None if map is None else Path(map),
            limit=limit,
            dry_run=dry_run,
            rejects=None if skip_bad is None else Path(skip_bad),
            side=_side(ours=ours, theirs=theirs),
            prunes=prune_imports,
            most_named=None,
        )
        refuse_contradictions(request, folder, KEYWORDS.name)
        database = self._writable("import_") if folder is None else self._database
        proposed = propose_map(request.file, request.format, write=not dry_run)
        if proposed is not None:
            before, behind = map_lines(
                proposed, file, f"{_call('import_', str(file))[:-1]}, map={str(proposed.path)!r})"
            )
            raise TimelineError(f"{before}\n\n{proposed.text.rstrip()}\n\n{behind}")
        if folder is None:
            outcome = import_file(database, request, _signature(author, message, _call("import_", str(file))))
        else:
            outcome = import_to_folder(folder, request)
        if not outcome.landed:
            raise TimelineError("\n".join(outcome_lines(outcome, file, "import_(…, theirs=True)")))
        return import_report(outcome, dry_run=dry_run)

    def rename(
        self, old: str, new: str, *, dry_run: bool = False, author: str | None = None, message: str | None = None
    ) -> "RenameReport":
        """Gives a record another id; whatever names it follows, and the old id goes on finding it.

        It is one change in the history; ``author`` and ``message`` as with ``load``. Files that define the record
        under the old id have to follow: the new id, with ``was: [old]``. Raises UnknownName where no record has the
        old id, TimelineError where the new one is not written as an id or belongs to another record.
        """
        from timeline.actions.rename import rename_record

        database = self._writable("rename")
        by = _signature(author, message, _call("rename", old, new))
        return rename_record(database, old, new, by, dry_run=dry_run)

    def _writable(self, verb: str) -> Database:
        if not self._writes:
            raise TimelineError(
                f"{self._database.address.label} is open for reading only: {verb} needs timeline.open(…, write=True)"
            )
        return self._database


class Events:
    """The events that filters find. Each time it is gone through the database is asked anew, event after event.

    To be kept as a list where it is needed twice: ``list(db.events(…))``. While it is being gone through, who loads
    into a SQLite file has to wait.
    """

    def __init__(self, timeline: Timeline, filters: Filters) -> None:
        self._timeline = timeline
        self._filters = filters
        self._request = _request(timeline._database, filters)
        self._notes: tuple[str, ...] | None = None
        # Whom names stand for is told now, not where the events are read.
        from timeline.actions.asking.find_query import find_query

        with open_moment(timeline._database, self._request.recorded_on) as (moment, _, told):
            notes = list(told)
            find_query(moment.references, self._request, notes)
        _warn(notes, _TO_USER + 1)
        self._told = len(notes)
        if self._request.as_of is None:
            self._notes = tuple(notes)

    def __iter__(self) -> "Iterator[Entry]":
        with answer(self._timeline._database, self._request) as found:
            self._note(found.notes, _TO_USER + 1)
            yield from found.entries

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said beside them: whom a name fits too; with ``as_of``, how many claims are left out."""
        if self._notes is None:
            with answer(self._timeline._database, self._request) as found:
                self._note(found.notes, _TO_USER + 1)
        return self._notes or ()

    def count(self) -> int:
        """How many there are, counted by the database: fewer than are found where there is a limit."""
        start, limit = self._request.offset, self._request.limit
        most = _ALL if limit is None else start + limit
        with answer(self._timeline._database, self._request, brief=True) as found:
            self._note(found.notes, _TO_USER + 1)
            return max(found.count(most) - start, 0)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return any(True for _ in self)

    def __repr__(self) -> str:
        return f"<{' '.join(['events', *(f'{name}={value!r}' for name, value in self._filters.items())])}>"

    def _note(self, notes: tuple[str, ...], frames: int) -> None:
        """Keeps what is to be said, and says what has not been said yet."""
        if self._notes is None:
            self._notes = notes
            _warn(notes[self._told :], frames)


_ALL = 2**62


def _request(database: Database, filters: Filters) -> Request:
    return request_of(database, filters, date.today())


def _signature(author: str | None, message: str | None, call: str) -> "Signature":
    """Signs what a call writes."""
    from timeline.signing import sign

    return sign(author, message, call)


def _call(verb: str, *given: str) -> str:
    return f"{verb}({', '.join(map(repr, given))})"


def _moments(typed: "str | date | None") -> "tuple[datetime | None, datetime | None]":
    """The first moment of what was typed and the first after it, by the clock of this machine."""
    if typed is None:
        return None, None
    from timeline.domain.dates.moments import moments_of
    from timeline.domain.dates.typed.windows import WindowError, read_window

    try:
        return moments_of(read_window(str(typed), date.today()))
    except WindowError as error:
        raise UsageFault(str(error)) from None


def _side(*, ours: bool, theirs: bool) -> "Side | None":
    from timeline.domain.comparing.merge import Side

    if ours and theirs:
        raise UsageFault("ours and theirs: one of them is right")
    return Side.OURS if ours else Side.THEIRS if theirs else None


def _paths(paths: "tuple[AnyPath, ...]", verb: str) -> "list[Path]":
    from pathlib import Path

    if not paths:
        raise UsageFault(f"{verb} what? Name files or folders")
    return [Path(path) for path in paths]


def _warn(notes: "tuple[str, ...] | list[str]", frames: int = _TO_USER) -> None:
    if notes:
        from warnings import warn

        for note in notes:
            warn(note, TimelineWarning, stacklevel=frames)
