"""``timeline import``: what it says, and how it ends."""

import os
import re
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from tests.actions.importing.test_import_file import COLUMNS, row, write
from tests.cli.process import COMMAND, environment, run_on_terminal
from tests.support.command import Run, run_command
from tests.support.stores import contents_of
from timeline import pipes


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "timeline.db")


@pytest.fixture
def table(tmp_path: Path) -> str:
    return str(write(tmp_path / "ged.csv", row(1), row(2, day="2031-05-02", best="9")))


def test_an_import_says_what_was_read_added_changed_and_left(db: str, table: str) -> None:
    first = run_command("import", table, db=db)
    assert first.exit_code == 0, first.output
    assert first.stdout.splitlines() == [
        f"read     2 events from {table} (ucdp-ged)",
        "added    1 source, 2 actors, 3 places, 2 events, 4 terms",
        "changed  nothing",
        "left     nothing",
    ]
    assert first.stderr.splitlines() == [f"{table}:3: advice: best: 9 is above high, 4: kept as it is"]
    again = run_command("import", table, "--dry-run", db=db)
    assert again.stdout.splitlines()[1:] == [
        "added    nothing",
        "changed  nothing",
        "left     1 source, 2 actors, 3 places, 2 events, 4 terms",
        "(dry run: nothing was changed)",
    ]


def test_all_advice_is_printed_where_it_is_wanted(db: str, tmp_path: Path) -> None:
    table = str(write(tmp_path / "ged.csv", *(row(number, best="9") for number in range(1, 70))))
    assert run_command("import", table, db=db).stderr.splitlines() == [
        f"{table}:2: advice: best: 9 is above high, 4: kept as it is "
        "(and 68 more rows like this: lines 3, 4, 5, 6, 7, …)"
    ]
    lines = run_command("import", table, "--all", db=db).stderr.splitlines()
    assert (len(lines), lines[-1]) == (69, f"{table}:70: advice: best: 9 is above high, 4: kept as it is")


def test_cells_that_cannot_be_read_are_kept_and_counted(db: str, tmp_path: Path) -> None:
    table, mapping = tmp_path / "harbour.csv", tmp_path / "harbour-map.yaml"
    table.write_text("What,Dead,Lat,Lon\nx,several,,\ny,many,north,1\n,3,,\nz,4,1.5,2\n", encoding="utf-8")
    text = "title: What\nfigures: {killed: Dead}\nplace: {latitude: Lat, longitude: Lon}\n"
    mapping.write_text(text, encoding="utf-8")
    refused = run_command("import", str(table), "--map", str(mapping), db=db)
    assert refused.stderr.splitlines()[-1].startswith(f"{table}: 3 bad rows, nothing was imported")
    mapping.write_text(f"{text}unreadable: note\n", encoding="utf-8")
    done = run_command("import", str(table), "--map", str(mapping), "--skip-bad", str(tmp_path / "bad.csv"), db=db)
    assert done.stdout.splitlines() == [
        f"read     3 events from {table} (csv), 3 without a date",
        "added    1 source, 1 place, 3 events",
        "changed  nothing",
        "left     nothing",
        "noted    3 cells could not be read, kept in notes:",
        "         Dead 2 (lines 2, 3)",
        "         Lat 1 (line 3)",
        f"rejected 1 row, written to {tmp_path / 'bad.csv'}",
    ]
    assert done.stderr.splitlines()[0] == (
        f'{table}:2: advice: Dead, kept in a note: "several" is no figure: '
        'write 5, about 5, at least 5, up to 5, 3 to 5 or "5 (3 to 9)" (and 1 more row like this: line 3)'
    )


def test_rows_that_notes_would_keep_and_events_without_a_date_are_counted(db: str, tmp_path: Path) -> None:
    table, mapping = tmp_path / "harbour.csv", tmp_path / "harbour-map.yaml"
    table.write_text("What,Date,Dead\nRaid,2031,many\nTalks,,1\n,2031,some\nMarch,soon,2\n", encoding="utf-8")
    mapping.write_text("title: What\ndate: Date\nfigures: {killed: Dead}\n", encoding="utf-8")
    found = run_command("import", str(table), "--map", str(mapping), db=db)
    assert found.stderr.splitlines()[-2:] == [
        f"{table}: 2 of these rows would be kept with `unreadable: note` in the map, the cells as notes",
        f"{table}: 3 bad rows, nothing was imported: mend the file, or --skip-bad REJECTS",
    ]
    mapping.write_text(mapping.read_text() + "unreadable: note\n", encoding="utf-8")
    rejects = str(tmp_path / "rejects.csv")
    kept = run_command("import", str(table), "--map", str(mapping), "--skip-bad", rejects, db=db)
    assert "would be kept" not in kept.stderr
    assert kept.stdout.splitlines()[0] == f"read     3 events from {table} (csv), 2 without a date"


def test_what_was_imported_is_found_by_exact_name_and_month(db: str, tmp_path: Path) -> None:
    table = write(
        tmp_path / "ged.csv",
        row(1, sides="Isles Guard,IS"),
        row(2, sides="Isles Guard,Friends of Islay"),
        row(3, sides="IS,Friends of Islay", day="2031-06-03"),
    )
    run_command("import", str(table), db=db)
    found = run_command("events", "--actor", "IS", "--during", "2031-05", "--format", "jsonl", db=db)
    assert found.stdout.count("\n") == 1
    assert '"ucdp-1"' in found.stdout


def test_a_bad_row_is_one_line_and_nothing_is_made(db: str, tmp_path: Path) -> None:
    table = write(tmp_path / "ged.csv", row(1), row(2, day="2031-02-30"))
    refused = run_command("import", str(table), db=db)
    assert (refused.exit_code, refused.stdout) == (1, "")
    lines = refused.stderr.splitlines()
    assert lines[0].startswith(f"{table}:3: date_start: ")
    assert lines[-1] == f"{table}: 1 bad row, nothing was imported: mend the file, or --skip-bad REJECTS"
    assert not Path(db).exists()


def test_bad_rows_are_written_aside(db: str, tmp_path: Path) -> None:
    table = write(tmp_path / "ged.csv", row(1), row(2, day="2031-02-30"))
    rejects = tmp_path / "rejects.csv"
    done = run_command("import", str(table), "--skip-bad", str(rejects), db=db)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == f"rejected 1 row, written to {rejects}"
    assert rejects.exists()


def test_records_in_question_are_told_with_both_texts_and_the_way_out(db: str, table: str, tmp_path: Path) -> None:
    run_command("import", table, "--author", "A. Editor", "-m", "first edition", db=db)
    run_command("dump", str(tmp_path / "dump"), db=db)
    (events,) = (tmp_path / "dump").glob("events-*.yaml")
    text = events.read_text(encoding="utf-8")
    title = re.search(r"ucdp-2:\n    title: (.*)\n", text)
    assert title is not None
    events.write_text(text.replace(title[0], "ucdp-2:\n    title: Mine\n"), encoding="utf-8")
    run_command("load", str(tmp_path / "dump"), "--author", "B. Editor", "-m", "as we call it", db=db)
    write(Path(table), row(1), row(2, day="2031-05-09", sides="Northern League,Free Band"))
    asked = run_command("import", table, db=db)
    assert (asked.exit_code, asked.stdout) == (1, "")
    when = r"\d+ \w+ \d{4}, \d\d:\d\d UTC(?:[+-]\d+(?::\d+)?)?"
    told = [re.sub(when, "WHEN", line) for line in asked.stderr.splitlines()]
    name = title[1].replace("Harbour Front", "Free Band")
    assert told[0] == (
        f"{table}: ucdp-2: title: {name} in the file, Mine in the database, "
        "by change 2 (B. Editor, WHEN: as we call it)"
    )
    day = [line for line in told if "2031-05-09 in the file" in line]
    assert len(day) == 1
    assert day[0].endswith(" in the database, by change 1 (A. Editor, WHEN: first edition)")
    assert told[-1] == (
        f"{table}: edited here, and the file says something else: ucdp-2: nothing was imported; let the file decide: "
        f"timeline --db {db} import {table} --theirs (ours instead of theirs: what stands here)"
    )
    kept = run_command("import", table, "--ours", db=db)
    assert kept.exit_code == 0
    assert kept.stderr.splitlines()[-1] == f"{table}: kept as edited here: ucdp-2"


def test_files_to_review_are_written_to_a_folder(db: str, table: str, tmp_path: Path) -> None:
    folder = tmp_path / "review"
    done = run_command("import", table, "--to", str(folder), db=db)
    assert done.exit_code == 0, done.output
    then = f"timeline --db {db} load {folder}"
    assert done.stdout.splitlines()[-1] == f"wrote    5 files to {folder}: review them, then `{then}`"
    assert run_command("check", str(folder), db=db).exit_code == 0
    assert not Path(db).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "x", "--ours"), "--ours is for the database: --to writes new files"),
        (("--limit", "0"), "0 is not in the range x>=1"),
        (("--format", "xml"), "'xml' is not one of"),
    ],
)
def test_what_makes_no_sense_is_a_mistake_of_use(db: str, table: str, arguments: tuple[str, ...], said: str) -> None:
    refused = run_command("import", table, *arguments, db=db)
    assert refused.exit_code == 2
    assert said in refused.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04 and more", "this is a zip archive: unpack it first"),
        ("id;Größe\n1;ß\n".encode("latin-1"), "UTF-8"),
        (f"{COLUMNS}\n{row(1)}\n{row(2, sides='A,B' + chr(0))}\n".encode(), "NUL"),
        (f"{COLUMNS},id\n{row(1)},1\n".encode(), '"id"'),
        (f"{COLUMNS}\n{row(1)},9,9\n".encode(), "23"),
    ],
)
def test_what_is_no_table_is_one_line(db: str, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    refused = run_command("import", str(path), db=db)
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.output
    assert not Path(db).exists()


def test_a_file_that_is_not_there_is_one_line(db: str, tmp_path: Path) -> None:
    refused = run_command("import", str(tmp_path / "none.csv"), db=db)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.splitlines() == [f"{tmp_path / 'none.csv'}: cannot be read: No such file or directory"]


@pytest.fixture
def long_table(tmp_path: Path) -> str:
    """A file that takes some seconds."""
    return str(write(tmp_path / "long.csv", *(row(number) for number in range(2, 12_000))))


def test_an_interrupt_leaves_the_database_as_it_was(db: str, tmp_path: Path, long_table: str) -> None:
    run_command("import", str(write(tmp_path / "ged.csv", row(1))), db=db)
    before = contents_of(db)
    rejects = tmp_path / "rejects.csv"
    process = subprocess.Popen(
        [*COMMAND, "--db", db, "import", long_table, "--skip-bad", str(rejects)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # What runs these tests in the background may have them ignore the signal, and so their children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    journal = Path(f"{db}-journal")
    while not (journal.exists() and journal.stat().st_size > 0):  # then it has begun to write
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.decode().strip()) == (1, "Aborted!")
    assert contents_of(db) == before
    left = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert sorted(left) == ["ged.csv", "long.csv", "timeline.db"], left


def test_a_terminal_is_told_how_far_it_is(db: str, long_table: str) -> None:
    seen = run_on_terminal("--db", db, "import", long_table)
    assert seen.code == 0
    assert re.search(r"importing … [1-9][0-9,]* rows, [1-9][0-9,]* a second", seen.text)
    assert seen.lines[-4].endswith(f"read     11,998 events from {long_table} (ucdp-ged)")


def test_json_takes_a_map_of_its_keys_and_is_never_a_table(db: str, tmp_path: Path) -> None:
    path, mapping = tmp_path / "port.json", tmp_path / "port-map.yaml"
    path.write_text('[{"When": "2031-05-01", "What": "Talks"},\n {"When": "2031-05-02", "What": "Raid"}]', "utf-8")
    guessed = run_command("import", str(path), db=db)
    assert guessed.exit_code == 1
    assert guessed.stderr.startswith(f"{path}: JSON needs a map of its keys; this one is a guess:\n")
    assert mapping.exists()
    done = run_command("import", str(path), "--map", str(mapping), db=db)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, f"read     2 events from {path} (json)")
    path.write_text('[{"When": "2031-05-01", "What": "Talks"},\n {"When": "2031-05-02", "What": }]', "utf-8")
    for arguments in ((), ("--map", str(mapping)), ("--format", "json", "--map", str(mapping))):
        refused = run_command("import", str(path), *arguments, db=db)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert refused.stderr == f"{path}:2: is no JSON: expecting value, at character 33 of the line\n"
    refused = run_command("import", str(path), "--format", "csv", "--map", str(mapping), db=db)
    assert refused.stderr == f"{path}:1: this is JSON, no table of the format csv: leave --format out\n"


@pytest.mark.parametrize("name", ["port.yaml", "PORT.YML"])
def test_an_annotation_file_is_to_be_loaded(db: str, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("sources: {}", encoding="utf-8")
    done = run_command("import", str(tmp_path / name), db=db)
    assert (done.exit_code, done.stdout) == (1, "")
    path = tmp_path / name
    assert done.stderr == f"{path}: an annotation file is not imported: take it in with `timeline load {path}`\n"
    assert not Path(db).exists()


# --- rejects and maps as files ---------------------------------------------------------------------


@pytest.fixture
def bad_table(tmp_path: Path) -> list[str]:
    """A table with a bad row, and how to import it."""
    (tmp_path / "table.csv").write_text("Date,What\n2031-05-02,Talks\n2031-05-03,\n", encoding="utf-8")
    (tmp_path / "map.yaml").write_text("title: What\ndate: Date\n", encoding="utf-8")
    return ["import", str(tmp_path / "table.csv"), "--map", str(tmp_path / "map.yaml"), "--skip-bad"]


def test_rejects_keep_the_rights_of_what_they_replace_and_follow_links(
    run: Run, tmp_path: Path, bad_table: list[str]
) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "rejects.csv", tmp_path / "link.csv"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    link.symlink_to(target)
    assert run(*bad_table, str(link)).exit_code == 0
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o600
    assert '2031-05-03,,3,"What: there is no title' in target.read_text(encoding="utf-8")
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["rejects.csv"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_disk_that_is_full_of_rejects_is_named_and_nothing_is_imported(
    run: Run, tmp_path: Path, bad_table: list[str]
) -> None:
    done = run(*bad_table, "/dev/full")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "/dev/full cannot be written: no space left on device\n"
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)
    assert not (tmp_path / "timeline.db").exists()


def test_a_map_that_is_a_pipe_is_not_waited_for(
    run: Run, tmp_path: Path, bad_table: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipes, "PATIENCE_SECONDS", 0.1)
    os.mkfifo(tmp_path / "pipe")
    done = run("import", bad_table[1], "--map", str(tmp_path / "pipe"))
    assert done.exit_code == 1
    assert "nobody writes to its other end" in done.stderr
    assert "a pipe: save it to a file first" in run("import", str(tmp_path / "pipe")).stderr


def test_what_a_killed_import_left_in_a_folder_is_no_file_of_yours(
    run: Run, tmp_path: Path, bad_table: list[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / ".dump.abcd1234.timeline-part").mkdir()
    assert run(*bad_table, str(tmp_path / "rejects.csv"), "--to", str(folder)).exit_code == 0
    (folder / ".dump-unfinished").touch()
    again = run(*bad_table, str(tmp_path / "rejects.csv"), "--to", str(folder))
    assert again.exit_code == 0, again.stderr
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".")]
    refused = run(*bad_table, str(tmp_path / "rejects.csv"), "--to", str(folder))
    assert "is not an empty folder" in refused.stderr


def test_what_an_update_leaves_without_use_is_named_and_pruned(run: Run, tmp_path: Path) -> None:
    table, mapping = tmp_path / "log.csv", tmp_path / "map.yaml"
    mapping.write_text("name: log\nid: Ref\ntitle: What\nplace: Town\n", encoding="utf-8")
    table.write_text("Ref,What,Town\nA-1,Talks,Alton\n", encoding="utf-8")
    asked = ("import", str(table), "--map", str(mapping))
    assert "unused" not in run(*asked).stdout
    table.write_text("Ref,What,Town\nA-1,Talks,Belton\n", encoding="utf-8")
    assert run(*asked).stdout.endswith(
        "unused   1 place of earlier imports: --prune-imports removes what nothing uses\n  alton-place: Alton (place)\n"
    )
    assert run(*asked, "--prune-imports").stdout.endswith("removed  1 place\n  alton-place: Alton (place)\n")
    assert run(*asked, "--prune-imports").stdout.endswith("removed  nothing\n")
    for more, why in (
        (("--limit", "1"), "the rows past --limit may use them"),
        (("--to", str(tmp_path / "new")), "--to writes new files"),
    ):
        refused = run(*asked, "--prune-imports", *more)
        assert (refused.exit_code, why in refused.stderr) == (2, True)
