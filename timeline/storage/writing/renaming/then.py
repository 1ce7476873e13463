"""What records were called at a moment, as far as it was otherwise, into a small database in memory."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from timeline.domain.claims.derive import derive
from timeline.domain.matches import Groups, Told, tell_all
from timeline.domain.records import Event, RecordSet
from timeline.storage.reading.stored.stored_records import KINDS
from timeline.storage.writing import rows
from timeline.storage.writing.write_rows import insert


def write_references(
    connection: Connection,
    then: Mapping[str, Mapping[str, Any]],
    events: Mapping[str, Event],
    groups: Groups,
    former: Iterable[tuple[str, str]],
) -> None:
    """What finds records (see ``Since.then``) by their ids and names, and what types, tags and terms were in use.

    ``events``: those that stood there then, with all that were one with them by ``groups``. ``former``: (an id, the one
    that its record has now) of every former id of now: these records, too, are found by what they are called by now.
    """
    insert(connection, _references(then))
    insert(connection, _events(events, groups))
    insert(
        connection, _other_ids({kind: {**then[kind], **(events if kind == "event" else {})} for kind in KINDS}, former)
    )


def _references(then: Mapping[str, Mapping[str, Any]]) -> Iterator[rows.TableRow]:
    # Without what leads to other records, which are not there.
    for source in then["source"].values():
        yield from rows.source_rows(source._replace(derived_from=()))
    for actor in then["actor"].values():
        yield from rows.actor_rows(actor._replace(member_of=()))
    for place in then["place"].values():
        yield from rows.place_rows(place._replace(within=None))
    for question in then["question"].values():
        yield from rows.question_rows(question)
    yield from rows.vocabulary_rows(then["term"].values())
    for match in then["match"].values():
        yield from rows.match_rows(match)


def _events(events: Mapping[str, Event], groups: Groups) -> Iterator[rows.TableRow]:
    """The rows of events alone, whose dates nobody asks for."""
    undated = derive(RecordSet(events={"event": Event("event", "")})).events["event"]
    for event, others, _ in tell_all(events, groups).values():
        yield next(iter(rows.event_rows(Told(Event(event.id, event.title, type=event.type)), undated, {})))
        for position, tag in enumerate(event.tags):
            yield rows.EVENT_TAG, (event.id, position, tag)
        if others:
            for row in rows.matched_rows((event.id, *(each.id for each in others)), events):
                shape, (event_id, head, number, _, written) = row
                yield shape, (event_id, head, number, None, written)


def _other_ids(then: Mapping[str, Mapping[str, Any]], former: Iterable[tuple[str, str]]) -> Iterator[rows.TableRow]:
    """What records were called before; and what they came to be called later, where nothing was called so then."""
    finds = {old: (kind, each) for kind in KINDS for each, record in then[kind].items() for old in record.was}
    one: dict[str, list[str]] = {}
    for old, now in former:
        one.setdefault(now, [now]).append(old)
    kinds = {each: kind for kind in KINDS for each in then[kind]}
    for names in one.values():
        for each in [each for each in names if each in kinds][:1]:
            finds = {later: (kinds[each], each) for later in names if later not in kinds} | finds
    yield from ((rows.FORMER_ID, (old, kind, each, 0, 0)) for old, (kind, each) in sorted(finds.items()))
