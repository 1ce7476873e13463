"""Which records say what the database said of them before: a copy that is older than a change speaks so."""

from collections.abc import Mapping
from typing import Any

from timeline.domain.fingerprint import fingerprint, is_digest_of
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.history.states import Touch
from timeline.storage.reading.stored_records import CHUNK

_BEFORE = (
    "SELECT kind, record_id, change_id, op, block_id, place_in_block, digest FROM change_record "
    "WHERE kind = :kind AND record_id {} ORDER BY change_id"
)


def earlier_states(reader: Reader, records: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], Touch]:
    """Of records, by kind and id, those that stood here just so: what the last change did that found them so."""
    found: dict[tuple[str, str], Touch] = {}
    if not any(True for _ in reader.rows("SELECT 1 FROM change_record LIMIT 1", {}, few=True)):
        return found
    for kind, those in records.items():
        wanted = sorted(those)
        digests: dict[str, str] = {}
        for start in range(0, len(wanted), CHUNK):
            parameters: dict[str, Value] = {"kind": kind}
            listed = among(reader, "ids", wanted[start : start + CHUNK], parameters)
            for touch in map(Touch._make, reader.rows(_BEFORE.format(listed), parameters, few=True)):
                if touch.id not in digests:
                    digests[touch.id] = fingerprint(those[touch.id])
                if _is_equal(touch.digest, digests[touch.id], those[touch.id]):
                    found[kind, touch.id] = touch
    return found


def _is_equal(stored: str, digest: str, record: Any) -> bool:
    """Whether a stored digest is this record's; digests of another form than today's are made anew."""
    same_form = stored.partition(":")[0] == digest.partition(":")[0]
    return stored == digest if same_form else is_digest_of(stored, record)
