"""Records of files beside a database: what they name by former ids, and what they give another id."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from timeline.annotations.checking.checks import Known
from timeline.annotations.checking.references import references
from timeline.annotations.reading.read_files import Reading
from timeline.domain.former_ids import former_ids, match_with, matches_with, with_current_ids
from timeline.domain.records import RecordSet
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.naming.former_ids import current_ids, former_ids_of
from timeline.storage.reading.stored.held_records import actors_called, held
from timeline.storage.reading.stored.stored_records import read_matches
from timeline.storage.writing.renaming.renames import Rename


class Resolved(NamedTuple):
    """Records as they are to be checked, compared and written."""

    records: RecordSet
    """They name one another by the ids of now."""
    known: Known
    """What the database holds of all that they define or name, as it will be called."""
    renames: list[Rename]
    """What is there by an id that the files give as a former one."""
    current: Mapping[str, str]
    """By former ids that they may name, the ids of now."""


def resolved(reader: Reader | None, records: RecordSet) -> Resolved:
    """Records of files beside what a database holds; None: there is none. Records of the files go first."""
    own = former_ids(records)
    defined = {record_id: kind for kind, record_id in records.ids()}
    own = {old: new for old, new in own.items() if old not in defined}
    named, attributed = set(), set()
    for reference in references(records):
        named.add(reference.id)
        if reference.is_attribution:
            attributed.add(reference.id)
    if reader is None:
        return Resolved(_with(records, own, named), Known(), [], own)
    ids = {*defined, *named, *own}
    kinds, terms, above = held(reader, ids)
    renames = [Rename(defined[new], old, new) for old, new in own.items() if kinds.get(old) == defined[new]]
    former = current_ids(reader, ids - kinds.keys())
    # What the files define has the former ids that they give it, and no others.
    current = {old: own.get(new, new) for old, new in former.items() if not {old, new} & defined.keys()} | own
    now = held(reader, set(current.values()) - kinds.keys())
    kinds, above = now.kinds | kinds, now.above | above
    for _, old, _ in renames:
        del kinds[old]
    lost: dict[str, list[str]] = {}
    for old, new in former_ids_of(reader, [each.old for each in renames]).items() if renames else ():
        if old not in own and old != own[new]:
            lost.setdefault(own[new], []).append(old)
    strange = attributed - kinds.keys() - records.actors.keys() - current.keys()
    known = Known(
        kinds=kinds,
        terms=terms,
        above={current.get(each, each): [current.get(over, over) for over in above[each]] for each in above},
        called=actors_called(reader, strange) if strange else {},
        former=former,
        lost=lost,
        matches=matches_with(read_matches(reader), current),
    )
    return Resolved(_with(records, current, named), known, renames, current)


def loses_a_former_id(reader: Reader, records: RecordSet) -> bool:
    """Whether a record is stored with a former id that it does not have here."""
    own = former_ids(records)
    return any(own.get(old) != new for old, new in former_ids_of(reader, {each for _, each in records.ids()}).items())


def _with(records: RecordSet, current: Mapping[str, str], named: Collection[str]) -> RecordSet:
    return with_current_ids(records, {old: new for old, new in current.items() if old in named})


def with_records(reading: Reading, records: RecordSet, current: Mapping[str, str]) -> Reading:
    """What was read of files, with its records as they are by the ids of now.

    A decision on events is known by their ids: what it is known by then stands among what each file has.
    """
    now = {key: match_with(match, current).id for key, match in reading.records.matches.items()}
    now = {key: each for key, each in now.items() if key != each}
    if not now:
        return replace(reading, records=records)
    for key, each in now.items():
        reading.where.rename_match(key, each)
    files = {
        digest: {**defined, "match": {now.get(key, key) for key in defined.get("match", ())} & records.matches.keys()}
        for digest, defined in reading.files.items()
    }
    return replace(reading, records=records, files=files)
