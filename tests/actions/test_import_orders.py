"""Importing again changes nothing, whatever was loaded or imported before or between, and in whatever order."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.opened import import_file, load_paths, reading
from tests.support.stores import contents_of
from timeline.actions.importing.import_file import ImportRequest
from timeline.storage.reading.stored.stored_records import read_events

Point = tuple[float, float] | None

# Where the same are drawn each time, fewer do.
_EXAMPLES = 12 if settings().derandomize else 30


class Row(NamedTuple):
    """What a row says, in whatever format."""

    land: str
    town: str
    point: Point
    who: str
    against: str
    kind: str


UCDP = (
    "id,type_of_violence,side_a,side_b,source_article,where_prec,where_coordinates,adm_1,latitude,longitude,"
    "country,date_prec,date_start,date_end,low,best,high"
)
ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,inter1,actor2,inter2,country,location,latitude,longitude"
)
MAPS = {
    "first.csv": """\
name: first-log
id: Ref
date: Date
title: What
place: {name: Town, within: [Land], latitude: Lat, longitude: Lon}
participants: {Who: {role: initiator, kind: state}, Against: target}
""",
    "second.csv": """\
name: second-log
id: Ref
date: Date
title: What
place: {name: Town, within: [Land], latitude: Lat, longitude: Lon}
participants: {Who: initiator, Against: {role: target, kind: group}, Kind: witness}
""",
}
BY_HAND = (
    "places: {iraq: {name: Iraq}}",
    "places: {iraq-place: {name: Iraq, latitude: 1, longitude: 2}}",
    "places: {iraq-country: {name: Iraq}, basra: {name: Basra, within: iraq-country}}",
    "places: {land: {name: Iraq}, port: {name: Basra, within: land, kind: port}}",
    "actors: {red: {name: Red}}",
    "actors: {the-reds: {name: The Reds, names: [Red]}, a-red: {name: Red, kind: person}}",
    "actors: {iraq-country: {name: Blue}, basra-iraq: {name: Iraq}}",
    "sources: {blue: {title: A book called blue}}",
)

rows = st.builds(
    Row,
    land=st.sampled_from(["Iraq", "Iraq", "IRAQ", ""]),
    town=st.sampled_from(["Basra", "", ""]),
    point=st.sampled_from([None, (31.1, 45.8), (33.3, 44.4)]),
    who=st.sampled_from(["Red", "Blue", "Government of Iraq"]),
    against=st.sampled_from(["Red", "Blue", "red"]),
    kind=st.sampled_from(["Red", "", "Iraq"]),
)
tables = st.lists(rows, min_size=1, max_size=3)
FILES = ("first.csv", "second.csv", "ucdp.csv", "acled.csv")


def _degrees(point: Point) -> tuple[str, str]:
    return ("", "") if point is None else (str(point[0]), str(point[1]))


def write(path: Path, found: Sequence[Row]) -> None:
    """The rows as a file of a format."""
    lines = []
    for number, row in enumerate(found, start=1):
        north, east = _degrees(row.point)
        if path.name == "ucdp.csv":
            lines.append(
                f'{number},1,{row.who},{row.against},"The Gazette,2031-05-01,Talks",1,{row.town},,{north},{east},'
                f"{row.land},1,2031-05-01,2031-05-01,1,2,3"
            )
        elif path.name == "acled.csv":
            lines.append(
                f"XND{number},2031-05-0{number},Battles,,{row.who},1,{row.against},{number},{row.land},"
                f"{row.town},{north},{east}"
            )
        else:
            lines.append(
                f"A-{number},2031-05-0{number},Talks,{row.land},{row.town},{north},{east},{row.who},"
                f"{row.against},{row.kind}"
            )
    header = {"ucdp.csv": UCDP, "acled.csv": ACLED}.get(path.name, "Ref,Date,What,Land,Town,Lat,Lon,Who,Against,Kind")
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")


PREFIXES = {"first.csv": "first-log-a-", "second.csv": "second-log-a-", "ucdp.csv": "ucdp-", "acled.csv": "acled-xnd"}


def import_named(database: str, folder: Path, name: str) -> int:
    """Imports one of the files; gives how many records it changed, added or removed."""
    mapping = folder / f"{name}.yaml" if name in MAPS else None
    outcome = import_file(database, ImportRequest(folder / name, mapping=mapping))
    assert outcome.report is not None, (outcome.problems, outcome.edited)
    return outcome.report.changes


def load_text(database: str, folder: Path, text: str) -> None:
    """Loads what somebody wrote; an id that belongs to another kind of record is refused, as it should be."""
    file = folder / "hand.yaml"
    file.write_text(text, encoding="utf-8")
    problems = load_paths(database, [file]).problems
    assert all("in the database: give this" in problem.message for problem in problems)


def stands_where_its_row_says(
    database: str, name: str, found: Sequence[Row], written_by_hand: Mapping[str, str]
) -> None:
    with reading(database) as reader:
        events = {event.id: event for event in read_events(reader)}
        names = dict(reader.rows("SELECT id, name FROM place", {}))
    for number, row in enumerate(found, start=1):
        event = events[f"{PREFIXES[name]}{number}"]
        has_place = bool(row.land or row.town)
        if name == "acled.csv" and not has_place:
            assert event.place is None, "without a name ACLED's place is none"
            continue
        point = None if event.latitude is None else (event.latitude, event.longitude)
        assert point == row.point
        if has_place:
            assert event.place is not None
            # Whoever writes the place of an id by hand gives it their own name.
            assert names[event.place] == written_by_hand.get(event.place, row.town or row.land)


@settings(deadline=None, max_examples=_EXAMPLES)
@given(
    st.tuples(*[tables] * len(FILES)),
    st.lists(st.sampled_from(FILES) | st.sampled_from(BY_HAND), min_size=2, max_size=8),
    st.permutations(FILES),
)
def test_importing_again_changes_nothing(
    contents: Sequence[Sequence[Row]], steps: Sequence[str], last: Sequence[str]
) -> None:
    with TemporaryDirectory() as made:
        folder, database = Path(made), str(Path(made) / "timeline.db")
        for name, found in zip(FILES, contents, strict=True):
            write(folder / name, found)
            if name in MAPS:
                (folder / f"{name}.yaml").write_text(MAPS[name], encoding="utf-8")
        imported: set[str] = set()
        for step in (*steps, *last, *reversed(last)):
            if step in FILES:
                changes = import_named(database, folder, step)
                assert step not in imported or changes == 0, step
                imported.add(step)
            else:
                load_text(database, folder, step)
        by_hand = {"iraq-place": "Iraq"} if any("iraq-place" in step for step in steps) else {}
        before = contents_of(database)
        for name, found in zip(FILES, contents, strict=True):
            assert import_named(database, folder, name) == 0
            stands_where_its_row_says(database, name, found, by_hand)
        assert contents_of(database) == before


THE_TABLE = (
    "Ref,Date,What,Land,Lat,Lon\nA-1,2031,Talks,Iraq,31.1,45.8\nA-2,2031,Talks,Iraq,33.3,44.4\nA-3,2031,Talks,Iraq,,\n"
)
THE_MAP = "name: t\nid: Ref\ndate: Date\ntitle: What\nplace: {name: Land, latitude: Lat, longitude: Lon}\n"


@pytest.mark.parametrize("by_hand", [None, "places: {iraq: {name: Iraq}}", "places: {iraq-place: {name: Iraq}}"])
@pytest.mark.parametrize("is_first", [True, False])
def test_no_row_lends_its_point_to_another(database: str, tmp_path: Path, by_hand: str | None, is_first: bool) -> None:
    table, mapping = tmp_path / "t.csv", tmp_path / "m.yaml"
    table.write_text(THE_TABLE, encoding="utf-8")
    mapping.write_text(THE_MAP, encoding="utf-8")
    request = ImportRequest(table, mapping=mapping)
    if by_hand and is_first:
        load_text(database, tmp_path, by_hand)
    import_file(database, request)
    if by_hand and not is_first:
        load_text(database, tmp_path, by_hand)
    for _ in range(2):
        again = import_file(database, request)
        assert again.report is not None
        assert again.report.changes == 0
    with reading(database) as reader:
        points = [(event.latitude, event.longitude) for event in read_events(reader)]
        places = set(reader.rows("SELECT name, latitude, longitude FROM place", {}))
    assert points == [(31.1, 45.8), (33.3, 44.4), (None, None)]
    assert places == {("Iraq", None, None)}
