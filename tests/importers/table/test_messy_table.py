"""A table of 200 rows as people keep it: it lands whole, but for rows without a title, and no cell is lost."""

from collections import Counter
from pathlib import Path

import pytest

from tests.importers.table.test_csv_file import assert_sound, records_of
from tests.support.command import run_command
from tests.support.messy_table import HEADER, Row, messy_table
from timeline.domain.records import Event
from timeline.importers.items import Imported, Input, Rejected
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.table.csv_file import open_file
from timeline.importers.table.guessing.guess import guess_map


def written(folder: Path, seed: int) -> tuple[Path, Path, list[Row]]:
    """The table, its guessed map as it is, and its rows."""
    text, rows = messy_table(seed)
    path, mapping = folder / "incidents.csv", folder / "incidents-map.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    mapping.write_text(guess_map(Input(path)), encoding="utf-8")
    return path, mapping, rows


def note_of(row: Row) -> str | None:
    """What the claim of a row has as its note."""
    lines = [f"{column}, as written: {row.kept[column]}" for column in HEADER if column in row.kept]
    return "\n".join(lines) or None


def cells_of(item: Imported) -> dict[str, object]:
    """What an imported row says, as the generator says it."""
    event: Event = item.event
    claim = event.claims[0]
    names = {actor.id: actor.name for actor in item.actors}
    figures = {figure.measure: figure.best for figure in claim.figures}
    return {
        "title": event.title,
        "date": claim.date,
        "actors": {names[each.actor] for each in event.participants},
        "killed": figures.get("killed"),
        "injured": figures.get("injured"),
        "note": claim.note,
        "remarks": event.note,
        "unreadable": sorted(item.unreadable),
    }


def point_of(item: Imported) -> tuple[float | None, float | None]:
    """Where the row says that it was."""
    return item.event.latitude, item.event.longitude


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_row_with_a_title_lands_and_every_cell_is_read_or_kept(tmp_path: Path, seed: int) -> None:
    path, mapping, rows = written(tmp_path, seed)
    items = list(open_file(Input(path, mapping=mapping), Naming()).items)
    assert [item.line for item in items] == [row.line for row in rows], "lines are those of the file"
    for row, item in zip(rows, items, strict=True):
        if not row.title:
            assert isinstance(item, Rejected)
            assert [problem.message for problem in item.problems] == ['What: there is no title for this row, found ""']
            continue
        assert isinstance(item, Imported), (row, item)
        assert cells_of(item) == {
            "title": row.title,
            "date": row.date,
            "actors": set(row.actors),
            "killed": row.killed,
            "injured": row.injured,
            "note": note_of(row),
            "remarks": row.cells[10] or None,
            "unreadable": sorted(row.unreadable),
        }, row
        assert point_of(item) == (row.point or (None, None)), row
    landed = [row for row in rows if row.title]
    assert len(landed) > 180
    assert sum(len(row.unreadable) for row in landed) > 80, "the table is a messy one"
    assert_sound(records_of(items))


def test_the_command_counts_the_cells_that_are_kept(tmp_path: Path) -> None:
    path, mapping, rows = written(tmp_path, 1)
    command = ["import", str(path), "--map", str(mapping), "--skip-bad", str(tmp_path / "rejects.csv")]
    done = run_command(*command, db=str(tmp_path / "timeline.db"))
    assert done.exit_code == 0, done.stderr
    landed = [row for row in rows if row.title]
    counts = Counter(column for row in landed for column in row.unreadable)
    lines = done.stdout.splitlines()
    undated = sum(row.date is None for row in landed)
    assert lines[0] == f"read     {len(landed)} events from {path} (csv), {undated} without a date"
    (noted,) = [number for number, line in enumerate(lines) if line.startswith("noted")]
    assert lines[noted] == f"noted    {counts.total()} cells could not be read, kept in notes:"
    told = sorted(lines[noted + 1 : noted + 1 + len(counts)])
    first = {column: [row.line for row in landed if column in row.unreadable][:5] for column in counts}
    assert told == sorted(
        f"         {column} {counts[column]} (lines {', '.join(map(str, first[column]))}, …)" for column in counts
    )
    assert lines[-1] == f"rejected {len(rows) - len(landed)} rows, written to {tmp_path / 'rejects.csv'}"
    assert len(done.stderr.splitlines()) < 25, "what is alike is told once"
    again = run_command(*command[:-1], str(tmp_path / "again.csv"), db=str(tmp_path / "timeline.db"))
    assert (again.exit_code, again.stdout.splitlines()[1:3]) == (0, ["added    nothing", "changed  nothing"])
