"""Which format a file has: as people say, or by its beginning."""

from timeline.errors import TimelineError
from timeline.importers import FORMATS, TABLE, Format, Input
from timeline.importers.encodings import read_head


def format_of(file: Input, name: str | None = None) -> Format:
    """The format of that name; without one, the first that knows the file's first 64 KiB for its own.

    A file with a map is a table that the map explains. Raises TimelineError for a name that is none and
    a map with another format, Unreadable where the file cannot be read.
    """
    if name is not None:
        found = next((each for each in FORMATS if each.name == name), None)
        if found is None:
            raise TimelineError(f'there is no import format "{name}": {", ".join(each.name for each in FORMATS)}')
        if file.mapping is not None and found is not TABLE:
            raise TimelineError(f"a map is for the format {TABLE.name}: {found.name} knows its own columns")
        return found
    head = read_head(file)  # also where there is a map: what is no text is said here, in one line
    if file.mapping is not None:
        return TABLE
    return next((each for each in FORMATS if each.importer().recognises(head)), TABLE)
