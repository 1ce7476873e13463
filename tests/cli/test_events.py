"""``timeline events``: every filter, the formats, the table, and what is refused."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.cli.conftest import Ask
from tests.support.command import run_command
from timeline.cli.command_reference import JSON_EXAMPLE


def found(ask: Ask, *options: str) -> list[dict[str, Any]]:
    """The events that the options find, as JSON has them."""
    done = ask("events", "--format", "json", *options)
    assert done.exit_code == 0, done.stderr
    events: list[dict[str, Any]] = json.loads(done.stdout)
    return events


def ids(ask: Ask, *options: str) -> list[str]:
    return [event["id"] for event in found(ask, *options)]


# --- the filters -----------------------------------------------------------------------------------

FILTERS = [
    ("", "early-vote raid strike talks call second-strike founding rumour"),
    ("--on 2031-05-02", "strike talks"),
    ("--on 2031-05-01", "strike talks"),
    ("--on 2031-05", "strike talks call"),
    ("--during 2031-05", "strike talks call"),
    ("--on 2031-05-03", "strike"),
    ("--from 2031-05-10", "strike call second-strike"),
    ("--to 2031-04-30", "early-vote raid"),
    ("--to 2031-03", "early-vote raid"),
    ("--from 2031-05-03 --to 2031-05-31", "strike call"),
    ("--from 2031-05-03 --to 2031-05-31 --reverse", "call strike"),
    ("--on 2031-05 --certain", "strike talks call"),
    ("--from 2031-05-02 --to 2031-05-31 --certain", "call"),
    ("--on 2031-05-02 --perhaps", "strike talks"),
    ("--on 1999", ""),
    ("--actor ana", "raid talks call"),
    ("--actor ANA-RUIZ", "raid talks call"),
    ("--actor ana-al-ruiz", "raid talks call"),
    ("--actor آنا_رويز", "raid talks call"),
    ("--actor ana --actor union", "call"),
    ("--actor ana --any-actor union", "call"),
    ("--actor ana --actor union --any-actor", "raid strike talks call second-strike"),
    ("--any-actor ana --any-actor ben", "early-vote raid talks call"),
    ("--actor union", "strike call second-strike"),
    ("--actor union --with-members", "strike talks call second-strike"),
    ("--role victim", "raid"),
    ("--role victim --role perpetrator --actor front", "raid"),
    ("--actor ana --role initiator", "talks call"),
    ("--place land", "talks call"),
    ("--place Port_City", "talks"),
    ("--type consult", "talks call"),
    ("--type consult/phone", "call"),
    ("--source wire", "early-vote raid strike talks"),
    ("--source gazette", "strike talks"),
    ("--source The_Gazette", "strike talks"),
    ("--source Talks_in_port", "strike talks"),
    ("--according-to union", "raid strike"),
    ("--according-to UNION --according-to front", "raid"),
    ("--according-to ana", ""),
    ("--tag harbour", "strike talks"),
    ("--tag labour", "strike"),
    ("--tag harbour --tag labour", "strike"),
    ("--text cafes", "strike"),
    ("--text PORT", "talks"),
    ("--text port --text ruiz", "talks"),
    ("--text port --text cafes", ""),
    ('--text "port --text talks"', "talks"),
    ("--disputed", "raid talks"),
    ("--undated", "founding rumour"),
    ("--standing contested", "raid"),
    ("--standing denied --standing alleged", "strike founding"),
    ("--standing expected", "second-strike"),
    ("--limit 2", "early-vote raid"),
    ("--limit 0", ""),
    ("--offset 6", "founding rumour"),
    ("--limit 2 --offset 1", "raid strike"),
    ("--reverse --limit 1", "second-strike"),
    ("--as-of 2031-05-02", "early-vote raid strike talks"),
    ("--as-of 2031-05 --disputed", ""),
    ("--as-of 2031-06-10 --disputed", "raid talks"),
    ("--recorded-on 2000-01-01", ""),
    ("--recorded-on 3000-01-01 --as-of 2031-06-10 --disputed", "raid talks"),
]


@pytest.mark.parametrize(("options", "expected"), FILTERS, ids=[options or "all" for options, _ in FILTERS])
def test_each_filter_finds_what_it_says(ask_strait: Ask, options: str, expected: str) -> None:
    arguments = [each.replace("_", " ") for each in options.split()]
    assert ids(ask_strait, *arguments) == expected.split()


def test_every_filter_is_in_the_table() -> None:
    from timeline.cli.arguments.options import FilterOption
    from timeline.cli.commands.events import command

    for param in command.params:
        if isinstance(param, FilterOption):
            assert any(param.opts[0] in options.split() for options, _ in FILTERS), param.opts


def test_as_of_says_dates_and_standing_as_they_were_known_then(ask_strait: Ask) -> None:
    done = ask_strait("events", "--as-of", "2031-05-02", "--format", "json")
    then = {event["id"]: event for event in json.loads(done.stdout)}
    now = {event["id"]: event for event in found(ask_strait)}
    assert (then["talks"]["date"]["status"], now["talks"]["date"]["status"]) == ("agreed", "disputed")
    assert then["talks"]["date"]["text"] == "1 May 2031"
    assert (then["raid"]["standing"], now["raid"]["standing"]) == ("asserted", "contested")
    assert done.stderr == "1 claim left out: its source has no known date of publication\n"


@pytest.mark.parametrize("word", ["yesterday", "last week", "Q3 2020", "sept 2020", "since 2031", "20/09/2020"])
def test_dates_are_read_as_people_type_them(ask_strait: Ask, word: str) -> None:
    assert ask_strait("events", "--on", word).exit_code == 0


CLOCK = """
sources: {log: {title: Log}}
events:
  morning: {title: Morning, claims: [{source: log, date: "2026-01-05T09:30:00"}]}
  noon: {title: Noon, claims: [{source: log, date: "2026-01-05T12:00:00+03"}]}
  that-day: {title: That day, claims: [{source: log, date: 2026-01-05}]}
  next-day: {title: Next day, claims: [{source: log, date: 2026-01-06}]}
  never: {title: Never, claims: [{source: log}]}
"""
TIMES = [
    ("--from 2026-01-05T10:00:00", "that-day noon next-day"),
    ("--from 2026-01-05T10:00:00 --certain", "noon next-day"),
    ("--from 2026-01-05T09:30 --to 2026-01-05T09:30:00", "that-day morning"),
    ("--to 2026-01-05T10:00", "that-day morning"),
    ("--to 2026-01-05T10:00 --certain", "morning"),
    ("--on 2026-01-05T12:00", "that-day noon"),
    ("--on 2026-01-05T12", "that-day noon"),
    ("--on 2026-01-05T12:01", "that-day"),
    ("--reverse", "next-day noon morning that-day never"),
    ("--reverse --limit 2 --offset 3", "that-day never"),
]


def test_a_time_of_day_in_a_window_counts_and_what_has_no_date_comes_last(database: str, tmp_path: Path) -> None:
    file = tmp_path / "clock.yaml"
    file.write_text(CLOCK, encoding="utf-8")
    assert run_command("load", str(file), db=database).exit_code == 0

    def ask(*arguments: str) -> Result:
        return run_command(*arguments, db=database)

    for options, expected in TIMES:
        assert ids(ask, *options.split()) == expected.split(), options
    exported = ask("export", "-", "--format", "md", "--from", "2026-01-05T10:00", "--made-on", "2026-02-01")
    assert "from 5 January 2026, 10:00" in exported.stdout
    listed = ask("events", "--from", "2026-01-05T10:00", "--perhaps").stdout
    assert listed.index("Noon") < listed.index("PERHAPS") < listed.index("That day")


# --- what is refused -------------------------------------------------------------------------------

CONTRADICTIONS = [
    "--on 2031 --during 2031",
    "--on 2031 --from 2031",
    "--during 2031 --to 2031",
    "--from 2032 --to 2031",
    "--certain",
    "--perhaps",
    "--perhaps --certain --on 2031",
    "--perhaps --undated",
    "--undated --on 2031",
    "--undated --disputed",
    "--any-actor",
    "--with-members",
    "--as-of 2031/..",
    "--as-of 2031-05-02T10:00",
    "--on 2031-05-02T10:00Z",
    "--on 2031-05-02T25:00",
    "--from 2031-05-02T10:00 --to 2031-05-02T09:00",
    "--limit -1",
    "--limit many",
    "--limit ٣",
    "--standing perhaps",
    "--format xml",
    "--on 2031 --on 2032",
    "--place land --place port",
    "--type consult --type assault",
    "--source wire --source wire",
    "--limit 1 --limit 2",
    "--format json --format csv",
]


@pytest.mark.parametrize("options", CONTRADICTIONS)
def test_contradictory_options_are_usage_errors(ask_strait: Ask, options: str) -> None:
    done = ask_strait("events", *options.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Usage: timeline events" in done.stderr
    assert "Error: " in done.stderr


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("10/7/2008", ["10 July 2008", "7 October 2008", "2008-07-10", "2008-10-07"]),
        ("2005/10", ["October 2005", "2005"]),
    ],
)
def test_a_date_with_two_readings_is_refused_with_both(ask_strait: Ask, typed: str, readings: list[str]) -> None:
    done = ask_strait("events", "--on", typed)
    assert done.exit_code == 2
    assert all(each in done.stderr for each in (typed, *readings))


def test_a_date_that_cannot_be_read_is_quoted(ask_strait: Ask) -> None:
    done = ask_strait("events", "--from", "the day after the flood")
    assert done.exit_code == 2
    assert "'--from'" in done.stderr
    assert "the day after the flood" in done.stderr


def test_a_name_that_fits_several_lists_them_and_stops(ask_strait: Ask) -> None:
    done = ask_strait("events", "--actor", "Ruiz")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == '"Ruiz" fits 2 actors: ana (Ana al-Ruiz), ben (Ben Ruiz): use the id\n'


def test_every_name_that_is_not_found_gets_its_line(ask_strait: Ask) -> None:
    done = ask_strait("events", "--actor", "Xerxes", "--place", "Prt City", "--source", "Gazete")
    assert (done.exit_code, done.stdout) == (1, "")
    first, second, third = done.stderr.splitlines()
    assert first == 'no actor is called "Xerxes": `timeline actors` lists them all'
    assert second == 'no place is called "Prt City": did you mean port (Port City)?'
    assert third == 'no source is called "Gazete": did you mean gazette (Talks in port)?'


UNKNOWN = [
    ("--type attack", 'there is no type "attack": did you mean assault?'),  # which "attacks: shoots, bombs …"
    ("--type consult/phnoe", 'there is no type "consult/phnoe": did you mean consult/phone?'),
    ("--type Assault", 'there is no type "Assault": did you mean assault?'),
    ("--role perp", 'there is no role "perp": did you mean perpetrator?'),
    ("--role vicitm", 'there is no role "vicitm": did you mean victim?'),
    ("--role zzz", 'there is no role "zzz": there are beneficiary, claimant, host, initiator, '),
    ("--tag harbor", 'there is no tag "harbor": did you mean harbour?'),
    ("--tag zzz", 'there is no tag "zzz": there are harbour, labour'),
    ("--tag harbour --tag zzz", 'there is no tag "zzz": there are harbour, labour'),
    ("--source Gazete", 'no source is called "Gazete": did you mean gazette (Talks in port)?'),
]


@pytest.mark.parametrize(("options", "said"), UNKNOWN, ids=[options for options, _ in UNKNOWN])
@pytest.mark.parametrize("command", ["events", "export - --format md"])
def test_a_value_that_nothing_can_have_is_refused(ask_strait: Ask, command: str, options: str, said: str) -> None:
    done = ask_strait(*command.split(), *options.split())
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("options", ["--type retreat", "--role mediator", "--tag labour --type assault"])
def test_a_value_that_is_known_and_finds_nothing_is_an_answer(ask_strait: Ask, options: str) -> None:
    done = ask_strait("events", *options.split())
    assert (done.exit_code, done.stdout, done.stderr) == (0, "No event was found.\n", "")


def test_text_without_a_letter_is_refused(ask_strait: Ask) -> None:
    done = ask_strait("events", "--text", "?!")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1


# --- the formats -----------------------------------------------------------------------------------


def test_json_is_the_documented_object_key_for_key(ask_harbour: Ask) -> None:
    documented = json.loads(JSON_EXAMPLE)
    printed = found(ask_harbour)
    assert [event["id"] for event in printed] == ["ruiz-meets-vale", "strike-called"]
    assert printed[0] == documented
    assert json.dumps(printed[0]) == json.dumps(documented), "the keys are in their order"


def test_jsonl_has_the_same_objects_one_a_line(ask_strait: Ask) -> None:
    lines = ask_strait("events", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == found(ask_strait)


def test_csv_has_a_row_an_event(ask_strait: Ask) -> None:
    rows = list(csv.reader(io.StringIO(ask_strait("events", "--format", "csv").stdout)))
    assert [row[0] for row in rows] == ["id", *ids(ask_strait)]
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize(("name", "nothing"), [("json", "[]\n"), ("jsonl", ""), ("table", "No event was found.\n")])
def test_nothing_found_is_an_answer_too(ask_strait: Ask, name: str, nothing: str) -> None:
    done = ask_strait("events", "--on", "1999", "--format", name)
    assert (done.exit_code, done.stdout, done.stderr) == (0, nothing, "")


TABLE = """\
WHEN                   EVENT                                          SOURCES
May 2031               A strike [alleged]                             1 source
                       strike
1 or 2 May 2031        Talks in the port                              2 sources,
(disputed)             talks                                          2 origins

2 events
"""
PARTED = """\
WHEN                   EVENT                                          SOURCES
1 or 2 May 2031        Talks in the port                              2 sources,
(disputed)             talks                                          2 origins

PERHAPS ALSO THEN: DATED NO MORE CLOSELY
May 2031               A strike [alleged]                             1 source
                       strike

2 events (1 perhaps)
"""
COUNTED = """\
WHEN                   EVENT                                          SOURCES
1 or 2 May 2031        Talks in the port                              2 sources,
(disputed)             talks                                          2 origins

1 event
1 more may have been then: --perhaps lists it
"""


def test_the_table_is_this_to_the_letter(ask_strait: Ask) -> None:
    assert ask_strait("events", "--tag", "harbour").stdout == TABLE


def test_the_table_tells_apart_what_is_only_perhaps_in_the_window(ask_strait: Ask) -> None:
    assert ask_strait("events", "--on", "2031-05-02", "--perhaps").stdout == PARTED


def test_what_is_only_perhaps_in_the_window_is_counted_in_a_line(ask_strait: Ask) -> None:
    assert ask_strait("events", "--on", "2031-05-02").stdout == COUNTED
    assert ask_strait("events", "--on", "2031-05-02", "--certain").stdout == "No event was found.\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--perhaps", "--perhaps needs a window: add --on, or --from and --to"),
        ("--perhaps --certain --on 2031", "--certain leaves out what --perhaps adds: give one of them"),
    ],
)
def test_who_asks_for_perhaps_where_there_is_none_is_told_what_to_do(ask_strait: Ask, options: str, said: str) -> None:
    assert ask_strait("events", *options.split()).stderr.splitlines()[-1] == f"Error: {said}"


@pytest.mark.parametrize("name", ["json", "jsonl", "csv"])
@pytest.mark.parametrize("perhaps", [[], ["--perhaps"]])
def test_programs_are_told_all_in_one_order_and_how_each_lies_to_the_window(
    ask_strait: Ask, name: str, perhaps: list[str]
) -> None:
    printed = ask_strait("events", "--on", "2031-05-02", *perhaps, "--format", name).stdout
    if name == "csv":
        told = [(row["id"], row["in_window"]) for row in csv.DictReader(io.StringIO(printed))]
    else:
        objects = json.loads(printed) if name == "json" else [json.loads(line) for line in printed.splitlines()]
        told = [(each["id"], each["in_window"]) for each in objects]
    assert told == [("strike", "perhaps"), ("talks", "dated")]


def test_only_perhaps_has_no_heading_before_it_but_its_own(ask_strait: Ask) -> None:
    lines = ask_strait("events", "--on", "2031-05-20").stdout.splitlines()
    assert lines[0].startswith("PERHAPS ALSO THEN")
    assert lines[1].split() == ["WHEN", "EVENT", "SOURCES"]
    assert lines[2].startswith("May 2031")


TOTALS = [
    ("", "8 events"),
    ("--tag labour", "1 event"),
    ("--limit 2", "2 events, and 6 more: --offset 2"),
    ("--limit 2 --offset 2", "2 events, and 4 more: --offset 4"),
    ("--limit 2 --offset 6", "2 of 8 events, after the first 6"),
    ("--limit 8", "8 events"),
    ("--limit 1 --reverse", "1 event, and 7 more: --offset 1"),
    ("--limit 1 --actor ana", "1 event, and 2 more: --offset 1"),
    ("--limit 1 --role initiator", "1 event, and 5 more: --offset 1"),
    ("--limit 1 --as-of 2031-05-02", "1 event, and 3 more: --offset 1"),
    ("--limit 0", "--limit 0 shows none, and 8 would be found"),
    ("--offset 8", "No event is left: --offset 8 leaves out all 8"),
    ("--on 1999 --offset 9", "No event was found."),
    ("--on 1999 --limit 0", "No event was found."),
]


@pytest.mark.parametrize(("options", "said"), TOTALS, ids=[options or "all" for options, _ in TOTALS])
def test_a_list_ends_with_its_total_and_says_when_there_is_more(ask_strait: Ask, options: str, said: str) -> None:
    done = ask_strait("events", *options.split())
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == said


LASTING = """
sources: {log: {title: Log}}
events:
  siege: {title: Siege, claims: [{source: log, date: 2031-04/2031-06}]}
  war: {title: War, claims: [{source: log, date: 2030/2032}]}
  first: {title: First, claims: [{source: log, date: 2031-05-02}]}
  second: {title: Second, claims: [{source: log, date: 2031-05-03}]}
  some-day: {title: Some day, claims: [{source: log, date: 2031}]}
  one-day: {title: One day, claims: [{source: log, date: "[2031-04..2031-06]"}]}
  winter: {title: Winter, claims: [{source: log, date: 2034-02}]}
"""
MORE = "2 more may have been then: --perhaps lists them"
PARTS = [
    ("", ["4 events (2 under way)", MORE]),
    ("--limit 1", ["1 event, and 3 more: --offset 1", MORE]),
    ("--limit 3", ["3 events (1 under way), and 1 more: --offset 3", MORE]),
    ("--limit 3 --offset 1", ["3 (2 under way) of 4 events, after the first 1", MORE]),
    ("--limit 2 --offset 2", ["2 of 4 events, after the first 2", MORE]),
    ("--limit 0", ["--limit 0 shows none, and 4 would be found", MORE]),
    ("--offset 4", ["No event is left: --offset 4 leaves out all 4", MORE]),
    ("--offset 99 --limit 3", ["No event is left: --offset 99 leaves out all 4", MORE]),
    ("--perhaps", ["6 events (2 under way, 2 perhaps)"]),
    ("--perhaps --limit 5", ["5 events (2 under way, 1 perhaps), and 1 more: --offset 5"]),
    ("--perhaps --limit 1 --offset 4", ["1 event, and 1 more: --offset 5"]),
    ("--perhaps --offset 3", ["3 (1 under way, 2 perhaps) of 6 events, after the first 3"]),
    ("--perhaps --limit 0", ["--limit 0 shows none, and 6 would be found"]),
    ("--perhaps --offset 6", ["No event is left: --offset 6 leaves out all 6"]),
    ("--certain", ["4 events (2 under way)"]),
    ("--reverse --limit 3", ["3 events (1 under way), and 1 more: --offset 3", MORE]),
]


@pytest.fixture
def lasting(database: str, tmp_path: Path) -> Ask:
    """Asks a database of events of which some last."""
    (tmp_path / "lasting.yaml").write_text(LASTING, encoding="utf-8")
    assert run_command("load", str(tmp_path / "lasting.yaml"), db=database).exit_code == 0
    return lambda *arguments: run_command(*arguments, db=database)


def test_each_page_of_the_parts_says_how_much_there_is(lasting: Ask) -> None:
    for options, said in PARTS:
        done = lasting("events", "--on", "2031-05", *options.split())
        assert done.stdout.splitlines()[-len(said) :] == said, options
        assert done.stdout.count("may have been then") == (MORE in said), options


@pytest.mark.parametrize("back", [[], ["--reverse"]])
def test_pages_of_any_size_are_the_parts_one_after_the_other(lasting: Ask, back: list[str]) -> None:
    parts = ["first second", "war siege", "some-day one-day"]
    expected = [event for part in parts for event in (part.split()[::-1] if back else part.split())]

    def rows(*options: str) -> list[str]:
        printed = lasting("events", "--on", "2031-05", "--perhaps", *back, *options).stdout
        ends = [line.split()[-1] for line in printed.splitlines() if line]
        return [word for word in ends if word in expected]

    assert rows() == expected
    for size in range(1, 7):
        pages = [rows("--limit", str(size), "--offset", str(offset)) for offset in range(0, 6, size)]
        assert [event for page in pages for event in page] == expected, size


def test_where_nothing_else_was_found_what_may_have_been_is_listed(lasting: Ask) -> None:
    lines = lasting("events", "--on", "2034-02-03").stdout.splitlines()
    assert lines[0] == "PERHAPS ALSO THEN: DATED NO MORE CLOSELY"
    assert lines[-1] == "1 event"
    nothing_left = lasting("events", "--on", "2034-02-03", "--offset", "1").stdout
    assert nothing_left == "No event is left: --offset 1 leaves out all 1\n"
    assert lasting("events", "--on", "2034-02-03", "--limit", "0").stdout == (
        "--limit 0 shows none, and 1 would be found\n"
    )


def _listed(text: str) -> str:
    """The list and what closes it; a page has a picture of the events above it, and a script below."""
    return text.partition('<main id="list"')[2].partition("</footer>")[0] or text


def test_a_chronology_tells_the_parts_and_counts_the_last_unless_asked(lasting: Ask) -> None:
    for format_name, under_way, perhaps in (
        ("md", "## Under way then", "## Perhaps also then"),
        ("html", ">Under way then<", ">Perhaps also then"),
    ):
        alone = _listed(lasting("export", "-", "--format", format_name, "--on", "2031-05").stdout)
        assert alone.index("Second") < alone.index(under_way) < alone.index("Siege")
        assert perhaps not in alone
        assert "4 events, 1 source cited. 2 more may have been then." in alone
        told = _listed(lasting("export", "-", "--format", format_name, "--on", "2031-05", "--perhaps").stdout)
        assert told.index(under_way) < told.index("Siege") < told.index(perhaps) < told.index("Some day")
        assert "6 events, 1 source cited." in told
        assert "may have been then" not in told


@pytest.mark.parametrize(("options", "said"), TOTALS, ids=[options or "all" for options, _ in TOTALS])
@pytest.mark.parametrize("command", ["events --format jsonl", "export - --format csv", "export - --format md"])
def test_what_programs_read_stays_clean_and_stderr_says_when_there_is_more(
    ask_strait: Ask, command: str, options: str, said: str
) -> None:
    done = ask_strait(*command.split(), *options.split())
    is_nothing = said == "No event was found."
    assert is_nothing or said not in done.stdout.splitlines()
    told = [line for line in done.stderr.splitlines() if "left out: " not in line]
    is_cut = "more: " in said or said.startswith(("--limit 0", "No event is left"))
    assert told == ([said] if is_cut else [])


def test_more_than_can_be_counted_at_once_is_said_so(ask_strait: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.actions.answer._COUNTED", 4)
    last = ask_strait("events", "--limit", "2").stdout.splitlines()[-1]
    assert last == "2 events, and more than 3 more: --offset 2"
    monkeypatch.setattr("timeline.storage.reading.told.entries._LOOKED_THROUGH", 4)
    last = ask_strait("events", "--limit", "2", "--standing", "asserted").stdout.splitlines()[-1]
    assert last == "2 events, and some more: --offset 2"


# --- the seeds -------------------------------------------------------------------------------------


def test_the_seeds_have_the_call_on_both_of_its_days(ask_seeds: Ask) -> None:
    for day in ("2020-09-20", "2020-09-21"):
        call = {event["id"]: event for event in found(ask_seeds, "--on", day)}["pompeo-salih-call"]
        assert call["date"]["status"] == "disputed"
        assert call["date"]["text"] == "20 or 21 September 2020"
        assert (call["date"]["approximate"], call["date"]["uncertain"]) == (False, False)
        assert [span["earliest"] for span in call["date"]["spans"]] == ["2020-09-20", "2020-09-21"]
    assert "pompeo-salih-call" not in ids(ask_seeds, "--on", "2020-09-22")


def test_the_seeds_have_what_followed_the_call(ask_seeds: Ask) -> None:
    assert "salih-summons-leaders" in ids(ask_seeds, "--on", "2020-09-21")
    assert "hussein-visits-tehran" in ids(ask_seeds, "--on", "2020-09-26")


@pytest.mark.parametrize("name", ["kadhimi", "kadhemi", "Al-Kadhimi", "al kadhimi", "مصطفى الكاظمي", "KADHIMI"])
def test_the_seeds_find_one_man_in_every_spelling(ask_seeds: Ask, name: str) -> None:
    assert ids(ask_seeds, "--actor", name) == ids(ask_seeds, "--actor", "mustafa-al-kadhimi") != []


def test_the_seeds_find_a_militia_with_its_apostrophe(ask_seeds: Ask) -> None:
    by_id = ids(ask_seeds, "--actor", "kataib-hezbollah")
    assert ids(ask_seeds, "--actor", "Kata'ib Hezbollah") == ids(ask_seeds, "--actor", "KH") == by_id != []


def test_the_seeds_find_what_the_members_of_a_group_did(ask_seeds: Ask) -> None:
    alone, with_members = ids(ask_seeds, "--actor", "PMF"), ids(ask_seeds, "--actor", "PMF", "--with-members")
    assert set(alone) < set(with_members)
    assert "kataib-hezbollah-and-asaib-defy-threat" in set(with_members) - set(alone)


def test_the_seeds_never_take_one_hezbollah_for_another(ask_seeds: Ask) -> None:
    done = ask_seeds("events", "--actor", "Hezbollah")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == 'no actor is called "Hezbollah": did you mean kataib-hezbollah (Kataib Hezbollah)?\n'
