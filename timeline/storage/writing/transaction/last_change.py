"""The mark of the newest change: who has read something knows by it whether that is still so."""

from secrets import token_hex

from sqlalchemy import Connection

from timeline.storage.schema.tables import last_change

_CHANGED = "timeline_changed"


def note_change(connection: Connection) -> None:
    """Something that people are told is written in this transaction, or removed."""
    connection.info[_CHANGED] = True


def is_changed(connection: Connection) -> bool:
    """Whether anything was."""
    return bool(connection.info.get(_CHANGED))


def draw_mark(connection: Connection) -> None:
    """Another mark in place of the one that stands there. Drawn, not counted: a copy that is restored and then
    written to must not come to a mark that stood for something else."""
    connection.execute(last_change.delete())
    connection.execute(last_change.insert().values(token=token_hex(8)))
