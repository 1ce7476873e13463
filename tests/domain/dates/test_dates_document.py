"""What ``docs/dates.md`` says of dates is so."""

import re
from datetime import date
from pathlib import Path

import pytest

from timeline.domain.dates.calendar import iso_day
from timeline.domain.dates.edtf import EdtfError, parse
from timeline.domain.dates.prose import in_words
from timeline.domain.dates.relative.meaning import resolve
from timeline.domain.dates.relative.reading import read_relative
from timeline.domain.dates.relative.relation import Anchor, Form
from timeline.domain.dates.typed.windows import read_window

DOCUMENT = (Path(__file__).parents[3] / "docs" / "dates.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text below a heading, up to the next heading of any level."""
    return re.split(r"^#+ ", DOCUMENT.split(f" {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def rows(title: str) -> list[list[str]]:
    """The cells of the table of a section, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def code(cell: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]*)`", cell)


def written(day: int | None) -> str:
    """A bound as the table has it."""
    return "open" if day is None else iso_day(day)


@pytest.mark.parametrize("row", rows("How to write a date"), ids=lambda row: row[1])
def test_dates_mean_what_the_table_says(row: list[str]) -> None:
    _, text, *days, words = row
    when = parse(text.strip("`"))
    assert [written(day) for day in when.span[:4]] == days
    assert in_words(when.text) == words


REFERENCES = {
    Anchor("talks"): parse("2020-09-20"),
    Anchor("siege"): parse("2020-06/2020-09-10"),
    Anchor(): parse("2020-09-23"),
}


@pytest.mark.parametrize("row", rows("Relative dates"), ids=lambda row: row[0])
def test_relative_dates_mean_what_the_table_says(row: list[str]) -> None:
    text, _, first, last = row
    when = resolve(read_relative(text.strip("`")), REFERENCES)
    assert stretch(when.begin_earliest, when.span.begin_latest if when.span.lasting else when.begin_earliest) == first
    assert stretch(when.span.end_earliest if when.span.lasting else when.end_latest, when.end_latest) == last


def stretch(first: int | None, last: int | None) -> str:
    """Where a first or a last day lies, as the table has it."""
    if first == last:
        return written(first)
    return f"{written(first)} or later" if last is None else f"{written(first)} to {written(last)}"


def test_the_table_of_relative_dates_has_every_form() -> None:
    told = [read_relative(row[0].strip("`")) for row in rows("Relative dates")]
    assert {relative.form for relative in told} == set(Form)
    assert {"before", "after"} < {relative.way for relative in told}


REFUSALS = [(text, row[2]) for row in rows("What is refused") for text in code(row[0])]


@pytest.mark.parametrize(("text", "instead"), REFUSALS)
def test_what_the_table_refuses_is_refused_and_what_it_offers_is_read(text: str, instead: str) -> None:
    with pytest.raises(EdtfError):
        parse(text)
    for offer in code(instead):
        assert parse(offer).text == offer


def test_what_the_command_line_is_said_to_read_is_read() -> None:
    reads, refuses = section("Dates on the command line").split("What has two readings")
    for text in code(reads.split("Weeks run")[0]):
        assert read_window(text, date(2020, 9, 23)).text == text
    for text in code(refuses):
        with pytest.raises(ValueError, match=" or "):
            read_window(text, date(2020, 9, 23))


def test_every_example_of_another_reading_is_in_the_tests() -> None:
    oracle = (Path(__file__).parent / "test_edtf_oracle.py").read_text(encoding="utf-8")
    for row in rows("Compared with the `edtf` package"):
        for text in code(row[0]):
            assert f'"{text}"' in oracle
