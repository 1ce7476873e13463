"""What each write did, and what stood there before. Of what was written until now there is no history.

Revision: 0011. Imports nothing from timeline: history does not move with the code.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    _create(
        "change",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("verb", KEY, nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("digest", KEY, nullable=False),
        sa.Column("previous_digest", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.CheckConstraint("begins IN (0, 1)", name=op.f("ck_change_begins")),
    )
    _create(
        "change_added",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("first_id", KEY, nullable=False),
        sa.Column("last_id", KEY, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("change_id", "part", name=op.f("pk_change_added")),
    )
    op.create_index(op.f("ix_change_added_kind_first_id_last_id"), "change_added", ["kind", "first_id", "last_id"])
    _create(
        "change_record",
        sa.Column("kind", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("op", KEY, nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("place_in_block", sa.Integer(), nullable=False),
        sa.Column("digest", KEY, nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", "change_id", name=op.f("pk_change_record")),
        sa.CheckConstraint("op IN ('changed', 'removed')", name=op.f("ck_change_record_op")),
    )
    op.create_index(
        op.f("ix_change_record_change_id_block_id_place_in_block"),
        "change_record",
        ["change_id", "block_id", "place_in_block"],
    )
    _create(
        "change_block",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("images", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_block")),
        rowid=True,
    )
    op.create_index(op.f("ix_change_block_change_id"), "change_block", ["change_id"])


def downgrade() -> None:
    for name in ("change_block", "change_record", "change_added", "change"):
        op.drop_table(name)


def _create(name: str, *items: Any, rowid: bool = False) -> None:
    op.create_table(name, *items, sqlite_strict=True, sqlite_with_rowid=rowid)
