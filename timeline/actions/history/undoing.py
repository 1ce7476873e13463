"""Take a change back: a new change that puts back what it changed, whole or not at all."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, NamedTuple

from timeline.actions.history.existing_change import existing_change
from timeline.annotations.checking.checks import Known, check_records
from timeline.annotations.checking.gaps import Gap, gaps
from timeline.annotations.checking.references import references
from timeline.annotations.reading.where import Where
from timeline.domain.comparing.inverse import Step, inverse
from timeline.domain.former_ids import former_ids
from timeline.domain.history import MARK, RECORD_KINDS, Change, Signature
from timeline.domain.records import RecordSet
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.changes_kept import read_change
from timeline.storage.history.states import states_now, touches_of
from timeline.storage.history.steps_back import steps_back
from timeline.storage.reading.naming.former_ids import current_ids
from timeline.storage.reading.stored.held_records import events_with_terms, held
from timeline.storage.reading.stored.stored_records import kinds_of, read_matches
from timeline.storage.writing.compare import (
    ALL_KINDS,
    MOST_NAMED,
    LoadReport,
    Removal,
    Removed,
    by_kind,
    no_ids,
    record_set,
    titles_of,
)
from timeline.storage.writing.put_back import Back, put_back
from timeline.storage.writing.reach import referring
from timeline.storage.writing.transaction.session import write_session


class Conflict(NamedTuple):
    """A record that something else was written of since."""

    kind: str
    id: str
    before: Any
    """What undoing would put back; None: it was not there."""
    now: Any
    """What it says now; None: it is gone."""
    since: tuple[Change, ...]
    """The changes that touched it since, oldest first."""
    wrote_before: Change | None
    """The one that wrote what would be put back; None where that stood there before the history began."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of an undo. Where there are conflicts that were not forced, gaps or faults, nothing was changed."""

    change: Change
    """The one that was taken back."""
    conflicts: list[Conflict] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    """What would be named and not be there."""
    faults: list[str] = field(default_factory=list)
    """What else would be wrong: circles, and ids that would find two records."""
    report: LoadReport | None = None
    """None where nothing was changed; without a change where all was back already."""


class _Refused(Exception):
    """Leaves the transaction without a trace; why stands in what came of it."""


def undo_change(
    database: Database,
    number: int,
    signature: Signature,
    *,
    force: bool = False,
    dry_run: bool = False,
    most_named: int | None = MOST_NAMED,
) -> Undone:
    """Puts back what a change has changed, and what imports remembered then, in one transaction.

    ``force``: also where something else was written since, which is lost then, but for the history. ``signature``: who
    undoes it; without a message there it is "undo of change 12". Raises UnknownName where there is no such change, and
    DatabaseError.
    """
    message = signature.message if signature.message is not None else f"undo of change {number}"
    done: list[Undone] = []
    with suppress(_Refused), write_session(database.address, dry_run=dry_run) as (connection, _):
        undone, back = _plan(ConnectionReader(connection), number, force=force)
        done.append(undone)
        if back is None:
            raise _Refused
        report = put_back(connection, back, signature._replace(message=message), number, most_named)
        done.append(replace(undone, report=report))
    return done[-1]


def _plan(reader: Reader, number: int, *, force: bool) -> tuple[Undone, Back | None]:
    """What stands in the way, and what is to be put back where nothing does."""
    change = existing_change(reader, number)
    plan = inverse(steps_back(reader, number))
    of_records = [step for step in plan.conflicts if step.kind in RECORD_KINDS]
    conflicts = _conflicts(reader, number, of_records)
    if conflicts and not force:
        return Undone(change, conflicts), None
    # What was remembered otherwise meanwhile stays, unless its record is put back by force.
    forced = {step.id for step in of_records}
    marks = [step for step in plan.conflicts if step.kind == MARK and step.id in forced]
    back = _back(reader, [*plan.back, *of_records, *marks])
    missing, faults = _would_be_wrong(reader, back)
    undone = Undone(change, conflicts, missing, faults)
    return undone, None if missing or faults else back


def _back(reader: Reader, steps: Iterable[Step]) -> Back:
    restored: dict[str, dict[str, Any]] = {}
    removed, remembered = no_ids(), []
    for step in steps:
        if step.kind not in RECORD_KINDS:
            remembered.append(step)
        elif step.before is None:
            removed[step.kind].add(step.id)
        else:
            restored.setdefault(step.kind, {})[step.id] = step.before
    titles = {kind: titles_of(reader, kind, removed[kind]) for kind in ALL_KINDS}
    removal = Removal([Removed(kind, *each) for kind in ALL_KINDS for each in sorted(titles[kind].items())])
    return Back(record_set(restored), removal, remembered)


# --- what stands in the way --------------------------------------------------------------------------


def _conflicts(reader: Reader, number: int, steps: Collection[Step]) -> list[Conflict]:
    read = cache(lambda each: read_change(reader, each))
    found = []
    for step in steps:
        every = [touch.change for touch in touches_of(reader, step.kind, step.id)]
        since = tuple(change for each in every if each > number and (change := read(each)) is not None)
        earlier = [each for each in every if each < number]
        wrote = read(earlier[-1]) if earlier and step.before is not None else None
        found.append(Conflict(step.kind, step.id, step.before, step.now, since, wrote))
    return found


def _would_be_wrong(reader: Reader, back: Back) -> tuple[list[Gap], list[str]]:
    """What would name something that is not there; and, where nothing would, what else would be wrong."""
    records = _with_those_that_stay(reader, back)
    named = {each.id for each in references(records)} | {each for _, each in records.ids()}
    kinds, terms, above = held(reader, named)
    removed = back.removal.ids()
    kinds = {each: kind for each, kind in kinds.items() if each not in removed[kind]}
    terms = [term for term in terms if "/".join(term) not in removed["term"]]
    clashes = [
        Gap(kind, each, f"id of {kind} {each}", kind, each, kinds[each])
        for kind, each in back.records.ids()
        if kinds.get(each, kind) != kind
    ]
    kinds |= {each: kind for kind, each in back.records.ids()}
    terms += back.records.terms
    found = [*clashes, *gaps(records, kinds, terms)]
    if found:
        return found, []
    of_two = list(_ids_of_two(reader, back))
    if of_two:
        return [], of_two
    where = Where()
    for kind, each in records.ids():
        where.define(kind, each, ("", 0))
    for number, each in enumerate(records.matches):
        where.define_match(each, number, ("", 0))
    matches = {each.id: each for each in read_matches(reader) if each.id not in removed["match"]}
    wrong = check_records(records, where, Known(kinds, terms, above, matches=matches))
    return [], [problem.message for problem in wrong]


def _ids_of_two(reader: Reader, back: Back) -> Iterator[str]:
    """Ids that would find two records: one that has it, and one that had it before; or two that had it."""
    own = former_ids(back.records)
    ids = {each: kind for kind, each in back.records.ids()}
    removed = {each for of_kind in back.removal.ids().values() for each in of_kind}
    there = {each: kind for each, kind in kinds_of(reader, own.keys()).items() if each not in removed} | ids
    former = current_ids(reader, {*ids, *own})
    # What is put back has the former ids that it had then, and no others.
    former = {old: now for old, now in former.items() if now not in removed and now not in ids}
    for each, kind in sorted(ids.items()):
        if each in former:
            yield f"{each} would be {kind} {each} again, and it is a former id of {former[each]} by now"
    for old, now in sorted(own.items()):
        if old in there:
            yield f"{old} would be a former id of {ids[now]} {now} again, and it is the id of {there[old]} {old} by now"
        elif former.get(old, now) != now:
            yield f"{old} would be a former id of {ids[now]} {now} again, and it is one of {former[old]} by now"


def _with_those_that_stay(reader: Reader, back: Back) -> RecordSet:
    """What is put back, and of what stays as it is all that names what is taken away."""
    removed = back.removal.ids()
    terms = [each.partition("/")[::2] for each in sorted(removed["term"])]
    types, roles = ([term for kind, term in terms if kind == wanted] for wanted in ("types", "roles"))
    restored = {each for _, each in back.records.ids()}
    gone = {each for ids in removed.values() for each in ids}
    ids = (referring(reader, removed) | events_with_terms(reader, types, roles)) - restored - gone
    wanted = [(kind, each) for each, kind in kinds_of(reader, ids).items()]
    wanted += [("match", each.id) for each in read_matches(reader) if each.id in ids]
    found: dict[str, dict[str, Any]] = {kind: dict(records) for kind, records in by_kind(back.records).items()}
    for (kind, each), record in states_now(reader, wanted).items():
        found[kind][each] = record
    return record_set(found)
