"""Which format a file has: as people say, or by its beginning."""

from timeline.errors import TimelineError
from timeline.importers.items import Input, Unreadable
from timeline.importers.reading.encodings import read_head
from timeline.importers.reading.json_text import begins_as_json
from timeline.importers.registry import FORMATS, MAPPED, OBJECTS, TABLE, Format
from timeline.problems import Problem, listed

_JSON = (".json", ".jsonl", ".ndjson")
_NO_OBJECTS = (
    'is called JSON, and begins with no { or [: write objects such as {"date": …}, or say --format csv for a table'
)
_ANNOTATED = (".yaml", ".yml")
_LOAD = "{0}: an annotation file is not imported: take it in with `timeline load {0}`"


def format_of(file: Input, name: str | None = None) -> Format:
    """The format of that name; without one, the first that knows the file's first 64 KiB for its own.

    A file with a map is a table, or JSON, that the map explains. What begins as JSON is never taken for a table.
    Raises TimelineError for a name that is none and a map with another format, Unreadable where the
    file cannot be read.
    """
    if name is not None:
        return _named(file, name)
    if file.path.suffix.lower() in _ANNOTATED:
        raise TimelineError(_LOAD.format(file.label))
    head = read_head(file)  # also where there is a map: what is no text is said here, in one line
    if file.mapping is not None:
        found = OBJECTS if begins_as_json(head) else TABLE
    else:
        found = next((each for each in FORMATS if each.importer().recognises(head)), TABLE)
    if found is TABLE and file.path.suffix.lower() in _JSON:
        raise Unreadable(Problem(file.label, 1, _NO_OBJECTS))
    return found


def _named(file: Input, name: str) -> Format:
    found = next((each for each in FORMATS if each.name == name), None)
    if found is None:
        raise TimelineError(f'there is no import format "{name}": {", ".join(each.name for each in FORMATS)}')
    if file.mapping is not None and found not in MAPPED:
        names = listed([each.name for each in MAPPED])
        raise TimelineError(f"a map is for the formats {names}: {found.name} knows its own columns")
    if found.is_table and begins_as_json(read_head(file)):
        raise Unreadable(
            Problem(file.label, 1, f"this is JSON, no table of the format {found.name}: leave --format out")
        )
    return found
