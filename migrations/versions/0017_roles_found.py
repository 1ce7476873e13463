"""Events are found by the roles in them; in an actor's index the roles stand beside the days.

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


def downgrade() -> None:
    op.drop_index(op.f("ix_participation_role"), "participation")
    op.drop_index(ORDER, "participation")
    op.create_index(ORDER, "participation", IN_ORDER)
