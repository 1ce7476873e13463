"""How many events begin and end to count in each stretch of time: what is certain, and what is only possible.

Revision: 0016. Imports nothing from timeline: history does not move with the code. The table is filled where what
follows from all records is computed anew, as after any upgrade.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
DAY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "stretch_count",
        sa.Column("unit", KEY, nullable=False),
        sa.Column("first_day", DAY, nullable=False),
        *(sa.Column(f"{part}_{end}", sa.Integer(), nullable=False) for part in PARTS for end in ("begun", "ended")),
        sa.PrimaryKeyConstraint("unit", "first_day", name=op.f("pk_stretch_count")),
        sa.CheckConstraint(
            "certain_begun >= 0 AND certain_ended >= 0 AND possible_begun >= 0 AND possible_ended >= 0 "
            "AND certain_begun + certain_ended + possible_begun + possible_ended > 0",
            name=op.f("ck_stretch_count_counted"),
        ),
        sa.CheckConstraint(
            "unit IN ('day', 'week', 'month', 'quarter', 'year', 'decade')", name=op.f("ck_stretch_count_unit")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


PARTS = ("certain", "possible")


def downgrade() -> None:
    op.drop_table("stretch_count")
