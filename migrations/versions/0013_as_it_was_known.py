"""What finds events as they were known once: when sources came out, and the days that events may have had.

What follows from records is left empty: whoever brings a database up to date computes it anew. Revision: 0013.
Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
DAY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for column in ("published_earliest", "published_latest"):
        # Alembic would make a table of SQLite anew: what refers to it would go with it.
        op.execute(f"ALTER TABLE source ADD COLUMN {column} {'INTEGER' if is_sqlite else 'BIGINT'}")
    op.create_index("ix_source_published", "source", ["published_latest", "published_earliest"])
    is_spread = _is_spread()
    to_event = sa.ForeignKeyConstraint(
        ["event_id"], ["event.id"], name=op.f("fk_event_possible_event_id"), ondelete="CASCADE"
    )
    op.create_table(
        "event_possible",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("begin_earliest", DAY, nullable=False),
        sa.Column("end_latest", DAY, nullable=False),
        sa.Column("length_class", sa.Integer(), nullable=False),
        sa.Column("sorts_from", DAY, nullable=False),
        sa.Column("sorts_to", DAY, nullable=False),
        *([] if is_spread else [to_event]),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_possible")),
        sa.CheckConstraint("end_latest >= begin_earliest", name=op.f("ck_event_possible_days_ordered")),
        sa.CheckConstraint("length_class BETWEEN 0 AND 8", name=op.f("ck_event_possible_length_class")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if is_spread:
        # Where Citus has spread the events: no key may lead to them from a table that is not spread yet.
        op.execute("SELECT create_distributed_table('event_possible', 'event_id', colocate_with => 'event')")
        op.create_foreign_key(
            op.f("fk_event_possible_event_id"), "event_possible", "event", ["event_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index(
        "ix_event_possible_order", "event_possible", ["sorts_from", "event_id", "end_latest", "length_class"]
    )
    op.create_index(
        "ix_event_possible_long", "event_possible", ["length_class", "sorts_from", "event_id", "end_latest"]
    )
    op.create_index("ix_event_possible_back", "event_possible", ["sorts_to", "event_id"])


def downgrade() -> None:
    op.drop_table("event_possible")
    op.drop_index("ix_source_published", table_name="source")
    for column in ("published_latest", "published_earliest"):
        op.execute(f"ALTER TABLE source DROP COLUMN {column}")


def _is_spread() -> bool:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        return False
    has_citus = "SELECT count(*) FROM pg_extension WHERE extname = 'citus'"
    spread = "SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = to_regclass('event')"
    return all(connection.exec_driver_sql(sql).scalar_one() for sql in (has_citus, spread))
