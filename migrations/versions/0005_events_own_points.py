"""An event may have a point of its own within its place; what an import took a name for is remembered.

What earlier versions imported stays as it is. Roles of one actor, derivations and links of one kind come to
stand together, as annotation files have them; where nobody had edited such a record since its import, its digest
follows. Revision: 0005. Imports nothing from timeline: history does not move with the code.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
LATITUDE, LONGITUDE = "latitude BETWEEN -90 AND 90", "longitude BETWEEN -180 AND 180"
WHOLE = "(latitude IS NULL) = (longitude IS NULL) AND (latitude IS NULL OR place_id IS NOT NULL)"
AT_A_TIME = 500

Row = tuple[Any, ...]


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # The check of a column may name others. Alembic would make the table anew: what events own would go with it.
        op.execute(f"ALTER TABLE event ADD COLUMN latitude REAL CONSTRAINT ck_event_latitude CHECK ({LATITUDE})")
        op.execute(
            f"ALTER TABLE event ADD COLUMN longitude REAL CONSTRAINT ck_event_longitude CHECK ({LONGITUDE}) "
            f"CONSTRAINT ck_event_point_is_whole CHECK ({WHOLE})"
        )
    else:
        op.add_column("event", sa.Column("latitude", sa.Double(), nullable=True))
        op.add_column("event", sa.Column("longitude", sa.Double(), nullable=True))
        op.create_check_constraint(op.f("ck_event_latitude"), "event", LATITUDE)
        op.create_check_constraint(op.f("ck_event_longitude"), "event", LONGITUDE)
        op.create_check_constraint(op.f("ck_event_point_is_whole"), "event", WHOLE)
    op.create_table(
        "import_name",
        sa.Column("key", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_import_name")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    remember()
    group("source", "source_derivation", ("how",), ("how", "from_id"), source_digests, "record_import")
    group(
        "event", "participation", ("claim_position", "actor_id"), ("claim_position", "actor_id", "role"), event_digests
    )
    group("event", "event_link", ("kind",), ("kind", "target_id"), event_digests)


def downgrade() -> None:
    op.drop_table("import_name")
    # In this order: the check that names both goes with the longitude.
    op.execute("ALTER TABLE event DROP COLUMN longitude")
    op.execute("ALTER TABLE event DROP COLUMN latitude")


# --- what names were taken for ------------------------------------------------------------------------


def remember() -> None:
    """Of each name that imports have made a record of: the record, of several the one with the plainest id."""
    places = {row[0]: row[1:] for row in rows("SELECT id, name, within_id FROM place")}
    taken: dict[str, list[str]] = defaultdict(list)
    for actor_id, name in rows("SELECT a.id, a.name FROM actor a JOIN record_import r ON r.record_id = a.id"):
        taken[key_of("actor", [name])].append(actor_id)
    for (place_id,) in rows("SELECT p.id FROM place p JOIN record_import r ON r.record_id = p.id"):
        taken[key_of("place", path_of(place_id, places))].append(place_id)
    if taken:
        found = [{"key": key, "id": min(ids, key=lambda each: (len(each), each))} for key, ids in taken.items()]
        op.get_bind().execute(sa.text("INSERT INTO import_name (key, record_id) VALUES (:key, :id)"), found)


def path_of(place_id: str, places: dict[str, Row]) -> list[str]:
    """The names of all that a place lies in, from the largest down, and its own."""
    names: list[str] = []
    seen: set[str] = set()
    at: str | None = place_id
    while at is not None and at not in seen:
        seen.add(at)
        name, at = places[at]
        names.append(name)
    return names[::-1]


def key_of(kind: str, names: list[str]) -> str:
    said = "\n".join(names).encode("utf-8", "surrogatepass")
    return f"{kind} {blake2b(said, digest_size=12).hexdigest()}"


# --- those of one key together ----------------------------------------------------------------------


def group(
    owner: str, table: str, key: Sequence[str], values: Sequence[str], digests: Any, marks: str = "event_import"
) -> None:
    """Puts rows of one key together, where the first of them stands, and drops repetitions."""
    connection, owner_id = op.get_bind(), f"{owner}_id"
    columns = [column["name"] for column in sa.inspect(connection).get_columns(table)]
    several = rows(f"SELECT DISTINCT {owner_id} FROM {table} GROUP BY {owner_id}, {', '.join(key)} HAVING COUNT(*) > 1")
    ids = sorted(each for (each,) in several)
    for start in range(0, len(ids), AT_A_TIME):
        chunk = ids[start : start + AT_A_TIME]
        changed = {}
        for each, found in by_owner(f"SELECT * FROM {table} WHERE {owner_id} IN :ids ORDER BY position", chunk).items():
            named = [dict(zip(columns, row, strict=True)) for row in found]
            grouped = in_groups(named, key, values)
            if grouped != named:
                changed[each] = grouped
        before = digests(list(changed))
        for each, grouped in changed.items():
            connection.execute(sa.text(f"DELETE FROM {table} WHERE {owner_id} = :id"), {"id": each})
            numbered = [{**row, "position": position} for position, row in enumerate(grouped)]
            names = ", ".join(columns)
            marked = ", ".join(f":{name}" for name in columns)
            connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({marked})"), numbered)
        follow(marks, owner_id if marks == "event_import" else "record_id", before, digests(list(changed)))


def in_groups(found: list[dict[str, Any]], key: Sequence[str], values: Sequence[str]) -> list[dict[str, Any]]:
    groups: dict[Row, dict[Row, dict[str, Any]]] = {}
    for row in found:
        group_of = groups.setdefault(tuple(row[name] for name in key), {})
        group_of.setdefault(tuple(row[name] for name in values), row)
    return [row for each in groups.values() for row in each.values()]


def follow(marks: str, column: str, before: dict[str, str], after: dict[str, str]) -> None:
    """Gives records that were as an import had left them the digest that they have now."""
    update = sa.text(f"UPDATE {marks} SET digest = :digest WHERE {column} = :id")
    for record_id, mark in rows(f"SELECT {column}, digest FROM {marks} WHERE {column} IN :ids", list(before)):
        origin, _, digest = mark.partition(" ")
        if digest == before[record_id] != after[record_id]:
            op.get_bind().execute(update, {"digest": f"{origin} {after[record_id]}", "id": record_id})


# --- digests of the first form, of what is stored ----------------------------------------------------


class Participant(NamedTuple):
    actor: str
    role: str


class Link(NamedTuple):
    kind: str
    event: str


class Derivation(NamedTuple):
    how: str
    source: str


def digest(said: Any) -> str:
    return f"1:{blake2b(repr(said).encode('utf-8', 'surrogatepass'), digest_size=12).hexdigest()}"


def source_digests(ids: list[str]) -> dict[str, str]:
    derived = by_owner(
        "SELECT source_id, how, from_id FROM source_derivation WHERE source_id IN :ids ORDER BY position", ids
    )
    sql = (
        "SELECT id, title, kind, publisher, author, published, url, archive_url, accessed, language, reliability, note "
        "FROM source WHERE id IN :ids"
    )
    return {
        row[0]: digest((*row[:10], tuple(Derivation(*each[1:]) for each in derived[row[0]]), *row[10:]))
        for row in rows(sql, ids)
    }


def event_digests(ids: list[str]) -> dict[str, str]:
    parts = by_owner(
        "SELECT event_id, claim_position, actor_id, role FROM participation WHERE event_id IN :ids ORDER BY position",
        ids,
    )
    links = by_owner("SELECT event_id, kind, target_id FROM event_link WHERE event_id IN :ids ORDER BY position", ids)
    tags = by_owner("SELECT event_id, tag FROM event_tag WHERE event_id IN :ids ORDER BY position", ids)
    figures = by_owner(
        "SELECT event_id, claim_position, measure, low, best, high, approximate FROM figure "
        "WHERE event_id IN :ids ORDER BY position",
        ids,
    )
    claims = by_owner(
        "SELECT event_id, position, source_id, locator, date_written, modality, credibility, quote, note FROM claim "
        "WHERE event_id IN :ids ORDER BY position",
        ids,
    )

    def named(event_id: str, claim: int | None) -> tuple[Participant, ...]:
        return tuple(Participant(*each[2:]) for each in parts[event_id] if each[1] == claim)

    def said(event_id: str) -> Iterator[tuple[Any, ...]]:
        for _, position, source, at, date, modality, credibility, quote, note in claims[event_id]:
            claim = (source, at, date, modality, named(event_id, position), credibility, quote, note)
            yield claim, [(*each[2:6], bool(each[6])) for each in figures[event_id] if each[1] == position]

    sql = "SELECT id, title, summary, type, place_id, decided_date, date_note, note FROM event WHERE id IN :ids"
    return {
        row[0]: digest(
            (
                (
                    *row[:7],
                    named(row[0], None),
                    tuple(Link(*each[1:]) for each in links[row[0]]),
                    tuple(each[1] for each in tags[row[0]]),
                    row[7],
                ),
                list(said(row[0])),
            )
        )
        for row in rows(sql, ids)
    }


def rows(sql: str, ids: list[str] | None = None) -> list[Row]:
    statement, parameters = sa.text(sql), {}
    if ids is not None:
        if not ids:
            return []
        statement, parameters = statement.bindparams(sa.bindparam("ids", expanding=True)), {"ids": ids}
    return [tuple(row) for row in op.get_bind().execute(statement, parameters)]


def by_owner(sql: str, ids: list[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(sql, ids):
        found[row[0]].append(row)
    return found
