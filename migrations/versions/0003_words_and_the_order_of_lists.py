"""Words of events in a table of their own with an index, and indexes that give lists in their order.

Fills the words from what is stored: an event's folded texts, and the folded names of who took part and
of where it was. Revision: 0003. Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
DAY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SQLITE_WORDS = (
    "CREATE TABLE event_number (number INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, "
    "sort_day INTEGER NOT NULL, sort_second INTEGER NOT NULL, earliest_day INTEGER, latest_day INTEGER) STRICT",
    "CREATE VIRTUAL TABLE event_words USING fts5(text, content='', detail='none', columnsize=0, tokenize='ascii')",
    "INSERT INTO event_number (event_id, sort_day, sort_second, earliest_day, latest_day) "
    "SELECT event_id, sort_day, sort_second, earliest_day, latest_day FROM event_text "
    "ORDER BY sort_day, sort_second, event_id",
    "INSERT INTO event_words (rowid, text) SELECT n.number, t.text "
    "FROM event_number n CROSS JOIN event_text t WHERE t.event_id = n.event_id",
    """\
CREATE TRIGGER event_text_added AFTER INSERT ON event_text BEGIN
    INSERT INTO event_number (event_id, sort_day, sort_second, earliest_day, latest_day)
    VALUES (new.event_id, new.sort_day, new.sort_second, new.earliest_day, new.latest_day);
    INSERT INTO event_words (rowid, text) VALUES (last_insert_rowid(), new.text);
END""",
    """\
CREATE TRIGGER event_text_removed AFTER DELETE ON event_text BEGIN
    INSERT INTO event_words (event_words, rowid, text)
    SELECT 'delete', number, old.text FROM event_number WHERE event_id = old.event_id;
    DELETE FROM event_number WHERE event_id = old.event_id;
END""",
)
POSTGRESQL_WORDS = (
    "CREATE INDEX ix_event_text_words ON event_text USING gin "
    "(array_to_tsvector(array_remove(array_remove(string_to_array(text, ' '), '|'), '||')))",
)

NAMES = """
    SELECT part.event_id, 0 AS is_place, part.actor_id AS record_id, n.key
    FROM (SELECT DISTINCT event_id, actor_id FROM participation) part
    JOIN name_key n ON n.record_id = part.actor_id AND n.kind = 'actor' AND n.is_whole = 1
    UNION ALL
    SELECT e.id, 1, e.place_id, n.key FROM event e
    JOIN name_key n ON n.record_id = e.place_id AND n.kind = 'place' AND n.is_whole = 1
"""
# Bars between the texts, two between names and texts; an empty text leaves one space, not two.
SQLITE_FILL = f"""
    INSERT INTO event_text (event_id, sort_day, sort_second, earliest_day, latest_day, text)
    SELECT e.id, e.sort_day, e.sort_second, e.earliest_day, e.latest_day, replace(
        CASE WHEN named.names IS NULL THEN '||' ELSE '| ' || named.names || ' ||' END
        || ' ' || e.search_text || ' |', '  ', ' ')
    FROM event e LEFT JOIN (
        SELECT event_id, group_concat(key, ' | ') AS names
        FROM (SELECT * FROM ({NAMES}) found ORDER BY event_id, is_place, record_id, key) sorted GROUP BY event_id
    ) named ON named.event_id = e.id
"""
# A word longer than 500 letters is cut: the index refuses one of 2,047. Regular expressions count to 255.
POSTGRESQL_FILL = rf"""
    INSERT INTO event_text (event_id, sort_day, sort_second, earliest_day, latest_day, text)
    SELECT e.id, e.sort_day, e.sort_second, e.earliest_day, e.latest_day, regexp_replace(left(replace(
        CASE WHEN named.names IS NULL THEN '||' ELSE '| ' || named.names || ' ||' END
        || ' ' || e.search_text || ' |', '  ', ' '), 500000), '((?:[a-z0-9]{{250}}){{2}})[a-z0-9]+', '\1', 'g')
    FROM event e LEFT JOIN (
        SELECT event_id, string_agg(key, ' | ' ORDER BY is_place, record_id, key) AS names
        FROM ({NAMES}) found GROUP BY event_id
    ) named ON named.event_id = e.id
"""
ORDER = ["sort_day", "sort_second", "id"]


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    is_spread = not is_sqlite and _is_spread()
    key = sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_text_event_id"), ondelete="CASCADE")
    op.create_table(
        "event_text",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("sort_day", DAY, nullable=False),
        sa.Column("sort_second", sa.Integer(), nullable=False),
        sa.Column("earliest_day", DAY, nullable=True),
        sa.Column("latest_day", DAY, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        *([] if is_spread else [key]),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_text")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if is_spread:
        # Where Citus has spread the events: a key from a table that stands on the coordinator alone would be asked
        # of the workers row by row.
        op.execute("SELECT create_distributed_table('event_text', 'event_id', colocate_with => 'event')")
        op.create_foreign_key(
            op.f("fk_event_text_event_id"), "event_text", "event", ["event_id"], ["id"], ondelete="CASCADE"
        )
    for statement in (SQLITE_FILL, *SQLITE_WORDS) if is_sqlite else (POSTGRESQL_FILL, *POSTGRESQL_WORDS):
        op.get_bind().exec_driver_sql(statement)
    op.execute("ALTER TABLE event DROP COLUMN search_text")

    op.drop_index("ix_event_open_start", "event")
    op.drop_index("ix_event_order", "event")
    op.create_index("ix_event_order", "event", ["sort_day", "sort_second", "id", "latest_day", "span_count"])
    op.drop_index("ix_event_long", "event")
    _partial("ix_event_long", "event", ["length_class", *ORDER, "latest_day", "span_count"], "length_class <> 0")
    _partial("ix_event_disputed", "event", ["length_class", *ORDER, "latest_day"], "span_count > 1")
    _partial(op.f("ix_event_type"), "event", ["type"], "type IS NOT NULL")
    _partial(op.f("ix_event_standing"), "event", ["standing"], "standing <> 'asserted'")
    op.drop_index("ix_participation_long", "participation")
    long_parts = ["actor_id", "length_class", "earliest_day", "sort_second", "event_id", "latest_day"]
    _partial("ix_participation_long", "participation", long_parts, "length_class <> 0")


def _is_spread() -> bool:
    connection = op.get_bind()
    has_citus = "SELECT count(*) FROM pg_extension WHERE extname = 'citus'"
    spread = "SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = to_regclass('event')"
    return all(connection.exec_driver_sql(sql).scalar_one() for sql in (has_citus, spread))


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    op.drop_index("ix_participation_long", "participation")
    _partial(
        "ix_participation_long",
        "participation",
        ["actor_id", "length_class", "earliest_day", "event_id", "latest_day"],
        "latest_day > earliest_day",
    )
    for name in ("ix_event_standing", "ix_event_type", "ix_event_disputed", "ix_event_long", "ix_event_order"):
        op.drop_index(name, "event")
    op.create_index("ix_event_order", "event", ORDER)
    _partial(
        "ix_event_long", "event", ["length_class", "earliest_day", "id", "latest_day"], "latest_day > earliest_day"
    )
    _partial("ix_event_open_start", "event", ["latest_day", "id"], f"earliest_day = {-(2**62)}")

    op.execute("ALTER TABLE event ADD COLUMN search_text TEXT NOT NULL DEFAULT ''")
    find = "instr" if op.get_bind().dialect.name == "sqlite" else "strpos"
    # What follows the names, without the last bar.
    texts = f"replace(replace(substr(t.text, {find}(t.text, '||') + 3) || '#', ' |#', ''), '|#', '')"
    op.execute(f"UPDATE event SET search_text = (SELECT {texts} FROM event_text t WHERE t.event_id = event.id)")
    op.drop_table("event_text")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE event_words")
        op.execute("DROP TABLE event_number")
