"""Word: valid by Microsoft's validator, opened by python-docx; headings, footnotes and fields are real."""

import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from lxml import etree

from tests.exporters.harbour import RUIZ, agreed, chronology, entry, many, story
from tests.exporters.hostile import hostile_chronologies
from tests.support.ooxml import ooxml_faults
from tests.support.values import replace
from timeline.domain.chronology import Chronology
from timeline.exporters.people.docx.document import export
from timeline.views.wording.safe_texts import plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(answer: Chronology, **options: Any) -> bytes:
    out = io.BytesIO()
    export(answer, out, **options)
    return out.getvalue()


def opened(file: bytes) -> Any:
    return docx.Document(io.BytesIO(file))


def part(file: bytes, name: str) -> Any:
    with ZipFile(io.BytesIO(file)) as package:
        return etree.fromstring(package.read(name))


def text_of(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def headings(file: bytes, style: str) -> list[str]:
    return [each.text for each in opened(file).paragraphs if each.style.style_id == style]


ANSWERS = {
    "story": lambda: chronology(story()),
    "nothing": lambda: chronology(()),
    "undated": lambda: chronology([entry(f"e-{number}", f"Undated {number}") for number in range(5)]),
    "long": lambda: chronology([entry("long", "W" * 10_000, agreed("2031-05-01"))], title="ab " * 3_333),
    "crowd": lambda: chronology(
        [
            entry(
                "crowd",
                "A crowd",
                agreed("2031-05-01"),
                participants=tuple(replace(RUIZ, actor=f"a-{n}", name=f"Person {n}") for n in range(500)),
            )
        ]
    ),
    "many": lambda: chronology(many(300)),
}


@pytest.mark.parametrize("layout", ["narrative", "table"])
@pytest.mark.parametrize("name", ANSWERS)
def test_microsofts_validator_finds_nothing(name: str, layout: str, tmp_path: Path) -> None:
    path = tmp_path / "chronology.docx"
    path.write_bytes(written(ANSWERS[name](), layout=layout))
    assert ooxml_faults(path) == []


def test_headings_are_headings() -> None:
    file = written(chronology(story()))
    assert headings(file, "Title") == ["The harbour talks"]
    assert headings(file, "Heading1")[:3] == ["2030", "April 2031", "May 2031"]
    assert headings(file, "Heading1")[-1] == "Sources"
    events = [f"{number}\t{plain(each.title)}" for number, each in enumerate(story(), 1)]
    assert headings(file, "Heading3") == events


def test_footnotes_are_footnotes() -> None:
    file = written(chronology(story()))
    notes = {each.get(f"{W}id"): text_of(each) for each in part(file, "word/footnotes.xml") if not each.get(f"{W}type")}
    marks = [each.get(f"{W}id") for each in part(file, "word/document.xml").iter(f"{W}footnoteReference")]
    assert marks == list(notes) == [str(number) for number in range(1, 11)]
    assert notes["2"] == " The Gazette, Mara *Stone*, “Harbour talks begin”, 2 May 2031, ¶ 9."
    assert notes["3"] == " The Gazette, 2 May 2031 (n. 2), ¶ 3; The Herald, 3 May 2031 (n. 1), ¶ 1."


def test_pages_are_numbered_by_fields_and_headed_by_the_title() -> None:
    file = written(chronology(story()))
    fields = [each.get(f"{W}instr") for each in part(file, "word/footer.xml").iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert text_of(part(file, "word/header.xml")) == "The harbour talks"


def test_the_contents_are_there_and_lead_to_the_sections() -> None:
    file = written(chronology(story()))
    document = part(file, "word/document.xml")
    links = {each.get(f"{W}anchor"): text_of(each) for each in document.iter(f"{W}hyperlink") if each.get(f"{W}anchor")}
    marks = {each.get(f"{W}name"): text_of(each.getparent()) for each in document.iter(f"{W}bookmarkStart")}
    assert links == marks
    assert list(links.values()) == headings(file, "Heading1")


def test_a_table_has_a_row_an_event_and_repeats_its_head() -> None:
    document = opened(written(chronology(story()), layout="table"))
    rows = [row for table in document.tables for row in table.rows]
    heads = [row for row in rows if row._tr.find(f"{W}trPr/{W}tblHeader") is not None]
    assert [cell.text for cell in heads[0].cells] == ["No.", "Date", "Event", "Sources"]
    assert len(heads) == len(document.tables)
    assert [row.cells[0].text for row in rows if row not in heads and row.cells[0].text != "No."] == [
        str(number) for number in range(1, 12)
    ]
    meeting = rows[5].cells
    assert meeting[1].text == "1 or 2 May 2031"
    assert meeting[3].text.split("\n") == [
        "[3, ¶ 3] The Gazette, 2 May 2031",
        "[1, ¶ 1] The Herald, 3 May 2031",
        "2 sources, 1 origin",
    ]


def test_what_runs_from_right_to_left_says_so() -> None:
    document = part(written(chronology(story())), "word/document.xml")
    rtl = {text_of(run) for run in document.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None}
    assert {"الصحيفة", "رضا كريم", "رسالة من الميناء", "كتب المحرر هذه الرسالة."} <= rtl
    assert "\u2068" not in text_of(document)
    turned = [text_of(each) for each in document.iter(f"{W}p") if each.find(f"{W}pPr/{W}bidi") is not None]
    assert turned == ["11رسالة من الميناء", "كتب المحرر هذه الرسالة."]


def test_only_web_addresses_are_links() -> None:
    relations = part(written(chronology(story())), "word/_rels/document.xml.rels")
    assert {each.get("Target") for each in relations if each.get("TargetMode") == "External"} == {
        "https://gazette.example/harbour?id=1&part=2",
        "https://archive.example/gazette",
        "https://archive.example/newswire",
    }


def test_properties_and_bytes_follow_from_the_chronology() -> None:
    file = written(chronology(story()))
    assert file == written(chronology(story()))
    properties = opened(file).core_properties
    assert (properties.title, str(properties.created)[:10]) == ("The harbour talks", "2031-07-01")
    with ZipFile(io.BytesIO(file)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_signs_that_xml_has_no_room_for_are_told() -> None:
    answer = chronology([entry("odd", "Odd \ufffe sign", agreed("2031-05-01"))])
    assert export(answer, io.BytesIO()) == ["1 sign that XML has no room for, \ufffd in place: U+FFFE"]


@settings(max_examples=60, deadline=None)
@given(hostile_chronologies())
def test_no_text_becomes_markup(answer: Chronology) -> None:
    (told,) = list(answer.entries)
    file = written(Chronology(answer.title, answer.query, answer.made_on, iter([told]), answer.sources))
    title = re.sub("[\ufffe\uffff]", "\ufffd", plain(told.title))
    assert headings(file, "Heading3") == [f"1\t{title}"]
    for relation in part(file, "word/_rels/document.xml.rels"):
        if relation.get("TargetMode") == "External":
            assert re.match("https?://", relation.get("Target"), re.IGNORECASE)
