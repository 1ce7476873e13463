"""The first schema.

Revision: 0001. Imports nothing from timeline: history does not move with the code.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Slugs and codes compare byte by byte on both databases, so that lists have one order everywhere.
KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
DAY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBER: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "actor",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", KEY, nullable=True),
        sa.Column("wikidata", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "name_key",
        sa.Column("kind", KEY, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("is_whole", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('actor', 'place', 'source')", name=op.f("ck_name_key_kind")),
        sa.CheckConstraint("is_whole IN (0, 1)", name=op.f("ck_name_key_is_whole")),
        sa.PrimaryKeyConstraint("kind", "key", "record_id", name=op.f("pk_name_key")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_name_key_record_id"), "name_key", ["record_id"], unique=False)

    op.create_table(
        "place",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("within_id", KEY, nullable=True),
        sa.Column("latitude", NUMBER, nullable=True),
        sa.Column("longitude", NUMBER, nullable=True),
        sa.Column("wikidata", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_place_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_place_longitude")),
        sa.ForeignKeyConstraint(
            ["within_id"],
            ["place.id"],
            name=op.f("fk_place_within_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "source",
        sa.Column("id", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("archive_url", sa.Text(), nullable=True),
        sa.Column("accessed", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("reliability", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name=op.f("ck_source_reliability")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "vocabulary",
        sa.Column("kind", KEY, nullable=False),
        sa.Column("term", KEY, nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('types', 'roles', 'measures')", name=op.f("ck_vocabulary_kind")),
        sa.PrimaryKeyConstraint("kind", "term", name=op.f("pk_vocabulary")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_name",
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_actor_name_actor_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor_id", "position", name=op.f("pk_actor_name")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("type", KEY, nullable=True),
        sa.Column("place_id", KEY, nullable=True),
        sa.Column("decided_date", sa.Text(), nullable=True),
        sa.Column("date_note", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("status", KEY, nullable=False),
        sa.Column("edtf", sa.Text(), nullable=True),
        sa.Column("earliest_day", DAY, nullable=True),
        sa.Column("latest_day", DAY, nullable=True),
        sa.Column("approximate", sa.Integer(), nullable=False),
        sa.Column("uncertain", sa.Integer(), nullable=False),
        sa.Column("span_count", sa.Integer(), nullable=False),
        sa.Column("length_class", sa.Integer(), nullable=True),
        sa.Column("sort_day", DAY, nullable=False),
        sa.Column("sort_second", sa.Integer(), nullable=False),
        sa.Column("standing", KEY, nullable=False),
        sa.Column("source_count", sa.Integer(), nullable=False),
        sa.Column("origin_count", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(status = 'undated') = (earliest_day IS NULL) AND (status = 'undated') = (latest_day IS NULL)",
            name=op.f("ck_event_undated_has_no_days"),
        ),
        sa.CheckConstraint(
            "standing IN ('asserted', 'contested', 'alleged', 'expected', 'denied')",
            name=op.f("ck_event_standing"),
        ),
        sa.CheckConstraint("status IN ('agreed', 'disputed', 'decided', 'undated')", name=op.f("ck_event_status")),
        sa.CheckConstraint("approximate IN (0, 1)", name=op.f("ck_event_approximate")),
        sa.CheckConstraint("latest_day >= earliest_day", name=op.f("ck_event_days_ordered")),
        sa.CheckConstraint("length_class BETWEEN 0 AND 8", name=op.f("ck_event_length_class")),
        sa.CheckConstraint("uncertain IN (0, 1)", name=op.f("ck_event_uncertain")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_event_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        "ix_event_long",
        "event",
        ["length_class", "earliest_day", "id", "latest_day"],
        unique=False,
        sqlite_where=sa.text("latest_day > earliest_day"),
        postgresql_where=sa.text("latest_day > earliest_day"),
    )
    op.create_index(
        "ix_event_open_start",
        "event",
        ["latest_day", "id"],
        unique=False,
        sqlite_where=sa.text("earliest_day = -4611686018427387904"),
        postgresql_where=sa.text("earliest_day = -4611686018427387904"),
    )
    op.create_index("ix_event_order", "event", ["sort_day", "sort_second", "id"], unique=False)
    op.create_index(op.f("ix_event_place_id"), "event", ["place_id"], unique=False)

    op.create_table(
        "group_member",
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("earliest_day", DAY, nullable=False),
        sa.Column("latest_day", DAY, nullable=False),
        sa.CheckConstraint("latest_day >= earliest_day", name=op.f("ck_group_member_days_ordered")),
        sa.ForeignKeyConstraint(["group_id"], ["actor.id"], name=op.f("fk_group_member_group_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["actor.id"], name=op.f("fk_group_member_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "member_id", "position", name=op.f("pk_group_member")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_group_member_member_id_group_id"), "group_member", ["member_id", "group_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_membership_actor_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["actor.id"],
            name=op.f("fk_membership_group_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("actor_id", "position", name=op.f("pk_membership")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "place_name",
        sa.Column("place_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_name_place_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("place_id", "position", name=op.f("pk_place_name")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "place_within",
        sa.Column("place_id", KEY, nullable=False),
        sa.Column("container_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["container_id"],
            ["place.id"],
            name=op.f("fk_place_within_container_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_within_place_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("place_id", "container_id", name=op.f("pk_place_within")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_place_within_container_id_place_id"),
        "place_within",
        ["container_id", "place_id"],
        unique=False,
    )

    op.create_table(
        "source_derivation",
        sa.Column("source_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("how", KEY, nullable=False),
        sa.Column("from_id", KEY, nullable=False),
        sa.CheckConstraint("how IN ('republishes', 'quotes', 'translates')", name=op.f("ck_source_derivation_how")),
        sa.ForeignKeyConstraint(
            ["from_id"],
            ["source.id"],
            name=op.f("fk_source_derivation_from_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_derivation_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "position", name=op.f("pk_source_derivation")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source_lineage",
        sa.Column("source_id", KEY, nullable=False),
        sa.Column("ancestor_id", KEY, nullable=False),
        sa.Column("is_origin", sa.Integer(), nullable=False),
        sa.CheckConstraint("is_origin IN (0, 1)", name=op.f("ck_source_lineage_is_origin")),
        sa.ForeignKeyConstraint(
            ["ancestor_id"],
            ["source.id"],
            name=op.f("fk_source_lineage_ancestor_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_lineage_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "ancestor_id", name=op.f("pk_source_lineage")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_source_lineage_ancestor_id_source_id"),
        "source_lineage",
        ["ancestor_id", "source_id"],
        unique=False,
    )

    op.create_table(
        "claim",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_id", KEY, nullable=False),
        sa.Column("locator", sa.Text(), nullable=True),
        sa.Column("date_written", sa.Text(), nullable=True),
        sa.Column("modality", KEY, nullable=False),
        sa.Column("credibility", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("relative_event_id", KEY, nullable=True),
        sa.Column("date_edtf", sa.Text(), nullable=True),
        sa.Column("earliest_day", DAY, nullable=True),
        sa.Column("latest_day", DAY, nullable=True),
        sa.Column("approximate", sa.Integer(), nullable=False),
        sa.Column("uncertain", sa.Integer(), nullable=False),
        sa.CheckConstraint("modality IN ('asserted', 'alleged', 'denied', 'expected')", name=op.f("ck_claim_modality")),
        sa.CheckConstraint("approximate IN (0, 1)", name=op.f("ck_claim_approximate")),
        sa.CheckConstraint("credibility BETWEEN 1 AND 6", name=op.f("ck_claim_credibility")),
        sa.CheckConstraint("latest_day >= earliest_day", name=op.f("ck_claim_days_ordered")),
        sa.CheckConstraint("uncertain IN (0, 1)", name=op.f("ck_claim_uncertain")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_claim_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_claim_source_id")),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_claim")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_claim_relative_event_id"),
        "claim",
        ["relative_event_id"],
        unique=False,
        sqlite_where=sa.text("relative_event_id IS NOT NULL"),
        postgresql_where=sa.text("relative_event_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_claim_source_id_event_id"), "claim", ["source_id", "event_id"], unique=False)

    op.create_table(
        "event_link",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("target_id", KEY, nullable=False),
        sa.CheckConstraint("kind IN ('follows', 'responds-to', 'part-of')", name=op.f("ck_event_link_kind")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_link_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_event_link")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_link_target_id"), "event_link", ["target_id"], unique=False)

    op.create_table(
        "event_span",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("earliest_day", DAY, nullable=False),
        sa.Column("latest_day", DAY, nullable=False),
        sa.CheckConstraint("latest_day >= earliest_day", name=op.f("ck_event_span_days_ordered")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_span_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_event_span")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_tag",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_tag_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_event_tag")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_tag_tag_event_id"), "event_tag", ["tag", "event_id"], unique=False)

    op.create_table(
        "figure",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_position", sa.Integer(), nullable=False),
        sa.Column("measure", KEY, nullable=False),
        sa.Column("low", NUMBER, nullable=True),
        sa.Column("best", NUMBER, nullable=True),
        sa.Column("high", NUMBER, nullable=True),
        sa.Column("approximate", sa.Integer(), nullable=False),
        sa.CheckConstraint("approximate IN (0, 1)", name=op.f("ck_figure_approximate")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_figure_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_figure")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "participation",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_position", sa.Integer(), nullable=True),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("earliest_day", DAY, nullable=True),
        sa.Column("latest_day", DAY, nullable=True),
        sa.Column("length_class", sa.Integer(), nullable=True),
        sa.Column("sort_day", DAY, nullable=False),
        sa.Column("sort_second", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_participation_actor_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_participation_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_participation")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_participation_long",
        "participation",
        ["actor_id", "length_class", "earliest_day", "event_id", "latest_day"],
        unique=False,
        sqlite_where=sa.text("latest_day > earliest_day"),
        postgresql_where=sa.text("latest_day > earliest_day"),
    )
    op.create_index(
        "ix_participation_order",
        "participation",
        ["actor_id", "sort_day", "sort_second", "event_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("participation")
    op.drop_table("figure")
    op.drop_table("event_tag")
    op.drop_table("event_span")
    op.drop_table("event_link")
    op.drop_table("claim")
    op.drop_table("source_lineage")
    op.drop_table("source_derivation")
    op.drop_table("place_within")
    op.drop_table("place_name")
    op.drop_table("membership")
    op.drop_table("group_member")
    op.drop_table("event")
    op.drop_table("actor_name")
    op.drop_table("vocabulary")
    op.drop_table("source")
    op.drop_table("place")
    op.drop_table("name_key")
    op.drop_table("actor")
