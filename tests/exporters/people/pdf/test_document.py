"""PDF: opened by pdfium and qpdf; whole, tagged, with fonts of its own, and nothing that a person typed is executed."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings

from tests.exporters.golden import assert_golden
from tests.exporters.harbour import RUIZ, agreed, chronology, claim, entry, many, story
from tests.exporters.hostile import hostile_chronologies
from tests.exporters.people.pdf.opened_pdf import (
    ACTIONS,
    flowing,
    links,
    names_in,
    opened,
    page_texts,
    text_of,
    without_space,
    written,
)
from tests.support.values import replace
from timeline.domain.chronology import Chronology
from timeline.errors import TimelineError
from timeline.exporters.people.pdf import data
from timeline.exporters.people.pdf.document import export
from timeline.views.wording.safe_texts import plain


@pytest.fixture(scope="module")
def harbour() -> bytes:
    return written(chronology(story()))


def test_the_harbour_talks_are_set_as_the_golden_text(harbour: bytes) -> None:
    pages = (f"--- page {number}\n{text}\n" for number, text in enumerate(page_texts(harbour), 1))
    assert_golden("harbour.pdf.txt", "".join(pages))


def test_no_events_make_a_page_that_says_so() -> None:
    pdf = written(chronology(()))
    assert page_texts(pdf) == [
        "The harbour talks\nQuery: May 2031; actor Ana Ruiz. Made on 1 July 2031.\nNo event was found.\n1 of 1"
    ]


def test_the_same_chronology_gives_the_same_bytes(harbour: bytes) -> None:
    assert written(chronology(story())) == harbour


def test_it_tells_its_title_language_and_day_and_is_tagged(harbour: bytes) -> None:
    with opened(harbour) as document:
        assert document.Root.Lang == "en"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.docinfo["/Title"] == "The harbour talks"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20310701000000")
        tags = structure(document)
    # Title, section, date, event; lists of facts and sources; notes at the foot; links.
    assert {"/Title", "/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Note", "/Link", "/TOC", "/TOCI"} <= tags


def structure(document: pikepdf.Pdf) -> set[str]:
    found = set()
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting.extend(each)
        elif isinstance(each, pikepdf.Dictionary):
            if "/S" in each:
                found.add(str(each.S))
            if "/K" in each:
                waiting.append(each.K)
    return found


def test_every_font_is_in_the_file(harbour: bytes) -> None:
    with opened(harbour) as document:
        fonts = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        assert all("/FontFile2" in each or "/FontFile3" in each for each in fonts)
        families = {str(each.FontName).partition("+")[2].partition("-")[0] for each in fonts}
    assert families == {"LibertinusSerif", "Amiri"}


def test_pages_are_numbered_and_headed_by_title_and_section(harbour: bytes) -> None:
    pages = page_texts(harbour)
    for number, text in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in text.split("\n")
    heads = [re.findall(r"^The harbour talks (.+)$", text, re.MULTILINE) for text in pages]
    assert heads == [[], ["May 2031"], ["Sources"], ["Sources"]]


def test_the_contents_name_the_page_of_each_section(harbour: bytes) -> None:
    pages = page_texts(harbour)
    listed = re.findall(r"^(.+?)(?: \.)+ ([0-9]+)$", pages[0], re.MULTILINE)
    assert [heading for heading, _ in listed] == [
        "2030",
        "April 2031",
        "May 2031",
        "Since 10 May 2031",
        "Before 1 June 2031",
        "June 2031",
        "Without a date",
        "Sources",
    ]
    for heading, page in listed:
        assert re.search(rf"^{heading}$", pages[int(page) - 1], re.MULTILINE)


def test_events_are_numbered_in_order(harbour: bytes) -> None:
    text = flowing(harbour)
    places = [text.find(f"{number} {plain(each.title)}") for number, each in enumerate(story()[:10], 1)]
    assert -1 not in places
    assert places == sorted(places)


def test_sources_are_named_in_full_once_and_later_in_short(harbour: bytes) -> None:
    text = flowing(harbour)
    assert "The Gazette, Mara *Stone*, “Harbour talks begin”, 2 May 2031, ¶ 9." in text
    assert "The Gazette, 2 May 2031 (n. 2), ¶ 3; The Herald, 3 May 2031 (n. 1), ¶ 1." in text
    assert text.count("Mara *Stone*, “Harbour talks begin”, 2 May 2031, ¶") == 1


def test_a_footnote_stands_on_the_page_of_its_event() -> None:
    events = [
        replace(each, title=f"Event {number} of many", claims=(claim("gazette-2031-05-02", f"p. {number}"),))
        for number, each in enumerate(many(60), 1)
    ]
    for text in page_texts(written(chronology(events))):
        told = {int(each) for each in re.findall(r"Event ([0-9]+) of", text)}
        noted = {int(each) for each in re.findall(r", p\. ([0-9]+)\.", text)}
        assert told == noted


def test_only_web_addresses_are_links(harbour: bytes) -> None:
    assert links(harbour) == {
        "https://gazette.example/harbour?id=1&part=2",
        "https://archive.example/gazette",
        "https://archive.example/newswire",
    }


def test_nothing_runs_by_itself(harbour: bytes) -> None:
    assert not names_in(harbour) & ACTIONS


def test_arabic_and_hebrew_are_in_their_order_and_shaped() -> None:
    pdf = written(
        chronology(
            [entry("letter", "رسالة من الميناء", agreed("2031-05-01"), summary="שלום עולם.\n\nمحادثات الميناء.")]
        )
    )
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        width = document[0].get_width()
        places: dict[str, tuple[float, float, float, float]] = {}
        for index in range(page.count_chars()):
            sign = page.get_text_range(index, 1)
            places.setdefault(sign, page.get_charbox(index))
        # The first letter of what runs from right to left stands on the right, the full stop on the left.
        assert places["ש"][0] > places["ל"][0] > places["ו"][0]
        assert places["ש"][2] > width / 2
    # pdfium tells it in the order in which it is read.
    assert without_space("رسالة من الميناء") in without_space(text_of(pdf))
    assert without_space("שלום עולם") in without_space(text_of(pdf))


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_is_chosen(paper: str, size: tuple[int, int]) -> None:
    with pypdfium2.PdfDocument(written(chronology(story()), paper=paper)) as document:
        assert {tuple(round(side) for side in page.get_size()) for page in document} == {size}


def test_an_archival_document_says_what_it_is() -> None:
    pdf = written(chronology(story()), archival=True)
    with opened(pdf) as document:
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
        told = dict(document.open_metadata())
    assert told["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert told["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert told["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert pdf == written(chronology(story()), archival=True)


NO_FONT_HAS = "\u0378"
"""Not assigned in Unicode."""


def test_signs_without_a_glyph_are_told() -> None:
    answer = chronology([entry("odd", f"Odd {NO_FONT_HAS} sign", agreed("2031-05-01"))])
    assert export(answer, io.BytesIO()) == ["1 sign has no glyph in any font: U+0378"]


def test_an_archival_document_has_another_sign_in_their_place() -> None:
    answer = chronology([entry("odd", f"Odd {NO_FONT_HAS}\ue123 sign", agreed("2031-05-01"))])
    out = io.BytesIO()
    assert export(answer, out, archival=True) == [
        "2 signs stand as \ufffd for want of a glyph, or of a meaning in Unicode: U+0378 U+E123"
    ]
    assert "Odd \ufffd\ufffd sign" in text_of(out.getvalue())


@pytest.mark.parametrize("title", ["W" * 10_000, "ab " * 3_333 + "c", "https://a.example/" + "b" * 9_000])
def test_a_title_of_ten_thousand_signs_stays_on_its_pages(title: str) -> None:
    pdf = written(chronology([entry("long", title, agreed("2031-05-01"), summary=title)], title=title))
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            for index in range(text.count_rects()):
                left, _, right, _ = text.get_rect(index)
                assert left >= 0
                assert right <= page.get_width() - 36
    assert without_space(text_of(pdf)).count(without_space(title)[:100]) >= 3


def test_five_hundred_participants_are_all_told() -> None:
    people = tuple(replace(RUIZ, actor=f"a-{number}", name=f"Person {number}") for number in range(500))
    text = flowing(written(chronology([entry("crowd", "A crowd", agreed("2031-05-01"), participants=people)])))
    assert all(f"Person {number} (initiator)" in text for number in range(500))


def test_undated_events_alone() -> None:
    text = flowing(written(chronology([entry(f"e-{number}", f"Undated {number}") for number in range(5)])))
    assert "Without a date" in text
    assert "5 Undated 4" in text


def test_more_events_than_it_has_room_for_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "MOST_EVENTS", 3)
    assert text_of(written(chronology(many(3))))
    with pytest.raises(TimelineError, match=r"narrow the filters, write a file a year"):
        written(chronology(many(4)))


@settings(max_examples=25, deadline=None)
@given(hostile_chronologies())
def test_no_text_becomes_markup(answer: Chronology) -> None:
    (told,) = list(answer.entries)
    pdf = written(Chronology(answer.title, answer.query, answer.made_on, iter([told]), answer.sources))
    assert not names_in(pdf) & ACTIONS
    assert all(re.fullmatch(r"https?://\S+", each, re.IGNORECASE) for each in links(pdf))
    with opened(pdf) as document:
        if plain(answer.title):
            assert document.docinfo["/Title"] == plain(answer.title)


@pytest.mark.parametrize(
    "typed",
    [
        '#import "main.typ": *',
        '#read("document.json")',
        "$ x^2 $ *bold* _it_ `code` @label <label>",
        "= heading\\ \\u{41} // comment /* more */",
        "#set page(width: 1pt)",
        '"); panic("x',
        "https://a.example \\link",
    ],
)
def test_what_typst_would_read_as_markup_is_shown(typed: str) -> None:
    pdf = written(chronology([entry("typed", typed, agreed("2031-05-01"), summary=typed, note=typed)], title=typed))
    assert without_space(text_of(pdf)).count(without_space(typed)) >= 4
