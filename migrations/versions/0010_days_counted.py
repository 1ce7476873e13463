"""How many events began and ended on each day; and a mark of the newest change.

Revision: 0010. Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
DAY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTED = (
    "INSERT INTO density (day, begun, ended) SELECT d.day, SUM(d.begun), SUM(d.ended) FROM "
    "(SELECT begin_earliest AS day, 1 AS begun, 0 AS ended FROM event WHERE begin_earliest IS NOT NULL "
    "UNION ALL SELECT end_latest, 0, 1 FROM event WHERE end_latest IS NOT NULL) d GROUP BY d.day"
)


def upgrade() -> None:
    op.create_table(
        "density",
        sa.Column("day", DAY, nullable=False, autoincrement=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_density")),
        sa.CheckConstraint("begun >= 0 AND ended >= 0 AND begun + ended > 0", name=op.f("ck_density_counted")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "last_change",
        sa.Column("token", KEY, nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_last_change")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.execute(COUNTED)


def downgrade() -> None:
    op.drop_table("last_change")
    op.drop_table("density")
