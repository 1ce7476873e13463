"""Rows -> records: what people wrote, back from the database as it was."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Membership,
    Participant,
    Place,
    RecordSet,
    Source,
    Term,
)
from timeline.storage.connecting.reader import Reader, Value, in_list

CHUNK = 500
"""Ids asked for at once; both databases take far more parameters."""

KINDS = ("source", "actor", "place", "event")


def read_all(reader: Reader) -> RecordSet:
    """Everything in the database: events in chronological order, all else by id."""
    return RecordSet(
        sources={each.id: each for each in read_sources(reader)},
        actors={each.id: each for each in read_actors(reader)},
        places={each.id: each for each in read_places(reader)},
        events={each.id: each for each in read_events(reader)},
        terms={(each.kind, each.term): each for each in read_terms(reader)},
    )


def kinds_of(reader: Reader, ids: Collection[str]) -> dict[str, str]:
    """Which of the ids the database holds, each with its kind of record."""
    return {
        record_id: kind
        for kind in KINDS
        for (record_id,) in _rows(reader, f"SELECT id FROM {kind} WHERE {{}}", "id", ids)
    }


def read_terms(reader: Reader) -> list[Term]:
    """The terms that chronologies have added, by kind and term."""
    return [
        Term(*row)
        for row in reader.rows("SELECT kind, term, meaning FROM vocabulary ORDER BY kind, term", {}, few=True)
    ]


def read_sources(reader: Reader, ids: Collection[str] | None = None) -> Iterator[Source]:
    """The sources of these ids, or all, by id."""
    derivations = _grouped(
        reader,
        "SELECT source_id, how, from_id FROM source_derivation WHERE {} ORDER BY source_id, position",
        "source_id",
        ids,
    )
    for row in _rows(
        reader,
        "SELECT id, title, kind, publisher, author, published, url, archive_url, accessed, language, reliability, note "
        "FROM source WHERE {} ORDER BY id",
        "id",
        ids,
    ):
        derived_from = tuple(Derivation(*each) for each in derivations.get(row[0], ()))
        yield Source(*row[:10])._replace(derived_from=derived_from, reliability=row[10], note=row[11])


def read_actors(reader: Reader, ids: Collection[str] | None = None) -> Iterator[Actor]:
    """The actors of these ids, or all, by id."""
    names = _grouped(
        reader, "SELECT actor_id, name FROM actor_name WHERE {} ORDER BY actor_id, position", "actor_id", ids
    )
    memberships = _grouped(
        reader,
        "SELECT actor_id, group_id, office, date FROM membership WHERE {} ORDER BY actor_id, position",
        "actor_id",
        ids,
    )
    for actor_id, name, kind, wikidata, note in _rows(
        reader, "SELECT id, name, kind, wikidata, note FROM actor WHERE {} ORDER BY id", "id", ids
    ):
        yield Actor(
            id=actor_id,
            name=name,
            kind=kind,
            names=tuple(each for (each,) in names.get(actor_id, ())),
            member_of=tuple(Membership(*each) for each in memberships.get(actor_id, ())),
            wikidata=wikidata,
            note=note,
        )


def read_places(reader: Reader, ids: Collection[str] | None = None) -> Iterator[Place]:
    """The places of these ids, or all, by id."""
    names = _grouped(
        reader, "SELECT place_id, name FROM place_name WHERE {} ORDER BY place_id, position", "place_id", ids
    )
    for place_id, name, kind, *rest in _rows(
        reader,
        "SELECT id, name, kind, within_id, latitude, longitude, wikidata, note FROM place WHERE {} ORDER BY id",
        "id",
        ids,
    ):
        yield Place(place_id, name, kind, tuple(each for (each,) in names.get(place_id, ())), *rest)


def read_events(reader: Reader, ids: Collection[str] | None = None) -> Iterator[Event]:
    """The events of these ids, or all, in chronological order."""
    rows = _rows(
        reader,
        "SELECT id, title, summary, type, place_id, latitude, longitude, decided_date, date_note, note "
        "FROM event WHERE {} ORDER BY sort_day, sort_second, id",
        "id",
        ids,
    )
    for chunk in _chunks(rows):
        found = [row[0] for row in chunk]
        claims = _read_claims(reader, found)
        participants = _grouped(
            reader,
            "SELECT event_id, actor_id, role FROM participation "
            "WHERE {} AND claim_position IS NULL ORDER BY event_id, position",
            "event_id",
            found,
        )
        links = _grouped(
            reader,
            "SELECT event_id, kind, target_id FROM event_link WHERE {} ORDER BY event_id, position",
            "event_id",
            found,
        )
        tags = _grouped(
            reader,
            "SELECT event_id, tag FROM event_tag WHERE {} ORDER BY event_id, position",
            "event_id",
            found,
        )
        for event_id, title, summary, type_, place, latitude, longitude, date, date_note, note in chunk:
            yield Event(
                id=event_id,
                title=title,
                summary=summary,
                type=type_,
                place=place,
                latitude=latitude,
                longitude=longitude,
                date=date,
                date_note=date_note,
                participants=tuple(Participant(*each) for each in participants.get(event_id, ())),
                claims=tuple(claims.get(event_id, ())),
                links=tuple(Link(*each) for each in links.get(event_id, ())),
                tags=tuple(each for (each,) in tags.get(event_id, ())),
                note=note,
            )


def _read_claims(reader: Reader, event_ids: list[str]) -> dict[str, list[Claim]]:
    figures: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for event_id, position, measure, low, best, high, approximate in _rows(
        reader,
        "SELECT event_id, claim_position, measure, low, best, high, approximate FROM figure "
        "WHERE {} ORDER BY event_id, position",
        "event_id",
        event_ids,
    ):
        figures[event_id, position].append(Figure(measure, low, best, high, bool(approximate)))
    participants: dict[tuple[str, int], list[Participant]] = defaultdict(list)
    for event_id, position, actor, role in _rows(
        reader,
        "SELECT event_id, claim_position, actor_id, role FROM participation "
        "WHERE {} AND claim_position IS NOT NULL ORDER BY event_id, position",
        "event_id",
        event_ids,
    ):
        participants[event_id, position].append(Participant(actor, role))
    claims: dict[str, list[Claim]] = defaultdict(list)
    for event_id, position, source, at, date, modality, credibility, quote, note in _rows(
        reader,
        "SELECT event_id, position, source_id, locator, date_written, modality, credibility, quote, note FROM claim "
        "WHERE {} ORDER BY event_id, position",
        "event_id",
        event_ids,
    ):
        claims[event_id].append(
            Claim(
                source=source,
                at=at,
                date=date,
                modality=modality,
                figures=tuple(figures[event_id, position]),
                participants=tuple(participants[event_id, position]),
                credibility=credibility,
                quote=quote,
                note=note,
            )
        )
    return claims


def _rows(reader: Reader, sql: str, column: str, ids: Collection[str] | None) -> Iterator[tuple[Any, ...]]:
    """The rows of a query whose ``{}`` is the condition on ids; chunk after chunk of sorted ids."""
    if ids is None:
        yield from reader.rows(sql.format("1 = 1"), {})
        return
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        parameters: dict[str, Value] = {}
        listed = in_list("id", wanted[start : start + CHUNK], parameters)
        yield from reader.rows(sql.format(f"{column} IN {listed}"), parameters, few=True)


def _grouped(reader: Reader, sql: str, column: str, ids: Collection[str] | None) -> dict[str, list[tuple[Any, ...]]]:
    """Rows by their first column."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for first, *rest in _rows(reader, sql, column, ids):
        found[first].append(tuple(rest))
    return found


def _chunks(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    chunk: list[tuple[Any, ...]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
