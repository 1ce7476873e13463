"""Participations say what they repeat of their event, so that an actor's events are counted without comparing them.

What is there gets its marks here. Revision: 0019. Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLE = "participation"
ORDER, IN_ORDER = "ix_participation_order", ["actor_id", "sort_day", "sort_rank", "event_id", "role"]
LONG, OF_LONG = (
    "ix_participation_long",
    ["actor_id", "length_class", "begin_earliest", "sort_rank", "event_id", "end_latest"],
)
LONGER = "length_class <> 0"
CHECK, CHECKED = "ck_participation_repeats", "repeats IN (0, 1, 2)"
BEFORE_IT = (
    "SELECT 1 FROM participation q WHERE q.event_id = participation.event_id "
    "AND q.position < participation.position AND q.actor_id = participation.actor_id"
)
MARKED = (
    f"UPDATE participation SET repeats = CASE WHEN EXISTS ({BEFORE_IT} AND q.role = participation.role) "
    f"THEN 2 ELSE 1 END WHERE EXISTS ({BEFORE_IT})"
)


def upgrade() -> None:
    drop_indexes()
    if op.get_bind().dialect.name == "sqlite":
        # Alembic would make the table anew.
        op.execute(
            f"ALTER TABLE {TABLE} ADD COLUMN repeats INTEGER DEFAULT 0 NOT NULL CONSTRAINT {CHECK} CHECK ({CHECKED})"
        )
    else:
        op.add_column(TABLE, sa.Column("repeats", sa.Integer(), server_default=sa.text("0"), nullable=False))
        op.create_check_constraint(op.f(CHECK), TABLE, CHECKED)
    op.execute(MARKED)
    create_indexes("repeats")


def downgrade() -> None:
    drop_indexes()
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(CHECK), TABLE)
    op.execute(f"ALTER TABLE {TABLE} DROP COLUMN repeats")
    create_indexes()


def drop_indexes() -> None:
    for name in (LONG, ORDER):
        op.drop_index(name, TABLE)


def create_indexes(*more: str) -> None:
    op.create_index(ORDER, TABLE, [*IN_ORDER, *more])
    longer = sa.text(LONGER)
    op.create_index(LONG, TABLE, [*OF_LONG, *more], sqlite_where=longer, postgresql_where=longer)
