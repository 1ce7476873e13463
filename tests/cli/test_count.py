"""``timeline count``: what people and programs are told."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command import run_command

WORLD = """
sources:
  gazette: {title: Gazette, published: 2031-07-01}
  herald: {title: Herald, published: 2031-07-02}
actors:
  ana: {kind: person, name: Ana Ruiz}
  union: {kind: organisation, name: "Union\\u202e <b>"}
places:
  land: {name: Land, kind: country}
  port: {name: Port, kind: city, within: land}
events:
  talks:
    title: Talks
    type: consult/phone
    place: port
    participants: {ana: initiator, union: recipient}
    claims: [{source: gazette, date: 2031-05-30/2031-06-02}]
  raid:
    title: Raid
    type: assault
    participants: {union: target}
    claims:
      - {source: gazette, date: 2031-05-10, figures: {killed: 5 (3 to 9)}}
      - {source: herald, date: 2031-05-10, figures: {killed: at least 4}}
  clash:
    title: Clash
    type: assault
    claims:
      - {source: gazette, date: 2031-05-31, figures: {killed: 10}}
      - {source: herald, date: 2031-06-01, figures: {killed: at least 12}}
  wish: {title: Wish, claims: [{source: gazette}]}
  year: {title: Sometime, claims: [{source: gazette, date: 2031}]}
"""


Told = Callable[..., list[str]]


@pytest.fixture(scope="module")
def world_db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of the world; nobody changes it."""
    folder = tmp_path_factory.mktemp("counted")
    (folder / "world.yaml").write_text(WORLD, encoding="utf-8")
    loaded = run_command("load", str(folder / "world.yaml"), db=str(folder / "timeline.db"))
    assert loaded.exit_code == 0, loaded.output
    return str(folder / "timeline.db")


@pytest.fixture
def told(world_db: str) -> Told:
    """The lines of a count."""

    def ask(*arguments: str) -> list[str]:
        found = run_command("count", *arguments, db=world_db)
        assert (found.exit_code, found.stderr) == (0, "")
        return found.stdout.splitlines()

    return ask


LEGEND = [
    "",
    "██ certain: certainly then",
    "░░ possible: perhaps then: dated no more closely",
]
LASTED = [
    "What lasted counts in each month in which it was under way: the rows do not add",
    "up to the total.",
]


def test_a_row_a_month_and_why_they_do_not_add_up(told: Told) -> None:
    assert told("--by", "month", "--during", "2031-05..2031-07") == [
        "MONTH      CERTAIN  POSSIBLE",
        f"May 2031         2         2  {'█' * 25}{'░' * 25}",
        f"June 2031        1         2  {'█' * 12}{'░' * 26}",
        f"July 2031        0         1  {'░' * 12}",
        "",
        "all              3         1",
        *LEGEND,
        "",
        *LASTED,
        "1 event is certain in no month, only possible: its date does not decide.",
    ]


def test_a_window_cuts_stretches_and_a_disputed_figure_counts_in_its_widest_range(told: Told) -> None:
    assert told("--by", "month", "--sum", "killed", "--during", "2031-05-05..2031-06-10") == [
        "MONTH              CERTAIN  KILLED       RANGE  POSSIBLE  KILLED       RANGE",
        "5 to 31 May 2031         2       5      4 to 9         2      10  10 or more",
        "1 to 10 June 2031        1                             2      10  10 or more",
        "",
        "all                      3      15  14 or more         1",
        *LEGEND,
        "",
        *LASTED,
        "1 event is certain in no month, only possible: its date does not decide.",
        "2 of 4 events give a figure for killed.",
        "1 figure disputed: its widest range counts.",
        "1 figure with no upper end: the sums with it have none.",
        "An event's figure counts whole in each row that the event counts in.",
    ]


def test_where_it_began(told: Told) -> None:
    found = told("--by", "day", "--begun", "--during", "2031-05-30..2031-06-01")
    assert [line.split("  ")[0] for line in found[1:4]] == ["30 May 2031", "31 May 2031", "1 June 2031"]
    assert [line.split()[3:5] for line in found[1:4]] == [["1", "1"], ["0", "2"], ["0", "2"]]
    later = told("--by", "day", "--begun", "--during", "2031-06-01..2031-06-03")
    assert "Left out: 1 event that had begun before." in later


def test_two_dimensions_are_a_table_of_both(told: Told) -> None:
    found = told("--by", "month", "--by", "type", "--from", "2031-05", "--to", "2031-06")
    assert found[:6] == [
        "                               no",
        "MONTH      assault  consult  type  ALL",
        "May 2031       1+1        1   0+1  2+2",
        "June 2031      0+1        1   0+1  1+2",
        "",
        "all              2        1   0+1  3+1",
    ]
    assert found[7:9] == ["12 certain: certainly then", "+3 possible: perhaps then: dated no more closely"]


def test_a_word_at_the_head_of_a_column_stays_whole(tmp_path: Path) -> None:
    world = "actors: {ana: {kind: person, name: Ana}}\nevents:\n  aid: {title: Aid, participants: {ana: beneficiary}}\n"
    (tmp_path / "world.yaml").write_text(world, encoding="utf-8")
    database = str(tmp_path / "timeline.db")
    assert run_command("load", str(tmp_path / "world.yaml"), db=database).exit_code == 0
    found = run_command("count", "--by", "type", "--by", "role", db=database).stdout
    assert found.splitlines()[0] == "TYPE     beneficiary  ALL"


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        (["--by", "type"], [["assault", "2"], ["consult", "1"], ["no", "type", "2"]]),
        (["--by", "type", "--reverse"], [["consult", "1"], ["assault", "2"], ["no", "type", "2"]]),
        (["--by", "type", "--level", "mode"], [["assault", "2"], ["consult/phone", "1"], ["no", "type", "2"]]),
        (["--by", "place"], [["Land", "1"], ["Port", "1"], ["no", "place", "4"]]),
        (["--by", "place", "--level", "Country"], [["Land", "1"], ["no", "place", "4"]]),
        (["--by", "standing", "--disputed"], [["asserted", "1"]]),
        (["--by", "role", "--actor", "ana"], [["initiator", "1"]]),
        (["--by", "source", "--limit", "1", "--offset", "1"], [["Herald", "2"]]),
        (["--by", "origin", "--text", "wish"], [["Gazette", "1"]]),
    ],
)
def test_by_other_than_time(told: Told, arguments: list[str], rows: list[list[str]]) -> None:
    found = told(*arguments)
    end = found.index("")
    assert [line.rstrip("█▏▎▍▌▋▊▉ ").split() for line in found[1:end]] == rows


def test_undated_events_have_a_row_and_gaps_are_seen_or_said(told: Told) -> None:
    by_year = told("--by", "year")
    assert [line.split()[:2] for line in by_year[1:3]] == [["2031", "4"], ["no", "date"]]
    assert "1,000 years without an event are left out." in told("--by", "year", "--from", "2031", "--to", "3031")
    assert len(told("--by", "year", "--from", "2031", "--to", "3030")) > 999
    assert told("--undated")[1] == "all       1"
    assert told("--by", "month", "--during", "1990") == ["No event was found."]


def test_for_programs(told: Told, world_db: str) -> None:
    whole = json.loads("\n".join(told("--by", "month", "--by", "actor", "--during", "2031-06", "--format", "json")))
    assert list(whole) == ["by", "sum", "rows", "more", "total", "notes"]
    assert whole["rows"][0] == {
        "month": "2031-06",
        "from": "2031-06-01",
        "to": "2031-06-30",
        "actor": "ana",
        "actor_name": "Ana Ruiz",
        "certain": 1,
        "possible": 0,
    }
    assert (whole["total"], whole["more"]) == ({"certain": 1, "possible": 2}, 0)
    summed = run_command("count", "--sum", "killed", "--by", "type", "--format", "csv", db=world_db)
    rows = list(csv.DictReader(io.StringIO(summed.stdout)))
    assert [(row["type"], row["certain_best"], row["certain_high"]) for row in rows] == [
        ("assault", "15", ""),
        ("consult", "0", "0"),
        ("", "0", "0"),
    ]
    assert "1 figure disputed: its widest range counts." in summed.stderr.splitlines()
    lines = run_command("count", "--by", "actor", "--format", "jsonl", "--limit", "1", db=world_db)
    assert json.loads(lines.stdout) == {"actor": "union", "actor_name": "Union\u202e <b>", "certain": 2, "possible": 0}
    assert "\u202e" not in lines.stdout
    assert lines.stderr.splitlines()[-1] == "and 2 more: --offset 1"


def test_names_are_safe_to_show(told: Told) -> None:
    assert not any("\u202e" in line for line in told("--by", "actor"))
    assert not any("\u202e" in line for line in told("--by", "actor", "--by", "type"))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--by", "moth"], 2, 'events are not counted by "moth": did you mean month?'),
        (["--by", "colour"], 2, "choose of day, week, month"),
        (["--by", "month", "--by", "day"], 2, "--by month and day: what is counted by one is in the other"),
        (["--by", "actor", "--by", "actor"], 2, "--by actor is given twice"),
        (["--by", "actor", "--by", "type", "--by", "day"], 2, "a table has two sides"),
        (["--by", "month", "--level", "country"], 2, "a kind of place goes with --by place, and mode with --by type"),
        (["--by", "place", "--level", "city", "--level", "country"], 2, "places are counted at one level"),
        (["--by", "actor", "--begun"], 2, "--begun tells where events began: add --by month, or a window"),
        (["--by", "place", "--level", "contry"], 1, 'no place is of the kind "contry": did you mean country?'),
        (["--sum", "deaths"], 1, 'there is no measure "deaths": did you mean killed?'),
        (["--sum", "kiled"], 1, 'there is no measure "kiled": did you mean killed?'),
        (["--by", "month", "--actor", "nobody"], 1, 'no actor is called "nobody"'),
    ],
)
def test_what_cannot_be_asked(world_db: str, arguments: list[str], code: int, said: str) -> None:
    found = run_command("count", *arguments, db=world_db)
    assert (found.exit_code, found.stdout) == (code, "")
    assert said in found.stderr
