"""``timeline duplicates``: the table, JSON, CSV, and the file to review."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.actions.duplicates.test_find_duplicates import PORT, imported
from tests.support.command import Run


@pytest.fixture
def port(tmp_path: Path, run: Run) -> str:
    """A database of an afternoon in a port, and of two imports."""
    (tmp_path / "port.yaml").write_text(PORT)
    database = str(tmp_path / "port.db")
    assert run("load", str(tmp_path / "port.yaml"), db=database).exit_code == 0
    imported(tmp_path, run, database, "gulf")
    return database


def test_the_table_has_both_events_the_reasons_and_what_was_left_out(port: str, run: Run) -> None:
    done = run("duplicates", "--across", "written", "gulf", "--least", "0.5", db=port)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:9] == [
        "SCORE  WHEN                   EVENTS",
        "0.88   2 May 2031             The pier burns",
        "                              pier-burned (The Herald)",
        "       2 May 2031             The pier burns",
        "                              gulf-2 (The gulf data)",
        "                              = same day; 2 km apart; both name Harbour Front;",
        "                              killed 3; same words",
        "",
        "0.75   1 May 2031             The Harbour Front besieges the port",
    ]
    assert done.stdout.splitlines()[-2].endswith("may be one event, at a score of 0.5 or more")
    assert done.stdout.splitlines()[-1] == "6 events compared; 1 not, for want of a date or of its beginning"
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    paged = run("duplicates", "--limit", "1", "--least", "0.3", db=port).stdout
    assert "more: --offset 1" in " ".join(paged.split())
    none = run("duplicates", "--within", "gulf", "--least", "0.95", db=port)
    assert none.stdout.splitlines() == [
        "No two events may be one, at a score of 0.95 or more.",
        "3 events compared",
    ]


def test_json_and_csv_have_every_pair(port: str, run: Run) -> None:
    found = json.loads(run("duplicates", "--least", "0.3", "--format", "json", db=port).stdout)
    assert len(found["pairs"]) == found["found"] > 5
    first = found["pairs"][0]
    assert set(first) == {"score", "first", "second", "reasons", "agreement", "whole"}
    assert set(first["agreement"]) == {"date", "place", "actors", "type", "words", "figures"}
    rows = list(csv.DictReader(io.StringIO(run("duplicates", "--least", "0.3", "--format", "csv", db=port).stdout)))
    assert [(row["first_id"], row["second_id"], float(row["score"])) for row in rows] == [
        (pair["first"]["id"], pair["second"]["id"], pair["score"]) for pair in found["pairs"]
    ]


def test_what_is_written_to_review_loads_back_once_somebody_has_decided(port: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "review.yaml"
    done = run("duplicates", "--across", "--least", "0.5", "--write", str(file), db=port)
    assert done.exit_code == 0, done.output
    number = int(done.stdout.split()[1])
    assert done.stdout == f"{file}: {number} pairs to review\n"
    assert run("check", str(file), db=port).exit_code == 0
    assert "nothing" in run("load", str(file), db=port).stdout.splitlines()[0]
    again = run("duplicates", "--across", "--least", "0.5", "--write", str(file), db=port)
    assert again.stdout == f"{file}: no pair to review, {number} were there\n"
    text = file.read_text()
    file.write_text(text.replace("# - {same: [pier-burned, gulf-2]", "- {same: [pier-burned, gulf-2]", 1))
    done = run("load", str(file), db=port)
    assert "added    1 match" in done.stdout, done.output
    assert "gulf-2 is told as pier-burned" in run("show", "gulf-2", db=port).output
    left = json.loads(run("duplicates", "--across", "--least", "0.5", "--format", "json", db=port).stdout)
    assert not any({"pier-burned", "gulf-2"} == {each["first"]["id"], each["second"]["id"]} for each in left["pairs"])


def test_a_part_is_written_with_its_link_and_loads(port: str, run: Run, tmp_path: Path) -> None:
    burned = (
        "events: {gate-burned: {title: The gate burns, type: assault, place: port, participants: {front: initiator}, "
        "claims: [{source: herald, date: 2031-05-01, figures: {killed: 2}}]}}"
    )
    (tmp_path / "gate.yaml").write_text(burned)
    assert run("load", str(tmp_path / "gate.yaml"), db=port).exit_code == 0
    file = tmp_path / "review.yaml"
    assert run("duplicates", "--within", "written", "--write", str(file), db=port).exit_code == 0
    assert "nothing" in run("load", str(file), db=port).stdout.splitlines()[0]
    head, part = file.read_text().split("  # gate-burned:\n")
    lines, end = part.split("\n\n")[0].splitlines(), part.split("\n\n")[1:]
    taken_in = "\n".join(["  gate-burned:", *(line.replace("  # ", "  ", 1) for line in lines)])
    file.write_text("\n\n".join([head + taken_in, *end]) + "\n")
    done = run("load", str(file), db=port)
    assert "changed  1 event" in done.stdout, done.output
    assert "siege" in run("show", "gate-burned", db=port).stdout
    found = json.loads(run("duplicates", "--within", "written", "--format", "json", db=port).stdout)
    assert found["linked"] == 1
    assert not any({"siege", "gate-burned"} == {each["first"]["id"], each["second"]["id"]} for each in found["pairs"])


def test_what_cannot_be_asked(port: str, run: Run, tmp_path: Path) -> None:
    for typed, code, said in (
        (("gulf", "acled"), 2, "two imports are named after --across"),
        (("--across", "gulf"), 1, "two datasets are compared across"),
        (("--across", "gulf", "--within", "gulf"), 2, "--across and --within: give one of them"),
        (("--least", "7"), 2, "--least is a score from 0 to 1, found 7"),
        (("--undated",), 2, "--undated finds what has no date"),
        (("--within", "guf"), 1, 'did you mean "gulf"'),
        (("--write", str(tmp_path / "review.txt")), 1, "an annotation file's name ends in .yaml or .yml"),
        (("--write", "x.yaml", "--format", "json"), 2, "leave out --format"),
        (("--limit", "x"), 2, "x"),
    ):
        done = run("duplicates", *typed, db=port)
        assert (done.exit_code, said in done.stderr) == (code, True), (typed, done.stderr)
