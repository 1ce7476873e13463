"""What imports left behind: the digest of each record as an import last wrote it.

Revision: 0002. Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    for table, column in (("event_import", "event_id"), ("record_import", "record_id")):
        op.create_table(
            table,
            sa.Column(column, KEY, nullable=False),
            sa.Column("digest", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}")),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )


def downgrade() -> None:
    op.drop_table("record_import")
    op.drop_table("event_import")
