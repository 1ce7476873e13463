"""The files that were loaded, by the digest of their content, each with the ids of its records.

Revision: 0006. Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "loaded_file",
        sa.Column("digest", KEY, nullable=False),
        sa.Column("records", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_loaded_file")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("loaded_file")
