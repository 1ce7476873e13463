"""Excel: what openpyxl reads of it, and what Microsoft's validator says of it."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.workbook.workbook import Workbook

from tests.exporters.harbour import MEETING, agreed, claim, entry, many
from tests.exporters.hostile import hostile_entries
from tests.exporters.programs.tables.test_tidy_tables import chronology_of, table
from tests.support.ooxml import ooxml_faults
from tests.support.values import replace
from timeline.domain.chronology import Entry
from timeline.exporters.programs.tables import xlsx
from timeline.exporters.programs.tables.tidy_tables import DAY, OF_EVENTS, TABLES, TEXT, TEXTS

SHEETS = ["Events", "Claims", "Participants", "Figures", "Sources", "Actors", "Places"]
FIRST, LAST = date(1900, 3, 1), date(9999, 12, 31)


def written(entries: Iterable[Entry], **options: Any) -> tuple[bytes, list[str]]:
    out = io.BytesIO()
    left_out = xlsx.export(chronology_of(entries), out, **options)
    return out.getvalue(), left_out


def opened(entries: Iterable[Entry], **options: Any) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(entries, **options)[0]))


def cells(book: Workbook, sheet: str) -> dict[str, list[Any]]:
    """The columns of a sheet."""
    head, *rows = book[sheet].iter_rows(values_only=True)
    return {str(name): [row[at] for row in rows] for at, name in enumerate(head)}


def shown(value: Any, holds: str) -> Any:
    """A value as its cell has it."""
    if holds == DAY:
        return datetime.combine(value, datetime.min.time()) if value and FIRST <= value <= LAST else None
    if holds == TEXTS:
        return "; ".join(value) or None
    return value if value != "" else None


def agrees(found: dict[str, list[Any]], name: str, columns: dict[str, list[Any]]) -> None:
    assert list(found) == list(columns)
    for column, holds in TABLES[name].columns.items():
        read = [unescape(each) if isinstance(each, str) else each for each in found[column]]
        assert read == [shown(each, holds) for each in columns[column]], (name, column)


def test_a_book_has_a_sheet_a_table_with_its_typed_rows() -> None:
    book = opened([MEETING])
    assert book.sheetnames == SHEETS
    for name in TABLES:
        agrees(cells(book, name.capitalize()), name, table(name, [MEETING]))


@pytest.mark.parametrize("name", TABLES)
def test_one_table_is_a_book_of_one_sheet(name: str) -> None:
    book = opened([MEETING], table=name)
    assert book.sheetnames == [name.capitalize()]
    agrees(cells(book, name.capitalize()), name, table(name, [MEETING]))


@pytest.mark.parametrize("entries", [(), (MEETING,), tuple(many(60))])
def test_microsoft_finds_no_fault_in_it(entries: tuple[Entry, ...], tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(written(entries)[0])
    assert ooxml_faults(tmp_path / "x.xlsx") == []


def test_heads_stay_in_sight_and_filter() -> None:
    sheet = opened([MEETING])["Claims"]
    assert sheet.freeze_panes == "B2"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(TABLES['claims'].columns))}3"
    assert all(cell.font.bold for cell in sheet[1])
    width = sheet.column_dimensions["A"].width
    assert width >= 28


def test_an_event_and_its_claims_lead_to_one_another() -> None:
    events = [replace(MEETING, id=f"event-{at}") for at in range(120)]
    events[7] = entry("event-7", "Said by nobody")
    book = opened(events)
    ids, of_claims = (
        cells(book, "Events")["id"],
        cells(book, "Claims")["event"],
    )
    for row, cell in enumerate(book["Events"]["A"][1:]):
        if row == 7:
            assert cell.hyperlink is None
        else:
            sheet, _, at = cell.hyperlink.location.partition("!A")
            assert (sheet, of_claims[int(at) - 2]) == ("Claims", ids[row])
            assert of_claims.index(ids[row]) == int(at) - 2
    column = list(TABLES["claims"].columns).index("event") + 1
    for row, of_event in enumerate(of_claims):
        link = book["Claims"].cell(row + 2, column).hyperlink
        assert link is not None
        assert link.location == f"Events!A{ids.index(of_event) + 2}"


def test_addresses_of_sources_are_links_where_they_are_safe() -> None:
    book = opened([entry("talks", claims=(claim("gazette-2031-05-02"), claim("herald-2031-05-03")))])
    column = list(TABLES["sources"].columns).index("url") + 1
    urls = {book["Sources"].cell(row, 1).value: book["Sources"].cell(row, column) for row in range(2, 5)}
    gazette, herald = urls["gazette-2031-05-02"], urls["herald-2031-05-03"]
    assert gazette.hyperlink is not None
    assert gazette.hyperlink.target == gazette.value == "https://gazette.example/harbour?id=1&part=2"
    assert (herald.value, herald.hyperlink) == ("javascript:alert('herald')", None)


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-1", "@SUM(A1)", '=HYPERLINK("x")', "{=1}", "http://x.example"])
def test_a_text_is_a_text(text: str) -> None:
    cell = opened([entry("sum", text)])["Events"]["B2"]
    assert (cell.value, cell.data_type) == (text, "s" if cell.data_type == "s" else "inlineStr")
    assert cell.quotePrefix is text.startswith(("=", "+", "-", "@"))
    assert cell.hyperlink is None


def test_days_that_excel_has_are_days_and_others_texts() -> None:
    days = ["1900-03-01", "1900-02-28", "9999-12-31", "-0043-03-15", "Y-13800000000", "2031-05-01T23:20:00"]
    found = cells(opened([entry(f"e{at}", date=agreed(day)) for at, day in enumerate(days)]), "Events")
    assert found["earliest"] == [datetime(1900, 3, 1), None, datetime(9999, 12, 31), None, None, datetime(2031, 5, 1)]
    assert found["earliest_iso"][:5] == [*days[:4], "-13800000000-01-01"]


def test_what_a_cell_has_no_room_for_is_cut_and_said() -> None:
    longest = "a" * 32_767
    book, left_out = written([entry("a", longest), entry("b", longest + "b"), entry("c", "😀" * 20_000)])
    found = cells(openpyxl.load_workbook(io.BytesIO(book)), "Events")
    assert found["title"] == [longest, longest, "😀" * 16_383]
    assert left_out == ["2 cells of events cut: a cell has 32,767 signs"]


def test_what_a_sheet_has_no_room_for_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 11)
    monkeypatch.setattr(xlsx, "MOST_LINKS", 3)
    book, left_out = written(many(12))
    found = openpyxl.load_workbook(io.BytesIO(book))
    assert [found[name].max_row for name in ("Events", "Claims")] == [11, 11]
    assert sum(cell.hyperlink is not None for cell in found["Events"]["A"]) == 3
    assert left_out[0] == "2 events left out: a sheet has 11 rows"
    assert "14 claims left out: a sheet has 11 rows" in left_out
    assert "7 cells of claims without a link: a sheet has 3" in left_out


def test_signs_that_xml_lacks_are_said() -> None:
    book, left_out = written([entry("a", "a\ufffeb", summary="\x00\x0b\r\x1f _x0041_")])
    found = cells(openpyxl.load_workbook(io.BytesIO(book)), "Events")
    assert found["title"] == ["a\ufffdb"]
    assert unescape(found["summary"][0]) == "\x00\x0b\r\x1f _x0041_"
    assert left_out == ["1 cell of events with signs that XML lacks, now U+FFFD"]


def test_the_same_answer_makes_the_same_bytes() -> None:
    assert written(many(30)) == written(many(30))


@settings(max_examples=25, deadline=None)
@given(hostile_entries())
def test_whatever_stands_in_a_text_comes_back(hostile: Entry) -> None:
    out = io.BytesIO()
    left_out = xlsx.export(chronology_of([hostile]), out)
    book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    if not left_out:
        for name in OF_EVENTS:
            found = cells(book, name.capitalize())
            columns = table(name, [hostile])
            for column, holds in TABLES[name].columns.items():
                if holds == TEXT:
                    assert [unescape(each or "") for each in found[column]] == [each or "" for each in columns[column]]
