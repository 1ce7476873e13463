"""What imports remember, brought back to what they remembered before a change (see ``imports``)."""

from collections.abc import Mapping

from sqlalchemy import Connection

from timeline.domain.history import MARK, TAKEN
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.history.states import states_now
from timeline.storage.reading.stored.stored_records import kinds_of
from timeline.storage.schema import tables
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.rows import Shape
from timeline.storage.writing.write_rows import delete, insert

_EVENT_IMPORT = Shape("event_import", "event_id", "digest")
_RECORD_IMPORT = Shape("record_import", "record_id", "digest")
_IMPORT_NAME = Shape("import_name", "key", "record_id")

Remembered = Mapping[str, str | None]
"""By the id of a record (or the key of a name); None: nothing."""


def restore_names_taken(connection: Connection, log: ChangeLog, wanted: Remembered) -> None:
    """Makes names stand for the records that imports had taken them for."""
    now = {key: each for (_, key), each in states_now(ConnectionReader(connection), _all(TAKEN, wanted)).items()}
    other = _keep(log, TAKEN, now, wanted)
    delete(connection, tables.import_name, "key", other)
    insert(connection, ((_IMPORT_NAME, each) for each in _to_be_written(other, wanted)))


def restore_marks(connection: Connection, log: ChangeLog, wanted: Remembered, before: Mapping[str, object]) -> None:
    """Gives records the marks that they had; ``before``: those that were there when the change began.

    Marks of other records come and go with these, and are kept in no other way.
    """
    reader = ConnectionReader(connection)
    kinds = kinds_of(reader, wanted.keys())
    wanted = {each: mark for each, mark in wanted.items() if each in kinds}
    now = {each: mark for (_, each), mark in states_now(reader, _all(MARK, wanted)).items()}
    _keep(log, MARK, {each: mark for each, mark in now.items() if each in before}, wanted)
    other = {each for each in now if now[each] != wanted[each]}
    for table, column, shape, is_event in (
        (tables.event_import, "event_id", _EVENT_IMPORT, True),
        (tables.record_import, "record_id", _RECORD_IMPORT, False),
    ):
        of_kind = {each for each in other if (kinds[each] == "event") is is_event}
        delete(connection, table, column, of_kind)
        insert(connection, ((shape, each) for each in _to_be_written(of_kind, wanted)))


def _keep(log: ChangeLog, kind: str, now: Remembered, wanted: Remembered) -> set[str]:
    """Keeps what is going to be otherwise; gives its keys."""
    other = {key for key, each in now.items() if each != wanted[key]}
    log.added(kind, {key for key in other if now[key] is None})
    log.changed(kind, {key: now[key] for key in other if now[key] is not None and wanted[key] is not None})
    log.removed(kind, {key: now[key] for key in other if wanted[key] is None})
    return other


def _all(kind: str, wanted: Remembered) -> list[tuple[str, str]]:
    return [(kind, each) for each in wanted]


def _to_be_written(keys: set[str], wanted: Remembered) -> list[tuple[str, str]]:
    return [(key, each) for key in sorted(keys) if (each := wanted[key]) is not None]
