"""Load annotation files into a database, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.annotations.checks import Known, check_records
from timeline.annotations.problems import Problem
from timeline.annotations.reader import read_paths
from timeline.annotations.references import references
from timeline.domain.records import RecordSet
from timeline.errors import NoDatabase
from timeline.storage.address import Address, read_address
from timeline.storage.compare import LoadReport
from timeline.storage.known import held
from timeline.storage.load import load
from timeline.storage.reader import open_reader
from timeline.storage.session import write_session


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load: problems, and nothing was changed; or a report."""

    problems: list[Problem]
    """Sorted by path and line."""
    report: LoadReport | None
    """None where there are problems."""


def load_paths(database: str, paths: Sequence[Path], *, dry_run: bool = False, prune: bool = False) -> Loaded:
    """Reads files and folders as one whole, checks them, and brings the database to what they say.

    They may refer to what the database holds, unless ``prune`` takes away all that they do not name.
    A dry run does all of it and then undoes it. Raises DatabaseError or TimelineError; nothing is
    changed then, and a database that was made is gone again.
    """
    address = read_address(database)
    reading = read_paths(paths)
    known = Known() if prune else _known(address, reading.records)
    problems = sorted({*reading.problems, *check_records(reading.records, reading.where, known)})
    if problems:
        return Loaded(problems, None)
    with write_session(address, dry_run=dry_run) as (connection, _):
        return Loaded([], load(connection, reading.records, prune=prune))


def _known(address: Address, records: RecordSet) -> Known:
    """What the database holds of all that the files define or name; nothing where there is none yet."""
    ids = {record_id for _, record_id in records.ids()}
    ids |= {reference.id for reference in references(records)}
    try:
        with open_reader(address) as reader:
            return Known(*held(reader, ids))
    except NoDatabase:
        return Known()
