"""``timeline export``: every format, to a file or stdout, whole or not at all."""

import csv
import io
import json
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from timeline.actions.export import whole_file
from timeline.errors import TimelineError
from timeline.exporters.registry import FORMATS

SUFFIXES = [(each.name, suffix) for each in FORMATS.values() for suffix in each.suffixes]
MADE_ON = ("--made-on", "2031-07-01")


def left(folder: Path) -> list[str]:
    """What lies in a folder, hidden files too."""
    return sorted(os.listdir(folder))


@pytest.mark.parametrize(("name", "suffix"), SUFFIXES)
def test_the_suffix_chooses_the_format(ask_strait: Ask, tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"chronology{suffix.upper()}"
    done = ask_strait("export", str(path), *MADE_ON)
    assert (done.exit_code, done.stdout) == (0, f"wrote {path}\n")
    assert all(line.startswith(f"{name}: ") for line in done.stderr.splitlines())
    other = tmp_path / "other.out"
    assert ask_strait("export", str(other), "--format", name, *MADE_ON).exit_code == 0
    assert path.read_bytes() == other.read_bytes() != b""
    assert left(tmp_path) == sorted([path.name, other.name])


@pytest.mark.parametrize("name", FORMATS)
def test_stdout_gets_the_same_as_a_file(ask_strait: Ask, tmp_path: Path, name: str) -> None:
    path = tmp_path / "out"
    written = ask_strait("export", str(path), "--format", name, *MADE_ON)
    done = ask_strait("export", "-", "--format", name, *MADE_ON)
    assert (done.exit_code, done.stderr) == (0, written.stderr)
    assert done.stdout_bytes == path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_with_its_day_given_an_export_is_reproducible(ask_seeds: Ask, name: str) -> None:
    first, second = (ask_seeds("export", "-", "--format", name, *MADE_ON).stdout_bytes for _ in range(2))
    assert first == second != b""


def test_the_title_the_day_and_the_query_are_printed(ask_strait: Ask) -> None:
    options = ("--title", "The strait", "--on", "2031-05", "--actor", "ana")
    text = ask_strait("export", "-", "--format", "md", *MADE_ON, *options).stdout
    assert text.startswith("# The strait\n")
    made = "Made on 1 July 2031, as the database stood after change 1."
    assert f"Query: May 2031; actor Ana al-Ruiz. {made}" in text
    assert "Talks in the port" in text
    assert "A strike" not in text


def test_of_an_earlier_moment_the_query_says_how_it_stood(ask_strait: Ask) -> None:
    text = ask_strait("export", "-", "--format", "md", *MADE_ON, "--recorded-on", "change 1").stdout
    assert "Query: as recorded after change 1. Made on 1 July 2031.\n" in text


def test_programs_are_told_the_change(ask_strait: Ask) -> None:
    about = json.loads(ask_strait("export", "-", "--format", "geojson", *MADE_ON).stdout)
    assert (about["made_on"], about["change"]) == ("2031-07-01", 1)
    graph = json.loads(ask_strait("export", "-", "--format", "jsonld", *MADE_ON).stdout)["@graph"]
    assert graph[0]["schema:version"] == 1


@pytest.mark.parametrize(
    "options",
    [
        ["--actor", "ana"],
        ["--on", "2031-05", "--certain"],
        ["--disputed"],
        ["--as-of", "2031-05-02"],
        ["--reverse", "--limit", "3"],
        ["--type", "consult", "--place", "land"],
    ],
)
def test_the_filters_are_those_of_events(ask_strait: Ask, options: list[str]) -> None:
    exported = ask_strait("export", "-", "--format", "json", *options)
    listed = ask_strait("events", "--format", "json", *options)
    assert json.loads(exported.stdout) == json.loads(listed.stdout) != []
    assert exported.stderr == listed.stderr


def test_raw_leaves_formulas_to_csv(run_formula: Callable[..., str]) -> None:
    assert cell(run_formula()) == "'=1+1"
    assert cell(run_formula("--raw")) == "=1+1"


def cell(text: str) -> str:
    """The title in the first row."""
    return next(csv.DictReader(io.StringIO(text)))["title"]


@pytest.fixture
def run_formula(tmp_path: Path) -> Callable[..., str]:
    """The CSV of one event whose title is a formula."""
    from tests.support.command import run_command

    (tmp_path / "all.yaml").write_text('events: {sum: {title: "=1+1", date: 2031}}\n', encoding="utf-8")
    database = str(tmp_path / "formula.db")
    assert run_command("load", str(tmp_path / "all.yaml"), db=database).exit_code == 0
    return lambda *options: run_command("export", "-", "--format", "csv", *options, db=database).stdout


@pytest.mark.parametrize("name", [name for name in FORMATS if "table" in (each.name for each in FORMATS[name].options)])
def test_a_table_is_exported_by_name(ask_strait: Ask, tmp_path: Path, name: str) -> None:
    for table in ("claims", "actors"):
        done = ask_strait("export", str(tmp_path / table), "--format", name, "--table", table)
        assert (done.exit_code, done.stderr) == (0, "")
    assert (tmp_path / "claims").read_bytes() != (tmp_path / "actors").read_bytes()
    wrong = ask_strait("export", str(tmp_path / "x"), "--format", name, "--table", "persons")
    assert (wrong.exit_code, left(tmp_path)) == (2, ["actors", "claims"])
    assert "'events', 'claims'" in wrong.stderr


def test_what_a_format_cannot_carry_is_said_on_stderr(ask_strait: Ask, tmp_path: Path) -> None:
    undated = len(ask_strait("events", "--undated", "--format", "jsonl").stdout.splitlines())
    for name in ("ics", "timelinejs"):
        done = ask_strait("export", str(tmp_path / "x"), "--format", name)
        told = "1 undated event left out" if undated == 1 else f"{undated} undated events left out"
        assert f"{name}: {told}\n" in done.stderr


def test_a_table_into_a_pipe(ask_strait: Ask, tmp_path: Path) -> None:
    """Parquet ends in what says where its parts are, so it cannot be written from its start into a pipe."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    assert ask_strait("export", str(path), "--format", "parquet", "--table", "claims").exit_code == 0
    reader.join()
    assert read[0][:4] == read[0][-4:] == b"PAR1"


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "csv"])
def test_raw_is_for_csv_only(ask_strait: Ask, name: str) -> None:
    done = ask_strait("export", "-", "--format", name, "--raw")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"--raw is for csv, not for {name}" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-"],
        ["x.md", "--format", "doc"],
        ["x.md", "--made-on", "July"],
        ["x.md", "--certain"],
        ["x.md", "--on", "10/7/2008"],
    ],
)
def test_wrong_usage_writes_nothing(
    ask_strait: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = ask_strait("export", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert left(tmp_path) == []


def test_a_suffix_of_no_format_lists_those_there_are(ask_strait: Ask, tmp_path: Path) -> None:
    done = ask_strait("export", str(tmp_path / "chronology.doc"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert all(suffix in done.stderr for _, suffix in SUFFIXES)
    assert left(tmp_path) == []


def test_a_place_that_cannot_be_written_is_one_line(ask_strait: Ask, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in ("missing", "file"):
        done = ask_strait("export", str(tmp_path / place / "x.md"))
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{tmp_path / place / 'x.md'}: cannot be written: ")
        assert done.stderr.count("\n") == 1
    assert left(tmp_path) == ["file"]
    assert ask_strait("export", str(tmp_path), "--format", "md").exit_code == 2


def test_an_existing_file_survives_an_export_that_fails(ask_strait: Ask, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("precious", encoding="utf-8")
    assert ask_strait("export", str(path), "--actor", "nobody at all").exit_code == 1
    assert path.read_text(encoding="utf-8") == "precious"
    assert left(tmp_path) == ["x.md"]


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), TimelineError("it broke"), KeyboardInterrupt()]
)
def test_a_file_is_replaced_only_when_it_is_complete(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "x.md"
    path.write_text("precious", encoding="utf-8")

    def write() -> None:
        with whole_file(path) as out:
            out.write("half of")
            out.flush()
            assert path.read_text(encoding="utf-8") == "precious"
            raise error

    with pytest.raises((TimelineError, KeyboardInterrupt)):
        write()
    assert path.read_text(encoding="utf-8") == "precious"
    assert left(tmp_path) == ["x.md"]


def test_an_existing_file_is_replaced(ask_strait: Ask, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    assert ask_strait("export", str(path)).exit_code == 0
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 8


def test_a_link_stays_a_link(ask_strait: Ask, tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    link = tmp_path / "x.json"
    link.symlink_to(tmp_path / "target" / "real.json")
    assert ask_strait("export", str(link)).exit_code == 0
    assert link.is_symlink()
    assert len(json.loads((tmp_path / "target" / "real.json").read_text(encoding="utf-8"))) == 8


def test_a_named_pipe_is_written_to_and_not_replaced(ask_strait: Ask, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    try:
        assert ask_strait("export", str(pipe), "--limit", "1").exit_code == 0
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert os.read(reader, 100_000).startswith(b"id,")
    finally:
        os.close(reader)


def test_a_new_file_has_the_usual_permissions(ask_strait: Ask, tmp_path: Path) -> None:
    ask_strait("export", str(tmp_path / "x.csv"))
    (tmp_path / "usual").touch()
    assert (tmp_path / "x.csv").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_an_export_keeps_the_rights_of_what_it_replaces(ask_strait: Ask, tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    assert ask_strait("export", str(path)).exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text(encoding="utf-8") != "old"
    assert [each.name for each in tmp_path.iterdir()] == ["out.md"]
