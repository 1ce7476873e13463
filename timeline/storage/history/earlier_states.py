"""Which records say what the database said of them before: a copy that is older than a change speaks so."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from timeline.domain.comparing.fingerprint import fingerprint, is_digest_of
from timeline.domain.former_ids import names_by_time
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.history.states import Touch
from timeline.storage.reading.naming.former_ids import former_ids_held
from timeline.storage.reading.stored.stored_records import CHUNK, KINDS

_BEFORE = (
    "SELECT kind, record_id, change_id, op, block_id, place_in_block, digest FROM change_record "
    "WHERE kind = :kind AND record_id {} ORDER BY change_id"
)


def earlier_states(reader: Reader, records: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], Touch]:
    """Of records, by kind and id, those that stood here just so: what the last change did that found them so.

    By whatever ids they, and what they name, had then: the touch may be of a former id.
    """
    found: dict[tuple[str, str], Touch] = {}
    if not any(True for _ in reader.rows("SELECT 1 FROM change_record LIMIT 1", {}, few=True)):
        return found
    former = [(each.id, each.record) for each in former_ids_held(reader)]
    for kind, those in records.items():
        now = {old: each for each, record in those.items() for old in getattr(record, "was", ())}
        now |= {each: each for each in those}
        wanted = sorted(now)
        told: dict[str, list[_Told]] = {}
        for start in range(0, len(wanted), CHUNK):
            parameters: dict[str, Value] = {"kind": kind}
            listed = among(reader, "ids", wanted[start : start + CHUNK], parameters)
            for touch in map(Touch._make, reader.rows(_BEFORE.format(listed), parameters, few=True)):
                record_id = now[touch.id]
                if record_id not in told:
                    told[record_id] = list(_by_time(those[record_id], former if kind in KINDS else []))
                if not any(_is_equal(touch.digest, *each) for each in told[record_id]):
                    continue
                if (kind, record_id) not in found or found[kind, record_id].change <= touch.change:
                    found[kind, record_id] = touch
    return found


_Told = tuple[str, Any]
"""The digest of a record, and the record."""


def _by_time(record: Any, former: Sequence[tuple[str, str]]) -> Iterator[_Told]:
    """The record, and as it was told by the ids of earlier times."""
    for each in chain([record], names_by_time(record, former) if former else ()):
        yield fingerprint(each), each


def _is_equal(stored: str, digest: str, record: Any) -> bool:
    """Whether a stored digest is this record's; digests of another form than today's are made anew."""
    same_form = stored.partition(":")[0] == digest.partition(":")[0]
    return stored == digest if same_form else is_digest_of(stored, record)
