"""What a change changed, put back: its records by the loader, and what imports remembered of them."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection

from timeline.domain.comparing.inverse import Step
from timeline.domain.history import FORMER, MARK, TAKEN, Signature
from timeline.domain.records import RecordSet
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.reading.stored.stored_records import kinds_of
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.compare import LoadReport, Removal
from timeline.storage.writing.imported.remembered import restore_marks, restore_names_taken
from timeline.storage.writing.loader import Loader
from timeline.storage.writing.renaming.former_ids import restore_former_ids


class Back(NamedTuple):
    """All that is put back; nothing that stays names what is taken away."""

    records: RecordSet
    removal: Removal
    remembered: Collection[Step]
    """What imports remembered, and of which changes former ids were: of MARK, TAKEN and FORMER."""


def put_back(
    connection: Connection, back: Back, signature: Signature, undoes: int, most_named: int | None
) -> LoadReport:
    """Writes it as one change, which undoes another."""
    reader = ConnectionReader(connection)
    log = ChangeLog(connection, signature, "undo", undoes)
    loader = Loader(connection, log, most_named)
    taken, marks, former = (
        {step.id: step.before for step in back.remembered if step.kind == kind} for kind in (TAKEN, MARK, FORMER)
    )
    there = kinds_of(reader, {*marks, *(each for each in taken.values() if each is not None)})
    removed = {each for ids in back.removal.ids().values() for each in ids}
    stays = (there.keys() - removed) | {each for _, each in back.records.ids()}
    # A name is taken for nothing that is not there.
    restore_names_taken(connection, log, {key: each for key, each in taken.items() if each is None or each in stays})
    loader.add(back.records, removal=back.removal)
    restore_marks(connection, log, marks, there)
    restore_former_ids(connection, log, former)
    return loader.finish()
