"""GDELT's files, 1.0 and 2.0, raw and re-saved, become events."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.imported_files import advice, assert_survives, imported, messages, read_all, records_of
from tests.support.stores import in_memory
from timeline.domain.records import Claim, Participant, Place
from timeline.importers.gdelt import gdelt_file
from timeline.importers.gdelt.gdelt_columns import RAW
from timeline.importers.items import Imported, Input, Rejected, Unreadable
from timeline.importers.reading.ids_of_names import Naming

URL = "https://www.example.org/news/minister-opens-the-new-bridge/123/"
ROW = {
    "GLOBALEVENTID": "700000001",
    "SQLDATE": "20180305",
    "MonthYear": "201803",
    "Year": "2018",
    "FractionDate": "2018.1753",
    "Actor1Code": "XNDGOV",
    "Actor1Name": "XANDIAN",
    "Actor1CountryCode": "XND",
    "Actor1Type1Code": "GOV",
    "Actor2Code": "FRA",
    "Actor2Name": "FRANCE",
    "Actor2CountryCode": "FRA",
    "IsRootEvent": "1",
    "EventCode": "043",
    "EventBaseCode": "043",
    "EventRootCode": "04",
    "QuadClass": "1",
    "GoldsteinScale": "2.8",
    "NumMentions": "4",
    "NumSources": "1",
    "NumArticles": "4",
    "AvgTone": "-3.67",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Hill Town, Upper Land, Xandia",
    "ActionGeo_CountryCode": "XN",
    "ActionGeo_ADM1Code": "XN04",
    "ActionGeo_ADM2Code": "1546",
    "ActionGeo_Lat": "-26.5",
    "ActionGeo_Long": "153.0",
    "ActionGeo_FeatureID": "-160",
    "DATEADDED": "20180305234500",
    "SOURCEURL": URL,
}


def raw(*rows: dict[str, str], width: int = 61) -> str:
    """A raw file: tabs, no header."""
    return "".join("\t".join((ROW | row).get(column, "") for column in RAW[width]) + "\n" for row in rows)


def with_header(*rows: dict[str, str], delimiter: str = ",", columns: tuple[str, ...] = RAW[61]) -> str:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows([(ROW | row).get(column, "") for column in columns] for row in rows)
    return stream.getvalue()


def one(tmp_path: Path, **cells: str) -> Imported:
    (item,) = imported(read_all(gdelt_file, tmp_path / "events.csv", raw(cells)))
    return item


def test_a_row_is_an_event_with_its_article(tmp_path: Path) -> None:
    item = one(tmp_path)
    event = item.event
    (article,) = item.sources
    assert (event.id, event.title, event.type) == ("gdelt-700000001", "XANDIAN → FRANCE: host a visit", "consult/visit")
    assert event.tags == ("043",)
    assert event.participants == (Participant("xandian", "initiator"), Participant("france", "recipient"))
    assert [(actor.name, actor.kind) for actor in item.actors] == [("XANDIAN", None), ("FRANCE", "state")]
    note = (
        "GDELT: root event 1, QuadClass 1, Goldstein 2.8, mentions 4, sources 1, articles 4, tone -3.67; "
        "ActionGeo_Type 4: a city or landmark outside the US, feature -160"
    )
    assert event.claims == (Claim(article.id, date="2018-03-05", note=note),)
    assert (article.title, article.publisher) == ("Minister opens the new bridge (example.org)", "example.org")
    assert (article.published, article.url, article.kind) == ("2018-03-05", URL, "article")
    assert item.places == (
        Place("xandia-place", "Xandia", kind="country"),
        Place("upper-land-xandia", "Upper Land", kind="admin1", within="xandia-place"),
        Place("hill-town-upper-land-xandia", "Hill Town", "city", (), "upper-land-xandia"),
    )
    assert (event.place, event.latitude, event.longitude) == ("hill-town-upper-land-xandia", -26.5, 153.0)
    assert item.advice == ()


@pytest.mark.parametrize("width", [57, 58, 61])
def test_raw_files_of_each_edition_say_the_same(tmp_path: Path, width: int) -> None:
    text = raw({}, {"GLOBALEVENTID": "700000002"}, width=width)
    assert gdelt_file.recognises(text)
    items = imported(read_all(gdelt_file, tmp_path / "events.csv", text))
    expected = one(tmp_path)
    first = items[0]
    assert [item.line for item in items] == [1, 2]
    assert (first.event.title, first.event.place, first.event.tags) == (
        expected.event.title,
        expected.event.place,
        expected.event.tags,
    )
    assert first.sources[0].id == ("gdelt" if width == 57 else expected.sources[0].id)
    assert first.sources[0].kind == ("dataset" if width == 57 else "article")


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_columns_are_found_by_name(tmp_path: Path, delimiter: str) -> None:
    columns = ("SOURCEURL", "CAMEOCodeDescription", *sorted(set(RAW[61]) - {"SOURCEURL"}, key=str.casefold))
    text = with_header({"CAMEOCodeDescription": "Host, a visit"}, delimiter=delimiter, columns=columns)
    assert gdelt_file.recognises(text)
    (item,) = imported(read_all(gdelt_file, tmp_path / "events.csv", "\ufeff" + text))
    expected = one(tmp_path)
    assert (item.line, item.event, item.sources, item.places) == (2, expected.event, expected.sources, expected.places)


def test_a_quote_in_a_raw_file_is_a_letter(tmp_path: Path) -> None:
    name = 'The "Old" Town, Upper Land, Xandia'
    assert one(tmp_path, ActionGeo_FullName=name).places[-1].name == 'The "Old" Town'


def test_whole_numbers_may_have_become_fractions(tmp_path: Path) -> None:
    cells = {"GLOBALEVENTID": "700000001.0", "SQLDATE": "20180305.0", "ActionGeo_Type": "4.0"}
    (item,) = imported(read_all(gdelt_file, tmp_path / "events.csv", with_header(cells)))
    assert item.event == one(tmp_path).event


def test_a_raw_file_whose_first_line_is_damaged_is_known(tmp_path: Path) -> None:
    text = "700\t2018\n" + raw({})
    assert gdelt_file.recognises(text)
    assert messages(read_all(gdelt_file, tmp_path / "events.csv", text)) == ["1: the row has 2 cells, the format 61"]


@pytest.mark.parametrize(
    "head",
    [
        "",
        "id,title,date\n1,a,2020\n",
        "\t".join(["1"] * 61) + "\n",
        "1\t20180305\t201803\t2018\t2018.1\tA\n",
        "Date\tSource\tTarget\tCAMEOCode\tNumEvents\n19790101\tA\tB\t043\t1\n",
        '{"GLOBALEVENTID": 1, "SQLDATE": 2, "EventCode": 3}',
    ],
)
def test_other_files_are_not_taken(head: str) -> None:
    assert not gdelt_file.recognises(head)


@pytest.mark.parametrize(
    ("written", "date"),
    [("20180305", "2018-03-05"), ("201803", "2018-03"), ("2018", "2018"), ("20200229", "2020-02-29")],
)
def test_a_date_is_as_exact_as_it_is_written(tmp_path: Path, written: str, date: str) -> None:
    text = with_header({"SQLDATE": written, "DATEADDED": ""})
    (item,) = imported(read_all(gdelt_file, tmp_path / "events.csv", text))
    assert item.event.claims[0].date == date
    assert item.sources[0].published is None


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("20170305", ["1: SQLDATE: 2017-03-05 is 365 days before the article was seen, on 2018-03-05"]),
        ("20170306", []),
        ("20180306", ["1: SQLDATE: 2018-03-06 is after the day on which the article was seen, 2018-03-05"]),
    ],
)
def test_a_date_far_from_the_article_is_kept_and_told(tmp_path: Path, written: str, told: list[str]) -> None:
    item = one(tmp_path, SQLDATE=written)
    assert item.event.claims[0].date == f"{written[:4]}-{written[4:6]}-{written[6:]}"
    assert advice([item]) == told


@pytest.mark.parametrize(
    ("code", "event_type", "told"),
    [
        ("43", "consult/visit", ['1: EventCode: "43" has lost its zero: read as 043, kept as it stands']),
        ("1215", "reject/assist", ['1: EventCode: "1215" is no code of CAMEO\'s: read as 121']),
        ("990", None, ['1: EventCode: "990" is no code of CAMEO\'s: the event has no type']),
        ("012", None, []),
    ],
)
def test_a_code_is_kept_as_it_stands(tmp_path: Path, code: str, event_type: str | None, told: list[str]) -> None:
    item = one(tmp_path, EventCode=code)
    assert (item.event.tags, item.event.type, advice([item])) == ((code,), event_type, told)


@pytest.mark.parametrize(
    ("first", "second", "participants", "title"),
    [
        (("", "USAGOV"), ("", ""), [("USAGOV", "initiator")], "USAGOV: host a visit"),
        (("", ""), ("POLICE", "COP"), [("POLICE", "recipient")], "→ POLICE: host a visit"),
        (("", ""), ("", ""), [], "Host a visit in Hill Town"),
        (
            ("REBEL", "REB"),
            ("REBEL", "REB"),
            [("REBEL", "initiator"), ("REBEL", "recipient")],
            "REBEL → REBEL: host a visit",
        ),
    ],
)
def test_actors_by_name_or_else_by_code(
    tmp_path: Path,
    first: tuple[str, str],
    second: tuple[str, str],
    participants: list[tuple[str, str]],
    title: str,
) -> None:
    (name_1, code_1), (name_2, code_2) = first, second
    item = one(tmp_path, Actor1Name=name_1, Actor1Code=code_1, Actor2Name=name_2, Actor2Code=code_2)
    names = {actor.id: actor.name for actor in item.actors}
    assert [(names[each.actor], each.role) for each in item.event.participants] == participants
    assert item.event.title == title


@pytest.mark.parametrize(
    ("name", "country", "group", "type_code", "kind"),
    [
        ("FRANCE", "FRA", "", "", "state"),
        ("FRANCE", "FRA", "", "MIL", "state"),
        ("FRANCE", "", "", "", None),
        ("ATLANTA", "USA", "", "", None),
        ("TALIBAN", "AFG", "TAL", "INS", "armed-group"),
        ("SYRIAN", "SYR", "", "REB", None),
        ("GUNMAN", "", "", "UAF", "armed-group"),
        ("ROTARY CLUB", "", "", "NGO", "organisation"),
        ("POLICE", "", "", "COP", "group"),
        ("PRESIDENT", "", "", "GOV", None),
    ],
)
def test_a_kind_is_given_where_it_goes_with_the_name(
    tmp_path: Path, name: str, country: str, group: str, type_code: str, kind: str | None
) -> None:
    cells = {
        "Actor2Name": "",
        "Actor1Name": name,
        "Actor1CountryCode": country,
        "Actor1KnownGroupCode": group,
        "Actor1Type1Code": type_code,
    }
    assert one(tmp_path, **cells).actors[0].kind == kind


@pytest.mark.parametrize(
    ("level", "name", "adm1", "path"),
    [
        ("1", "Xandia", "XN", [("Xandia", "country")]),
        ("1", "Xandia, Republic of", "XN", [("Xandia, Republic of", "country")]),
        ("2", "Ohio, United States", "USOH", [("United States", "country"), ("Ohio", "state")]),
        (
            "3",
            "Rome, Ohio, United States",
            "USOH",
            [("United States", "country"), ("Ohio", "state"), ("Rome", "city")],
        ),
        (
            "4",
            "Quay, Quay, City of, Xandia",
            "XN09",
            [("Xandia", "country"), ("Quay, City of", "admin1"), ("Quay", "city")],
        ),
        ("4", "Port, Xandia (general), Xandia", "XN00", [("Xandia", "country"), ("Port", "city")]),
        ("4", "Port, Xandia", "XN", [("Xandia", "country"), ("Port", "city")]),
        ("4", "Port", "", [("Port", None)]),
        ("5", "Upper Land, Upper Land, Xandia", "XN04", [("Xandia", "country"), ("Upper Land", "admin1")]),
        ("0", "", "", []),
        ("", "", "", []),
    ],
)
def test_the_place_by_its_type(
    tmp_path: Path, level: str, name: str, adm1: str, path: list[tuple[str, str | None]]
) -> None:
    item = one(tmp_path, ActionGeo_Type=level, ActionGeo_FullName=name, ActionGeo_ADM1Code=adm1)
    assert [(place.name, place.kind) for place in item.places] == path
    assert item.event.place == (item.places[-1].id if path else None)
    assert (item.event.latitude, item.event.longitude) == ((-26.5, 153.0) if path else (None, None))
    note = item.event.claims[0].note or ""
    assert (f"ActionGeo_Type {level}: " in note) == bool(path)


@pytest.mark.parametrize(
    ("cited", "title", "publisher", "url"),
    [
        ("http://example.org/a/the-king-is_dead.html", "The king is dead (example.org)", "example.org", True),
        ("HTTP://WWW.Example.ORG:8080/", "example.org, 5 March 2018", "example.org", True),
        (
            "http://me@example.org/caf%C3%A9-closes-doors?x=1-2-3-4",
            "Café closes doors (example.org)",
            "example.org",
            True,
        ),
        ("http://example.org/2018/03/05/12-34-56", "example.org, 5 March 2018", "example.org", True),
        ("BBC Monitoring", "BBC Monitoring, 5 March 2018", "BBC Monitoring", False),
        ("http://", "http://, 5 March 2018", "http://", False),
        ("www.example.org/a", "www.example.org/a, 5 March 2018", "www.example.org/a", False),
    ],
)
def test_the_article_of_what_is_cited(tmp_path: Path, cited: str, title: str, publisher: str, url: bool) -> None:
    (source,) = one(tmp_path, SOURCEURL=cited).sources
    assert (source.title, source.publisher, source.url) == (title, publisher, cited if url else None)


def test_rows_of_one_article_have_one_source(tmp_path: Path) -> None:
    text = raw({}, {"GLOBALEVENTID": "2"}, {"GLOBALEVENTID": "3", "DATEADDED": "20180306000000"})
    first, second, third = imported(read_all(gdelt_file, tmp_path / "events.csv", text))
    assert first.sources == second.sources != third.sources


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"GLOBALEVENTID": "7e8"}, ['1: GLOBALEVENTID: no whole number, found "7e8"']),
        ({"SQLDATE": "20180230"}, ['1: SQLDATE: no day as YYYYMMDD, from 1900 to 2100, found "20180230"']),
        ({"EventCode": ""}, ['1: EventCode: there is no code, found ""']),
        ({"DATEADDED": "2018"}, ['1: DATEADDED: no time as YYYYMMDD or YYYYMMDDHHMMSS, found "2018"']),
        ({"ActionGeo_Type": "9"}, ['1: ActionGeo_Type: not 0 to 5, found "9"']),
        ({"ActionGeo_Lat": "91"}, ['1: ActionGeo_Lat: beyond 90 degrees, found "91"']),
        ({"ActionGeo_Lat": "x"}, ['1: ActionGeo_Lat: no degrees such as 33.34, found "x"']),
        ({"ActionGeo_Long": ""}, ['1: ActionGeo_Long: there is only the other coordinate, found ""']),
        (
            {"EventCode": "", "ActionGeo_Long": "-181"},
            ['1: EventCode: there is no code, found ""', '1: ActionGeo_Long: beyond 180 degrees, found "-181"'],
        ),
    ],
)
def test_a_bad_row_is_rejected_with_all_that_is_wrong(tmp_path: Path, cells: dict[str, str], told: list[str]) -> None:
    items = read_all(gdelt_file, tmp_path / "events.csv", with_header(cells, {"GLOBALEVENTID": "2"}))
    assert messages(items) == [f"2{each[1:]}" for each in told]
    assert isinstance(items[1], Imported)


def test_an_id_that_comes_again_and_a_ragged_row_are_rejected(tmp_path: Path) -> None:
    items = read_all(gdelt_file, tmp_path / "events.csv", raw({}, {"GLOBALEVENTID": "2"}, {}) + "1\t2\n")
    assert messages(items) == [
        '3: GLOBALEVENTID: an event of this id stands further up in the file, found "700000001"',
        "4: the row has 2 cells, the format 61",
    ]
    assert isinstance(items[2], Rejected)
    assert items[2].cells[0] == "700000001"


def test_a_file_without_the_columns_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "reduced.csv"
    path.write_text("Date\tSource\tTarget\tCAMEOCode\n19790101\tA\tB\t043\n")
    with pytest.raises(Unreadable, match='no column "GLOBALEVENTID"'):
        gdelt_file.open_file(Input(path), Naming())


def test_the_records_survive_as_files_and_load(tmp_path: Path) -> None:
    rows: tuple[dict[str, str], ...] = (
        {},
        {
            "GLOBALEVENTID": "2",
            "Actor1Name": "",
            "Actor1Code": "",
            "ActionGeo_Type": "1",
            "ActionGeo_FullName": "Xandia",
        },
        {"GLOBALEVENTID": "3", "Actor2Name": "XANDIAN", "EventCode": "012", "SOURCEURL": "BBC Monitoring"},
        {"GLOBALEVENTID": "4", "ActionGeo_Type": "0", "ActionGeo_FullName": "", "SOURCEURL": ""},
    )
    records = records_of(imported(read_all(gdelt_file, tmp_path / "events.csv", raw(*rows))))
    assert len(records.events) == 4
    assert_survives(records, tmp_path / "files")
    with in_memory(records) as reader:
        assert list(reader.rows("SELECT count(*) FROM event", {})) == [(4,)]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(sorted(ROW)),
            st.one_of(st.text(max_size=12), st.sampled_from(["0", "5", "-1", "20180101", "http://a", "A, B, C, D"])),
            max_size=4,
        ),
        max_size=3,
    )
)
def test_whatever_stands_in_the_cells_what_comes_is_sound(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    numbered = [{}, *({"GLOBALEVENTID": str(number)} | row for number, row in enumerate(rows))]
    text = with_header(*numbered).encode("utf-8", "replace").decode()
    items = read_all(gdelt_file, tmp_path / "events.csv", text)
    assert len(items) == len(rows) + 1
    for item in items:
        assert isinstance(item, Imported) or item.problems
    assert_survives(records_of([item for item in items if isinstance(item, Imported)]), tmp_path / "files")
