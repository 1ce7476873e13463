"""CSV: read back as it was, and harmless in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

import pytest
from hypothesis import given

from tests.exporters.harbour import MEETING, chronology, claim, entry, figure, story
from tests.exporters.hostile import TEXTS, hostile_entries
from tests.exporters.programs.tables.test_tidy_tables import chronology_of
from timeline.domain.chronology import Entry, EntryParticipant, EntryPlace
from timeline.exporters.programs.tables.csv_rows import COLUMNS, defused, export, row
from timeline.exporters.programs.tables.tidy_tables import TABLES, TEXT, as_lists
from timeline.exporters.registry import FORMATS

HEADER = (
    "id,date,edtf,earliest,latest,begins_by,ends_from,in_window,status,disputed,standing,title,summary,type,place,latitude,longitude,participants,"
    "figures,sources,source_count,origin_count,tags,note"
)


def read_back(entries: list[Entry], *, raw: bool) -> list[list[str]]:
    out = io.StringIO(newline="")
    export(chronology(entries), out, raw=raw)
    return list(csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True))


def cells(event: Entry) -> dict[str, str]:
    return dict(zip(COLUMNS, row(event), strict=True))


def test_the_header_is_the_documented_one_and_lines_end_in_cr_lf() -> None:
    out = io.StringIO(newline="")
    export(chronology(()), out)
    assert out.getvalue() == f"{HEADER}\r\n"


def test_a_row_joins_lists_and_names_the_sources() -> None:
    assert cells(MEETING) == {
        "id": "ruiz-meets-vale",
        "date": "1 or 2 May 2031",
        "edtf": "[2031-05-01,2031-05-02]",
        "earliest": "2031-05-01",
        "latest": "2031-05-02",
        "begins_by": "2031-05-02",
        "ends_from": "2031-05-01",
        "in_window": "",
        "status": "disputed",
        "disputed": "date",
        "standing": "asserted",
        "title": "Ruiz meets the minister's envoy",
        "summary": "",
        "type": "consult/meeting",
        "place": "Port City",
        "latitude": "1.5",
        "longitude": "103.2",
        "participants": "Ana Ruiz (initiator); Tomás Vale (recipient)",
        "figures": "delegates: at least 12 (herald-2031-05-03)",
        "sources": "gazette-2031-05-02 ¶ 3; herald-2031-05-03 ¶ 1",
        "source_count": "2",
        "origin_count": "1",
        "tags": "",
        "note": "",
    }


def test_what_only_a_source_says_names_it() -> None:
    event = entry(
        "event",
        participants=(EntryParticipant("rida", "رضا كريم", "target", "sahifa-2031"),),
        claims=(
            claim(
                "sahifa-2031",
                figures=(figure("hurt", "3"), figure("dead", "0")),
            ),
        ),
    )
    told = cells(event)
    assert told["participants"] == "رضا كريم (target, sahifa-2031)"
    assert told["figures"] == "hurt: 3 (sahifa-2031); dead: 0 (sahifa-2031)"
    assert told["sources"] == "sahifa-2031"
    assert (told["date"], told["edtf"], told["earliest"]) == ("undated", "", "")


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        '=HYPERLINK("https://evil.example")',
        "+49 30 1234",
        "-1+1",
        "- a dash",
        "@SUM(A1)",
        " =1",
        "\t=1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b@a",
        "＝1",
        "\ttab",
        "\rreturn",
        "\nline",
        "\n",
        "-0043-03-15",
        "-5.5.5",
        "-",
        "+5",
        "\x00=1",
    ],
)
def test_what_may_be_taken_for_a_formula_is_defused(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "a=1", "5", "-5.5", "-5", "-1e-07", "2031-05-01", "1-2", "'=1", "ana@example", " a"]
)
def test_harmless_cells_and_negative_numbers_stay(cell: str) -> None:
    assert defused(cell) == cell


def test_coordinates_stay_numbers() -> None:
    event = entry("event", place=EntryPlace("quay", "=Quay", -33.25, -0.00001))
    (_, written) = read_back([event], raw=False)
    told = dict(zip(COLUMNS, written, strict=True))
    assert (told["latitude"], told["longitude"], told["place"]) == ("-33.25", "-1e-05", "'=Quay")


@given(hostile_entries())
def test_raw_rows_are_read_back_as_they_were(event: Entry) -> None:
    assert read_back([event], raw=True) == [list(COLUMNS), list(row(event))]


@given(hostile_entries())
def test_defused_rows_differ_by_apostrophes_alone(event: Entry) -> None:
    (_, written) = read_back([event], raw=False)
    for cell, was in zip(written, row(event), strict=True):
        assert cell in (was, f"'{was}")
        assert cell.lstrip()[:1] not in tuple("=+@") or cell == ""


@given(TEXTS)
def test_no_defused_text_opens_like_a_formula(text: str) -> None:
    cell = defused(text)
    assert cell[:1] not in ("\t", "\r", "\n")
    opening = cell.lstrip()[:1]
    assert opening not in tuple("=+@") or not opening
    assert opening != "-" or cell[1:].replace(".", "", 1).isdigit()


def test_the_story_has_a_row_for_each_event() -> None:
    rows = read_back(list(story()), raw=False)
    assert [each[0] for each in rows[1:]] == [each.id for each in story()]


# --- tables ----------------------------------------------------------------------------------------


def table_read_back(entries: Iterable[Entry], name: str, *, raw: bool = False) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    export(chronology_of(entries), out, raw=raw, table=name)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline=""), strict=True))


def test_the_choices_are_the_tables() -> None:
    (option,) = (each for each in FORMATS["csv"].options if each.name == "table")
    assert option.choices == tuple(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_its_columns_and_a_row_a_thing(name: str) -> None:
    columns = as_lists(TABLES[name], chronology_of([MEETING]))
    rows = table_read_back([MEETING], name)
    assert [list(each) for each in rows] == [list(columns)] * len(next(iter(columns.values())))
    for column, holds in TABLES[name].columns.items():
        if holds == TEXT:
            assert [each[column] for each in rows] == [value or "" for value in columns[column]]


def test_cells_of_a_table_are_as_programs_read_them() -> None:
    (_, claimed) = table_read_back([MEETING], "claims")
    assert (claimed["earliest"], claimed["earliest_iso"], claimed["lasting"]) == ("2031-05-02", "2031-05-02", "false")
    assert (claimed["credibility"], claimed["origins"]) == ("", "newswire")
    (figures,) = table_read_back([MEETING], "figures")
    assert (figures["low"], figures["best"], figures["approximate"]) == ("12", "", "false")
    (meeting,) = table_read_back([MEETING], "events")
    assert (meeting["longitude"], meeting["source_count"], meeting["disputed"]) == ("103.2", "2", "date")


def test_cells_of_a_table_are_defused_unless_raw() -> None:
    formula = entry("sum", "=1+1", tags=("=a", "b"))
    (safe,), (raw,) = (table_read_back([formula], "events", raw=is_raw) for is_raw in (False, True))
    assert (safe["title"], safe["tags"]) == ("'=1+1", "'=a; b")
    assert (raw["title"], raw["tags"]) == ("=1+1", "=a; b")


@given(hostile_entries())
def test_raw_texts_of_tables_are_read_back_as_they_were(event: Entry) -> None:
    for name in ("events", "claims", "participants", "figures"):
        columns = as_lists(TABLES[name], chronology_of([event]))
        rows = table_read_back([event], name, raw=True)
        for column, holds in TABLES[name].columns.items():
            if holds == TEXT:
                assert [each[column] for each in rows] == [value or "" for value in columns[column]]
