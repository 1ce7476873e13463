"""What stands in for Citus on the one server of the tests: its catalogue, its functions and its rules.

No rows move. What Citus refuses is refused here too, in its words: a second distribution, a key from a reference table
to a distributed one, a unique key without the column by which rows are spread. So is a key from a local table to a
distributed one, which Citus lets pass and then asks the workers about, row by row. The workers are rows of a table;
each runs what it is told on this server, so that what is prepared here counts as prepared there.
"""

import psycopg
from sqlalchemy import make_url

_CATALOGUE = """
SET allow_system_table_mods = on;
INSERT INTO pg_extension SELECT 16000, 'citus', 10, 11, false, '13.2-1', NULL, NULL;
CREATE TABLE pg_catalog.pg_dist_partition (
    logicalrelid regclass PRIMARY KEY, partmethod "char", repmodel "char", partcolumn text, colocated_with regclass);
CREATE TABLE pg_catalog.pg_dist_node (
    nodename text, nodeport integer, isactive boolean, shouldhaveshards boolean, noderole text, answers boolean);
GRANT SELECT ON pg_catalog.pg_dist_partition, pg_catalog.pg_dist_node TO PUBLIC;
INSERT INTO pg_catalog.pg_dist_node VALUES
    ('worker-1', 5432, true, true, 'primary', true), ('worker-2', 5432, true, true, 'primary', true);
"""
_RULES = """
CREATE FUNCTION pg_catalog.stand_in_kind(relation regclass) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce((SELECT CASE partmethod WHEN 'h' THEN 'distributed' ELSE 'reference' END
                     FROM pg_dist_partition WHERE logicalrelid = relation), 'local')
$$;
CREATE FUNCTION pg_catalog.stand_in_hold_keys() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    key record;
BEGIN
    FOR key IN
        SELECT c.conname, stand_in_kind(c.conrelid) AS own, stand_in_kind(c.confrelid) AS other,
            ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey))
                AS columns,
            (SELECT partcolumn FROM pg_dist_partition WHERE logicalrelid = c.conrelid) AS spread_by,
            coalesce((SELECT p.colocated_with = c.confrelid FROM pg_dist_partition p WHERE p.logicalrelid = c.conrelid),
                false) AS beside
        FROM pg_constraint c WHERE c.contype = 'f'
    LOOP
        IF key.own <> 'distributed' AND key.other = 'distributed' THEN
            RAISE EXCEPTION 'cannot create foreign key constraint since foreign keys from reference tables and local '
                'tables to distributed tables are not supported (%)', key.conname;
        ELSIF key.own = 'distributed' AND key.other = 'distributed'
                AND NOT (key.beside AND key.columns = ARRAY[key.spread_by]) THEN
            RAISE EXCEPTION 'cannot create foreign key constraint since relations are not colocated or not '
                'referencing a reference table (%)', key.conname;
        ELSIF key.own <> 'local' AND key.other = 'local' THEN
            RAISE EXCEPTION 'referenced table of % must be a distributed table or a reference table', key.conname;
        END IF;
    END LOOP;
END $$;
CREATE FUNCTION pg_catalog.stand_in_place(
    relation regclass, method "char", model "char", spread_by text, beside regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    key record;
BEGIN
    IF stand_in_kind(relation) <> 'local' THEN
        RAISE EXCEPTION 'table "%" is already distributed', relation;
    END IF;
    FOR key IN
        SELECT indexrelid::regclass AS name FROM pg_index i
        WHERE indrelid = relation AND indisunique AND method = 'h' AND NOT EXISTS (
            SELECT 1 FROM pg_attribute a
            WHERE a.attrelid = relation AND a.attname = spread_by AND a.attnum = ANY(i.indkey::int2[]))
    LOOP
        RAISE EXCEPTION 'cannot create constraint on "%": distributed relations cannot have UNIQUE, EXCLUDE, or '
            'PRIMARY KEY constraints that do not include the partition column (%)', relation, key.name;
    END LOOP;
    INSERT INTO pg_dist_partition VALUES (relation, method, model, spread_by, beside);
    PERFORM stand_in_hold_keys();
END $$;
CREATE FUNCTION pg_catalog.create_reference_table(relation regclass) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
    SELECT stand_in_place(relation, 'n', 't', NULL, NULL)
$$;
CREATE FUNCTION pg_catalog.create_distributed_table(
    relation regclass, spread_by text, colocate_with text DEFAULT 'default', shard_count integer DEFAULT NULL)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF colocate_with NOT IN ('default', 'none') AND stand_in_kind(colocate_with::regclass) <> 'distributed' THEN
        RAISE EXCEPTION 'relation % is not distributed', colocate_with;
    END IF;
    PERFORM stand_in_place(relation, 'h', 'c', spread_by, nullif(nullif(colocate_with, 'none'), 'default')::regclass);
END $$;
CREATE FUNCTION pg_catalog.stand_in_after_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM stand_in_hold_keys();
END $$;
CREATE EVENT TRIGGER stand_in_keys ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE')
    EXECUTE FUNCTION pg_catalog.stand_in_after_ddl();
CREATE FUNCTION pg_catalog.stand_in_forget() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    DELETE FROM pg_dist_partition p WHERE NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = p.logicalrelid);
END $$;
CREATE EVENT TRIGGER stand_in_dropped ON sql_drop WHEN TAG IN ('DROP TABLE')
    EXECUTE FUNCTION pg_catalog.stand_in_forget();
"""
_WORKERS = """
SET check_function_bodies = off;
CREATE FUNCTION pg_catalog.run_command_on_workers(command text) RETURNS TABLE (
    nodename text, nodeport integer, success boolean, result text) LANGUAGE plpgsql AS $$
DECLARE
    node record;
BEGIN
    FOR node IN SELECT * FROM pg_dist_node n ORDER BY n.nodename LOOP
        nodename := node.nodename;
        nodeport := node.nodeport;
        success := node.answers;
        IF node.answers THEN
            EXECUTE command INTO result;
        ELSE
            result := format('failed to connect to %s:%s', node.nodename, node.nodeport);
        END IF;
        RETURN NEXT;
    END LOOP;
END $$;
"""


def stand_in(url: str) -> None:
    """Makes a database of the tests one in which Citus seems to be, with two workers."""
    with psycopg.connect(plain(url), autocommit=True) as connection:
        for script in (_CATALOGUE, _RULES, _WORKERS):
            connection.execute(script.encode())


def plain(url: str) -> str:
    """The URL as psycopg takes it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
