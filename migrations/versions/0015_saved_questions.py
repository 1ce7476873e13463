"""Questions that are kept under a name, and what they were called before.

Revision: 0015. Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_STRICT = {"sqlite_strict": True, "sqlite_with_rowid": False}


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", KEY, nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        **_STRICT,
    )
    op.create_table(
        "question_condition",
        sa.Column("question_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("filter_name", KEY, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("record_id", KEY),
        sa.PrimaryKeyConstraint("question_id", "position", name=op.f("pk_question_condition")),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            ondelete="CASCADE",
            name=op.f("fk_question_condition_question_id"),
        ),
        **_STRICT,
    )
    op.create_index(
        op.f("ix_question_condition_record_id"),
        "question_condition",
        ["record_id"],
        sqlite_where=sa.text("record_id IS NOT NULL"),
        postgresql_where=sa.text("record_id IS NOT NULL"),
    )
    _former_ids_of("source", "actor", "place", "event", "question")


def downgrade() -> None:
    op.execute("DELETE FROM former_id WHERE kind = 'question'")
    _former_ids_of("source", "actor", "place", "event")
    op.drop_table("question_condition")
    op.drop_table("question")


def _former_ids_of(*kinds: str) -> None:
    """Lets former ids be those of these kinds of record; SQLite alters no constraint, so the table is made anew."""
    check = f"kind IN ({', '.join(repr(kind) for kind in kinds)})"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_former_id_kind"), "former_id", type_="check")
        op.create_check_constraint(op.f("ck_former_id_kind"), "former_id", check)
        return
    op.drop_index(op.f("ix_former_id_record_id"), "former_id")
    op.rename_table("former_id", "former_id_before")
    op.create_table(
        "former_id",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_id")),
        sa.CheckConstraint(check, name=op.f("ck_former_id_kind")),
        **_STRICT,
    )
    op.execute(
        "INSERT INTO former_id (id, kind, record_id, position, change_id) "
        "SELECT id, kind, record_id, position, change_id FROM former_id_before"
    )
    op.drop_table("former_id_before")
    op.create_index(op.f("ix_former_id_record_id"), "former_id", ["record_id"])
