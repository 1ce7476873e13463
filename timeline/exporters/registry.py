"""The formats a chronology can be written in."""

from operator import itemgetter

from timeline.errors import TimelineError
from timeline.exporters.export_format import ExportFormat
from timeline.exporters.people.formats import FORMATS as FOR_PEOPLE
from timeline.exporters.pictures.formats import FORMATS as PICTURES
from timeline.exporters.programs.formats import FORMATS as FOR_PROGRAMS
from timeline.query import Filters

FORMATS = {each.name: each for each in (*FOR_PEOPLE, *PICTURES, *FOR_PROGRAMS)}

OPTIONS = {option.name: option for each in FORMATS.values() for option in each.options}
"""The options of all formats."""


class FiltersAndOptions(Filters, total=False):
    """The filters of an export, and what may be chosen about its format: as ``OPTIONS`` has it, by name."""

    embed: bool
    plain: bool
    raw: bool
    table: str
    width: int
    paper: str
    archival: bool
    layout: str


def formats_with(option: str) -> list[str]:
    """The names of the formats that take an option."""
    return [each.name for each in FORMATS.values() if option in (own.name for own in each.options)]


def format_named(name: str) -> ExportFormat:
    """The format of that name; raises TimelineError, which lists the names, where there is none."""
    found = FORMATS.get(name.lower())
    if found is None:
        raise TimelineError(f'there is no format "{name}": choose one of {", ".join(FORMATS)}')
    return found


def format_for_file(file_name: str) -> ExportFormat:
    """The format that a file's suffix stands for, in any case: of two the longer (``.x.json``, not ``.json``).

    Raises TimelineError where the name has no suffix or one that stands for no format.
    """
    lowered = file_name.lower()
    fitting = [(len(suffix), each) for each in FORMATS.values() for suffix in each.suffixes if lowered.endswith(suffix)]
    if fitting:
        return max(fitting, key=itemgetter(0))[1]
    known = ", ".join(suffix for each in FORMATS.values() for suffix in each.suffixes)
    raise TimelineError(f'the name "{file_name}" does not tell the format: name one, or end it in one of {known}')
