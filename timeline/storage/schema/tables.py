"""The schema: every table and column is named here, once.

Everything that an event owns is keyed by (event_id, position) and carries no id of its own, so that
these tables can be distributed by event; sources, actors, places, their names and memberships are
reference tables. Keys are the slugs that people type: a database opened in any SQLite browser reads
as what it is.

Days count in the proleptic Gregorian calendar, both ends included; OPEN_START and OPEN_END stand for
open ends, NULL for an undated event. Columns marked *derived* follow from the records and are written
by the loader alone.
"""

from typing import Any

from sqlalchemy import (
    REAL,
    TEXT,
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)
from sqlalchemy.event import listen
from sqlalchemy.types import TypeEngine

from timeline.storage.schema.word_index import create_words, drop_words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Slugs and codes compare byte by byte on both databases, so that lists have one order everywhere.
_Key = Text().with_variant(TEXT(collation="C"), "postgresql")
_Day = BigInteger().with_variant(Integer(), "sqlite")
_Number: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


def _table(name: str, *items: Any, rowid: bool = False) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_with_rowid=rowid)


def _key(name: str, *items: Any, **options: Any) -> Column[str]:
    return Column(name, _Key, *items, **{"nullable": False, **options})


def _text(name: str, *, required: bool = False) -> Column[str]:
    return Column(name, Text(), nullable=not required)


def _int(name: str, *items: Any, **options: Any) -> Column[int]:
    return Column(name, Integer(), *items, **{"nullable": False, **options})


def _day(name: str, *, required: bool = False) -> Column[int]:
    return Column(name, _Day, nullable=not required)


def _flag(name: str) -> tuple[Column[int], CheckConstraint]:
    return _int(name), CheckConstraint(f"{name} IN (0, 1)", name=name)


def _one_of(column: str, values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values.split())
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _ordered_days(first: str, last: str) -> CheckConstraint:
    return CheckConstraint(f"{last} >= {first}", name="days_ordered")


def _span(*, required: bool = False) -> tuple[Any, ...]:
    """When something began and ended: the days of ``domain.dates.when.Span``, and whether it lasted."""
    return (
        *(_day(name, required=required) for name in ("begin_earliest", "begin_latest", "end_earliest", "end_latest")),
        _int("lasting", nullable=not required),
        _ordered_days("begin_earliest", "end_latest"),
        CheckConstraint("lasting IN (0, 1)", name="lasting"),
        CheckConstraint(
            "begin_latest BETWEEN begin_earliest AND end_latest AND end_earliest BETWEEN begin_earliest AND end_latest",
            name="inner_days",
        ),
    )


def _owned(owner: str) -> tuple[Column[str], Column[int], PrimaryKeyConstraint]:
    column = f"{owner}_id"
    return (
        _key(column, ForeignKey(f"{owner}.id", ondelete="CASCADE")),
        _int("position"),
        PrimaryKeyConstraint(column, "position"),
    )


def _long_index(name: str, *columns: str) -> Index:
    """Of what is longer than a day alone: what may be under way when a window opens."""
    condition = text("length_class <> 0")
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


# --- reference tables ------------------------------------------------------------------------------

vocabulary = _table(
    "vocabulary",
    _key("kind"),
    _key("term"),
    _text("meaning", required=True),
    PrimaryKeyConstraint("kind", "term"),
    _one_of("kind", "types roles measures"),
)

source = _table(
    "source",
    _key("id", primary_key=True),
    _text("title", required=True),
    _text("kind"),
    _text("publisher"),
    _text("author"),
    _text("published"),
    _text("url"),
    _text("archive_url"),
    _text("accessed"),
    _text("language"),
    _key("reliability", nullable=True),
    _text("note"),
    # derived from here on: the first and the last day on which it may have been published
    _day("published_earliest"),
    _day("published_latest"),
    _one_of("reliability", "A B C D E F"),
    Index("ix_source_published", "published_latest", "published_earliest"),
    rowid=True,
)

source_derivation = _table(
    "source_derivation",
    *_owned("source"),
    _key("how"),
    _key("from_id", ForeignKey("source.id", deferrable=True, initially="DEFERRED")),
    _one_of("how", "republishes quotes translates"),
)

# Derived: every source with all that it derives from, itself included; is_origin marks the roots.
source_lineage = _table(
    "source_lineage",
    _key("source_id", ForeignKey("source.id", ondelete="CASCADE")),
    _key("ancestor_id", ForeignKey("source.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED")),
    *_flag("is_origin"),
    PrimaryKeyConstraint("source_id", "ancestor_id"),
    Index(None, "ancestor_id", "source_id"),
)

actor = _table(
    "actor",
    _key("id", primary_key=True),
    _text("name", required=True),
    _key("kind", nullable=True),
    _text("wikidata"),
    _text("note"),
    rowid=True,
)

actor_name = _table("actor_name", *_owned("actor"), _text("name", required=True))

membership = _table(
    "membership",
    *_owned("actor"),
    _key("group_id", ForeignKey("actor.id", deferrable=True, initially="DEFERRED")),
    _text("office"),
    _text("date"),
)

# Derived: the closure of membership, each actor a member of itself; the days are those that all
# memberships on the way have in common.
group_member = _table(
    "group_member",
    _key("group_id", ForeignKey("actor.id", ondelete="CASCADE")),
    _key("member_id", ForeignKey("actor.id", ondelete="CASCADE")),
    _int("position"),
    _day("earliest_day", required=True),
    _day("latest_day", required=True),
    PrimaryKeyConstraint("group_id", "member_id", "position"),
    Index(None, "member_id", "group_id"),
    _ordered_days("earliest_day", "latest_day"),
)

place = _table(
    "place",
    _key("id", primary_key=True),
    _text("name", required=True),
    _text("kind"),
    _key("within_id", ForeignKey("place.id", deferrable=True, initially="DEFERRED"), nullable=True),
    Column("latitude", _Number),
    Column("longitude", _Number),
    _text("wikidata"),
    _text("note"),
    CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
    CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    rowid=True,
)

place_name = _table("place_name", *_owned("place"), _text("name", required=True))

# Derived: every place with all that it lies within, itself included.
place_within = _table(
    "place_within",
    _key("place_id", ForeignKey("place.id", ondelete="CASCADE")),
    _key("container_id", ForeignKey("place.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED")),
    PrimaryKeyConstraint("place_id", "container_id"),
    Index(None, "container_id", "place_id"),
)

# Derived: the folded names that find an actor, a place or (by publisher) a source.
name_key = _table(
    "name_key",
    _key("kind"),
    _key("key"),
    _key("record_id"),
    *_flag("is_whole"),
    PrimaryKeyConstraint("kind", "key", "record_id"),
    Index(None, "record_id"),
    _one_of("kind", "actor place source"),
)

# The ids that records had before: each finds the one that has it no more. No id is the former one of two. By the
# changes that made them former it is told what a record was called at any time, and what it named then.
former_id = _table(
    "former_id",
    _key("id", primary_key=True),
    _key("kind"),
    _key("record_id"),
    _int("position"),
    _int("change_id"),
    Index(None, "record_id"),
    _one_of("kind", "source actor place event question"),
)

# Which events are meant, under a name; the conditions are filters, and record_id is the value where it is an id.
question = _table("question", _key("id", primary_key=True), _text("title"), _text("note"))

question_condition = _table(
    "question_condition",
    *_owned("question"),
    _key("filter_name"),
    _text("value", required=True),
    _key("record_id", nullable=True),
    Index(
        None, "record_id", sqlite_where=text("record_id IS NOT NULL"), postgresql_where=text("record_id IS NOT NULL")
    ),
)

# --- tables that events own --------------------------------------------------------------------------

event = _table(
    "event",
    _key("id", primary_key=True),
    _text("title", required=True),
    _text("summary"),
    _key("type", nullable=True),
    _key("place_id", ForeignKey("place.id"), nullable=True),
    # The event's own point, where it has one; else it was wherever its place is.
    Column("latitude", _Number),
    Column("longitude", _Number),
    _text("decided_date"),
    _text("date_note"),
    _text("note"),
    # derived from here on
    _key("status"),
    _text("edtf"),
    *_span(),
    *_flag("approximate"),
    *_flag("uncertain"),
    _int("second", nullable=True),
    _int("span_count"),
    _int("length_class", nullable=True),
    _day("sort_day", required=True),
    _day("sort_rank", required=True),
    _key("standing"),
    _int("source_count"),
    _int("origin_count"),
    # What its sources disagree on, parted by spaces: date, figures:killed, standing.
    _text("disputed"),
    _one_of("status", "agreed disputed decided undated"),
    _one_of("standing", "asserted contested alleged expected denied"),
    CheckConstraint(
        "(status = 'undated') = (begin_earliest IS NULL) AND (status = 'undated') = (end_latest IS NULL)",
        name="undated_has_no_days",
    ),
    CheckConstraint("length_class BETWEEN 0 AND 8", name="length_class"),
    CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
    CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    CheckConstraint(
        "(latitude IS NULL) = (longitude IS NULL) AND (latitude IS NULL OR place_id IS NOT NULL)",
        name="point_is_whole",
    ),
    # The last columns of both spare a look at the row itself.
    Index("ix_event_order", "sort_day", "sort_rank", "id", "end_latest", "span_count"),
    _long_index(
        "ix_event_long",
        *("length_class", "sort_day", "sort_rank", "id", "end_latest", "span_count", "begin_latest", "end_earliest"),
    ),
    Index(
        "ix_event_disputed",
        *("length_class", "sort_day", "sort_rank", "id", "end_latest", "begin_latest", "end_earliest"),
        sqlite_where=text("span_count > 1"),
        postgresql_where=text("span_count > 1"),
    ),
    Index(
        "ix_event_disputed_parts",
        "disputed",
        sqlite_where=text("disputed IS NOT NULL"),
        postgresql_where=text("disputed IS NOT NULL"),
    ),
    # The last columns spare a look at the row itself: what is listed of a place are its events' days.
    Index("ix_event_place", "place_id", "begin_earliest", "end_latest"),
    Index(
        None,
        "standing",
        sqlite_where=text("standing <> 'asserted'"),
        postgresql_where=text("standing <> 'asserted'"),
    ),
    Index(None, "type", sqlite_where=text("type IS NOT NULL"), postgresql_where=text("type IS NOT NULL")),
    rowid=True,
)

# Only where an event has more than one span, that is, where its date is disputed. Then what stands at the event holds
# of each: it had begun by the latest begin_latest, and had not ended before the earliest end_earliest.
event_span = _table(
    "event_span",
    *_owned("event"),
    *_span(required=True),
)

# Derived, only where it is not the same whichever of its claims are known: the days that an event may have had as it
# was known once, and the days by which lists may have had it. See ``domain.claims.possible``.
event_possible = _table(
    "event_possible",
    _key("event_id", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    _day("begin_earliest", required=True),
    _day("end_latest", required=True),
    _int("length_class"),
    _day("sorts_from", required=True),
    _day("sorts_to", required=True),
    _ordered_days("begin_earliest", "end_latest"),
    CheckConstraint("length_class BETWEEN 0 AND 8", name="length_class"),
    # The last columns spare a look at the row itself.
    Index("ix_event_possible_order", "sorts_from", "event_id", "end_latest", "length_class"),
    Index("ix_event_possible_long", "length_class", "sorts_from", "event_id", "end_latest"),
    Index("ix_event_possible_back", "sorts_to", "event_id"),
)

claim = _table(
    "claim",
    *_owned("event"),
    _key("source_id", ForeignKey("source.id")),
    _text("locator"),
    _text("date_written"),
    _key("modality"),
    Column("credibility", Integer()),
    _text("quote"),
    _text("note"),
    # derived from here on
    _text("date_edtf"),
    *_span(),
    *_flag("approximate"),
    *_flag("uncertain"),
    # The event in which it was written, where this one is told for several; of its own claims too then.
    _key("written_in", nullable=True),
    _one_of("modality", "asserted alleged denied expected"),
    CheckConstraint("credibility BETWEEN 1 AND 6", name="credibility"),
    Index(None, "source_id", "event_id"),
)

# Derived: the events that the dates of claims are told from. As with links, the other may be loaded later.
claim_anchor = _table(
    "claim_anchor",
    *_owned("event"),
    _int("claim_position"),
    _key("target_id"),
    Index(None, "target_id"),
)

# claim_position is NULL where the editor, and no one source, names the participant. The event's days
# stand here again, so that an actor's events are found in order without touching the event table; and what a row
# repeats of those before it in its event, so that these are counted without comparing: 1 its actor, in another role,
# 2 the role, too; else 0.
participation = _table(
    "participation",
    *_owned("event"),
    Column("claim_position", Integer()),
    _key("actor_id", ForeignKey("actor.id")),
    _key("role"),
    # derived from here on
    *_span(),
    _int("length_class", nullable=True),
    _day("sort_day", required=True),
    _day("sort_rank", required=True),
    _int("repeats", server_default=text("0")),
    CheckConstraint("repeats IN (0, 1, 2)", name="repeats"),
    # The last columns spare a look at the row itself.
    Index("ix_participation_order", "actor_id", "sort_day", "sort_rank", "event_id", "role", "repeats"),
    Index(None, "role"),
    _long_index(
        "ix_participation_long",
        *("actor_id", "length_class", "begin_earliest", "sort_rank", "event_id", "end_latest", "repeats"),
    ),
)

figure = _table(
    "figure",
    *_owned("event"),
    _int("claim_position"),
    _key("measure"),
    Column("low", _Number),
    Column("best", _Number),
    Column("high", _Number),
    *_flag("approximate"),
)

# Whom the source of a claim reports: an actor, or words for somebody who is none.
attribution = _table(
    "attribution",
    *_owned("event"),
    _int("claim_position"),
    _key("actor_id", ForeignKey("actor.id"), nullable=True),
    _text("words"),
    CheckConstraint("(actor_id IS NULL) <> (words IS NULL)", name="actor_or_words"),
    Index(
        None,
        "actor_id",
        "event_id",
        sqlite_where=text("actor_id IS NOT NULL"),
        postgresql_where=text("actor_id IS NOT NULL"),
    ),
)

# The other event may be loaded later and may lie on another machine: no foreign key; the loader checks.
event_link = _table(
    "event_link",
    *_owned("event"),
    _key("kind"),
    _key("target_id"),
    _one_of("kind", "follows responds-to part-of"),
    Index(None, "target_id"),
)

event_tag = _table("event_tag", *_owned("event"), _text("tag", required=True), Index(None, "tag", "event_id"))

# Derived: the folded words that find an event: its own, and the names of who took part and of where it was.
# The event's days stand here again, so that of many events with a word those of a window are found quickly.
# What makes words findable is particular to each database: see ``word_index``.
event_text = _table(
    "event_text",
    _key("event_id", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    _day("sort_day", required=True),
    _day("sort_rank", required=True),
    _day("begin_earliest"),
    _day("end_latest"),
    _text("text", required=True),
)
listen(event_text, "after_create", create_words)
listen(event_text, "before_drop", drop_words)

# Derived: how many dated events began on each day and ended on it, by their outer days; what has no start began on
# OPEN_START, what has no end ended on OPEN_END. One table for every zoom: all that has begun until a day, less what
# ended before it, may have been going on then.
density = _table(
    "density",
    Column("day", _Day, primary_key=True, autoincrement=False),
    _int("begun"),
    _int("ended"),
    CheckConstraint("begun >= 0 AND ended >= 0 AND begun + ended > 0", name="counted"),
)

# Derived: how many dated events begin to count in each stretch of time, by its first day, and count no more behind it:
# what is certain there and what is only possible (``domain.counting.placing``). What may have been since ever begins at
# OPEN_START, what may go on for ever ends at OPEN_END; who is possible twice, before and after, is counted twice.
stretch_count = _table(
    "stretch_count",
    _key("unit"),
    _day("first_day", required=True),
    *(_int(f"{part}_{end}") for part in ("certain", "possible") for end in ("begun", "ended")),
    PrimaryKeyConstraint("unit", "first_day"),
    CheckConstraint(
        "certain_begun >= 0 AND certain_ended >= 0 AND possible_begun >= 0 AND possible_ended >= 0 "
        "AND certain_begun + certain_ended + possible_begun + possible_ended > 0",
        name="counted",
    ),
    _one_of("unit", "day week month quarter year decade"),
)

# --- decisions on events that are one -----------------------------------------------------------------

# "decision" is the key of a match: "same/a/b".
event_match = _table(
    "event_match",
    _key("decision", primary_key=True),
    _key("kind"),
    _text("by"),
    _text("why"),
    _one_of("kind", "same not_same"),
)
# The events lie on several machines: no foreign key; the loader checks.
event_match_member = _table(
    "event_match_member",
    _key("decision", ForeignKey("event_match.decision", ondelete="CASCADE")),
    _int("position"),
    _key("member_id"),
    PrimaryKeyConstraint("decision", "position"),
    Index(None, "member_id"),
)

# Of events that are one, the first stands in the table of events, with the claims of all; here stand all of them as
# they were written: JSON, with the names of its values. position: among those that are told as one, 0 being the first.
matched_event = _table(
    "matched_event",
    _key("id", primary_key=True),
    _key("told_as"),
    _int("position"),
    _key("place_id", ForeignKey("place.id", deferrable=True, initially="DEFERRED"), nullable=True),
    _text("written", required=True),
    Index(None, "told_as"),
    Index(None, "place_id"),
)

# --- what loads and imports left behind ------------------------------------------------------------------------

# The kind of file that wrote a record, and its digest then: a record that has another by now was edited since.
# No foreign keys: what removes a record removes its mark as well.
event_import = _table("event_import", _key("event_id", primary_key=True), _text("digest", required=True))
record_import = _table("record_import", _key("record_id", primary_key=True), _text("digest", required=True))

# Which actor or place an import has taken a name for: the next import of the name takes it for the same one,
# whatever else bears that name by now. The key is a digest of the exact name, of a place with those of all around.
import_name = _table("import_name", _key("key", primary_key=True), _key("record_id"))

# Files whose every record is stored as the file has it: they are not read again. See ``loaded_files``.
loaded_file = _table("loaded_file", _key("digest", primary_key=True), _text("records", required=True))

# --- history: what each write did, and what stood there before ---------------------------------------
#
# The loader alone writes these, and never changes a row of them (see ``change_log``). What records said before is kept
# once: what stands in the other tables now is not kept a second time. No foreign keys: a change is told when all it
# did is done.

# One row a write that changed something; numbers ascend in the order in which they landed. Times are UTC, to the
# microsecond. counts: JSON, by kind how many were added, changed, removed.
change = _table(
    "change",
    _int("id", primary_key=True, autoincrement=False),
    _text("at", required=True),
    _text("author", required=True),
    _text("message"),
    _text("command", required=True),
    _key("verb"),
    _int("undoes", nullable=True),
    *_flag("begins"),
    _text("counts", required=True),
    _key("digest"),
    _key("previous_digest"),
)

# The ids of new records, sorted and packed, some hundreds to a row; which row may hold an id, its first and last tell.
change_added = _table(
    "change_added",
    _int("change_id"),
    _int("part"),
    _key("kind"),
    _key("first_id"),
    _key("last_id"),
    _int("count"),
    Column("ids", LargeBinary(), nullable=False),
    PrimaryKeyConstraint("change_id", "part"),
    Index(None, "kind", "first_id", "last_id"),
)

# A record that a change changed or removed, and where its state before stands; digest: of that state.
change_record = _table(
    "change_record",
    _key("kind"),
    _key("record_id"),
    _int("change_id"),
    _key("op"),
    _int("block_id"),
    _int("place_in_block"),
    _key("digest"),
    PrimaryKeyConstraint("kind", "record_id", "change_id"),
    Index(None, "change_id", "block_id", "place_in_block"),
    _one_of("op", "changed removed"),
)

# States before, some hundreds to a block: JSON, compressed.
change_block = _table(
    "change_block",
    _int("id", primary_key=True, autoincrement=False),
    _int("change_id"),
    Column("images", LargeBinary(), nullable=False),
    Index(None, "change_id"),
    rowid=True,
)

# --- what writes left behind -------------------------------------------------------------------------

# A server's last writes, each by a name that it drew: who lost the connection while it committed looks here
# whether all of it has landed. The newest have the highest numbers.
landed_write = _table("landed_write", _key("id", primary_key=True), _int("number"))

# One row, drawn anew by each write that changed a record or the schema: what was read before it is out of date.
last_change = _table("last_change", _key("token", primary_key=True))
