"""UCDP GED: invented rows in the shape of its editions -> events, and every cell that can be wrong."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.command import Run
from timeline.annotations.checking.checks import check_records
from timeline.annotations.reading.read_files import read_paths
from timeline.annotations.reading.where import Where
from timeline.annotations.writing.writer import write_folder
from timeline.domain.records import Claim, Figure, Participant, Place, RecordSet, Source
from timeline.importers.items import Imported, Input, Rejected, Unreadable
from timeline.importers.reading.encodings import read_head
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.ucdp.ucdp_articles import cited
from timeline.importers.ucdp.ucdp_file import members, open_file, recognises

ROW = {
    "id": "411",
    "year": "2014",
    "type_of_violence": "1",
    "conflict_new_id": "77",
    "conflict_name": "Freeland: Government",
    "dyad_new_id": "88",
    "dyad_name": "Government of Freeland - HLF",
    "side_a": "Government of Freeland",
    "side_b": "HLF",
    "number_of_sources": "2",
    "source_article": '"The Gazette,2014-06-03,Fighting; shells fall, again";"Wire ""A"",2014-06-04,Six dead"',
    "source_original": "Police",
    "where_prec": "1",
    "where_coordinates": "Alton town",
    "adm_1": "North province",
    "adm_2": "Alton district",
    "latitude": "33.5",
    "longitude": "44.25",
    "country": "Freeland",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2014-06-02",
    "date_end": "2014-06-02",
    "deaths_a": "1",
    "deaths_b": "2",
    "deaths_civilians": "0",
    "deaths_unknown": "3",
    "low": "5",
    "best": "6",
    "high": "9",
}
GLOBAL = {
    "relid": "FRL-2014-1-77-1",
    "code_status": "Clear",
    "where_description": "the market of Alton",
    "gwnoa": "",
    "gwnob": "",
}

Read = Callable[..., list[Imported | Rejected]]


def as_csv(*rows: Mapping[str, str], delimiter: str = ",", tags: bool = False) -> str:
    text = io.StringIO()
    table = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    table.writerow(rows[0])
    if tags:
        table.writerow([f"#{name}" if name.startswith(("date", "side")) else "" for name in rows[0]])
    table.writerows(row.values() for row in rows)
    return text.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads rows, each the one above with some cells changed."""

    def items(*changes: Mapping[str, str], naming: Naming | None = None, **how: object) -> list[Imported | Rejected]:
        path = tmp_path / "ged.csv"
        rows = [{**ROW, "id": str(411 + number), **change} for number, change in enumerate(changes)]
        path.write_text(as_csv(*rows, **how), encoding="utf-8")  # type: ignore[arg-type]
        return list(open_file(Input(path), naming or Naming()).items)

    return items


@pytest.fixture
def read_one(read: Read) -> Callable[..., Imported]:
    def item(**change: str) -> Imported:
        (found,) = read(change)
        assert isinstance(found, Imported)
        return found

    return item


def records_of(items: list[Imported | Rejected]) -> RecordSet:
    found = [item for item in items if isinstance(item, Imported)]
    return RecordSet(
        {source.id: source for item in found for source in item.sources},
        {actor.id: actor for item in found for actor in item.actors},
        {place.id: place for item in found for place in item.places},
        {item.event.id: item.event for item in found},
        {(term.kind, term.term): term for item in found for term in item.terms},
    )


def test_a_row_is_an_event(read_one: Callable[..., Imported]) -> None:
    item = read_one(**GLOBAL)
    event = item.event
    assert (item.line, event.id, event.type, event.tags) == (2, "ucdp-411", "assault/state-based", ("1",))
    assert event.title == "Government of Freeland and HLF fight in Alton town"
    assert event.participants == (
        Participant("government-of-freeland", "participant"),
        Participant("hlf", "participant"),
    )
    assert event.note == (
        "Conflict: Freeland: Government (77); Dyad: Government of Freeland - HLF (88); relid: FRL-2014-1-77-1"
    )
    coder, *others = event.claims
    assert (coder.source, coder.date) == ("ucdp-ged", "2014-06-02")
    assert coder.figures == (
        Figure("killed", 5, 6, 9),
        Figure("killed-side-a", best=1),
        Figure("killed-side-b", best=2),
        Figure("killed-civilians", best=0),
        Figure("killed-unknown", best=3),
    )
    assert coder.note == (
        "where_prec 1: the exact place is known; date_prec 1: the day is known; "
        "event_clarity 1: reported as one event; number_of_sources 2; code_status: Clear; "
        "where: the market of Alton"
    )
    assert coder.according_to == ("“Police”",)
    assert all(not claim.according_to for claim in others)
    assert others == [Claim(source.id, note="cited by UCDP") for source in item.sources[1:]]
    assert [(source.publisher, source.published, source.title, source.kind) for source in item.sources[1:]] == [
        ("The Gazette", "2014-06-03", "Fighting; shells fall, again", "article"),
        ('Wire ""A""', "2014-06-04", "Six dead", "article"),
    ]
    assert [(actor.name, actor.kind) for actor in item.actors] == [("Government of Freeland", "state"), ("HLF", None)]
    assert [(place.name, place.kind) for place in item.places] == [
        ("Freeland", "country"),
        ("North province", "first-order division"),
        ("Alton district", "second-order division"),
        ("Alton town", None),
    ]
    assert (event.place, event.latitude, event.longitude) == (item.places[-1].id, 33.5, 44.25)


@pytest.mark.parametrize(
    ("code", "type_", "roles", "title"),
    [
        (
            "1",
            "assault/state-based",
            ["participant", "participant"],
            "Government of Freeland and HLF fight in Alton town",
        ),
        (
            "2.0",
            "assault/non-state",
            ["participant", "participant"],
            "Government of Freeland and HLF fight in Alton town",
        ),
        ("3", "assault/one-sided", ["initiator", "victim"], "Government of Freeland attacks HLF in Alton town"),
    ],
)
def test_the_type_of_violence(
    read_one: Callable[..., Imported], code: str, type_: str, roles: list[str], title: str
) -> None:
    event = read_one(type_of_violence=code).event
    assert (event.type, event.tags, event.title) == (type_, (code,), title)
    assert [participant.role for participant in event.participants] == roles


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Police", ("“Police”",)),
        ("police ", ("“police”",)),
        ("A police source", ("A police source",)),
        ("police, witnesses, US military", ("police, witnesses, US military",)),
        ("Military sources in southeast Turkey\nHSK", ("Military sources in southeast Turkey HSK",)),
        ("HLF", ("“HLF”",)),
        ("", ()),
        ("NA", ()),
    ],
)
def test_whom_a_row_rests_on_stands_in_the_words_of_its_coder(
    read_one: Callable[..., Imported], cell: str, expected: tuple[str, ...]
) -> None:
    claims = read_one(source_original=cell).event.claims
    assert claims[0].according_to == expected
    assert "original" not in (claims[0].note or "")


def test_one_sided_violence_hits_civilians(read_one: Callable[..., Imported]) -> None:
    item = read_one(type_of_violence="3", side_a="HLF", side_b="Civilians")
    assert item.event.title == "HLF attacks civilians in Alton town"
    assert item.event.participants == (Participant("hlf", "initiator"), Participant("civilians", "victim"))


def test_a_coalition_is_its_members(read_one: Callable[..., Imported]) -> None:
    item = read_one(side_a="Government of Oneland, Government of Twoland, Government of Threeland")
    assert [actor.name for actor in item.actors] == [
        "Government of Oneland",
        "Government of Twoland",
        "Government of Threeland",
        "HLF",
    ]
    assert item.event.title == (
        "Government of Oneland, Government of Twoland and Government of Threeland against HLF in Alton town"
    )


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ("HLF", ("HLF",)),
        ("Red Guard, Blue Guard", ("Red Guard", "Blue Guard")),
        ("al-Nur Army, Red Guard", ("al-Nur Army", "Red Guard")),
        ("الجيش, الحرس", ("الجيش", "الحرس")),
        ("Red Guard (north, south), Blue Guard", ("Red Guard (north, south)", "Blue Guard")),
        ("Red Guard, northern wing", ("Red Guard, northern wing",)),
        ("Red Guard,Blue", ("Red Guard,Blue",)),
        ("Red Guard, ", ("Red Guard, ",)),
        ("Red Guard, Red Guard", ("Red Guard",)),
    ],
)
def test_members(side: str, expected: tuple[str, ...]) -> None:
    assert members(side) == expected


@pytest.mark.parametrize(
    ("start", "end", "precision", "clarity", "expected"),
    [
        # Some time within, whole months and whole years by their names.
        ("2014-06-29", "2014-07-01", "2", "1", "[2014-06-29..2014-07-01]"),
        ("2014-06-02", "2014-06-08", "3", "1", "[2014-06-02..2014-06-08]"),
        ("2014-06-03", "2014-06-25", "4", "1", "[2014-06-03..2014-06-25]"),
        ("2014-06-01", "2014-06-30", "4", "1", "2014-06"),
        ("2012-02-01", "2012-02-29", "4", "1", "2012-02"),
        ("2014-05-01", "2014-06-30", "5", "1", "[2014-05..2014-06]"),
        ("2014-03-02", "2014-12-31", "5", "1", "[2014-03-02..2014-12-31]"),
        ("2014-01-01", "2014-12-31", "5", "1", "2014"),
        ("2014-06-02 00:00:00.000", "2014-06-03 00:00:00.000", "2", "1.0", "[2014-06-02..2014-06-03]"),
        # It lasted: the days are known, or it is a summary, however exactly its days are known.
        ("2014-06-02", "2014-06-03", "1", "1", "2014-06-02/2014-06-03"),
        ("2014-06-02", "2014-06-03", "1.0", "2", "2014-06-02/2014-06-03"),
        ("2014-06-29", "2014-07-01", "2", "2", "2014-06-29/2014-07-01"),
        ("2014-06-02", "2014-06-08", "3", "2.0", "2014-06-02/2014-06-08"),
        ("2014-06-01", "2014-06-30", "4", "2", "2014-06-01/2014-06-30"),
        ("2014-01-01", "2014-12-31", "5", "2", "2014-01-01/2014-12-31"),
        # One day.
        ("2014-06-02", "2014-06-02", "1", "1", "2014-06-02"),
        ("2014-06-02", "2014-06-02", "1", "2", "2014-06-02"),
        ("2014-06-02T00:00:00", "2014-06-02 00:00:00", "1.0", "1", "2014-06-02"),
        ("2014-06-02", "2014-06-02", "2", "1", "2014-06-02~"),
        ("2014-06-02", "2014-06-02", "5", "2", "2014-06-02~"),
        # A code that is missing or unknown says nothing.
        ("2014-06-02", "2014-06-02", "", "", "2014-06-02"),
        ("2014-06-02", "2014-06-03", "", "1", "[2014-06-02..2014-06-03]"),
        ("2014-06-02", "2014-06-03", "9", "", "[2014-06-02..2014-06-03]"),
        ("2014-06-02", "2014-06-03", "", "2", "2014-06-02/2014-06-03"),
    ],
)
def test_dates(
    read_one: Callable[..., Imported], start: str, end: str, precision: str, clarity: str, expected: str
) -> None:
    event = read_one(date_start=start, date_end=end, date_prec=precision, event_clarity=clarity).event
    assert event.claims[0].date == expected
    assert event.date is None
    assert not any(claim.date or claim.figures for claim in event.claims[1:])


@pytest.mark.parametrize(
    ("low", "best", "high", "figures", "advice"),
    [
        ("5.0", "6.0", "9", [Figure("killed", 5, 6, 9)], []),
        ("0", "0", "0", [Figure("killed", 0, 0, 0)], []),
        ("", "6", "", [Figure("killed", best=6)], []),
        ("NA", "", "", [], []),
        ("7", "6", "9", [Figure("killed", 7, 6, 9)], ["low: 7 is above best, 6: kept as it is"]),
        ("5", "6", "4", [Figure("killed", 5, 6, 4)], ["best: 6 is above high, 4: kept as it is"]),
        (
            "7",
            "6",
            "5",
            [Figure("killed", 7, 6, 5)],
            ["low: 7 is above best, 6: kept as it is", "best: 6 is above high, 5: kept as it is"],
        ),
        ("7", "", "5", [Figure("killed", 7, None, 5)], ["low: 7 is above high, 5: kept as it is"]),
    ],
)
def test_deaths(
    read_one: Callable[..., Imported], low: str, best: str, high: str, figures: list[Figure], advice: list[str]
) -> None:
    sides = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), "")
    item = read_one(low=low, best=best, high=high, **sides)
    assert list(item.event.claims[0].figures) == figures
    assert [problem.message for problem in item.advice] == advice
    assert all(problem.severity == "advice" for problem in item.advice)


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        ({"id": ""}, ['id: it is missing, found ""']),
        ({"type_of_violence": "4"}, ['type_of_violence: not 1, 2 or 3, found "4"']),
        ({"date_start": "02/06/2014"}, ['date_start: no date such as 2014-06-01, found "02/06/2014"']),
        ({"date_end": "2014-06-31"}, ['date_end: no day of the calendar, found "2014-06-31"']),
        ({"date_end": "2914-06-30"}, ['date_end: a year outside 1900 to 2100, found "2914-06-30"']),
        ({"date_end": "2014-06-01"}, ['date_end: it is before date_start, 2014-06-02, found "2014-06-01"']),
        ({"date_end": ""}, ['date_end: no date such as 2014-06-01, found ""']),
        ({"best": "-1"}, ['best: no whole number from 0 up, found "-1"']),
        ({"high": "many", "deaths_a": "1.5"}, ["high: no whole", "deaths_a: no whole"]),
        ({"low": "9" * 30}, ["low: no whole number from 0 up"]),
        ({"latitude": "91"}, ['latitude: beyond 90 degrees, found "91"']),
        ({"longitude": "4x"}, ['longitude: no degrees such as 33.34, found "4x"']),
        ({"longitude": ""}, ['longitude: it is missing while the other is given, found ""']),
        ({"side_a": " ", "side_b": "NA"}, ['side_a: it is missing, found ""', 'side_b: it is missing, found ""']),
        ({"id": "411"}, ['id: an event of this id stands further up in the file, found "411"']),
        ({"id": "411.0"}, ['id: an event of this id stands further up in the file, found "411.0"']),
    ],
)
def test_a_bad_row_is_rejected_with_all_its_faults(read: Read, change: Mapping[str, str], messages: list[str]) -> None:
    before, bad, after = read({}, change, {})
    assert isinstance(before, Imported)
    assert isinstance(after, Imported)
    assert isinstance(bad, Rejected)
    assert bad.line == 3
    assert len(bad.problems) == len(messages)
    for problem, message in zip(bad.problems, messages, strict=True):
        assert f"ged.csv:3: {message}" in str(problem)
    assert bad.cells == tuple({**ROW, "id": "412", **change}.values())


def test_a_province_is_one_place_whichever_row_comes_first_and_events_stand_where_their_rows_put_them(
    read: Read,
) -> None:
    town: dict[str, str] = {}
    province = {
        "where_prec": "4",
        "where_coordinates": "North province",
        "adm_2": "",
        "latitude": "33",
        "longitude": "44.0",
    }
    country = {"where_prec": "6", "where_coordinates": "Freeland", "adm_1": "", "adm_2": "", "latitude": "30"}
    expected = [
        Place("freeland-place", "Freeland", "country"),
        Place("north-province-freeland", "North province", "first-order division", (), "freeland-place"),
    ]
    for rows in ([town, province, country], [country, province, town], [province, town, country]):
        records = records_of(read(*rows))
        assert [records.places[place.id] for place in expected] == expected
        assert len(records.places) == 4
        assert {(event.place, event.latitude, event.longitude) for event in records.events.values()} == {
            ("freeland-place", 30, 44.25),
            ("north-province-freeland", 33, 44),
            ("alton-town-alton-district-north-province-freeland", 33.5, 44.25),
        }


def test_events_of_one_place_may_stand_at_several_points(read: Read) -> None:
    province = {"where_prec": "4.0", "where_coordinates": "North province", "adm_2": ""}
    events = records_of(read(province, {**province, "latitude": "10"}, {**province, "latitude": "", "longitude": ""}))
    assert [(event.place, event.latitude) for event in events.events.values()] == [
        ("north-province-freeland", 33.5),
        ("north-province-freeland", 10),
        ("north-province-freeland", None),
    ]


def test_a_town_called_as_its_province_is_not_the_province(read_one: Callable[..., Imported]) -> None:
    item = read_one(where_coordinates="North province", adm_2="")
    assert [(place.name, place.kind) for place in item.places] == [
        ("Freeland", "country"),
        ("North province", "first-order division"),
        ("North province", None),
    ]


def test_a_point_without_a_name_is_called_by_its_coordinates(read_one: Callable[..., Imported]) -> None:
    item = read_one(where_coordinates="")
    assert (item.places[-1].name, item.event.latitude) == ("Alton district", 33.5), "the district names it"
    unnamed = dict.fromkeys(("where_coordinates", "adm_1", "adm_2", "country"), "")
    assert read_one(**unnamed).places[-1].name == "33.5, 44.25"
    nowhere = dict.fromkeys(("where_coordinates", "adm_1", "adm_2", "latitude", "longitude", "country"), "")
    item = read_one(**nowhere)
    assert (item.places, item.event.place) == ((), None)
    assert item.event.title == "Government of Freeland and HLF fight"


def article(publisher: str | None, published: str, title: str) -> tuple[str | None, str | None, str, str | None]:
    return publisher, published, title, "article"


def whole(title: str) -> tuple[str | None, str | None, str, str | None]:
    return None, None, title, None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", []),
        ("NA", []),
        ("r 26/4", [whole("r 26/4")]),
        ("Keen, Tom; Ada Lane (1993). A Survey", [whole("Keen, Tom; Ada Lane (1993). A Survey")]),
        ('"A,2014-06-03,Title"', [article("A", "2014-06-03", "Title")]),
        ('"A, B and C,2014-06-03, Title"', [article("A, B and C", "2014-06-03", "Title")]),
        ('"A,2014-06,Title"', [article("A", "2014-06", "Title")]),
        ('"A,2014-06-03,"', [article("A", "2014-06-03", "A, 3 June 2014")]),
        ('"A,2014-06-03"', [article("A", "2014-06-03", "A, 3 June 2014")]),
        ('",2014-06-03,Title"', [article(None, "2014-06-03", "Title")]),
        ('"A,2014-06-03 00:00:00.000,Title"', [article("A", "2014-06-03", "Title")]),
        ('"A,2014-06-31,Title"', [whole('"A,2014-06-31,Title"')]),
        ('"A,2014-06-03,One";"A,2014-06-03,One"', [article("A", "2014-06-03", "One")]),
        (
            '"A,2014-06-03,He said "go", twice; then left";"B,2014-06-04,"Go" again" ; "C,2014-06-0',
            [
                article("A", "2014-06-03", 'He said "go", twice; then left'),
                article("B", "2014-06-04", '"Go" again'),
                whole("C,2014-06-0"),
            ],
        ),
        ('A, 2014-06-03, Six "dead", two hurt', [article("A", "2014-06-03", 'Six "dead", two hurt')]),
        ("A,2014-06-03,One;B,2014-06-04,Two", [article("A", "2014-06-03", "One"), article("B", "2014-06-04", "Two")]),
        ("A,2014-06-03,One; and more", [article("A", "2014-06-03", "One; and more")]),
        ("A, 2014-06-03, One, B, 2014-06-03, Two", [whole("A, 2014-06-03, One, B, 2014-06-03, Two")]),
        ('"No" to war, A 3 June', [whole('"No" to war, A 3 June')]),
        ("A,2014-06-03,two\nlines", [article("A", "2014-06-03", "two lines")]),
    ],
)
def test_articles(cell: str, expected: list[tuple[str | None, str | None, str, str | None]]) -> None:
    sources = cited({"source_article": cell}, 2014)
    assert [(source.publisher, source.published, source.title, source.kind) for source in sources] == expected


def test_a_cell_that_is_missing_is_made_up_for_by_the_columns_beside_it() -> None:
    columns = {"source_office": "A;B", "source_date": "2014-06-03;2014-06-04", "source_headline": "One;Two"}
    whole_cell = {"source_article": '"A,2014-06-03,One";"B,2014-06-04,Two"'}
    assert cited(columns, 2014) == cited(whole_cell, 2014)
    assert [source.title for source in cited({**columns, "source_headline": "One; Two; Three"}, 2014)] == [
        "A;B, 2014-06-03;2014-06-04, One; Two; Three"
    ]


def test_one_article_is_one_source_and_a_name_without_a_year_one_each_year() -> None:
    def ids(cell: str, year: int) -> list[str]:
        return [source.id for source in cited({"source_article": cell}, year)]

    assert ids('"A,2014-06-03,One"', 2014) == ids("A, 2014-06-03, One", 2015)
    assert ids('"A,2014-06-03,One"', 2014) != ids('"A,2014-06-03,Two"', 2014)
    assert ids("Gazette 3/6 2014", 2014) == ids("Gazette 3/6 2014", 2015)
    assert ids("r 26/4", 2014) != ids("r 26/4", 2015)
    assert cited({"source_article": "r 26/4"}, 2014)[0].note == "named without a year by events of 2014"


def test_an_address_is_the_url_of_its_source() -> None:
    (source,) = cited({"source_article": "Paper = https://example.org/a/b.htm"}, 2014)
    assert isinstance(source, Source)
    assert (source.url, source.note) == ("https://example.org/a/b.htm", None)


def test_one_name_is_one_actor_across_rows_and_files(read: Read) -> None:
    naming = Naming()
    records = records_of(read({}, {"side_a": "HLF", "side_b": "Civilians"}, naming=naming))
    again = records_of(read({"side_a": "HLF"}, naming=naming))
    assert sorted(records.actors) == ["civilians", "government-of-freeland", "hlf"]
    assert again.actors["hlf"] == records.actors["hlf"]


def test_the_same_file_twice_is_the_same(read: Read) -> None:
    assert read({}, {"side_a": "IS"}) == read({}, {"side_a": "IS"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_editions_are_recognised(tmp_path: Path, delimiter: str) -> None:
    old = {"best": "best_est", "low": "low_est", "high": "high_est"}
    path = tmp_path / "ged.csv"
    renamed = {old.get(name, name).upper(): cell for name, cell in ROW.items()}
    path.write_text("\ufeff" + as_csv(renamed, delimiter=delimiter, tags=True), encoding="utf-8")
    assert recognises(read_head(Input(path)))
    opened = open_file(Input(path), Naming())
    assert opened.columns == tuple(renamed)
    (item,) = opened.items
    assert isinstance(item, Imported)
    assert item.event.claims[0].figures[0] == Figure("killed", 5, 6, 9)


@pytest.mark.parametrize("head", ["", "id,date_start,date_end\n", '{"id": 1}', "event_id_cnty,event_date,fatalities\n"])
def test_other_files_are_not_recognised(head: str) -> None:
    assert not recognises(head)


def test_every_missing_column_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    path.write_text("id,side_a,side_b,date_strt,type_of_violence\n")
    with pytest.raises(Unreadable) as caught:
        open_file(Input(path), Naming())
    assert [problem.message.split(":")[0] for problem in caught.value.problems] == [
        'no column "date_start"',
        'no column "date_end"',
        'no column "best"',
    ]


def test_records_are_sound_and_survive_as_annotation_files(read: Read, tmp_path: Path) -> None:
    records = records_of(
        read(
            GLOBAL,
            {**GLOBAL, "side_a": "One, Two", "source_article": "r 26/4", "where_coordinates": "  Ünder\tTown's: #1"},
            {**GLOBAL, "date_prec": "4", "where_prec": "6", "where_coordinates": "Freeland", "adm_1": "", "adm_2": ""},
            {**GLOBAL, "side_a": "Ж", "source_article": '"A,2014-06-03,"Go": - yes\n no #3"', "id": "X-1"},
            {**GLOBAL, "source_original": "Police: 'x'\r\n\tand \"y\" ", "latitude": "0", "longitude": "0"},
        )
    )
    assert len(records.events) == 5
    assert check_records(records, Where()) == []
    folder = tmp_path / "written"
    write_folder(records, folder, lambda _: "2014")
    reading = read_paths([folder])
    assert (reading.problems, reading.records) == ([], records)


def test_an_exact_name_finds_its_own_events_alone(read: Read, run: Run, database: str, tmp_path: Path) -> None:
    june, july = ({"date_start": f"2014-{month}-10", "date_end": f"2014-{month}-12"} for month in ("06", "07"))
    records = records_of(
        read(
            {**june, "side_b": "IS"},
            {**june, "side_b": "Ansar al-Islam"},
            {**june, "side_a": "IS", "side_b": "Civilians", "type_of_violence": "3"},
            {**july, "side_b": "IS"},
            {"side_b": "IS", "date_start": "2014-05-30", "date_end": "2014-06-01"},
        )
    )
    write_folder(records, tmp_path / "written", lambda _: "2014")
    assert run("load", str(tmp_path / "written"), db=database).exit_code == 0
    listed = run("events", "--actor", "IS", "--during", "2014-06", "--format", "json", db=database)
    assert [event["id"] for event in json.loads(listed.stdout)] == ["ucdp-415", "ucdp-411", "ucdp-413"]


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from([*ROW, *GLOBAL]), st.text(max_size=12), max_size=6))
def test_no_cells_raise_anything_else(tmp_path_factory: pytest.TempPathFactory, change: dict[str, str]) -> None:
    path = tmp_path_factory.getbasetemp() / "any-ged.csv"
    path.write_bytes(as_csv({**ROW, **GLOBAL, **change}).encode("utf-8", "replace"))
    with suppress(Unreadable):
        for item in open_file(Input(path), Naming()).items:
            if isinstance(item, Imported):
                records = records_of([item])
                assert check_records(records, Where()) == []
