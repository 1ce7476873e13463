"""The mark of a database's newest change: as long as it is the same, so is every answer."""

from timeline.storage.connecting.database import Database


def newest_change(database: Database) -> str:
    """A few signs, ASCII letters and digits, which are others after each load, import or upgrade that changed anything.

    A load that changed nothing leaves them. One row is read. Raises DatabaseError.
    """
    with database.reading() as reader:
        return str(next(iter(reader.rows("SELECT token FROM last_change", {}, few=True)), ("",))[0])
