"""The events that the dates of claims are told from: several of one date, in a table of their own.

Revision: 0009. Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
ONE_OF_EACH = (
    "INSERT INTO claim_anchor (event_id, position, claim_position, target_id) "
    "SELECT event_id, row_number() OVER (PARTITION BY event_id ORDER BY position) - 1, position, relative_event_id "
    "FROM claim WHERE relative_event_id IS NOT NULL"
)
FIRST_OF_EACH = (
    "UPDATE claim SET relative_event_id = (SELECT a.target_id FROM claim_anchor a WHERE a.event_id = claim.event_id "
    "AND a.claim_position = claim.position ORDER BY a.position LIMIT 1)"
)


def upgrade() -> None:
    is_spread = _is_spread()
    to_event = sa.ForeignKeyConstraint(
        ["event_id"], ["event.id"], name=op.f("fk_claim_anchor_event_id"), ondelete="CASCADE"
    )
    op.create_table(
        "claim_anchor",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_position", sa.Integer(), nullable=False),
        sa.Column("target_id", KEY, nullable=False),
        *([] if is_spread else [to_event]),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_claim_anchor")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if is_spread:
        # Where Citus has spread the events: no key may lead to them from a table that is not spread yet.
        op.execute("SELECT create_distributed_table('claim_anchor', 'event_id', colocate_with => 'event')")
        op.create_foreign_key(
            op.f("fk_claim_anchor_event_id"), "claim_anchor", "event", ["event_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index(op.f("ix_claim_anchor_target_id"), "claim_anchor", ["target_id"])
    op.execute(ONE_OF_EACH)
    op.drop_index(op.f("ix_claim_relative_event_id"), table_name="claim")
    op.execute("ALTER TABLE claim DROP COLUMN relative_event_id")


def downgrade() -> None:
    """Keeps the first of several."""
    op.add_column("claim", sa.Column("relative_event_id", KEY, nullable=True))
    op.execute(FIRST_OF_EACH)
    where = sa.text("relative_event_id IS NOT NULL")
    op.create_index(
        op.f("ix_claim_relative_event_id"), "claim", ["relative_event_id"], sqlite_where=where, postgresql_where=where
    )
    op.drop_index(op.f("ix_claim_anchor_target_id"), table_name="claim_anchor")
    op.drop_table("claim_anchor")


def _is_spread() -> bool:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        return False
    has_citus = "SELECT count(*) FROM pg_extension WHERE extname = 'citus'"
    spread = "SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = to_regclass('event')"
    return all(connection.exec_driver_sql(sql).scalar_one() for sql in (has_citus, spread))
