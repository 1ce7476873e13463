"""Write the database back as annotation files."""

from pathlib import Path

from timeline.annotations.reading.based_on import based_on_text
from timeline.annotations.writing.writer import write_folder
from timeline.domain.dates import calendar
from timeline.domain.records import RecordSet
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.changes_kept import read_changes
from timeline.storage.reading.stored.stored_records import read_all
from timeline.storage.schema.stored_days import UNDATED_SORT


def dump_folder(database: Database, folder: Path) -> RecordSet:
    """Writes annotation files that load back equal; gives the records written.

    Events stand in chronological order, a file a year; ``timeline.yaml`` beside them says which change was the newest,
    so that a load can tell what was edited since, here and there. Raises TimelineError where the folder holds
    files that no dump wrote.
    """
    with database.reading(steady=True) as reader:
        records = read_all(reader)
        years = _years(reader)
        newest = next(read_changes(reader, newest_first=True, limit=1), None)
    based_on = based_on_text(newest.id, newest.digest) if newest else based_on_text(0, "")
    write_folder(records, folder, year_of=years.__getitem__, based_on=based_on)
    return records


_PLACES = (
    "SELECT id, sort_day FROM event UNION ALL "
    "SELECT m.id, e.sort_day FROM matched_event m JOIN event e ON e.id = m.told_as WHERE m.position > 0"
)


def _years(reader: Reader) -> dict[str, str]:
    """The year under which each event is filed: that of its place in lists, or of the event that is told for it."""
    return {
        event_id: "undated" if sort_day == UNDATED_SORT else calendar.year_text(sort_day)
        for event_id, sort_day in reader.rows(_PLACES, {})
    }
