"""When something began and when it ended: inner days of dates beside the outer ones, and the order of lists by them.

Columns get the names of CIDOC CRM's time-span. What follows from records is left empty or as it was: whoever brings
a database up to date computes it anew. Revision: 0008. Imports nothing from timeline: history does not move with the
code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
DAY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OUTER = ("begin_earliest", "end_latest")
INNER = "begin_latest BETWEEN begin_earliest AND end_latest AND end_earliest BETWEEN begin_earliest AND end_latest"
ORDERED = "end_latest >= begin_earliest"
LASTING = "lasting IN (0, 1)"
DATED = ("event", "claim", "participation")
OUTER_ALONE = ("event_text",)
ORDERS = ("event", "participation", "event_text")


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in (*DATED, *OUTER_ALONE, *(["event_number"] if is_sqlite else [])):
        rename(table, "earliest_day", "begin_earliest")
        rename(table, "latest_day", "end_latest")
    for table in (*ORDERS, *(["event_number"] if is_sqlite else [])):
        rename(table, "sort_second", "sort_rank")
        if not is_sqlite:
            op.alter_column(table, "sort_rank", type_=sa.BigInteger())
            rename_not_null(table, "sort_second", "sort_rank")
    for table in DATED:
        add_inner_days(table, is_sqlite)
    op.add_column("event", sa.Column("second", sa.Integer(), nullable=True))
    op.add_column("event", sa.Column("disputed", sa.Text(), nullable=True))
    remake_spans([*days(required=True)], inner=True)

    op.drop_index("ix_event_long", "event")
    inner = ["begin_latest", "end_earliest"]
    long_parts = ["length_class", "sort_day", "sort_rank", "id", "end_latest", "span_count", *inner]
    partial("ix_event_long", "event", long_parts, "length_class <> 0")
    op.drop_index("ix_event_disputed", "event")
    several = ["length_class", "sort_day", "sort_rank", "id", "end_latest", *inner]
    partial("ix_event_disputed", "event", several, "span_count > 1")
    partial(op.f("ix_event_disputed_parts"), "event", ["disputed"], "disputed IS NOT NULL")


def downgrade() -> None:
    """Leaves dates as they were told before; their order follows when they are loaded again."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.drop_index("ix_event_disputed_parts", "event")
    op.drop_index("ix_event_disputed", "event")
    op.drop_index("ix_event_long", "event")
    remake_spans([sa.Column(name, DAY, nullable=False) for name in ("earliest_day", "latest_day")], inner=False)
    op.drop_column("event", "disputed")
    op.drop_column("event", "second")
    for table in DATED:
        drop_inner_days(table, is_sqlite)
    for table in (*ORDERS, *(["event_number"] if is_sqlite else [])):
        op.execute(f"UPDATE {table} SET sort_rank = 0")
        if not is_sqlite:
            op.alter_column(table, "sort_rank", type_=sa.Integer())
            rename_not_null(table, "sort_rank", "sort_second")
        rename(table, "sort_rank", "sort_second")
    for table in (*DATED, *OUTER_ALONE, *(["event_number"] if is_sqlite else [])):
        rename(table, "begin_earliest", "earliest_day")
        rename(table, "end_latest", "latest_day")
    parts = ["length_class", "sort_day", "sort_second", "id", "latest_day"]
    partial("ix_event_long", "event", [*parts, "span_count"], "length_class <> 0")
    partial("ix_event_disputed", "event", parts, "span_count > 1")


def rename(table: str, old: str, new: str) -> None:
    # Alembic would make a table of SQLite anew: what events own would go with it.
    op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")


def rename_not_null(table: str, old: str, new: str) -> None:
    """From PostgreSQL 18 on a column's NOT NULL has a name, which does not follow the column's."""
    name = f"{table}_{old}_not_null"
    found = "SELECT count(*) FROM pg_constraint WHERE conname = :name AND conrelid = to_regclass(:table)"
    if op.get_bind().execute(sa.text(found), {"name": name, "table": table}).scalar_one():
        op.execute(f"ALTER TABLE {table} RENAME CONSTRAINT {name} TO {table}_{new}_not_null")


def days(*, required: bool) -> list[sa.Column[int]]:
    names = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
    columns = [sa.Column(name, DAY, nullable=not required) for name in names]
    return [*columns, sa.Column("lasting", sa.Integer(), nullable=not required)]


def add_inner_days(table: str, is_sqlite: bool) -> None:
    checks = {"days_ordered": ORDERED} if table == "participation" else {}
    checks |= {"lasting": LASTING, "inner_days": INNER}
    if is_sqlite:
        # The check of a column may name others.
        told = " ".join(f"CONSTRAINT ck_{table}_{name} CHECK ({check})" for name, check in checks.items())
        op.execute(f"ALTER TABLE {table} ADD COLUMN begin_latest INTEGER")
        op.execute(f"ALTER TABLE {table} ADD COLUMN end_earliest INTEGER")
        op.execute(f"ALTER TABLE {table} ADD COLUMN lasting INTEGER {told}")
        return
    op.add_column(table, sa.Column("begin_latest", sa.BigInteger(), nullable=True))
    op.add_column(table, sa.Column("end_earliest", sa.BigInteger(), nullable=True))
    op.add_column(table, sa.Column("lasting", sa.Integer(), nullable=True))
    for name, check in checks.items():
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, check)


def drop_inner_days(table: str, is_sqlite: bool) -> None:
    if not is_sqlite:
        names = ["lasting", "inner_days", *(["days_ordered"] if table == "participation" else [])]
        for name in names:
            op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
    # In this order: the checks go with the last column.
    for column in ("lasting", "end_earliest", "begin_latest"):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def remake_spans(columns: list[sa.Column[int]], *, inner: bool) -> None:
    """All that it holds follows from the records."""
    is_spread = _is_spread()
    op.drop_table("event_span")
    first, last = OUTER if inner else ("earliest_day", "latest_day")
    key = sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_span_event_id"), ondelete="CASCADE")
    checks = [sa.CheckConstraint(f"{last} >= {first}", name=op.f("ck_event_span_days_ordered"))]
    if inner:
        checks += [
            sa.CheckConstraint(LASTING, name=op.f("ck_event_span_lasting")),
            sa.CheckConstraint(INNER, name=op.f("ck_event_span_inner_days")),
        ]
    op.create_table(
        "event_span",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *columns,
        *([] if is_spread else [key]),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_event_span")),
        *checks,
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if is_spread:
        op.execute("SELECT create_distributed_table('event_span', 'event_id', colocate_with => 'event')")
        op.create_foreign_key(
            op.f("fk_event_span_event_id"), "event_span", "event", ["event_id"], ["id"], ondelete="CASCADE"
        )


def _is_spread() -> bool:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        return False
    has_citus = "SELECT count(*) FROM pg_extension WHERE extname = 'citus'"
    spread = "SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = to_regclass('event')"
    return all(connection.exec_driver_sql(sql).scalar_one() for sql in (has_citus, spread))


def partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
