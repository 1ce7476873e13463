"""``timeline actors``, ``sources`` and ``places``: the lists."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.support.command import Run

ACTORS = """\
ACTOR                               KIND          EVENTS  FIRST       LAST
Ana al-Ruiz                         person        3       2031-03-31  2031-05-10
ana
Ben Ruiz                            person        2       2031-03-15  2031-05-02
ben
Harbour Front                       armed-group   2       2031-03-31  2031-03-31
front
Dockers' Union                      organisation  3       2031-05-01  2031-07-31
union
"""
SOURCES = """\
SOURCE                              KIND          EVENTS  FIRST       LAST
Talks in port (The Gazette)                       2       2031-05-01  2031-05-31
gazette
Port news (The Herald)                            5       2031-03-31  2031-07-31
herald
A letter                                          1       ..          ..
letter
Wire report (The Wire)              agency        4       2031-03-15  2031-05-31
wire
"""
PLACES = """\
PLACE                               KIND          EVENTS  FIRST       LAST
The Land                            country       2       2031-05-01  2031-05-10
land
Port City (land)                    city          1       2031-05-01  2031-05-02
port
"""


@pytest.mark.parametrize(("name", "table"), [("actors", ACTORS), ("sources", SOURCES), ("places", PLACES)])
def test_each_list_is_this_to_the_letter(ask_strait: Ask, name: str, table: str) -> None:
    done = ask_strait(name)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{table}\n{len(table.splitlines()) // 2} {name}\n"


WORDS = [
    ("actors", "ruiz", ["ana", "ben"]),
    ("actors", "al-Ruiz", ["ana", "ben"]),
    ("actors", "رويز", ["ana"]),
    ("actors", "DOCKERS", ["union"]),
    ("actors", "fro", ["front"]),
    ("actors", "nobody", []),
    ("sources", "port", ["gazette", "herald", "wire"]),
    ("sources", "wire", ["wire"]),
    ("places", "city", ["port"]),
]


@pytest.mark.parametrize(("name", "word", "expected"), WORDS)
def test_a_word_filters_by_any_name(ask_strait: Ask, name: str, word: str, expected: list[str]) -> None:
    found = json.loads(ask_strait(name, word, "--format", "json").stdout)
    assert [each["id"] for each in found] == expected


@pytest.mark.parametrize(
    ("name", "word", "near"),
    [
        ("actors", "dokers", "did you mean union (Dockers' Union)?"),
        ("sources", "gazete", "did you mean gazette (Talks in port)?"),
        ("places", "prt", "did you mean port (Port City)?"),
    ],
)
def test_a_word_that_fits_nothing_is_told_what_is_near(ask_strait: Ask, name: str, word: str, near: str) -> None:
    done = ask_strait(name, word)
    assert (done.exit_code, done.stdout) == (0, f"No {name[:-1]} was found.\n")
    assert done.stderr == f'no {name[:-1]} has "{word}" in its names: {near}\n'
    assert ask_strait(name, word, "--format", "json").stdout == "[]\n"
    assert ask_strait(name, "zzzzz").stderr == ""


def test_the_counts_are_those_of_the_filter(ask_seeds: Ask) -> None:
    for name, option in (("actors", "--actor"), ("sources", "--source"), ("places", "--place")):
        busiest = max(json.loads(ask_seeds(name, "--format", "json").stdout), key=lambda each: each["events"])
        found = json.loads(ask_seeds("events", option, busiest["id"], "--format", "json").stdout)
        assert len(found) == busiest["events"] > 10


def test_json_has_these_keys(ask_strait: Ask) -> None:
    first = json.loads(ask_strait("places", "--format", "json").stdout)[1]
    assert first == {
        "id": "port",
        "name": "Port City",
        "kind": "city",
        "within": "land",
        "events": 1,
        "earliest": "2031-05-01",
        "latest": "2031-05-02",
    }
    assert "publisher" in json.loads(ask_strait("sources", "--format", "json").stdout)[0]


@pytest.mark.parametrize("name", ["actors", "sources", "places"])
def test_jsonl_and_csv_say_the_same_as_json(ask_strait: Ask, name: str) -> None:
    found = json.loads(ask_strait(name, "--format", "json").stdout)
    lines = ask_strait(name, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == found
    rows = list(csv.DictReader(io.StringIO(ask_strait(name, "--format", "csv").stdout)))
    as_text = [{key: "" if value is None else str(value) for key, value in each.items()} for each in found]
    assert rows == as_text


def test_a_word_without_a_letter_is_refused(ask_strait: Ask) -> None:
    done = ask_strait("actors", "?!")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_nothing_found(ask_strait: Ask) -> None:
    assert ask_strait("actors", "nobody").stdout == "No actor was found.\n"
    assert ask_strait("actors", "nobody", "--format", "json").stdout == "[]\n"
    assert ask_strait("actors", "nobody", "--format", "jsonl").stdout == ""
    assert ask_strait("actors", "nobody", "--format", "csv").stdout == "id,name,kind,events,earliest,latest\n"


def test_a_list_is_read_a_page_at_a_time(ask_strait: Ask) -> None:
    whole = json.loads(ask_strait("actors", "--format", "json").stdout)
    for limit, offset in ((2, 0), (2, 2), (1, 3), (9, 1)):
        asked = ("--limit", str(limit), "--offset", str(offset), "--format", "json")
        assert json.loads(ask_strait("actors", *asked).stdout) == whole[offset : offset + limit]
    below = [
        (("--limit", "3"), "3 actors, and 1 more: --offset 3"),
        (("--limit", "2", "--offset", "1"), "2 actors, and 1 more: --offset 3"),
        (("--offset", "3"), "1 of 4 actors, after the first 3"),
        (("--offset", "4"), "No actor is left: --offset 4 leaves out all 4"),
        (("--limit", "0"), "--limit 0 shows none, and 4 would be found"),
        (("--limit", "1", "ruiz"), "1 actor, and 1 more: --offset 1"),
    ]
    for page, says in below:
        done = ask_strait("actors", *page)
        assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, says), page
    assert json.loads(ask_strait("actors", "--limit", "0", "--format", "json").stdout) == []
    assert ask_strait("actors", "nobody", "--offset", "3").stdout == "No actor was found.\n"


def test_a_table_shows_a_screen_of_a_long_list(run: Run, tmp_path: Path) -> None:
    people = "".join(f"  p-{number:02}: {{name: Person {number}}}\n" for number in range(60))
    (tmp_path / "people.yaml").write_text(f"actors:\n{people}", encoding="utf-8")
    assert run("load", str(tmp_path)).exit_code == 0
    lines = run("actors").stdout.splitlines()
    assert (len(lines), lines[-1]) == (103, "50 actors, and 10 more: --offset 50")
    assert len(json.loads(run("actors", "--format", "json").stdout)) == 60
