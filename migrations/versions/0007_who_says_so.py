"""Whom the sources of claims report.

Revision: 0007. Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    is_spread = op.get_bind().dialect.name == "postgresql" and _is_spread()
    to_event = sa.ForeignKeyConstraint(
        ["event_id"], ["event.id"], name=op.f("fk_attribution_event_id"), ondelete="CASCADE"
    )
    op.create_table(
        "attribution",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_position", sa.Integer(), nullable=False),
        sa.Column("actor_id", KEY, nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.CheckConstraint("(actor_id IS NULL) <> (words IS NULL)", name=op.f("ck_attribution_actor_or_words")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_attribution_actor_id")),
        *([] if is_spread else [to_event]),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_attribution")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if is_spread:
        # Where Citus has spread the events: no key may lead to them from a table that is not spread yet.
        op.execute("SELECT create_distributed_table('attribution', 'event_id', colocate_with => 'event')")
        op.create_foreign_key(
            op.f("fk_attribution_event_id"), "attribution", "event", ["event_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index(
        op.f("ix_attribution_actor_id_event_id"),
        "attribution",
        ["actor_id", "event_id"],
        sqlite_where=sa.text("actor_id IS NOT NULL"),
        postgresql_where=sa.text("actor_id IS NOT NULL"),
    )


def _is_spread() -> bool:
    connection = op.get_bind()
    has_citus = "SELECT count(*) FROM pg_extension WHERE extname = 'citus'"
    spread = "SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = to_regclass('event')"
    return all(connection.exec_driver_sql(sql).scalar_one() for sql in (has_citus, spread))


def downgrade() -> None:
    op.drop_index(op.f("ix_attribution_actor_id_event_id"), table_name="attribution")
    op.drop_table("attribution")
