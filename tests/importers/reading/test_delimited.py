"""Delimited text: rows with their lines, and one clear line for whatever is no table."""

import csv
import io
import os
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importers.items import Input, Rejected, Unreadable
from timeline.importers.reading.delimited import (
    LONGEST_CELL,
    Row,
    RowProblems,
    delimiter_with,
    header_of,
    is_tag_row,
    read_table,
)
from timeline.importers.reading.encodings import read_head

Write = Callable[..., Input]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes bytes, or text in UTF-8, as a file to import."""

    def written(content: bytes | str, encoding: str | None = None, name: str = "t.csv") -> Input:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Input(path, encoding)

    return written


def said(file: Input, unreadable: Unreadable) -> str:
    return str(unreadable).replace(str(file.path), "t.csv")


def refused(file: Input) -> str:
    with pytest.raises(Unreadable) as caught:
        list(read_table(file).rows)
    return said(file, caught.value)


def rows_of(file: Input, **how: bool | str) -> list[Row | Rejected]:
    return list(read_table(file, **how).rows)  # type: ignore[arg-type]


def test_a_row_has_the_line_that_it_begins_on(write: Write) -> None:
    table = read_table(write('id, name \n1,"two\nlines"\n\n,\n2,b\n'))
    assert table.columns == ("id", "name")
    assert list(table.rows) == [Row(2, ("1", "two\nlines")), Row(6, ("2", "b"))]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_line_ends_of_every_system(write: Write, ends: str) -> None:
    assert rows_of(write(ends.join(["id,name", "1,a", "2,b"]))) == [Row(2, ("1", "a")), Row(3, ("2", "b"))]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"\xef\xbb\xbfid\n\xc3\xa9\n", None),
        (b"id\n\xc3\xa9\n", None),
        (b"\xef\xbb\xbfid\n\xc3\xa9\n", "UTF8"),
        (b"id\n\xe9\n", "windows-1252"),
        ("id\né\n".encode("utf-16"), "utf-16"),
        ("id\né\n".encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_encodings(write: Write, content: bytes, encoding: str | None) -> None:
    file = write(content, encoding)
    assert (read_table(file).columns, rows_of(file)) == (("id",), [Row(2, ("é",))])
    assert read_head(file).startswith("id")


def test_utf_16_without_its_mark_is_refused(write: Write) -> None:
    # Pythons differ in what they complain of.
    found = refused(write(b"id\n1\n", "utf-16"))
    assert re.fullmatch(r"t\.csv(:1)?: not utf-16[:,] .*: say another --encoding", found)


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        (b"", None, "t.csv: the file is empty"),
        (b"\n\n , \n"[:2], None, "t.csv: the file is empty: there is no row in it"),
        (b"id\n\n\xe9\n", None, "t.csv:3: not UTF-8, found the byte 0xE9: say --encoding windows-1252, or whatever"),
        (b"id\n" + b"a\n" * 70_000 + b"\xff\n", None, "t.csv:70002: not UTF-8, found the byte 0xFF: say"),
        (b"id\n\x81\n", "cp1252", "t.csv:2: not cp1252, found the byte 0x81: say another --encoding"),
        ("id\n".encode("utf-16"), None, "t.csv: the file is UTF-16: say --encoding utf-16"),
        ("id\n".encode("utf-32"), None, "t.csv: the file is UTF-32: say --encoding utf-32"),
        ("id\n".encode("utf-16-le"), None, "t.csv:1: a NUL byte: the file is damaged, or of another encoding"),
        (b"id\n", "utf-99", 't.csv: there is no encoding "utf-99": say one such as windows-1252'),
        (b"id\n", "base64", 't.csv: there is no encoding "base64": say one such as windows-1252'),
        (b"id\n", "a\0b", 't.csv: there is no encoding "a\\x00b": say one such as windows-1252'),
        (b"\x1f\x8b\x08\x00abc", None, "t.csv: this is a gzip archive: unpack it first"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", None, "t.csv: this is an Excel file (.xls): save the sheet as CSV"),
        (b"a,b,a,c,a\n", None, 't.csv:1: the header has "a" more than once, as columns 1, 3 and 5'),
        (b'a,"b\n', None, 't.csv:1: a quote (") that opens here is never closed: it takes in everything to line 1'),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(
    write: Write, content: bytes, encoding: str | None, message: str
) -> None:
    found = refused(write(content, encoding))
    assert found.startswith(message)
    assert "\n" not in found


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ("xl/workbook.xml", "this is an Excel file (.xlsx): save the sheet as CSV"),
        ("events.csv", "this is a zip archive: unpack it first"),
    ],
)
def test_packed_tables(write: Write, member: str, message: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, "id\n")
    assert refused(write(packed.getvalue())) == f"t.csv: {message}"


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    assert refused(Input(tmp_path / "none.csv")) == "t.csv: cannot be read: No such file or directory"
    assert refused(Input(tmp_path)) == "t.csv: cannot be read: Is a directory"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refused(Input(pipe)).startswith("t.csv: this is no file that can be read twice, but a pipe")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1", "t.csv:3: the row has 1 cell, the header 2"),
        ("1,2,3", "t.csv:3: the row has 3 cells, the header 2"),
        ("1,a\0b", "t.csv:3: a NUL byte: the file is damaged, or of another encoding"),
        ('1,"a"b', 't.csv:3: a quote (") in the middle of a cell: write it twice ("") within a cell in quotes'),
    ],
)
def test_a_bad_row_is_told_and_the_next_one_is_read(write: Write, row: str, message: str) -> None:
    file = write(f"id,name\n1,a\n{row}\n2,b\n")
    before, bad, after = rows_of(file)
    assert (before, after) == (Row(2, ("1", "a")), Row(4, ("2", "b")))
    assert isinstance(bad, Rejected)
    assert str(bad.problems[0]).replace(str(file.path), "t.csv").startswith(message)
    assert bad.line == 3
    assert bad.cells


def test_a_quote_that_is_never_closed_takes_the_rest_and_says_so(write: Write) -> None:
    file = write('id,name\n1,a\n2,"b\n3,c\n4,d\n')
    good, bad = rows_of(file)
    assert good == Row(2, ("1", "a"))
    assert isinstance(bad, Rejected)
    assert bad.problems[0].message == 'a quote (") that opens here is never closed: it takes in everything to line 5'
    assert bad.cells == ('2,"b\n3,c\n4,d',)


@pytest.mark.parametrize("opening", ["", '"'])
def test_a_cell_of_hundreds_of_megabytes_is_refused_before_it_is_read(write: Write, opening: str) -> None:
    line = "x" * 1023 + ("\n" if opening else "")
    file = write(f"id\n1\n{opening}")
    with file.path.open("a") as stream:
        for _ in range(2 * LONGEST_CELL // 1023):
            stream.write(line)
    tracemalloc.start()
    try:
        message = refused(file)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert message.startswith('t.csv:3: a row of more than 16 MiB: is a quote (") in it never closed')
    assert peak < 12 * LONGEST_CELL


def test_tag_rows_below_the_header_are_left_out(write: Write) -> None:
    rows = rows_of(write("id,name\n,#name\n#id,\n1,#tag\n#2,#b\n"))
    assert rows == [Row(4, ("1", "#tag")), Row(5, ("#2", "#b"))]


@pytest.mark.parametrize(
    ("cells", "expected"), [(["#a", "", " #b"], True), (["#a", "b"], False), (["", ""], False), ([], False)]
)
def test_is_tag_row(cells: list[str], expected: bool) -> None:
    assert is_tag_row(cells) is expected


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;"])
def test_the_line_for_excel_is_no_header_and_lines_stay_those_of_the_file(write: Write, first: str) -> None:
    table = read_table(write(f"{first}\r\na;b\r\n1;2\r\n"), delimiter=";")
    assert (table.columns, table.line, list(table.rows)) == (("a", "b"), 2, [Row(3, ("1", "2"))])
    assert header_of(f"{first}\r\na;b\r\n", ";") == ("a", "b")


def test_rows_of_blanks_are_left_out(write: Write) -> None:
    table = read_table(write(",,\n \t,,\na,b,\n\n,,\n1,2,\n \u00a0, ,\n3,4,\n,,,,,\n"))
    assert (table.columns, table.line) == (("a", "b", ""), 3)
    assert list(table.rows) == [Row(6, ("1", "2", "")), Row(8, ("3", "4", ""))]


def test_blank_cells_beyond_the_last_column_are_left_out_and_others_are_not(write: Write) -> None:
    table = read_table(write("a,b\n1,2,, \n3,4,,x\n5\n"))
    first, *others = table.rows
    assert first == Row(2, ("1", "2"))
    assert [row.line for row in others if isinstance(row, Rejected)] == [3, 4]


def test_without_quoting_a_quote_is_a_letter(write: Write) -> None:
    file = write('1\t"a\t\n2\tb\t"\n')
    table = read_table(file, delimiter="\t", header=False, columns=("id", "name", "more"), quoted=False)
    assert list(table.rows) == [Row(1, ("1", '"a', "")), Row(2, ("2", "b", '"'))]


def test_without_a_header_rows_are_held_to_the_columns(write: Write) -> None:
    file = write("1\t2\n1\n")
    good, bad = read_table(file, delimiter="\t", header=False, columns=("a", "b"), quoted=False).rows
    assert good == Row(1, ("1", "2"))
    assert isinstance(bad, Rejected)
    assert bad.problems[0].message == "the row has 1 cell, the format 2"


def test_columns_are_found_in_any_case(write: Write) -> None:
    table = read_table(write("ID,Date,date,Event Type\n"))
    assert (table.index("id"), table.index("date"), table.find("type", "event type")) == (0, 2, 3)
    assert table.find("nothing") is None


def test_missing_columns_are_all_told_with_near_names(write: Write) -> None:
    file = write("\nid,date_strat,x\n")
    with pytest.raises(Unreadable) as caught:
        read_table(file, columns=("id", "date_start", "lat"))
    assert said(file, caught.value).split("\n") == [
        't.csv:2: no column "date_start": did you mean "date_strat"?',
        't.csv:2: no column "lat": the columns are "id", "date_strat", "x"',
    ]


def test_a_row_reports_all_its_faults() -> None:
    problems = RowProblems("t.csv", 7)
    problems.add("date", "no date", "soon")
    problems.add("best", "no number", "x\ny")
    problems.advise("low", "4 is above best, 2")
    rejected = problems.rejected(Row(7, ("soon", "x\ny")))
    assert [str(problem) for problem in rejected.problems] == [
        't.csv:7: date: no date, found "soon"',
        't.csv:7: best: no number, found "x\\ny"',
    ]
    assert [(str(advice), advice.severity) for advice in problems.advice] == [
        ("t.csv:7: low: 4 is above best, 2", "advice")
    ]


@pytest.mark.parametrize(
    ("head", "delimiter", "expected"),
    [
        ("\n a ,b\n1,2", ",", ("a", "b")),
        ("a\tb\n", "\t", ("a", "b")),
        ('"a\nb",c', ",", ("a\nb", "c")),
        ("", ",", ()),
        ("a\rb", ",", ("a",)),
    ],
)
def test_header_of(head: str, delimiter: str, expected: tuple[str, ...]) -> None:
    assert header_of(head, delimiter) == expected


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [
        ("Id,Best,Where\n", ","),
        ("id;BEST_EST\n1;2\n", ";"),
        ("sep=;\nid;best\n", ";"),
        ("id\tx\tbest\n", "\t"),
        ("id|best\n", None),
        ("id,where\n", None),
        ("", None),
    ],
)
def test_a_header_of_any_edition_tells_what_stands_between_its_cells(head: str, delimiter: str | None) -> None:
    assert delimiter_with(head, ("id", "best"), {"best_est": "best"}) == delimiter


@given(st.binary(max_size=200), st.sampled_from([None, "utf-16", "cp1252", "utf-7"]), st.booleans())
def test_no_bytes_raise_anything_else(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, encoding: str | None, quoted: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    rows: list[Row | Rejected] = []
    with suppress(Unreadable):
        rows.extend(read_table(Input(path, encoding), quoted=quoted).rows)
    assert all(row.line >= 1 for row in rows)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_csv_writes_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "written.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["id", "name"], ["first", "row"], *rows])
    read = [row.cells for row in read_table(Input(path)).rows]
    assert read == [("first", "row"), *(tuple(row) for row in rows if "".join(row).strip())]
