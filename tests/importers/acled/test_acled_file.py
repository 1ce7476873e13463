"""ACLED's exports, old and new, a row an event or a row a side, become events."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.imported_files import advice, assert_survives, imported, messages, read_all, records_of
from timeline.domain.records import Claim, Figure, Participant, Place
from timeline.importers.acled import acled_file
from timeline.importers.items import Imported, Input, Rejected, Unreadable
from timeline.importers.reading.ids_of_names import Naming

ROW = {
    "event_id_cnty": "XND12",
    "event_date": "2020-03-21",
    "year": "2020",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Xandia (2011-)",
    "assoc_actor_1": "",
    "inter1": "State forces",
    "actor2": "Red Front",
    "assoc_actor_2": "Blue Guard; Reds of the Hill",
    "inter2": "Rebel group",
    "interaction": "State forces-Rebel group",
    "civilian_targeting": "",
    "iso": "999",
    "region": "Far Away",
    "country": "Xandia",
    "admin1": "Upper Land",
    "admin2": "North",
    "admin3": "",
    "location": "Hill Town",
    "latitude": "12.5",
    "longitude": "44.25",
    "geo_precision": "1",
    "source": "Xandia Times; Radio X",
    "source_scale": "National",
    "notes": "On 21 March, the two sides met on the hill.",
    "fatalities": "3",
    "tags": "crowd size=no report",
    "timestamp": "1600000000",
}
CIVILIANS = {"actor2": "Civilians (Xandia)", "assoc_actor_2": "", "inter2": "Civilians"}
LONG = tuple(column for column in ROW if column not in ("actor2", "assoc_actor_2", "inter2"))
STATE: dict[str, str] = {}
REBELS = {"actor1": "Red Front", "assoc_actor_1": "Blue Guard", "inter1": "Rebel group"}


def table(*rows: dict[str, str], columns: tuple[str, ...] = tuple(ROW), delimiter: str = ",") -> str:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([(ROW | row).get(column, "") for column in columns] for row in rows)
    return stream.getvalue()


def one(tmp_path: Path, **cells: str) -> Imported:
    (item,) = imported(read_all(acled_file, tmp_path / "acled.csv", table(cells)))
    return item


def roles(item: Imported) -> list[tuple[str, str]]:
    names = {actor.id: actor.name for actor in item.actors}
    return [(names[each.actor], each.role) for each in item.event.participants]


def test_a_row_is_an_event_of_acled_and_of_the_sources_that_it_names(tmp_path: Path) -> None:
    item = one(tmp_path)
    event = item.event
    assert item.line == 2
    assert (event.id, event.type) == ("acled-xnd12", "assault")
    assert event.title == "Armed clash: Military Forces of Xandia (2011-) and Red Front in Hill Town"
    assert event.summary == ROW["notes"]
    assert event.tags == ("Battles", "Armed clash", "Political violence", "crowd size=no report")
    assert event.participants == (
        Participant("military-forces-of-xandia-2011", "participant"),
        Participant("red-front", "participant"),
        Participant("blue-guard", "associate"),
        Participant("reds-of-the-hill", "associate"),
    )
    assert [actor.kind for actor in item.actors] == ["organisation", "armed-group", None, None]
    assert [(source.id.rpartition("-")[0] or source.id, source.title, source.kind) for source in item.sources] == [
        ("acled", "Armed Conflict Location & Event Data (ACLED)", "dataset"),
        ("xandia-times", "Xandia Times", "outlet"),
        ("radio-x", "Radio X", "outlet"),
    ]
    note = (
        "geo_precision 1: the place itself; source_scale National; interaction State forces-Rebel group; "
        "beside Red Front: Blue Guard, Reds of the Hill"
    )
    assert event.claims == (
        Claim("acled", date="2020-03-21", figures=(Figure("killed", best=3.0),), note=note),
        Claim(item.sources[1].id, note="cited by ACLED"),
        Claim(item.sources[2].id, note="cited by ACLED"),
    )
    assert item.places == (
        Place("xandia-place", "Xandia", kind="country"),
        Place("upper-land-xandia", "Upper Land", kind="admin1", within="xandia-place"),
        Place("north-upper-land-xandia", "North", kind="admin2", within="upper-land-xandia"),
        Place("hill-town-north-upper-land-xandia", "Hill Town", within="north-upper-land-xandia"),
    )
    assert (event.place, event.latitude, event.longitude) == ("hill-town-north-upper-land-xandia", 12.5, 44.25)
    assert [term.term for term in item.terms] == ["associate"]


@pytest.mark.parametrize(
    ("written", "precision", "date"),
    [
        ("2020-03-21", "1", "2020-03-21"),
        ("21 March 2020", "1", "2020-03-21"),
        ("21-March-2020", "1", "2020-03-21"),
        ("1 Sept 2020", "1", "2020-09-01"),
        ("5-Aug-24", "1", "2024-08-05"),
        ("5-Aug-97", "1", "1997-08-05"),
        ("31-Dec-96", "1", "2096-12-31"),
        ("2020-03-21 00:00:00", "", "2020-03-21"),
        ("2020-03-21", "2", "[2020-03-18~..2020-03-24~]"),
        ("2020-03-01", "2.0", "[2020-02-27~..2020-03-04~]"),
        ("2020-03-16", "3", "2020-03"),
        ("29 February 2020", "3", "2020-02"),
    ],
)
def test_a_date_is_as_exact_as_its_precision_says(tmp_path: Path, written: str, precision: str, date: str) -> None:
    item = one(tmp_path, event_date=written, year="", time_precision=precision)
    note = item.event.claims[0].note or ""
    assert item.event.claims[0].date == date
    assert [claim.date for claim in item.event.claims[1:]] == [None, None]
    assert ("time_precision" in note) == (precision[:1] in ("2", "3"))


@pytest.mark.parametrize(
    ("timestamp", "date"),
    [
        ("1700000000", "[2020-03-18~..2020-03-24~]"),
        ("1585094399", "[2020-03-18~..2020-03-24~]"),  # the last second of 24 March
        ("1585007999", "[2020-03-18~..2020-03-23]"),  # of 23 March
        ("1584835200", "[2020-03-18~..2020-03-22]"),
        ("1584748800.0", "[2020-03-18~..2020-03-21]"),
        ("2020-03-22 10:30:00", "[2020-03-18~..2020-03-22]"),
        ("2020-03-22T10:30:00Z", "[2020-03-18~..2020-03-22]"),
        ("", "[2020-03-18~..2020-03-24~]"),
    ],
)
def test_a_week_ends_no_later_than_the_row_was_written(tmp_path: Path, timestamp: str, date: str) -> None:
    item = one(tmp_path, event_date="2020-03-21", time_precision="2", timestamp=timestamp)
    assert (item.event.claims[0].date, item.advice) == (date, ())
    assert one(tmp_path, event_date="2020-03-21", timestamp=timestamp).event.claims[0].date == "2020-03-21"


@pytest.mark.parametrize(
    ("timestamp", "told"),
    [
        ("yesterday", 'timestamp: no seconds since 1970 and no day: nothing is known of when it was written, found "'),
        ("1584662400", "timestamp: it is of 2020-03-20, before event_date, 2020-03-21: it is not heeded, found "),
    ],
)
def test_a_timestamp_that_says_nothing_is_told(tmp_path: Path, timestamp: str, told: str) -> None:
    item = one(tmp_path, event_date="2020-03-21", time_precision="2", timestamp=timestamp)
    assert item.event.claims[0].date == "[2020-03-18~..2020-03-24~]"
    assert [told in line for line in advice([item])] == [True]


def test_of_the_rows_of_one_event_the_last_written_ends_its_week(tmp_path: Path) -> None:
    sides = {"event_date": "2020-03-21", "time_precision": "2", "actor2": ""}
    rows = [{**sides, "timestamp": "1584835200"}, {**sides, "actor1": "Blue Guard", "timestamp": "1585007999"}]
    for order in (rows, rows[::-1]):
        (item,) = imported(read_all(acled_file, tmp_path / "acled.csv", table(*order)))
        assert item.event.claims[0].date == "[2020-03-18~..2020-03-23]"


@pytest.mark.parametrize(
    ("event_type", "sub_event_type", "expected"),
    [
        ("Battles", "Government regains territory", "assault"),
        ("Explosions/Remote violence", "Suicide bomb", "assault/suicide-attack"),
        ("Explosions/Remote violence", "Air/drone strike", "assault/heavy-weapons"),
        ("Violence against civilians", "Abduction/forced disappearance", "assault/abduct"),
        ("Protests", "Excessive force against protesters", "protest/demo"),
        ("Riots", "Mob violence", "protest/riot"),
        ("Strategic developments", "Agreement", "agree"),
        ("Strategic developments", "Arrests", "coerce/arrest"),
        ("Strategic developments", "Looting/property destruction", "coerce/seize"),
        ("Strategic developments", "Headquarters or base established", "mobilize"),
        ("Strategic developments", "Other", None),
        ("Strategic developments", "Change to group/activity", None),
        ("Battle-No change of territory", "", "assault"),
        ("Remote violence", "", "assault"),
        ("Riots/Protests", "", "protest"),
        ("A new type", "Of its own", None),
    ],
)
def test_types_of_events(tmp_path: Path, event_type: str, sub_event_type: str, expected: str | None) -> None:
    event = one(tmp_path, event_type=event_type, sub_event_type=sub_event_type).event
    assert event.type == expected
    assert event.tags[: 2 if sub_event_type else 1] == (event_type, *([sub_event_type] if sub_event_type else []))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"event_type": "Violence against civilians", **CIVILIANS},
            [("Military Forces of Xandia (2011-)", "initiator"), ("Civilians (Xandia)", "target")],
        ),
        (
            {
                "event_type": "Violence against civilians",
                "actor1": "Civilians (Xandia)",
                "inter1": "7",
                "assoc_actor_2": "",
            },
            [("Civilians (Xandia)", "target"), ("Red Front", "initiator")],
        ),
        (
            {"event_type": "Strategic developments", **CIVILIANS},
            [("Military Forces of Xandia (2011-)", "participant"), ("Civilians (Xandia)", "participant")],
        ),
        (
            {"event_type": "Explosions/Remote violence", "actor2": "", "assoc_actor_2": "", "inter2": ""},
            [("Military Forces of Xandia (2011-)", "initiator")],
        ),
        (
            {"actor2": "Military Forces of Xandia (2011-)", "assoc_actor_2": "", "inter2": "State forces"},
            [("Military Forces of Xandia (2011-)", "participant")],
        ),
        (
            {"actor2": "", "inter2": "", "assoc_actor_2": "", "assoc_actor_1": "Women (Xandia);Labor Group;; "},
            [
                ("Military Forces of Xandia (2011-)", "initiator"),
                ("Women (Xandia)", "associate"),
                ("Labor Group", "associate"),
            ],
        ),
    ],
)
def test_roles_follow_from_what_the_codebook_says(
    tmp_path: Path, cells: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert roles(one(tmp_path, **cells)) == expected


def test_the_title_says_against_whom(tmp_path: Path) -> None:
    cells = {"event_type": "Violence against civilians", "sub_event_type": "Attack", "inter1": "1", **CIVILIANS}
    title = one(tmp_path, **cells).event.title
    assert title == "Attack: Military Forces of Xandia (2011-) against Civilians (Xandia) in Hill Town"


@pytest.mark.parametrize(
    ("inter", "name", "kind"),
    [
        ("1", "Guard of Xandia", "organisation"),
        ("State Forces", "Guard of Xandia", "organisation"),
        ("2.0", "Greens", "armed-group"),
        ("Political Militias", "Greens", "armed-group"),
        ("Identity militia", "Greens", "armed-group"),
        ("6", "Protesters (Xandia)", "group"),
        ("7", "Civilians (Xandia)", "group"),
        ("External/Other forces", "UN Mission", None),
        ("8", "Military Forces of Farland", "organisation"),
        ("", "Greens", None),
    ],
)
def test_the_kind_of_an_actor(tmp_path: Path, inter: str, name: str, kind: str | None) -> None:
    assert one(tmp_path, actor1=name, inter1=inter).actors[0].kind == kind


def test_the_kind_does_not_depend_on_where_the_actor_is_named_first(tmp_path: Path) -> None:
    rows = ({"assoc_actor_1": "Greens"}, {"event_id_cnty": "XND13", "actor2": "Greens", "inter2": "3"})
    records = records_of(imported(read_all(acled_file, tmp_path / "acled.csv", table(*rows))))
    assert records.actors["greens"].kind == "armed-group"


def test_an_unknown_code_of_an_actor_is_told(tmp_path: Path) -> None:
    item = one(tmp_path, inter1="Robots")
    assert advice([item]) == ['2: inter1: "Robots" is no code of ACLED\'s: it says nothing of the actor']


@pytest.mark.parametrize(("written", "dead"), [("0", 0.0), ("12", 12.0), ("12.0", 12.0), ("", None), ("NA", None)])
def test_deaths(tmp_path: Path, written: str, dead: float | None) -> None:
    figures = one(tmp_path, fatalities=written).event.claims[0].figures
    assert figures == (() if dead is None else (Figure("killed", best=dead),))


def test_what_changes_with_each_download_changes_nothing(tmp_path: Path) -> None:
    columns = ("data_id", *ROW)
    first = table({"data_id": "1"}, columns=columns)
    second = table({"data_id": "2", "timestamp": "1700000000"}, columns=columns)
    path = tmp_path / "acled.csv"
    answers = [read_all(acled_file, path, each) for each in (first, second, table({}))]
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_old_export_in_capitals_says_the_same(tmp_path: Path, delimiter: str) -> None:
    old = {"assoc_actor_1": "ally_actor_1", "assoc_actor_2": "ally_actor_2", "geo_precision": "geo_precis"}
    text = table({}, delimiter=delimiter)
    header, _, rest = text.partition("\n")
    for name, before in old.items():
        header = header.replace(name, before)
    text = f"\ufeff{header.upper()}\n{rest}"
    assert acled_file.recognises(text.removeprefix("\ufeff"))
    assert imported(read_all(acled_file, tmp_path / "acled.csv", text)) == [one(tmp_path)]


@pytest.mark.parametrize(
    "head", ["", "a,b\n", "event_id_cnty,event_date,event_type\n", "id,date_start,best\n", '{"event_id_cnty": 1}']
)
def test_other_files_are_not_taken(head: str) -> None:
    assert not acled_file.recognises(head)


def test_the_rows_of_the_long_form_are_one_event_wherever_they_stand(tmp_path: Path) -> None:
    other = {"event_id_cnty": "XND13", "fatalities": "5"}
    together = (STATE, REBELS, STATE | other, REBELS | other)
    apart = (STATE, STATE | other, REBELS, REBELS | other)
    path = tmp_path / "acled.csv"
    first = imported(read_all(acled_file, path, table(*together, columns=LONG)))
    second = imported(read_all(acled_file, path, table(*apart, columns=LONG)))
    assert [item.event for item in first] == [item.event for item in second]
    assert [item.line for item in first] == [2, 4]
    assert [item.line for item in second] == [2, 3]
    assert [item.event.claims[0].figures[0].best for item in first] == [3.0, 5.0]
    assert roles(first[0]) == [
        ("Military Forces of Xandia (2011-)", "participant"),
        ("Red Front", "participant"),
        ("Blue Guard", "associate"),
    ]


def test_the_long_form_says_what_the_present_one_says(tmp_path: Path) -> None:
    rebels = {"actor1": ROW["actor2"], "assoc_actor_1": ROW["assoc_actor_2"], "inter1": ROW["inter2"]}
    long = imported(read_all(acled_file, tmp_path / "long.csv", table({}, rebels, columns=LONG)))
    assert long == [one(tmp_path)]
    # An export may have the second actor's columns, and leave them blank.
    blank = {"actor2": "", "assoc_actor_2": "", "inter2": ""}
    assert imported(read_all(acled_file, tmp_path / "long.csv", table(blank, rebels | blank))) == long


def test_events_that_stand_together_come_at_once(tmp_path: Path) -> None:
    """The last two rows of the file are one event with the first: all others come before it."""
    others = [each | {"event_id_cnty": f"XND{number}"} for number in range(20, 30) for each in (STATE, REBELS)]
    text = table(STATE, *others, REBELS, columns=LONG)
    items = imported(read_all(acled_file, tmp_path / "acled.csv", text))
    assert [item.event.id for item in items] == [*(f"acled-xnd{number}" for number in range(20, 30)), "acled-xnd12"]


def test_rows_of_one_event_that_contradict_each_other_are_rejected(tmp_path: Path) -> None:
    text = table(STATE, REBELS | {"fatalities": "4", "location": "Valley"}, {"event_id_cnty": "XND13"}, columns=LONG)
    items = read_all(acled_file, tmp_path / "acled.csv", text)
    assert messages(items) == [
        '2: event_id_cnty: a row of the same event, line 3, is at fault, found "XND12"',
        '3: location: line 2, of the same event, has "Hill Town", found "Valley"',
        '3: fatalities: line 2, of the same event, has "3", found "4"',
    ]
    assert [type(item) for item in items] == [Rejected, Rejected, Imported]


def test_a_whole_event_that_comes_again_is_rejected(tmp_path: Path) -> None:
    items = read_all(acled_file, tmp_path / "acled.csv", table({}, {"event_id_cnty": "XND13"}, {"fatalities": "4"}))
    told = ['4: event_id_cnty: an event of this id stands in line 2 already, found "XND12"']
    assert messages(items) == told
    (first,) = [item for item in items if isinstance(item, Imported) and item.event.id == "acled-xnd12"]
    assert first.event.claims[0].figures == (Figure("killed", best=3.0),)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"event_id_cnty": ""}, ['event_id_cnty: it is missing, found ""']),
        ({"event_date": ""}, ['event_date: no date such as 2020-03-21, 21 March 2020 or 5-Aug-24, found ""']),
        (
            {"event_date": "05/08/2024"},
            ['event_date: it is not said which is the day and which the month: write 2020-03-21, found "05/08/2024"'],
        ),
        (
            {"event_date": "21 Marz 2020"},
            ['event_date: no date such as 2020-03-21, 21 March 2020 or 5-Aug-24, found "21 Marz 2020"'],
        ),
        ({"event_date": "2020-02-30"}, ['event_date: no day of the calendar, found "2020-02-30"']),
        ({"event_date": "2020-13-01"}, ['event_date: no day of the calendar, found "2020-13-01"']),
        ({"event_date": "0020-01-01"}, ['event_date: a year outside 1900 to 2100, found "0020-01-01"']),
        ({"year": "2019"}, ['year: not that of event_date, 2020-03-21, found "2019"']),
        ({"time_precision": "4"}, ['time_precision: not 1, 2 or 3, found "4"']),
        ({"geo_precision": "x"}, ['geo_precision: not 1, 2 or 3, found "x"']),
        ({"event_type": ""}, ['event_type: it is missing, found ""']),
        ({"fatalities": "-1"}, ['fatalities: no whole number from 0 up, found "-1"']),
        ({"fatalities": "many"}, ['fatalities: no whole number from 0 up, found "many"']),
        ({"latitude": "95"}, ['latitude: beyond 90 degrees, found "95"']),
        ({"longitude": ""}, ['longitude: it is missing while the other is given, found ""']),
        (
            {"time_precision": "0", "fatalities": "1.5"},
            ['time_precision: not 1, 2 or 3, found "0"', 'fatalities: no whole number from 0 up, found "1.5"'],
        ),
    ],
)
def test_a_bad_row_is_rejected_with_all_that_is_wrong(tmp_path: Path, cells: dict[str, str], told: list[str]) -> None:
    items = read_all(acled_file, tmp_path / "acled.csv", table(cells, {"event_id_cnty": "XND13"}))
    assert messages(items) == [f"2: {each}" for each in told]
    assert isinstance(items[1], Imported)


@pytest.mark.parametrize(
    ("written", "event_id"),
    [
        ("XND-12", "acled-xnd-12"),
        ("1416RTA", "acled-1416rta"),
        ("X Y", "acled-x-y-"),
        ("é" * 90, "acled-" + "e" * 60 + "-"),
    ],
)
def test_ids_are_the_formats_own_key(tmp_path: Path, written: str, event_id: str) -> None:
    found = one(tmp_path, event_id_cnty=written).event.id
    assert found == event_id if not event_id.endswith("-") else found.startswith(event_id)
    assert len(found) <= 80


def test_a_file_without_the_columns_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    path.write_text("event_id_cnty,event_dat,actor1\nX1,2020-01-01,A\n")
    with pytest.raises(Unreadable, match='no column "event_date": did you mean "event_dat"'):
        acled_file.open_file(Input(path), Naming())


def test_the_records_survive_as_files(tmp_path: Path) -> None:
    rows: tuple[dict[str, str], ...] = (
        {},
        {"event_id_cnty": "XND13", "time_precision": "2", "fatalities": "NA", "notes": "One.\r\n\r\nTwo: é\x07"},
        {"event_id_cnty": "XND14", "location": "", "source": "", "notes": "", "actor1": "", "actor2": ""},
        {"event_id_cnty": "XND15", "event_type": "Violence against civilians", **CIVILIANS},
    )
    records = records_of(imported(read_all(acled_file, tmp_path / "acled.csv", table(*rows))))
    assert records.events["acled-xnd13"].summary == "One.\n\nTwo: é"
    assert_survives(records, tmp_path / "files")


_CELLS = st.one_of(
    st.text(max_size=12), st.sampled_from(["NA", "0", "5-Aug-24", "A; B; A", "Civilians (X)", "7", "-1"])
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.dictionaries(st.sampled_from(sorted(ROW)), _CELLS, max_size=4), max_size=4),
    st.sampled_from([tuple(ROW), LONG]),
)
def test_whatever_stands_in_the_cells_what_comes_is_sound(
    tmp_path: Path, rows: list[dict[str, str]], columns: tuple[str, ...]
) -> None:
    numbered = [{"event_id_cnty": "XND1"}, *({"event_id_cnty": f"XND{len(row)}"} | row for row in rows)]
    text = table(*numbered, columns=columns).encode("utf-8", "replace").decode()
    items = read_all(acled_file, tmp_path / "acled.csv", text)
    events = [item for item in items if isinstance(item, Imported)]
    assert all(isinstance(item, Imported) or item.problems for item in items)
    assert len({item.event.id for item in events}) == len(events)
    if events:
        assert_survives(records_of(events), tmp_path / "files")
