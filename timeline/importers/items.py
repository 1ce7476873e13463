"""What an importer is given and what it gives: a file of other people's -> items, row by row.

An importer reads a file from its start to its end and yields what it finds: ``Imported`` (an event with
all that it refers to) or ``Rejected`` (a row that makes no event, with every reason). It holds no more
than a row where the format allows. It never writes, and never sees the database: what it has to know
of it (which names are there, which ids are taken) is in ``ids_of_names.Naming``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from timeline.domain.records import Actor, Event, Place, Source, Term
from timeline.errors import TimelineError
from timeline.importers.unwanted_signs import TakenOut
from timeline.problems import Problem


class Imported(NamedTuple):
    """One event of a file, with every record that it refers to, those already yielded included."""

    line: int
    """Where it begins in the file, from 1."""
    event: Event
    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    """Containers before what lies within them."""
    terms: tuple[Term, ...] = ()
    advice: tuple[Problem, ...] = ()
    """What is kept as it is and looks wrong: low above best, a day after the file was made."""
    unreadable: tuple[str, ...] = ()
    """Columns whose cells could not be read, and are kept as they are in a note."""


class Rejected(NamedTuple):
    """A row that makes no event."""

    line: int
    problems: tuple[Problem, ...]
    """Each ``column: what, found …``; at least one."""
    cells: tuple[str, ...]
    """The row as it was, for the file of rejects. Of JSON: its text, and the key of the array that it is in, if any."""
    is_keepable: bool = False
    """Whether only cells that cannot be read are at fault, which a line of its map would keep."""


REJECTED_LINE = "rejected line"
REJECTED_BECAUSE = "rejected because"
"""What a file of rejects says beside each row: columns of a table, keys of an object."""


class Opened(NamedTuple):
    """A file that has been opened, its beginning read and found sound."""

    columns: tuple[str, ...]
    """The header for a file of rejects."""
    items: Iterator[Imported | Rejected]
    """In the order of the file; raises Unreadable where the file cannot be read on."""
    notes: tuple[str, ...] = ()
    """What people should know of how the file was read: one line each."""
    is_json: bool = False
    """Whether what is rejected is JSON, and is to be written as such; then there is no header."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to import, and how the user says it is to be read."""

    path: Path
    encoding: str | None = None
    """A codec's name; None: UTF-8, with or without a byte order mark."""
    mapping: Path | None = None
    """What the columns of a table mean; only the formats of MAPPED take one."""

    taken_out: TakenOut = field(default_factory=TakenOut, compare=False, repr=False)
    """What was found in it, as it was read, that no text may have."""

    @property
    def label(self) -> str:
        """The path as the user gave it."""
        return str(self.path)


class Unreadable(TimelineError):
    """The file as a whole cannot be read: nothing of it is imported."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
