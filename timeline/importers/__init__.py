"""Files that other people's tools wrote -> records, row by row; one module a format.

An importer reads a file from its start to its end and yields what it finds: ``Imported`` (an event with
all that it refers to) or ``Rejected`` (a row that makes no event, with every reason). It holds no more
than a row where the format allows. It never writes, and never sees the database: what it has to know
of it (which names are there, which ids are taken) is in ``Naming``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from timeline.domain.records import Actor, Event, Place, Source, Term
from timeline.errors import TimelineError
from timeline.importers.reading.cell_texts import TakenOut
from timeline.importers.reading.ids_of_names import Naming
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


class Importer(Protocol):
    """What the module of a format offers."""

    def recognises(self, head: str) -> bool:
        """Whether the first 64 KiB of a file, decoded, are of this format."""

    def open_file(self, file: Input, naming: Naming) -> Opened:
        """Reads the file. Raises Unreadable."""


class Format(NamedTuple):
    """A format that can be imported."""

    name: str
    what: str
    module: str
    """Within ``timeline.importers``."""
    defines: bool = False
    """Whether its files say all of sources, actors and places; others only name them."""

    @property
    def origin(self) -> str:
        """What the digests of an import are kept under: with a map, a table and the same as JSON are one."""
        return TABLE.name if self in MAPPED else self.name

    def importer(self) -> Importer:
        """The module that reads it; imported when it is asked for."""
        found: Importer = import_module(f"timeline.importers.{self.module}")
        return found


FORMATS = (
    Format("ucdp-ged", "UCDP Georeferenced Event Dataset, CSV", "ucdp.ucdp_ged"),
    Format("acled", "ACLED export, CSV: a row an event, or a row a side", "acled.acled_rows"),
    Format("gdelt", "GDELT events 1.0 or 2.0, tab-separated or CSV", "gdelt.gdelt_rows"),
    Format("timelinejs", "TimelineJS 3: JSON, or the Google Sheet as CSV", "timelinejs.timelinejs_events"),
    Format("jsonl", "timeline's own JSON Lines export, without loss", "own.jsonl", defines=True),
    Format("json", "any JSON of flat objects, an array or one a line, with a map", "table.mapped_json"),
    Format("csv", "any table, with a map of its columns (--map)", "table.mapped_csv"),
)
"""In the order in which a file is held to them; csv takes what no other does."""
OBJECTS, TABLE = MAPPED = FORMATS[-2:]
"""The formats that need a map."""
