-- What schema 0003 held after log.csv and talks.jsonl of test_import_after_upgrade had been imported.
INSERT INTO source (id, title, kind, publisher, author, published, url, archive_url, accessed, language, reliability, note) VALUES
    ('log', 'log', 'dataset', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('wire', 'Wire', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('herald', 'Herald', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO source_derivation (source_id, position, how, from_id) VALUES
    ('herald', 0, 'quotes', 'wire'),
    ('herald', 1, 'translates', 'wire'),
    ('herald', 2, 'quotes', 'log');
INSERT INTO source_lineage (source_id, ancestor_id, is_origin) VALUES
    ('herald', 'herald', 0),
    ('herald', 'log', 1),
    ('herald', 'wire', 1),
    ('log', 'log', 1),
    ('wire', 'wire', 1);
INSERT INTO actor (id, name, kind, wikidata, note) VALUES
    ('red', 'Red', 'state', NULL, NULL),
    ('blue', 'Blue', NULL, NULL, NULL);
INSERT INTO place (id, name, kind, within_id, latitude, longitude, wikidata, note) VALUES
    ('freeland-place', 'Freeland', NULL, NULL, 31.5, 45.25, NULL, NULL),
    ('freeland-place-82f0b83e', 'Freeland', NULL, NULL, 33.25, 44.5, NULL, NULL),
    ('freeland-place-afafe519', 'Freeland', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO place_within (place_id, container_id) VALUES
    ('freeland-place', 'freeland-place'),
    ('freeland-place-82f0b83e', 'freeland-place-82f0b83e'),
    ('freeland-place-afafe519', 'freeland-place-afafe519');
INSERT INTO group_member (group_id, member_id, position, earliest_day, latest_day) VALUES
    ('blue', 'blue', 0, -4611686018427387904, 4611686018427387904),
    ('red', 'red', 0, -4611686018427387904, 4611686018427387904);
INSERT INTO name_key (kind, key, record_id, is_whole) VALUES
    ('actor', 'blue', 'blue', 1),
    ('actor', 'red', 'red', 1),
    ('place', 'freeland', 'freeland-place', 1),
    ('place', 'freeland', 'freeland-place-82f0b83e', 1),
    ('place', 'freeland', 'freeland-place-afafe519', 1),
    ('source', 'herald', 'herald', 1),
    ('source', 'log', 'log', 1),
    ('source', 'wire', 'wire', 1);
INSERT INTO event (id, title, summary, type, place_id, decided_date, date_note, note, status, edtf, earliest_day, latest_day, approximate, uncertain, span_count, length_class, sort_day, sort_second, standing, source_count, origin_count) VALUES
    ('log-a-1', 'Talks', NULL, NULL, 'freeland-place', NULL, NULL, NULL, 'agreed', '2031-05-01', 741563, 741563, 0, 0, 1, 0, 741563, -1, 'asserted', 1, 1),
    ('log-a-2', 'Strike', NULL, NULL, 'freeland-place-82f0b83e', NULL, NULL, NULL, 'agreed', '2031-05-02', 741564, 741564, 0, 0, 1, 0, 741564, -1, 'asserted', 1, 1),
    ('log-a-3', 'March', NULL, NULL, 'freeland-place-afafe519', NULL, NULL, NULL, 'agreed', '2031-05-03', 741565, 741565, 0, 0, 1, 0, 741565, -1, 'asserted', 1, 1),
    ('parley', 'Parley', NULL, NULL, NULL, NULL, NULL, NULL, 'undated', NULL, NULL, NULL, 0, 0, 0, NULL, 4611686018427387905, 0, 'asserted', 1, 1);
INSERT INTO claim (event_id, position, source_id, locator, date_written, modality, credibility, quote, note, relative_event_id, date_edtf, earliest_day, latest_day, approximate, uncertain) VALUES
    ('log-a-1', 0, 'log', NULL, '2031-05-01', 'asserted', NULL, NULL, NULL, NULL, '2031-05-01', 741563, 741563, 0, 0),
    ('log-a-2', 0, 'log', NULL, '2031-05-02', 'asserted', NULL, NULL, NULL, NULL, '2031-05-02', 741564, 741564, 0, 0),
    ('log-a-3', 0, 'log', NULL, '2031-05-03', 'asserted', NULL, NULL, NULL, NULL, '2031-05-03', 741565, 741565, 0, 0),
    ('parley', 0, 'herald', NULL, NULL, 'asserted', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0);
INSERT INTO participation (event_id, position, claim_position, actor_id, role, earliest_day, latest_day, length_class, sort_day, sort_second) VALUES
    ('log-a-1', 0, NULL, 'red', 'initiator', 741563, 741563, 0, 741563, -1),
    ('log-a-1', 1, NULL, 'blue', 'target', 741563, 741563, 0, 741563, -1),
    ('log-a-1', 2, NULL, 'red', 'witness', 741563, 741563, 0, 741563, -1),
    ('log-a-2', 0, NULL, 'red', 'initiator', 741564, 741564, 0, 741564, -1),
    ('log-a-2', 1, NULL, 'blue', 'target', 741564, 741564, 0, 741564, -1),
    ('log-a-3', 0, NULL, 'blue', 'initiator', 741565, 741565, 0, 741565, -1),
    ('log-a-3', 1, NULL, 'red', 'target', 741565, 741565, 0, 741565, -1),
    ('parley', 0, 0, 'red', 'host', NULL, NULL, NULL, 4611686018427387905, 0),
    ('parley', 1, 0, 'blue', 'host', NULL, NULL, NULL, 4611686018427387905, 0),
    ('parley', 2, 0, 'red', 'witness', NULL, NULL, NULL, 4611686018427387905, 0);
INSERT INTO event_text (event_id, sort_day, sort_second, earliest_day, latest_day, text) VALUES
    ('log-a-1', 741563, -1, 741563, 741563, '| blue | red | freeland || talks |'),
    ('log-a-2', 741564, -1, 741564, 741564, '| blue | red | freeland || strike |'),
    ('log-a-3', 741565, -1, 741565, 741565, '| blue | red | freeland || march |'),
    ('parley', 4611686018427387905, 0, NULL, NULL, '| blue | red || parley |');
INSERT INTO event_import (event_id, digest) VALUES
    ('log-a-1', 'csv 1:ba100c7c56cab04b6c3b2311'),
    ('log-a-2', 'csv 1:01f8f7bcde1268fa98fa9db8'),
    ('log-a-3', 'csv 1:81c4cb213f88d1dd84a76796'),
    ('parley', 'jsonl 1:ed697c05712ba9a5120440ad');
INSERT INTO record_import (record_id, digest) VALUES
    ('blue', 'csv 1:7bec72edc057bd6ce67b6af3'),
    ('freeland-place', 'csv 1:8a884828a6812167f5d4d4aa'),
    ('freeland-place-82f0b83e', 'csv 1:b39596a7b297197ce706381a'),
    ('freeland-place-afafe519', 'csv 1:d61bce6c7ff0e2c738e2de2d'),
    ('herald', 'jsonl 1:1181af29f1d7b23189190661'),
    ('log', 'csv 1:322004c755d0eec60cd8d27a'),
    ('red', 'csv 1:a2e2983536b19100dd69fb48'),
    ('wire', 'jsonl 1:b39c05714f3f710d7cfa13d1');
INSERT INTO event_link (event_id, position, kind, target_id) VALUES
    ('parley', 0, 'follows', 'log-a-1'),
    ('parley', 1, 'part-of', 'log-a-2'),
    ('parley', 2, 'follows', 'log-a-3');
