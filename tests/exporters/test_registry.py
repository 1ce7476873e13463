"""The table of formats, and what every format has in common: golden files, streaming, no events."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from weakref import ref

import pytest

from tests.exporters.golden import assert_golden
from tests.exporters.harbour import A_YEAR, chronology, entry, many, story
from timeline.domain.chronology import Chronology, Entry
from timeline.domain.records import Source
from timeline.errors import TimelineError
from timeline.exporters.registry import FORMATS, format_for_file, format_named

TEXT_FORMATS = [name for name, each in FORMATS.items() if not each.binary]
"""What binary formats write is opened in tests of their own."""


def written(name: str, answer: Chronology) -> str:
    out = io.StringIO(newline="")
    format_named(name).load()(answer, out)
    return out.getvalue()


def written_to_compare(name: str, answer: Chronology) -> str:
    """The same; of a page without style, script, picture and packed data, which have tests of their own."""
    text = written(name, answer)
    if name != "html":
        return text
    text = re.sub(r'(<div class="picture[^>]*>).*?</div>', r"\1…</div>", text, flags=re.DOTALL)
    text = re.sub(r"(<(style|script)[^>]*>).*?(</\2>)", r"\1…\3", text, flags=re.DOTALL)
    return re.sub(r"'sha256-[^']+'", "'sha256-…'", text)


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_the_harbour_talks_are_written_as_the_golden_file(name: str) -> None:
    assert_golden(f"harbour{FORMATS[name].suffixes[0]}", written_to_compare(name, chronology(story())))


def test_a_table_of_its_own_tells_all_of_claims() -> None:
    csv = FORMATS["csv"]
    assert csv.has_brief_claims(())
    assert csv.has_brief_claims(("raw",))
    assert not csv.has_brief_claims(("raw", "table"))
    assert not FORMATS["jsonl"].has_brief_claims(())


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_no_events_make_a_whole_file(name: str) -> None:
    assert_golden(f"nothing{FORMATS[name].suffixes[0]}", written_to_compare(name, chronology(())))


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_the_same_chronology_is_written_the_same_twice(name: str) -> None:
    assert written(name, chronology(story())) == written(name, chronology(story()))


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("talks.md", "md"),
        ("talks.markdown", "md"),
        ("/a.b/talks.HTML", "html"),
        ("talks.htm", "html"),
        ("talks.svg", "svg"),
        ("talks.2031.csv", "csv"),
        ("talks.json", "json"),
        ("talks.jsonl", "jsonl"),
        ("talks.ndjson", "jsonl"),
        ("talks.timelinejs.json", "timelinejs"),
        ("timelinejs.json", "json"),
        ("talks.TimelineJS.JSON", "timelinejs"),
    ],
)
def test_a_suffix_tells_the_format(file_name: str, name: str) -> None:
    assert format_for_file(file_name).name == name


@pytest.mark.parametrize("file_name", ["talks", "talks.odt", "csv", ""])
def test_a_name_that_tells_no_format_is_refused_with_the_suffixes(file_name: str) -> None:
    with pytest.raises(TimelineError, match=r"does not tell the format: .* \.md, .*\.jsonl"):
        format_for_file(file_name)


def test_a_format_is_named_in_any_case() -> None:
    assert format_named("JSON") is FORMATS["json"]


def test_an_unknown_format_is_refused_with_the_names() -> None:
    with pytest.raises(
        TimelineError, match='no format "odt": choose one of md, html, pdf, docx, svg, png, csv, json, jsonl'
    ):
        format_named("odt")


def test_suffixes_stand_for_one_format_each() -> None:
    suffixes = [suffix for each in FORMATS.values() for suffix in each.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("imported", ["timeline.exporters.registry", "timeline.exporters.programs.json.json_entries"])
def test_what_another_format_needs_is_not_imported(imported: str) -> None:
    heavy = {"jinja2", "markupsafe", "csv", "timeline.views.documents.narrative"}
    code = f"import sys, {imported}; print(*sorted({heavy} & sys.modules.keys()))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "\n"


class Watched(str):
    """An entry's note, which can be watched for being let go: a tuple cannot."""


class Watch:
    """Hands out entries, and sees how far the exporter is behind and what it keeps."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.out = io.StringIO(newline="")
        self.alive: list[ref[Watched]] = []
        self.most_alive = 0
        self.most_unwritten = 0

    def entries(self) -> Iterator[Entry]:
        for number, each in enumerate(many(self.count)):
            self.most_unwritten = max(self.most_unwritten, number - self.out.getvalue().count("Event number"))
            self.alive = [kept for kept in self.alive if kept() is not None]
            self.most_alive = max(self.most_alive, len(self.alive))
            watched = Watched(each.note)
            self.alive.append(ref(watched))
            entry = each._replace(note=watched)
            del each, watched
            yield entry
            del entry


@pytest.mark.parametrize("name", [name for name in TEXT_FORMATS if name != "svg"])
def test_entries_are_written_as_they_come_and_let_go(name: str) -> None:
    watch = Watch(200)
    format_named(name).load()(chronology(watch.entries()), watch.out)
    # Titles stand in the picture of a page as well, before its list.
    told = watch.out.getvalue().partition('<main id="list"')
    assert (told[2] or told[0]).count("Event number") == watch.count
    # What people read is headed by what holds it whole, so a year is gathered before it is told.
    most = 3 + (A_YEAR if name in ("md", "html") else 0)
    if name != "html":  # the data of a page stand before its list, which waits for them in a file
        assert watch.most_unwritten <= most
    assert watch.most_alive <= most


def test_a_picture_is_drawn_at_the_end_of_entries_that_were_let_go() -> None:
    watch = Watch(200)
    format_named("svg").load()(chronology(watch.entries()), watch.out)
    assert watch.out.getvalue().count("data-event=") == watch.count
    assert watch.most_alive <= 3


@pytest.mark.parametrize("name", ["md", "html"])
def test_the_sources_are_asked_for_once_after_the_entries(name: str) -> None:
    asked: list[str] = []

    def entries() -> Iterator[Entry]:
        for each in story():
            assert not asked
            yield each

    answer = chronology(entries())

    def sources(ids: Iterable[str]) -> dict[str, Source]:
        asked.extend(ids)
        return answer.sources(ids)

    written(name, Chronology(answer.title, answer.query, answer.made_on, answer.entries, sources))
    assert asked == ["herald-2031-05-03", "herald-2031-05-09", "gazette-2031-05-02", "sahifa-2031"]


@pytest.mark.parametrize("name", ["md", "html"])
def test_a_chronology_without_sources_has_no_list_of_them(name: str) -> None:
    text = written(name, chronology([entry("remark", "A remark")]))
    assert "Numbers in brackets" not in text
    assert "1 event, 0 sources cited." in text
