"""Events are found by the roles in them; roles stand in the index of actors, days in that of places.

Revision: 0017. Imports nothing from timeline: history does not move with the code.
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ORDER = "ix_participation_order"
IN_ORDER = ["actor_id", "sort_day", "sort_rank", "event_id"]


def upgrade() -> None:
    op.drop_index(ORDER, "participation")
    op.create_index(ORDER, "participation", [*IN_ORDER, "role"])
    op.create_index(op.f("ix_participation_role"), "participation", ["role"])
    op.drop_index("ix_event_place_id", "event")
    op.create_index("ix_event_place", "event", ["place_id", "begin_earliest", "end_latest"])


def downgrade() -> None:
    op.drop_index("ix_event_place", "event")
    op.create_index(op.f("ix_event_place_id"), "event", ["place_id"])
    op.drop_index(op.f("ix_participation_role"), "participation")
    op.drop_index(ORDER, "participation")
    op.create_index(ORDER, "participation", IN_ORDER)
