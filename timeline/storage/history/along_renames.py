"""The history of a record by all the ids that it has had.

What a former id finds is kept with each change (see FORMER): a record that went by that id and one that came by the
other, or the other way about, are one and the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from timeline.domain.history import FORMER
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.states import Touch, states_after, states_before, states_now, touches_of
from timeline.storage.reading.stored.stored_records import KINDS

At = tuple[str, str]
"""(kind of record, id)."""


def renames_by(
    reader: Reader, change: int, touches: Iterable[Touch], gone: Collection[At], come: Collection[At]
) -> dict[At, str]:
    """By (kind, new id) the old id of each record that a change gave another one; ``touches``: all that it did."""
    former = [each for each in touches if each.kind == FORMER]
    if not former:
        return {}
    before = states_before(reader, former)
    after = states_after(reader, change, [(FORMER, each.id) for each in former])
    found = ((each.id, text) for each in former for text in (before[each], after[FORMER, each.id]))
    return renames_between(found, gone, come)


def renames_between(
    former: Iterable[tuple[str, str | None]], gone: Collection[At], come: Collection[At]
) -> dict[At, str]:
    """The same of what went and what came between two states; ``former``: what former ids found in either of them."""
    pairs: dict[At, str] = {}
    for old, text in former:
        if text is None:
            continue
        new = record_found(text)
        for kind in KINDS:
            if (kind, old) in gone and (kind, new) in come:
                pairs.setdefault((kind, new), old)
            elif (kind, new) in gone and (kind, old) in come:
                pairs.setdefault((kind, old), new)
    return pairs


def record_found(text: str) -> str:
    """The id of the record that a former id finds (see FORMER)."""
    return text.partition(" ")[0]


def touches_along_renames(reader: Reader, start: Iterable[At]) -> list[Touch]:
    """All that changes did to some records, by whatever id each had then."""
    return [touch for touches in _along(reader, start).values() for touch in touches]


def ids_along_renames(reader: Reader, start: Iterable[At]) -> list[str]:
    """Some records by all the ids that they have had, as far as history knows."""
    return list(dict.fromkeys(record_id for _, record_id in _along(reader, start)))


def _along(reader: Reader, start: Iterable[At]) -> Mapping[At, list[Touch]]:
    found: dict[At, list[Touch]] = {}
    waiting = list(start)
    while waiting:
        at = waiting.pop()
        if at in found:
            continue
        found[at] = touches_of(reader, *at)
        if at[0] in KINDS:
            waiting += [(at[0], each) for each in _other_ids(reader, at, found[at])]
    return found


def _other_ids(reader: Reader, at: At, touches: list[Touch]) -> Iterator[str]:
    """The ids that a record had before, in any of its states; and of what its own found when it was a former one."""
    for record in _states(reader, at, touches):
        yield from record.was
    for text in _states(reader, (FORMER, at[1]), touches_of(reader, FORMER, at[1])):
        yield record_found(text)


def _states(reader: Reader, at: At, touches: list[Touch]) -> Iterator[Any]:
    states = [*states_before(reader, touches).values(), states_now(reader, [at])[at]]
    return (each for each in states if each is not None)
