"""Rows -> records: what people wrote, back from the database as it was.

Events that are the same by decision are told as one; each comes back as it was written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from timeline.domain.records import (
    Actor,
    Claim,
    Condition,
    Derivation,
    Event,
    Figure,
    Link,
    Match,
    Membership,
    Participant,
    Place,
    Question,
    RecordSet,
    Source,
    Term,
)
from timeline.storage.connecting.reader import Reader, Value, among
from timeline.storage.schema.columns import TABLES, columns, in_order_of, made_of
from timeline.storage.schema.written_events import event_written

CHUNK = 500
"""Ids asked for at once."""

KINDS = ("source", "actor", "place", "event", "question")


def read_all(reader: Reader) -> RecordSet:
    """Everything in the database: events in chronological order, each before those told as it; all else by id."""
    return RecordSet(
        sources={each.id: each for each in read_sources(reader)},
        actors={each.id: each for each in read_actors(reader)},
        places={each.id: each for each in read_places(reader)},
        events={each.id: each for each in read_events(reader)},
        terms={(each.kind, each.term): each for each in read_terms(reader)},
        matches={each.id: each for each in read_matches(reader)},
        questions={each.id: each for each in read_questions(reader)},
    )


def kinds_of(reader: Reader, ids: Collection[str]) -> dict[str, str]:
    """Which of the ids the database holds, each with its kind of record."""
    tables = {**{kind: kind for kind in KINDS}, "matched_event": "event"}
    return {
        record_id: kind
        for table, kind in tables.items()
        for (record_id,) in _rows(reader, "id", table, "id", ids, "id")
    }


def read_matches(reader: Reader) -> list[Match]:
    """All decisions on events that are the same, or are not, by what they are known by."""
    members: dict[str, list[str]] = defaultdict(list)
    for decision, event_id in reader.rows(
        "SELECT decision, member_id FROM event_match_member ORDER BY decision, position", {}
    ):
        members[decision].append(event_id)
    return [
        Match(kind, _list(members, decision), by, why)
        for decision, kind, by, why in reader.rows(
            "SELECT decision, kind, by, why FROM event_match ORDER BY decision", {}
        )
    ]


def matched_events(reader: Reader, ids: Collection[str] | None = None) -> dict[str, list[Event]]:
    """The events that are the same as any of these, these included, or all that are one with others.

    As they were written, by the one that is told, which is the first.
    """
    if not any(True for _ in reader.rows("SELECT 1 FROM matched_event LIMIT 1", {}, few=True)):
        return {}
    heads = None if ids is None else {head for (head,) in _rows(reader, "told_as", "matched_event", "id", ids, "id")}
    found: dict[str, list[Event]] = defaultdict(list)
    rows = _rows(reader, "told_as, written", "matched_event", "told_as", heads, "told_as, position")
    for head, written in rows:
        found[head].append(event_written(written))
    return found


def read_terms(reader: Reader) -> list[Term]:
    """The terms that chronologies have added, by kind and term."""
    sql = f"SELECT {in_order_of(Term)} FROM vocabulary ORDER BY kind, term"
    return [made_of(Term)(row) for row in reader.rows(sql, {}, few=True)]


def read_sources(reader: Reader, ids: Collection[str] | None = None) -> Iterator[Source]:
    """The sources of these ids, or all, by id."""
    derivations = _owned(reader, Derivation, "source_id", ids)
    former = _former_ids(reader, "source", ids)
    for row in _records(reader, Source, ids):
        yield made_of(Source)(row, derived_from=_list(derivations, row[0]), was=_list(former, row[0]))


def read_actors(reader: Reader, ids: Collection[str] | None = None) -> Iterator[Actor]:
    """The actors of these ids, or all, by id."""
    names = _texts(reader, "actor_name", "name", "actor_id", ids)
    memberships = _owned(reader, Membership, "actor_id", ids)
    former = _former_ids(reader, "actor", ids)
    for row in _records(reader, Actor, ids):
        lists = {"names": _list(names, row[0]), "member_of": _list(memberships, row[0]), "was": _list(former, row[0])}
        yield made_of(Actor)(row, **lists)


def read_places(reader: Reader, ids: Collection[str] | None = None) -> Iterator[Place]:
    """The places of these ids, or all, by id."""
    names = _texts(reader, "place_name", "name", "place_id", ids)
    former = _former_ids(reader, "place", ids)
    for row in _records(reader, Place, ids):
        yield made_of(Place)(row, names=_list(names, row[0]), was=_list(former, row[0]))


def read_questions(reader: Reader, ids: Collection[str] | None = None) -> Iterator[Question]:
    """The questions of these ids, or all, by id."""
    conditions = _owned(reader, Condition, "question_id", ids)
    former = _former_ids(reader, "question", ids)
    for row in _records(reader, Question, ids):
        yield made_of(Question)(row, asks=_list(conditions, row[0]), was=_list(former, row[0]))


def read_events(reader: Reader, ids: Collection[str] | None = None) -> Iterator[Event]:
    """The events of these ids, or all, in chronological order; each with those that are told as it behind it."""
    same = matched_events(reader, ids)
    if not same:
        yield from read_told_events(reader, ids)
        return
    hidden = {event.id: head for head, events in same.items() for event in events}
    wanted = None if ids is None else {hidden.get(event_id, event_id) for event_id in ids}
    for event in read_told_events(reader, wanted):
        for each in same.get(event.id, (event,)):
            if ids is None or each.id in ids:
                yield each


def read_told_events(reader: Reader, ids: Collection[str] | None = None) -> Iterator[Event]:
    """The events of these ids, or all, in chronological order, as they are told: with the claims of all that are one.

    The id of an event that is told as another finds none.
    """
    former = _former_ids(reader, "event", ids)
    for chunk in _chunks(_records(reader, Event, ids, "sort_day, sort_rank, id")):
        found = [row[0] for row in chunk]
        # Of the lists of a claim and of its event, rows tell by the claim's position which they are in.
        participants = _owned(reader, Participant, "event_id", found, "claim_position")
        figures = _owned(reader, Figure, "event_id", found, "claim_position")
        attributions = _attributions(reader, found)
        claims: dict[Any, list[Claim]] = defaultdict(list)
        columns_ = f"event_id, position, {in_order_of(Claim)}"
        for event_id, position, *said in _rows(reader, columns_, "claim", "event_id", found, _IN_ORDER["event_id"]):
            at = event_id, position
            lists = {
                "according_to": _list(attributions, at),
                "figures": _list(figures, at),
                "participants": _list(participants, at),
            }
            claims[event_id].append(made_of(Claim)(said, **lists))
        links = _owned(reader, Link, "event_id", found)
        tags = _texts(reader, "event_tag", "tag", "event_id", found)
        for row in chunk:
            yield made_of(Event)(
                row,
                participants=_list(participants, (row[0], None)),
                claims=_list(claims, row[0]),
                links=_list(links, row[0]),
                tags=_list(tags, row[0]),
                was=_list(former, row[0]),
            )


_IN_ORDER = {owner: f"{owner}, position" for owner in ("source_id", "actor_id", "place_id", "event_id", "question_id")}


def _records(reader: Reader, record: Any, ids: Collection[str] | None, order: str = "id") -> Iterator[tuple[Any, ...]]:
    """The rows of these records, or of all; each begins with all of the record's fields."""
    return _rows(reader, in_order_of(record), TABLES[record], "id", ids, order)


def _owned(
    reader: Reader, record: Any, owner: str, ids: Collection[str] | None, part: str | None = None
) -> dict[Any, list[Any]]:
    """What records own, in its order, by the owner's id; or by that and the value of a further column."""
    keys = [owner] if part is None else [owner, part]
    columns_ = f"{', '.join(keys)}, {columns(record)}"
    make = made_of(record)
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in _rows(reader, columns_, TABLES[record], owner, ids, _IN_ORDER[owner]):
        found[row[0] if part is None else row[:2]].append(make(row[len(keys) :]))
    return found


def _texts(reader: Reader, table: str, column: str, owner: str, ids: Collection[str] | None) -> dict[Any, list[str]]:
    """The texts that records own, in their order, by the owner's id."""
    found: dict[Any, list[str]] = defaultdict(list)
    for owner_id, each in _rows(reader, f"{owner}, {column}", table, owner, ids, _IN_ORDER[owner]):
        found[owner_id].append(each)
    return found


def _former_ids(reader: Reader, kind: str, ids: Collection[str] | None) -> dict[str, list[str]]:
    """The ids that these records of a kind had before, or all of it, by the id they have now."""
    found: dict[str, list[str]] = defaultdict(list)
    if ids is not None and not ids:
        return found
    # There are few: to read them all is quicker than to look for each record's, but where few are wanted.
    few = ids is not None and len(ids) <= CHUNK
    parameters: dict[str, Value] = {"kind": kind}
    listed = f" AND record_id {among(reader, 'ids', sorted(ids), parameters)}" if few and ids is not None else ""
    sql = f"SELECT record_id, id FROM former_id WHERE kind = :kind{listed} ORDER BY record_id, position"
    for record_id, each in reader.rows(sql, parameters, few=few):
        found[record_id].append(each)
    return found


def _attributions(reader: Reader, events: Collection[str]) -> dict[Any, list[str]]:
    """Whom the claims of events report, in their order, by the event's id and the claim's position."""
    columns_ = "event_id, claim_position, COALESCE(actor_id, words)"
    found: dict[Any, list[str]] = defaultdict(list)
    for *at, each in _rows(reader, columns_, "attribution", "event_id", events, _IN_ORDER["event_id"]):
        found[tuple(at)].append(each)
    return found


def _list(found: Mapping[Any, list[Any]], key: Any) -> tuple[Any, ...]:
    return tuple(found.get(key, ()))


def _rows(
    reader: Reader, columns_: str, table: str, key: str, ids: Collection[str] | None, order: str
) -> Iterator[tuple[Any, ...]]:
    """The rows of a table whose key is one of the ids, or all; chunk after chunk of sorted ids."""
    sql = f"SELECT {columns_} FROM {table}{{}} ORDER BY {order}"
    if ids is None:
        yield from reader.rows(sql.format(""), {})
        return
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = among(reader, "ids", wanted[start : start + CHUNK], parameters)
        yield from reader.rows(sql.format(f" WHERE {key} {listed}"), parameters, few=True)


def _chunks(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    chunk: list[tuple[Any, ...]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
