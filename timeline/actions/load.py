"""Load annotation files into a database, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline.annotations.advice import advise_on_news
from timeline.annotations.checks import Known, check_records
from timeline.annotations.problems import Problem
from timeline.annotations.reader import Reading, read_paths
from timeline.annotations.references import references
from timeline.domain.records import RecordSet
from timeline.domain.twins import twins
from timeline.errors import NoDatabase, TimelineError
from timeline.storage.address import Address, read_address
from timeline.storage.compare import MOST_NAMED, Ids, LoadReport, Removal, by_kind, unnamed
from timeline.storage.known import held, terms_held
from timeline.storage.load import Loader
from timeline.storage.reader import open_reader
from timeline.storage.served import ConnectionReader
from timeline.storage.session import write_session
from timeline.storage.twins import likely_twins


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load: problems, and nothing was changed; or a report."""

    problems: list[Problem]
    """Sorted by path and line."""
    report: LoadReport | None
    """None where there are problems."""
    advice: list[Problem] = field(default_factory=list)
    """What is probably a mistake in what was added or changed."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Files that were read and checked; the database has not been touched, and nobody waits for it."""

    address: Address
    reading: Reading
    problems: list[Problem]
    """Sorted by path and line; where there are any, nothing can land."""
    removal: Removal | None
    """What pruning would take away now; None where nothing is pruned."""

    def land(self, *, dry_run: bool = False, most_named: int | None = MOST_NAMED) -> Loaded:
        """Brings the database to what the files say, in one transaction; a dry run then undoes it.

        Raises DatabaseError or TimelineError, the latter also where pruning would by now take away something else
        than ``removal`` says; nothing is changed then, and a database that was made is gone again.
        """
        if self.problems:
            return Loaded(self.problems, None)
        records = self.reading.records
        with write_session(self.address, dry_run=dry_run) as (connection, before):
            reader = ConnectionReader(connection)
            if self.removal is not None and unnamed(reader, by_kind(records)) != self.removal:
                raise TimelineError("the database has changed in the meantime, and nothing was loaded: load again")
            loader = Loader(connection, most_named)
            news = _some(records, loader.add(records, removal=self.removal))
            others = likely_twins(reader, news.events) if before is not None else []
            advice = advise_on_news(
                news,
                self.reading.where,
                terms=terms_held(reader),
                found_twins=[each for each in twins([*others, *news.events.values()]) if each.event in news.events],
            )
            return Loaded([], loader.finish(), advice)


def prepare_load(database: str, paths: Sequence[Path], *, prune: bool = False) -> Prepared:
    """Reads files and folders as one whole and checks them.

    They may refer to what the database holds, unless ``prune`` is to take away all that they do not name. Raises
    DatabaseError.
    """
    address = read_address(database)
    reading = read_paths(paths)
    known = Known() if prune else _known(address, reading.records)
    problems = sorted({*reading.problems, *check_records(reading.records, reading.where, known)})
    removal = _removal(address, reading.records) if prune and not problems else None
    return Prepared(address, reading, problems, removal)


def load_paths(database: str, paths: Sequence[Path], *, dry_run: bool = False, prune: bool = False) -> Loaded:
    """Reads files and folders as one whole, checks them, and brings the database to what they say: see above."""
    return prepare_load(database, paths, prune=prune).land(dry_run=dry_run)


def _some(records: RecordSet, ids: Ids) -> RecordSet:
    """The records with these ids."""
    return RecordSet(
        sources={key: each for key, each in records.sources.items() if key in ids["source"]},
        actors={key: each for key, each in records.actors.items() if key in ids["actor"]},
        places={key: each for key, each in records.places.items() if key in ids["place"]},
        events={key: each for key, each in records.events.items() if key in ids["event"]},
    )


def _known(address: Address, records: RecordSet) -> Known:
    """What the database holds of all that the files define or name; nothing where there is none yet."""
    ids = {record_id for _, record_id in records.ids()}
    ids |= {reference.id for reference in references(records)}
    try:
        with open_reader(address) as reader:
            return Known(*held(reader, ids))
    except NoDatabase:
        return Known()


def _removal(address: Address, records: RecordSet) -> Removal:
    try:
        with open_reader(address) as reader:
            return unnamed(reader, by_kind(records))
    except NoDatabase:
        return Removal([])
