"""TimelineJS files, as browsers and spreadsheets write them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.stores import in_memory
from timeline.annotations.checking.checks import check_records
from timeline.annotations.reading.read_files import read_paths
from timeline.annotations.reading.where import Where
from timeline.annotations.writing.writer import write_folder
from timeline.domain.records import Claim, RecordSet
from timeline.importers.items import Imported, Input, Opened, Rejected, Unreadable
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.timelinejs.timelinejs_file import open_file, recognises
from timeline.storage.reading.stored.stored_records import read_all

PAGE = '<a href="https://news.example/ferry?id=1&amp;x=2" target="new">the <b>ferry</b> report</a>'
HARBOUR = {
    "title": {"text": {"headline": "The <i>Harbour</i>", "text": "<p>A history.</p><p>In parts.</p>"}},
    "scale": "human",
    "events": [
        {
            "start_date": {"year": "1815", "month": "12", "day": "10", "display_date": "winter"},
            "end_date": {"year": 1852, "month": 11.0, "day": "27"},
            "text": {"headline": "Quay &amp; pier", "text": f"<p>As {PAGE} says,<br>twice {PAGE}.</p>"},
            "media": {"url": "https://img.example/quay.jpg", "caption": "<em>The quay</em>", "credit": "A. Painter"},
            "group": "Works",
            "autolink": False,
        },
        {"start_date": {"year": "1815", "month": "12", "day": "10", "hour": ""}, "text": {"headline": "Quay & pier"}},
        {
            "start_date": {"year": "1901", "month": "", "day": ""},
            "end_date": {"year": "", "month": "", "day": ""},
            "text": {"headline": "", "text": "The first ferry"},
        },
        {"unique_id": "The Storm!", "start_date": {"year": -44, "month": 3}, "text": {"headline": "Storm"}},
    ],
    "eras": [{"start_date": {"year": "1900"}, "end_date": {"year": "1950"}, "text": {"headline": "Steam"}}],
}
SHEET = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,"
    "Media Caption,Media Thumbnail,Type,Group,Background\r\n"
    ',,,,,,,,,The Harbour,"<p class=""lead"">Look.</p>",,,,,title,,\r\n'
    '1815,12,10,3:05 PM,,,,,,Quay,"Read\n<a href=""https://news.example/a"">this</a>",,,,,,Works,\r\n'
    ",,,,,,,,,,,,,,,,,\r\n"
    "1900,,,,1950,,,,,Steam,,,,,,Era,,\r\n"
)


def opened(folder: Path, content: object, name: str = "harbour.json") -> Opened:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), "utf-8", newline="")
    return open_file(Input(path), Naming())


def imported(found: Opened) -> list[Imported]:
    told = list(found.items)
    assert not [each for each in told if isinstance(each, Rejected)]
    return [each for each in told if isinstance(each, Imported)]


def problems(found: Opened) -> list[str]:
    rejected = [each for each in found.items if isinstance(each, Rejected)]
    assert all(each.cells for each in rejected)
    return [str(problem).rpartition("/")[2] for each in rejected for problem in each.problems]


def records_of(found: list[Imported]) -> RecordSet:
    sources = {source.id: source for each in found for source in each.sources}
    return RecordSet(sources=sources, events={each.event.id: each.event for each in found})


def test_json(tmp_path: Path) -> None:
    found = opened(tmp_path, HARBOUR)
    quay, again, ferry, storm, steam = imported(found)
    timeline, page = quay.sources
    assert (timeline.title, timeline.kind, timeline.note) == ("The Harbour", "timeline", "A history.\nIn parts.")
    assert (page.title, page.publisher) == ("news.example/ferry", "news.example")
    assert page.url == "https://news.example/ferry?id=1&x=2"
    assert [each.event.id for each in (quay, again, ferry, storm, steam)] == [
        "1815-12-10-quay-pier",
        "1815-12-10-quay-pier-2",
        "1901-the-first-ferry",
        "the-storm",
        "1900-steam",
    ]
    assert quay.event.title == "Quay & pier"
    assert quay.event.summary == "As the ferry report says,\ntwice the ferry report."
    assert quay.event.note == "Media: https://img.example/quay.jpg\nCaption: The quay\nCredit: A. Painter"
    assert quay.event.tags == ("Works",)
    assert quay.event.claims == (
        Claim(timeline.id, date="1815-12-10/1852-11-27", note='shown as "winter"'),
        Claim(page.id, note='linked from the timeline\'s text as "the ferry report"'),
    )
    assert [each.event.claims[0].date for each in (again, ferry, storm)] == ["1815-12-10", "1901", "-0043-03"]
    assert ferry.event.title == "The first ferry"
    assert (steam.event.tags, steam.event.claims[0].date) == (("era",), "1900/1950")
    assert found.notes == (
        'the title slide is no event: "The Harbour" is the source of all events',
        "1 era is an event over its time, tagged era",
    )


def test_the_google_sheet(tmp_path: Path) -> None:
    quay, steam = imported(opened(tmp_path, SHEET, "harbour.csv"))
    assert (quay.line, quay.event.id, quay.event.tags) == (3, "1815-12-10-quay", ("Works",))
    assert quay.event.claims[0].date == "1815-12-10T15:05:00"
    assert [source.url for source in quay.sources] == [None, "https://news.example/a"]
    assert (steam.line, steam.event.claims[0].date, steam.event.tags) == (6, "1900/1950", ("era",))


def test_a_sheet_saved_anew_with_few_columns_in_other_cases(tmp_path: Path) -> None:
    (found,) = imported(opened(tmp_path, "headline,YEAR,media\nQuay,-5000000000,\n", "My harbour.csv"))
    assert found.sources[0].title == "My harbour"
    assert found.event.claims[0].date == "Y-5000000000"


@pytest.mark.parametrize(
    ("start", "end", "expected", "note"),
    [
        ({"year": "1943", "month": 7}, {"year": 1946}, "1943-07/1946", None),
        ({"year": 2014, "month": 6, "day": 1}, {"year": 2014, "month": 6, "day": 30}, "2014-06-01/2014-06-30", None),
        ({"year": 650}, {"year": 650}, "0650", None),
        ({"year": -1}, None, "0000", None),
        ({"year": -9999}, None, "-9998", None),
        ({"year": -13700000000}, {"year": "-66000000.0"}, "Y-13700000000/Y-66000000", None),
        ({"year": 2031, "month": 5, "day": 4, "hour": 9, "minute": "30"}, None, "2031-05-04T09:30:00", None),
        (
            {"year": 2031, "month": 5, "day": 4, "hour": 9},
            {"year": 2031, "month": 5, "day": 4, "hour": 11},
            "2031-05-04T09:00:00",
            "from 09:00:00 to 11:00:00",
        ),
        (
            {"year": 2031, "month": 5, "day": 4, "hour": 9},
            {"year": 2031, "month": 5, "day": 5},
            "2031-05-04/2031-05-05",
            "from 09:00:00",
        ),
    ],
)
def test_dates(tmp_path: Path, start: object, end: object, expected: str, note: str | None) -> None:
    event = {"start_date": start, "end_date": end, "text": {"headline": "Quay"}}
    (found,) = imported(opened(tmp_path, {"events": [event]}))
    assert (found.event.claims[0].date, found.event.claims[0].note) == (expected, note)


def test_a_slide_that_says_nothing_is_called_by_its_date_in_words(tmp_path: Path) -> None:
    slides = {
        "events": [
            {"start_date": {"year": 2014, "month": 6, "day": 1}, "end_date": {"year": 2014, "month": 6, "day": 3}}
        ],
        "eras": [{"start_date": {"year": 1900}, "end_date": {"year": 1950}}],
    }
    titles = [item.event.title for item in imported(opened(tmp_path, slides))]
    assert titles == ["Event of 1 to 3 June 2014", "Era of 1900 to 1950"]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({}, ['start_date.year: is missing, found ""']),
        ({"start_date": {"year": "MMXX"}}, ['start_date.year: is no whole number, found "MMXX"']),
        ({"start_date": {"year": 0}}, ['start_date.year: there is none: 1 BCE is -1, found "0"']),
        ({"start_date": {"year": 1, "day": 2}}, ['start_date.day: means nothing without the month, found "2"']),
        (
            {"start_date": {"year": 2031, "month": 13, "day": "x"}, "end_date": {"year": True}},
            [
                'start_date.day: is no whole number, found "x"',
                'start_date.month: runs from 1 to 12, found "13"',
                'end_date.year: is no whole number, found "True"',
            ],
        ),
        (
            {"start_date": {"year": 2031, "month": 2, "day": 29}},
            ['start_date.day: 2031-02 has 28 days, found "29"'],
        ),
        (
            {"start_date": {"year": 2031}, "end_date": {"year": 2030, "month": 12}},
            ['end_date.year: the end "2030-12" is before the start, found "2031"'],
        ),
        (
            {"start_date": "2031", "text": []},
            [
                'text: is no object, found "[]"',
                'start_date: is no object, found ""2031""',
                'start_date.year: is missing, found ""',
            ],
        ),
        (7, ["is no object: an event is one", 'start_date.year: is missing, found ""']),
        ({"start_date": {"year": 2031}, "group": ["a"]}, ['group: is no text, found "["a"]"']),
    ],
)
def test_every_fault_of_a_slide_is_told_with_its_line(tmp_path: Path, event: object, expected: list[str]) -> None:
    text = '{\n"events": [\n{"start_date": {"year": 1}},\n  ' + json.dumps(event) + "\n]}"
    assert problems(opened(tmp_path, text)) == [f"harbour.json:4: {each}" for each in expected]


def test_faults_of_a_sheet_name_its_columns(tmp_path: Path) -> None:
    text = "Year,Month,Day,Time,End Year,Headline\n2031,2,30,,,A\n2031,,,noon,,B\n,,,,2031,C\n2031,,,,2030,D\n1,2\n"
    assert problems(opened(tmp_path, text, "harbour.csv")) == [
        'harbour.csv:2: Day: 2031-02 has 28 days, found "30"',
        'harbour.csv:3: Time: is no time of day such as 10:30, found "noon"',
        'harbour.csv:4: Year: is missing, found ""',
        'harbour.csv:5: End Year: the end "2030" is before the start, found "2031"',
        "harbour.csv:6: the row has 2 cells, the header 6",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"events": [\n{"start_date": }]}',
            "harbour.json:2: is no JSON: expecting value, at character 16 of the line",
        ),
        ('{"events": [{}] "eras": []}', "harbour.json:1: is no JSON: expecting ',', at character 17 of the line"),
        (
            '{"events": [], 1: 2}',
            "harbour.json:1: is no JSON: expecting property name enclosed in double quotes, at character 16 of",
        ),
        ('{"events": []}\nx', "harbour.json:2: is no JSON: extra data, at character 1 of the line"),
        (
            '{"events": [' + "[" * 100_000,
            "harbour.json:1: is nested too deeply: 100 brackets within brackets at most, at character 111",
        ),
        ('{"timeline": {"headline": "Old", "date": []}}', "harbour.json:1: this is of TimelineJS 2: "),
        ('{"slides": []}', 'harbour.json:1: there is no "events" here: this is no file of TimelineJS'),
        ("", "harbour.json: the file is empty"),
        ("Year,Title\n1,x\n", 'harbour.json:1: no column "Headline": '),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(Unreadable) as caught:
        opened(tmp_path, text)
    assert str(caught.value).rpartition("/" + "harbour")[2].startswith(expected.removeprefix("harbour"))


def test_an_empty_timeline_has_no_event(tmp_path: Path) -> None:
    assert imported(opened(tmp_path, '{"events": [], "eras": null, "title": {}}')) == []


def test_what_is_imported_is_a_sound_annotation(tmp_path: Path) -> None:
    for name, content in (("harbour.json", HARBOUR), ("harbour.csv", SHEET)):
        records = records_of(imported(opened(tmp_path, content, name)))
        assert check_records(records, Where()) == []
        folder = tmp_path / name.replace(".", "-")
        write_folder(records, folder, year_of=lambda _: "2031")
        read = read_paths([folder])
        assert read.problems == []
        assert (read.records.events, read.records.sources) == (records.events, records.sources)
        with in_memory(records) as reader:
            assert read_all(reader).events == records.events


def test_a_new_edition_keeps_the_ids(tmp_path: Path) -> None:
    events = HARBOUR["events"]
    assert isinstance(events, list)
    more = {"start_date": {"year": 1700}, "text": {"headline": "Sand"}}
    before = imported(opened(tmp_path, HARBOUR))
    after = imported(opened(tmp_path, {**HARBOUR, "events": [more, *events]}))
    assert [each.event for each in after[1:]] == [each.event for each in before]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (json.dumps(HARBOUR), True),
        (json.dumps(HARBOUR)[:120], True),
        ('{"timeline": {"headline": "Old", "date": [{"startDate": "1"}]}}', True),
        (SHEET, True),
        ("YEAR,headline,display date\n", True),
        ("Year,Month,Headline\n", False),
        ("year,title\n", False),
        ('{"id": "talks", "title": "Talks", "claims": []}', False),
        ('{"events": []}', False),
        ("", False),
    ],
)
def test_recognises(head: str, expected: bool) -> None:
    assert recognises(head) is expected


_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["<a href=x>", "<![", "&#0;"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["year", "month", "day", "hour", "headline", "text", "url", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)
_slides = st.dictionaries(
    st.sampled_from(["start_date", "end_date", "text", "media", "group", "unique_id", "display_date"]), _values
)


@given(events=st.lists(_slides | _values, max_size=3), title=_values)
def test_any_json_is_imported_or_told(
    tmp_path_factory: pytest.TempPathFactory, events: list[object], title: object
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.json").write_text(json.dumps({"title": title, "events": events}), "utf-8")
    found = list(open_file(Input(folder / "any.json"), Naming()).items)
    good = [each for each in found if isinstance(each, Imported)]
    assert all(each.problems for each in found if isinstance(each, Rejected))
    assert check_records(records_of(good), Where()) == []


@given(
    rows=st.lists(
        st.lists(st.text(max_size=6) | st.sampled_from(["1815", "12", "title", "9:30 pm"]), max_size=8), max_size=3
    )
)
def test_any_sheet_is_imported_or_told(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    lines = [
        ",".join(cells) for cells in (["Year", "Month", "Day", "Time", "Headline", "Text", "Type", "Group"], *rows)
    ]
    path.write_text("\n".join(lines), "utf-8")
    try:
        found = list(open_file(Input(path), Naming()).items)
    except Unreadable:
        return
    assert check_records(records_of([each for each in found if isinstance(each, Imported)]), Where()) == []
