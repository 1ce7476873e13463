"""Decisions on events that are the same, or are not; and these as they were written, where one tells of several.

Revision: 0012. Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_STRICT = {"sqlite_strict": True, "sqlite_with_rowid": False}


def upgrade() -> None:
    op.create_table(
        "event_match",
        sa.Column("decision", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("why", sa.Text()),
        sa.PrimaryKeyConstraint("decision", name=op.f("pk_event_match")),
        sa.CheckConstraint("kind IN ('same', 'not_same')", name=op.f("ck_event_match_kind")),
        **_STRICT,
    )
    op.create_table(
        "event_match_member",
        sa.Column("decision", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("decision", "position", name=op.f("pk_event_match_member")),
        sa.ForeignKeyConstraint(
            ["decision"],
            ["event_match.decision"],
            ondelete="CASCADE",
            name=op.f("fk_event_match_member_decision"),
        ),
        **_STRICT,
    )
    op.create_index(op.f("ix_event_match_member_member_id"), "event_match_member", ["member_id"])
    op.create_table(
        "matched_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("told_as", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place_id", KEY),
        sa.Column("written", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matched_event")),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["place.id"],
            deferrable=True,
            initially="DEFERRED",
            name=op.f("fk_matched_event_place_id"),
        ),
        **_STRICT,
    )
    op.create_index(op.f("ix_matched_event_told_as"), "matched_event", ["told_as"])
    op.create_index(op.f("ix_matched_event_place_id"), "matched_event", ["place_id"])
    op.add_column("claim", sa.Column("written_in", KEY))


def downgrade() -> None:
    op.execute("ALTER TABLE claim DROP COLUMN written_in")
    op.drop_table("matched_event")
    op.drop_table("event_match_member")
    op.drop_table("event_match")
