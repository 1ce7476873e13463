"""Guessed maps: what they make of headers and values, and that they always load."""

import csv
import tempfile
from io import StringIO
from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.importers.table.test_csv_file import assert_sound, records_of
from timeline.annotations.vocabulary import EVENT_TYPES, MEASURES
from timeline.domain.words.names import slug
from timeline.importers.items import Imported, Input, Rejected, Unreadable
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.table.cells.figures_in_words import MEASURE_WORDS
from timeline.importers.table.csv_file import open_file
from timeline.importers.table.guessing.guess import guess_map
from timeline.importers.table.guessing.guess_words import HEADERS, TYPES
from timeline.importers.table.maps.column_map import ColumnMap
from timeline.importers.table.maps.column_map_reader import MapFile
from timeline.importers.table.sniffed_tables import open_table


def guess(folder: Path, table: str) -> str:
    path = folder / "harbour.csv"
    path.write_text(table, encoding="utf-8", newline="")
    return guess_map(Input(path))


def loaded(folder: Path, table: str) -> ColumnMap:
    """The guessed map, read against its table."""
    text = guess(folder, table)
    mapping = folder / "harbour-map.yaml"
    mapping.write_text(text, encoding="utf-8")
    return MapFile(mapping).read(open_table(Input(folder / "harbour.csv")).columns)


def test_a_whole_guess(tmp_path: Path) -> None:
    table = """\
Ref;Date;What;Town;Province;Lat;Lon;Who;Against;Dead;Hurt (min);Hurt (max);Paper;Paper date;Link;Kind;Sure?;Notes
A-1;05/08/2031;Crane blocked;Port Vell;Coast;41,5;2,25;Dock Union; Harbour Office;0;3;5;The Gazette;6 Aug 2031;https://gazette.example/1;Blockade;yes;Seen
A-2;06/08/2031;Talks;Port Vell;Coast;41,5;2,25;Harbour Office;Dock Union;NA;;;The Herald;;;Parley;no;
"""
    assert guess(tmp_path, table.replace("; Harbour", ";Harbour")) == """\
# A map of the columns of "harbour.csv", guessed from its header and its first
# rows.
# Check every line, change what is wrong, then import the table with --map and
# this file.

# Begins every id, and names the table as a source: keep it the same.
name: harbour
# Filled in every row, and different in each.
id: Ref
title: What
note: Notes
# "05/08/2031" is 5 August 2031 or 8 May 2031: which? Uncomment one of the two.
date:
  column: Date
  # order: day-month
  # order: month-day
# Each value and its type. The text itself is kept as a tag.
# Types are agree, consult, support, concede, cooperate, aid, retreat, request,
# accuse, reject, threaten, protest, sanction, mobilize, coerce and assault.
type:
  column: Kind
  values:
    "Blockade": protest
    # "Parley": ?
place:
  name: Town
  within:
    - Province
  latitude: Lat
  longitude: Lon
# Who took part, and in which role.
participants:
  "Who": initiator
  "Against": target
figures:
  killed: Dead
  injured:
    low: Hurt (min)
    high: Hurt (max)
# A comma stands before decimals.
decimal: comma
# What each row rests on. Its date and figures are taken for what this source
# says: if the source is only cited, add claim: table.
source:
  publisher: Paper
  published: Paper date
  url: Link
# Cells that say nothing, in any case of letters.
blank:
  - na
# A cell that cannot be read becomes a note, and is counted. Without this line
# its row is refused.
unreadable: note
# Left out. Take away from this list what you name above.
skip:
  - Sure?
"""  # fmt: skip


def test_a_guess_with_its_questions_answered_imports(tmp_path: Path) -> None:
    table = (
        "Ref,Date,Headline,Location,Deaths\n1,05/08/2031,Crane blocked,Port Vell,0\n2,06/08/2031,Talks,Port Vell,2\n"
    )
    path, mapping = tmp_path / "harbour.csv", tmp_path / "harbour-map.yaml"
    text = guess(tmp_path, table)
    mapping.write_text(text, encoding="utf-8")
    items = list(open_file(Input(path, mapping=mapping), Naming()).items)
    assert [type(item) for item in items] == [Rejected, Rejected]
    mapping.write_text(text.replace("# order: day-month", "order: day-month"), encoding="utf-8")
    items = list(open_file(Input(path, mapping=mapping), Naming()).items)
    dates = [item.event.claims[0].date for item in items if isinstance(item, Imported)]
    assert dates == ["2031-08-05", "2031-08-06"]


@pytest.mark.parametrize(
    ("rows", "comments", "keys"),
    [
        (["05/08/2031", "25/08/2031"], ['# "25/08/2031" can only be day-month.'], ["order: day-month"]),
        (["05/08/2031", "08/25/2031"], ['# "08/25/2031" can only be month-day.'], ["order: month-day"]),
        (["2031-08-05", "5 Aug 2031"], [], []),
        (
            ["05/08/31"],
            [
                '# "05/08/31" is 5 August 2031 or 8 May 2031: which? Uncomment one of the two.',
                '# "05/08/31" has a year of two digits: which hundred years do they begin with?',
            ],
            ["# order: day-month", "# order: month-day", "# pivot: 1950"],
        ),
        (
            ["45509"],
            ['# "45509" looks like a spreadsheet\'s number for a day: is it one?'],
            ["# excel: 1900"],
        ),
        (
            ["25/08/2031", "08/25/2031"],
            ['# Two orders in one table: "25/08/2031" is day-month and "08/25/2031" is month-day.'],
            [],
        ),
    ],
)
def test_the_order_of_day_and_month(tmp_path: Path, rows: list[str], comments: list[str], keys: list[str]) -> None:
    text = guess(tmp_path, "What,Date\n" + "".join(f"x,{row}\n" for row in rows))
    found = text.split("title: What\n")[1].partition("# A cell")[0].splitlines()
    wrapped = [line for each in comments for line in wrap(each, 80, subsequent_indent="# ", break_on_hyphens=False)]
    assert found == [*wrapped, "date:", "  column: Date", *(f"  {key}" for key in keys)]


@pytest.mark.parametrize(
    "header",
    [
        "Titel,Datum,Ort,Tote,Verletzte,Quelle",
        "Título,Fecha,Lugar,Muertos,Heridos,Fuente",
        "Titre,Date,Lieu,Morts,Blessés,Fonte",
        "Titolo,Data,Luogo,Morti,Feriti,Fonte",
        "event,date,where,deaths (total),injured,newspaper",
    ],
)
def test_headers_of_many_languages(tmp_path: Path, header: str) -> None:
    found = loaded(tmp_path, f"{header}\nx,2031-08-05,Alton,3,4,Gazette\n")
    assert found.unmentioned == ()
    assert found.date is not None
    assert found.place is not None
    assert found.source is not None
    assert (found.date.column, found.place.name, found.source.publisher is None) == (1, 2, False)
    assert [(figure.measure, figure.best) for figure in found.figures] == [("killed", 3), ("injured", 4)]


@pytest.mark.parametrize(
    ("table", "start", "end", "year"),
    [
        ("Fecha de inicio,Fecha de fin,Evento\n2031-01-01,2031-01-02,x\n", 0, 1, None),
        ("Début,Fin,Titre\n2031-01-01,2031-01-02,x\n", 0, 1, None),
        ("Date,End date,Title\n2031-01-01,2031-01-02,x\n", 0, 1, None),
        ("Jahr,Monat,Tag,Titel\n2031,1,2,x\n", None, None, 0),
        ("to,year,title\n,2031,x\n", None, None, 1),
        ("to,title\n2031-01-02,x\n", None, 0, None),
        ("iyear,imonth,iday,resolution,title\n2031,1,2,2031-01-09,x\n", None, 3, 0),
        ("year,resolution,title\n2031,by a court,x\n", None, None, 0),
    ],
)
def test_dates_of_several_columns(
    tmp_path: Path, table: str, start: int | None, end: int | None, year: int | None
) -> None:
    found = loaded(tmp_path, table)
    assert found.date is not None
    assert (found.date.column, found.date.start, found.date.end, found.date.year) == (None, start, end, year)


@pytest.mark.parametrize(
    ("header", "bounds"),
    [
        ("Title,Not before,Not after,Entered", (1, 2)),
        ("notAfter,notBefore,title", (1, 0)),
        ("Earliest,Latest,Title", (0, 1)),
        ("Title,Date,Earliest,Latest", (None, None)),
        ("Title,Latest update,Entered", (None, None)),
    ],
)
def test_columns_that_say_between_which_days_it_was(
    tmp_path: Path, header: str, bounds: tuple[int | None, int | None]
) -> None:
    names = header.split(",")
    row = ",".join("x" if name.lower() == "title" else f"2031-01-0{at + 1}" for at, name in enumerate(names))
    found = loaded(tmp_path, f"{header}\n{row}\n")
    assert found.date is not None
    assert (found.date.earliest, found.date.latest) == bounds
    assert (found.date.column is None) == (bounds != (None, None))


def test_what_values_say_counts_more_than_headers(tmp_path: Path) -> None:
    table = "Date,Source,Dead,Title,When it was\nbanana,https://a.example,many,x,2031-08-05\nplum,https://b.example,some,y,2031-08-06\n"
    found = loaded(tmp_path, table)
    assert found.date is not None
    assert found.date.column == 4
    assert found.source is not None
    assert (found.source.url, found.source.publisher) == (1, None)
    assert found.figures == ()


def test_another_measure_is_not_made_of_a_part_of_the_dead(tmp_path: Path) -> None:
    found = loaded(tmp_path, "Title,Deaths best,Deaths low,Civilian deaths\nx,3,1,2\n")
    assert [figure[:4] for figure in found.figures] == [("killed", 2, 1, None)]


def test_a_table_without_a_title_gets_one_of_what_it_has(tmp_path: Path) -> None:
    found = loaded(tmp_path, "Date,Kind,Town\n2031-08-05,Raid,Alton\n2031-08-06,Raid,\n")
    assert [template.filled(("2031-08-05", "Raid", "Alton")) for template in found.title] == [
        "Raid, Alton",
        "Raid",
        "Alton",
    ]
    assert loaded(tmp_path, "Foo,Bar\n1,2\n").title[0].columns == (0,)


def rows_of(header: str, *rows: str) -> str:
    return "\n".join((header, *rows, ""))


def test_a_title_that_is_mostly_blank_or_always_the_same_loses(tmp_path: Path) -> None:
    rows = (f"Report,,Raid {number},{2031 + number}" for number in range(8))
    assert loaded(tmp_path, rows_of("Title,Event,Incident,Year", *rows)).title[0].columns == (2,)


def test_a_title_that_is_mostly_blank_is_tried_first_where_there_is_no_other(tmp_path: Path) -> None:
    rows = (f"{'Talks' if number == 1 else ''}{'Truce' if number == 2 else ''},Raid,Alton,2031" for number in range(8))
    found = loaded(tmp_path, rows_of("Title,Kind,Town,Year", *rows))
    assert [template.columns for template in found.title] == [(0,), (1, 2), (1,), (2,)]


def test_short_descriptions_are_titles(tmp_path: Path) -> None:
    rows = (f"2031-05-0{number},Raid number {number},Alton" for number in range(1, 9))
    found = loaded(tmp_path, rows_of("Date,What happened,Town", *rows))
    assert ([template.columns for template in found.title], found.summary) == ([(1,)], ())


@pytest.mark.parametrize("header", ["eventid", "Incident No", "Case Number", "S/No", "our code"])
def test_ids_are_found(tmp_path: Path, header: str) -> None:
    rows = (f"{number * 7},Raid,2031" for number in range(1, 9))
    assert loaded(tmp_path, rows_of(f"{header},What,Year", *rows)).id_columns == (0,)


def test_ids_are_found_by_how_they_look(tmp_path: Path) -> None:
    rows = (f"Raid,2031,HAD-00{number}" for number in range(1, 9))
    assert loaded(tmp_path, rows_of("What,Year,Whatever", *rows)).id_columns == (2,)
    rows = (f"Raid,2031,{number}" for number in range(1, 9))
    assert loaded(tmp_path, rows_of("What,Year,Whatever", *rows)).id_columns == ()


def test_rows_of_one_date_and_title_have_ids_of_the_whole_row(tmp_path: Path) -> None:
    rows = (f"{('Raid', 'Talks')[number % 2]},2031-05-01,Town {number}" for number in range(8))
    assert loaded(tmp_path, rows_of("What,Date,Where", *rows)).id_from == "row"
    rows = (f"{('Raid', 'Talks')[number % 2]},2031-05-0{number + 1},Town" for number in range(8))
    assert loaded(tmp_path, rows_of("What,Date,Where", *rows)).id_from == "date-and-title"


def test_reigns(tmp_path: Path) -> None:
    rows = ["Edric,23 April 871,26 oct 899", "Marcus,55 BC,15 March 44 BCE", "Sigrun,since 1020,ongoing"]
    text = guess(tmp_path, rows_of("Ruler,Reign start,Reign end", *rows))
    assert "# pivot" not in text
    found = loaded(tmp_path, rows_of("Ruler,Reign start,Reign end", *rows))
    assert found.date is not None
    assert (found.title[0].columns, found.date.start, found.date.end) == ((0,), 1, 2)


def test_times_hemispheres_and_figures_among_words(tmp_path: Path) -> None:
    rows = [
        'Raid,2031-05-01,14:30,33°34\'N,44°22\'E,"3 killed, 5 injured",7,"A; B/C"',
        "Raid,2031-05-02,2:30 pm,35.1318 N,44.5,2 wounded,7 (3 children),C",
    ]
    found = loaded(tmp_path, rows_of("What,Date,Time,Lat,Lon,Casualties,Arrested,Who", *rows))
    assert found.date is not None
    assert found.place is not None
    assert (found.date.time, found.place.latitude, found.place.longitude) == (2, 3, 4)
    assert {figure.measure: (figure.best, figure.words) for figure in found.figures} == {
        "arrested": (6, ()),
        "killed": (5, ("killed",)),
        "injured": (5, ("injured", "wounded")),
    }
    assert found.participants[0].split == (";", "/")
    assert found.keeps_unreadable


def test_a_date_within_ids_and_a_date_of_three_columns(tmp_path: Path) -> None:
    rows = [f"20310512000{number},Raid {number}" for number in range(1, 9)]
    found = loaded(tmp_path, rows_of("eventid,What", *rows))
    assert found.date is not None
    assert (found.id_columns, found.date.column, found.date.pattern) == ((0,), 0, "YYYYMMDD*")
    found = loaded(tmp_path, rows_of("eventid,iyear,imonth,iday,What", "203105000001,2031,5,0,Raid"))
    assert found.date is not None
    assert (found.date.year, found.date.month, found.date.day) == (1, 2, 3)


def test_a_slash_parts_names_only_where_one_of_them_stands_alone(tmp_path: Path) -> None:
    found = loaded(tmp_path, rows_of("What,Target", "Raid,Red Column/Town Guard", "Talks,Town Guard"))
    assert found.participants[0].split == ("/",)
    text = guess(tmp_path, rows_of("What,Target", "Raid,Religious Figures/Institutions", "Talks,Town Guard"))
    assert "  Target: target\n" in text.replace('"', "")
    assert '# "Religious Figures/Institutions" is taken for one name' in text


def test_a_time_in_twelve_digits_and_a_day_with_a_number(tmp_path: Path) -> None:
    rows = [f"Raid {number},2031051214{number}5" for number in range(6)]
    date = loaded(tmp_path, rows_of("What,When", *rows)).date
    assert date is not None
    assert (date.column, date.pattern) == (1, "YYYYMMDDhhmm")
    date = loaded(tmp_path, rows_of("What,When", *rows, "Raid 7,203105120064")).date
    assert date is not None
    assert (date.column, date.pattern) == (1, "YYYYMMDD*")


GTD = "eventid,iyear,imonth,iday,country,country_txt,region,region_txt,city,location,attacktype1_txt,target1,nkill"


def test_a_code_beside_a_name_and_a_column_that_is_mostly_blank_are_no_place(tmp_path: Path) -> None:
    rows = (
        f"20310512000{number},2031,5,12,92,Alba,6,North,Alton,{'a bridge' if number == 1 else ''},Raid,Post {number},0"
        for number in range(1, 9)
    )
    found = loaded(tmp_path, rows_of(GTD, *rows))
    assert found.place is not None
    assert found.date is not None
    assert (found.id_columns, found.date.year, found.date.month, found.date.day) == ((0,), 1, 2, 3)
    assert (found.place.name, found.place.within) == (8, (7, 5))
    assert found.title[0].columns == (10, 11)


def test_a_year_in_every_row_goes_before_a_date_in_some(tmp_path: Path) -> None:
    rows = (f"Raid,{2031 - number},,,{'2031-05-12' if number == 1 else ''}" for number in range(1, 9))
    found = loaded(tmp_path, rows_of("title,eventYear,eventMonth,eventDay,eventDate", *rows))
    assert found.date is not None
    assert (found.date.year, found.date.month, found.date.day, found.date.column) == (1, 2, 3, None)


def test_no_title_is_a_month_and_no_party_to_a_president_took_part(tmp_path: Path) -> None:
    rows = (f"2031-05-0{number},May,Raid,Alton,Blue" for number in range(1, 9))
    found = loaded(tmp_path, rows_of("date,month_name,attack_type,city,president_party", *rows))
    assert [template.columns for template in found.title] == [(2, 3), (2,), (3,)]
    assert found.participants == ()


def test_reigns_that_begin_and_end_and_an_index(tmp_path: Path) -> None:
    rows = ["1,Edric,23 April 871,26 oct 899", "2,Marcus,55 BC,12 Aug 30 BC", "3,Sigrun,51 BC,a long reign"]
    text = guess(tmp_path, rows_of("Index,Ruler,Reign begins,Reign ends", *rows))
    assert "pivot" not in text
    found = loaded(tmp_path, rows_of("Index,Ruler,Reign begins,Reign ends", *rows))
    assert found.date is not None
    assert (found.id_columns, found.date.start, found.date.end) == ((0,), 2, 3)


def test_twins_are_looked_for_among_titles_as_they_will_be(tmp_path: Path) -> None:
    rows = (f"2031-05-01,Raid,Blue,{'some words ' * number}" for number in range(1, 15))
    found = loaded(tmp_path, rows_of("Date,Type,Perpetrator,Summary", *rows))
    assert (found.title[0].columns, found.id_from) == ((1, 2), "row")


def test_comments_are_no_wider_than_a_terminal(tmp_path: Path) -> None:
    text = guess(tmp_path, rows_of("a,b,Type,Link", "1,2,Odd,https://a.example/1", "1,2,Even,https://a.example/2"))
    assert max(map(len, text.splitlines())) <= 80


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no column has a name: write a header line above the rows"):
        guess(tmp_path, f"{'long' * 60}\n1\n")


def test_the_words_are_as_headers_are_compared() -> None:
    for phrases in (*HEADERS.values(), *MEASURE_WORDS.values(), *TYPES.values()):
        assert [slug(phrase).replace("-", " ") for phrase in phrases] == list(phrases)
    assert set(MEASURE_WORDS) <= set(MEASURES)
    assert set(TYPES) <= set(EVENT_TYPES)


known = sorted({phrase for phrases in (*HEADERS.values(), *MEASURE_WORDS.values()) for phrase in phrases})
headers = st.lists(
    st.one_of(st.sampled_from(known), st.text(max_size=12)), min_size=1, max_size=10, unique_by=str.strip
)
cell = st.one_of(
    st.text(max_size=10),
    st.sampled_from(
        ["", "NA", "-", "05/08/2031", "25/08/2031", "5/8/31", "45509", "2031", "8", "1.200", "1,5", "a; b"]
    ),
    st.sampled_from(["https://a.example/1", "Raid", "<<", "? x", "a: b", "# c", "{x}", "[y]", '"', "'", "Blockade"]),
)


@given(
    headers.flatmap(
        lambda names: st.tuples(
            st.just(names), st.lists(st.lists(cell, min_size=len(names), max_size=len(names)), max_size=4)
        )
    )
)
@example((["{a}", "<<", "a: b", "title {", "- x"], [["1", "2", "3", "4", "5"]]))
@example((["to", "year"], []))
@example((["actor\x01", "actor", "ACTOR 1", "actor  1"], [["a", "b", "c", "d"]]))
def test_any_guess_loads_without_a_mistake(table: tuple[list[str], list[list[str]]]) -> None:
    written = StringIO(newline="")
    csv.writer(written).writerows([table[0], *table[1]])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, mapping = folder / "harbour.csv", folder / "harbour-map.yaml"
        path.write_bytes(written.getvalue().encode("utf-8", "replace"))
        try:
            text = guess_map(Input(path))
        except Unreadable:
            return
        mapping.write_text(text, encoding="utf-8", newline="")
        assert_sound(records_of(list(open_file(Input(path, mapping=mapping), Naming()).items)))
