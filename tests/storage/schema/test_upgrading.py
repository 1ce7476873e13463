"""The schema: migrations there and back, no drift from the tables, and constraints that bite."""

import ast
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from timeline import bundled
from timeline.errors import DatabaseError
from timeline.query import EventQuery
from timeline.storage.connecting import version
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.engine import make_engine
from timeline.storage.reading.finding.find_events import find_events
from timeline.storage.schema import upgrading, word_index
from timeline.storage.schema.migrating import migrate_back
from timeline.storage.schema.tables import metadata
from timeline.storage.writing.transaction.session import write_session

VERSIONS = sorted((bundled.migrations() / "versions").glob("*.py"))


@contextmanager
def opened(database: str) -> Iterator[Connection]:
    """A transaction on the database as it is."""
    with make_engine(read_address(database)).begin() as connection:
        yield connection


@pytest.fixture
def connection(database: str) -> Iterator[Connection]:
    """A transaction on an empty database of this version, undone afterwards."""
    with write_session(read_address(database), dry_run=True) as (connection, _):
        yield connection


# --- migrations -------------------------------------------------------------------------------------


def tables_of(connection: Connection) -> set[str]:
    """The tables, without those that full text keeps for itself."""
    return {name for name in inspect(connection).get_table_names() if word_index.is_in_tables(name, "table", None)}


def test_up_from_nothing_down_to_nothing_and_up_again(no_database: str) -> None:
    ours = set(metadata.tables)
    with opened(no_database) as connection:
        assert upgrading.upgrade(connection, no_database) is None
    with opened(no_database) as connection:
        assert upgrading.current(connection, "db") == version.HEAD
        assert tables_of(connection) == ours | {"alembic_version"}
        migrate_back(connection, "base")
    with opened(no_database) as connection:
        assert upgrading.current(connection, "db") is None
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        assert upgrading.upgrade(connection, no_database) is None
    with opened(no_database) as connection:
        assert tables_of(connection) == ours | {"alembic_version"}
        assert upgrading.upgrade(connection, no_database) == version.HEAD


def test_a_failed_upgrade_leaves_nothing(no_database: str) -> None:
    def upgrade_and_fail() -> None:
        with opened(no_database) as connection:
            upgrading.upgrade(connection, no_database)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        upgrade_and_fail()
    with opened(no_database) as connection:
        assert inspect(connection).get_table_names() == []


def test_the_migrations_come_to_the_tables_of_the_code(connection: Connection) -> None:
    opts = {"compare_type": True, "compare_server_default": True, "include_name": word_index.is_in_tables}
    context = MigrationContext.configure(connection, opts=opts)
    assert compare_metadata(context, metadata) == []


_SHAPES = {
    "sqlite": """
        SELECT type, name, sql FROM sqlite_master WHERE tbl_name <> 'alembic_version' AND sql IS NOT NULL
        ORDER BY type, name""",
    "postgresql": """
        SELECT 'column', table_name || '.' || column_name,
               concat_ws(' ', data_type, collation_name, is_nullable, column_default)
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name <> 'alembic_version'
        UNION ALL
        SELECT 'constraint', conrelid::regclass::text || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
        UNION ALL
        SELECT 'index', tablename || '.' || indexname, indexdef
        FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'
        ORDER BY 1, 2""",
}
"""What compare_metadata does not see: checks, collations, partial indexes, strictness, rowids."""


def shape(connection: Connection) -> dict[tuple[str, str], tuple[str, ...]]:
    """How the database itself tells each object; the order of constraints within a table does not count."""
    found = {}
    for kind, name, told in connection.execute(text(_SHAPES[connection.dialect.name])):
        found[kind, name] = tuple(sorted(parts(told)))
    return found


def parts(told: str) -> Iterator[str]:
    """Columns and constraints of a CREATE TABLE, whether they were there at once or came later, with a column."""
    said, depth, start = re.sub(r"\s+", " ", told), 0, 0
    for match in re.finditer(r"[(),]| CONSTRAINT ", said):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if (match[0] in ", CONSTRAINT " and depth == 1) or (match[0] == "(" and depth == 1) or depth == 0:
            if text_before := said[start : match.start()].strip():
                yield text_before
            start = match.start() if match[0] == " CONSTRAINT " else match.end()
    if rest := said[start:].strip():
        yield rest


def test_the_migrations_come_to_what_create_all_makes(database: str) -> None:
    with opened(database) as connection:
        upgrading.upgrade(connection, database)
        migrated = shape(connection)
        migrate_back(connection, "base")
        metadata.create_all(connection)
        assert shape(connection) == migrated
    assert len(migrated) > len(metadata.tables)


def test_the_constants_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(bundled.migrations()).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    oldest_first = [each.revision for each in script.walk_revisions()][::-1]
    assert (*oldest_first,) == version.KNOWN
    assert script.get_heads() == [version.HEAD]


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_imports_nothing_of_the_code(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported - sys.stdlib_module_names <= {"sqlalchemy", "alembic"}


def test_tables_of_something_else_are_left_alone(no_database: str) -> None:
    with opened(no_database) as connection:
        connection.execute(text("CREATE TABLE recipe (id INTEGER)"))
    with pytest.raises(DatabaseError, match="holds tables of something else"), opened(no_database) as connection:
        upgrading.upgrade(connection, no_database)
    with opened(no_database) as connection:
        assert inspect(connection).get_table_names() == ["recipe"]


def test_a_newer_version_is_left_alone(database: str) -> None:
    with opened(database) as connection:
        upgrading.upgrade(connection, database)
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match=r"newer timeline \(schema 9999"), opened(database) as connection:
        upgrading.upgrade(connection, database)


_WORLD_OF_0002 = """
    INSERT INTO actor (id, name) VALUES ('ana', 'Ana Ruiz'), ('union', 'Harbour Union'), ('sign', '!');
    INSERT INTO place (id, name) VALUES ('pier', 'Pier');
    INSERT INTO name_key (kind, key, record_id, is_whole) VALUES
        ('actor', 'ana ruiz', 'ana', 1), ('actor', 'a ruiz', 'ana', 1), ('actor', 'ruiz', 'ana', 0),
        ('actor', 'harbour union', 'union', 1), ('place', 'pier', 'pier', 1), ('place', 'mole', 'pier', 1);
    INSERT INTO event (id, title, summary, place_id, status, edtf, earliest_day, latest_day, approximate, uncertain,
        span_count, length_class, sort_day, sort_second, standing, source_count, origin_count, search_text) VALUES
        ('call', 'Call', 'In the Grüne Zone', 'pier', 'agreed', '0001-01-01', 1, 1, 0, 0,
            1, 0, 1, -1, 'asserted', 1, 1, 'call | in the grune zone'),
        ('signs', '!!', NULL, NULL, 'agreed', '0001-01-01', 1, 1, 0, 0, 1, 0, 1, -1, 'asserted', 1, 1, ''),
        ('talks', 'Talks', '?', NULL, 'undated', NULL, NULL, NULL, 0, 0,
            0, NULL, 4611686018427387905, 0, 'asserted', 1, 1, 'talks |  | so far');
    INSERT INTO participation (event_id, position, actor_id, role, earliest_day, latest_day, length_class, sort_day,
        sort_second) VALUES
        ('call', 0, 'union', 'victim', 1, 1, 0, 1, -1), ('call', 1, 'ana', 'victim', 1, 1, 0, 1, -1),
        ('call', 2, 'ana', 'initiator', 1, 1, 0, 1, -1), ('talks', 0, 'sign', 'victim', NULL, NULL, NULL,
        4611686018427387905, 0);
"""
_TEXTS_OF_0003 = [
    ("call", 1, 1, "| a ruiz | ana ruiz | harbour union | mole | pier || call | in the grune zone |"),
    ("signs", 1, 1, "|| |"),
    ("talks", None, None, "|| talks | | so far |"),
]


def test_what_was_stored_is_found_by_its_words_after_the_upgrade(database: str) -> None:
    with opened(database) as connection:
        upgrading.upgrade(connection, database)
        migrate_back(connection, "0002")
        for statement in filter(str.strip, _WORLD_OF_0002.split(";")):
            connection.exec_driver_sql(statement)
        assert upgrading.upgrade(connection, database) == "0002"
        texts = connection.execute(
            text("SELECT event_id, begin_earliest, end_latest, text FROM event_text ORDER BY event_id")
        )
        assert [tuple(row) for row in texts] == _TEXTS_OF_0003
        reader = ConnectionReader(connection)
        for typed, ids in (('"ana ruiz" mole', ["call"]), ("so far", ["talks"]), ("zone harb*", ["call"])):
            found = find_events(EventQuery(texts=(typed,)), "text", dialect=reader.dialect)
            assert [row[2] for row in reader.rows(*found)] == ids
        migrate_back(connection, "0002")
        texts = connection.execute(text("SELECT search_text FROM event ORDER BY id"))
        assert [row[0] for row in texts] == ["call | in the grune zone", "", "talks | | so far"]


def test_what_dates_are_told_from_stays(database: str) -> None:
    with opened(database) as connection:
        upgrading.upgrade(connection, database)
        for table in ("source", "place", "actor", "event"):
            write(connection, table)
        for position, target in enumerate(("talks", None, "siege")):
            write(connection, "claim", {"position": position})
            if target is not None:
                anchor = {"position": position // 2, "claim_position": position, "target_id": target}
                write(connection, "claim_anchor", anchor)
        write(connection, "claim_anchor", {"position": 2, "claim_position": 2, "target_id": "second-of-two"})
        migrate_back(connection, "0008")
        kept = connection.execute(text("SELECT position, relative_event_id FROM claim ORDER BY position")).all()
        assert [tuple(row) for row in kept] == [(0, "talks"), (1, None), (2, "siege")]
        assert upgrading.upgrade(connection, database) == "0008"
        found = connection.execute(text("SELECT * FROM claim_anchor ORDER BY position")).all()
        assert [tuple(row) for row in found] == [("e", 0, 0, "talks"), ("e", 1, 2, "siege")]


def test_what_participations_repeat_is_found_by_the_upgrade(database: str) -> None:
    parts = [("ana", "victim"), ("union", "victim"), ("ana", "victim"), ("ana", "host"), ("union", "host")]
    with opened(database) as connection:
        upgrading.upgrade(connection, database)
        for table in ("source", "place", "event"):
            write(connection, table)
        for actor in ("ana", "union"):
            write(connection, "actor", {"id": actor})
        for position, (actor, role) in enumerate(parts):
            write(connection, "participation", {"position": position, "actor_id": actor, "role": role})
        migrate_back(connection, "0018")
        assert upgrading.upgrade(connection, database) == "0018"
        found = connection.execute(text("SELECT repeats FROM participation ORDER BY position"))
        assert list(found.scalars()) == [0, 0, 2, 1, 1]


# --- names ------------------------------------------------------------------------------------------


def test_names_follow_the_convention(connection: Connection) -> None:
    found = inspect(connection)
    for table in metadata.tables:
        assert found.get_pk_constraint(table)["name"] == f"pk_{table}"
        for key in found.get_foreign_keys(table):
            assert key["name"] == f"fk_{table}_{'_'.join(key['constrained_columns'])}"
        for check in found.get_check_constraints(table):
            assert re.fullmatch(rf"ck_{table}_[a-z_]+", str(check["name"])), check
        for index in found.get_indexes(table):
            assert str(index["name"]).startswith(f"ix_{table}_"), index


# --- what the database itself refuses ---------------------------------------------------------------

_SPAN = {"begin_earliest": 1, "begin_latest": 31, "end_earliest": 60, "end_latest": 365, "lasting": 1}

_ROWS: dict[str, dict[str, object]] = {
    "source": {"id": "s", "title": "S"},
    "place": {"id": "p", "name": "P"},
    "actor": {"id": "a", "name": "A"},
    "vocabulary": {"kind": "roles", "term": "envoy", "meaning": "is sent"},
    "source_lineage": {"source_id": "s", "ancestor_id": "s", "is_origin": 1},
    "name_key": {"kind": "actor", "key": "a", "record_id": "a", "is_whole": 1},
    "former_id": {"id": "b", "kind": "actor", "record_id": "a", "position": 0, "change_id": 1},
    "event": {
        "id": "e",
        "title": "E",
        "status": "agreed",
        "edtf": "0001",
        **_SPAN,
        "approximate": 0,
        "uncertain": 0,
        "span_count": 1,
        "length_class": 3,
        "sort_day": 1,
        "sort_rank": 0,
        "standing": "asserted",
        "source_count": 1,
        "origin_count": 1,
    },
    "density": {"day": 1, "begun": 1, "ended": 1},
    "stretch_count": {
        "unit": "day",
        "first_day": 1,
        "certain_begun": 1,
        "certain_ended": 0,
        "possible_begun": 0,
        "possible_ended": 1,
    },
    "event_text": {
        "event_id": "e",
        "sort_day": 1,
        "sort_rank": 0,
        "begin_earliest": 1,
        "end_latest": 365,
        "text": "|| e |",
    },
    "claim": {
        "event_id": "e",
        "position": 0,
        "source_id": "s",
        "modality": "asserted",
        **_SPAN,
        "approximate": 0,
        "uncertain": 0,
    },
    "event_span": {"event_id": "e", "position": 0, **_SPAN},
    "event_possible": {
        "event_id": "e",
        "begin_earliest": 1,
        "end_latest": 365,
        "length_class": 3,
        "sorts_from": 1,
        "sorts_to": 9,
    },
    "event_link": {"event_id": "e", "position": 0, "kind": "follows", "target_id": "not-loaded-yet"},
    "claim_anchor": {"event_id": "e", "position": 0, "claim_position": 0, "target_id": "not-loaded-yet"},
    "participation": {
        "event_id": "e",
        "position": 0,
        "actor_id": "a",
        "role": "victim",
        **_SPAN,
        "sort_day": 1,
        "sort_rank": 0,
    },
    "membership": {"actor_id": "a", "position": 0, "group_id": "a"},
    "source_derivation": {"source_id": "s", "position": 0, "how": "quotes", "from_id": "s"},
    "group_member": {"group_id": "a", "member_id": "a", "position": 0, "earliest_day": 1, "latest_day": 2},
    "figure": {"event_id": "e", "position": 0, "claim_position": 0, "measure": "killed", "approximate": 0},
    "attribution": {"event_id": "e", "position": 0, "claim_position": 0, "actor_id": "a", "words": None},
    "change": {
        "id": 1,
        "at": "2031-05-02T12:00:00.000000Z",
        "author": "A. Editor",
        "command": "",
        "verb": "load",
        "begins": 0,
        "counts": "[]",
        "digest": "d",
        "previous_digest": "",
    },
    "change_record": {
        "kind": "event",
        "record_id": "e",
        "change_id": 1,
        "op": "changed",
        "block_id": 1,
        "place_in_block": 0,
        "digest": "d",
    },
    "event_match": {"decision": "same/e/f", "kind": "same"},
}
"""A row of each table that is accepted, parents first."""


def write(connection: Connection, table: str, changes: dict[str, object] | None = None) -> None:
    row = {**_ROWS[table], **(changes or {})}
    columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({marks})"), row)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def test_good_rows_are_accepted(connection: Connection) -> None:
    for table in _ROWS:
        write(connection, table)


BAD_VALUES: list[tuple[str, dict[str, object], str]] = [
    ("source", {"reliability": "G"}, "ck_source_reliability"),
    ("place", {"latitude": 90.5}, "ck_place_latitude"),
    ("place", {"longitude": -181.0}, "ck_place_longitude"),
    ("vocabulary", {"kind": "tags"}, "ck_vocabulary_kind"),
    ("source_lineage", {"is_origin": 2}, "ck_source_lineage_is_origin"),
    ("name_key", {"kind": "event"}, "ck_name_key_kind"),
    ("name_key", {"is_whole": -1}, "ck_name_key_is_whole"),
    ("former_id", {"kind": "term"}, "ck_former_id_kind"),
    ("event", {"status": "sure"}, "ck_event_status"),
    ("event", {"standing": "true"}, "ck_event_standing"),
    ("event", {"begin_latest": None, "end_earliest": None, "end_latest": 0}, "ck_event_days_ordered"),
    ("event", {"begin_latest": 0}, "ck_event_inner_days"),
    ("event", {"begin_latest": 366}, "ck_event_inner_days"),
    ("event", {"end_earliest": 0}, "ck_event_inner_days"),
    ("event", {"end_earliest": 366}, "ck_event_inner_days"),
    ("event", {"lasting": 2}, "ck_event_lasting"),
    ("event", {"status": "undated"}, "ck_event_undated_has_no_days"),
    ("event", {"status": "undated", "begin_earliest": None}, "ck_event_undated_has_no_days"),
    ("event", {"begin_earliest": None, "end_latest": None}, "ck_event_undated_has_no_days"),
    ("event", {"end_latest": None}, "ck_event_undated_has_no_days"),
    ("event", {"length_class": 9}, "ck_event_length_class"),
    ("event", {"approximate": 2}, "ck_event_approximate"),
    ("event", {"uncertain": 2}, "ck_event_uncertain"),
    ("event", {"place_id": "p", "latitude": 90.5, "longitude": 0.0}, "ck_event_latitude"),
    ("event", {"place_id": "p", "latitude": 0.0, "longitude": 180.5}, "ck_event_longitude"),
    ("event", {"place_id": "p", "latitude": 1.5}, "ck_event_point_is_whole"),
    ("event", {"place_id": "p", "longitude": 1.5}, "ck_event_point_is_whole"),
    ("event", {"latitude": 1.5, "longitude": 103.2}, "ck_event_point_is_whole"),
    ("claim", {"modality": "rumoured"}, "ck_claim_modality"),
    ("density", {"begun": -1, "ended": 2}, "ck_density_counted"),
    ("density", {"begun": 2, "ended": -1}, "ck_density_counted"),
    ("density", {"begun": 0, "ended": 0}, "ck_density_counted"),
    ("stretch_count", {"certain_begun": -1}, "ck_stretch_count_counted"),
    ("stretch_count", {"certain_begun": 0, "possible_ended": 0}, "ck_stretch_count_counted"),
    ("stretch_count", {"unit": "century"}, "ck_stretch_count_unit"),
    ("claim", {"credibility": 0}, "ck_claim_credibility"),
    ("claim", {"credibility": 7}, "ck_claim_credibility"),
    ("claim", {"begin_latest": None, "end_earliest": None, "end_latest": 0}, "ck_claim_days_ordered"),
    ("claim", {"end_earliest": 0}, "ck_claim_inner_days"),
    ("claim", {"lasting": 2}, "ck_claim_lasting"),
    ("participation", {"end_latest": 0}, "ck_participation_days_ordered"),
    ("participation", {"begin_latest": 366}, "ck_participation_inner_days"),
    ("participation", {"lasting": 2}, "ck_participation_lasting"),
    ("participation", {"repeats": 3}, "ck_participation_repeats"),
    ("claim", {"approximate": 3}, "ck_claim_approximate"),
    ("claim", {"uncertain": 3}, "ck_claim_uncertain"),
    ("event_span", {"end_latest": 0}, "ck_event_span_days_ordered"),
    ("event_span", {"begin_latest": 0}, "ck_event_span_inner_days"),
    ("event_span", {"lasting": 2}, "ck_event_span_lasting"),
    ("event_possible", {"end_latest": 0}, "ck_event_possible_days_ordered"),
    ("event_possible", {"length_class": 9}, "ck_event_possible_length_class"),
    ("event_link", {"kind": "causes"}, "ck_event_link_kind"),
    ("source_derivation", {"how": "steals"}, "ck_source_derivation_how"),
    ("group_member", {"latest_day": 0}, "ck_group_member_days_ordered"),
    ("figure", {"approximate": 5}, "ck_figure_approximate"),
    ("attribution", {"actor_id": None}, "ck_attribution_actor_or_words"),
    ("attribution", {"words": "two officials"}, "ck_attribution_actor_or_words"),
    ("change", {"begins": 2}, "ck_change_begins"),
    ("change_record", {"op": "added"}, "ck_change_record_op"),
    ("event_match", {"kind": "perhaps"}, "ck_event_match_kind"),
]


def test_the_checks_bite(connection: Connection) -> None:
    for table in _ROWS:
        for changes, constraint in [case[1:] for case in BAD_VALUES if case[0] == table]:
            with pytest.raises(DBAPIError, match=constraint), connection.begin_nested():
                write(connection, table, changes)
        write(connection, table)


def test_every_check_is_tried(connection: Connection) -> None:
    found = inspect(connection)
    checks = {check["name"] for table in metadata.tables for check in found.get_check_constraints(table)}
    assert checks == {constraint for _, _, constraint in BAD_VALUES}


_OTHERS: dict[str, dict[str, object]] = {
    "actor_name": {"actor_id": "a", "position": 0, "name": "B"},
    "place_name": {"place_id": "p", "position": 0, "name": "Q"},
    "place_within": {"place_id": "p", "container_id": "p"},
    "event_tag": {"event_id": "e", "position": 0, "tag": "talks"},
    "question_condition": {"question_id": "q", "position": 0, "filter_name": "actor", "value": "a", "record_id": "a"},
    "event_match_member": {"decision": "same/e/f", "position": 0, "member_id": "e"},
    "matched_event": {"id": "e", "told_as": "e", "position": 0, "place_id": "p", "written": "[]"},
}


def test_references_to_nothing_are_refused(database: str) -> None:
    """By the end of the transaction at the latest: some references are only looked at then."""
    with write_session(read_address(database)) as (connection, _):
        for name in ("source", "place", "actor", "event"):
            write(connection, name)
    rows = {**_ROWS, **_OTHERS, **{name: {**_ROWS[name], "id": "new"} for name in ("place", "event")}}
    tried = 0
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            row = {**rows[table.name], key.parent.name: "nowhere"}
            with pytest.raises(DBAPIError, match=r"(?i)foreign key"), opened(database) as connection:
                connection.execute(table.insert(), row)
            tried += 1
    assert tried > 20


def test_a_day_is_a_number(sqlite_url: str) -> None:
    """SQLite would keep any text in a table that is not STRICT."""
    with write_session(read_address(sqlite_url), dry_run=True) as (connection, _):
        for table in _ROWS:
            columns = [each.name for each in metadata.tables[table].c]
            for column in [each for each in columns if each.endswith("_day") or each in _SPAN]:
                message = f"cannot store TEXT value in INTEGER column {table}.{column}"
                with pytest.raises(DBAPIError, match=message), connection.begin_nested():
                    write(connection, table, {column: "yesterday"})
            write(connection, table)


def test_all_tables_are_strict(sqlite_url: str) -> None:
    with write_session(read_address(sqlite_url), dry_run=True) as (connection, _):
        rows = connection.execute(text("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
        strict = {name for name, is_strict in rows if is_strict}
    assert strict == {*metadata.tables, "event_number"}


def test_what_an_event_owns_goes_with_it(connection: Connection) -> None:
    for table in _ROWS:
        write(connection, table)
    connection.execute(text("DELETE FROM event"))
    for table in (
        "claim",
        "claim_anchor",
        "event_span",
        "event_possible",
        "event_link",
        "participation",
        "figure",
        "attribution",
        "event_text",
    ):
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
