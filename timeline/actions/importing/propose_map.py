"""A table without a map: what its columns seem to mean, for a person to check."""

from dataclasses import dataclass
from pathlib import Path

from timeline.errors import TimelineError
from timeline.importers.items import Input
from timeline.importers.recognise import format_of
from timeline.importers.registry import MAPPED, OBJECTS
from timeline.whole_files import WholeFile


@dataclass(frozen=True, slots=True)
class ProposedMap:
    """A guessed map, and where it was written."""

    text: str
    path: Path
    is_json: bool
    """Whether it is of the keys of JSON objects, not of the columns of a table."""
    written: bool
    """False where a file of that name was there already, or none was to be written."""


def propose_map(file: Input, format_name: str | None, *, write: bool) -> ProposedMap | None:
    """The map that is guessed for a table, beside which it is written as ``NAME-map.yaml``; None for other formats.

    Never replaces a file. Raises Unreadable, and TimelineError where the map cannot be written.
    """
    if file.mapping is not None:
        return None
    format = format_of(file, format_name)
    if format not in MAPPED:
        return None
    from timeline.importers.table.guessing.guess import guess_map

    text = guess_map(file)
    path = file.path.with_name(f"{file.path.stem}-map.yaml")
    return ProposedMap(text, path, is_json=format is OBJECTS, written=write and _write_new(path, text))


def _write_new(path: Path, text: str) -> bool:
    try:
        if path.exists():
            return False
        file = WholeFile(path)
        try:
            file.out.write(text)
            file.publish(replace=False)
        finally:
            file.close()
    except FileExistsError:
        return False
    except OSError as error:
        raise TimelineError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error
    return True
