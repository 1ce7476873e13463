"""TimelineJS: its slides in TimelineJS itself, and back through our own importer."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import timeline
from tests.exporters.harbour import MEETING, SOURCES, agreed, chronology, claim, decided, entry, story
from tests.exporters.hostile import hostile_entries
from tests.exporters.programs.tables.test_tidy_tables import chronology_of
from tests.support.browser import NODE_MODULES, Pages
from timeline.domain.chronology import Chronology, Entry
from timeline.domain.dates import edtf
from timeline.exporters.programs.timelinejs import export

TIMELINEJS = NODE_MODULES / "@knight-lab" / "timelinejs" / "dist"


def written(answer: Chronology) -> tuple[str, list[str]]:
    out = io.StringIO(newline="")
    left_out = export(answer, out)
    return out.getvalue(), left_out


def slides(*entries: Entry) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written(chronology_of(entries))[0])["events"]
    return found


def dated(text: str, **told: Any) -> dict[str, Any]:
    (slide,) = slides(entry("event", "Something", agreed(text), **told))
    return slide


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2031-05-04", {"year": 2031, "month": 5, "day": 4}, None),
        ("2031-05", {"year": 2031, "month": 5}, None),
        ("2031", {"year": 2031}, None),
        ("2031-05-02T23:20:05", {"year": 2031, "month": 5, "day": 2, "hour": 23, "minute": 20, "second": 5}, None),
        ("2031-06/2031-10-08", {"year": 2031, "month": 6}, {"year": 2031, "month": 10, "day": 8}),
        ("2031/2033", {"year": 2031}, {"year": 2033}),
    ],
)
def test_a_date_that_timelinejs_has_is_its_date(text: str, start: dict[str, int], end: dict[str, int] | None) -> None:
    slide = dated(text)
    assert (slide["start_date"], slide.get("end_date"), slide.get("display_date")) == (start, end, None)


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("2031-05~", {"year": 2031, "month": 5}, None, "about May 2031"),
        (
            "[2031-05-01..2031-05-03]",
            {"year": 2031, "month": 5, "day": 1},
            {"year": 2031, "month": 5, "day": 3},
            None,
        ),
        ("203X", {"year": 2030}, {"year": 2039}, "2030s"),
        ("-0043-03-15", {"year": -44, "month": 3, "day": 15}, None, "15 March 44 BCE"),
        ("0000", {"year": -1}, None, "1 BCE"),
        ("Y-13800000000", {"year": -13_800_000_000}, None, None),
    ],
)
def test_what_it_has_not_is_said_in_words(text: str, start: Any, end: Any, words: str | None) -> None:
    slide = dated(text)
    assert (slide["start_date"], slide.get("end_date")) == (start, end)
    assert slide["display_date"]
    if words is not None:
        assert words in slide["display_date"]


def test_doubts_are_in_the_headline_the_date_and_the_text() -> None:
    (meeting,) = slides(MEETING)
    assert meeting["display_date"] == "1 or 2 May 2031 (disputed)"
    assert "Sources disagree: 1 May 2031 according to The Gazette" in meeting["text"]["text"]
    denied = dated("2031-05-04", standing="denied", claims=(claim("herald-2031-05-03", modality="denied"),))
    assert denied["text"]["headline"] == "Something [denied]"
    assert denied["text"]["text"].startswith("<p>Denied by The Herald")
    (settled,) = slides(entry("settled", "x", decided("2031-05-04")))
    assert settled["display_date"] == "4 May 2031 (decided)"


def test_sources_are_links_where_their_addresses_are_safe() -> None:
    text = dated("2031-05-04", claims=(claim("gazette-2031-05-02"), claim("herald-2031-05-03")))["text"]["text"]
    assert '<a href="https://gazette.example/harbour?id=1&amp;part=2" rel="noreferrer">The Gazette' in text
    assert "javascript:" not in text


def test_what_has_no_date_is_left_out_and_said() -> None:
    text, left_out = written(chronology([entry("a"), entry("b"), entry("c", date=agreed("2031/.."))]))
    assert [each["unique_id"] for each in json.loads(text)["events"]] == ["c"]
    assert left_out == ["2 undated events left out", "1 event with an open end, shown to the last day that is known"]


@pytest.mark.parametrize(("text", "scale"), [("2031", "human"), ("-9999", "human"), ("Y-13800000000", "cosmological")])
def test_the_scale_is_that_of_all_time_where_it_has_to_be(text: str, scale: str) -> None:
    found = json.loads(written(chronology([entry("a", date=agreed("2031")), entry("b", date=agreed(text))]))[0])
    assert found["scale"] == scale


@given(hostile_entries())
def test_no_text_becomes_markup(hostile: Entry) -> None:
    (slide,) = slides(hostile)
    assert "<" not in slide["text"]["headline"]
    for tag in ("<script", "<style", "<img", "<!--"):
        assert tag not in slide["text"]["text"].lower()


# --- back again ------------------------------------------------------------------------------------


def imported(entries: Iterable[Entry], folder: Path) -> dict[str, Any]:
    """The events that our importer makes of it, by id."""
    path = folder / "x.timelinejs.json"
    path.write_text(written(chronology_of(entries))[0], encoding="utf-8")
    with timeline.open(folder / "back.db", write=True) as db:
        db.import_(path)
        return {event.id: event for event in db.events()}


def test_it_comes_back_through_our_importer(tmp_path: Path) -> None:
    texts = [
        "2031-05-04",
        "2031-05",
        "2031",
        "2031-05-02T23:20:00",
        "2031-06/2031-10-08",
        "-0043-03-15",
        "-9997",
        "0000",
    ]
    texts += ["Y-13800000000", "Y12345", "2031/2033"]
    events = [entry(f"event-{at}", f'Number <{at}> & "more"', agreed(text)) for at, text in enumerate(texts)]
    back = imported(events, tmp_path)
    for event, text in zip(events, texts, strict=True):
        assert back[event.id].title == event.title
        assert back[event.id].date.spans == event.date.spans, text
        assert edtf.parse(back[event.id].date.edtf).span == edtf.parse(text).span


def test_the_harbour_talks_come_back_with_their_sources(tmp_path: Path) -> None:
    told = [each for each in story() if each.date.spans]
    back = imported(told, tmp_path)
    assert back.keys() == {each.id for each in told}
    night = back["night-statement"]
    assert '<script>alert("statement")</script> & *bold*' in night.title
    with timeline.open(tmp_path / "back.db") as db:
        assert SOURCES["gazette-2031-05-02"].url in db.table("sources")["url"]


# --- in TimelineJS itself --------------------------------------------------------------------------

PAGE = """<!doctype html><meta charset="utf-8"><title>Slides</title>
<link rel="stylesheet" href="{css}">
<div id="slides" style="width: 100%; height: 700px"></div>
<script src="{js}"></script>
<script>window.shown = new TL.Timeline("slides", {data}, {{font: null, ga_measurement_id: null}});</script>
"""


def shown(open_page: Pages, folder: Path, entries: Iterable[Entry]) -> Any:
    """A page in which TimelineJS shows them."""
    text, _ = written(chronology_of(entries))
    css, js = ((TIMELINEJS / kind / f"timeline.{kind}").as_uri() for kind in ("css", "js"))
    # JSON within a script: what would end it is escaped, as whoever embeds data has to.
    (folder / "x.html").write_text(PAGE.format(css=css, js=js, data=text.replace("<", "\\u003c")), encoding="utf-8")
    page = open_page(folder / "x.html")
    page.wait_for_selector(".tl-slide .tl-headline")
    return page


def test_timelinejs_shows_a_slide_for_each_event(open_page: Pages, tmp_path: Path) -> None:
    told = [each for each in story() if each.date.spans]
    page = shown(open_page, tmp_path, told)
    assert page.locator(".tl-slide").count() == 1 + len(told)
    headlines = [each.strip() for each in page.locator(".tl-slide .tl-headline").all_text_contents()]
    assert "The harbour talks" in headlines[0]
    assert any('<script>alert("statement")</script> & *bold*' in each for each in headlines)
    dates = page.locator(".tl-slide .tl-headline-date").all_text_contents()
    assert any("1 or 2 May 2031 (disputed)" in each for each in dates)
    assert page.locator("#slides img[src=x], #slides script").count() == 0
    assert page.locator(".tl-timemarker").count() == len(told)


def test_timelinejs_shows_all_time(open_page: Pages, tmp_path: Path) -> None:
    all_time = [
        entry("bang", "All begins", agreed("Y-13800000000")),
        entry("rome", "Rome is founded", agreed("-0752-04-21")),
        entry("talks", "Talks", agreed("2031-05-04")),
    ]
    page = shown(open_page, tmp_path, all_time)
    assert page.locator(".tl-slide").count() == 1 + len(all_time)
    order = page.locator(".tl-timemarker .tl-headline").all_text_contents()
    assert [each.strip() for each in order] == ["All begins", "Rome is founded", "Talks"]


def test_timelinejs_shows_years_before_our_era(open_page: Pages, tmp_path: Path) -> None:
    page = shown(
        open_page, tmp_path, [entry("ides", "The Ides", agreed("-0043-03-15")), entry("p", "P", agreed("-0047"))]
    )
    dates = page.locator(".tl-slide .tl-headline-date").all_text_contents()
    assert dates == ["", "48 BCE", "15 March 44 BCE"]  # the title slide has none
    # Its own axis counts as we do.
    assert "48 BCE" in " ".join(page.locator(".tl-timeaxis-tick-text").all_text_contents())
