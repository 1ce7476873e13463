"""A file through every door: imported, dumped, loaded, imported again; and files with texts of any kind."""

import csv
import io
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import strategies as st

from tests.support.opened import dump_folder, import_file, load_paths
from timeline.actions.importing.import_file import ImportRequest

MAP = """\
name: harbour
title: [What, Who, Note]
summary: What
note: Note
date: When
place: {name: Where, within: [Land]}
participants: {Who: {role: participant, split: ";"}}
figures: {killed: Dead}
source: {title: Paper, publisher: Who, url: Link}
tags: {column: Tags, split: ";"}
id: {from: row}
"""
_COLUMNS = ("What", "Note", "When", "Where", "Land", "Who", "Dead", "Paper", "Link", "Tags")
_SHEET = ("Year", "Month", "Headline", "Text", "Media", "Media Caption", "Group", "Display Date")

_ALONE = (
    "ab1 \t\n\r\x00\x07\x0b\x0c\x1b\x1c\x7f\x85\x9b\xa0\xad\u0301\u2028\u2029\u200b\u202e\ufeff\ufffe\uffff\U0001ffff"
    "<>&;:#-'\"\\{}[]|!%@`,?*=~é漢\U0001f4a5"
)
_TOGETHER = ('<a href="https://x.example/a">', "https://[x/a", "&#27;", "- ", "\r\n", " #", ": ", "null", "~")
SIGNS = st.sampled_from((*_ALONE, *_TOGETHER))
TEXTS = st.lists(SIGNS, max_size=8).map("".join)
ESCAPED_TEXTS = st.lists(SIGNS | st.sampled_from(("\ud800", "\udfff")), max_size=8).map("".join)
"""Halves of a UTF-16 pair too, which JSON can escape and no file has."""


def _json(value: object) -> str:
    return json.dumps(value)


def lines_of_ours() -> st.SearchStrategy[str]:
    """JSON Lines of our own shape whose texts are of any kind."""
    text = ESCAPED_TEXTS
    optional = st.none() | text
    source = st.fixed_dictionaries({"title": text.map(lambda t: f"T{t}")}, optional={"note": text, "publisher": text})
    claim = st.fixed_dictionaries({"source": st.just("wire")}, optional={"note": optional, "quote": text, "at": text})
    place = st.fixed_dictionaries(
        {"name": text.map(lambda t: f"P{t}")}, optional={"names": st.lists(text, max_size=2), "kind": text}
    )
    actor = st.fixed_dictionaries({"name": text.map(lambda t: f"A{t}")}, optional={"names": st.lists(text, max_size=2)})
    part = st.fixed_dictionaries(
        {"actor": st.just("ana"), "role": st.sampled_from(("host", "participant"))},
        optional={"claim": st.integers(0, 1), "source": st.just("wire")},
    )
    event = st.fixed_dictionaries(
        {"id": st.sampled_from(("e1", "e2")), "title": text.map(lambda t: f"E{t}")},
        optional={
            "summary": optional,
            "note": text,
            "tags": st.lists(text, max_size=3),
            "claims": st.lists(claim, max_size=2),
            "participants": st.lists(part, max_size=3),
            "place": st.just({"id": "port", "name": "Port"}),
            "defines": st.fixed_dictionaries(
                {"sources": st.fixed_dictionaries({"wire": source})},
                optional={
                    "places": st.fixed_dictionaries({"port": place}),
                    "actors": st.fixed_dictionaries({"ana": actor}),
                    "vocabulary": st.fixed_dictionaries({"roles": st.fixed_dictionaries({"host": text})}),
                },
            ),
        },
    )
    return st.lists(event, min_size=1, max_size=2).map(lambda rows: "\n".join(map(_json, rows)))


def _rows(
    columns: Sequence[str], text: st.SearchStrategy[str], **given: st.SearchStrategy[str]
) -> st.SearchStrategy[list[dict[str, str]]]:
    row = st.fixed_dictionaries({column: given.get(column, text) for column in columns})
    return st.lists(row, min_size=1, max_size=3)


def _table(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


_WHEN = st.sampled_from(("2031-05-01", "", "2031"))
_DEAD = st.sampled_from(("", "3"))


def tables() -> st.SearchStrategy[str]:
    """Tables for MAP."""
    return _rows(_COLUMNS, TEXTS, When=_WHEN, Dead=_DEAD).map(lambda rows: _table(_COLUMNS, rows))


def objects() -> st.SearchStrategy[str]:
    """JSON for MAP."""
    return _rows(_COLUMNS, ESCAPED_TEXTS, When=_WHEN, Dead=_DEAD).map(_json)


def slides() -> st.SearchStrategy[str]:
    """TimelineJS, as JSON."""
    text = ESCAPED_TEXTS
    slide = st.fixed_dictionaries(
        {
            "start_date": st.just({"year": 2031}),
            "text": st.fixed_dictionaries({"headline": text, "text": text}),
            "media": st.fixed_dictionaries({"url": text, "caption": text, "credit": text}),
            "group": text,
            "unique_id": text,
            "display_date": text,
        }
    )
    return st.tuples(st.lists(slide, min_size=1, max_size=2), slide).map(
        lambda found: _json({"events": found[0], "title": found[1], "eras": found[0][:1]})
    )


def sheets() -> st.SearchStrategy[str]:
    """TimelineJS, as a sheet."""
    years = st.sampled_from(("2031", "1999"))
    return _rows(_SHEET, TEXTS, Year=years, Month=st.just("5")).map(lambda rows: _table(_SHEET, rows))


def ucdp() -> st.SearchStrategy[str]:
    """UCDP GED."""
    plain = {
        "id": "7", "type_of_violence": "2", "where_prec": "1", "latitude": "1.5", "longitude": "103.2",
        "date_prec": "1", "date_start": "2031-05-01", "date_end": "2031-05-01", "deaths_a": "1", "deaths_b": "0",
        "deaths_civilians": "0", "deaths_unknown": "0", "low": "1", "best": "1", "high": "2",
    }  # fmt: skip
    columns = (*plain, "side_a", "side_b", "source_article", "where_coordinates", "adm_1", "country")
    given = {column: st.just(value) for column, value in plain.items()}
    return _rows(columns, TEXTS, **given).map(lambda rows: _table(columns, rows))


def acled() -> st.SearchStrategy[str]:
    """ACLED."""
    plain = {
        "event_id_cnty": "IRQ7", "event_date": "1 May 2031", "time_precision": "1", "event_type": "Battles",
        "sub_event_type": "Armed clash", "latitude": "1.5", "longitude": "103.2", "geo_precision": "1",
        "fatalities": "2", "inter1": "State forces", "inter2": "Rebel group",
    }  # fmt: skip
    columns = (*plain, "actor1", "assoc_actor_1", "actor2", "country", "admin1", "location", "source", "notes", "tags")
    given = {column: st.just(value) for column, value in plain.items()}
    return _rows(columns, TEXTS, **given).map(lambda rows: _table(columns, rows))


def gdelt() -> st.SearchStrategy[str]:
    """GDELT with a header."""
    plain = {"GLOBALEVENTID": "7", "SQLDATE": "20310501", "EventCode": "190", "ActionGeo_Type": "4"}
    columns = (*plain, "Actor1Name", "Actor1Code", "Actor2Name", "ActionGeo_FullName", "SOURCEURL")
    given = {column: st.just(value) for column, value in plain.items()}
    return _rows(columns, TEXTS, **given).map(lambda rows: _table(columns, rows))


FILES = {
    "jsonl": lines_of_ours(),
    "csv": tables(),
    "json": objects(),
    "timelinejs": slides(),
    "timelinejs-sheet": sheets(),
    "ucdp-ged": ucdp(),
    "acled": acled(),
    "gdelt": gdelt(),
}
"""By format: files of it whose texts are of any kind."""


def go_round(content: str | bytes, kind: str | None, *, with_map: bool = False, encoding: str | None = None) -> bool:
    """Imports a file, dumps the database, loads that, imports the file again in both: nothing may differ.

    ``kind``: of FILES; None: as the file is recognised, with MAP or not. Bad rows are set aside. False where
    nothing was imported. Raises TimelineError where the file as a whole is refused.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, mapping, dumped = folder / "file.txt", folder / "map.yaml", folder / "dumped"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        mapping.write_text(MAP, encoding="utf-8")
        one, other = f"sqlite:///{folder / 'one.db'}", f"sqlite:///{folder / 'other.db'}"
        request = ImportRequest(
            file,
            format=None if kind is None else kind.removesuffix("-sheet"),
            encoding=encoding,
            mapping=mapping if with_map or kind in ("csv", "json") else None,
            rejects=folder / "rejects",
        )
        first = import_file(one, request)
        if not first.landed or not first.events:
            assert kind is None or first.landed, first.problems
            return False
        records = dump_folder(one, dumped)
        loaded = load_paths(other, [dumped])
        assert loaded.problems == []
        assert dump_folder(other, folder / "again") == records
        for database in (one, other):
            report = import_file(database, request).report
            assert report is not None
            assert sum(report.added.values()) == sum(report.changed.values()) == 0, (report.added, report.changed)
        return True
