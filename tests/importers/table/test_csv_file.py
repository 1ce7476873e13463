"""Tables read by a map: the example of the documentation, rows that are wrong, ids that stay."""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.stores import in_memory
from timeline.annotations.checking.checks import check_records
from timeline.annotations.reading.read_files import read_paths
from timeline.annotations.reading.where import Where
from timeline.annotations.writing.writer import write_folder
from timeline.domain.records import Claim, Event, Figure, Participant, RecordSet, Source
from timeline.importers.items import Imported, Input, Opened, Rejected, Unreadable
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.table.csv_file import open_file, recognises

DOCUMENT = Path(__file__).parents[3] / "docs" / "import-map.md"


def opened(folder: Path, table: str | bytes, text: str) -> Opened:
    path, mapping = folder / "harbour.csv", folder / "harbour-map.yaml"
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    mapping.write_text(text, encoding="utf-8")
    return open_file(Input(path, mapping=mapping), Naming())


def events(folder: Path, table: str, text: str) -> list[Event]:
    items = list(opened(folder, table, text).items)
    assert [item for item in items if isinstance(item, Rejected)] == []
    return [item.event for item in items if isinstance(item, Imported)]


def faults(folder: Path, table: str, text: str) -> list[str]:
    found = []
    for item in opened(folder, table, text).items:
        problems = item.problems if isinstance(item, Rejected) else item.advice
        found += [f"{problem.line}: {problem.message}" for problem in problems]
    return found


def records_of(items: Sequence[Imported | Rejected]) -> RecordSet:
    imported = [item for item in items if isinstance(item, Imported)]
    return RecordSet(
        sources={each.id: each for item in imported for each in item.sources},
        actors={each.id: each for item in imported for each in item.actors},
        places={each.id: each for item in imported for each in item.places},
        events={item.event.id: item.event for item in imported},
        terms={(each.kind, each.term): each for item in imported for each in item.terms},
    )


def assert_sound(records: RecordSet) -> None:
    """They are well formed, and equal when they have been written as annotation files and read back."""
    assert [str(problem) for problem in check_records(records, Where())] == []
    with tempfile.TemporaryDirectory() as name:
        write_folder(records, Path(name), lambda _: "2031")
        if records.events:
            reading = read_paths([Path(name)])
            assert [str(problem) for problem in reading.problems] == []
            assert reading.records == records


def example() -> tuple[str, str]:
    """The table and the map that the documentation shows."""
    text = DOCUMENT.read_text(encoding="utf-8")
    table = re.search(r"```csv\n(.*?)```", text, re.DOTALL)
    mapping = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert table is not None
    assert mapping is not None
    return table[1], mapping[1]


def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    found = opened(tmp_path, *example())
    assert found.notes == ()
    items = list(found.items)
    records = records_of(items)
    assert [each.event for each in items if isinstance(each, Imported)] == [
        Event(
            "harbour-a-1",
            "Crane blocked",
            type="protest",
            place="port-vell-coast",
            latitude=41.5,
            longitude=2.25,
            participants=(
                Participant("dock-union", "initiator"),
                Participant("harbour-office", "target"),
                Participant("port-police", "target"),
            ),
            claims=(
                Claim(
                    next(iter(records.sources)),
                    date="2031-08-05",
                    figures=(Figure("killed", best=0), Figure("injured", low=3, high=5)),
                ),
            ),
            tags=("Blockade",),
            note="Seen from the quay",
        ),
        Event(
            "harbour-a-2",
            "Talks in Port Vell",
            type="consult",
            place="port-vell-coast",
            latitude=41.5,
            longitude=2.25,
            participants=(Participant("harbour-office", "initiator"), Participant("dock-union", "target")),
            claims=(Claim(list(records.sources)[1], date="2031-08", modality="alleged"),),
            tags=("Talks",),
        ),
        Event(
            "harbour-a-3",
            "Crane freed",
            type="coerce",
            place="port-vell-coast",
            latitude=41.5,
            longitude=2.25,
            participants=(Participant("port-police", "initiator"),),
            claims=(Claim("harbour", date="2031-08-14", figures=(Figure("killed", low=2),)),),
            tags=("Raid",),
        ),
    ]
    gazette, herald, table = records.sources.values()
    assert (gazette.title, gazette.published, gazette.url) == (
        "The Gazette, 6 August 2031",
        "2031-08-06",
        "https://gazette.example/crane",
    )
    assert (herald.publisher, herald.published, herald.kind) == ("The Herald", "2031-08-07", "article")
    assert table == Source("harbour", "harbour", kind="dataset")
    assert_sound(records)
    with in_memory(records) as reader:
        assert [row[0] for row in reader.rows("SELECT id FROM event ORDER BY id", {})] == list(records.events)


def test_the_same_again_is_the_same(tmp_path: Path) -> None:
    table, text = example()
    header, *rows = table.splitlines(keepends=True)
    first = records_of(list(opened(tmp_path, table, text).items))
    again = records_of(list(opened(tmp_path, header + "".join(reversed(rows)), text).items))
    assert again == first


def test_every_key_of_the_map_is_documented() -> None:
    from timeline.importers.table.maps.column_map_reader import KEYS

    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(name for row in rows for name in re.findall(r"\w+", row)) == sorted(KEYS)


def test_all_that_is_wrong_with_a_row_is_told(tmp_path: Path) -> None:
    table = "Ref,Date,What,Lat,Lon,Dead,Sure\nA,05/08/2031,,95,x,-3,maybe\nB,2031,Talks,1,,,\n,2031,Talks,,,,\n"
    text = """\
id: Ref
title: What
date: Date
place: {latitude: Lat, longitude: Lon}
figures: {killed: Dead}
modality: {column: Sure, values: {yes: asserted}}
"""
    assert faults(tmp_path, table, text) == [
        '2: What: there is no title for this row, found ""',
        '2: Date: "05/08/2031" is 5 August or 8 May 2031: say order: day-month or month-day in the map',
        '2: Lat: "95" is out of range: it runs from -90 to 90',
        '2: Lon: "x" is no coordinate: write decimal degrees, such as 33.25 or -0.5, or 44°22\'E',
        "2: Sure: the map does not say what this stands for: add it under values of modality, found \"maybe\"",
        '2: Dead: "-3" is no figure: numbers are not negative',
        '3: Lat: "1" stands alone: a place needs both coordinates',
        '4: Ref: a row needs an id, found ""',
    ]  # fmt: skip


def test_what_is_kept_and_looks_wrong_is_told(tmp_path: Path) -> None:
    table = "What,Kind,Low,High,Link\nTalks,Parley,9,3,p. 12\nMore,parley,,,\nThird,Parley,,,\n"
    text = "title: What\ntype: Kind\n"
    with pytest.raises(Unreadable, match='unknown type "Kind"'):
        opened(tmp_path, table, text)
    text = """\
title: What
type: {column: Kind}
figures: {people: {low: Low, high: High}}
source: {url: Link}
"""
    assert faults(tmp_path, table, text) == [
        '2: Link: "p. 12" is no web address: it is kept as a note of the source',
        "2: Low: people: 9, 3 does not ascend from low to high",
        '2: Kind: "Parley" stands for no type: add it under values of type in the map, or it is only kept as a tag',
        '3: Kind: "parley" stands for no type: add it under values of type in the map, or it is only kept as a tag',
    ]


def test_two_rows_of_one_id_are_refused_with_the_first_line(tmp_path: Path) -> None:
    table = 'Ref,What\nA 1,"two\nlines"\nB,y\na 1,z\nA 1,w\n'
    assert faults(tmp_path, table, "id: Ref\ntitle: What\n") == [
        '6: Ref: the id of line 2 again, found "harbour-a-1-' + events_of_ref(tmp_path)[-8:] + '"'
    ]
    assert faults(tmp_path, "What\nx\nx\n", "title: What\n") == [
        "3: date and title are those of line 2 again: name the column of an id in the map, or write id: {from: row}"
    ]
    assert faults(tmp_path, "What\nx\nx\n", "title: What\nid: {from: row}\n") == [
        "3: the row is the same as on line 2: leave one of them out"
    ]


def events_of_ref(folder: Path) -> str:
    return events(folder, "Ref,What\nA 1,x\n", "id: Ref\ntitle: What\n")[0].id


@pytest.mark.parametrize(
    ("cells", "text", "found"),
    [
        ("SOM-12,x", "id: Ref", "harbour-som-12"),
        ("12,x", "id: Ref", "harbour-12"),
        ("12,x", "id: [Ref, What]", "harbour-12-x"),
        ("12,x", "id: {from: line}", "harbour-2"),
    ],
)
def test_an_id_is_readable_where_that_is_exact(tmp_path: Path, cells: str, text: str, found: str) -> None:
    assert events(tmp_path, f"Ref,What\n{cells}\n", f"title: What\n{text}\n")[0].id == found


def test_texts_that_differ_have_different_ids(tmp_path: Path) -> None:
    table = "Ref,No,What\na-b,c,x\na,b-c,x\na b,c,x\nab,c,x\n" + "long" * 30 + ",1,x\n"
    for key in ("[Ref, No]", "Ref"):
        found = [event.id for event in events(tmp_path, table.replace("a,b-c", "q,b-c"), f"id: {key}\ntitle: What\n")]
        assert len(set(found)) == 5
        assert max(map(len, found)) <= 80
    assert len({event.id for event in events(tmp_path, table, "id: [Ref, No]\ntitle: What\n")}) == 5


@pytest.mark.parametrize(
    ("cells", "text", "date"),
    [
        ("2031-06-01,2031-06-30,1", "{start: From, end: To}", "2031-06-01/2031-06-30"),
        ("2031-06-01,,1", "{start: From, end: To}", "2031-06-01"),
        (",2031-06-30,1", "{start: From, end: To}", "/2031-06-30"),
        (",,1", "{start: From, end: To}", None),
        ("2031-06-03,,m", "{column: From, precision: {column: P, values: {m: month}}}", "2031-06"),
        ("2031-06-03,,Year", "{column: From, precision: {column: P}}", "2031"),
        ("2031-06-03,,", "{column: From, precision: {column: P}}", "2031-06-03"),
        ("2031,6,3", "{year: From, month: To, day: P}", "2031-06-03"),
        ("2031,,", "{year: From, month: To, day: P}", "2031"),
        ("2031,6,2031-07-03", "{year: From, month: To, end: P}", "2031-06/2031-07-03"),
        ("2031,0,ongoing", "{year: From, month: To, end: P}", "2031/.."),
        ("2031,6,", "{year: From, month: To, end: P}", "2031-06"),
        ("2031-06-01,2031-06-30,", "{earliest: From, latest: To}", "2031-06"),
        ("2031-06-03,2031-06-09,", "{earliest: From, latest: To}", "[2031-06-03..2031-06-09]"),
        ("1012,c. 1013,", "{earliest: From, latest: To}", "[1012~..1013~]"),
        ("2031-06-03,2031-06-03,", "{earliest: From, latest: To}", "2031-06-03"),
        ("2031-06-03,,", "{earliest: From, latest: To}", "[2031-06-03..]"),
        (",2031-06,", "{earliest: From, latest: To}", "[..2031-06]"),
        ("after 2030,before 2032,", "{earliest: From, latest: To}", "2031"),
        ("before 2032,,", "{earliest: From, latest: To}", "[..2031]"),
        (",,", "{earliest: From, latest: To}", None),
        ("2031-06-03,2031-07-09,month", "{earliest: From, latest: To, precision: {column: P}}", "[2031-06..2031-07]"),
        (",,", "{year: From, month: To, day: P}", None),
        ("05/06/31,,", "{column: From, order: month-day, pivot: 1950}", "2031-05-06"),
    ],
)
def test_dates(tmp_path: Path, cells: str, text: str, date: str | None) -> None:
    (event,) = events(tmp_path, f"What,From,To,P\nx,{cells}\n", f"title: What\ndate: {text}\n")
    assert event.claims[0].date == date


NOTED = "unreadable: note\n"


@pytest.mark.parametrize(
    ("cells", "text", "date", "own_id"),
    [
        ("2031-06-01,2031-06-30,", "{start: From, end: To}", "2031-06-01/2031-06-30", "t-2031-06-651f2016"),
        ("1 June 2031 - 30 June 2031,,", "From", "2031-06-01/2031-06-30", "t-2031-06-651f2016"),
        ("2031-01-01,2032-12-31,", "{start: From, end: To}", "2031-01-01/2032-12-31", "t-2031-2032-bdae4bdd"),
        ("2031,2032,", "{start: From, end: To}", "2031/2032", "t-2031-2032-bdae4bdd"),
        ("2031-06-01,ongoing,", "{start: From, end: To}", "2031-06-01/..", "t-2031-06-01-8bd088b5"),
        ("2031-06-01/2031-06-30,,", "From", "2031-06-01/2031-06-30", "t-2031-06-01-2031-06-30-e49270e5"),
        (
            "2031-06-03,2031-07-10,month",
            "{start: From, end: To, precision: {column: P}}",
            "2031-06/2031-07",
            "t-2031-06-03-2031-07-10-32bcc8f6",
        ),
        (
            "2031-06-01,2031-06-30,odd",
            "{start: From, end: To, precision: {column: P}}",
            "2031-06-01?/2031-06-30?",
            "t-2031-06-52a2afa4",
        ),
        ("899,between 924 and 925,", "{start: From, end: To}", "0899 to [0924..0925]", "t-0899-0925-93a5d602"),
        (",between 924 and 925,", "{start: From, end: To}", "[..0925] to [0924..0925]", "t-0924-0925-4eaed551"),
        ("1012 or 1013,before 1020,", "{start: From, end: To}", "[1012,1013] to [..1019]", "t-1012-1019-84ff5cc4"),
        ("2031-06-03 10:00,,", "From", "2031-06-03T10:00:00", "t-2031-06-03t10-00-00-eef37291"),
    ],
)
def test_ids_of_what_lasted_stay_while_its_date_keeps_its_days(
    tmp_path: Path, cells: str, text: str, date: str, own_id: str
) -> None:
    (event,) = events(tmp_path, f"What,From,To,P\nx,{cells}\n", f"name: t\ntitle: What\ndate: {text}\n{NOTED}")
    assert (event.claims[0].date, event.id) == (date, own_id)


@pytest.mark.parametrize(
    ("cells", "text", "date", "note"),
    [
        ("2031-06-01,14:30,", "{column: From, time: To}", "2031-06-01T14:30:00", None),
        ("2031-06,14:30,", "{column: From, time: To}", "2031-06", "To, as written: 14:30"),
        (",14:30,", "{column: From, time: To}", None, "To, as written: 14:30"),
        ("soon,14:30,", "{column: From, time: To}", None, "From, as written: soon\nTo, as written: 14:30"),
        ("2031-06-01,evening,", "{column: From, time: To}", "2031-06-01", "To, as written: evening"),
        ("2031-06-01 14:30,1430,", "{column: From, time: To}", "2031-06-01T14:30:00", None),
        ("2031-06-01 14:30,9:00,", "{column: From, time: To}", "2031-06-01T14:30:00", "To, as written: 9:00"),
        (
            "2031-06-01,2031-06-02,9:00",
            "{start: From, end: To, time: P}",
            "2031-06-01/2031-06-02",
            "P, as written: 9:00",
        ),
        ("201706120003,,", '{column: From, pattern: "YYYYMMDD*"}', "2017-06-12", "From, as written: 201706120003"),
        ("A-1,,", '{column: From, pattern: "YYYYMMDD*"}', None, "From, as written: A-1"),
        ("2031-06-01,ongoing,", "{start: From, end: To}", "2031-06-01/..", None),
        (",ongoing,", "{start: From, end: To}", "/..", None),
        ("since 2020,ongoing,", "{start: From, end: To}", "2020/..", None),
        ("from 2020,until 5 May 2022,", "{start: From, end: To}", "2020/2022-05-05", None),
        ("since 2020,,", "{start: From, end: To}", "2020/..", None),
        (",until 2022,", "{start: From, end: To}", "/2022", None),
        ("20310,,", "From", None, "From, as written: 20310"),
        ("2031-06-01,later,", "{start: From, end: To}", "2031-06-01/", "To, as written: later"),
        ("soon,2031-06-01,", "{start: From, end: To}", "/2031-06-01", "From, as written: soon"),
        ("2031-06-02,2031-06-01,", "{start: From, end: To}", "2031-06-02/", "To, as written: 2031-06-01"),
        ("899,between 924 and 925,", "{start: From, end: To}", "0899 to [0924..0925]", None),
        ("2031-06-03,later,", "{earliest: From, latest: To}", "[2031-06-03..]", "To, as written: later"),
        ("2031-06-03,2031-06-01,", "{earliest: From, latest: To}", "[2031-06-03..]", "To, as written: 2031-06-01"),
        (
            "2031-06-03 10:00,2031-06-04,",
            "{earliest: From, latest: To}",
            "[2031-06-03..2031-06-04]",
            "From, as written: 2031-06-03 10:00",
        ),
        ("2031,6,soon", "{year: From, month: To, end: P}", "2031-06/", "P, as written: soon"),
        ("2031,13,5", "{year: From, month: To, day: P}", "2031", "To, as written: 13\nP, as written: 5"),
        ("2031,2,30", "{year: From, month: To, day: P}", "2031-02", "P, as written: 30"),
        (
            "soon,2,3",
            "{year: From, month: To, day: P}",
            None,
            "From, as written: soon\nTo, as written: 2\nP, as written: 3",
        ),
        ("0,0,0", "{year: From, month: To, day: P}", None, None),
        ("2031-06-03,,rough", "{column: From, precision: {column: P}}", "2031-06-03?", "P, as written: rough"),
        (
            "1 June 2031 10:00 - 3 June 2031,,",
            "From",
            "2031-06-01/2031-06-03",
            "From, as written: 1 June 2031 10:00 - 3 June 2031",
        ),
    ],
)
def test_what_a_date_cannot_keep_stands_in_the_note(
    tmp_path: Path, cells: str, text: str, date: str | None, note: str | None
) -> None:
    (event,) = events(tmp_path, f"What,From,To,P\nx,{cells}\n", f"title: What\ndate: {text}\n{NOTED}")
    assert (event.claims[0].date, event.claims[0].note) == (date, note)


def test_what_a_line_of_the_map_decides_is_refused_until_it_does(tmp_path: Path) -> None:
    text = f"title: What\ndate: Date\nfigures: {{killed: Dead}}\n{NOTED}"
    assert faults(tmp_path, "What,Date,Dead\nx,05/08/2031,1.200\ny,soon,many\n,,\n", text)[:3] == [
        '2: Date: "05/08/2031" is 5 August or 8 May 2031: say order: day-month or month-day in the map',
        '2: Dead: "1.200" is 1200 or 1.2: say decimal: comma or decimal: point in the map',
        '3: Date, kept in a note: "soon" is no date that is known here: '
        "write it as 2024-08-05, 5 Aug 2024, Aug 2024 or 2024",
    ]


def test_an_unknown_modality_asserts_nothing(tmp_path: Path) -> None:
    text = f"title: What\nmodality: {{column: Sure, values: {{yes: asserted}}}}\n{NOTED}"
    found = events(tmp_path, "What,Sure\nx,yes\ny,well\nz,\n", text)
    assert [(event.claims[0].modality, event.claims[0].note) for event in found] == [
        ("asserted", None),
        ("alleged", "Sure, as written: well"),
        ("asserted", None),
    ]


def test_uneven_pieces_of_sources_are_kept(tmp_path: Path) -> None:
    text = f'title: What\nsource: {{publisher: Paper, published: Day, split: ["/", ";"]}}\n{NOTED}'
    (item,) = opened(tmp_path, "What,Paper,Day\nx,A;B/C,2031-05-01;2031-05-02\n", text).items
    assert isinstance(item, Imported)
    assert [source.title for source in item.sources] == ["harbour", "A", "B", "C"]
    assert item.event.claims[0].note == "Day, as written: 2031-05-01;2031-05-02"


def test_figures_among_words(tmp_path: Path) -> None:
    rows = [
        'x,"3 killed, 5 injured",7 (3 children)',
        "y,12,about 4",
        "z,2 injured,many",
        "w,none,",
        "v,5 killed/injured,",
    ]
    text = f"""\
title: What
figures:
  killed: {{column: Losses, from: [killed, dead]}}
  injured: {{column: Losses, from: Injured}}
  arrested: {{column: Held, from: first}}
{NOTED}"""
    found = events(tmp_path, "\n".join(["What,Losses,Held", *rows, ""]), text)
    assert [event.claims[0].figures for event in found] == [
        (Figure("killed", best=3), Figure("injured", best=5), Figure("arrested", best=7)),
        (Figure("arrested", best=4, approximate=True),),
        (Figure("injured", best=2),),
        (),
        (),
    ]
    assert [event.claims[0].note for event in found] == [
        "Losses, as written: 3 killed, 5 injured\nHeld, as written: 7 (3 children)",
        "Losses, as written: 12",
        "Losses, as written: 2 injured\nHeld, as written: many",
        "Losses, as written: none",
        "Losses, as written: 5 killed/injured",
    ]


def test_rows_whose_dates_cannot_be_read_are_told_apart_by_them(tmp_path: Path) -> None:
    text = f"title: What\ndate: Date\n{NOTED}"
    found = events(tmp_path, "What,Date\nRaid,soon\nRaid,later\nRaid,\n", text)
    assert len({event.id for event in found}) == 3


def test_several_sources_of_a_row_are_cited_and_the_table_claims(tmp_path: Path) -> None:
    table = "What,Paper,Day,Link\nx,Gazette; Herald ;Gazette,2031-05-01,https://a.example/1\ny,,,\n"
    text = """\
title: What
date: Day
source: {publisher: Paper, published: Day, split: ";"}
table: {title: Harbour log, publisher: Harbour Office, published: 2031}
skip: Link
"""
    first, second = list(opened(tmp_path, table, text).items)
    assert isinstance(first, Imported)
    assert isinstance(second, Imported)
    assert [source.title for source in first.sources] == ["Harbour log", "Gazette, 1 May 2031", "Herald, 1 May 2031"]
    assert first.event.claims == (
        Claim("harbour", date="2031-05-01"),
        *(Claim(source.id, note="cited by Harbour log") for source in first.sources[1:]),
    )
    assert second.event.claims == (Claim("harbour"),)
    uneven = "What,Paper,Day\nx,A;B;C,2031-05-01;2031-05-02\n"
    assert faults(tmp_path, uneven, text.replace("skip: Link\n", "").replace("date: Day\n", "")) == [
        '2: Day: 2 pieces beside 3 in another column, found "2031-05-01;2031-05-02"'
    ]


def test_a_publisher_alone_is_an_outlet(tmp_path: Path) -> None:
    (item,) = opened(tmp_path, "What,Paper\nx,Gazette\n", "title: What\nsource: {publisher: Paper}\n").items
    assert isinstance(item, Imported)
    assert [(source.title, source.kind, source.publisher) for source in item.sources] == [("Gazette", "outlet", None)]


def test_places_lie_in_what_is_filled(tmp_path: Path) -> None:
    rows = ["x,Alton,,Freeland,1.5,2,2", "y,,North,Freeland,,,", "z,,,,1.5,2,", "w,,,,,,", "v,,,Freeland,3.5,4,"]
    table = "\n".join(["What,Town,Province,Country,Lat,Lon,Exact", *rows, ""])
    text = """\
title: What
place: {name: Town, within: [Province, Country], latitude: Lat, longitude: Lon, precision: Exact}
"""
    items = [item for item in opened(tmp_path, table, text).items if isinstance(item, Imported)]
    paths = [[(place.name, place.within) for place in item.places] for item in items]
    freeland = items[0].places[0].id
    assert paths == [
        [("Freeland", None), ("Alton", freeland)],
        [("Freeland", None), ("North", freeland)],
        [("1.5, 2", None)],
        [],
        [("Freeland", None)],
    ]
    assert [(item.event.latitude, item.event.longitude) for item in items] == [
        (1.5, 2.0),
        (None, None),
        (1.5, 2.0),
        (None, None),
        (3.5, 4.0),
    ]
    assert items[0].event.claims[0].note == "Exact: 2"
    assert_sound(records_of(items))


def test_no_name_takes_the_id_of_the_table_or_of_a_row(tmp_path: Path) -> None:
    table = "Ref,What,Who\n1,x,Harbour\noffice,y,Harbour 1\n3,z,Harbour Office\n"
    items = list(opened(tmp_path, table, "id: Ref\ntitle: What\nparticipants: {Who: initiator}\n").items)
    ids = [each for kind, each in records_of(items).ids()]
    assert len(ids) == len(set(ids)) == 7
    assert "harbour-office" in ids
    assert_sound(records_of(items))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_stands_between_cells_is_found_out(tmp_path: Path, delimiter: str) -> None:
    rows = [["Ref", "What"], ["1", '"a, b; c | d"'], ["2", "e"]]
    table = "".join(delimiter.join(row) + "\n" for row in rows)
    assert [event.title for event in events(tmp_path, table, "id: Ref\ntitle: What\n")] == ["a, b; c | d", "e"]
    name = {"\t": "tab", ",": "comma"}.get(delimiter, f'"{delimiter}"')
    assert len(events(tmp_path, table, f"id: Ref\ntitle: What\ndelimiter: {name}\n")) == 2


def test_what_people_should_know_is_noted(tmp_path: Path) -> None:
    assert opened(tmp_path, "What,Odd,Ends\nx,,\n", "title: What\n").notes == (
        "ids are made of date and title: a row in which one of them changes is a new event "
        "(name the column of an id in the map if there is one)",
        'the columns "Odd" and "Ends" are left out: map them, or list them under skip',
    )


def test_a_table_without_a_map_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "harbour.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        open_file(Input(path), Naming())
    assert str(caught.value) == f"{path}: a table needs a map that says what its columns mean: say --map MAP.yaml"


@pytest.mark.parametrize(
    ("head", "is_ours"), [("a,b\n1,2\n", True), ("a\n", True), ("", False), ('{"a": 1}', False), ("<html>", False)]
)
def test_what_could_be_a_table(head: str, is_ours: bool) -> None:
    assert recognises(head) == is_ours


texts = st.one_of(st.text(max_size=12), st.sampled_from(["NA", "Gazette; Herald", "assault", "a, b", "harbour"]))
dates = st.one_of(texts, *[st.sampled_from(["05/08/2031", "2031-08-05", "25.08.2031", "Aug 2031", ""])] * 5)
numbers = st.one_of(texts, *[st.sampled_from(["1,200", "1.5", "-3", "14", "at least 3", "NA", "91", ""])] * 5)
tables = st.lists(st.tuples(texts, texts, texts, dates, dates, texts, numbers, numbers), max_size=5)


@given(tables, st.booleans())
def test_any_cells_make_events_that_can_be_kept_or_are_refused(rows: list[tuple[str, ...]], is_noted: bool) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows]
    table = "".join(["A,B,C,D,E,F,G,H\n", *lines])
    text = """\
id: {from: row}
title: [A, "{B} in {C}"]
summary: [B, C]
date: {start: D, end: E, order: day-month}
type: {column: B}
place: {name: C, within: [F], latitude: G, longitude: H}
participants: {F: {role: target, split: ";"}, A: initiator}
figures: {killed: G, injured: {low: D, high: H}}
source: {title: A, publisher: F, published: E, url: H}
tags: [{column: C, split: [" ", ","]}, A]
blank: [NA]
"""
    text += NOTED if is_noted else ""
    with tempfile.TemporaryDirectory() as name:
        try:
            items = list(opened(Path(name), table.encode("utf-8", "replace"), text).items)
        except Unreadable:
            return
        assert all(item.problems for item in items if isinstance(item, Rejected))
        assert_sound(records_of(items))


def test_whom_a_row_rests_on_is_kept_in_the_tables_words(tmp_path: Path) -> None:
    table = "What,Said by,Also\nFire,police; two dockers; police,The mayor\nFlood,NA,\nStorm,harbour-union,\n"
    columns = 'title: What\naccording_to: [{column: Said by, split: ";"}, Also]\nblank: [NA]\n'
    found = events(tmp_path, table, columns)
    assert [event.claims[0].according_to for event in found] == [
        ("“police”", "two dockers", "The mayor"),
        (),
        ("“harbour-union”",),
    ]
    assert_sound(records_of(list(opened(tmp_path, table, columns).items)))
