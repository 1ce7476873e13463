"""An export as one would write it by hand: raw sqlite3, a thousand events at a time.

The objects are those of our JSON Lines, less what needs more than SQL: dates in words, and the records that
each line defines. Run from the checkout: python -m benchmarks.raw_export DATABASE FILE json|orjson|csv
"""

import csv
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson

CHUNK = 1_000
EVENTS = (
    "SELECT e.id, e.title, e.summary, e.type, e.status, e.edtf, e.begin_earliest, e.end_latest, e.begin_latest, "
    "e.end_earliest, e.lasting, e.disputed, e.approximate, e.uncertain, e.standing, e.source_count, e.origin_count, "
    "e.note, e.date_note, "
    "p.id, p.name, COALESCE(e.latitude, p.latitude), COALESCE(e.longitude, p.longitude), e.latitude IS NOT NULL "
    "FROM event e LEFT JOIN place p ON p.id = e.place_id "
    "ORDER BY e.sort_day, e.sort_rank, e.id"
)
OWNED = {
    "spans": "SELECT x.event_id, x.begin_earliest, x.end_latest, x.begin_latest, x.end_earliest FROM event_span x",
    "participants": (
        "SELECT x.event_id, x.actor_id, a.name, x.role, c.source_id, x.claim_position FROM participation x "
        "JOIN actor a ON a.id = x.actor_id "
        "LEFT JOIN claim c ON c.event_id = x.event_id AND c.position = x.claim_position"
    ),
    "claims": (
        "SELECT x.event_id, x.position, x.source_id, s.publisher, s.published, x.locator, x.date_edtf, x.date_written, "
        "x.begin_earliest, x.end_latest, x.modality, x.note, s.title, x.credibility, x.quote "
        "FROM claim x JOIN source s ON s.id = x.source_id"
    ),
    "attributions": "SELECT x.event_id, x.claim_position, COALESCE(x.actor_id, x.words) FROM attribution x",
    "figures": "SELECT x.event_id, x.claim_position, x.measure, x.low, x.best, x.high, x.approximate FROM figure x",
    "links": "SELECT x.event_id, x.kind, x.target_id FROM event_link x",
    "tags": "SELECT x.event_id, x.tag FROM event_tag x",
}
_FAR = 4_000_000

Row = tuple[Any, ...]
Owned = dict[str, list[Row]]


def chunks(connection: sqlite3.Connection) -> Iterator[tuple[list[Row], dict[str, Owned]]]:
    """A thousand events at a time, with the rows that they own by kind and event."""
    events = connection.execute(EVENTS)
    while found := events.fetchmany(CHUNK):
        ids = [row[0] for row in found]
        marks = ", ".join("?" * len(ids))
        parts = {}
        for name, sql in OWNED.items():
            owned: Owned = defaultdict(list)
            for row in connection.execute(f"{sql} WHERE x.event_id IN ({marks}) ORDER BY x.event_id, x.position", ids):
                owned[row[0]].append(row[1:])
            parts[name] = owned
        yield found, parts


def as_json(row: Row, parts: dict[str, Owned]) -> dict[str, Any]:
    """An event as JSON."""
    id_, title, summary, type_, status, edtf, earliest, latest, begins_by, ends_from, lasting, disputed, *rest = row
    approximate, uncertain, standing, sources, origins, note, date_note, place, place_name, *point = rest
    latitude, longitude, is_own = point
    spans = parts["spans"][id_] or ([] if earliest is None else [(earliest, latest, begins_by, ends_from)])
    figures: dict[int, list[Row]] = defaultdict(list)
    for position, *figure in parts["figures"][id_]:
        figures[position].append(tuple(figure))
    whom: dict[int, list[str]] = defaultdict(list)
    for position, reported in parts["attributions"][id_]:
        whom[position].append(reported)
    counts: dict[str, int] = defaultdict(int)
    addresses = []
    for _, source, *_ in parts["claims"][id_]:
        counts[source] += 1
        addresses.append(f"{id_}/{source}" if counts[source] == 1 else f"{id_}/{source}/{counts[source]}")
    return {
        "id": id_,
        "title": title,
        "summary": summary,
        "type": type_,
        "date": {
            "status": status,
            "edtf": edtf,
            "earliest": day(earliest),
            "latest": day(latest),
            "lasting": bool(lasting),
            "approximate": bool(approximate),
            "uncertain": bool(uncertain),
            "spans": [
                {"earliest": day(first), "latest": day(last), "begins_by": day(begun), "ends_from": day(ending)}
                for first, last, begun, ending in spans
            ],
        },
        "in_window": None,
        "disputed": disputed.split(" ") if disputed else [],
        "was": [],
        "standing": standing,
        "place": place
        and {
            "id": place,
            "name": place_name,
            "latitude": latitude,
            "longitude": longitude,
            "own_point": bool(is_own),
        },
        "participants": [
            {"actor": actor, "name": name, "role": role, "source": source, "claim": claim}
            for actor, name, role, source, claim in parts["participants"][id_]
        ],
        "claims": [
            {"id": address, "according_to": whom[claim[0]], **claim_as_json(claim, figures[claim[0]])}
            for address, claim in zip(addresses, parts["claims"][id_], strict=True)
        ],
        "source_count": sources,
        "origin_count": origins,
        "links": [{"kind": kind, "event": target} for kind, target in parts["links"][id_]],
        "tags": [tag for (tag,) in parts["tags"][id_]],
        "note": note,
        "date_note": date_note,
    }


def claim_as_json(row: Row, figures: list[Row]) -> dict[str, Any]:
    """A claim as JSON."""
    _, source, publisher, published, at, edtf, written, earliest, latest, modality, note, title, credibility, quote = (
        row
    )
    date_ = {"edtf": edtf, "written": written, "earliest": day(earliest), "latest": day(latest)} if written else None
    return {
        "source": source,
        "publisher": publisher,
        "published": published,
        "at": at,
        "date": date_,
        "modality": modality,
        "figures": [
            {"measure": measure, "low": low, "best": best, "high": high, "approximate": bool(approximate)}
            for measure, low, best, high, approximate in figures
        ],
        "note": note,
        "title": title,
        "credibility": credibility,
        "quote": quote,
    }


def as_cells(row: Row, parts: dict[str, Owned]) -> list[Any]:
    """An event as a row of a table, lists within a cell joined."""
    id_, title, summary, type_, status, edtf, earliest, latest, *_, standing = row[:15]
    sources, origins, note, _, _, place_name, latitude, longitude, _ = row[15:]
    people = "; ".join(f"{name} ({role})" for _, name, role, _, _ in parts["participants"][id_])
    figures = "; ".join(f"{measure}: {best}" for _, measure, _, best, _, _ in parts["figures"][id_])
    cited = "; ".join(f"{claim[1]} {claim[4]}" if claim[4] else claim[1] for claim in parts["claims"][id_])
    tags = "; ".join(tag for (tag,) in parts["tags"][id_])
    days = day(earliest), day(latest)
    told = (id_, edtf, edtf, *days, status, standing, title, summary, type_, place_name, latitude, longitude)
    return [*told, people, figures, cited, sources, origins, tags, note]


def day(number: int | None) -> str | None:
    """A day as ISO 8601 writes it; None where it is open."""
    return None if number is None or abs(number) >= _FAR else date.fromordinal(number).isoformat()


def write_lines(connection: sqlite3.Connection, out: Any, encode: Callable[[Any], bytes]) -> None:
    """Writes an object a line, joined a chunk at a time."""
    for rows, parts in chunks(connection):
        out.write(b"".join([encode(as_json(row, parts)) + b"\n" for row in rows]))


def write_table(connection: sqlite3.Connection, path: Path) -> None:
    """Writes a row an event."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        for rows, parts in chunks(connection):
            writer.writerows([as_cells(row, parts) for row in rows])


def main() -> None:
    """DATABASE FILE FORMAT."""
    database, file, format_ = sys.argv[1:]
    connection = sqlite3.connect(database)
    if format_ == "csv":
        write_table(connection, Path(file))
        return
    encode: Callable[[Any], bytes] = orjson.dumps
    if format_ == "json":
        plain = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        encode = lambda told: plain(told).encode()  # noqa: E731
    with open(file, "wb") as out:
        write_lines(connection, out, encode)


if __name__ == "__main__":
    main()
