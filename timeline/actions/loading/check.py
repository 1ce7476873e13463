"""Check annotation files without a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.annotations.checking.advice import advise
from timeline.annotations.checking.checks import check_records
from timeline.annotations.reading.read_files import read_paths
from timeline.domain.former_ids import former_ids, with_current_ids
from timeline.domain.records import RecordSet
from timeline.problems import Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found."""

    records: RecordSet
    problems: list[Problem]
    """Mistakes: ``load`` would refuse the files. Sorted by path and line."""
    advice: list[Problem]
    """What could be better; empty where there are mistakes, for those come first."""


def check_paths(paths: Sequence[Path]) -> Checked:
    """Reads files and folders as one whole; all mistakes of all files, then advice."""
    reading = read_paths(paths)
    records = with_current_ids(reading.records, former_ids(reading.records))
    problems = sorted({*reading.problems, *check_records(records, reading.where)})
    return Checked(records, problems, [] if problems else advise(records, reading.where))
