"""Give a record another id: all that names it follows, and the old one goes on finding it."""

from typing import NamedTuple

from timeline.annotations.reading.slugs import SLUG_RULE, as_slug, is_slug
from timeline.domain.dates.written import told_from
from timeline.domain.history import Signature
from timeline.errors import TimelineError
from timeline.problems import quoted
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.naming.former_ids import current_ids
from timeline.storage.reading.naming.named_records import find_any
from timeline.storage.reading.stored.stored_records import kinds_of
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.loader import Loader
from timeline.storage.writing.renaming.renames import Rename
from timeline.storage.writing.transaction.session import write_session


class RenameReport(NamedTuple):
    """What a rename did, or in a dry run would do."""

    dry_run: bool
    kind: str
    """``source``, ``actor``, ``place``, ``event`` or ``question``."""
    was: str
    id: str
    named_by: dict[str, int]
    """How many records name it, by kind of record: each was rewritten."""
    former: tuple[str, ...]
    """All ids that go on finding it, the latest first."""
    change: int | None
    """The number that it has in the history."""


def rename_record(
    database: Database, old: str, new: str, signature: Signature, *, dry_run: bool = False
) -> RenameReport:
    """Renames the record of an id in one transaction; ``old`` may be one that it had before.

    Raises UnknownName (with the nearest) where no record has the old id, TimelineError where the new one is not
    written as an id or belongs to another record, DatabaseError; nothing is changed then.
    """
    with database.reading():  # what is no database is told, and none is made
        pass
    with write_session(database.address, dry_run=dry_run) as (connection, _):
        reader = ConnectionReader(connection)
        rename = _checked(reader, old, new)
        loader = Loader(connection, ChangeLog(connection, signature, "rename"))
        counts = dict(loader.rename([rename])[rename.old])
        change = loader.finish().change
        former = _former(reader, rename.new)
    return RenameReport(dry_run, rename.kind, rename.old, rename.new, counts, former, None if dry_run else change)


def _checked(reader: Reader, old: str, new: str) -> Rename:
    found = current_ids(reader, [old]).get(old, old)
    kind = kinds_of(reader, [found]).get(found)
    if kind is None:
        kind, found = find_any(reader, old)
        raise TimelineError(f'"{old}" is the name of {kind} {found}: write the id')
    if not is_slug(new):
        better = as_slug(new)
        raise TimelineError(f'"{new}" is not written as an id: {f"write {better}" if better else SLUG_RULE}')
    if new == found:
        raise TimelineError(f"{kind} {found} is called so already")
    taken = kinds_of(reader, [new]).get(new)
    if taken is not None:
        raise TimelineError(f"{new} is the id of {_a(taken)} already: choose another")
    holder = current_ids(reader, [new]).get(new, found)
    if holder != found:
        raise TimelineError(
            f"{new} is a former id of {holder}, and goes on finding it: choose another, or take it out of its was first"
        )
    if kind == "event" and told_from(f"after {new}") != (new,):
        raise TimelineError(f"{quoted(f'after {new}')} would be told from no event: choose an id that is no date")
    return Rename(kind, found, new)


def _former(reader: Reader, record_id: str) -> tuple[str, ...]:
    sql = "SELECT id FROM former_id WHERE record_id = :id ORDER BY position"
    return tuple(str(each) for (each,) in reader.rows(sql, {"id": record_id}, few=True))


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
