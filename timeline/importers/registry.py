"""The formats that can be imported, each with the module that reads it: ``recognises`` and ``open_file``."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:  # to list the formats takes none of it
    from timeline.importers.items import Input, Opened
    from timeline.importers.reading.ids_of_names import Naming


class Importer(Protocol):
    """What the module of a format offers."""

    def recognises(self, head: str) -> bool:
        """Whether the first 64 KiB of a file, decoded, are of this format."""

    def open_file(self, file: "Input", naming: "Naming") -> "Opened":
        """Reads the file. Raises Unreadable."""


class Format(NamedTuple):
    """A format that can be imported."""

    name: str
    what: str
    module: str
    """Within ``timeline.importers``."""
    is_table: bool = False
    """Whether its files are tables alone, and never JSON."""
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
    Format("ucdp-ged", "UCDP Georeferenced Event Dataset, CSV", "ucdp.ucdp_file", is_table=True),
    Format("acled", "ACLED export, CSV: a row an event, or a row a side", "acled.acled_file", is_table=True),
    Format("gdelt", "GDELT events 1.0 or 2.0, tab-separated or CSV", "gdelt.gdelt_file", is_table=True),
    Format("timelinejs", "TimelineJS 3: JSON, or the Google Sheet as CSV", "timelinejs.timelinejs_file"),
    Format("jsonl", "timeline's own JSON Lines export, without loss", "own.own_file", defines=True),
    Format("json", "any JSON of flat objects, an array or one a line, with a map", "table.json_file"),
    Format("csv", "any table, with a map of its columns (--map)", "table.csv_file", is_table=True),
)
"""In the order in which a file is held to them; csv takes what no other does."""
OBJECTS, TABLE = MAPPED = FORMATS[-2:]
"""The formats that need a map."""
