"""Whether the chain of changes holds: every digest computed anew from what is kept."""

from collections.abc import Iterator
from hashlib import blake2b

from timeline.domain.comparing.fingerprint import is_digest_of
from timeline.domain.history import digest_of
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.changes_kept import read_changes
from timeline.storage.history.packing import DamagedHistory, Images, unpacked_ids


def broken_changes(reader: Reader) -> Iterator[tuple[int, str]]:
    """(the number of a change, what is wrong with it) of every change that is not what it was when it landed."""
    expected, digest = 1, ""
    for change in read_changes(reader):
        if change.id != expected:
            yield (
                expected,
                "it is missing" if change.id == expected + 1 else f"it and those up to {change.id - 1} are missing",
            )
        if change.previous_digest != digest:
            yield change.id, "it does not follow from the one before it"
        if digest_of(change, _kept(reader, change.id)) != change.digest:
            yield change.id, "it, or what it kept, has been altered"
        yield from ((change.id, fault) for fault in _wrong_states(reader, change.id))
        yield from ((change.id, fault) for fault in _wrong_places(reader, change.id))
        expected, digest = change.id + 1, change.digest
    for table in ("change_added", "change_record", "change_block"):
        sql = (
            f"SELECT DISTINCT change_id FROM {table} WHERE change_id NOT IN (SELECT id FROM change) ORDER BY change_id"
        )
        for (number,) in reader.rows(sql, {}):
            yield number, "it is not there, and something is kept of it: it has been cut off"


def _kept(reader: Reader, change: int) -> list[bytes]:
    added, blocks, records = (blake2b(digest_size=20) for _ in range(3))
    of_change = {"id": change}
    for part, kind, packed in reader.rows(
        "SELECT part, kind, ids FROM change_added WHERE change_id = :id ORDER BY part", of_change
    ):
        added.update(f"{part} {kind} {len(packed)} ".encode() + packed)
    for (packed,) in reader.rows("SELECT images FROM change_block WHERE change_id = :id ORDER BY id", of_change):
        blocks.update(f"{len(packed)} ".encode() + packed)
    for kind, record_id, op, place, digest in reader.rows(
        "SELECT kind, record_id, op, place_in_block, digest FROM change_record WHERE change_id = :id "
        "ORDER BY block_id, place_in_block",
        of_change,
    ):
        records.update(f"{kind} {record_id} {op} {place} {digest}\n".encode())
    return [added.digest(), blocks.digest(), records.digest()]


def _wrong_states(reader: Reader, change: int) -> Iterator[str]:
    """States that do not have the digest that is kept beside them."""
    blocks = reader.rows("SELECT id, images FROM change_block WHERE change_id = :id ORDER BY id", {"id": change})
    for number, packed in blocks:
        try:
            images = Images(packed)
        except DamagedHistory:
            yield "what stood there before cannot be read"
            continue
        rows = reader.rows(
            "SELECT kind, record_id, place_in_block, digest FROM change_record "
            "WHERE change_id = :change AND block_id = :block ORDER BY place_in_block",
            {"change": change, "block": number},
        )
        for kind, record_id, place, digest in rows:
            if not _is_state(images, kind, place, digest):
                yield f"what it kept of {record_id} is not what it found"


def _is_state(images: Images, kind: str, place: int, digest: str) -> bool:
    try:
        return is_digest_of(digest, images.state(kind, place))
    except DamagedHistory:  # not even one of this kind, or none at all
        return False


def _wrong_places(reader: Reader, change: int) -> Iterator[str]:
    """What would not be found, or found for another: where states stand, and which ids a row of them has."""
    sql = (
        "SELECT record_id FROM change_record WHERE change_id = :id "
        "AND block_id NOT IN (SELECT id FROM change_block WHERE change_id = :id) ORDER BY record_id"
    )
    for (record_id,) in reader.rows(sql, {"id": change}):
        yield f"what it kept of {record_id} does not stand where it should"
    rows = reader.rows(
        "SELECT part, first_id, last_id, count, ids FROM change_added WHERE change_id = :id ORDER BY part",
        {"id": change},
    )
    for part, first, last, count, packed in rows:
        try:
            ids = unpacked_ids(packed)
        except DamagedHistory:
            yield "the ids that it added cannot be read"
            continue
        if (first, last, count) != (ids[0], ids[-1], len(ids)):
            yield f"the ids that it added are not those that part {part} of them is found by"
